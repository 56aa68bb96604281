//! Success plans of a few customers of the cast, by dice of their own, so that all other rows stay as they are without them.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::Dice;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::meta::Meta;
use crate::domain::value::id::GoalId;
use crate::domain::value::milli::Milli;
use crate::domain::value::text::Text;

/// A goal as it is told: customer, objective, measure, start, target and figure of today, day due, state.
type Told = (&'static str, &'static str, &'static str, [i64; 3], i32, GoalState);

const GOALS: &[Told] = &[
    (
        "Northvale Logistics",
        "Dispatchers off their spreadsheets",
        "dispatchers on it daily",
        [120, 520, 332],
        58,
        GoalState::Open,
    ),
    ("Northvale Logistics", "An owner after Priya", "", [0, 1, 0], -6, GoalState::Open),
    ("Northvale Logistics", "First routes planned in a day", "days to first plan", [9, 1, 1], -120, GoalState::Met),
    (
        "Müller & Söhne Feinwerktechnik",
        "Tool changes booked on the day",
        "percent on the day",
        [40, 90, 72],
        37,
        GoalState::Open,
    ),
    ("Müller & Söhne Feinwerktechnik", "No second list on paper", "lists on paper", [3, 0, 0], -30, GoalState::Met),
    (
        "Kestrel Health Systems",
        "Reports ready for the morning round",
        "percent by 7:00",
        [61, 95, 74],
        90,
        GoalState::Open,
    ),
];

/// The goals of a customer, in the order told.
pub fn goals(customer: &Customer, dice: &mut Dice) -> Vec<Goal> {
    // Later rounds of the cast go by other names, and have no plans.
    let told = GOALS.iter().filter(|(whose, ..)| customer.row.name.raw() == *whose);
    told.map(|(_, objective, measure, [start, target, now], due, state)| {
        let made = dice.moment(dice.now.today.plus_days(-150).max(customer.since));
        Goal {
            measure: (!measure.is_empty()).then(|| Text::from(*measure)),
            baseline: Some(Milli::whole(*start)),
            target: Some(Milli::whole(*target)),
            current: Some(Milli::whole(*now)),
            due: Some(dice.day(*due)),
            state: *state,
            closed_on: (*state != GoalState::Open).then(|| dice.day(*due - 3)),
            ..Goal::named(GoalId(dice.id(made)), Meta::made(made), customer.row.id, Text::from(*objective))
        }
    })
    .collect()
}
