//! Paints the app: everything in sight, nothing else.

use crate::input::command::Command;
use crate::tui::app::{App, Modal};
use crate::tui::deck::{Focus, LEAST, Places};
use crate::tui::frame::{Focused, Paint};
use crate::tui::page::draw::{self, Surroundings};
use crate::tui::page::state::Page;
use crate::tui::panes::{accounts, foot, head, preview, renewals, tasks};
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
        match &mut self.modal {
            Some(Modal::Reading(reading)) => {
                reading.draw(paint, buf, screen);
                None
            }
            Some(Modal::Prompt(prompt)) => Some(prompt.draw(paint, buf, screen, self.dates)),
            None => None,
        }
    }

    fn draw_panes(&mut self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) {
        if let Some(mut page) = self.page.take() {
            self.draw_page(paint, buf, places, &mut page);
            self.page = Some(page);
        } else {
            self.draw_lists(paint, buf, places);
        }
        let foot = places.foot;
        foot::status(paint, buf, foot, &self.status, &self.order_age());
        let keys = Rect { y: foot.y + 1, height: 1, ..foot };
        if !matches!(self.modal, Some(Modal::Prompt(_))) {
            foot::keys(paint, buf, keys, &self.keymap, self.context());
        }
    }

    fn draw_page(&self, paint: Paint<'_>, buf: &mut Buffer, places: &Places, page: &mut Page) {
        let account = page.view.as_ref().map(|view| &view.account);
        let name = account.map(|account| account.name.shown().into_owned()).unwrap_or_default();
        let star = if account.is_some_and(|account| account.starred) { self.theme.glyph("★ ", "* ") } else { "" };
        let from = match (self.alone, self.focus) {
            (false, _) => "Triage",
            (true, Focus::Accounts) => "Accounts",
            (true, Focus::Renewals) => "Renewals",
            (true, Focus::Tasks) => "Tasks",
        };
        let place = format!("{} of {}", self.list(self.focus).at + 1, self.len(self.focus));
        let right = format!("[ ] {place}   q back ");
        let wide = right.len() as u16;
        let title = format!(" {} {from}   {star}{name}", self.theme.glyph("‹", "<"));
        paint.text(buf, 0, 0, places.head.width.saturating_sub(wide + 1), &title, self.theme.accent);
        paint.text(buf, places.head.right().saturating_sub(wide), 0, wide, &right, self.theme.dim);
        let keys = self.keymap.keys_of(Command::TouchKind);
        let around = Surroundings { wide: self.screen.wide, kind_key: keys.first().map_or("", String::as_str) };
        draw::draw(paint, buf, self.page_body(), page, around);
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
