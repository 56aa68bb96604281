//! `folio set`: changes fields of rows by tokens, all rows or none.

use crate::cli::act::{Dry, act};
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::phrase::modify;
use crate::domain::phrase::target::Target;
use crate::domain::phrase::when::DateOptions;
use crate::domain::record::meta::Kind;
use crate::service::any::{self, Any};
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use clap::Args;

/// Arguments of `set`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
References first, then changes: field:value, +tag, -tag, `--` before a note. `field:none` empties a field. Fields are those \
of the row: of a task title due wait pri est kind every state tags acct with body, and p as in `folio add`; of an account \
name stage segment owner domain call pin …; of a contact name title role email phone sentiment left. A reference is an id \
or the beginning of one, the name of an account or a contact, or words of a task's title; `task:`, `account:` and \
`contact:` before it say which is meant. A day that moves to a later one counts as a slip, as with `folio resched`.

EXAMPLES
  folio set 01KB3Q p:1 due:fri +vip          a task, by the beginning of its id
  folio set \"ROI deck\" due:27 nov 3pm est:2h acct:globex
  folio set globex stage:adopting call:at-risk -paused
  folio set \"Dana Fox\" left:today            the champion has left
  folio set 01KB3Q title:\"call the CFO\" -- she asked for March")]
pub struct SetArgs {
    /// Rows, then changes
    #[arg(value_name = "REF|CHANGE", required = true, allow_hyphen_values = true)]
    pub words: Vec<String>,
    /// A note, behind `--`
    #[arg(value_name = "NOTE", last = true)]
    pub note: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Changes rows.
pub fn set(args: &SetArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let count = args.words.iter().position(|word| is_change(word)).unwrap_or(args.words.len());
    let (refs, changes) = args.words.split_at_checked(count).unwrap_or((&args.words, &[]));
    if refs.is_empty() {
        return Err(Failure::usage("no row is named", "name rows before the changes: folio set globex stage:adopting"));
    }
    if changes.is_empty() && args.note.is_empty() {
        let hint = "write field:value, +tag or -tag behind the rows: folio set globex stage:adopting";
        return Err(Failure::usage("no change is named", hint));
    }
    let found: Vec<Any> = refs.iter().map(|reference| desk.find_row(reference)).collect::<Result<_, _>>()?;
    let rows = any::rows(&found)?;
    let kind = found.first().map_or(Kind::Task, |row| row.kind);
    let target = Target::of_kind(kind).unwrap_or(Target { kind, fields: Vec::new() });
    let mut line = spelled(changes, &target);
    if !args.note.is_empty() {
        line = format!("{line} -- {}", args.note.join(" "));
    }
    // Read here as well, for a caret under the place.
    modify::parse(&line, &target, desk.now().today, &DateOptions::default())
        .map_err(|error| Failure::line(&line, &error))?;
    act(desk, shell, Intent::Modify(rows, line), args.dry).map(drop)
}

/// Whether a word is a change: a reference holds a colon only behind the kind of row it names.
fn is_change(word: &str) -> bool {
    let named = |(name, _): (&str, &str)| {
        !["task", "account", "contact"].contains(&name)
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    };
    let signed = |sign: char| word.strip_prefix(sign).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    word.split_once(':').is_some_and(named) || signed('+') || signed('-') || word.starts_with(['@', ':'])
}

/// The changes as one line. The shell has taken the quotes away that held a value together: they come back.
fn spelled(words: &[String], target: &Target) -> String {
    let quoted = |word: &String| {
        let split =
            word.split_once(':').filter(|(name, _)| target.field(name).is_some() || *name == "with" || *name == "acct");
        match split {
            Some((name, value))
                if value.contains(char::is_whitespace) && !value.contains('"') && !holds_change(value, target) =>
            {
                format!("{name}:\"{value}\"")
            }
            _ => word.clone(),
        }
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// Whether a value of several words has another change in it: then the whole was given as one line.
fn holds_change(value: &str, target: &Target) -> bool {
    value.split_whitespace().skip(1).any(|word| {
        let named = word.split_once(':').is_some_and(|(name, _)| target.field(name).is_some());
        named || word == "--" || (word.len() > 1 && word.starts_with(['+', '-', '@']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_changes_from_references() {
        for (word, want) in [
            ("p:1", true),
            ("+vip", true),
            ("-vip", true),
            ("@globex", true),
            ("due:", true),
            ("globex", false),
            ("task:globex", false),
            ("contact:Dana Fox", false),
            ("01KB3Q", false),
            ("ROI deck", false),
            ("15:00 call", false),
        ] {
            assert_eq!(is_change(word), want, "{word}");
        }
    }

    #[test]
    fn gives_values_their_quotes_back() {
        let target = Target::of_kind(Kind::Task).unwrap();
        for (words, want) in [
            (vec!["title:call the CFO", "p:1"], "title:\"call the CFO\" p:1"),
            (vec!["due:27", "nov", "3pm"], "due:27 nov 3pm"),
            (vec!["due:27 nov"], "due:\"27 nov\""),
            (vec!["p:1 due:fri +vip"], "p:1 due:fri +vip"),
            (vec!["with:Dana Fox", "+x"], "with:\"Dana Fox\" +x"),
        ] {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            assert_eq!(spelled(&words, &target), want);
        }
    }
}
