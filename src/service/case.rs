//! Cases: problems that were solved, found again by words and by how alike the customers are.

use crate::domain::alike::{Likeness, Profile, weight};
use crate::domain::change::Image;
use crate::domain::phrase::modify::{self, Edit};
use crate::domain::phrase::target::Target;
use crate::domain::query::needle::{Column, Lines, Needle};
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::touch::Touch;
use crate::domain::value::id::{AccountId, CaseId, TouchId};
use crate::domain::value::text::{Text, shown};
use crate::service::error::{Error, ErrorKind};
use crate::service::fill::fill;
use crate::service::find::refuse_archived;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told};
use crate::service::typed;
use crate::store::db::Store;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What an import calls a contract that names no product.
const UNNAMED: &str = "Subscription";

/// A case with whose it is. Texts are as given.
#[derive(Clone, PartialEq, Debug)]
pub struct CaseLine {
    /// The case.
    pub case: Case,
    /// What its account is called; safe to print.
    pub account_name: String,
    /// In what that account is like the one asked for.
    pub alike: Vec<Likeness>,
}

/// Keeps a case of an account from a line as people type it; that of a touch or a note says what was met there.
pub fn add(sight: &mut Sight<'_>, account: AccountId, touch: Option<TouchId>, line: &str) -> Result<Planned, Error> {
    let told_in: Option<Touch> = touch.map(|id| row_of(sight.store, &id.to_string())).transpose()?;
    let made = modify::parse_new(line, &Target::of::<Case>(), sight.now.today, &sight.measure.dates);
    let made = made.map_err(|error| typed::refused(&error))?;
    let problem = match &told_in {
        Some(touch) if made.name.is_empty() => touch.text.raw().to_owned(),
        _ => made.name,
    };
    make(sight, account, told_in.as_ref(), &problem, &made.edits)
}

/// Keeps a case of an account from its problem and what was read of its fields.
pub(in crate::service) fn make(
    sight: &mut Sight<'_>,
    account: AccountId,
    told_in: Option<&Touch>,
    problem: &str,
    edits: &[Edit],
) -> Result<Planned, Error> {
    refuse_archived(&row_of::<Account>(sight.store, &account.to_string())?)?;
    if problem.trim().is_empty() {
        let hint = "write it first: Exports time out done: raised the limit result: stayed";
        return Err(Error::new(ErrorKind::Usage, "a case begins with its problem", hint));
    }
    let touch = told_in.map(|touch| touch.id);
    if let Some(touch) = touch {
        let own = "WHERE touch = ?1 AND archived_at IS NULL";
        let known: Vec<Case> = sight.store.rows(own, [touch.to_string()])?;
        if let Some(twin) = known.first() {
            let message = format!("this touch is a case already: {}", twin.problem.shown());
            let hint = format!("change that one: folio set {} result:\"...\"", twin.id);
            return Err(Error::new(ErrorKind::Rejected, message, hint));
        }
    }
    let mut row = Case {
        id: CaseId(sight.ids.next(sight.now.at)),
        meta: Meta::made(sight.now.at),
        account,
        touch,
        day: told_in.map_or(sight.now.today, |touch| sight.now.zone.day(touch.at)),
        problem: Text::new(problem.trim()),
        done: None,
        result: None,
    };
    fill(sight, &mut row, edits)?;
    if row.day > sight.now.today {
        let message = format!("{} is to come, and a case has been met", row.day);
        return Err(Error::new(ErrorKind::Rejected, message, "name an earlier day"));
    }
    let note = format!("Case kept: {}", told(sight.store, &row)?);
    let made = Some(row.key());
    Ok(Planned { note, changes: vec![Image::made(row).into()], made })
}

/// The account of a touch or a note.
pub fn account_of(store: &Store, touch: TouchId) -> Result<AccountId, Error> {
    Ok(row_of::<Touch>(store, &touch.to_string())?.account)
}

/// Cases that hold words, or all of them: those of customers most like one first, its own before them; else the newest.
pub fn cases(store: &Store, words: &str, like: Option<AccountId>, limit: usize) -> Result<Vec<CaseLine>, Error> {
    let needle = (!words.trim().is_empty()).then(|| Needle::read(words));
    let rows: Vec<Case> = store.rows("WHERE archived_at IS NULL ORDER BY day DESC, id DESC", [])?;
    let mut known: HashMap<AccountId, Option<(String, Profile)>> = HashMap::new();
    let own = like.map(|id| profile(store, id)).transpose()?.flatten();
    let mut found = Vec::new();
    for case in rows {
        let texts: Vec<&str> =
            [case.done.as_ref(), case.result.as_ref()].into_iter().flatten().map(Text::raw).collect();
        let lines = Lines::of(&[case.problem.raw()], &texts);
        if needle.as_ref().is_some_and(|needle| !needle.matches(&lines, Column::Any)) {
            continue;
        }
        let of = if let Some(of) = known.get(&case.account) {
            of.clone()
        } else {
            let of = profile(store, case.account)?;
            known.insert(case.account, of.clone());
            of
        };
        // What was put away with its account is not found.
        let Some((account_name, profile)) = of else { continue };
        let alike = own.as_ref().map(|(_, own)| own.alike(&profile)).unwrap_or_default();
        found.push(CaseLine { case, account_name, alike });
    }
    found.sort_by_key(|line| (Reverse(Some(line.case.account) == like), Reverse(weight(&line.alike))));
    found.truncate(limit);
    Ok(found)
}

/// What an account is called and what it is compared by; none when it was put away.
fn profile(store: &Store, id: AccountId) -> Result<Option<(String, Profile)>, Error> {
    let row: Account = row_of(store, &id.to_string())?;
    if row.meta.archived_at.is_some() {
        return Ok(None);
    }
    let (contracts, _) = store.contracts_of(&id.to_string())?;
    let raw = |text: &Option<Text>| text.as_ref().map(|text| text.raw().to_owned());
    let (segment, industry) = (raw(&row.segment), raw(&row.industry));
    // What an import calls a contract of which it knows no product says nothing of it.
    let products = contracts.iter().map(|contract| contract.product.raw()).filter(|product| *product != UNNAMED);
    let profile = Profile::new(segment.as_deref(), industry.as_deref(), products);
    Ok(Some((shown(row.name.raw()).into_owned(), profile)))
}
