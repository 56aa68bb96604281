//! An account as a page of Markdown. Text of records is escaped: no name makes a link, a heading or a table of its own.

use crate::cli::accounts::Frame;
use crate::cli::show_text as say;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::when::When;
use crate::domain::value::day::Zone;
use crate::domain::value::markdown::escaped;
use crate::service::query::AccountView;

/// Rows of what was said, and of cases.
const VOICES: usize = 10;

/// The page.
pub fn markdown(view: &AccountView, frame: &Frame, zone: Zone) -> String {
    let mut page = format!("# {}\n\n", escaped(view.account.name.raw()));
    item(&mut page, &say::identity(view));
    item(&mut page, &say::standing(view, frame));
    item(&mut page, &format!("stake {}", view.why.headline));
    section(&mut page, "Decisions", view.decisions.iter().map(|line| say::decision(view, line, frame)));
    section(&mut page, "Contracts", say::contract(view, frame).into_iter());
    section(&mut page, "Figures", say::readings(view, frame.today).into_iter());
    section(&mut page, "Goals", view.goals.iter().map(|goal| say::goal(goal, frame.today)));
    section(&mut page, "Playbooks", view.runs.iter().map(|(run, done)| say::run(run, *done, frame.today)));
    section(&mut page, "Usage", say::usage(view).into_iter());
    section(&mut page, "Voice", view.feedback.iter().take(VOICES).map(|row| say::feedback(view, row, zone)));
    section(&mut page, "Cases", view.cases.iter().take(VOICES).map(say::case));
    section(
        &mut page,
        "Contacts",
        view.contacts.iter().map(|contact| {
            let email = contact.email.as_ref().map(|email| format!(", {}", email.raw())).unwrap_or_default();
            let last =
                say::last(view, contact, zone, frame.today).map(|last| format!(", last {last}")).unwrap_or_default();
            format!("{}: {}{email}{last}", contact.name.raw(), say::part(contact))
        }),
    );
    section(
        &mut page,
        "Tasks",
        view.tasks.iter().map(|task| {
            let due = task.due.map(|day| describe(When { day, minute: task.due_minute }, frame.today));
            due.map_or(task.title.clone(), |due| format!("{}, due {due}", task.title))
        }),
    );
    section(
        &mut page,
        "Touches",
        view.touches.iter().map(|touch| format!("{} {}: {}", zone.day(touch.at), touch.kind, say::said(view, touch))),
    );
    section(&mut page, "Links", say::links(view).into_iter());
    page
}

fn section(page: &mut String, name: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    *page = format!("{page}\n## {name}\n\n");
    lines.for_each(|line| item(page, &line));
}

fn item(page: &mut String, line: &str) {
    page.push_str("- ");
    page.push_str(&escaped(line));
    page.push('\n');
}
