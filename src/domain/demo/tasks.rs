//! Promises: the open ones as told, the closed ones of the past quarter generated, some of them late.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::{Dice, work_days, working};
use crate::domain::demo::people::first_name;
use crate::domain::demo::plan::{Culture, Todo};
use crate::domain::demo::tasks_open::{LOOSE, OPEN};
use crate::domain::demo::tasks_words::{TAGS, TITLES, TITLES_CN, TITLES_JA, TITLES_TW};
use crate::domain::phrase::task_kind;
use crate::domain::record::contact::Contact;
use crate::domain::record::meta::Meta;
use crate::domain::record::task::{Priority, Task, TaskState};
use crate::domain::value::id::TaskId;
use crate::domain::value::text::Text;

/// The tasks of a customer: at most about `share` of them, never fewer than are told.
pub fn tasks(customer: &Customer, share: usize, dice: &mut Dice) -> Vec<Task> {
    let name = customer.row.name.raw();
    let listed = OPEN.iter().filter(|(account, _)| *account == name).map(|(_, told)| told);
    let mut out: Vec<Task> =
        customer.story.tasks.iter().chain(listed).map(|told| open(Some(customer), told, dice)).collect();
    let bank = titles(customer.member.culture, dice);
    let titles = dice.shuffled(bank);
    let generated = customer.story.account.is_empty() && !OPEN.iter().any(|(account, _)| *account == name);
    let there: Vec<&Contact> = customer.people.iter().filter(|contact| contact.left_on.is_none()).collect();
    let in_cast = name == customer.member.name;
    for (nth, title) in titles.iter().cycle().take(share.saturating_sub(out.len())).enumerate() {
        let person = dice.pick(&there);
        let row = closed(customer, person, title, dice);
        // In books larger than the cast nothing is told, so every fourth task is left open.
        out.push(if generated && !in_cast && nth % 4 == 0 { reopened(row, dice) } else { row });
    }
    out
}

/// The open tasks that belong to no account.
pub fn loose(dice: &mut Dice) -> Vec<Task> {
    LOOSE.iter().map(|told| open(None, told, dice)).collect()
}

fn titles(culture: Culture, dice: &mut Dice) -> &'static [&'static str] {
    let local = match culture {
        Culture::Tw => TITLES_TW,
        Culture::Cn => TITLES_CN,
        Culture::Ja => TITLES_JA,
        _ => return TITLES,
    };
    if dice.percent(60) { local } else { TITLES }
}

fn open(customer: Option<&Customer>, told: &Todo, dice: &mut Dice) -> Task {
    let today = dice.now.today;
    let slack = dice.between(4, 12) + 6 * told.slips.cast_signed();
    let earliest = told.due.unwrap_or(0).min(told.since).min(0);
    let made = dice.moment(work_days(today, earliest - slack));
    let named = |contact: &&Contact| told.title.contains(first_name(contact.name.raw()));
    let contact = customer.and_then(|c| c.people.iter().find(named)).map(|contact| contact.id);
    Task {
        account: customer.map(|c| c.row.id),
        contact,
        kind: task_kind::guessed(told.title),
        due: told.due.map(|days| work_days(today, days)),
        due_minute: told.minute,
        wait_until: told.wait.map(|(days, _)| work_days(today, days)),
        wait_reason: told.wait.map(|(_, why)| Text::from(why)),
        priority: told.priority,
        state: told.state,
        waiting_since: (told.since < 0).then(|| work_days(today, told.since)),
        estimate_minutes: told.estimate,
        slips: told.slips,
        tags: told.tags.iter().map(|tag| Text::from(*tag)).collect(),
        body: Text::from(told.body),
        ..Task::titled(TaskId(dice.id(made)), Meta::made(made), Text::from(told.title))
    }
}

fn closed(customer: &Customer, person: Option<&Contact>, title: &str, dice: &mut Dice) -> Task {
    let last = customer.last_day(dice.now.today.plus_days(-1));
    let done = working(last.plus_days(-dice.between(0, 89.min(customer.age(last)))));
    let late = match dice.between(0, 99) {
        0..70 => -dice.between(0, 4),
        _ => dice.between(1, 9),
    };
    let due = dice.percent(88).then(|| work_days(done, -late));
    let made = work_days(due.unwrap_or(done).min(done), -dice.between(2, 14));
    let made = dice.moment(made);
    let closed_at = dice.moment(done).max(made);
    let who = person.map_or("the team", |contact| first_name(contact.name.raw()));
    let state = if dice.percent(8) { TaskState::Dropped } else { TaskState::Done };
    let id = TaskId(dice.id(made));
    let meta = Meta::made(made).touched(closed_at);
    Task {
        account: Some(customer.row.id),
        contact: person.filter(|_| title.contains("{who}")).map(|contact| contact.id),
        kind: task_kind::guessed(title),
        due,
        priority: dice.pick(&[Some(Priority::High), Some(Priority::Normal), Some(Priority::Low), None]).flatten(),
        state,
        estimate_minutes: dice.pick(&[Some(10), Some(15), Some(20), Some(30), Some(45), Some(60), None]).flatten(),
        slips: if late > 3 { dice.between(1, 3).unsigned_abs() } else { 0 },
        closed_at: Some(closed_at),
        tags: if dice.percent(30) { vec![Text::from(dice.word(TAGS))] } else { Vec::new() },
        ..Task::titled(id, meta, Text::new(title.replace("{who}", who)))
    }
}

fn reopened(task: Task, dice: &mut Dice) -> Task {
    let due = work_days(dice.now.today, dice.between(-3, 40));
    let meta = Meta::made(task.meta.created_at);
    Task { meta, state: TaskState::Open, closed_at: None, due: Some(due), ..task }
}
