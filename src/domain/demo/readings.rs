//! A year of figures, monthly and ending at today's: health, seats in use, usage and its change, NPS, and those told.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::Dice;
use crate::domain::record::meta::Meta;
use crate::domain::record::reading::{Metric, Milli, Reading};
use crate::domain::value::day::Day;
use crate::domain::value::id::ReadingId;
use crate::domain::value::text::Text;

const IMPORT: &str = "import";
const SURVEY: &str = "survey";

/// The readings of a customer, oldest first a metric.
pub fn readings(customer: &Customer, dice: &mut Dice) -> Vec<Reading> {
    let mut out = Vec::new();
    let (m, last) = (&customer.member, customer.last_day(dice.now.today));
    // A few imports broke off long ago: their figures are stale.
    let stale = customer.story.account.is_empty() && m.seats % 7 == 0;
    let latest = last.plus_days(-if stale { dice.between(63, 88) } else { dice.between(1, 9) });
    if m.health > 0 {
        health(customer, latest, &mut out, dice);
    } else if customer.is_lost() {
        for month in (0..8).rev() {
            let value = 24 + month * 4 + i64::from(dice.between(-2, 2));
            out.push(row(customer, Metric::Health, latest.plus_days(-30 * month as i32), Milli::whole(value), dice));
        }
    }
    if m.used > 0 {
        seats_and_usage(customer, latest, &mut out, dice);
    }
    // Nothing was measured before the first contract.
    out.retain(|reading| reading.day >= customer.since);
    for (metric, on, value) in customer.story.readings {
        out.push(row(customer, *metric, dice.day(*on), Milli::whole(*value), dice));
    }
    let told = customer.story.readings.iter().any(|(metric, ..)| *metric == Metric::Nps);
    if !told && m.health > 0 && dice.percent(35) {
        let answer = (m.health / 10 + i64::from(dice.between(-1, 2))).clamp(0, 10);
        let back = dice.between(12, 170.min(customer.age(dice.now.today)));
        let on = dice.day(-back);
        out.push(row(customer, Metric::Nps, on, Milli::whole(answer), dice));
    }
    out
}

fn health(customer: &Customer, latest: Day, out: &mut Vec<Reading>, dice: &mut Dice) {
    let m = &customer.member;
    for month in (1..12).rev() {
        let value = m.health - m.drift + i64::from(dice.between(-3, 3));
        let value = Milli::whole(value.clamp(3, 98));
        out.push(row(customer, Metric::Health, latest.plus_days(-30 * month), value, dice));
    }
    let halfway = Milli::whole((m.health - m.drift * 3 / 5).clamp(3, 98));
    out.push(row(customer, Metric::Health, latest.plus_days(-7), halfway, dice));
    out.push(row(customer, Metric::Health, latest, Milli::whole(m.health), dice));
}

fn seats_and_usage(customer: &Customer, latest: Day, out: &mut Vec<Reading>, dice: &mut Dice) {
    let m = &customer.member;
    let used = i64::from(m.seats) * m.used / 100;
    let now = (used * 14).max(1);
    let before = now * 100 / (100 + m.usage).max(10);
    for month in (0..12_i32).rev() {
        let day = latest.plus_days(-30 * month);
        let step = 1000 - i64::from(month) * i64::from(dice.between(4, 10));
        let seats = Milli::whole((used * step / 1000).min(i64::from(m.seats)));
        out.push(row(customer, Metric::SeatsUsed, day, seats, dice));
        let usage = match month {
            0 => now,
            1 => before,
            _ => before * i64::from(dice.between(93, 104)) / 100,
        };
        out.push(row(customer, Metric::Usage, day, Milli::whole(usage), dice));
    }
    out.push(row(customer, Metric::UsageChange, latest, Milli::whole(m.usage), dice));
}

fn row(customer: &Customer, metric: Metric, day: Day, value: Milli, dice: &mut Dice) -> Reading {
    let made = dice.moment(day);
    let source = if metric == Metric::Nps { SURVEY } else { IMPORT };
    Reading {
        id: ReadingId(dice.id(made)),
        meta: Meta::made(made),
        account: customer.row.id,
        metric,
        day,
        value,
        scale: None,
        source: Some(Text::from(source)),
    }
}
