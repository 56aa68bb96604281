//! What each kind of argument takes, by the name that its value has in the help: so a new verb has its completions the
//! moment it says `ACCOUNT` or `QUERY`.

use crate::cli::complete::words::Words;
use crate::cli::schema::verbs::schemas;
use crate::domain::query::complete::complete;
use crate::domain::record::list_kind::ListKind;
use clap::{Arg, Command};
use clap_complete::CompletionCandidate;
use clap_complete::engine::ArgValueCompleter;
use std::ffi::OsStr;

/// The tree with words of the book at every argument that takes some.
pub fn with_words(command: Command, words: &Words) -> Command {
    let mut words = words.clone();
    words.list = list_of(command.get_name());
    let own = command.mut_args(|arg| with_offer(arg, &words));
    own.mut_subcommands(|verb| with_words(verb, &words))
}

/// The list that a verb prints; none where that is for another flag to say.
fn list_of(verb: &str) -> Option<ListKind> {
    let named = ListKind::ALL.iter().copied().find(|list| list.word() == verb);
    named.or((verb == "ls").then_some(ListKind::Accounts))
}

fn with_offer(arg: Arg, words: &Words) -> Arg {
    let name = arg.get_value_names().and_then(|names| names.first()).map(|name| name.as_str().to_owned());
    let offer: fn(&Words, &str) -> Vec<CompletionCandidate> = match (arg.get_id().as_str(), name.as_deref()) {
        ("name", Some("NAME")) if arg.get_help().is_some_and(|help| help.to_string().contains("folio.")) => documents,
        (_, Some("ACCOUNT")) => accounts,
        (_, Some("REF")) => rows,
        (_, Some("QUERY")) => filter,
        (_, Some("LINE" | "ACCOUNT|LINE" | "REF|CHANGE")) => line,
        (_, Some("VIEW")) => views,
        (_, Some("PLAYBOOK")) => playbooks,
        (_, Some("WEEK")) => weeks,
        (_, Some("PERIOD")) => periods,
        (_, Some("MONTH")) => months,
        (_, Some("COLUMNS")) => columns,
        ("sort", Some("FIELD")) => sorts,
        _ => return arg,
    };
    let words = words.clone();
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| offer(&words, &typed.to_string_lossy())))
}

fn plain(values: Vec<String>) -> Vec<CompletionCandidate> {
    values.into_iter().map(CompletionCandidate::new).collect()
}

fn accounts(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    plain(words.accounts(typed))
}

fn rows(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    for (prefix, find) in [("account:", Words::accounts as fn(&Words, &str) -> Vec<String>), ("task:", Words::tasks)] {
        if let Some(rest) = typed.strip_prefix(prefix) {
            return plain(find(words, rest).into_iter().map(|name| format!("{prefix}{name}")).collect());
        }
    }
    let accounts = words.accounts(typed);
    // A title is looked for once it says something.
    let tasks = if typed.chars().count() < 2 { Vec::new() } else { words.tasks(typed) };
    plain(accounts.into_iter().chain(tasks).collect())
}

/// Values with what they mean.
fn told(values: Vec<(String, String)>) -> Vec<CompletionCandidate> {
    values.into_iter().map(|(value, help)| CompletionCandidate::new(value).help(Some(help.into()))).collect()
}

fn views(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    told(words.views(typed))
}

fn playbooks(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    told(words.playbooks(typed))
}

fn weeks(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    told(words.weeks(typed))
}

fn periods(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    told(words.periods(typed))
}

fn months(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    plain(words.months(typed))
}

/// The last of several columns, each of which is named once.
fn columns(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    let (before, last) = typed.rfind(',').map_or(("", typed), |at| typed.split_at(at + 1));
    let named: Vec<&str> = before.split(',').collect();
    let found = words.columns().into_iter().filter(|known| known.key.starts_with(last) && !named.contains(&known.key));
    told(found.map(|known| (format!("{before}{}", known.key), known.what.to_owned())).collect())
}

fn sorts(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    let found = words.columns().into_iter().filter(|known| known.sorts && known.key.starts_with(typed));
    told(found.map(|known| (known.key.to_owned(), known.what.to_owned())).collect())
}

fn documents(_: &Words, typed: &str) -> Vec<CompletionCandidate> {
    let known = schemas().filter(|schema| schema.name.starts_with(typed));
    known.map(|schema| CompletionCandidate::new(schema.name).help(Some(schema.what.into()))).collect()
}

/// A word of a filter: fields and their words, names behind `@`, tags behind `+`.
fn filter(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    if let Some(found) = marked(words, typed) {
        return found;
    }
    let offers = complete(typed, typed.len()).into_iter();
    let known = offers.filter_map(|offer| {
        let word = format!("{}{}", typed.get(..offer.span.start)?, offer.text);
        Some(CompletionCandidate::new(word.trim_end()).help(Some(offer.label.into())))
    });
    let known: Vec<_> = known.collect();
    if known.is_empty() { accounts(words, typed) } else { known }
}

/// A word of a typed line: names behind `@`, tags behind `+`, and names alone.
fn line(words: &Words, typed: &str) -> Vec<CompletionCandidate> {
    match marked(words, typed) {
        Some(found) => found,
        None if typed.is_empty() => Vec::new(),
        None => accounts(words, typed),
    }
}

fn marked(words: &Words, typed: &str) -> Option<Vec<CompletionCandidate>> {
    let at =
        |name: String| if name.contains(char::is_whitespace) { format!("@\"{name}\"") } else { format!("@{name}") };
    if let Some(rest) = typed.strip_prefix('@') {
        let names = words.accounts(rest.trim_start_matches('"'));
        return Some(plain(names.into_iter().map(at).collect()));
    }
    let rest = typed.strip_prefix('+')?;
    Some(plain(words.tags(rest).into_iter().map(|tag| format!("+{tag}")).collect()))
}
