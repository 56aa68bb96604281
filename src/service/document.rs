//! A record as a text file: its fields as TOML between two lines of `+++`, its notes as Markdown behind them. Read back it
//! is an edit of the fields that differ; what cannot be read is told with its line.

use crate::domain::form::entry;
use crate::domain::form::slot::{Need, Slot, slots};
use crate::domain::phrase::when::DateOptions;
use crate::domain::query::fault::nearest;
use crate::domain::record::field::Unit;
use crate::domain::value::day::Day;
use crate::domain::value::text::{shown, width};
use crate::service::edit::{FieldEdit, RecordEdit, RecordView};
use std::fmt::Write as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line before and behind the fields.
const FENCE: &str = "+++";
/// How a line begins that says what was wrong.
const FAULT: &str = "# ! ";
/// What stands under a refusal: what is left as it is would else never be written.
pub const WRITE_OVER: &str = "to write yours all the same, take these lines out and save";
/// The key of the version that was read.
const VERSION: &str = "version";
/// Columns before a comment, where the value leaves them free.
const COMMENT: usize = 36;

/// What is wrong with a document, and where.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, and what to try; safe to print.
    pub why: String,
}

/// A record as a document.
pub fn write(view: &RecordView) -> String {
    let known = slots(view.row.kind);
    let mut out = format!("{FENCE}\n# {} {}\n", view.row.kind, view.title);
    out.push_str("# Save and leave the editor to write this down; without a change nothing is written.\n");
    out.push_str("# \"\" empties a field; a line that is taken out leaves its field as it is.\n");
    commented(&mut out, &format!("{VERSION} = {}", view.version), "as it was read; leave it");
    out.push('\n');
    for slot in known.iter().filter(|slot| slot.unit != Unit::Body) {
        commented(&mut out, &format!("{} = {}", slot.key, value(slot, view.value(slot.key))), &comment(slot));
    }
    out.push_str(FENCE);
    out.push('\n');
    if let Some(body) = known.iter().find(|slot| slot.unit == Unit::Body) {
        let text = view.value(body.key);
        let _ = write!(out, "\n{text}{}", if text.is_empty() || text.ends_with('\n') { "" } else { "\n" });
    }
    out
}

fn commented(out: &mut String, line: &str, comment: &str) {
    let gap = " ".repeat(COMMENT.saturating_sub(width(line)).max(2));
    let _ = writeln!(out, "{line}{gap}# {comment}");
}

/// What a field is, and what it takes.
fn comment(slot: &Slot) -> String {
    let (label, hint) = (slot.label, slot.hint());
    match slot.unit {
        Unit::List => format!("{label}: words in quotes"),
        Unit::Flag => format!("{label}: true or false"),
        Unit::Choice(_) if slot.need == Need::May => format!("{label}: {hint}, or \"\""),
        Unit::Choice(_) | Unit::Count | Unit::Percent => format!("{label}: {hint}"),
        _ if hint.is_empty() => label.to_owned(),
        _ => format!("{label}, e.g. {hint}"),
    }
}

/// A text as the TOML value that its unit suggests.
fn value(slot: &Slot, text: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    match slot.unit {
        Unit::List => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            format!("[{}]", items.map(quoted).collect::<Vec<_>>().join(", "))
        }
        Unit::Flag => (text == "yes").to_string(),
        Unit::Count | Unit::Percent | Unit::Minutes if text.parse::<u32>().is_ok() => text.to_owned(),
        _ => quoted(text),
    }
}

/// The edit that a document is, read against the record that it was written from.
pub fn read(text: &str, view: &RecordView, today: Day, dates: &DateOptions) -> Result<RecordEdit, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let parts = Parts::of(&text)?;
    let at = |place: usize| parts.first + text_lines(parts.fields.get(..place).unwrap_or_default());
    let table = DeTable::parse(parts.fields).map_err(|error| {
        let line = at(error.span().map_or(0, |span| span.start));
        Fault { line, why: shown(error.message().trim()).into_owned() }
    })?;
    let known = slots(view.row.kind);
    let (mut version, mut fields) = (view.version, Vec::new());
    let mut entries: Vec<(&Spanned<_>, &Spanned<DeValue<'_>>)> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let (name, line): (&str, usize) = (key.get_ref(), at(key.span().start));
        let fault = |why: String| Fault { line, why: shown(&why).into_owned() };
        if name == VERSION {
            let given = plain(value.get_ref()).and_then(|text| text.parse().ok());
            version = given.ok_or_else(|| fault("the version is a whole number: take the line out".to_owned()))?;
            continue;
        }
        let Some(slot) = known.iter().find(|slot| slot.key == name) else {
            let near = nearest(name, known.iter().map(|slot| slot.key));
            let all = || known.iter().map(|slot| slot.key).collect::<Vec<_>>().join(", ");
            let hint = near.map_or_else(|| format!("fields are {}", all()), |near| format!("did you mean {near}?"));
            return Err(fault(format!("a {} has no field {name:?}: {hint}", view.row.kind)));
        };
        if slot.unit == Unit::Body && parts.body.is_some() {
            return Err(fault(format!("{name} stands behind the {FENCE}: keep one")));
        }
        let text = plain(value.get_ref()).ok_or_else(|| fault(format!("{name}: write one value, in quotes")))?;
        fields.extend(differs(slot, &text, view, today, dates).map_err(|why| fault(format!("{name}: {why}")))?);
    }
    let (line, body) = (parts.body_line, parts.body);
    if let Some(body) = body {
        match known.iter().find(|slot| slot.unit == Unit::Body) {
            Some(slot) => {
                fields.extend(differs(slot, body, view, today, dates).map_err(|why| Fault { line, why })?);
            }
            None if body.trim().is_empty() => {}
            None => {
                let why = format!("a {} has no notes: take the text out behind the {FENCE}", view.row.kind);
                return Err(Fault { line, why });
            }
        }
    }
    Ok(RecordEdit { row: view.row.clone(), version, fields })
}

/// The text of a value: as it stands, a list with commas between.
fn plain(value: &DeValue<'_>) -> Option<String> {
    Some(match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string().replace('_', ""),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        DeValue::Datetime(at) => at.to_string(),
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> = items.iter().map(|item| plain(item.get_ref())).collect();
            texts?.join(", ")
        }
        DeValue::Table(_) => return None,
    })
}

/// The edit of a field, when its text is another one than before.
fn differs(
    slot: &Slot,
    text: &str,
    view: &RecordView,
    today: Day,
    dates: &DateOptions,
) -> Result<Option<FieldEdit>, String> {
    let before = view.value(slot.key);
    let is = |before: &str| match slot.unit {
        Unit::Body => text.trim_end() == before.trim_end(),
        _ => text.trim() == before.trim(),
    };
    // A document has LF ends, and one that was printed leaves out what no terminal may have.
    let lines = before.replace("\r\n", "\n");
    let same = is(before) || is(&lines) || is(&printed(&lines));
    // An unset flag is no; its document says so.
    if same || (slot.unit == Unit::Flag && slot.need == Need::May && text == "no" && before.is_empty()) {
        return Ok(None);
    }
    entry::read(view.row.kind, slot, text, today, dates).map_err(|bad| bad.to_string())?;
    Ok(Some(FieldEdit { key: slot.key.to_owned(), before: before.to_owned(), after: text.to_owned() }))
}

/// A document safe to print. Each line by itself: what a text holds must not move the cursor; breaks of lines and tabs stay.
pub fn printed(text: &str) -> String {
    let line = |line: &str| line.split('\t').map(shown).collect::<Vec<_>>().join("\t");
    text.replace("\r\n", "\n").split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The fields and the notes of a document. Without fences all of it is fields.
struct Parts<'t> {
    fields: &'t str,
    /// The line on which the fields begin.
    first: usize,
    body: Option<&'t str>,
    /// The line on which the notes begin.
    body_line: usize,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Result<Parts<'t>, Fault> {
        match fences(text).as_slice() {
            [] => Ok(Parts { fields: text, first: 1, body: None, body_line: 1 }),
            [(_, from), (to, body), ..] => {
                let rest = text.get(*body..).unwrap_or_default();
                let first = 1 + text_lines(text.get(..*from).unwrap_or_default());
                let fields = text.get(*from..*to).unwrap_or_default();
                let body_line = 1 + text_lines(text.get(..*body).unwrap_or_default());
                // One blank line apart, as it is written.
                Ok(Parts { fields, first, body: Some(rest.strip_prefix('\n').unwrap_or(rest)), body_line })
            }
            [_] => {
                let why = format!("the fields do not end: put {FENCE} on a line of its own behind them");
                Err(Fault { line: text.lines().count().max(1), why })
            }
        }
    }
}

/// The two lines around the fields: where each begins and ends.
fn fences(text: &str) -> Vec<(usize, usize)> {
    let (mut fences, mut place) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let end = place + line.len();
        let open = fences.is_empty();
        if line.trim_start_matches('\u{feff}').trim_end() == FENCE && fences.len() < 2 {
            fences.push((place, end));
        } else if open && !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        place = end;
    }
    fences
}

fn text_lines(text: &str) -> usize {
    text.matches('\n').count()
}

/// The document with what is wrong told on top, in the place of what was told before; and the line to go to.
pub fn with_fault(text: &str, why: &str, line: Option<usize>) -> (String, usize) {
    let (kept, told) = without_faults(text);
    let lines: Vec<String> = why.lines().map(|part| format!("{FAULT}{}\n", shown(part))).collect();
    let fenced = kept.trim_start_matches('\u{feff}').starts_with(FENCE);
    let split = if fenced { kept.find('\n').map_or(kept.len(), |at| at + 1) } else { 0 };
    let (head, rest) = kept.split_at_checked(split).unwrap_or(("", &kept));
    let at = line.map_or(1 + usize::from(fenced), |line| line.saturating_sub(told) + lines.len());
    (format!("{head}{}{rest}", lines.concat()), at)
}

/// The document without what was told to be wrong, and how many lines that took. Notes may begin a line as they like.
pub fn without_faults(text: &str) -> (String, usize) {
    let notes = fences(text).get(1).map_or(text.len(), |(start, _)| *start);
    let (fields, notes) = text.split_at_checked(notes).unwrap_or((text, ""));
    let is_told = |line: &&str| line.starts_with(FAULT);
    let told = fields.lines().filter(is_told).count();
    let kept: String = fields.split_inclusive('\n').filter(|line| !is_told(line)).collect();
    (kept + notes, told)
}

#[cfg(test)]
mod tests;
