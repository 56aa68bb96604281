//! What the customers of a demo said of us and use, and the cases met with them. It says the same as their readings do,
//! so that the ranking is the same with it and without.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::Dice;
use crate::domain::demo::voices_words::{ASKS, CASES, HAPPY, LUKEWARM, QUOTES, UNHAPPY};
use crate::domain::record::case::Case;
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::meta::Meta;
use crate::domain::record::reading::{Metric, Reading};
use crate::domain::record::usage::{ACTIVE, SEATS, Usage};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{CaseId, FeedbackId, UsageId};
use crate::domain::value::milli::Milli;
use crate::domain::value::text::Text;

/// Weeks of usage.
const WEEKS: i32 = 26;
const HOUR: i64 = 3_600_000;

/// What a customer said.
pub fn feedback(customer: &Customer, known: &[Reading], dice: &mut Dice) -> Vec<Feedback> {
    let mut out = Vec::new();
    if dice.percent(45)
        && let Some((kind, words)) = dice.pick(ASKS)
    {
        let back = dice.between(2, 120);
        if let Some(row) = said(customer, kind, dice.now.today.plus_days(-back), words, dice) {
            // What was asked long ago was settled by now.
            let settled = back > 20 || dice.percent(40);
            out.push(if settled { settle(row, dice) } else { row });
        }
    }
    let answer = known.iter().filter(|reading| reading.metric == Metric::Nps).max_by_key(|reading| reading.day);
    let Some(answer) = answer else {
        out.extend(quotes(customer, dice));
        return out;
    };
    let score = answer.value;
    // Half a year before, about the same was said, and somebody replied.
    let before = Milli::whole((score.0 / 1000 + i64::from(dice.between(-2, 1))).clamp(0, 10));
    if let Some(row) = survey(customer, FeedbackKind::Nps, answer.day.plus_days(-182), before, dice) {
        out.push(replied(row, dice));
    }
    out.extend(survey(customer, FeedbackKind::Nps, answer.day, score, dice));
    let five = Milli::whole((score.0 / 2_000).clamp(1, 5));
    let on = dice.now.today.plus_days(-dice.between(5, 80));
    if dice.percent(60) {
        out.extend(survey(customer, FeedbackKind::Csat, on, five, dice));
    }
    if dice.percent(30) {
        let ease = Milli::whole((score.0 / 1_500 + i64::from(dice.between(0, 1))).clamp(1, 7));
        out.extend(survey(customer, FeedbackKind::Ces, on.plus_days(-3), ease, dice));
    }
    if score >= Milli::whole(9) {
        out.extend(quotes(customer, dice));
    }
    out
}

fn quotes(customer: &Customer, dice: &mut Dice) -> Vec<Feedback> {
    if customer.member.health < 75 || !dice.percent(40) {
        return Vec::new();
    }
    let (words, on) = (dice.word(QUOTES), dice.now.today.plus_days(-dice.between(6, 120)));
    let consent = dice.percent(60);
    said(customer, FeedbackKind::Quote, on, words, dice).map(|row| Feedback { consent, ..row }).into_iter().collect()
}

/// An answer to a survey; none from before the customer was one.
fn survey(customer: &Customer, kind: FeedbackKind, on: Day, score: Milli, dice: &mut Dice) -> Option<Feedback> {
    let share = kind.scale().hundred(score.value());
    let words = match share {
        85.0.. => HAPPY,
        60.0..85.0 => LUKEWARM,
        _ => UNHAPPY,
    };
    let words = if dice.percent(70) { dice.word(words) } else { "" };
    let row = said(customer, kind, on, words, dice)?;
    Some(Feedback { score: Some(score), source: Some(Text::from("survey")), ..row })
}

fn said(customer: &Customer, kind: FeedbackKind, on: Day, words: &str, dice: &mut Dice) -> Option<Feedback> {
    if on < customer.since || on > customer.last_day(dice.now.today) {
        return None;
    }
    let at = dice.moment(on);
    let there: Vec<_> = customer.people.iter().filter(|person| person.left_on.is_none_or(|left| left > on)).collect();
    let here: Vec<_> = there.iter().filter(|person| person.meta.created_at <= at).map(|person| person.id).collect();
    let contact = dice.pick(&here);
    let row = Feedback::said(FeedbackId(dice.id(at)), Meta::made(at), customer.row.id, kind, at);
    Some(Feedback { contact, text: Text::from(words), ..row })
}

/// The same with a first answer some hours later.
fn replied(row: Feedback, dice: &mut Dice) -> Feedback {
    let later = Moment(row.at.0 + HOUR * i64::from(dice.between(1, 40)));
    Feedback { answered: Some(later.min(dice.now.at)), ..row }
}

fn settle(row: Feedback, dice: &mut Dice) -> Feedback {
    let row = replied(row, dice);
    let later = row.answered.map(|at| Moment(at.0 + 24 * HOUR * i64::from(dice.between(1, 9))).min(dice.now.at));
    Feedback { resolved: later, ..row }
}

/// What a customer uses, week by week up to the day before its latest figures.
pub fn usage(customer: &Customer, known: &[Reading], dice: &mut Dice) -> Vec<Usage> {
    let of = |metric| known.iter().filter(move |reading| reading.metric == metric).max_by_key(|reading| reading.day);
    let (Some(seats), Some(change)) = (of(Metric::SeatsUsed), of(Metric::UsageChange)) else { return Vec::new() };
    let (now, fall) = (seats.value.value(), change.value.value());
    let mut out = Vec::new();
    for week in (0..WEEKS).rev() {
        let day = seats.day.plus_days(-1 - 7 * week);
        if day < customer.since {
            continue;
        }
        // The change of the last month is that of the readings, and before it all was calm.
        let way = (f64::from(week) / 4.3).min(1.0);
        let level = 1.0 / (1.0 + fall / 100.0).max(0.1);
        let base = 1.0 + (level - 1.0) * way;
        let noise = 1.0 + f64::from(dice.between(-30, 30)) / 1000.0;
        let active = (now * 0.8 * base * noise).round().clamp(0.0, now.max(1.0));
        let logins = (now * 9.0 * base * noise).round();
        let used = (now * (1.0 - f64::from(week) * 0.006)).round();
        for (metric, figure) in [(SEATS, used), (ACTIVE, active), ("logins", logins)] {
            let at = dice.moment(day);
            out.push(Usage {
                id: UsageId(dice.id(at)),
                meta: Meta::made(at),
                account: customer.row.id,
                metric: Text::from(metric),
                day,
                value: Milli::whole(figure as i64),
                source: Some(Text::from("product")),
            });
        }
    }
    out
}

/// A case, with a few customers.
pub fn cases(customer: &Customer, dice: &mut Dice) -> Vec<Case> {
    let on = dice.now.today.plus_days(-dice.between(10, 300));
    if on < customer.since || on > customer.last_day(dice.now.today) || !dice.percent(18) {
        return Vec::new();
    }
    let Some((problem, done, result)) = dice.pick(CASES) else { return Vec::new() };
    let at = dice.moment(on);
    vec![Case {
        id: CaseId(dice.id(at)),
        meta: Meta::made(at),
        account: customer.row.id,
        touch: None,
        day: on,
        problem: Text::from(problem),
        done: Some(Text::from(done)),
        result: Some(Text::from(result)),
    }]
}
