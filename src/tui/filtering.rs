//! Typing a filter: the line opens, each key sifts the list, Enter keeps and Esc brings back what was there.

use crate::domain::query::parse::parse;
use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::filter::Filter;
use crate::tui::filter_line::FilterLine;
use crate::tui::modals::typing_line;
use crate::tui::msg::Effect;
use crate::tui::shown::Lists;
use tui_input::Input;

impl App {
    /// Opens the line of the list with the keyboard.
    pub(in crate::tui) fn open_filter(&mut self) -> Vec<Effect> {
        let focus = self.list_here();
        let text = self.filter(focus).text.clone();
        let mut line = FilterLine {
            focus,
            input: Input::new(text),
            fault: None,
            offers: Vec::new(),
            offered: None,
            stem: (String::new(), 0),
            before: Box::new(self.shown.clone()),
            cursors: self.cursors(),
        };
        line.look(self.sheet());
        self.line = Some(line);
        self.want_sheet().into_iter().collect()
    }

    /// Takes a key while a filter is typed.
    pub(in crate::tui) fn filter_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(mut line) = self.line.take() else { return Vec::new() };
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return self.revert(line),
            (Code::Enter, _) => return self.keep(line),
            (Code::Tab, _) => line.cycle(1),
            (Code::BackTab, _) => line.cycle(-1),
            (Code::Down | Code::Up | Code::PageDown | Code::PageUp, _) => {
                let (len, height) = (self.len(line.focus), self.list(line.focus).height);
                let page = isize::try_from(height / 2).unwrap_or(1).max(1);
                let rows = match key.code {
                    Code::Down => 1,
                    Code::Up => -1,
                    Code::PageDown => page,
                    _ => -page,
                };
                self.list_mut(line.focus).step(rows, len);
                self.line = Some(line);
                return self.follow().into_iter().collect();
            }
            _ => {
                if typing_line::type_key(&mut line.input, key) {
                    line.look(self.sheet());
                }
            }
        }
        self.read_line(line)
    }

    /// Puts pasted text into the line.
    pub(in crate::tui) fn paste_filter(&mut self, text: &str) -> Vec<Effect> {
        let Some(mut line) = self.line.take() else { return Vec::new() };
        let over = typing_line::paste(&mut line.input, text);
        self.say_left_out(over);
        line.look(self.sheet());
        self.read_line(line)
    }

    /// Reads the line; the list follows if it can be read. A last word that may become the name of a field is left out
    /// behind other terms: `health:red st` on its way to `stage:` is `health:red`.
    fn read_line(&mut self, mut line: FilterLine) -> Vec<Effect> {
        let typed = line.input.value().trim().to_owned();
        let read = parse(line.input.value(), &self.reading());
        line.fault = read.as_ref().err().cloned();
        let (focus, cursors) = (line.focus, line.cursors);
        let rest = line.without_half().filter(|rest| !rest.is_empty());
        let half = line.without_half().is_some();
        self.line = Some(line);
        let Ok(query) = read else { return Vec::new() };
        let shorter = rest.and_then(|rest| Some((parse(&rest, &self.reading()).ok()?, rest)));
        let (query, text) = shorter.unwrap_or((query, typed));
        if text == self.filter(focus).text {
            return Vec::new();
        }
        let earlier = half.then(|| self.shown.clone());
        let effects = self.set_filter(focus, Filter { text, query, view: None });
        if let Some(earlier) = earlier.filter(|_| self.len(focus) == 0) {
            self.restore(focus, earlier);
        }
        self.put_cursor_or_top(focus, cursors);
        effects.into_iter().chain(self.follow()).collect()
    }

    /// Enter: what stands in the line is the filter, to the last letter. One that cannot be read is not kept.
    fn keep(&mut self, line: FilterLine) -> Vec<Effect> {
        let Ok(query) = parse(line.input.value(), &self.reading()) else {
            self.line = Some(line);
            return Vec::new();
        };
        let text = line.input.value().trim().to_owned();
        if text == self.filter(line.focus).text {
            return Vec::new();
        }
        self.set_filter(line.focus, Filter { text, query, view: None })
    }

    fn restore(&mut self, focus: Focus, earlier: Lists) {
        match focus {
            Focus::Accounts => self.shown.accounts.restore(earlier.accounts),
            Focus::Renewals => self.shown.decisions.restore(earlier.decisions),
            Focus::Tasks => self.shown.tasks.restore(earlier.tasks),
        }
    }

    fn revert(&mut self, line: FilterLine) -> Vec<Effect> {
        self.restore(line.focus, *line.before);
        self.keep_shown();
        // What it waited for then may have come since.
        self.sift_waiting();
        self.put_cursors(line.cursors);
        self.what_filters_need().into_iter().chain(self.follow()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::cursors::Cursors;

    #[test]
    fn tab_goes_round_and_comes_back_to_what_was_typed() {
        let mut line = FilterLine {
            focus: Focus::Accounts,
            input: Input::new("arr:1k.. st".to_owned()),
            fault: None,
            offers: Vec::new(),
            offered: None,
            stem: (String::new(), 0),
            before: Box::default(),
            cursors: Cursors::default(),
        };
        line.look(None);
        let mut seen = Vec::new();
        for _ in 0..5 {
            line.cycle(1);
            seen.push(line.input.value().to_owned());
        }
        assert_eq!(seen, ["arr:1k.. stage:", "arr:1k.. stake:", "arr:1k.. star:", "arr:1k.. state:", "arr:1k.. st"]);
        line.cycle(-1);
        assert_eq!((line.input.value(), line.input.cursor()), ("arr:1k.. state:", 15));
    }
}
