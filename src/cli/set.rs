//! `folio set`: changes fields of rows by tokens, all rows or none.

use crate::cli::act::{Dry, act_on};
use crate::cli::choose::{Choice, Objects, Side};
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::phrase::modify;
use crate::domain::phrase::target::Target;
use crate::domain::phrase::when::DateOptions;
use crate::domain::record::meta::Kind;
use crate::domain::value::text::shown;
use crate::service::any::{self, Any};
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows};
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
  folio set -w due:overdue due:mon p:1       all that match, in one step of undo
  folio set -w stage:onboarding --accounts +pilot
  folio set 01KB3Q title:\"call the CFO\" -- she asked for March")]
pub struct SetArgs {
    /// Rows, then changes
    #[arg(value_name = "REF|CHANGE", required = true, allow_hyphen_values = true)]
    pub words: Vec<String>,
    /// A note, behind `--`
    #[arg(value_name = "NOTE", last = true)]
    pub note: Vec<String>,
    /// All that match a filter instead of references, in one step of undo
    #[arg(id = "where", short = 'w', long = "where", value_name = "QUERY")]
    pub wanted: Option<String>,
    /// Tasks unless said
    #[command(flatten)]
    pub side: Side,
    /// Write more than 20 rows without asking
    #[arg(short, long)]
    pub yes: bool,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Changes rows.
pub fn set(args: &SetArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let args = &flags_taken(args)?;
    let count = args.words.iter().position(|word| is_change(word)).unwrap_or(args.words.len());
    let (refs, changes) = args.words.split_at_checked(count).unwrap_or((&args.words, &[]));
    if args.wanted.is_some() && !refs.is_empty() {
        let hint = "references and --where exclude each other; put values of several words in quotes";
        return Err(Failure::usage(format!("{:?} is no change", shown(&refs.join(" "))), hint));
    }
    if refs.is_empty() && args.wanted.is_none() {
        return Err(Failure::usage("no row is named", "name rows before the changes: folio set globex stage:adopting"));
    }
    if changes.is_empty() && args.note.is_empty() {
        let hint = "write field:value, +tag or -tag behind the rows: folio set globex stage:adopting";
        return Err(Failure::usage("no change is named", hint));
    }
    let choice = Choice { refs: refs.to_vec(), wanted: args.wanted.clone(), yes: args.yes };
    let (rows, kind, count) = rows(&choice, args.side, desk)?;
    let target = Target::of_kind(kind).unwrap_or(Target { kind, fields: Vec::new() });
    let mut line = spelled(changes, &target);
    if !args.note.is_empty() {
        line = format!("{line} -- {}", args.note.join(" "));
    }
    // Read here as well, for a caret under the place.
    modify::parse(&line, &target, desk.now().today, &DateOptions::default())
        .map_err(|error| Failure::line(&line, &error))?;
    act_on(&choice, (count, kind.word()), desk, shell, Intent::Modify(rows, line), args.dry)
}

/// The rows, of which kind they are, and how many.
fn rows(choice: &Choice, side: Side, desk: &Desk) -> Result<(Rows, Kind, usize), Failure> {
    if choice.wanted.is_some() {
        return Ok(match choice.objects(side, desk)? {
            Objects::Tasks(tasks) => (Rows::Tasks(tasks.clone()), Kind::Task, tasks.len()),
            Objects::Accounts(accounts) => (Rows::Accounts(accounts.clone()), Kind::Account, accounts.len()),
        });
    }
    let found: Vec<Any> = choice.refs.iter().map(|reference| desk.find_row(reference)).collect::<Result<_, _>>()?;
    let kind = found.first().map_or(Kind::Task, |row| row.kind);
    Ok((any::rows(&found)?, kind, found.len()))
}

/// The arguments with the flags that stand behind the rows taken from among the words: `-tag` is a change, so clap leaves
/// all of them there. A flag that cannot be taken here is refused, for `-n` must never be read as a tag.
fn flags_taken(args: &SetArgs) -> Result<SetArgs, Failure> {
    let mut taken = SetArgs { words: Vec::new(), ..args.clone() };
    let mut words = args.words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-n" | "--dry-run" => taken.dry.dry_run = true,
            "-y" | "--yes" => taken.yes = true,
            "--accounts" => taken.side.accounts = true,
            "-w" | "--where" if taken.wanted.is_none() => taken.wanted = words.next().cloned(),
            "--" => taken.note = words.by_ref().chain(&args.note).cloned().collect(),
            flag if is_flag(flag) => {
                let hint = "this flag stands before the rows: folio set -q globex +vip";
                return Err(Failure::usage(format!("{:?} stands behind the rows", shown(flag)), hint));
            }
            _ => taken.words.push(word.clone()),
        }
    }
    Ok(taken)
}

/// Whether a word is a flag, or several short ones in one.
fn is_flag(word: &str) -> bool {
    let short = |rest: &str| !rest.is_empty() && rest.chars().all(|c| "nywqhv".contains(c));
    word.starts_with("--") || word.strip_prefix('-').is_some_and(short)
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
    fn a_flag_is_never_a_tag() {
        let args = |words: &[&str]| SetArgs {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            note: Vec::new(),
            wanted: None,
            side: Side::default(),
            yes: false,
            dry: Dry::default(),
        };
        let taken = flags_taken(&args(&["globex", "-vip", "-n", "+new", "--yes", "-new", "--", "a", "-n"])).unwrap();
        assert_eq!(taken.note, ["a", "-n"]);
        assert_eq!(taken.words, ["globex", "-vip", "+new", "-new"]);
        assert!(taken.dry.dry_run && taken.yes && !taken.side.accounts);
        let taken = flags_taken(&args(&["+late", "-w", "due:overdue", "--accounts"])).unwrap();
        assert_eq!((taken.wanted.as_deref(), taken.side.accounts), (Some("due:overdue"), true));
        for flag in ["-q", "-nq", "--json", "--db=x"] {
            assert!(flags_taken(&args(&["globex", "+vip", flag])).is_err(), "{flag}");
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
