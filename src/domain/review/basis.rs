//! What each figure is reckoned on, in a sentence.

use crate::domain::review::figure::{Amount, Beside, Figure};
use crate::domain::review::risk::RISK_DAYS;
use crate::domain::value::day::Day;

/// What a figure of a week is reckoned on, with the rates of money where it has some.
pub fn basis(figure: Figure, amount: Option<Amount>, rates: Day) -> String {
    let said = definition(figure);
    let money = amount.and_then(|amount| amount.beside).is_some_and(|beside| matches!(beside, Beside::Money(_)));
    let money = money || matches!(figure, Figure::ArrTouched | Figure::CoverageArr | Figure::Expansion);
    let said = match figure {
        Figure::RenewalsSaved => format!(
            "{said} in the {RISK_DAYS} days before: notice, red health, the call at risk or lost, or word that they leave"
        ),
        _ => said.to_owned(),
    };
    if money { format!("{said}; exchange rates of {rates}") } else { said }
}

const fn definition(figure: Figure) -> &'static str {
    match figure {
        Figure::TasksDone => "tasks marked done in these days",
        Figure::TasksSlipped => {
            "open tasks past their promised day at the end, and tasks whose promised day was moved to a later one"
        }
        Figure::PromisesKept => {
            "of the days promised here, those by which the task was done; the others were moved on or have gone by"
        }
        Figure::Touches => "calls, e-mails, meetings, QBRs, notes and tickets of these days",
        Figure::Calls => "calls of these days",
        Figure::Emails => "e-mails of these days",
        Figure::Meetings => "meetings of these days, QBRs apart",
        Figure::Qbrs => "business reviews of these days",
        Figure::OtherTouches => "notes to oneself and tickets of these days",
        Figure::Minutes => "minutes of touches, those of the clock too; touches without minutes add nothing",
        Figure::AccountsTouched => "customers with a call, e-mail, meeting or QBR, of all customers at the end",
        Figure::ArrTouched => "recurring revenue of the customers touched, of that of all, by the ledger",
        Figure::RedTouched => "of the customers that are red at the end, those with a call, e-mail, meeting or QBR",
        Figure::Coverage => {
            "customers last spoken with no longer ago than the cadence of their segment, of all at the end; one never spoken with is not"
        }
        Figure::CoverageArr => "recurring revenue of the customers within their cadence, of that of all, by the ledger",
        Figure::ResponseTime => {
            "complaints, requests, offers and detractors of these days: the time to the first answer, the middle one"
        }
        Figure::ResponseOnTime => {
            "of these, those answered within figures.response_hours; what waits longer for an answer is late by whole days"
        }
        Figure::ProblemsSolved => "complaints and requests settled in these days",
        Figure::Nps => {
            "percent of promoters less percent of detractors: of a week the answers of the 90 days to its end, of the quarter its own"
        }
        Figure::Csat => {
            "answers among the best two of five: of a week those of the 90 days to its end, of the quarter its own"
        }
        Figure::Ces => {
            "the mean of how easy it was, 7 the easiest, answers on other scales brought to 1 to 7: of a week those of the 90 days to its end, of the quarter its own"
        }
        Figure::RenewalsClosed => "renewals settled in these days, with the revenue signed",
        Figure::RenewalsSaved => "renewals that stayed though they were at risk",
        Figure::RenewalsLost => "renewals settled as churned, with the revenue that was up for decision",
        Figure::Expansion => {
            "growth in the ledger, on the day it was written down, or on its first day if that is earlier; price changes apart"
        }
        Figure::Referrals => "referrals written down in these days, with what they may be worth",
        Figure::HealthUp => "customers whose health score rose by more than is steady, from the day before to the end",
        Figure::HealthDown => {
            "customers whose health score fell by more than is steady, from the day before to the end"
        }
        Figure::WaitingSales => "tasks handed to sales at the end, and the median of the days they wait",
        Figure::WaitingSupport => "tasks handed to support at the end, and the median of the days they wait",
        Figure::WaitingProduct => "tasks handed to product at the end, and the median of the days they wait",
        Figure::SalesOnTime => {
            "of the tasks that sales gave back in these days or has past their promised day, those back by that day; one moved on meanwhile is late"
        }
        Figure::SupportOnTime => {
            "of the tasks that support gave back in these days or has past their promised day, those back by that day; one moved on meanwhile is late"
        }
        Figure::ProductOnTime => {
            "of the tasks that product gave back in these days or has past their promised day, those back by that day; one moved on meanwhile is late"
        }
        Figure::MedianIdle => {
            "days since the latest contact, of the customer in the middle; those never spoken with apart"
        }
    }
}
