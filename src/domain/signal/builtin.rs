//! The playbooks and rules that folio brings. A playbook of the same name in the config stands in the place of one here.

use crate::domain::phrase::when::DateOptions;
use crate::domain::signal::playbook::{Anchor, Playbook, Step};
use crate::domain::signal::rule::{Cooldown, Rule};

/// The playbook of a touch that is owed.
pub const TOUCH: &str = "touch-owed";

/// The name under which cadences fire.
pub const CADENCE: &str = "cadence";

type Book = (&'static str, &'static str, Anchor, &'static [(i32, &'static str)]);

/// Each playbook: its name, what it is for, its anchor, its steps.
const PLAYBOOKS: &[Book] = &[
    (
        "renewal",
        "from the first look to the signature, by the decision day",
        Anchor::Decision,
        &[
            (-120, "Review value, goals and usage before the renewal p:2 est:1h"),
            (-90, "Call the decision maker: what would make them stay? p:2 kind:call"),
            (-60, "Send the renewal proposal p:1 kind:email"),
            (-30, "Get the signature, or escalate p:1 kind:call"),
        ],
    ),
    (
        "onboarding",
        "the first 90 days",
        Anchor::Start,
        &[
            (0, "Kick-off: agree goals, people and dates p:1 kind:meeting"),
            (7, "Look whether the first users are in est:15m"),
            (30, "First value reached? p:2 kind:call"),
            (60, "Review goals with the champion kind:call"),
            (90, "Close the onboarding: set the stage, plan the first review est:30m"),
        ],
    ),
    (
        "quarterly-review",
        "a business review within three weeks",
        Anchor::Start,
        &[
            (0, "Agree a date for the quarterly review kind:email"),
            (10, "Prepare the quarterly review p:2 est:2h"),
            (21, "Hold the quarterly review p:1 kind:meeting"),
            (23, "Send minutes and next steps of the quarterly review kind:email"),
        ],
    ),
    (
        "low-usage",
        "why use fell, and whether it came back",
        Anchor::Start,
        &[
            (0, "Find out who stopped using it, and why p:2 est:30m"),
            (3, "Call the champion about use p:1 kind:call"),
            (21, "Has use come back? est:15m"),
        ],
    ),
    (
        "detractor",
        "answer a bad score in person",
        Anchor::Start,
        &[
            (0, "Answer the detractor in person p:1 kind:call"),
            (5, "Tell what is being done about it, and until when kind:email"),
            (30, "Ask whether it is solved kind:call"),
        ],
    ),
    (
        "champion-left",
        "find the next champion",
        Anchor::Start,
        &[
            (0, "Find out who takes over from the champion p:1"),
            (3, "Introduce yourself to the successor p:1 kind:email"),
            (14, "Meet the successor with the sponsor kind:meeting"),
        ],
    ),
    (TOUCH, "get in touch: nobody has been for longer than the cadence", Anchor::Start, &[(0, "Touch owed")]),
];

/// Each rule: its name and playbook, its filter, its cooldown in days. The most pressing first: an account gets one a day.
/// A rule about something that happened looks back for fewer days than it rests, so that nothing fires it twice.
const RULES: &[(&str, &str, u32)] = &[
    ("detractor", "detractor:..30d", 90),
    ("champion-left", "left:..60d", 120),
    ("low-usage", "usage:..-30 measured:..30d arr:20k..", 45),
    ("renewal", "(cancel:..120d or renew:..120d) locked:no", 180),
    ("onboarding", "stage:onboarding age:..30d", 365),
    ("quarterly-review", "arr:100k.. stage:adopting,established", 90),
];

/// The playbooks that folio brings.
pub fn playbooks() -> Vec<Playbook> {
    let options = DateOptions::default();
    let step = |(day, task): &(i32, &str)| Step::read(*day, task, &options).ok();
    PLAYBOOKS
        .iter()
        .map(|(name, what, anchor, steps)| Playbook {
            name: (*name).to_owned(),
            what: (*what).to_owned(),
            anchor: *anchor,
            steps: steps.iter().filter_map(step).collect(),
        })
        .collect()
}

/// The rules that folio brings.
pub fn rules() -> Vec<Rule> {
    let rule = |(name, when, days): &(&str, &str, u32)| Rule {
        name: (*name).to_owned(),
        when: (*when).to_owned(),
        start: (*name).to_owned(),
        cooldown: Cooldown(*days),
    };
    RULES.iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::context::Context;
    use crate::domain::query::parse::parse;
    use crate::domain::value::day::Day;
    use crate::domain::value::money::Currency;

    #[test]
    fn every_step_and_every_filter_reads() {
        for ((name, .., steps), read) in PLAYBOOKS.iter().zip(playbooks()) {
            assert_eq!(read.steps.len(), steps.len(), "{name}");
            assert!(read.steps.is_sorted_by_key(|step| step.day), "{name}");
        }
        for rule in rules() {
            let cx = Context { today: Day(20_000), dates: DateOptions::default(), home: Currency::USD, me: None };
            parse(&rule.when, &cx).unwrap();
            assert!(playbooks().iter().any(|playbook| playbook.name == rule.start), "{}", rule.name);
        }
    }
}
