//! One account of any size of book: the first ones are the cast as written, later ones vary it under a number.

use crate::domain::demo::cast::CAST;
use crate::domain::demo::dice::{Dice, working};
use crate::domain::demo::names::places;
use crate::domain::demo::plan::{BLANK, Member, Story, Terms};
use crate::domain::demo::stories::story_of;
use crate::domain::record::account::{Account, LifecycleStage};
use crate::domain::record::contact::Contact;
use crate::domain::record::meta::Meta;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::Text;

/// The CSM whose book it is.
const OWNER: &str = "Robin Hale";
/// A colleague who holds a few accounts.
const COLLEAGUE: &str = "Sam Okoro";

/// What the rows of one account are made from.
pub struct Customer {
    /// Its figures.
    pub member: Member,
    /// Its story; blank when none is told.
    pub story: &'static Story,
    /// First day of its first contract.
    pub since: Day,
    /// Its row.
    pub row: Account,
    /// Its people, once made.
    pub people: Vec<Contact>,
    /// Currency of its contracts.
    pub currency: Currency,
}

impl Customer {
    /// So many thousands in its currency.
    pub fn thousands(&self, thousands: i64) -> Money {
        Money::major(thousands.saturating_mul(1000), self.currency)
    }

    /// Days that it has been with us, counted to today.
    pub fn age(&self, today: Day) -> i32 {
        today.since(self.since)
    }

    /// Whether it is gone.
    pub fn is_lost(&self) -> bool {
        self.row.stage == LifecycleStage::Churned
    }

    /// The last day of its life with us: today, or the day its contract ran out.
    pub fn last_day(&self, today: Day) -> Day {
        if self.is_lost() { today.plus_days(self.member.end) } else { today }
    }
}

/// Share of touches and tasks of the accounts before a place in the book.
pub fn weight_before(place: usize) -> usize {
    let all: usize = CAST.iter().map(|member| member.tier.weight()).sum();
    let rest: usize = CAST.iter().take(place % CAST.len()).map(|member| member.tier.weight()).sum();
    (place / CAST.len()) * all + rest
}

/// The customer at a place in the book, from 0; none only if there were no cast.
pub fn customer(place: usize, dice: &mut Dice) -> Option<Customer> {
    let (round, seat) = (place / CAST.len(), place % CAST.len());
    let mut member = *CAST.get(seat)?;
    let story = if round == 0 { story_of(member.name).unwrap_or(&BLANK) } else { &BLANK };
    if round > 0 {
        vary(&mut member, dice);
    }
    let currency = member.currency.parse().unwrap_or(Currency::USD);
    let since = since(&member, dice);
    let row = row(&member, story, (place, round), currency, since, dice);
    Some(Customer { member, story, since, row, people: Vec::new(), currency })
}

fn vary(member: &mut Member, dice: &mut Dice) {
    member.arr = (member.arr * i64::from(dice.between(60, 150)) / 100).max(1);
    member.seats = (member.seats * dice.between(60, 150).unsigned_abs() / 100).max(1);
    member.used = i64::from(dice.between(25, 99));
    member.end = dice.between(-20, 400);
    member.past = dice.between(1, 3);
    member.health = i64::from(dice.between(20, 98));
    member.drift = i64::from(dice.between(-15, 8));
    member.usage = i64::from(dice.between(-35, 20));
}

fn since(m: &Member, dice: &mut Dice) -> Day {
    if m.terms == Terms::Monthly {
        return dice.day(-260);
    }
    dice.day(m.end).plus_months(-m.terms.months() * (m.past + 1)).plus_days(1)
}

fn row(m: &Member, story: &Story, place: (usize, usize), currency: Currency, since: Day, dice: &mut Dice) -> Account {
    let text = |given: &str| (!given.is_empty()).then(|| Text::from(given));
    let (place, round) = place;
    // Sales opened the account some months before the first contract.
    let opened = since.plus_days(-dice.between(95, 150));
    let made = dice.moment(working(opened));
    let (region, zones) = places(m.culture);
    let numbered = |name: &str| if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) };
    let domain = if round == 0 { m.domain.to_owned() } else { format!("{}.{}", round + 1, m.domain) };
    let mut row = Account::named(AccountId(dice.id(made)), Meta::made(made), Text::new(numbered(m.name)));
    row.aliases = text(story.alias).into_iter().collect();
    row.link = Some(Text::new(format!("https://crm.example/accounts/{}", 1100 + place)));
    row.domain = Some(Text::new(domain));
    row.segment = Some(Text::from(m.tier.word()));
    row.industry = Some(Text::from(m.industry));
    row.region = Some(Text::from(region));
    row.time_zone = text(dice.word(zones));
    row.currency = Some(currency);
    row.stage = story.stage;
    if story.account.is_empty() && m.past == 0 && m.used < 72 {
        row.stage = LifecycleStage::Adopting;
    }
    row.owner = Some(Text::from(if place % 9 == 8 { COLLEAGUE } else { OWNER }));
    row.tags = story.tags.iter().map(|tag| Text::from(*tag)).collect();
    row.starred = story.starred;
    row.pin = story.pin;
    row.call = story.call.map(|(level, _)| level);
    row.call_on = story.call.map(|(_, on)| dice.day(on));
    row.leaving_said_on = story.leaving.map(|on| dice.day(on));
    row.snoozed_until = story.snoozed.map(|(until, _)| dice.day(until));
    row.snooze_reason = story.snoozed.map(|(_, why)| Text::from(why));
    row.dealt_on = story.dealt.then_some(dice.now.today);
    row.body = Text::from(story.body);
    row
}
