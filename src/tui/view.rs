//! Paints the app: everything in sight, nothing else.

use crate::domain::query::parse::parse;
use crate::domain::value::text::{shown, width};
use crate::input::command::Command;
use crate::input::key::print_chord;
use crate::tui::app::App;
use crate::tui::calendar::strip;
use crate::tui::deck::{Focus, LEAST, Places};
use crate::tui::frame::{Focused, Paint};
use crate::tui::modals::modal::Modal;
use crate::tui::modals::which_key;
use crate::tui::page::draw::{self, Surroundings};
use crate::tui::page::state::Page;
use crate::tui::palette::draw::Around;
use crate::tui::palette::state::Said;
use crate::tui::panes::foot::Status;
use crate::tui::panes::head::Tab;
use crate::tui::panes::list_view::ListView;
use crate::tui::panes::preview::Touches;
use crate::tui::panes::{accounts, filter, foot, head, preview, renewals, tasks, timeline};
use crate::tui::shown::on_list;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

impl App {
    /// Paints everything; gives where the terminal's cursor stands, when something is being typed.
    pub fn draw(&mut self, buf: &mut Buffer) -> Option<Position> {
        // The terminal may have been resized since the app was last told.
        if self.size != (buf.area.width, buf.area.height) {
            self.size = (buf.area.width, buf.area.height);
            self.arrange();
        }
        let theme = self.theme;
        let paint = Paint { theme: &theme, now: self.now, home: self.home };
        // What the status line says of a key must not stand behind the popup that the key is for.
        let screen = Rect { height: buf.area.height.saturating_sub(2), ..buf.area };
        let Some(places) = self.places() else {
            // Not even a popup: its text would stand half outside.
            notice(paint, buf);
            theme.ground(buf);
            return None;
        };
        let typing = self.draw_panes(paint, buf, &places);
        self.draw_tour(paint, buf);
        // Taken out while it is painted: it keeps its own scroll, and looks at the rest.
        let mut modal = self.modal.take();
        let cursor = match &mut modal {
            Some(Modal::Reading(reading)) => {
                reading.draw(paint, buf, screen);
                None
            }
            Some(Modal::Backtest(backtest)) => {
                backtest.draw(paint, buf, screen);
                None
            }
            Some(Modal::Prompt(prompt)) => Some(prompt.draw(paint, buf, screen, self.sight())),
            Some(Modal::Form(form)) => form.draw(paint, buf, screen, self.sight()),
            Some(Modal::Views(views)) => views.draw(paint, buf, screen, &self.filter(self.list_here()).text),
            Some(Modal::Help(help)) => Some(help.draw(paint, buf, screen, self.refused())),
            Some(Modal::Palette(palette)) => {
                let fault = match &palette.said {
                    Said::Filter(text) => parse(text, &self.reading()).err(),
                    _ => None,
                };
                let around = Around { sight: self.sight(), fault: fault.as_ref(), refused: self.refused() };
                Some(palette.draw(paint, buf, screen, around))
            }
            Some(Modal::Arrange(popup)) => {
                popup.draw(paint, buf, screen);
                None
            }
            Some(Modal::Behind(behind)) => {
                behind.draw(paint, buf, screen);
                None
            }
            Some(Modal::Pick(pick)) => {
                pick.draw(paint, buf, screen);
                None
            }
            Some(Modal::Jump(jump)) => Some(jump.draw(paint, buf, screen, self.sheet())),
            Some(Modal::Search(search)) => Some(search.draw(paint, buf, screen, self.refused())),
            Some(Modal::Offer(offer)) => {
                offer.draw(paint, buf, screen, self.sight());
                None
            }
            None => self.draw_filter(paint, buf, places.foot).or(typing),
        };
        // What reads a screen aloud, or under the fingers, follows the terminal's cursor.
        let cursor = if theme.accessible && modal.is_none() {
            cursor.or(row_of_cursor(paint, buf, places.body))
        } else {
            cursor
        };
        self.modal = modal;
        if !self.pending.is_empty() {
            self.draw_continuations(paint, buf, screen);
        }
        theme.ground(buf);
        cursor
    }

    /// Why the last key did nothing, for a popup that says it where one looks.
    fn refused(&self) -> &str {
        match &self.status {
            Status::Note(why) | Status::Error(why) => why,
            Status::Quiet | Status::Done(_) | Status::Undone(_) => "",
        }
    }

    /// The keys that may follow those of a chord begun.
    fn draw_continuations(&self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect) {
        let next = self.keymap.continuations(self.context(), &self.pending);
        // A chord of another place was begun: nothing of this one follows.
        if next.is_empty() {
            return;
        }
        let what = |commands: &[Command]| match commands {
            [command] => shown(self.keymap.what(*command)).into_owned(),
            // Where chords go on from a key, the next popup tells them apart.
            many => many.iter().map(|command| self.keymap.name(*command)).collect::<Vec<_>>().join(", "),
        };
        let keys: Vec<(String, String)> = next.iter().map(|(key, all)| (key.to_string(), what(all))).collect();
        let title = format!("{} {}", print_chord(&self.pending), self.theme.glyph("…", "..."));
        which_key::draw(paint, buf, screen, &title, &keys);
    }

    /// Paints the panes; gives where the cursor stands when something is typed in one of them.
    fn draw_panes(&mut self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) -> Option<Position> {
        let mut typing = None;
        if let Some(mut page) = self.page.take() {
            self.draw_page(paint, buf, places, &mut page);
            self.page = Some(page);
        } else if self.forecast.is_some() {
            self.draw_forecast(paint, buf, places);
        } else if self.review.is_some() {
            typing = self.draw_review(paint, buf, places);
        } else if self.calendar.shown {
            self.draw_calendar(paint, buf, places);
        } else {
            self.draw_lists(paint, buf, places);
        }
        let foot = places.foot;
        let age = if self.in_review() { self.saved_words() } else { self.order_age() };
        foot::status(paint, buf, foot, &self.status, &age);
        let keys = Rect { y: foot.y + 1, height: 1, ..foot };
        if !self.takes_all_keys() {
            foot::keys(paint, buf, keys, &self.keymap, self.context());
        }
        typing
    }

    fn draw_filter(&self, paint: Paint<'_>, buf: &mut Buffer, foot: Rect) -> Option<Position> {
        let line = self.line.as_ref()?;
        let count = on_list!(self, line.focus, |shown, roll| match (shown.passing(), shown.waits) {
            (_, true) => "reading the rows".to_owned(),
            (Some(passing), _) => format!("{} of {}", passing.len(), roll.len()),
            (None, _) => format!("{}", roll.len()),
        });
        Some(filter::draw(paint, buf, foot, line, &count))
    }

    fn draw_page(&self, paint: Paint<'_>, buf: &mut Buffer, places: &Places, page: &mut Page) {
        let account = page.view.as_ref().map(|view| &view.account);
        let name = account.map(|account| account.name.shown().into_owned()).unwrap_or_default();
        let star = if account.is_some_and(|account| account.starred) { self.theme.glyph("★ ", "* ") } else { "" };
        let from = self.came_from();
        let place = format!("{} of {}", self.list(self.focus).at + 1, self.len(self.focus));
        let right = format!("[ ] {place}   q back ");
        let wide = right.len() as u16;
        let title = format!(" {} {from}   {star}{name}", self.theme.glyph("‹", "<"));
        paint.text(buf, 0, 0, places.head.width.saturating_sub(wide + 1), &title, self.theme.accent);
        paint.text(buf, places.head.right().saturating_sub(wide), 0, wide, &right, self.theme.dim);
        if let Some(clock) = self.sight().running {
            let words = head::running_words(&self.theme, clock, usize::from(places.head.width / 4));
            let cells = width(&words) as u16;
            let x = places.head.right().saturating_sub(wide + cells + 2);
            paint.text(buf, x.saturating_sub(1), 0, 1, " ", self.theme.accent);
            paint.text(buf, x, 0, cells, &words, self.theme.accent);
        }
        let keys = self.keymap.keys_of(Command::TouchKind);
        let around = Surroundings { wide: self.screen.wide, kind_key: keys.first().map_or("", String::as_str) };
        // The page is out of the app while it is painted: where it stands is asked of the places.
        let body = Rect { y: 1, height: places.foot.y.saturating_sub(1), ..places.head };
        draw::draw(paint, buf, body, page, around);
    }

    fn draw_lists(&self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) {
        let focused = |focus: Focus| if self.focus == focus { Focused::Yes } else { Focused::No };
        let alone = self.alone.then_some(self.focus);
        head::draw(
            paint,
            buf,
            places.head,
            &self.book,
            Tab::of(alone),
            self.banner.as_deref(),
            &self.picked_words(),
            self.sight().running,
        );
        let (book, shown) = (&self.book, &self.shown);
        if let Some(area) = places.accounts {
            let all = book.ranking.map_or(0, |ranking| ranking.totals.accounts);
            let listed = i64::try_from(book.accounts.len()).unwrap_or(i64::MAX);
            let hidden = if book.accounts.whole { all.saturating_sub(listed) } else { 0 };
            let (list, focus) = (self.list(Focus::Accounts), focused(Focus::Accounts));
            let view =
                ListView::new(&shown.accounts, &book.accounts, list, focus).laid_out(self.arrangement(Focus::Accounts));
            let view = view.marking(&self.news.accounts);
            let stake = book.ranking.map_or(0, |ranking| ranking.totals.stake);
            accounts::draw(paint, buf, area, &view, hidden, stake);
        }
        if let Some(area) = places.renewals {
            let (list, focus) = (self.list(Focus::Renewals), focused(Focus::Renewals));
            let view = ListView::new(&shown.decisions, &book.decisions, list, focus);
            let view = view.laid_out(self.arrangement(Focus::Renewals)).marking(&self.news.decisions);
            renewals::draw(paint, buf, area, &view);
            if shown.decisions.filter.is_all() {
                strip::draw(paint, buf, area, &self.calendar);
            }
        }
        if let Some(area) = places.tasks {
            let overdue = book.ranking.map_or(0, |r| r.totals.overdue_tasks) + i64::from(book.loose_overdue);
            let (list, focus) = (self.list(Focus::Tasks), focused(Focus::Tasks));
            let view = ListView::new(&shown.tasks, &book.tasks, list, focus).laid_out(self.arrangement(Focus::Tasks));
            tasks::draw(paint, buf, area, &view.marking(&self.news.tasks), overdue);
        }
        if let Some(area) = places.preview {
            let apart = if places.timeline.is_some() { Touches::Apart } else { Touches::Here };
            preview::draw(paint, buf, area, self.preview.as_deref(), self.preview_scroll, apart);
        }
        if let Some(area) = places.timeline {
            timeline::draw(paint, buf, area, self.preview.as_deref());
        }
        if !self.alone && (self.size.1 < self.screen.short || self.screen.accessible) {
            self.draw_other_panes(paint, buf, places);
        }
    }

    /// Where one pane stands for three: the key that goes to the others, on its upper border if there is room.
    fn draw_other_panes(&self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) {
        let Some(area) = places.area(self.focus) else { return };
        let keys = self.keymap.keys_of(Command::NextPane);
        let Some(key) = keys.first() else { return };
        let next = [self.focus.next(), self.focus.previous()].map(Focus::word).join(", ");
        let text = format!(" {key}: {next} ");
        let wide = text.len() as u16;
        let x = area.right().saturating_sub(wide + 1);
        let free = |x: u16| buf.cell((x, area.y)).is_some_and(|cell| matches!(cell.symbol(), "─" | "-" | " "));
        if (x..area.right() - 1).all(free) {
            paint.text(buf, x, area.y, wide, &text, paint.theme.dim);
        }
    }

    /// When the order was made, and how much has changed since.
    fn order_age(&self) -> String {
        let Some(ranking) = self.book.ranking else { return String::new() };
        let at = self.now.zone.clock(ranking.at);
        match self.moved.len() {
            0 => format!("ranked {at}"),
            1 => format!("ranked {at}, 1 moved: R"),
            many => format!("ranked {at}, {many} moved: R"),
        }
    }
}

/// Where the mark of the cursor stands in the one pane that is shown.
fn row_of_cursor(paint: Paint<'_>, buf: &Buffer, body: Rect) -> Option<Position> {
    let mark = paint.theme.cursor();
    let places = body.rows().map(|row| Position::new(row.x + 1, row.y));
    places.into_iter().find(|at| buf.cell(*at).is_some_and(|cell| cell.symbol() == mark))
}

fn notice(paint: Paint<'_>, buf: &mut Buffer) {
    let (width, height) = (buf.area.width, buf.area.height);
    let lines = [
        "folio needs more room:".to_owned(),
        format!("{}x{} at least, this is {width}x{height}.", LEAST.0, LEAST.1),
        "`folio today` fits anywhere.".to_owned(),
    ];
    for (line, y) in lines.iter().zip(0..height) {
        paint.text(buf, 0, y, width, line, paint.theme.accent);
    }
}
