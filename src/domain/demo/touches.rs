//! A year of touches: those told, and between them the everyday ones, on working days and in working hours, denser
//! before a renewal and with a review each quarter.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::{Dice, working};
use crate::domain::demo::people::first_name;
use crate::domain::demo::plan::{Said, Tier};
use crate::domain::demo::touches_asian::local;
use crate::domain::demo::touches_words::{CALLS, EMAILS, MEETINGS, NOTES, REVIEWS, TICKETS};
use crate::domain::record::contact::{Contact, Sentiment};
use crate::domain::record::meta::Meta;
use crate::domain::record::touch::{Direction, Touch, TouchKind};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::TouchId;
use crate::domain::value::text::Text;
use std::ops::Range;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The touches of a customer, oldest first: about `share` of them, never fewer than are told.
pub fn touches(customer: &Customer, share: usize, dice: &mut Dice) -> Vec<Touch> {
    let mut out: Vec<Touch> = customer.story.touches.iter().map(|said| told(customer, said, dice)).collect();
    let mut bank = Bank::of(customer, dice);
    let from = if customer.is_lost() { customer.story.quiet.max(-customer.member.end) } else { customer.story.quiet };
    // Talks begin a fortnight before the first contract; a young account has had its part of a year's touches.
    let longest = (customer.age(dice.now.today) + 14).min(365);
    let share = if longest < 300 { share * longest.unsigned_abs() as usize / 365 } else { share };
    if from < longest {
        let mut days: Vec<i32> = (out.len()..share).map(|_| days_back(customer, from..longest, dice)).collect();
        // In order of time, so that a text comes again only after all its kind were used.
        days.sort_unstable();
        let mut reviews: Vec<i32> =
            customer.story.touches.iter().filter(|said| said.kind == TouchKind::Qbr).map(|said| -said.on).collect();
        for ago in days {
            let mut kind = kind(customer, ago, dice);
            if kind == TouchKind::Qbr {
                if reviews.iter().any(|other| (other - ago).abs() < 60) {
                    kind = TouchKind::Meeting;
                } else {
                    reviews.push(ago);
                }
            }
            out.push(everyday(customer, working(dice.day(-ago)), kind, &mut bank, dice));
        }
    }
    out.sort_by_key(|touch| (touch.at, touch.id));
    out
}

/// How many days ago: spread over the year, one in five within the ten weeks before the last renewal.
fn days_back(customer: &Customer, within: Range<i32>, dice: &mut Dice) -> i32 {
    let (from, longest) = (within.start.max(1), within.end);
    let renewed = 365 - customer.member.end;
    if customer.member.past > 0 && (from..290).contains(&renewed) && dice.percent(20) {
        return (renewed + dice.between(0, 70)).clamp(from, longest.max(from));
    }
    dice.between(from, longest)
}

fn kind(customer: &Customer, back: i32, dice: &mut Dice) -> TouchKind {
    // Reviews fall into the same fortnight of each quarter, per account.
    let quarter = (back + customer.member.seats.cast_signed()) % 91;
    if customer.member.tier != Tier::Smb && quarter < 14 && dice.percent(70) {
        return TouchKind::Qbr;
    }
    match dice.between(0, 99) {
        0..46 => TouchKind::Email,
        46..70 => TouchKind::Call,
        70..84 => TouchKind::Meeting,
        84..92 => TouchKind::Note,
        _ => TouchKind::Ticket,
    }
}

/// Texts in a shuffled order of their own, so that none comes twice before all came once.
struct Bank {
    lists: [(Vec<&'static str>, usize); 6],
    local: (Vec<&'static str>, usize),
}

impl Bank {
    fn of(customer: &Customer, dice: &mut Dice) -> Bank {
        let lists = TouchKind::ALL.iter().map(|kind| (dice.shuffled(english(*kind)), 0)).collect::<Vec<_>>();
        let lists = lists.try_into().unwrap_or_default();
        Bank { lists, local: (dice.shuffled(local(customer.member.culture)), 0) }
    }

    fn next(&mut self, kind: TouchKind, speaks_local: bool) -> &'static str {
        let place = TouchKind::ALL.iter().position(|k| *k == kind).unwrap_or(0);
        let list =
            if speaks_local && !self.local.0.is_empty() { Some(&mut self.local) } else { self.lists.get_mut(place) };
        let Some((texts, at)) = list else { return "" };
        let text = texts.get(*at % texts.len().max(1)).copied().unwrap_or_default();
        *at += 1;
        text
    }
}

fn english(kind: TouchKind) -> &'static [&'static str] {
    match kind {
        TouchKind::Call => CALLS,
        TouchKind::Email => EMAILS,
        TouchKind::Meeting => MEETINGS,
        TouchKind::Qbr => REVIEWS,
        TouchKind::Note => NOTES,
        TouchKind::Ticket => TICKETS,
    }
}

fn minutes(kind: TouchKind, dice: &mut Dice) -> u32 {
    let (low, high) = match kind {
        TouchKind::Email | TouchKind::Note => (1, 3),
        TouchKind::Call => (2, 8),
        TouchKind::Meeting => (6, 14),
        TouchKind::Qbr => (9, 18),
        TouchKind::Ticket => (2, 6),
    };
    dice.between(low, high).unsigned_abs() * 5
}

fn everyday(customer: &Customer, day: Day, kind: TouchKind, bank: &mut Bank, dice: &mut Dice) -> Touch {
    // Nobody is called after having left.
    let there: Vec<&Contact> =
        customer.people.iter().filter(|contact| contact.left_on.is_none_or(|left| day < left)).collect();
    let person = dice.pick(&there);
    let speaks_local = !matches!(kind, TouchKind::Ticket | TouchKind::Qbr) && dice.percent(55);
    let ahead = day.plus_months(dice.between(1, 4)).ymd().1;
    let month = MONTHS.get(ahead as usize - 1).copied().unwrap_or("spring");
    let text = bank
        .next(kind, speaks_local)
        .replace("{who}", person.map_or("team", |contact| first_name(contact.name.raw())))
        .replace("{n}", &dice.between(3, 19).to_string())
        .replace("{ticket}", &dice.between(2100, 4180).to_string())
        .replace("{month}", month);
    let inward = match kind {
        TouchKind::Ticket => Some(Direction::In),
        TouchKind::Note => None,
        _ => Some(if dice.percent(35) { Direction::In } else { Direction::Out }),
    };
    let sentiment = (kind != TouchKind::Note && dice.percent(40)).then(|| mood(customer.member.health, dice));
    let at = dice.moment(day);
    Touch {
        contact: person.filter(|_| kind != TouchKind::Note).map(|contact| contact.id),
        direction: inward,
        minutes: Some(minutes(kind, dice)),
        sentiment,
        ..touch(customer, kind, at, text, dice)
    }
}

fn mood(health: i64, dice: &mut Dice) -> Sentiment {
    match i64::from(dice.between(0, 99)) {
        roll if roll < health - 15 => Sentiment::Positive,
        roll if roll < health + 20 => Sentiment::Neutral,
        _ => Sentiment::Negative,
    }
}

fn told(customer: &Customer, said: &Said, dice: &mut Dice) -> Touch {
    let at = if said.on == 0 { dice.now.today } else { working(dice.day(said.on)) };
    let at = dice.moment(at);
    let person = customer.people.iter().find(|contact| contact.name.raw() == said.who);
    let direction = if said.inward { Direction::In } else { Direction::Out };
    Touch {
        contact: person.map(|contact| contact.id),
        direction: (said.kind != TouchKind::Note).then_some(direction),
        minutes: Some(said.minutes),
        sentiment: said.sentiment,
        ..touch(customer, said.kind, at, said.text.to_owned(), dice)
    }
}

fn touch(customer: &Customer, kind: TouchKind, at: Moment, text: String, dice: &mut Dice) -> Touch {
    Touch {
        id: TouchId(dice.id(at)),
        meta: Meta::made(at),
        account: customer.row.id,
        contact: None,
        kind,
        direction: None,
        at,
        minutes: None,
        sentiment: None,
        text: Text::new(text),
    }
}
