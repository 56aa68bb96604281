//! The page of an account for a call: everything that matters on 80 columns and 23 rows, the largest lists cut.

use crate::cli::accounts::Frame;
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::Look;
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::show_text as say;
use crate::cli::tasks;
use crate::domain::book::TaskLine;
use crate::domain::record::goal::GoalState;
use crate::domain::value::day::Zone;
use crate::domain::value::day_text;
use crate::domain::value::text;
use crate::service::query::AccountView;

/// Rows of a screen when no terminal says how many.
const SCREEN: usize = 24;

/// The page as people read it, with the short ids of its tasks.
pub fn page(view: &AccountView, ids: &[String], frame: &Frame, zone: Zone, look: &Look) -> Result<String, Failure> {
    let mut page = Page { look, out: Vec::new() };
    page.line(view.account.name.raw(), Paint::Bold);
    page.line(&say::identity(view), Paint::None);
    let paint = view.stake.band.map_or(Paint::None, cells::band_paint);
    page.wrapped_in(&say::standing(view, frame), 2, paint);
    page.wrapped(&format!("stake {}", view.why.headline), 2);
    for line in view.decisions.iter().take(2) {
        page.wrapped(&say::decision(view, line, frame), 2);
    }
    for line in say::contract(view, frame).iter().take(2) {
        page.line(line, Paint::None);
    }
    page.wrapped(&say::readings(view, frame.today).join(" · "), 2);
    let goals: Vec<_> = view.goals.iter().filter(|goal| goal.state == GoalState::Open).collect();
    for goal in goals.iter().take(2) {
        page.line(&format!("goal {}", say::goal(goal, frame.today)), Paint::None);
    }
    for (run, done) in view.runs.iter().take(2) {
        page.line(&say::run(run, *done, frame.today), Paint::None);
    }
    let [people, todo, said] = rooms(page.room(), [view.contacts.len(), view.tasks.len(), view.touches.len()]);
    contacts(&mut page, view, frame, zone, people)?;
    let shown: Vec<TaskLine> = view.tasks.iter().take(todo).map(unnamed).collect();
    page.list("TASKS", view.tasks.len(), &tasks::people(&shown, ids, frame))?;
    touches(&mut page, view, frame, zone, said)?;
    Ok(String::from_utf8_lossy(&page.out).into_owned())
}

/// How many rows each of three lists gets of the rows there are, of which each list's name takes one: in turn, until the room or the rows are used up.
fn rooms(rows: usize, wanted: [usize; 3]) -> [usize; 3] {
    let mut given = [0; 3];
    let mut left = rows.saturating_sub(wanted.iter().filter(|count| **count > 0).count()).max(3);
    while left > 0 && given != wanted {
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if *given < wanted && left > 0 {
                *given += 1;
                left -= 1;
            }
        }
    }
    given
}

/// A task on the page of its own account, which need not be named.
fn unnamed(task: &TaskLine) -> TaskLine {
    TaskLine { account_name: String::new(), ..task.clone() }
}

fn contacts(page: &mut Page<'_>, view: &AccountView, frame: &Frame, zone: Zone, most: usize) -> Result<(), Failure> {
    let columns = vec![
        Column::new("name", "NAME").cut_to(Column::NAME),
        Column::new("part", "PART").cut_to(20),
        Column::new("last", "LAST").figures().dropped(3),
        Column::new("email", "EMAIL").cut_to(30).dropped(2),
        Column::new("phone", "PHONE").dropped(1),
    ];
    let mut table = Table::new("folio.contacts/1", columns);
    for contact in view.contacts.iter().take(most) {
        table.push(vec![
            Cell::text(&contact.name),
            Cell::word(say::part(contact)),
            cells::word(say::idle(view, contact, zone, frame.today)),
            contact.email.as_ref().map_or_else(Cell::none, Cell::text),
            contact.phone.as_ref().map_or_else(Cell::none, Cell::text),
        ]);
    }
    page.list("CONTACTS", view.contacts.len(), &table)
}

fn touches(page: &mut Page<'_>, view: &AccountView, frame: &Frame, zone: Zone, most: usize) -> Result<(), Failure> {
    let columns = vec![
        Column::new("day", "DAY").figures(),
        Column::new("kind", "KIND"),
        Column::new("minutes", "TIME").figures().dropped(1),
        Column::new("text", "TEXT").cut_to(16),
    ];
    let mut table = Table::new("folio.touches/1", columns);
    for touch in view.touches.iter().take(most) {
        table.push(vec![
            Cell::word(day_text::weekday_day(zone.day(touch.at), frame.today)),
            Cell::word(touch.kind.word()),
            cells::word(touch.minutes.map(|minutes| format!("{minutes}m"))),
            Cell::word(say::said(view, touch)),
        ]);
    }
    page.list("TOUCHES", view.touch_count as usize, &table)
}

struct Page<'a> {
    look: &'a Look,
    out: Vec<u8>,
}

impl Page<'_> {
    /// Rows that are left of the screen above its prompt.
    fn room(&self) -> usize {
        let used = self.out.split(|byte| *byte == b'\n').count();
        self.look.height.unwrap_or(SCREEN).max(SCREEN).saturating_sub(used)
    }

    fn line(&mut self, line: &str, paint: Paint) {
        if line.is_empty() {
            return;
        }
        let signs = self.look.signs(line);
        let safe = text::shown(&signs);
        let cut = text::fit(&safe, self.look.columns(), self.look.ellipsis());
        self.out.extend(self.look.painted(&cut, paint).into_bytes());
        self.out.push(b'\n');
    }

    /// A sentence of parts between ` · `, over so many lines at the most; the last one is cut.
    fn wrapped(&mut self, sentence: &str, most: usize) {
        self.wrapped_in(sentence, most, Paint::None);
    }

    fn wrapped_in(&mut self, sentence: &str, most: usize, paint: Paint) {
        let safe = text::shown(sentence).into_owned();
        let mut lines: Vec<String> = vec![String::new()];
        for part in safe.split(" · ") {
            let full = lines.len() == most;
            let Some(last) = lines.last_mut() else { continue };
            if last.is_empty() {
                part.clone_into(last);
            } else if full || text::width(last) + 3 + text::width(part) <= self.look.columns() {
                *last = format!("{last} · {part}");
            } else {
                lines.push(part.to_owned());
            }
        }
        for line in lines {
            self.line(&line, paint);
        }
    }

    /// A list under its name and count.
    fn list(&mut self, name: &str, count: usize, table: &Table) -> Result<(), Failure> {
        if table.is_empty() {
            return Ok(());
        }
        let of = if count > table.len() { format!("{} of ", table.len()) } else { String::new() };
        self.line(&format!("{name} {of}{count}"), Paint::Dim);
        let bare = Look { header: Some(false), ..self.look.clone() };
        Ok(table.write(&mut self.out, &bare)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::stand;
    use crate::domain::query::tree::Query as Filter;
    use crate::service::query::{Answer, Hidden, Query};

    #[test]
    fn every_account_fits_a_screen() {
        let (_folder, desk) = stand::desk();
        let frame = Frame::of(&desk).unwrap();
        let all = Query::Accounts { filter: Filter::default(), hidden: Hidden::Last, limit: 99 };
        let Answer::Lines(found) = desk.fetch(&all).unwrap() else { panic!() };
        let accounts = found.accounts;
        for account in accounts {
            let Answer::Account(view) = desk.fetch(&Query::Account(account.id, 20)).unwrap() else { panic!() };
            for columns in [40, 80, 160] {
                let shot = page(&view, &[], &frame, Zone::UTC, &stand::terminal(columns)).unwrap();
                assert!(shot.lines().count() <= 23, "{}:\n{shot}", account.name);
                assert!(shot.lines().all(|line| text::width(line) <= columns.into()), "{columns}:\n{shot}");
            }
        }
    }

    #[test]
    fn northvale_on_80_columns() {
        let (_folder, desk) = stand::desk();
        let frame = Frame::of(&desk).unwrap();
        let id = desk.find_account("northvale").unwrap();
        let Answer::Account(view) = desk.fetch(&Query::Account(id, 20)).unwrap() else { panic!() };
        let shot = page(&view, &[], &frame, Zone::UTC, &stand::terminal(80)).unwrap();
        insta::assert_snapshot!(shot, @r"
        Northvale Logistics
        Enterprise · Logistics · North America · Robin Hale · established · +vip · +exe…
        312k USD ARR · health 41 red falling fast · starred
        stake 154k = 312k × 78 % × 0.63 + 2.2k care · champion left, health 41
        renewal in 58d
        Thu 21 Jan 2027 (in 58d) term end · 312k · talking
        next: CFO call on price, then Glenn
        Tideline Enterprise · 312k USD · 640 seats · until 2027-01-21
        1 escalation (5d ago) · health 41 (6d ago) · NPS 6 (64d ago)
        seats 332/640 (6d ago) · usage 4648 (6d ago) · usage -34% in 30d (6d ago)
        goal An owner after Priya: 0 of 1, 0 % of the way, due Wed 18 Nov (6d ago)
        goal Dispatchers off their spreadsheets: 332 of 520, 53 % of the way, due Thu 2…
        CONTACTS 3 of 4
        Dana Whitlock    CFO, economic-buyer, neg…   11d  dana.whitlock@northvale.examp…
        Glenn Faber      VP Supply Chain, exec-sp…   27d  glenn.faber@northvale.example
        Marcus Oyelaran  Dispatch Manager, user      13d  marcus.oyelaran@northvale.exa…
        TASKS 3 of 4
                -5d  1  Call Dana (CFO) about price and seats              moved 2x
        today 15:00  1  Send ROI one-pager with their dispatch figures
                Thu     Ask Marcus to own the admin seat
        TOUCHES 2 of 33
        Fri 13 Nov  email   10m  Dana: budget freeze until the board meets, wants ROI n…
        Wed 11 Nov  call    25m  Marcus: half the dispatchers went back to spreadsheets…
        ");
    }

    #[test]
    fn rooms_are_given_in_turn() {
        assert_eq!(rooms(11, [4, 5, 33]), [3, 3, 2]);
        assert_eq!(rooms(11, [1, 0, 33]), [1, 0, 8]);
        assert_eq!(rooms(0, [4, 5, 33]), [1, 1, 1]);
        assert_eq!(rooms(99, [4, 5, 20]), [4, 5, 20]);
    }
}
