//! Lists by filter: no more of the book is read than the filter asks for, and lines only of the rows that pass.

use crate::domain::book::{AccountLine, DecisionId, DecisionLine, TaskLine};
use crate::domain::phrase::when::DateOptions;
use crate::domain::query::context::Context;
use crate::domain::query::fault::QueryError;
use crate::domain::query::matcher::Matcher;
use crate::domain::query::needle::Needle;
use crate::domain::query::needs::{Needs, asks_wait, wants_churned, wants_closed};
use crate::domain::query::notes::NoteHits;
use crate::domain::query::parse::parse;
use crate::domain::query::sheet::{Scope, Sheet};
use crate::domain::query::subject::Row;
use crate::domain::query::tree::Query as Filter;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::money::Currency;
use crate::domain::value::text::shown;
use crate::service::error::{Error, ErrorKind};
use crate::service::query::Hidden;
use crate::service::sieve::Sieve;
use crate::store::db::Store;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Up to so many lines are read one by one; more of them are picked from the whole list.
const FEW: usize = 400;

/// What a filter is asked with.
pub(in crate::service) struct Filtering<'a> {
    /// The rows.
    pub store: &'a Store,
    /// What time it is.
    pub now: Now,
    /// What seats of running contracts are counted by.
    pub weights: &'a Weights,
    /// The currency of amounts.
    pub home: Currency,
    /// How typed dates are read.
    pub dates: DateOptions,
    /// Who `owner:me` is.
    pub me: Option<&'a str>,
}

impl Filtering<'_> {
    fn context(&self) -> Context<'_> {
        Context { today: self.now.today, dates: self.dates, home: self.home, me: self.me }
    }

    /// Reads a filter as a person types it.
    pub(in crate::service) fn read(&self, text: &str) -> Result<Filter, Error> {
        parse(text, &self.context()).map_err(|fault| refusal(text, &fault))
    }

    /// Accounts by money at stake, churned ones behind where the filter is for them, so many.
    pub(in crate::service) fn accounts(
        &self,
        filter: &Filter,
        hidden: Hidden,
        limit: u32,
    ) -> Result<Vec<AccountLine>, Error> {
        let whole = |limit: u32| match hidden {
            Hidden::Out => self.store.top_accounts(limit),
            Hidden::Last => self.store.all_accounts(limit),
        };
        if filter.is_all() {
            return Ok(whole(limit)?);
        }
        let mut order = match hidden {
            Hidden::Out => self.store.account_order()?,
            Hidden::Last => self.store.whole_account_order()?,
        };
        if wants_churned(filter) {
            order.extend(self.store.churned_order()?);
        }
        let sheet = self.sheet(filter, Needs::of(filter, Row::Account), &Scope::Whole)?;
        let mut found = sheet.accounts_passing(&self.matcher(filter), &order);
        found.truncate(limit as usize);
        if found.len() > FEW && !wants_churned(filter) {
            return Ok(picked(&found, whole(u32::MAX)?, |line| line.id));
        }
        let line = |id: &AccountId| match self.store.account_line(*id)? {
            None => self.store.churned_line(*id, self.now),
            line => Ok(line),
        };
        let lines: Result<Vec<_>, _> = found.iter().map(line).collect();
        Ok(lines?.into_iter().flatten().collect())
    }

    /// Tasks in the order of the queue, closed ones behind where the filter is for them, so many.
    pub(in crate::service) fn tasks(
        &self,
        account: Option<AccountId>,
        filter: &Filter,
        hidden: Hidden,
        limit: u32,
    ) -> Result<Vec<TaskLine>, Error> {
        let shows_hidden = hidden == Hidden::Last || asks_wait(filter);
        let mut lines = match account {
            None if filter.is_all() && shows_hidden => self.store.open_tasks(limit)?,
            None if filter.is_all() => self.store.top_tasks(limit)?,
            Some(account) if filter.is_all() => self.store.tasks_of(account)?,
            account => self.tasks_passing(account, filter, shows_hidden, limit)?,
        };
        if !shows_hidden {
            lines.retain(|task| !task.state.is_open() || task.wait_until.is_none_or(|until| until <= self.now.today));
        }
        lines.truncate(limit as usize);
        Ok(lines)
    }

    fn tasks_passing(
        &self,
        account: Option<AccountId>,
        filter: &Filter,
        shows_hidden: bool,
        limit: u32,
    ) -> Result<Vec<TaskLine>, Error> {
        let scope = account.map_or(Scope::Whole, |account| Scope::Some(vec![account]));
        let sheet = self.sheet(filter, Needs::of(filter, Row::Task), &scope)?;
        let mut order =
            if shows_hidden || account.is_some() { self.store.open_task_order()? } else { self.store.task_order()? };
        if wants_closed(filter) {
            order.extend(self.store.closed_task_order()?);
        }
        if account.is_some() {
            let owner = |id: &TaskId| Some(sheet.account_of(sheet.task(*id)?)?.id);
            order.retain(|id| owner(id) == account);
        }
        let mut found = sheet.tasks_passing(&self.matcher(filter), &order);
        found.truncate(limit as usize);
        if found.len() > FEW && !wants_closed(filter) {
            return Ok(picked(&found, self.store.open_tasks(u32::MAX)?, |line| line.id));
        }
        let lines: Result<Vec<_>, _> = found.iter().map(|id| self.store.task_line(*id)).collect();
        Ok(lines?.into_iter().flatten().collect())
    }

    /// Decisions by day.
    pub(in crate::service) fn decisions(
        &self,
        from: Day,
        to: Day,
        filter: &Filter,
    ) -> Result<Vec<DecisionLine>, Error> {
        let mut lines = self.store.decisions_between(from, to)?;
        if !filter.is_all() {
            let needs = Needs::of(filter, Row::Account) | Needs::DECISIONS;
            let sheet = self.sheet(filter, needs, &Scope::Whole)?;
            let order: Vec<DecisionId> = lines.iter().map(|line| line.id).collect();
            let kept: HashSet<DecisionId> =
                sheet.decisions_passing(&self.matcher(filter), &order).into_iter().collect();
            lines.retain(|line| kept.contains(&line.id));
        }
        Ok(lines)
    }

    /// A filter as the lines of a forecast are asked; none for one that holds for all.
    pub(in crate::service) fn sieve(&self, filter: &Filter) -> Result<Option<Sieve>, Error> {
        if filter.is_all() {
            return Ok(None);
        }
        let needs = Needs::of(filter, Row::Account) | Needs::DECISIONS;
        let sheet = self.sheet(filter, needs, &Scope::Whole)?;
        Ok(Some(Sieve::new(sheet, self.matcher(filter))))
    }

    /// A filter as decisions and tasks are asked one by one; none for one that holds for all.
    pub(in crate::service) fn rows(&self, filter: &Filter) -> Result<Option<Sieve>, Error> {
        if filter.is_all() {
            return Ok(None);
        }
        let needs = Needs::of(filter, Row::Account) | Needs::of(filter, Row::Task) | Needs::DECISIONS;
        let sheet = self.sheet(filter, needs, &Scope::Whole)?;
        Ok(Some(Sieve::new(sheet, self.matcher(filter))))
    }

    /// The rows that several filters are asked of, read once.
    pub(in crate::service) fn sheet_of(&self, filters: &[Filter], needs: Needs) -> Result<Sheet, Error> {
        let mut sheet = self.store.load_sheet(&Scope::Whole, needs, self.now, self.weights)?;
        for needle in filters.iter().flat_map(Filter::note_needles) {
            if !sheet.knows_notes(&needle) {
                sheet.learn_notes(&needle, notes_holding(self.store, &needle)?);
            }
        }
        Ok(sheet)
    }

    /// The accounts of an order that a filter holds for.
    pub(in crate::service) fn passing(&self, filter: &Filter, sheet: &Sheet, order: &[AccountId]) -> Vec<AccountId> {
        sheet.accounts_passing(&self.matcher(filter), order)
    }

    fn matcher(&self, filter: &Filter) -> Matcher {
        Matcher::new(filter, &self.context())
    }

    fn sheet(&self, filter: &Filter, needs: Needs, scope: &Scope) -> Result<Sheet, Error> {
        let mut sheet = self.store.load_sheet(scope, needs, self.now, self.weights)?;
        for needle in filter.note_needles() {
            sheet.learn_notes(&needle, notes_holding(self.store, &needle)?);
        }
        Ok(sheet)
    }
}

/// Accounts and tasks whose notes hold a folded text.
pub(in crate::service) fn notes_holding(store: &Store, needle: &str) -> Result<NoteHits, Error> {
    let (accounts, tasks) = store.note_hits(&Needle::phrase(needle))?;
    Ok(NoteHits { accounts, tasks })
}

/// Lines of a whole list in the order of those that were found.
fn picked<K: Copy + Eq + Hash, L>(found: &[K], lines: Vec<L>, key: impl Fn(&L) -> K) -> Vec<L> {
    let mut lines: HashMap<K, L> = lines.into_iter().map(|line| (key(&line), line)).collect();
    found.iter().filter_map(|id| lines.remove(id)).collect()
}

/// A filter that cannot be read: what is wrong, the text with carets under the place, and what to write instead.
fn refusal(text: &str, fault: &QueryError) -> Error {
    let place = fault.caret(text);
    let place: Vec<String> = place.lines().map(|line| format!("  {line}")).collect();
    let message = format!("{}\n{}", shown(&fault.message), place.join("\n"));
    Error::new(ErrorKind::Usage, message, shown(&fault.hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::Settings;
    use crate::domain::demo::rows::{Size, rows};
    use crate::domain::query::id_hash::IdSet;
    use crate::domain::stake::health::Band;
    use crate::domain::value::day::Zone;
    use crate::service::desk::{Clock, Desk};
    use crate::service::intent::{Intent, Snooze};
    use crate::service::query::{Answer, Lines, Query};

    fn desk() -> Desk {
        let day = Day::of(2026, 11, 24).unwrap();
        let now = Now::new(Zone::UTC.moment(day.date().and_hms_opt(9, 2, 0).unwrap()), Zone::UTC);
        let settings = Settings { me: "Robin Hale".to_owned(), ..Settings::default() };
        let desk = Desk::in_memory(&settings, Clock::Fixed(now), "test").unwrap();
        desk.found(rows(1, now, Size::DEMO)).unwrap();
        desk
    }

    fn lines(desk: &Desk, query: &Query) -> Lines {
        let Answer::Lines(lines) = desk.fetch(query).unwrap() else { unreachable!() };
        *lines
    }

    fn accounts(desk: &Desk, text: &str) -> Vec<AccountLine> {
        let filter = desk.read_filter(text).unwrap();
        lines(desk, &Query::Accounts { filter, hidden: Hidden::Out, limit: u32::MAX }).accounts
    }

    fn tasks(desk: &Desk, text: &str, hidden: Hidden) -> Vec<TaskLine> {
        let filter = desk.read_filter(text).unwrap();
        lines(desk, &Query::Tasks { account: None, filter, hidden, limit: u32::MAX }).tasks
    }

    #[test]
    fn a_filter_keeps_the_usual_order() {
        let desk = desk();
        let all = accounts(&desk, "");
        let red: Vec<&AccountLine> = all.iter().filter(|line| line.band == Some(Band::Red)).collect();
        assert!(!red.is_empty());
        assert_eq!(accounts(&desk, "health:red").iter().collect::<Vec<_>>(), red);
        let rest = accounts(&desk, "not health:red").len();
        assert_eq!(rest + red.len(), all.len());
        let filter = desk.read_filter("not health:red").unwrap();
        let first = lines(&desk, &Query::Accounts { filter, hidden: Hidden::Out, limit: 3 }).accounts;
        assert_eq!(first, accounts(&desk, "not health:red")[..3]);
        for text in ["seats:..50%", "nps:..6", "usage:..-20", "idle:30d..", "stage:none", "+vip", "owner:me"] {
            let count = accounts(&desk, text).len();
            assert!((1..all.len()).contains(&count), "{text}: {count} of {}", all.len());
        }
    }

    #[test]
    fn tasks_by_filter_open_ones_unless_it_is_for_others() {
        let mut desk = desk();
        let open = tasks(&desk, "", Hidden::Out);
        let first = tasks(&desk, "pri:1", Hidden::Out);
        assert!(!first.is_empty() && first.iter().all(|task| open.contains(task)));
        let closed = tasks(&desk, "done:any", Hidden::Out);
        assert!(!closed.is_empty() && closed.iter().all(|task| !task.state.is_open()));
        assert_eq!(tasks(&desk, "state:done or state:dropped", Hidden::Out), closed);
        assert!(tasks(&desk, "not state:done", Hidden::Out).iter().all(|task| task.state.is_open()));
        let until = desk.now().today.plus_days(3);
        desk.perform(Intent::SnoozeTasks(vec![first[0].id], Snooze { until, reason: None })).unwrap();
        let hidden = tasks(&desk, "pri:1", Hidden::Out);
        assert!(!hidden.iter().any(|task| task.id == first[0].id));
        assert!(tasks(&desk, "pri:1", Hidden::Last).iter().any(|task| task.id == first[0].id));
        assert!(tasks(&desk, "wait:3d", Hidden::Out).iter().any(|task| task.id == first[0].id));
        let account = first.iter().find_map(|task| task.account).unwrap();
        let filter = desk.read_filter("state:open or done:any").unwrap();
        let query = Query::Tasks { account: Some(account), filter, hidden: Hidden::Last, limit: u32::MAX };
        let own = lines(&desk, &query).tasks;
        assert!(own.iter().any(|task| !task.state.is_open()) && own.iter().all(|task| task.account == Some(account)));
    }

    #[test]
    fn decisions_by_filter() {
        let desk = desk();
        let ask = |text: &str| {
            let filter = desk.read_filter(text).unwrap();
            lines(&desk, &Query::Decisions { from: Day::MIN, to: Day::MAX, filter }).decisions
        };
        let (all, soon, none) = (ask(""), ask("renew:..30d"), ask("stage:none"));
        let day = desk.now().today.plus_days(30);
        assert_eq!(soon, all.iter().filter(|line| line.end <= day).cloned().collect::<Vec<_>>());
        assert!(none.iter().all(|line| line.stage.as_deref().is_none_or(|stage| stage == "not-started")));
        assert_eq!(none.len() + ask("not stage:none").len(), all.len());
    }

    #[test]
    fn notes_are_searched_and_faults_point_at_their_place() {
        let desk = desk();
        let noted = accounts(&desk, "note:any").len() + tasks(&desk, "note:any", Hidden::Last).len();
        let held = accounts(&desk, "note~e").len() + tasks(&desk, "note~e", Hidden::Last).len();
        assert!(held > 0 && held <= noted, "{held} of {noted}");
        let refused = desk.read_filter("arr:1k.. helth:red").unwrap_err();
        assert_eq!(refused.kind, ErrorKind::Usage);
        assert!(refused.message.ends_with("\n  arr:1k.. helth:red\n           ^^^^^"), "{}", refused.message);
        assert_eq!(refused.hint, "did you mean health?");
    }

    #[test]
    fn a_part_of_the_sheet_is_what_the_whole_has_of_it() {
        let mut desk = desk();
        let load = |desk: &Desk, scope| match desk.fetch(&Query::Sheet(scope, Needs::SCREEN)).unwrap() {
            Answer::Sheet(_, sheet) => *sheet,
            _ => unreachable!(),
        };
        let mut sheet = load(&desk, Scope::Whole);
        let task = tasks(&desk, "acct:any", Hidden::Out)[0].clone();
        let account = task.account.unwrap();
        desk.perform(Intent::DropTasks(vec![task.id])).unwrap();
        desk.perform(Intent::AddLines(Some(account), vec!["brand new thing +fresh".to_owned()])).unwrap();
        desk.perform(Intent::AddLines(None, vec!["loose end".to_owned()])).unwrap();
        sheet.replace(&[account], load(&desk, Scope::Some(vec![account])));
        let whole = load(&desk, Scope::Whole);
        let titles = |sheet: &Sheet| sheet.tasks().map(|task| task.title().to_owned()).collect::<HashSet<_>>();
        let ids = |sheet: &Sheet| sheet.tasks().map(|task| task.id).collect::<IdSet<_>>();
        assert_eq!((titles(&sheet), ids(&sheet)), (titles(&whole), ids(&whole)));
        assert_eq!(
            (sheet.tags(), sheet.account(account).map(|row| row.facts)),
            (whole.tags(), whole.account(account).map(|row| row.facts))
        );
        assert!(sheet.tags().contains(&"fresh") && titles(&sheet).contains("loose end"));
        assert!(!ids(&sheet).contains(&task.id));
    }
}
