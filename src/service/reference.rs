//! References as a desk takes them: the task or the account that a person's words name, and the words that name a task
//! shortest.

use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::{folded, shown};
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use crate::service::find::{self, Found, ambiguous, sought, unknown};

impl Desk {
    /// The account of a reference.
    pub fn find_account(&self, reference: &str) -> Result<AccountId, Error> {
        find::account(self.store(), reference)
    }

    /// The task or the account of a reference: a task's id first, then an account, then words of an open task's title.
    /// `task:` and `account:` before it say which.
    pub fn find(&self, reference: &str) -> Result<Found, Error> {
        let wanted = reference.trim();
        if let Some(task) = wanted.strip_prefix("task:") {
            return self.find_task(task).map(Found::Task);
        }
        if let Some(account) = wanted.strip_prefix("account:") {
            return self.find_account(account).map(Found::Account);
        }
        let by_id = self.store().tasks_of_prefix(wanted)?;
        match by_id.as_slice() {
            [] => {}
            [(id, _)] => return Ok(Found::Task(*id)),
            _ => return self.find_task(wanted).map(Found::Task),
        }
        if let Some(account) = sought(self.store(), wanted)? {
            return Ok(Found::Account(account));
        }
        if let Some(task) = self.sought_task(wanted)? {
            return Ok(Found::Task(task));
        }
        let unknown = unknown(self.store(), wanted)?;
        Err(Error {
            message: format!("there is no task and no account {:?}", shown(wanted)),
            hint: unknown.hint.replace("`folio ls` lists them", "`folio ls` and `folio tasks` list them"),
            ..unknown
        })
    }

    /// The shortest beginning of each task's id that names it alone, four characters at the least.
    pub fn short_ids(&self, tasks: &[TaskId]) -> Result<Vec<String>, Error> {
        let short = |id: &TaskId| {
            let full = id.to_string();
            let neighbours = self.store().task_neighbours(*id)?;
            let length = neighbours.iter().map(|other| parting(&full, other)).max().unwrap_or(0).max(4);
            Ok(full.get(..length).map_or(full.clone(), str::to_owned))
        };
        tasks.iter().map(short).collect()
    }

    /// The open or closed task of a reference: an id or the beginning of one, or words of an open task's title.
    pub fn find_task(&self, reference: &str) -> Result<TaskId, Error> {
        let wanted = reference.trim();
        if let Ok(id) = wanted.parse::<TaskId>() {
            return Ok(id);
        }
        self.sought_task(wanted)?.ok_or_else(|| {
            Error::new(
                ErrorKind::NotFound,
                format!("there is no open task {:?}", shown(wanted)),
                "`folio tasks` lists them with their ids",
            )
        })
    }

    fn sought_task(&self, wanted: &str) -> Result<Option<TaskId>, Error> {
        let mut found = self.store().tasks_of_prefix(wanted)?;
        let key = folded(wanted);
        if found.is_empty() && !key.is_empty() {
            found = self.store().tasks_titled(&key)?;
        }
        match found.as_slice() {
            [] => Ok(None),
            [(id, _)] => Ok(Some(*id)),
            several => {
                Err(ambiguous("task", wanted, several.iter().map(|(id, title)| (id.to_string(), title.as_str()))))
            }
        }
    }
}

/// The least length at which two texts part.
fn parting(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::Settings;
    use crate::domain::change::{Change, Image};
    use crate::domain::record::account::{Account, LifecycleStage};
    use crate::domain::record::meta::Meta;
    use crate::domain::value::day::{Day, Moment, Now, Zone};
    use crate::domain::value::text::Text;
    use crate::service::desk::Clock;
    use crate::service::intent::{Intent, TaskDraft};
    use crate::service::plan::Planned;
    use ulid::Ulid;

    fn id(n: u128) -> AccountId {
        AccountId(Ulid(n))
    }

    fn called(n: u128, name: &str) -> Account {
        Account::named(id(n), Meta::made(Moment(1)), Text::from(name))
    }

    fn desk(rows: Vec<Change>) -> Desk {
        let day = Day::of(2026, 11, 24).unwrap();
        let now = Now::new(Zone::UTC.moment(day.date().and_hms_opt(9, 2, 0).unwrap()), Zone::UTC);
        let desk = Desk::in_memory(&Settings::default(), Clock::Fixed(now), "test").unwrap();
        desk.found(rows.into_iter()).unwrap();
        desk
    }

    fn rows() -> Vec<Change> {
        let gone = Account { stage: LifecycleStage::Churned, ..called(1, "Trellis HR") };
        let alias = Account { aliases: vec![Text::from("Acme")], ..called(3, "Roadrunner GmbH") };
        let domain = Account { domain: Some(Text::from("soci\u{e9}t\u{e9}.fr")), ..called(5, "Durand") };
        let mut twin = called(7, "Durand");
        twin.meta.archived_at = Some(Moment(2));
        let rest = [called(2, "Trellis HR Labs"), called(4, "Acme Industries"), called(6, "Societe.fr Holding")];
        [gone, alias, domain, twin].into_iter().chain(rest).map(|row| Image::made(row).into()).collect()
    }

    #[test]
    fn what_is_called_exactly_so_comes_before_what_is_called_like_it() {
        let desk = desk(rows());
        for (wanted, want) in [
            ("Trellis HR", 1),
            ("trellis hr", 1),
            ("trellis", 2),
            ("ACME", 3),
            ("acme i", 4),
            ("Soci\u{e9}t\u{e9}.FR", 5),
            ("societe.fr h", 6),
            ("durand", 5),
            ("roadrunner", 3),
        ] {
            assert_eq!(desk.find_account(wanted), Ok(id(want)), "{wanted}");
            assert_eq!(desk.find(wanted), Ok(Found::Account(id(want))), "{wanted}");
        }
        let unknown = desk.find_account("Trelis HR Lab").unwrap_err();
        assert_eq!(unknown.kind, ErrorKind::NotFound);
        assert!(unknown.hint.contains("Trellis HR Labs"), "{}", unknown.hint);
    }

    #[test]
    fn follows_an_account_to_its_new_name_and_back() {
        let mut desk = desk(vec![Image::made(called(1, "Globex")).into()]);
        let rename = |sight: &mut crate::service::plan::Sight<'_>| {
            let row: Account = sight.store.row(&id(1).to_string())?.unwrap();
            let image = Image::edited(&row, Moment(5), |a| a.name = Text::from("Hooli")).unwrap();
            Ok(Planned { note: "Renamed".to_owned(), changes: vec![image.into()], made: None })
        };
        desk.write(rename).unwrap();
        assert_eq!(desk.find_account("hooli"), Ok(id(1)));
        assert_eq!(desk.find_account("globex").unwrap_err().kind, ErrorKind::NotFound);
        desk.perform(Intent::Undo(1)).unwrap();
        assert_eq!(desk.find_account("globex"), Ok(id(1)));
        assert_eq!(desk.find_account("hooli").unwrap_err().kind, ErrorKind::NotFound);
    }

    #[test]
    fn words_of_a_title_are_read_without_case_and_accents() {
        let mut desk = desk(Vec::new());
        let titles = ["Envoyer le r\u{e9}sum\u{e9}", "\u{c4}rger mit SSO", "Plain"];
        let draft = |title: &str| TaskDraft { title: title.to_owned(), ..TaskDraft::default() };
        desk.perform(Intent::AddTasks(titles.map(draft).to_vec())).unwrap();
        for (wanted, want) in [("RESUME", 0), ("r\u{e9}sum\u{e9}", 0), ("\u{e4}rger", 1), ("arger", 1), ("plain", 2)] {
            let Ok(Found::Task(task)) = desk.find(wanted) else { unreachable!("{wanted}") };
            assert_eq!(desk.store().task_line(task).unwrap().unwrap().title, titles[want], "{wanted}");
        }
        for nothing in ["absent", ""] {
            assert_eq!(desk.find_task(nothing).unwrap_err().kind, ErrorKind::NotFound);
        }
    }
}
