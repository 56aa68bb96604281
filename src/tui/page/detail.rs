//! The whole of what the cursor is on, in lines of any length: beside the lists, and in a popup.

use crate::domain::book::DecisionLine;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::Goal;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::TaskState;
use crate::domain::record::touch::{Direction, Touch};
use crate::domain::value::day::Day;
use crate::domain::value::id::{RenewalId, TaskId};
use crate::domain::value::text::{shown, shown_lines};
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::contacts::last;
use crate::tui::page::contracts::{amount, terms, what};
use crate::tui::page::item::{self, Item};
use crate::tui::page::line::{away, full_day, optional};
use crate::tui::page::links::links;
use crate::tui::page::reel::Reel;
use crate::tui::page::timeline::person;
use crate::tui::page::voice::speaker;

/// What there is to know of one item. Texts are safe to print.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Detail {
    /// What it is.
    pub title: String,
    /// What belongs to the title where there is room.
    pub facts: String,
    /// What there is to say of it, a line a thought.
    pub lines: Vec<String>,
}

/// The details of an item; none when it is gone.
pub fn detail(paint: Paint<'_>, view: &AccountView, reel: &Reel, item: Item) -> Option<Detail> {
    match item {
        Item::Touch(id) => reel.current().filter(|touch| touch.id == id).map(|touch| of_touch(paint, view, touch)),
        Item::Contact(id) => {
            view.contacts.iter().find(|contact| contact.id == id).map(|contact| of_contact(paint, view, contact))
        }
        Item::Task(id) => of_task(paint, view, id),
        Item::Decision(id) => {
            view.decisions.iter().find(|line| line.id == id).map(|line| of_decision(paint, view, line))
        }
        Item::Subscription(id) => {
            view.subscriptions.iter().find(|row| row.id == id).map(|row| of_subscription(paint, row))
        }
        Item::Opportunity(id) => {
            view.opportunities.iter().find(|row| row.id == id).map(|row| of_opportunity(paint, row))
        }
        Item::Goal(id) => view.goals.iter().find(|goal| goal.id == id).map(|goal| of_goal(paint, goal)),
        Item::Feedback(id) => view.feedback.iter().find(|row| row.id == id).map(|row| of_feedback(paint, view, row)),
        Item::Case(id) => view.cases.iter().find(|row| row.id == id).map(|row| of_case(paint, row)),
        Item::Link(place) => links(view).get(place).map(|link| Detail {
            title: link.place.clone(),
            lines: vec![shown(&link.name).into_owned()],
            ..Detail::default()
        }),
        Item::Settled(id) => renewal(view, id).map(|row| Detail {
            title: format!("renewal of {}", row.due),
            lines: said_of(paint, row),
            ..Detail::default()
        }),
    }
}

fn of_goal(paint: Paint<'_>, goal: &Goal) -> Detail {
    let today = paint.now.today;
    let mut lines = vec![optional(goal.measure.as_ref())];
    let figures = [("from", goal.baseline), ("now", goal.current), ("target", goal.target)];
    let known = figures.iter().filter_map(|(word, figure)| figure.map(|figure| format!("{word} {figure}")));
    let way = goal.progress().map(|done| format!("{done} % of the way"));
    lines.push(known.chain(way).collect::<Vec<_>>().join(", "));
    lines.extend(goal.due.map(|due| format!("due {}", day_of(due, today))));
    let on = goal.closed_on.map(|on| format!(" {}", full_day(on))).unwrap_or_default();
    lines.push(format!("{}{on}", goal.state));
    lines.retain(|line| !line.is_empty());
    Detail { title: goal.objective.shown().into_owned(), lines, ..Detail::default() }
}

fn of_feedback(paint: Paint<'_>, view: &AccountView, row: &Feedback) -> Detail {
    let (zone, today) = (paint.now.zone, paint.now.today);
    let mut facts: Vec<String> = Vec::new();
    facts.extend(speaker(view, row).map(|who| format!("by {who}")));
    facts.extend(row.score.map(|score| format!("{score} on {}", row.scale())));
    facts.extend(row.consent.then(|| "may be quoted".to_owned()));
    facts.extend(row.source.as_ref().map(|source| format!("from {}", source.shown())));
    let mut lines = shown_lines(row.text.raw());
    lines.extend(row.answered.map(|at| format!("answered {}", day_of(zone.day(at), today))));
    lines.extend(row.resolved.map(|at| format!("resolved {}", day_of(zone.day(at), today))));
    if row.is_open() {
        lines.push("open: d when it is settled".to_owned());
    }
    let title = format!("{} {}", zone.day(row.at).date().format("%a %-d %b %Y"), row.kind);
    Detail { title, facts: facts.join(", "), lines }
}

fn of_case(paint: Paint<'_>, row: &Case) -> Detail {
    let mut lines: Vec<String> = Vec::new();
    for (word, text) in [("done", &row.done), ("result", &row.result)] {
        lines.extend(text.as_ref().map(|text| format!("{word}: {}", text.shown())));
    }
    lines.push(format!("met {}", day_of(row.day, paint.now.today)));
    Detail { title: row.problem.shown().into_owned(), lines, ..Detail::default() }
}

fn day_of(day: Day, today: Day) -> String {
    format!("{} ({})", full_day(day), away(day, today))
}

fn of_touch(paint: Paint<'_>, view: &AccountView, touch: &Touch) -> Detail {
    let day = paint.now.zone.day(touch.at);
    let mut facts: Vec<String> = touch.minutes.map(|minutes| format!("{minutes} min")).into_iter().collect();
    facts.extend(person(view, touch).map(|who| format!("with {who}")));
    facts.extend(touch.direction.map(|side| if side == Direction::In { "theirs" } else { "ours" }.to_owned()));
    facts.extend(touch.sentiment.map(|mood| mood.to_string()));
    Detail {
        title: format!("{} {}", day.date().format("%a %-d %b %Y"), touch.kind),
        facts: facts.join(", "),
        lines: shown_lines(touch.text.raw()),
    }
}

fn of_contact(paint: Paint<'_>, view: &AccountView, contact: &Contact) -> Detail {
    let today = paint.now.today;
    let mut part = vec![optional(contact.title.as_ref())];
    part.extend(contact.role.map(|role| role.to_string()));
    part.extend(contact.sentiment.map(|mood| mood.to_string()));
    part.retain(|text| !text.is_empty());
    let mut lines = vec![part.join(", "), optional(contact.email.as_ref()), optional(contact.phone.as_ref())];
    lines.push(match last(view, contact) {
        Some(last) => format!("last {} {}", last.kind, day_of(paint.now.zone.day(last.at), today)),
        None => "never spoken with".to_owned(),
    });
    lines.extend(contact.left_on.map(|day| format!("left {}", day_of(day, today))));
    lines.retain(|line| !line.is_empty());
    Detail { title: contact.name.shown().into_owned(), lines, ..Detail::default() }
}

fn of_task(paint: Paint<'_>, view: &AccountView, id: TaskId) -> Option<Detail> {
    let today = paint.now.today;
    let line = item::task(view, id)?;
    let mut facts: Vec<String> = Vec::new();
    if let Some(due) = line.due {
        let clock = line.due_minute.map(|m| format!(" {:02}:{:02}", m / 60, m % 60)).unwrap_or_default();
        facts.push(format!("due {}{clock} ({})", full_day(due), away(due, today)));
    }
    facts.extend(line.priority.map(|priority| format!("priority {}", priority.word())));
    facts.extend((line.slips > 0).then(|| format!("moved {}x", line.slips)));
    facts.extend(line.estimate_minutes.map(|minutes| format!("{minutes} min")));
    if line.state != TaskState::Open {
        facts.push(line.state.to_string().replace('-', " on "));
    }
    let mut lines = vec![facts.join(", ")];
    if let Some(task) = view.records.iter().find(|task| task.id == id) {
        let mut more: Vec<String> = Vec::new();
        more.extend(task.waiting_since.map(|day| format!("waiting since {}", day_of(day, today))));
        if let Some(until) = task.wait_until.filter(|until| *until > today) {
            let why = task.wait_reason.as_ref().map(|why| format!(": {}", why.shown())).unwrap_or_default();
            more.push(format!("snoozed until {}{why}", full_day(until)));
        }
        let with = task.contact.and_then(|id| view.contacts.iter().find(|contact| contact.id == id));
        more.extend(with.map(|contact| format!("with {}", contact.name.shown())));
        more.extend(task.every.map(|every| format!("every {every}")));
        more.extend(task.tags.iter().map(|tag| format!("+{}", tag.shown())));
        lines.push(more.join(", "));
        lines.retain(|line| !line.is_empty());
        lines.extend(shown_lines(task.body.raw()));
    }
    Some(Detail { title: line.title.clone(), lines, ..Detail::default() })
}

fn of_decision(paint: Paint<'_>, view: &AccountView, line: &DecisionLine) -> Detail {
    let today = paint.now.today;
    let mut lines = vec![format!("{} decided, {} at stake", paint.money(line.revenue), paint.money(line.stake))];
    if line.end != line.day {
        lines.push(format!("term ends {}", day_of(line.end, today)));
    }
    if line.assumed {
        lines.push("day assumed: the contract names no end".to_owned());
    }
    if let Some(row) = line.id.renewal().and_then(|id| renewal(view, id)) {
        lines.extend(said_of(paint, row));
    }
    Detail { title: format!("{} {}", what(line), day_of(line.day, today)), lines, ..Detail::default() }
}

fn renewal(view: &AccountView, id: RenewalId) -> Option<&Renewal> {
    view.renewals.iter().find(|row| row.id == id)
}

fn said_of(paint: Paint<'_>, row: &Renewal) -> Vec<String> {
    let today = paint.now.today;
    let mut talk = vec![format!("stage {}", row.stage)];
    talk.extend(row.category.map(|category| format!("forecast {category}")));
    talk.extend(row.probability.map(|chance| format!("{chance} %")));
    let mut lines = vec![talk.join(", ")];
    let sums = [("target", row.target), ("forecast", row.forecast), ("final", row.final_amount)];
    let sums = sums.iter().filter_map(|(word, money)| money.map(|money| format!("{word} {}", amount(paint, money))));
    lines.push(sums.collect::<Vec<_>>().join(", "));
    lines.extend(row.next_step.as_ref().map(|next| format!("next: {}", next.shown())));
    lines.extend(row.notice_on.map(|day| format!("notice received {}", day_of(day, today))));
    if let Some(outcome) = row.outcome {
        let on = row.settled_on.map(|day| format!(" {}", full_day(day))).unwrap_or_default();
        lines.push(format!("{outcome}{on}"));
    }
    lines.extend(row.reason.as_ref().map(|why| format!("why: {}", why.shown())));
    lines.retain(|line| !line.is_empty());
    lines
}

fn of_subscription(paint: Paint<'_>, row: &Subscription) -> Detail {
    let today = paint.now.today;
    let mut lines = vec![terms(row).join(", ")];
    if let (Some(notice), Some(end), true) = (row.notice, row.end, row.auto_renew && row.ended_on.is_none()) {
        lines.push(format!("cancel by {}", day_of(notice.cancel_by(end), today)));
    }
    let months = row.term_months.map(|months| format!(", term {months} months")).unwrap_or_default();
    lines.extend(row.start.map(|start| format!("since {}{months}", full_day(start))));
    Detail { title: format!("{} {}", row.product.shown(), amount(paint, row.arr)), lines, ..Detail::default() }
}

fn of_opportunity(paint: Paint<'_>, row: &Opportunity) -> Detail {
    let mut lines = vec![row.kind.to_string()];
    let money = row.amount.map(|money| format!("+{} a year", amount(paint, money)));
    let chance = row.probability.map(|chance| format!("{chance} %"));
    lines.push(money.into_iter().chain(chance).collect::<Vec<_>>().join(", "));
    lines.extend(row.stage.as_ref().map(|stage| format!("stage {}", stage.shown())));
    let close = if row.is_overdue(paint.now.today) { "overdue since" } else { "closes" };
    lines.extend(row.close.map(|day| format!("{close} {}", day_of(day, paint.now.today))));
    lines.retain(|line| !line.is_empty());
    Detail { title: row.name.shown().into_owned(), lines, ..Detail::default() }
}
