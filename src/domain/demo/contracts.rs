//! Subscriptions and their renewals, open and settled. A settled renewal's final amount is the next term's target, up
//! to today's revenue.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::{Dice, working};
use crate::domain::demo::plan::{Extra, Talk, Terms, Tier};
use crate::domain::record::meta::Meta;
use crate::domain::record::renewal::{ForecastCategory, Renewal, RenewalOutcome, RenewalStage};
use crate::domain::record::subscription::{Notice, Subscription};
use crate::domain::value::day::Day;
use crate::domain::value::id::{RenewalId, SubscriptionId};
use crate::domain::value::money::Money;
use crate::domain::value::text::Text;

const REASONS: &[(RenewalOutcome, &str)] = &[
    (RenewalOutcome::Renewed, "flat, no talk needed"),
    (RenewalOutcome::Renewed, "price held for a reference"),
    (RenewalOutcome::Expanded, "new team came on board"),
    (RenewalOutcome::Renewed, ""),
    (RenewalOutcome::Expanded, "price step as agreed"),
    (RenewalOutcome::Contracted, "unused seats given back"),
    (RenewalOutcome::Renewed, "signed a day before the end"),
    (RenewalOutcome::Expanded, "second site"),
    (RenewalOutcome::Contracted, "moved to the smaller edition"),
];

const NEXT: &[&str] = &[
    "Quote to finance",
    "Value recap with the champion",
    "Ask for the signature date",
    "Book the renewal talk",
    "Seat count before the quote",
    "Success figures for the sponsor",
    "Wait for the PO",
    "Send order form",
];

/// The contracts of a customer, each with its renewals after it.
pub fn contracts(customer: &Customer, dice: &mut Dice) -> (Vec<Subscription>, Vec<Renewal>) {
    let main = main_contract(customer, dice);
    let mut renewals = settled(customer, &main, dice);
    if let Some(end) = main.end {
        renewals.push(if customer.is_lost() {
            lost(customer, &main, end, dice)
        } else {
            open(customer, &main, end, customer.story.talk.as_ref(), dice)
        });
    }
    let mut subscriptions = vec![main];
    for extra in customer.story.extra {
        let row = extra_contract(customer, extra, dice);
        if let Some(end) = row.end.filter(|_| !extra.ended) {
            renewals.push(open(customer, &row, end, None, dice));
        }
        subscriptions.push(row);
    }
    (subscriptions, renewals)
}

fn notice(terms: Terms) -> Option<Notice> {
    match terms {
        Terms::Fixed => None,
        Terms::Auto(days) | Terms::Multi(_, days) => Some(Notice::Days(days)),
        Terms::Months(months) => Some(Notice::Months(months)),
        Terms::Monthly => Some(Notice::Weeks(2)),
    }
}

fn main_contract(customer: &Customer, dice: &mut Dice) -> Subscription {
    let m = &customer.member;
    let edition = match m.tier {
        Tier::Ent => "Tideline Enterprise",
        Tier::Mid => "Tideline Business",
        Tier::Smb => "Tideline Team",
    };
    let end = (m.terms != Terms::Monthly).then(|| dice.day(m.end));
    let start = customer.since;
    Subscription {
        ended_on: if customer.is_lost() { end } else { None },
        ..contract(customer, edition, (customer.thousands(m.arr), Some(m.seats)), (start, end, m.terms), dice)
    }
}

fn extra_contract(customer: &Customer, extra: &Extra, dice: &mut Dice) -> Subscription {
    let end = dice.day(extra.end);
    let term = extra.terms.months();
    let start = end.plus_months(-term).plus_days(1);
    let size = (customer.thousands(extra.arr), extra.seats);
    let row = contract(customer, extra.product, size, (start, Some(end), extra.terms), dice);
    Subscription { ended_on: extra.ended.then_some(end), ..row }
}

fn contract(
    customer: &Customer,
    product: &str,
    size: (Money, Option<u32>),
    life: (Day, Option<Day>, Terms),
    dice: &mut Dice,
) -> Subscription {
    let ((arr, seats), (start, end, terms)) = (size, life);
    let made = dice.moment(working(start.plus_days(-3).min(dice.now.today)));
    let id = SubscriptionId(dice.id(made));
    Subscription {
        seats,
        start: Some(start),
        end,
        term_months: Some(terms.months().unsigned_abs()),
        auto_renew: terms != Terms::Fixed,
        notice: notice(terms),
        ..Subscription::earning(id, Meta::made(made), customer.row.id, Text::from(product), arr)
    }
}

fn renewal(customer: &Customer, of: &Subscription, due: Day, target: Money, dice: &mut Dice) -> Renewal {
    let made = of.start.unwrap_or(due).max(due.plus_days(-340)).min(dice.now.today.plus_days(-1));
    let made = dice.moment(working(made));
    let id = RenewalId(dice.id(made));
    Renewal {
        subscription: Some(of.id),
        category: Some(ForecastCategory::Pipeline),
        target: Some(target),
        ..Renewal::due_on(id, Meta::made(made), customer.row.id, due)
    }
}

fn settled(customer: &Customer, of: &Subscription, dice: &mut Dice) -> Vec<Renewal> {
    let Some(end) = of.end else { return Vec::new() };
    let term = customer.member.terms.months();
    let mut rows = Vec::new();
    let mut signed = of.arr;
    for back in 1..=customer.member.past {
        let due = end.plus_months(-term * back);
        if due >= dice.now.today {
            continue;
        }
        let Some((outcome, reason)) = dice.pick(REASONS) else { break };
        let percent = match outcome {
            RenewalOutcome::Expanded => 100 - i64::from(dice.between(4, 16)),
            RenewalOutcome::Contracted => 100 + i64::from(dice.between(6, 20)),
            RenewalOutcome::Renewed | RenewalOutcome::Churned => 100,
        };
        let unit = of.arr.currency.unit();
        let before = Money::new(signed.minor / 100 * percent / unit * unit, signed.currency);
        let mut row = renewal(customer, of, due, before, dice);
        close(&mut row, outcome, signed, working(due.plus_days(-dice.between(0, 25))), reason);
        rows.push(row);
        signed = before;
    }
    rows.reverse();
    rows
}

fn lost(customer: &Customer, of: &Subscription, due: Day, dice: &mut Dice) -> Renewal {
    let mut row = renewal(customer, of, due, of.arr, dice);
    let reason = customer.story.lost.unwrap_or("no longer needed");
    close(&mut row, RenewalOutcome::Churned, Money::new(0, of.arr.currency), working(due), reason);
    row.notice_on = Some(working(due.plus_days(-dice.between(31, 75))));
    row
}

fn close(row: &mut Renewal, outcome: RenewalOutcome, signed: Money, on: Day, reason: &str) {
    row.stage = RenewalStage::Closed;
    row.category = Some(ForecastCategory::Closed);
    row.final_amount = Some(signed);
    row.outcome = Some(outcome);
    row.settled_on = Some(on);
    row.reason = (!reason.is_empty()).then(|| Text::from(reason));
}

fn open(customer: &Customer, of: &Subscription, due: Day, talk: Option<&Talk>, dice: &mut Dice) -> Renewal {
    let mut row = renewal(customer, of, due, of.arr, dice);
    if let Some(talk) = talk {
        row.stage = talk.stage;
        row.category = Some(talk.category);
        row.probability = Some(talk.probability);
        row.forecast = Some(Money::new(of.arr.minor / 100 * talk.forecast, of.arr.currency));
        row.next_step = Some(Text::from(talk.next));
        row.notice_on = talk.notice.map(|on| working(dice.day(on)));
        row.cancel_by = talk.cancel_by.map(|on| dice.day(on));
        return row;
    }
    let left = due.since(dice.now.today);
    let stages: &[RenewalStage] = match left {
        ..=25 => &[RenewalStage::Quoted, RenewalStage::Verbal, RenewalStage::Quoted],
        26..=60 => &[RenewalStage::Talking, RenewalStage::Quoted, RenewalStage::Preparing],
        61..=130 => &[RenewalStage::Preparing, RenewalStage::NotStarted, RenewalStage::Talking],
        _ => &[RenewalStage::NotStarted],
    };
    row.stage = dice.pick(stages).unwrap_or(RenewalStage::NotStarted);
    row.category = Some(match (row.stage, customer.member.health) {
        (RenewalStage::Verbal, _) | (_, 80..) => ForecastCategory::Commit,
        (_, 65..) => ForecastCategory::BestCase,
        _ => ForecastCategory::Pipeline,
    });
    if left <= 130 {
        row.probability = Some((customer.member.health.clamp(20, 90) + 5) as u8);
        row.forecast = Some(of.arr);
        row.next_step = Some(Text::from(dice.word(NEXT)));
    }
    row
}
