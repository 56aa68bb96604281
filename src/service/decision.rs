//! A decision as the rows behind it stand: its account, its renewal, which it may not have yet, its contracts, and the end
//! of the running term. What a person saw is held against it, so that nobody settles another term than the one shown.

use crate::domain::book::{DecisionId, DecisionLine};
use crate::domain::change::{Change, Image};
use crate::domain::phrase::modify;
use crate::domain::phrase::target::Target;
use crate::domain::record::account::Account;
use crate::domain::record::meta::Meta;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::stake::timing::{Matter, matter};
use crate::domain::value::day::Day;
use crate::domain::value::id::RenewalId;
use crate::domain::value::text::Text;
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::fill::fill;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::row_of;
use crate::service::{rule, typed};
use crate::store::inputs::Which;

/// A decision with its rows.
pub(in crate::service) struct Decided {
    /// As lists show it.
    pub line: DecisionLine,
    /// Whose.
    pub account: Account,
    /// Its renewal, if one is kept for it alone.
    pub row: Option<Renewal>,
    /// A renewal that speaks for other contracts as well.
    pub shared: Option<Renewal>,
    /// The contracts that it decides.
    pub contracts: Vec<Subscription>,
    /// Last day of the running term.
    pub due: Day,
}

impl Decided {
    /// The decision with its rows.
    pub fn of(sight: &Sight<'_>, decision: DecisionId) -> Result<Decided, Error> {
        let line = sight.store.decision_line(decision)?.ok_or_else(|| gone("renewal"))?;
        let key = decision.account.to_string();
        let mut inputs = None;
        sight.store.each_dossier(Which::One(&key), sight.now, |dossier| {
            inputs = Some(dossier.inputs);
            Ok::<(), Error>(())
        })?;
        let (renewal, subscription) = (decision.renewal(), decision.subscription());
        let weights = &sight.measure.weights;
        let found = inputs.and_then(|it| matter(&it, renewal, subscription, sight.now.today, weights));
        let Matter { subscriptions, end, shared } = found.ok_or_else(|| gone("renewal"))?;
        let row: Option<Renewal> = renewal.map(|id| row_of(sight.store, &id.to_string())).transpose()?;
        let (row, shared) = if shared { (None, row) } else { (row, None) };
        let contracts =
            subscriptions.iter().map(|id| row_of(sight.store, &id.to_string())).collect::<Result<_, _>>()?;
        Ok(Decided { line, account: row_of(sight.store, &key)?, row, shared, contracts, due: end })
    }

    /// The same, refused when its term no longer ends on the day that a person saw.
    pub fn seen(sight: &Sight<'_>, decision: DecisionId, shown: Day) -> Result<Decided, Error> {
        let found = Decided::of(sight, decision)?;
        if found.line.end == shown {
            return Ok(found);
        }
        let message =
            format!("the term of {} ends on {} by now, not on {shown}", found.line.account_name, found.line.end);
        Err(Error::new(ErrorKind::Rejected, message, "look at it again and do it from there"))
    }

    /// The renewal, and whether it has yet to be made: then with what the contract says, for a term that ends on a day.
    pub fn renewal(&self, sight: &mut Sight<'_>, due: Day) -> (Renewal, Known) {
        if let Some(row) = &self.row {
            return (row.clone(), Known::Kept);
        }
        let only = if let [only] = self.contracts.as_slice() { Some(only) } else { None };
        let mut row = blank(sight, self.line.id, due);
        row.subscription = only.map(|sub| sub.id);
        row.target = only.map(|sub| sub.arr);
        if let Some(shared) = &self.shared {
            (row.stage, row.category, row.probability) = (shared.stage, shared.category, shared.probability);
            (row.cancel_by, row.notice_on) = (shared.cancel_by, shared.notice_on);
        }
        (row, Known::New)
    }
}

/// Whether a row is in the book.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::service) enum Known {
    /// It is.
    Kept,
    /// It is made now.
    New,
}

impl Known {
    /// The write of a row that was changed, or made.
    pub fn image(self, sight: &Sight<'_>, before: &Renewal, after: Renewal) -> Option<Change> {
        match self {
            Known::Kept => Image::edited(before, sight.now.at, |row| *row = after).map(Change::from),
            Known::New => Some(Image::made(after).into()),
        }
    }
}

/// A renewal of which nothing is said yet.
pub(in crate::service) fn blank(sight: &mut Sight<'_>, decision: DecisionId, due: Day) -> Renewal {
    let id = RenewalId(sight.ids.next(sight.now.at));
    let row = Renewal::due_on(id, Meta::made(sight.now.at), decision.account, due);
    Renewal { subscription: decision.subscription(), ..row }
}

/// Writes down that a customer gave notice on a day. One that came too late for the running term of a contract that
/// renews by itself counts for the next.
pub fn notice(sight: &mut Sight<'_>, decision: DecisionId, day: Day, reason: Option<&str>) -> Result<Planned, Error> {
    if day > sight.now.today {
        let message = format!("{day} is to come, and notice has been given");
        return Err(Error::new(ErrorKind::Usage, message, "name today or an earlier day"));
    }
    let found = Decided::of(sight, decision)?;
    if day > found.line.end {
        let message = format!("the term of {} ended on {}, before {day}", found.line.account_name, found.line.end);
        return Err(Error::new(ErrorKind::Rejected, message, "settle it: churned, or renewed where it went on"));
    }
    let due = if found.line.locked && !in_time(&found, day) { found.line.end } else { found.due };
    let (before, known) = found.renewal(sight, due);
    let mut after = before.clone();
    if after.due != due {
        after.cancel_by = after.cancel_by.map(|by| by.plus_days(due.since(after.due)));
        after.due = due;
    }
    after.notice_on = Some(day);
    if let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        after.reason = Some(Text::new(reason));
    }
    let late = if due == found.due { String::new() } else { format!(", too late for {}", found.due) };
    // A weekday that is typed is the last one, for notice has been given: so it is said which.
    let ago = match sight.now.today.since(day) {
        0 => String::new(),
        days => format!(" ({}, {days}d ago)", day.weekday()),
    };
    let note = format!("Notice received on {day}{ago}, to leave on {due}{late}: {}", found.line.account_name);
    let changes: Vec<Change> = known.image(sight, &before, after).into_iter().collect();
    let note = if changes.is_empty() { "Nothing to change: already so".to_owned() } else { note };
    Ok(Planned { note, changes, made: None })
}

/// Whether notice on a day counts for the running term.
fn in_time(found: &Decided, day: Day) -> bool {
    let own = found.row.as_ref().or(found.shared.as_ref()).and_then(|row| row.cancel_by);
    let agreed = || found.contracts.iter().filter_map(|sub| Some(sub.notice?.cancel_by(found.due))).min();
    own.or_else(agreed).is_none_or(|by| day <= by)
}

/// Changes the renewals of decisions by a line of tokens; a decision without one gets it first.
pub fn modify(sight: &mut Sight<'_>, decisions: &[DecisionId], line: &str) -> Result<Planned, Error> {
    let edits = modify::parse(line, &Target::of::<Renewal>(), sight.now.today, &sight.measure.dates);
    let edits = edits.map_err(|error| typed::refused(&error))?;
    let mut changes: Vec<Change> = Vec::new();
    let (mut seen, mut last, mut count) = (Vec::new(), String::new(), 0);
    for decision in decisions {
        let found = Decided::of(sight, *decision)?;
        let kept = found.row.as_ref().or(found.shared.as_ref());
        // Several decisions may stand on one renewal, which is written once.
        let key = kept.map_or_else(|| format!("{decision:?}"), |row| row.id.to_string());
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let (before, known) = match kept {
            Some(row) => (row.clone(), Known::Kept),
            None => found.renewal(sight, found.line.end),
        };
        let mut after = before.clone();
        fill(sight, &mut after, &edits)?;
        let turn = &mut rule::Turn { before: &before, after: &mut after, edits: &edits, of: decisions.len() };
        let more = rule::renewal(sight, turn)?;
        if let Some(change) = known.image(sight, &before, after) {
            changes.push(change);
            changes.extend(more);
            last = format!("renewal {} ({})", before.due, found.line.account_name);
            count += 1;
        }
    }
    let said: Vec<String> = edits.iter().map(|edit| modify::echo(&edit.change, sight.now.today)).collect();
    let note = match count {
        0 => "Nothing to change: already so".to_owned(),
        1 => format!("Changed: {last}: {}", said.join(", ")),
        many => format!("Changed: {many} renewals: {}", said.join(", ")),
    };
    Ok(Planned { note, changes, made: None })
}
