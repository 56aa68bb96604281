//! `folio import`: the diff first, then everything in one step of undo; what cannot be taken is kept beside its file.

use crate::cli::failure::Failure;
use crate::cli::globals::Globals;
use crate::cli::print::environment::Streams;
use crate::cli::print::exit::Exit;
use crate::cli::print::prompt::Prompt;
use crate::cli::settled::{Settled, path_text};
use crate::cli::shell::Shell;
use crate::domain::record::meta::Kind;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::import::plan::{Options, Source};
use crate::service::import::report::{FileReport, Left, Report, rejects_of};
use crate::service::intent::Outcome;
use crate::service::whole_book::{MARK, import_book};
use crate::service::whole_file::new_file;
use clap::Args;
use serde_json::{Map, Value, json};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Arguments of `import`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
The kind of each file (accounts, contacts, subscriptions, renewals, deals, tasks, touches, feedback, usage) and its dialect (Salesforce,
HubSpot, ChurnZero, a spreadsheet) are recognised by its header line. Files may come in any order. The diff is shown
first. A file of a day, a currency and a rate holds exchange rates into the home currency, each from its day on. Importing a file again changes only what changed in it; an edit made here is never overwritten unless you say so.
Records that cannot be taken go to FILE.rejects.csv with their line and reason, to be mended and imported again; a file
that is there already is kept. Product lists, users and the like are skipped; a file that cannot be read
stops the import.

EXAMPLES
  folio import accounts.csv contacts.csv deals.csv       show the diff, ask, write
  folio import -n accounts.csv                           only show the diff
  folio import --yes *.csv                               from a script
  folio import accounts.csv --map 'Annual Value=arr' --map date=dmy --map currency=EUR
  folio import pipeline.csv --map won=opportunity        won deals are history, not running contracts
  folio import rates.csv                                 Date,Currency,Rate: 2026-01-01,EUR,1.08
  folio import book.csv --map kind=accounts --map 'Firma=name'
  folio import nps.csv usage.csv                         survey answers, figures by day
  folio undo                                             take the whole import back
  folio import book.jsonl --db ./copy.db                 a whole book of `folio export jsonl`, into a new place

MAPS
  COLUMN=field    a column holds this field; COLUMN=- leaves it out
  kind=…          accounts, contacts, subscriptions, renewals, opportunities, tasks, touches, feedback, usage
  system=…        what to call the other system, for the ids in the file
  date=…          dmy, mdy or ymd, where the dates of a column can be read both ways
  currency=…      of amounts that name none
  encoding=…      such as gb18030, big5, windows-1252
  health=…        the scale of health scores from worst to best: 1..5, or 5..1 where low is good
  won=…           subscription (a won deal is a 12-month contract, the default) or opportunity")]
pub struct ImportArgs {
    /// CSV files; `-` reads one from stdin
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Say what columns, kind, dates and currency are
    #[arg(long = "map", value_name = "MAP")]
    pub maps: Vec<String>,
    /// The system that the files come from, for their ids
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
    /// Only show the diff
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Write without asking
    #[arg(short = 'y', long)]
    pub yes: bool,
    /// Where the file and an edit made here differ, take the file's word
    #[arg(long)]
    pub overwrite: bool,
}

/// Runs the verb. Makes the book when there is none yet.
pub fn import(
    args: &ImportArgs,
    globals: &Globals,
    settled: &Settled,
    streams: &Streams,
    shell: &mut Shell,
) -> Result<(), Failure> {
    settled.refuse_faults()?;
    let settings = &settled.loaded.settings;
    if let Some(done) = whole_book(args, settled, shell) {
        return done;
    }
    let options = options(args, settled)?;
    let sources = args.files.iter().map(|path| source(path)).collect::<Result<Vec<_>, _>>()?;
    let path = settled.book()?;
    if args.yes && !args.dry_run && path.exists() {
        let mut desk = settled.open("import")?;
        let bar = shell.watch(&desk);
        let (report, outcome) = desk.import(&sources, &options)?;
        drop(bar);
        done(args, &report, &outcome, Shown::NotYet, shell)?;
        return started(&mut desk, &outcome, shell);
    }
    let mut desk =
        if path.exists() { settled.open("import")? } else { Desk::in_memory(settings, settled.clock, "import")? };
    let bar = shell.watch(&desk);
    let mut report = desk.rehearse_import(&sources, &options)?;
    drop(bar);
    drop(desk);
    if args.yes && !args.dry_run {
        // A book is made only for what can be written to it.
        if report.is_refused() || report.is_declined() {
            return show(&report, shell);
        }
        let mut desk = Desk::create(path, settings, settled.clock, "import")?;
        let bar = shell.watch(&desk);
        let (report, outcome) = desk.import(&sources, &options)?;
        drop(bar);
        done(args, &report, &outcome, Shown::NotYet, shell)?;
        return started(&mut desk, &outcome, shell);
    }
    loop {
        if shell.is_for_programs() && !args.dry_run {
            // One document, at the end: this is for whoever is asked.
            shell.voice.say(&report.lines().join("\n"));
            readable(&report)?;
        } else {
            show(&report, shell)?;
        }
        if args.dry_run {
            shell.voice.say("nothing was written (--dry-run)");
            return Ok(());
        }
        if !report.rows.is_empty() && !ask(&mut Prompt::terminal(streams, globals.asking()), shell)? {
            shell.voice.say("nothing was written");
            return Ok(());
        }
        let mut desk = Desk::create(path, settings, settled.clock, "import")?;
        let bar = shell.watch(&desk);
        let (again, outcome) = desk.import_as_shown(&sources, &options, &report)?;
        drop(bar);
        if again.written {
            done(args, &again, &outcome, Shown::Before, shell)?;
            return started(&mut desk, &outcome, shell);
        }
        shell.voice.warn("the book changed meanwhile; this is what the import would do now");
        report = again;
    }
}

/// Reads a whole book back, where the one file that is named is one; `None` where it is not.
fn whole_book(args: &ImportArgs, settled: &Settled, shell: &mut Shell) -> Option<Result<(), Failure>> {
    let marked = |path: &PathBuf| {
        let mut head = Vec::new();
        let read = std::fs::File::open(path).and_then(|file| file.take(MARK.len() as u64).read_to_end(&mut head));
        path != Path::new("-") && read.is_ok() && head == MARK
    };
    if !args.files.iter().any(marked) {
        return None;
    }
    let [file] = args.files.as_slice() else {
        let message = "a whole book is imported by itself";
        return Some(Err(Failure::usage(message, "name the other files in a second `folio import`")));
    };
    Some(read_book(file, args, settled, shell))
}

fn read_book(file: &Path, args: &ImportArgs, settled: &Settled, shell: &mut Shell) -> Result<(), Failure> {
    let place = settled.book()?;
    if args.dry_run {
        shell.voice.say(&format!("a whole book: it would be at {} (--dry-run)", path_text(place)));
        return Ok(());
    }
    let name = path_text(file);
    let read = std::fs::File::open(file).map_err(|why| Failure::new(Exit::Failed, format!("{name}: {why}"), ""))?;
    let taken = import_book(&name, io::BufReader::with_capacity(1 << 16, read), place, settled.clock)?;
    // The ranking is made now, not before the first list.
    settled.open("import")?.freshen()?;
    shell.voice.say(&format!("{} rows, the whole book, are at {}", taken.rows, path_text(place)));
    if let Some(kept) = &taken.kept {
        let what = format!("somebody wrote to the book that was there meanwhile: it is kept as {}", path_text(kept));
        shell.voice.warn(&what);
    }
    Ok(())
}

/// Whether the person saw the diff before it was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Before,
    NotYet,
}

/// Shows what becomes of each file. Nothing is written when one of them could not be read.
fn show(report: &Report, shell: &mut Shell) -> Result<(), Failure> {
    if shell.is_for_programs() {
        shell.document("folio.import/1", document(report))?;
    } else {
        shell.text(&(report.lines().join("\n") + "\n"))?;
    }
    readable(report)
}

/// Refuses an import that nothing can come of.
fn readable(report: &Report) -> Result<(), Failure> {
    if report.is_declined() {
        let hint =
            "name files of accounts, contacts, subscriptions, renewals, deals, tasks, touches, feedback or usage";
        return Err(Failure::new(Exit::Refused, "every file was skipped; nothing was imported", hint));
    }
    if !report.is_refused() {
        return Ok(());
    }
    let hint = "mend the file, leave it out, or say what it holds with --map; `folio import --help` has examples";
    Err(Failure::new(Exit::Refused, "a file could not be read; nothing was written", hint))
}

/// The report for programs.
fn document(report: &Report) -> Vec<(&'static str, Value)> {
    let left = |left: &Left| json!({ "line": left.line, "reason": shown(&left.reason) });
    let file = |file: &FileReport| {
        json!({
            "name": shown(&file.name),
            "kind": file.kind.map(Kind::word),
            "system": shown(&file.system),
            "refused": file.refused.as_deref().map(shown),
            "declined": file.declined.as_deref().map(shown),
            "records": file.records,
            "new": file.new,
            "changed": file.changed,
            "same": file.same,
            "skipped": file.skipped.iter().map(left).collect::<Vec<_>>(),
            "rejected": file.rejected.iter().map(left).collect::<Vec<_>>(),
            "notes": file.notes.iter().map(|note| shown(note)).collect::<Vec<_>>(),
            "unmapped": file.unmapped.iter().map(|column| shown(column)).collect::<Vec<_>>(),
        })
    };
    let rows = report.rows.iter();
    let rows: Map<String, Value> = rows
        .map(|(kind, (made, changed))| (kind.word().to_owned(), json!({ "made": made, "changed": changed })))
        .collect();
    vec![
        ("written", json!(report.written)),
        ("files", report.files.iter().map(file).collect()),
        ("rows", Value::Object(rows)),
    ]
}

/// Ends an import. The rejects are kept before anything is printed: a reader that leaves early must not cost them.
fn done(args: &ImportArgs, report: &Report, outcome: &Outcome, seen: Shown, shell: &mut Shell) -> Result<(), Failure> {
    let kept = if report.written { keep_rejects(args, report) } else { Ok(Vec::new()) };
    if seen == Shown::NotYet || shell.is_for_programs() {
        show(report, shell)?;
    }
    for line in kept? {
        shell.voice.warn(&line);
    }
    if outcome.rows > 0 {
        shell.voice.say(&format!("{}: {} rows, take back with `folio undo`", outcome.note, outcome.rows));
    }
    Ok(())
}

/// Starts what rules and cadences want started by now, and says so.
fn started(desk: &mut Desk, outcome: &Outcome, shell: &mut Shell) -> Result<(), Failure> {
    if outcome.rows == 0 {
        return Ok(());
    }
    let (checked, _) = desk.check()?;
    if !checked.started.is_empty() {
        shell.voice.say(&format!("{}: take back with `folio undo`", checked.note()));
    }
    Ok(())
}

fn ask(prompt: &mut Prompt<'_>, shell: &mut Shell) -> Result<bool, Failure> {
    let answer = prompt.confirm(&mut shell.voice, "Write this to the book?");
    answer.map_err(|nobody| Failure::new(nobody.exit(), nobody.to_string(), nobody.hint()))
}

fn options(args: &ImportArgs, settled: &Settled) -> Result<Options, Failure> {
    let mut options = Options::new(settled.loaded.settings.money.home);
    let system = args.from.iter().map(|name| format!("system={name}"));
    let maps: Vec<String> = args.maps.iter().cloned().chain(system).collect();
    options
        .map(&maps)
        .map_err(|bad| Failure::usage(shown(&bad), "`folio import --help` shows how maps are written"))?;
    options.overwrite = args.overwrite;
    options.rates = settled.loaded.settings.money.rates.keys().copied().collect();
    Ok(options)
}

fn source(path: &Path) -> Result<Source, Failure> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|why| {
            Failure::new(Exit::Failed, format!("stdin: {why}"), "pipe a CSV file into `folio import -`")
        })?;
        return Ok(Source { name: "stdin".to_owned(), bytes });
    }
    let bytes = std::fs::read(path).map_err(|why| {
        Failure::new(Exit::Failed, format!("{}: {why}", path_text(path)), "name a CSV file that is there and readable")
    })?;
    Ok(Source { name: path.to_string_lossy().into_owned(), bytes })
}

/// Writes the records that could not be taken beside their files, and says where; those from stdin have no place.
fn keep_rejects(args: &ImportArgs, report: &Report) -> Result<Vec<String>, Failure> {
    let mut said = Vec::new();
    for (n, path) in args.files.iter().enumerate() {
        let Some(bytes) = report.rejects_csv(n) else { continue };
        if path == Path::new("-") {
            said.push("rejected records of stdin are not kept; import from a file to have them".to_owned());
            continue;
        }
        let place = keep(path, &bytes).map_err(|(place, why)| {
            let message = format!("{}: {why}", path_text(&place));
            Failure::new(Exit::Failed, message, "the import itself is done; `folio import -n` lists what was rejected")
        })?;
        said.push(match report.files.get(n).map_or(0, |file| file.rejected.len()) {
            1 => format!("1 rejected record is in {}", path_text(&place)),
            count => format!("{count} rejected records are in {}", path_text(&place)),
        });
    }
    Ok(said)
}

/// Keeps rejects under the first name that is free or holds the same: a file there may be one that a person is mending.
fn keep(source: &Path, bytes: &[u8]) -> Result<PathBuf, (PathBuf, io::Error)> {
    let own = source.to_str().and_then(rejects_of).map_or(source, Path::new);
    let mut n = 1_u32;
    loop {
        let mut place = own.as_os_str().to_owned();
        place.push(if n == 1 { ".rejects.csv".to_owned() } else { format!(".rejects.{n}.csv") });
        let place = PathBuf::from(place);
        match new_file(&place, bytes) {
            Ok(()) => return Ok(place),
            Err(why) if why.kind() != io::ErrorKind::AlreadyExists => return Err((place, why)),
            Err(_) if std::fs::read(&place).is_ok_and(|found| found == bytes) => return Ok(place),
            Err(_) => n += 1,
        }
    }
}
