//! References as a desk takes them: the task or the account that a person's words name, and the words that name a task
//! shortest.

use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::{folded, shown};
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use crate::service::find::{self, Found, Rung, accounts_called, ambiguous, best, sought, unknown};
use crate::store::find::Named;

impl Desk {
    /// The account of a reference.
    pub fn find_account(&self, reference: &str) -> Result<AccountId, Error> {
        find::account(self.store(), reference)
    }

    /// The task or the account of a reference: a task's id first, then an account that is called exactly so, then what
    /// is best called so. `task:` and `account:` before it say which.
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
        let mut rivals = self.named(wanted)?;
        if rivals.is_empty() {
            rivals.extend(sought(self.store(), wanted)?.map(|id| (Found::Account(id), id.to_string(), String::new())));
        }
        match rivals.as_slice() {
            [] => {}
            [(one, ..)] => return Ok(*one),
            several => {
                let tasks = several.iter().filter(|(found, ..)| matches!(found, Found::Task(_))).count();
                let (what, hint) = match tasks {
                    0 => ("account", "give more of the name, or the id"),
                    all if all == several.len() => ("task", "give more of the name, or the id"),
                    _ => ("row", "give more of the name or the id; task: account: before it say which is meant"),
                };
                let rows = several.iter().map(|(_, key, told)| (key.clone(), told.as_str()));
                return Err(Error { hint: hint.to_owned(), ..ambiguous(what, wanted, rows) });
            }
        }
        let unknown = unknown(self.store(), wanted)?;
        Err(Error {
            message: format!("there is no task and no account {:?}", shown(wanted)),
            hint: unknown.hint.replace("`folio ls` lists them", "`folio ls` and `folio tasks` list them"),
            ..unknown
        })
    }

    /// The accounts and open tasks that are best called so, each with its id and what it is called.
    fn named(&self, wanted: &str) -> Result<Vec<(Found, String, String)>, Error> {
        let key = folded(wanted);
        if key.is_empty() {
            return Ok(Vec::new());
        }
        let (rung, accounts) = accounts_called(self.store(), wanted)?;
        let tasks = if rung == Rung::Same { Vec::new() } else { self.store().tasks_titled(&key)? };
        let account = |one: Named| (rung, (Found::Account(one.id), one.id.to_string(), one.name));
        let task = |(id, title): (TaskId, String)| {
            Some((Rung::of(&key, &[folded(&title)])?, (Found::Task(id), id.to_string(), title)))
        };
        let placed: Vec<_> = accounts.into_iter().map(account).chain(tasks.into_iter().filter_map(task)).collect();
        let best = placed.iter().map(|(rung, _)| *rung).min();
        Ok(placed.into_iter().filter(|(rung, _)| Some(*rung) == best).map(|(_, found)| found).collect())
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
            let holding = self.store().tasks_titled(&key)?;
            found = best(wanted, &holding, |(_, title)| vec![folded(title)]).into_iter().cloned().collect();
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
    use crate::domain::record::contact::Contact;
    use crate::domain::record::meta::{Kind, Meta};
    use crate::domain::value::day::{Day, Moment, Now, Zone};
    use crate::domain::value::id::ContactId;
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

    fn contact(id: ContactId, account: u128, name: &str) -> Contact {
        Contact::named(id, Meta::made(Moment(1)), AccountId(Ulid(account)), Text::from(name))
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
    fn what_is_only_called_like_it_is_never_guessed() {
        let (lee, ann) = (ContactId(Ulid(20)), ContactId(Ulid(21)));
        let mut rows: Vec<Change> = [(1, "Hannover Re"), (2, "Renewable Ltd"), (3, "Beta Works"), (4, "Durand")]
            .into_iter()
            .map(|(n, name)| Image::made(called(n, name)).into())
            .collect();
        for (id, name) in [(lee, "Ann Lee"), (ann, "Zed Beta"), (ContactId(Ulid(22)), "Durand")] {
            rows.push(Image::made(contact(id, 3, name)).into());
        }
        for n in 0..60 {
            rows.push(Image::made(contact(ContactId(Ulid(100 + n)), 1, &format!("Aa{n} Xzed"))).into());
        }
        let mut desk = desk(rows);
        let titles = ["Renew contract", "Send works list", "Hannover Re"];
        let draft = |title: &str| TaskDraft { title: title.to_owned(), ..TaskDraft::default() };
        desk.perform(Intent::AddTasks(titles.map(draft).to_vec())).unwrap();
        let row = |wanted: &str| desk.find_row(wanted).map(|any| (any.kind, any.key));
        assert_eq!(row("ann"), Ok((Kind::Contact, lee.to_string())));
        assert_eq!(row("zed"), Ok((Kind::Contact, ann.to_string())), "however many hold it");
        assert_eq!(row("hannover re"), Ok((Kind::Account, id(1).to_string())), "called exactly so");
        assert_eq!(row("renewable"), Ok((Kind::Account, id(2).to_string())));
        for several in ["renew", "durand", "works"] {
            let refused = desk.find_row(several).unwrap_err();
            assert_eq!(refused.kind, ErrorKind::Ambiguous, "{several}");
            assert!(refused.hint.contains("task:"), "{several}");
        }
        for several in ["renew", "works"] {
            assert_eq!(desk.find(several).unwrap_err().kind, ErrorKind::Ambiguous, "{several}");
        }
        assert!(matches!(desk.find("renew c"), Ok(Found::Task(_))));
        assert_eq!(desk.find("hannover re"), Ok(Found::Account(id(1))));
        assert_eq!(desk.find("beta"), Ok(Found::Account(id(3))));
        let twins = find::contact(desk.store(), id(3), "Ann Lee");
        assert_eq!(twins, Ok(lee));
        assert_eq!(find::contact(desk.store(), id(3), &lee.to_string()), Ok(lee));
        assert_eq!(find::contact(desk.store(), id(3), &lee.to_string()[..26].to_lowercase()), Ok(lee));
        assert_eq!(find::contact(desk.store(), id(1), &lee.to_string()).unwrap_err().kind, ErrorKind::NotFound);
        assert_eq!(find::contact(desk.store(), id(3), &lee.to_string()[..20]).unwrap_err().kind, ErrorKind::Ambiguous);
    }

    #[test]
    fn an_id_that_is_well_formed_is_looked_up() {
        let mut put_away = called(2, "Old Ltd");
        put_away.meta.archived_at = Some(Moment(2));
        let mut desk = desk(vec![Image::made(called(1, "Acme")).into(), Image::made(put_away).into()]);
        let missing = AccountId(Ulid(99)).to_string();
        assert_eq!(desk.find_account(&id(1).to_string()), Ok(id(1)));
        for refused in
            [desk.find_account(&missing).map(drop), desk.find(&missing).map(drop), desk.find_task(&missing).map(drop)]
        {
            assert_eq!(refused.unwrap_err().kind, ErrorKind::NotFound);
        }
        let line = |text: String| Intent::AddLines(None, vec![text]);
        assert_eq!(desk.perform(line(format!("call @{missing}"))).unwrap_err().kind, ErrorKind::NotFound);
        for intent in [
            line(format!("call @{}", id(2))),
            Intent::LogLine(id(2), "call 20m".to_owned()),
            Intent::AddContact(id(2), "Dana Fox".to_owned()),
            Intent::StartTimer(id(2), None),
        ] {
            let refused = desk.perform(intent).unwrap_err();
            assert_eq!(refused.kind, ErrorKind::Rejected);
            assert!(refused.hint.contains("--back"), "{}", refused.hint);
        }
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
