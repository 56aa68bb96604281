//! The rows of a demo book in an order in which each comes after those it names. One account is in memory at a time.

use crate::domain::change::{Change, Image};
use crate::domain::demo::account::{Customer, customer, weight_before};
use crate::domain::demo::cast::CAST;
use crate::domain::demo::contracts::contracts;
use crate::domain::demo::deals::deals;
use crate::domain::demo::dice::Dice;
use crate::domain::demo::goals::goals;
use crate::domain::demo::people::people;
use crate::domain::demo::readings::readings;
use crate::domain::demo::tasks::{loose, tasks};
use crate::domain::demo::touches::touches;
use crate::domain::demo::voices::{cases, feedback, usage};
use crate::domain::figure::rules::Rules;
use crate::domain::ledger::reconcile::{Reading, reconcile};
use crate::domain::record::meta::Record;
use crate::domain::record::movement::Movement;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Now;

/// Lane of chance of the ledger.
const LEDGER: u64 = 0x006c_6564_6765_7221;
/// Lane of chance of the success plans.
const PLANS: u64 = 0x0070_6c61_6e73_2121;
/// Lane of chance of what customers said and use.
const VOICES: u64 = 0x766f_6963_6573_2121;
/// Days after its end for which a contract is still an open decision, as the ranking has it by default.
const LAPSE: i32 = 90;

/// How large a book.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Accounts.
    pub accounts: usize,
    /// Tasks of all accounts together, open and closed; a few more where stories tell more.
    pub tasks: usize,
    /// Touches of all accounts together, about: young and lost accounts of the cast have fewer.
    pub touches: usize,
}

impl Size {
    /// One CSM's book.
    pub const DEMO: Size = Size { accounts: 62, tasks: 330, touches: 1220 };

    /// A book of so many accounts, tasks and touches.
    pub const fn of(accounts: usize, tasks: usize, touches: usize) -> Size {
        Size { accounts, tasks, touches }
    }
}

/// Every row of a book, made one account after the other: parents before children.
pub fn book(seed: u64, now: Now, size: Size) -> Vec<Change> {
    rows(seed, now, size).collect()
}

/// The same rows one by one; memory stays flat at any size.
pub fn rows(seed: u64, now: Now, size: Size) -> impl Iterator<Item = Change> {
    let accounts = (0..size.accounts).flat_map(move |place| account_rows(seed, now, size, place));
    let plans = (0..size.accounts.min(CAST.len())).flat_map(move |place| plan_rows(seed, now, place));
    let voices = (0..size.accounts.min(CAST.len())).flat_map(move |place| voice_rows(seed, now, place));
    accounts.chain(made(loose(&mut Dice::of(seed, u64::MAX - 1, now)))).chain(plans).chain(voices)
}

/// The success plan of a customer of the first round; later rounds have none.
fn plan_rows(seed: u64, now: Now, place: usize) -> Vec<Change> {
    let customer = customer(place, &mut Dice::of(seed, place as u64, now));
    let plan = customer.map(|customer| goals(&customer, &mut Dice::of(seed ^ PLANS, place as u64, now)));
    made(plan.unwrap_or_default()).collect()
}

/// What a customer of the first round said and uses, and the cases met there; by dice of their own, after the same
/// people and figures as the account itself has.
fn voice_rows(seed: u64, now: Now, place: usize) -> Vec<Change> {
    let mut same = Dice::of(seed, place as u64, now);
    let Some(mut customer) = customer(place, &mut same) else { return Vec::new() };
    customer.people = people(&customer, &mut same);
    let _ = (contracts(&customer, &mut same), deals(&customer, &mut same));
    let known = readings(&customer, &mut same);
    let mut dice = Dice::of(seed ^ VOICES, place as u64, now);
    let said = feedback(&customer, &known, &mut dice);
    made(said).chain(made(usage(&customer, &known, &mut dice))).chain(made(cases(&customer, &mut dice))).collect()
}

fn account_rows(seed: u64, now: Now, size: Size, place: usize) -> Vec<Change> {
    let mut dice = Dice::of(seed, place as u64, now);
    let Some(mut customer) = customer(place, &mut dice) else { return Vec::new() };
    customer.people = people(&customer, &mut dice);
    let (subscriptions, renewals) = contracts(&customer, &mut dice);
    let mut out = vec![Change::from(Image::made(customer.row.clone()))];
    out.extend(made(customer.people.iter().cloned()));
    let movements = ledger(&customer, &subscriptions, &renewals, place, seed, now);
    out.extend(made(subscriptions));
    out.extend(made(renewals));
    out.extend(made(movements));
    out.extend(made(deals(&customer, &mut dice)));
    out.extend(made(readings(&customer, &mut dice)));
    out.extend(made(touches(&customer, share(size.touches, size, place), &mut dice)));
    out.extend(made(tasks(&customer, share(size.tasks, size, place), &mut dice)));
    out
}

/// What the contracts did to the ledger of revenue. Ids come from dice of their own, so that all other rows stay as they
/// are without it.
fn ledger(
    customer: &Customer,
    subscriptions: &[Subscription],
    renewals: &[Renewal],
    place: usize,
    seed: u64,
    now: Now,
) -> Vec<Movement> {
    let reading = Reading { today: now.today, gap: Rules::default().gap(), lapse: LAPSE };
    let mut dice = Dice::of(seed ^ LEDGER, place as u64, now);
    let made = customer.row.meta.created_at;
    let drafts = reconcile(customer.row.id, &[], subscriptions, renewals, reading);
    drafts.into_iter().map(|draft| draft.row(dice.id(made), made)).collect()
}

/// What falls to one place of a total, by weight; the shares of all places add up to the total.
fn share(total: usize, size: Size, place: usize) -> usize {
    let all = weight_before(size.accounts).max(1);
    let upto = |place: usize| total.saturating_mul(weight_before(place)) / all;
    upto(place + 1) - upto(place)
}

fn made<T: Record>(rows: impl IntoIterator<Item = T>) -> impl Iterator<Item = Change>
where
    Change: From<Image<T>>,
{
    rows.into_iter().map(|row| Change::from(Image::made(row)))
}
