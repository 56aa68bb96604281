//! Saved views: a filter of a list under a name and a key. No two have the same name or key.

use crate::domain::change::{Change, Image};
use crate::domain::query::context::Context;
use crate::domain::query::parse::parse;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::view::{TAKEN_KEYS, View};
use crate::domain::value::id::ViewId;
use crate::domain::value::text::{Text, folded, shown};
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::intent::ViewDraft;
use crate::service::plan::{Planned, Sight};
use crate::store::db::Store;

/// The saved views, by name.
pub fn all(store: &Store) -> Result<Vec<View>, Error> {
    let mut views: Vec<View> = store.rows("WHERE archived_at IS NULL", [])?;
    views.sort_by_cached_key(|view| (folded(view.name.raw()), view.id));
    Ok(views)
}

/// Keeps a filter under a name, in the place of the view that has it.
pub fn save(sight: &mut Sight<'_>, draft: &ViewDraft) -> Result<Planned, Error> {
    let name = draft.name.trim();
    if name.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "a view needs a name", "call it after what it shows: at risk"));
    }
    let views = all(sight.store)?;
    let twin = views.iter().find(|view| folded(view.name.raw()) == folded(name));
    let key = draft.key.map(|key| free_key(key, &views, twin.map(|view| view.id))).transpose()?;
    let query = Text::new(canonical(sight, &draft.query)?);
    let (list, name) = (draft.list, Text::new(name));
    let (sort, columns) = (draft.arrangement.sort_text(), draft.arrangement.columns_text());
    let mut told = if query.is_blank() { "all rows".to_owned() } else { query.shown().into_owned() };
    for (word, text) in [("by", &sort), ("with", &columns)].into_iter().filter(|(_, text)| !text.is_empty()) {
        told = format!("{told}, {word} {text}");
    }
    let kept = |text: String| Some(text).filter(|text| !text.is_empty()).map(Text::new);
    let (sort, columns) = (kept(sort), kept(columns));
    let told = format!("{}: {list}, {told}", name.shown());
    let Some(old) = twin else {
        let id = ViewId(sight.ids.next(sight.now.at));
        let view = View { id, meta: Meta::made(sight.now.at), name, list, query, key, sort, columns };
        let made = Some(view.key());
        return Ok(Planned { note: format!("View saved: {told}"), changes: vec![Image::made(view).into()], made });
    };
    let changed = Image::edited(old, sight.now.at, |view| {
        // Saving a view anew without a key leaves it the one it has.
        let key = key.or_else(|| view.key.take());
        *view = View { id: view.id, meta: view.meta, name, list, query, key, sort, columns };
    });
    let note =
        if changed.is_some() { format!("View changed: {told}") } else { format!("The view is so already: {told}") };
    Ok(Planned { note, changes: changed.map(Change::from).into_iter().collect(), made: None })
}

/// The filter in the text that prints back as itself.
fn canonical(sight: &Sight<'_>, query: &str) -> Result<String, Error> {
    let (today, home) = (sight.now.today, sight.measure.rates.home);
    let cx = Context { today, dates: sight.measure.dates, home, me: None };
    let read = parse(query, &cx);
    read.map(|query| query.to_string()).map_err(|error| {
        let caret: Vec<String> = error.caret(query).lines().map(|line| format!("  {line}")).collect();
        Error::new(ErrorKind::Usage, format!("{}\n{}", shown(&error.message), caret.join("\n")), shown(&error.hint))
    })
}

fn free_key(key: char, views: &[View], own: Option<ViewId>) -> Result<Text, Error> {
    if !key.is_alphanumeric() {
        return Err(Error::new(ErrorKind::Usage, "the key of a view is a letter or a digit", "give it one, or none"));
    }
    if TAKEN_KEYS.contains(key) {
        let taken: Vec<String> = TAKEN_KEYS.chars().map(String::from).collect();
        let message = format!("the key {key} means something else among the views, as do {}", taken.join(", "));
        return Err(Error::new(ErrorKind::Rejected, message, "give it another key, or none"));
    }
    let key = key.to_string();
    match views.iter().find(|view| view.key.as_ref().is_some_and(|k| k.raw() == key) && Some(view.id) != own) {
        Some(other) => {
            let message = format!("the key {key} is that of the view {}", other.name.shown());
            Err(Error::new(ErrorKind::Rejected, message, "give it another key, or forget that view"))
        }
        None => Ok(Text::new(key)),
    }
}

/// Forgets views.
pub fn remove(sight: &Sight<'_>, ids: &[ViewId]) -> Result<Planned, Error> {
    let mut changes: Vec<Change> = Vec::new();
    let mut names = Vec::new();
    for id in ids {
        let view: View = sight.store.row(&id.to_string())?.ok_or_else(|| gone("view"))?;
        names.push(view.name.shown().into_owned());
        changes.push(Image { before: Some(Box::new(view)), after: None }.into());
    }
    let word = if names.len() > 1 { "Views forgotten" } else { "View forgotten" };
    Ok(Planned { note: format!("{word}: {}", names.join(", ")), changes, made: None })
}
