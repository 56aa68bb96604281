//! One line to type, read as one types: what it means stands under it before anything is done.

use crate::domain::book::DecisionId;
use crate::domain::phrase::date::when;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::line;
use crate::domain::phrase::touch;
use crate::domain::phrase::when::{DateOptions, When};
use crate::domain::record::contact::Sentiment;
use crate::domain::record::touch::Direction;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::shown;
use crate::input::key::{Code, Key};
use crate::service::intent::{Intent, Promise, Rows, Snooze};
use crate::tui::frame::Paint;
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::{Input, InputRequest};

/// What the line is for.
#[derive(Clone, PartialEq, Debug)]
pub enum Purpose {
    /// Until when to hide tasks.
    SnoozeTasks(Vec<TaskId>),
    /// Until when to hide accounts.
    SnoozeAccounts(Vec<AccountId>),
    /// The new promised day of tasks.
    RescheduleTasks(Vec<TaskId>),
    /// The new end of a term.
    RescheduleRenewal(DecisionId, Day),
    /// A touch.
    Touch(AccountId),
    /// Fields of rows.
    Modify(Rows),
    /// A task, for this account unless the line names another.
    Add(Option<AccountId>),
}

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// Whom or what it is about, safe to print.
    pub about: String,
    /// The text so far.
    pub input: Input,
}

/// What a line means so far.
pub enum Meaning {
    /// This, and what it says of itself.
    Is(Box<Intent>, Vec<(&'static str, String)>),
    /// Nothing yet.
    Empty,
    /// It cannot be read: why, and what to try.
    Wrong(String, String),
}

impl Prompt {
    /// An empty line, or a draft that was left.
    pub fn new(purpose: Purpose, about: String, draft: Option<String>) -> Prompt {
        Prompt { purpose, about, input: Input::from(draft.unwrap_or_default()) }
    }

    /// Takes a key; `false` when it is not one for a text.
    pub fn type_key(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) => InputRequest::InsertChar(c),
            (Code::Backspace, false, _) | (Code::Char('h'), true, _) => InputRequest::DeletePrevChar,
            (Code::Delete, ..) | (Code::Char('d'), true, _) => InputRequest::DeleteNextChar,
            (Code::Left, false, _) | (Code::Char('b'), true, _) => InputRequest::GoToPrevChar,
            (Code::Right, false, _) | (Code::Char('f'), true, _) => InputRequest::GoToNextChar,
            (Code::Home, ..) | (Code::Char('a'), true, _) => InputRequest::GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, _) => InputRequest::GoToEnd,
            (Code::Char('w'), true, _) => InputRequest::DeletePrevWord,
            (Code::Char('u'), true, _) => InputRequest::DeleteLine,
            (Code::Char('k'), true, _) => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// Puts pasted text in, on one line.
    pub fn paste(&mut self, text: &str) {
        for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// What the line means on a day.
    pub fn meaning(&self, today: Day, options: DateOptions) -> Meaning {
        let text = self.input.value();
        if text.trim().is_empty() {
            return Meaning::Empty;
        }
        match &self.purpose {
            Purpose::Touch(account) => touch_meaning(*account, text, today, options),
            Purpose::Modify(rows) => {
                let intent = Intent::Modify(rows.clone(), text.to_owned());
                Meaning::Is(Box::new(intent), vec![("change", shown(text).into_owned())])
            }
            Purpose::Add(account) => task_meaning(*account, &self.about, text, today, options),
            Purpose::RescheduleTasks(tasks) => dated(text, today, options, |when| {
                Intent::RescheduleTasks(tasks.clone(), Promise { day: when.day, minute: when.minute })
            }),
            Purpose::RescheduleRenewal(decision, end) => {
                dated(text, today, options, |when| Intent::RescheduleRenewal(*decision, *end, when.day))
            }
            Purpose::SnoozeTasks(tasks) => {
                snoozed(text, today, options, |snooze| Intent::SnoozeTasks(tasks.clone(), snooze))
            }
            Purpose::SnoozeAccounts(accounts) => {
                snoozed(text, today, options, |snooze| Intent::SnoozeAccounts(accounts.clone(), snooze))
            }
        }
    }

    fn title(&self) -> String {
        let verb = match &self.purpose {
            Purpose::SnoozeTasks(_) | Purpose::SnoozeAccounts(_) => "Snooze until",
            Purpose::RescheduleTasks(_) => "Move to",
            Purpose::RescheduleRenewal(..) => "Move the end of the term",
            Purpose::Touch(_) => "Touch",
            Purpose::Modify(_) => "Modify",
            Purpose::Add(_) => "Add task",
        };
        format!("{verb}   {}", self.about)
    }

    fn hints(&self) -> &'static [&'static str] {
        match &self.purpose {
            Purpose::SnoozeTasks(_) | Purpose::SnoozeAccounts(_) => &[
                "1 tomorrow   3 in 3 days   w Monday   m in a month",
                "or fri   2w   27 nov   明天",
                "fri -- why it can wait",
            ],
            Purpose::RescheduleTasks(_) | Purpose::RescheduleRenewal(..) => {
                &["fri   tomorrow 15:00   in 2w   27 nov   eom   明天"]
            }
            Purpose::Add(_) => &["call CFO about uplift fri 3pm p:1 est:30m", "+tag   @account   wait:mon   -- a note"],
            Purpose::Modify(_) => &["p:1 due:fri +vip stage:adopting"],
            Purpose::Touch(_) => {
                &["call 20m with Dana: asked for ROI +pos", "next: send deck fri   makes a task of it"]
            }
        }
    }

    /// Paints the popup; gives where the cursor stands.
    pub fn draw(&self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, options: DateOptions) -> Position {
        let theme = paint.theme;
        let inner = open(paint, buf, screen, (72, 8), Spot::Low, &self.title());
        let room = inner.width.saturating_sub(4);
        let scroll = self.input.visual_scroll(usize::from(room.max(1)));
        let visible: String = skip_cells(self.input.value(), scroll);
        paint.text(buf, inner.x, inner.y, 2, &format!("{} ", theme.cursor()), theme.accent);
        // Not through an ellipsis: what is typed past the edge scrolls.
        buf.set_stringn(inner.x + 2, inner.y, shown(&visible), usize::from(room), Style::new());
        let caret = (self.input.visual_cursor().max(scroll) - scroll) as u16;
        let mut y = inner.y + 2;
        let mut say = |label: &str, text: &str, style: Style| {
            if y < inner.bottom() {
                paint.text(buf, inner.x + 2, y, 10, label, theme.dim);
                paint.text(buf, inner.x + 12, y, inner.width.saturating_sub(13), text, style);
                y += 1;
            }
        };
        match self.meaning(paint.now.today, options) {
            Meaning::Empty => {
                for (n, hint) in self.hints().iter().enumerate() {
                    say(if n == 0 { "e.g." } else { "" }, hint, theme.dim);
                }
            }
            Meaning::Is(_, parts) => {
                for (label, text) in parts {
                    say(label, &text, theme.green);
                }
            }
            Meaning::Wrong(why, hint) => {
                say("not yet", &why, theme.yellow);
                say("", &hint, theme.dim);
            }
        }
        let area = Rect { x: inner.x.saturating_sub(1), y: inner.y, width: inner.width + 2, height: inner.height + 1 };
        paint.foot(buf, area, " enter do it  esc keep as draft ");
        Position::new((inner.x + 2 + caret).min(inner.right().saturating_sub(1)), inner.y)
    }
}

fn skip_cells(text: &str, cells: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut skipped = 0;
    let rest = text.graphemes(true).skip_while(|grapheme| {
        let before = skipped;
        skipped += crate::domain::value::text::width(grapheme);
        before < cells
    });
    rest.collect()
}

fn dated(text: &str, today: Day, options: DateOptions, intent: impl FnOnce(When) -> Intent) -> Meaning {
    match when(text.trim(), today, &options) {
        Ok(found) => Meaning::Is(Box::new(intent(found)), vec![("day", describe(found, today))]),
        Err(error) => Meaning::Wrong(shown(&error.to_string()).into_owned(), error.hint().to_owned()),
    }
}

/// A day and, after `--`, why. The presets `1 3 w m` stand for tomorrow, in three days, Monday, in a month.
fn snoozed(text: &str, today: Day, options: DateOptions, intent: impl FnOnce(Snooze) -> Intent) -> Meaning {
    let (day, reason) = match text.split_once("--") {
        Some((day, reason)) => (day.trim(), Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty())),
        None => (text.trim(), None),
    };
    let phrase = match day {
        "1" => "tomorrow",
        "3" => "in 3d",
        "w" => "next mon",
        "m" => "in 1mo",
        other => other,
    };
    match when(phrase, today, &options) {
        Ok(found) if found.day <= today => {
            Meaning::Wrong(format!("{} is not to come", describe(found, today)), "name a later day".to_owned())
        }
        Ok(found) => {
            let mut parts = vec![("until", describe(When { minute: None, ..found }, today))];
            parts.extend(reason.clone().map(|reason| ("why", shown(&reason).into_owned())));
            Meaning::Is(Box::new(intent(Snooze { until: found.day, reason })), parts)
        }
        Err(error) => Meaning::Wrong(shown(&error.to_string()).into_owned(), error.hint().to_owned()),
    }
}

fn touch_meaning(account: AccountId, text: &str, today: Day, options: DateOptions) -> Meaning {
    match touch::parse(text, today, &options) {
        Err(error) => Meaning::Wrong(shown(&error.to_string()).into_owned(), error.hint()),
        Ok(read) => {
            let kind = read.kind.map_or("note", |(kind, _)| kind.word());
            let minutes = read.minutes.map(|m| format!(" {m} min")).unwrap_or_default();
            let with = read.contact.as_ref().map(|name| format!(" with {}", shown(name))).unwrap_or_default();
            let at = read.when.map(|when| format!("  {}", describe(when, today))).unwrap_or_default();
            let mood = read.sentiment.map_or("", |sentiment| match sentiment {
                Sentiment::Positive => ", positive",
                Sentiment::Neutral => ", neutral",
                Sentiment::Negative => ", negative",
            });
            let side = read.direction.map_or("", |direction| match direction {
                Direction::In => " in",
                Direction::Out => " out",
            });
            let mut parts = vec![("touch", format!("{kind}{side}{minutes}{with}{mood}{at}"))];
            if !read.text.is_empty() {
                parts.push(("text", shown(&read.text).into_owned()));
            }
            if let Some(next) = &read.next {
                let due = next.due.map(|due| format!("  {}", describe(due, today))).unwrap_or_default();
                parts.push(("next task", format!("{}{due}", shown(&next.title))));
            }
            Meaning::Is(Box::new(Intent::LogLine(account, text.to_owned())), parts)
        }
    }
}

fn task_meaning(account: Option<AccountId>, about: &str, text: &str, today: Day, options: DateOptions) -> Meaning {
    match line::parse(text, today, &options) {
        Err(error) => Meaning::Wrong(shown(&error.to_string()).into_owned(), error.hint()),
        Ok(read) if read.title.trim().is_empty() => {
            Meaning::Wrong("what is to be done?".to_owned(), "a task needs a title".to_owned())
        }
        Ok(read) => {
            let mut parts = vec![("task", shown(&read.title).into_owned())];
            match (&read.account, about) {
                (Some(name), _) => parts.push(("account", format!("@{}", shown(name)))),
                (None, "") => parts.push(("account", "none".to_owned())),
                (None, about) => parts.push(("account", about.to_owned())),
            }
            parts.extend(read.due.map(|due| ("due", describe(due, today))));
            let mut rest: Vec<String> = Vec::new();
            rest.extend(read.priority.map(|priority| format!("priority {priority}")));
            rest.extend(read.estimate_minutes.map(|minutes| format!("{minutes} min")));
            rest.extend(read.wait.map(|day| format!("hidden until {day}")));
            rest.extend(read.tags.iter().map(|tag| format!("+{}", shown(tag))));
            rest.extend(read.hints.iter().map(|hint| shown(&hint.text).into_owned()));
            if !rest.is_empty() {
                parts.push(("also", rest.join("  ")));
            }
            Meaning::Is(Box::new(Intent::AddLines(account, vec![text.to_owned()])), parts)
        }
    }
}
