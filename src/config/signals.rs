//! Rules and playbooks as the config has them, and what they come to. A fault of one leaves that one out and is named with
//! its place; the others hold.

use crate::config::settings::Settings;
use crate::config::watching::{PlaybookSettings, RuleSettings};
use crate::domain::phrase::when::DateOptions;
use crate::domain::query::context::Context;
use crate::domain::query::parse::parse;
use crate::domain::signal::builtin;
use crate::domain::signal::playbook::{Anchor, Playbook, Step};
use crate::domain::signal::rule::{Cooldown, Rule};
use crate::domain::signal::signals::Signals;
use crate::domain::value::day::Day;

/// A fault of a rule or a playbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bad {
    /// The key's full name; rules and steps are counted from 1.
    pub key: String,
    /// The byte of its text that is at fault.
    pub at: Option<usize>,
    /// What is wrong, and what to try.
    pub why: String,
}

/// What is wrong with rules and playbooks.
pub fn faults(settings: &Settings) -> Vec<Bad> {
    read(settings).1
}

/// What a book is watched for by these settings.
pub fn signals(settings: &Settings) -> Signals {
    read(settings).0
}

fn read(settings: &Settings) -> (Signals, Vec<Bad>) {
    let mut bad = Vec::new();
    let mut playbooks = builtin::playbooks();
    let options = settings.calendar.dates();
    for (name, own) in &settings.playbooks {
        match playbook(name, own, &playbooks, &options) {
            Ok(read) => {
                playbooks.retain(|known| known.name != read.name);
                playbooks.push(read);
            }
            Err(faults) => bad.extend(faults),
        }
    }
    playbooks.sort_by(|a, b| a.name.cmp(&b.name));
    let mut signals = Signals {
        playbooks,
        rules: Vec::new(),
        cadences: settings.signals.cadences,
        most: settings.signals.most,
        me: settings.me.clone(),
    };
    for (n, own) in (1..).zip(&settings.rules) {
        match rule(n, own, settings, &signals) {
            Ok(rule) => signals.rules.push(rule),
            Err(fault) => bad.push(fault),
        }
    }
    if settings.signals.builtin {
        signals.add_builtin();
    }
    (signals, bad)
}

/// A name that can be typed without quotes: a rule, a playbook.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn playbook(
    name: &str,
    own: &PlaybookSettings,
    known: &[Playbook],
    options: &DateOptions,
) -> Result<Playbook, Vec<Bad>> {
    let full = format!("playbooks.{name}");
    if !is_name(name) {
        let why = format!("{name:?} is no name of a playbook: letters, digits and - in one word");
        return Err(vec![Bad { key: full, at: None, why }]);
    }
    let base = known.iter().find(|base| base.name == name);
    let mut faults = Vec::new();
    let mut steps = match (&own.steps, base) {
        (None, Some(base)) => base.steps.clone(),
        (None, None) => Vec::new(),
        (Some(steps), _) => {
            let read = (1..).zip(steps).filter_map(|(n, step)| match Step::read(step.day, &step.task, options) {
                Ok(step) => Some(step),
                Err(why) => {
                    faults.push(Bad { key: format!("{full}.steps.{n}.task"), at: None, why });
                    None
                }
            });
            read.collect()
        }
    };
    if steps.is_empty() && faults.is_empty() {
        let why = "a playbook has steps: steps = [{ day = 0, task = \"Call the sponsor p:1\" }]".to_owned();
        faults.push(Bad { key: full, at: None, why });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    steps.sort_by_key(|step| step.day);
    Ok(Playbook {
        name: name.to_owned(),
        what: own.what.clone().or_else(|| base.map(|base| base.what.clone())).unwrap_or_default(),
        anchor: own.anchor.or_else(|| base.map(|base| base.anchor)).unwrap_or(Anchor::Start),
        steps,
    })
}

fn rule(n: usize, own: &RuleSettings, settings: &Settings, signals: &Signals) -> Result<Rule, Bad> {
    let fault = |field: &str, at: Option<usize>, why: String| Bad { key: format!("rules.{n}{field}"), at, why };
    if own.when.trim().is_empty() {
        let why = "a rule says when: when = \"usage:..-30 arr:20k..\"; an empty filter would be every account";
        return Err(fault(if own.when.is_empty() { "" } else { ".when" }, None, why.to_owned()));
    }
    let me = Some(settings.me.as_str()).filter(|me| !me.is_empty());
    // What moves with the calendar is read anew on the day on which it is asked.
    let cx = Context { today: Day(0), dates: settings.calendar.dates(), home: settings.money.home, me };
    parse(&own.when, &cx).map_err(|bad| fault(".when", Some(bad.span.start), bad.to_string()))?;
    let start = own.start.trim();
    let Some(playbook) = signals.playbook(start) else {
        let known = signals.names();
        let why = if start.is_empty() {
            format!("a rule starts a playbook: start = {:?}", known.first().map_or("", String::as_str))
        } else {
            format!("there is no playbook {start:?}; known: {}", known.join(", "))
        };
        return Err(fault(if start.is_empty() { "" } else { ".start" }, None, why));
    };
    let cooldown = Cooldown::read(&own.cooldown).map_err(|why| fault(".cooldown", None, why))?;
    let name = own.name();
    let field = if own.name.trim().is_empty() { ".start" } else { ".name" };
    if !is_name(name) || name == builtin::CADENCE {
        let why =
            format!("{name:?} is no name of a rule: letters, digits and - in one word, and not {}", builtin::CADENCE);
        return Err(fault(field, None, why));
    }
    if signals.rules.iter().any(|known| known.name == name) {
        let why = format!("two rules are called {name:?}: say name = \"…\" in one of them");
        return Err(fault(field, None, why));
    }
    Ok(Rule { name: name.to_owned(), when: own.when.clone(), start: playbook.name.clone(), cooldown })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load;

    #[test]
    fn rules_and_playbooks_of_ones_own_stand_beside_those_that_folio_brings() {
        let loaded = load::parse(
            "[[rules]]\nwhen = \"usage:..-30% arr:20k..\"\nstart = \"low-usage\"\ncooldown = \"2w\"\n\
             [[rules]]\nname = \"big\"\nwhen = \"arr:1m..\"\nstart = \"hello\"\n\
             [playbooks.hello]\nsteps = [{ day = 3, task = \"Second\" }, { day = 0, task = \"First p:1\" }]\n\
             [playbooks.renewal]\nwhat = \"mine\"\n[signals]\nbuiltin = true\nmost = 9\n",
        );
        assert_eq!(loaded.faults, []);
        let signals = signals(&loaded.settings);
        let names: Vec<(&str, u32)> = signals.rules.iter().map(|rule| (rule.name.as_str(), rule.cooldown.0)).collect();
        assert_eq!(names[..2], [("low-usage", 14), ("big", 30)]);
        assert!(names.contains(&("renewal", 180)), "{names:?}");
        assert_eq!(names.iter().filter(|(name, _)| *name == "low-usage").count(), 1, "one's own goes first");
        let hello = signals.playbook("Hello").unwrap();
        assert_eq!(hello.steps.iter().map(|step| step.day).collect::<Vec<_>>(), [0, 3]);
        let renewal = signals.playbook("renewal").unwrap();
        assert_eq!((renewal.what.as_str(), renewal.steps.len(), renewal.anchor), ("mine", 4, Anchor::Decision));
    }

    #[test]
    fn every_fault_has_its_line_and_column() {
        let loaded = load::parse(
            "[[rules]]\nwhen = \"arr:1k.. helth:red\"\nstart = \"renewal\"\n\
             [[rules]]\nwhen = \"health:red\"\nstart = \"renewl\"\n\
             [[rules]]\nwhen = \"health:red\"\nstart = \"renewal\"\ncooldown = \"soon\"\n\
             [[rules]]\nstart = \"renewal\"\n\
             [[rules]]\nwhen = 3\nstrat = \"renewal\"\n\
             [playbooks.odd]\nanchor = \"middle\"\nsteps = [{ day = 0, task = \"call fri\" }, { dya = 1, task = \"x\" }]\n\
             [playbooks.empty]\nwhat = \"nothing\"\n",
        );
        let found: Vec<(usize, usize, &str)> =
            loaded.faults.iter().map(|fault| (fault.line, fault.column, fault.key.as_str())).collect();
        let want = [
            (2, 18, "rules.1.when"),
            (6, 9, "rules.2.start"),
            (10, 12, "rules.3.cooldown"),
            (11, 1, "rules.4"),
            (14, 8, "rules.5.when"),
            (15, 1, "rules.5.strat"),
            (17, 10, "playbooks.odd.anchor"),
            (18, 28, "playbooks.odd.steps.1.task"),
            (18, 44, "playbooks.odd.steps.2.dya"),
            (19, 1, "playbooks.empty"),
        ];
        assert_eq!(found, want, "{:#?}", loaded.faults);
        assert!(loaded.faults[0].why.contains("did you mean health?"), "{:?}", loaded.faults[0]);
        assert!(loaded.faults[1].why.contains("known: champion-left"), "{:?}", loaded.faults[1]);
        assert!(signals(&loaded.settings).is_idle());
    }

    #[test]
    fn two_rules_of_one_name_are_told_apart() {
        let twice = "[[rules]]\nwhen = \"health:red\"\nstart = \"low-usage\"\n";
        let loaded = load::parse(&format!("{twice}{twice}"));
        assert_eq!(loaded.faults.len(), 1);
        assert!(loaded.faults[0].why.contains("two rules are called"), "{:?}", loaded.faults);
        assert_eq!(signals(&loaded.settings).rules.len(), 1);
    }
}
