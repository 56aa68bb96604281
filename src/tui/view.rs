//! Paints the app: everything in sight, nothing else.

use crate::input::command::Command;
use crate::input::key::print_chord;
use crate::tui::app::{App, Modal, Page};
use crate::tui::deck::{Focus, LEAST, Places};
use crate::tui::frame::{Focused, Paint};
use crate::tui::modals::meaning::preview::Sight;
use crate::tui::modals::which_key;
use crate::tui::panes::{accounts, foot, head, preview, renewals, tasks};
use crate::tui::typing::running;
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
        let screen = buf.area;
        let Some(places) = self.places() else {
            // Not even a popup: its text would stand half outside.
            notice(paint, buf);
            return None;
        };
        self.draw_panes(paint, buf, &places);
        let sheet = self.sheet.as_deref();
        let sight = Sight { now: self.now, dates: self.dates, sheet, running: running(&self.book, self.now) };
        let cursor = match &mut self.modal {
            Some(Modal::Reading(reading)) => {
                reading.draw(paint, buf, screen);
                None
            }
            Some(Modal::Prompt(prompt)) => Some(prompt.draw(paint, buf, screen, sight)),
            Some(Modal::Jump(jump)) => Some(jump.draw(paint, buf, screen, sight.sheet)),
            Some(Modal::Offer(offer)) => {
                offer.draw(paint, buf, screen, sight);
                None
            }
            None => None,
        };
        if !self.pending.is_empty() {
            self.draw_continuations(paint, buf);
        }
        cursor
    }

    /// The keys that may follow those of a chord begun.
    fn draw_continuations(&self, paint: Paint<'_>, buf: &mut Buffer) {
        let next = self.keymap.continuations(self.context(), &self.pending);
        let what = |command: Command| command.row().map_or("", |row| row.what).to_owned();
        let keys: Vec<(String, String)> = next.iter().map(|(key, command)| (key.to_string(), what(*command))).collect();
        which_key::draw(paint, buf, buf.area, &format!("{} …", print_chord(&self.pending)), &keys);
    }

    fn draw_panes(&self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) {
        if let Some(page) = &self.page {
            self.draw_page(paint, buf, places, page);
        } else {
            self.draw_lists(paint, buf, places);
        }
        let foot = places.foot;
        foot::status(paint, buf, foot, &self.status, &self.order_age());
        let keys = Rect { y: foot.y + 1, height: 1, ..foot };
        if !self.takes_all_keys() {
            foot::keys(paint, buf, keys, &self.keymap, self.context());
        }
    }

    fn draw_page(&self, paint: Paint<'_>, buf: &mut Buffer, places: &Places, page: &Page) {
        let name = page.view.as_ref().map(|view| view.account.name.shown().into_owned()).unwrap_or_default();
        let title = format!(" {} Triage   {name}", self.theme.glyph("‹", "<"));
        let place = format!("{} of {}", self.list(self.focus).at + 1, self.len(self.focus));
        paint.text(buf, 0, 0, places.head.width, &title, self.theme.accent);
        let right = format!("[ ] {place}   q back ");
        let wide = right.len() as u16;
        paint.text(buf, places.head.right().saturating_sub(wide), 0, wide, &right, self.theme.dim);
        let body = Rect { y: 1, height: places.body.height + 1, ..places.body };
        if let Some(view) = &page.view {
            preview::page(paint, buf, body, view, page.scroll);
        }
    }

    fn draw_lists(&self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) {
        let focused = |focus: Focus| if self.focus == focus { Focused::Yes } else { Focused::No };
        let alone = self.alone.then_some(self.focus);
        head::draw(paint, buf, places.head, &self.book, alone, self.banner.as_deref());
        if let Some(area) = places.accounts {
            let list = self.list(Focus::Accounts);
            let all = self.book.ranking.map_or(0, |ranking| ranking.totals.accounts);
            let listed = i64::try_from(self.book.accounts.len()).unwrap_or(i64::MAX);
            let hidden = if self.book.accounts.whole { all.saturating_sub(listed) } else { 0 };
            accounts::draw(paint, buf, area, &self.book.accounts, list, focused(Focus::Accounts), hidden);
        }
        if let Some(area) = places.renewals {
            let list = self.list(Focus::Renewals);
            renewals::draw(paint, buf, area, &self.book.decisions, list, focused(Focus::Renewals));
        }
        if let Some(area) = places.tasks {
            let list = self.list(Focus::Tasks);
            let overdue = self.book.ranking.map_or(0, |r| r.totals.overdue_tasks) + i64::from(self.book.loose_overdue);
            tasks::draw(paint, buf, area, &self.book.tasks, list, focused(Focus::Tasks), overdue);
        }
        if let Some(area) = places.preview {
            preview::draw(paint, buf, area, self.preview.as_deref(), self.preview_scroll);
        }
    }

    /// When the order was made, and how much has changed since.
    fn order_age(&self) -> String {
        let Some(ranking) = self.book.ranking else { return String::new() };
        let at = self.now.zone.clock(ranking.at);
        match self.moved.len() {
            0 => format!("ranked {at}"),
            1 => format!("ranked {at}, 1 change: R"),
            many => format!("ranked {at}, {many} changes: R"),
        }
    }
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
