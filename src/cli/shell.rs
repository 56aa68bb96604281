//! The person's side of a run: the look of stdout, the voice on stderr. One run writes its data once, through here.

use crate::cli::dry::Dry;
use crate::cli::failure::Failure;
use crate::cli::print::bar::Bar;
use crate::cli::print::environment::Streams;
use crate::cli::print::exit::Exit;
use crate::cli::print::json;
use crate::cli::print::look::{Format, Look};
use crate::cli::print::out::Out;
use crate::cli::print::prompt::{Asking, NeedsFlag, Prompt};
use crate::cli::print::table::Table;
use crate::cli::print::voice::{Voice, Volume};
use crate::service::desk::Desk;
use serde_json::{Map, Value};
use std::io::{self, Read, Write};

/// Bytes of text that are read from stdin; more were meant for something else.
const BYTES: u64 = 4 << 20;

/// What an empty list means for the exit code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Empty {
    /// Nothing: there is nothing, and that is an answer.
    #[default]
    Fine,
    /// 1 (`--exit-code`), for a script that asks whether there is any.
    Fails,
}

/// Where a run reads its wishes of shape and says what it has to say.
pub struct Shell {
    /// The shape of stdout.
    pub look: Look,
    /// The way to stderr.
    pub voice: Voice<'static>,
    /// How much is said.
    pub volume: Volume,
    streams: Streams,
    asking: Asking,
    empty: Empty,
}

impl Shell {
    /// A shell on stdout and stderr, which asks where somebody can answer.
    pub fn new(look: Look, volume: Volume, streams: Streams, asking: Asking) -> Shell {
        Shell { voice: Voice::stderr(&look, volume), look, volume, streams, asking, empty: Empty::Fine }
    }

    /// The same shell, to which an empty list means this.
    #[must_use]
    pub fn with_empty(self, empty: Empty) -> Shell {
        Shell { empty, ..self }
    }

    /// Asks the person for a yes.
    pub fn confirm(&mut self, question: &str) -> Result<bool, NeedsFlag> {
        Prompt::terminal(&self.streams, self.asking).confirm(&mut self.voice, question)
    }

    /// Shows how far long work at a desk has come, while the bar is kept.
    pub fn watch(&self, desk: &Desk) -> Bar {
        Bar::watch(desk.headway(), &self.streams, &self.look, self.volume)
    }

    /// Whether a person sits at both ends: keys in, a screen out.
    pub fn is_answered(&self) -> bool {
        self.streams.stdin && self.streams.stdout
    }

    /// Whether a person types at stdin.
    pub fn is_typed_at(&self) -> bool {
        self.streams.stdin
    }

    /// The text that is piped in; a person at stdin is told to use the editor.
    pub fn piped(&self) -> Result<String, Failure> {
        if self.is_typed_at() {
            return Err(Failure::usage("nothing is piped into stdin", "leave the `-` out to use the editor"));
        }
        stdin()
    }

    /// Whether a person reads stdout, laid out for them.
    pub fn is_page(&self) -> bool {
        self.look.format == Format::Auto
    }

    /// Whether programs read stdout as JSON or CSV.
    pub fn is_for_programs(&self) -> bool {
        matches!(self.look.format, Format::Json(_) | Format::Jsonl | Format::Csv)
    }

    /// Writes a list of records; an empty one ends the run as `--exit-code` says.
    pub fn table(&self, table: &Table) -> Result<(), Failure> {
        self.report(table)?;
        self.listed(table.len())
    }

    /// Ends a run whose list has so many rows: with 1 when there is none and `--exit-code` was given.
    pub fn listed(&self, rows: usize) -> Result<(), Failure> {
        if rows == 0 && self.empty == Empty::Fails {
            return Err(Failure::new(Exit::Failed, "", ""));
        }
        Ok(())
    }

    /// Prints the id of what was made, where `--quiet` asks for nothing else.
    pub fn made(&self, id: Option<&str>, dry: Dry) -> Result<(), Failure> {
        match id {
            Some(id) if self.volume == Volume::Quiet && !dry.dry_run && !self.is_for_programs() => {
                self.text(&format!("{id}\n"))
            }
            _ => Ok(()),
        }
    }

    /// Writes records of which none is no answer but a state, such as faults.
    pub fn report(&self, table: &Table) -> Result<(), Failure> {
        let mut out = Out::stdout(&self.look);
        table.write(&mut out, &self.look)?;
        Ok(out.finish()?)
    }

    /// Writes text that is safe to print.
    pub fn text(&self, text: &str) -> Result<(), Failure> {
        let mut out = Out::stdout(&self.look);
        out.write_all(text.as_bytes())?;
        Ok(out.finish()?)
    }

    /// Writes one document: its schema, then its parts, of which `--json=…` may name some.
    pub fn document(&self, schema: &str, parts: Vec<(&'static str, Value)>) -> Result<(), Failure> {
        self.text(&document(&self.look, schema, parts)?)
    }

    /// Says a failure and gives its exit code.
    pub fn fail(&mut self, failure: &Failure) -> Exit {
        if !failure.message.is_empty() {
            self.voice.error(&failure.message, Some(failure.hint.as_str()).filter(|hint| !hint.is_empty()));
        }
        failure.exit
    }
}

/// All that comes on stdin, whoever writes it.
pub fn stdin() -> Result<String, Failure> {
    let mut text = String::new();
    let read = io::stdin().lock().take(BYTES + 1).read_to_string(&mut text);
    read.map_err(|why| Failure::new(Exit::Failed, format!("stdin: {why}"), "nothing was written"))?;
    if text.len() as u64 > BYTES {
        return Err(Failure::usage("stdin: more than 4 MiB of text", "nothing was written"));
    }
    Ok(text)
}

/// The text of a document.
fn document(look: &Look, schema: &str, parts: Vec<(&'static str, Value)>) -> Result<String, Failure> {
    let mut known = vec!["schema"];
    known.extend(parts.iter().map(|(key, _)| *key));
    if let Format::Json(Some(wanted)) = &look.format
        && let Some(given) = wanted.iter().find(|name| !known.contains(&name.as_str()))
    {
        return Err(json::UnknownField { given: given.clone(), known }.into());
    }
    let wanted = |key: &str| match &look.format {
        Format::Json(Some(wanted)) => wanted.iter().any(|name| name == key),
        _ => true,
    };
    let mut all = vec![("schema", Value::from(schema))];
    all.extend(parts.into_iter().filter(|(key, _)| wanted(key)));
    if look.format == Format::Jsonl {
        let object: Map<String, Value> = all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        return Ok(json::text(&Value::Object(object)) + "\n");
    }
    Ok(json::pretty(&Ordered(&all))?)
}

/// An object whose keys keep the order given.
struct Ordered<'a>(&'a [(&'static str, Value)]);

impl serde::Serialize for Ordered<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
