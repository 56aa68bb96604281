//! The contacts of an account: those of its story, else two to four that fit its country.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::Dice;
use crate::domain::demo::names::{Names, names, titles};
use crate::domain::demo::plan::{Culture, Person, Tier};
use crate::domain::record::contact::{Contact, ContactRole, Sentiment};
use crate::domain::record::meta::Meta;
use crate::domain::value::day::Day;
use crate::domain::value::id::ContactId;
use crate::domain::value::text::{Text, folded};

/// The name one would call a person by.
pub fn first_name(name: &str) -> &str {
    name.trim_start_matches("Dr. ").split(' ').next().unwrap_or(name)
}

/// The contacts of a customer.
pub fn people(customer: &Customer, dice: &mut Dice) -> Vec<Contact> {
    if customer.story.people.is_empty() {
        return invented(customer, dice);
    }
    customer.story.people.iter().map(|told| from_story(customer, told, dice)).collect()
}

fn from_story(customer: &Customer, told: &Person, dice: &mut Dice) -> Contact {
    let mail = if told.mail.is_empty() { local_part(told.name) } else { told.mail.to_owned() };
    let left = told.left.map(|on| dice.day(on));
    let mut contact = contact(customer, told.name.to_owned(), &mail, told.role, dice);
    contact.title = Some(Text::from(told.title));
    contact.sentiment = told.sentiment;
    contact.left_on = left;
    contact
}

fn invented(customer: &Customer, dice: &mut Dice) -> Vec<Contact> {
    let count = match customer.member.tier {
        Tier::Ent => 4,
        Tier::Mid => 3,
        Tier::Smb => 2,
    };
    let second = [ContactRole::DecisionMaker, ContactRole::EconomicBuyer];
    let rest = [ContactRole::User, ContactRole::ExecSponsor, ContactRole::Blocker, ContactRole::User];
    let mut roles = vec![ContactRole::Champion];
    roles.extend(dice.pick(&second));
    roles.extend(dice.shuffled(&rest));
    let named = full_names(customer.member.culture, count, dice);
    named
        .into_iter()
        .zip(roles)
        .map(|((name, mail), role)| {
            let mut contact = contact(customer, name, &mail, role, dice);
            contact.title = Some(Text::from(dice.word(titles(role))));
            contact.sentiment = feeling(customer.member.health, role, dice);
            let may_leave = matches!(role, ContactRole::User | ContactRole::ExecSponsor);
            contact.left_on = (may_leave && dice.percent(12)).then(|| dice.between(30, 230)).map(|ago| dice.day(-ago));
            contact
        })
        .collect()
}

fn feeling(health: i64, role: ContactRole, dice: &mut Dice) -> Option<Sentiment> {
    if role == ContactRole::Blocker {
        return Some(Sentiment::Negative);
    }
    let happy = if health >= 75 { 60 } else { 25 };
    match dice.between(0, 99) {
        mark if mark < happy => Some(Sentiment::Positive),
        mark if mark < 80 => Some(Sentiment::Neutral),
        mark if mark < 85 && health < 60 => Some(Sentiment::Negative),
        _ => None,
    }
}

fn contact(customer: &Customer, name: String, mail: &str, role: ContactRole, dice: &mut Dice) -> Contact {
    let made: Day = dice.now.zone.day(customer.row.meta.created_at).plus_days(dice.between(1, 20));
    let made = dice.moment(made);
    let domain = customer.row.domain.as_ref().map(Text::raw).unwrap_or_default();
    Contact {
        id: ContactId(dice.id(made)),
        meta: Meta::made(made),
        account: customer.row.id,
        name: Text::new(name),
        title: None,
        role: Some(role),
        email: Some(Text::new(format!("{mail}@{domain}"))),
        phone: phone(customer.member.culture, dice),
        sentiment: None,
        left_on: None,
    }
}

/// Numbers from ranges set aside for fiction; none where no such range is known.
fn phone(culture: Culture, dice: &mut Dice) -> Option<Text> {
    let tail = dice.between(100, 199);
    match culture {
        Culture::Us => Some(Text::new(format!("+1 555 555 0{tail}"))),
        Culture::Uk => Some(Text::new(format!("+44 20 7946 0{tail}"))),
        _ => None,
    }
}

fn full_names(culture: Culture, count: usize, dice: &mut Dice) -> Vec<(String, String)> {
    match names(culture) {
        Names::Parts(given, family) => {
            let both = dice.shuffled(given).into_iter().zip(dice.shuffled(family));
            both.take(count).map(|(g, f)| format!("{g} {f}")).map(|name| (name.clone(), local_part(&name))).collect()
        }
        Names::Whole(list) => {
            dice.shuffled(list).into_iter().take(count).map(|(name, mail)| (name.to_owned(), mail.to_owned())).collect()
        }
    }
}

/// `søren østergaard` as `soren.ostergaard`, without a title in front.
fn local_part(name: &str) -> String {
    let plain = folded(name.trim_start_matches("Dr. "));
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            ' ' => out.push('.'),
            c if c.is_ascii_alphanumeric() || c == '-' => out.push(c),
            _ => {}
        }
    }
    out
}
