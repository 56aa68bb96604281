//! A playbook: tasks at day offsets from a day that counts. A step is a task line without a day of its own.

use crate::domain::phrase::line::{self, Line};
use crate::domain::phrase::when::DateOptions;
use crate::domain::record::choice::choice;
use crate::domain::value::day::Day;

/// Days before its own day on which a step that is to come shows; until then it is hidden.
const LEAD: i32 = 7;

/// The farthest a step may be from the day that counts: ten years.
pub const FARTHEST: i32 = 3660;

choice!(
    /// The day from which the steps of a playbook are counted.
    Anchor {
        /// The day on which it is started.
        Start = "start",
        /// The decision day of the account: cancel-by where a contract renews itself, else the end of the term.
        Decision = "decision",
    }
);

/// One task of a playbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Days from the day that counts; before it when negative.
    pub day: i32,
    /// What is to be done, as a task line says it.
    pub line: Line,
}

impl Step {
    /// Reads a step. What a step cannot say is refused: its day and its account come from the run.
    pub fn read(day: i32, task: &str, options: &DateOptions) -> Result<Step, String> {
        if !(-FARTHEST..=FARTHEST).contains(&day) {
            return Err(format!("day {day} is more than ten years away"));
        }
        // Any day will do: a line that says one is refused.
        let line = line::parse(task, Day(0), options).map_err(|error| error.to_string())?;
        if line.title.trim().is_empty() {
            return Err("a step says what is to be done: task = \"Call the sponsor p:1\"".to_owned());
        }
        let dated = line.due.is_some() || line.wait.is_some() || line.every.is_some() || !line.cleared.is_empty();
        if dated {
            return Err("the day of a step is its `day`; words that read as a date go in quotes".to_owned());
        }
        if line.account.is_some() || line.contact.is_some() {
            return Err("a step is for whichever account the playbook is started for: leave the name out".to_owned());
        }
        Ok(Step { day, line })
    }
}

/// Tasks that are started together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Playbook {
    /// Its name.
    pub name: String,
    /// What it is for, in a few words.
    pub what: String,
    /// From which day its steps are counted.
    pub anchor: Anchor,
    /// Its steps, the earliest first.
    pub steps: Vec<Step>,
}

/// A step with its days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Planned<'a> {
    /// Which.
    pub step: &'a Step,
    /// Its day.
    pub due: Day,
    /// Until when it is hidden; none when it shows at once.
    pub hidden_until: Option<Day>,
}

impl Playbook {
    /// The steps that are made when it is started on a day. Of those whose day is past only the last is made, and it is
    /// due at once: nobody begins with a pile of what is too late.
    pub fn plan(&self, anchor: Day, today: Day) -> Vec<Planned<'_>> {
        let due = |step: &Step| anchor.plus_days(step.day);
        let passed = self.steps.iter().filter(|step| due(step) < today).count();
        let begin = passed.saturating_sub(1);
        self.steps
            .iter()
            .skip(begin)
            .map(|step| {
                let due = due(step).max(today);
                let shows = due.plus_days(-LEAD);
                Planned { step, due, hidden_until: (shows > today).then_some(shows) }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn playbook(days: &[i32]) -> Playbook {
        let options = DateOptions::default();
        let steps = days.iter().map(|day| Step::read(*day, &format!("step \"{day}\""), &options).unwrap()).collect();
        Playbook { name: "p".to_owned(), what: String::new(), anchor: Anchor::Decision, steps }
    }

    #[test]
    fn catches_up_with_what_is_due_now_alone() {
        let renewal = playbook(&[-120, -90, -60, -30]);
        for (today, want) in [
            ("2026-08-01", vec!["2026-11-01", "2026-12-01", "2026-12-31", "2027-01-30"]),
            ("2026-11-01", vec!["2026-11-01", "2026-12-01", "2026-12-31", "2027-01-30"]),
            ("2026-11-02", vec!["2026-11-02", "2026-12-01", "2026-12-31", "2027-01-30"]),
            ("2026-12-10", vec!["2026-12-10", "2026-12-31", "2027-01-30"]),
            ("2027-01-30", vec!["2027-01-30", "2027-01-30"]),
            ("2027-03-20", vec!["2027-03-20"]),
        ] {
            let planned = renewal.plan(day("2027-03-01"), day(today));
            let days: Vec<String> = planned.iter().map(|one| one.due.to_string()).collect();
            assert_eq!(days, want, "{today}");
        }
    }

    #[test]
    fn what_is_to_come_shows_a_week_before() {
        let planned = playbook(&[0, 7, 8]);
        let hidden: Vec<Option<Day>> =
            planned.plan(day("2026-11-24"), day("2026-11-24")).iter().map(|one| one.hidden_until).collect();
        assert_eq!(hidden, [None, None, Some(day("2026-11-25"))]);
    }

    #[test]
    fn days_at_the_edge_of_the_calendar_stay_in_it() {
        for today in [Day::MIN, Day::MAX] {
            let planned = playbook(&[-3000, 0, 3000]);
            assert!(planned.plan(today, today).iter().all(|one| (Day::MIN..=Day::MAX).contains(&one.due)));
        }
    }

    #[test]
    fn refuses_what_a_step_cannot_say() {
        let options = DateOptions::default();
        for (task, says) in [
            ("", "what is to be done"),
            ("p:1", "what is to be done"),
            ("call fri", "in quotes"),
            ("call due:fri", "in quotes"),
            ("call wait:2w", "in quotes"),
            ("call every:2w", "in quotes"),
            ("call @globex", "leave the name out"),
            ("call p:9", "p:1 high"),
        ] {
            let why = Step::read(0, task, &options).unwrap_err();
            assert!(why.contains(says), "{task}: {why}");
        }
        assert!(Step::read(4000, "call", &options).is_err());
        let step = Step::read(-30, "Get the signature p:1 est:30m +renewal -- by e-sign", &options).unwrap();
        assert_eq!((step.line.title.as_str(), step.line.priority), ("Get the signature", Some(1)));
    }
}
