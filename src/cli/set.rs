//! `folio set`: changes fields of rows by tokens, all rows or none.

use crate::cli::act::{Behind, act_on};
use crate::cli::add::whole;
use crate::cli::choose::{Choice, Side};
use crate::cli::failure::Failure;
use crate::cli::requote::requote;
use crate::cli::shell::Shell;
use crate::domain::phrase::modify;
use crate::domain::phrase::target::Target;
use crate::domain::record::meta::Kind;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::error::ErrorKind;
use crate::service::intent::Intent;
use clap::Args;

/// What a change names that is no field of the table: another row, a recurrence, the priority by its short name.
const LINKS: [&str; 4] = ["acct", "with", "p", "c"];

/// Arguments of `set`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
References first, then changes: field:value, +tag, -tag, `--` before a note. `field:none` empties a field. A reference is an id \
or the beginning of one, the name of an account or a contact, or words of a task's title; `task:`, `account:` and \
`contact:` before it say which is meant, and name a row whose name begins like a change. A day that moves to a later one counts as a slip, as with `folio resched`. \
`folio edit` changes many fields at once.

FIELDS
  account      name aliases domain link segment industry region zone currency stage owner tags star pin call call_on call_reason \
health health_on health_until health_reason leaving snoozed snooze_reason dealt_on body
  contact      name title role email phone sentiment left
  subscription product arr seats start end term auto_renew notice escalator ended; and terms: +20k from 1 dec
  renewal      due cancel_by stage category probability target forecast final outcome settled reason notice_on next_step
  opportunity  name kind amount probability stage state close reason
  task         title due acct with kind wait wait_reason pri (or p) state waiting_since est every tags body
  touch        kind at with direction minutes sentiment text
  goal         objective measure baseline target current due state closed_on
  feedback     kind at with score scale text consent source
  case         problem done result day

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
    /// All that match a filter instead of references, in one step of undo
    #[arg(id = "where", short = 'w', long = "where", value_name = "QUERY")]
    pub wanted: Option<String>,
    /// Tasks unless said
    #[command(flatten)]
    pub side: Side,
    /// Write more than 20 rows without asking
    #[arg(short, long)]
    pub yes: bool,
    /// A note, and how
    #[command(flatten)]
    pub behind: Behind,
}

/// Changes rows.
pub fn set(args: &SetArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let args = &flags_taken(args)?;
    let (refs, changes) = parted(args, desk)?;
    if args.wanted.is_some() && !refs.is_empty() {
        let hint = "references and --where exclude each other; put values of several words in quotes";
        return Err(Failure::usage(format!("{:?} is no change", shown(&refs.join(" "))), hint));
    }
    if refs.is_empty() && args.wanted.is_none() {
        return Err(Failure::usage("no row is named", "name rows before the changes: folio set globex stage:adopting"));
    }
    if changes.is_empty() && args.behind.note.is_empty() {
        let hint = "write field:value, +tag or -tag behind the rows: folio set globex stage:adopting";
        return Err(Failure::usage("no change is named", hint));
    }
    let choice = Choice { refs: refs.to_vec(), wanted: args.wanted.clone(), yes: args.yes };
    let rows = choice.rows(args.side, desk)?;
    let kind = rows.kind();
    let target = Target::of_kind(kind).unwrap_or(Target { kind, fields: Vec::new() });
    let line = whole(&[requote(changes, &target)], &args.behind.note);
    // Read here as well, for a caret under the place.
    modify::parse(&line, &target, desk.now().today, &desk.dates()).map_err(|error| Failure::line(&line, &error))?;
    act_on(&choice, &rows.clone(), desk, shell, Intent::Modify(rows, line), args.behind.dry).map(drop)
}

/// The references, and the changes behind them. A word such as `Re:Think` looks like a change of a field that no row has:
/// it is a reference if a row is called so.
fn parted<'a>(args: &'a SetArgs, desk: &Desk) -> Result<(&'a [String], &'a [String]), Failure> {
    let mut count = 0;
    for word in &args.words {
        if is_change(word) && (args.wanted.is_some() || !may_be_name(word) || !names_row(word, args.side, desk)?) {
            break;
        }
        count += 1;
    }
    Ok(args.words.split_at_checked(count).unwrap_or((&args.words, &[])))
}

/// Whether what stands before the colon is no field of any row.
fn may_be_name(word: &str) -> bool {
    let kinds = [
        Kind::Task,
        Kind::Account,
        Kind::Contact,
        Kind::Subscription,
        Kind::Renewal,
        Kind::Opportunity,
        Kind::Touch,
        Kind::Goal,
        Kind::Feedback,
        Kind::Case,
    ];
    let known = |name: &str| kinds.iter().any(|kind| Target::of_kind(*kind).is_some_and(|t| t.field(name).is_some()));
    word.split_once(':').is_some_and(|(name, _)| !name.is_empty() && !known(name) && !LINKS.contains(&name))
}

/// Whether a row is called so, or several are, which is told of where the reference is looked up.
fn names_row(word: &str, side: Side, desk: &Desk) -> Result<bool, Failure> {
    let found = if side.accounts { desk.find_account(word).map(drop) } else { desk.find_row(word).map(drop) };
    match found {
        Err(error) if error.kind == ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind != ErrorKind::Ambiguous => Err(error.into()),
        _ => Ok(true),
    }
}

/// The arguments with the flags that stand behind the rows taken from among the words: `-tag` is a change, so clap leaves
/// all of them there. A flag that cannot be taken here is refused, for `-n` must never be read as a tag.
fn flags_taken(args: &SetArgs) -> Result<SetArgs, Failure> {
    let mut taken = SetArgs { words: Vec::new(), ..args.clone() };
    let mut words = args.words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-n" | "--dry-run" => taken.behind.dry.dry_run = true,
            "-y" | "--yes" => taken.yes = true,
            "--accounts" => taken.side.accounts = true,
            "-w" | "--where" if taken.wanted.is_none() => taken.wanted = words.next().cloned(),
            "--" => taken.behind.note = words.by_ref().chain(&args.behind.note).cloned().collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::slot::slots;

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
    fn help_names_every_field() {
        let command = <SetArgs as clap::Args>::augment_args(clap::Command::new("set"));
        let help = command.get_after_long_help().map(ToString::to_string).unwrap();
        for kind in Kind::ALL {
            let line =
                help.lines().find(|line| line.split_whitespace().next() == Some(kind.word())).unwrap_or_default();
            let words: Vec<&str> = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
            for slot in slots(*kind) {
                assert!(words.contains(&slot.key), "{kind} {}: {line}", slot.key);
            }
        }
    }

    #[test]
    fn a_flag_is_never_a_tag() {
        let args = |words: &[&str]| SetArgs {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            wanted: None,
            side: Side::default(),
            yes: false,
            behind: Behind::default(),
        };
        let taken = flags_taken(&args(&["globex", "-vip", "-n", "+new", "--yes", "-new", "--", "a", "-n"])).unwrap();
        assert_eq!(taken.behind.note, ["a", "-n"]);
        assert_eq!(taken.words, ["globex", "-vip", "+new", "-new"]);
        assert!(taken.behind.dry.dry_run && taken.yes && !taken.side.accounts);
        let taken = flags_taken(&args(&["+late", "-w", "due:overdue", "--accounts"])).unwrap();
        assert_eq!((taken.wanted.as_deref(), taken.side.accounts), (Some("due:overdue"), true));
        for flag in ["-q", "-nq", "--json", "--db=x"] {
            assert!(flags_taken(&args(&["globex", "+vip", flag])).is_err(), "{flag}");
        }
    }
}
