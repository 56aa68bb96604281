//! Where a person is in help: what was typed, and the topics that hold it. The cursor never stands on a heading.

use crate::tui::help::topic::{Section, Topic};
use tui_input::Input;

/// A line of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// A heading.
    Heading(Section),
    /// A topic, by its place.
    Topic(usize),
}

/// Help.
#[derive(Clone, Debug)]
pub struct Help {
    /// What is looked for.
    pub input: Input,
    /// Place of the cursor among the topics shown.
    pub at: usize,
    /// First line shown.
    pub top: usize,
    /// Lines that have room.
    pub height: usize,
    topics: Vec<Topic>,
    shown: Vec<usize>,
}

impl Help {
    /// Help with some topics.
    pub fn of(topics: Vec<Topic>) -> Help {
        let mut help = Help { input: Input::default(), at: 0, top: 0, height: 1, topics, shown: Vec::new() };
        help.look();
        help
    }

    /// Looks for what was typed; the cursor goes to the first.
    pub fn look(&mut self) {
        let typed = self.input.value().trim();
        let found = self.topics.iter().enumerate().filter(|(_, topic)| {
            if typed.is_empty() { topic.section != Section::Elsewhere } else { topic.meets(typed) }
        });
        let mut found: Vec<(Section, u8, usize)> =
            found.map(|(place, topic)| (topic.section, topic.distance(typed), place)).collect();
        if !typed.is_empty() {
            found.sort_unstable();
        }
        self.shown = found.into_iter().map(|(.., place)| place).collect();
        (self.at, self.top) = (0, 0);
    }

    /// The topic under the cursor.
    pub fn here(&self) -> Option<&Topic> {
        self.topics.get(*self.shown.get(self.at)?)
    }

    /// The topic of a place.
    pub fn topic(&self, place: usize) -> Option<&Topic> {
        self.topics.get(place)
    }

    /// How many topics are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Moves the cursor.
    pub fn step(&mut self, rows: isize) {
        self.at = self.at.saturating_add_signed(rows).min(self.shown.len().saturating_sub(1));
    }

    /// Moves the cursor to the first topic of the next section; past the last one to the first of all.
    pub fn next_section(&mut self) {
        let section = |at: usize| self.shown.get(at).and_then(|place| self.topics.get(*place)).map(|t| t.section);
        let here = section(self.at);
        self.at = (self.at..self.shown.len()).find(|at| section(*at) != here).unwrap_or_default();
        // Its heading comes to the top of the list.
        self.top = usize::MAX;
    }

    /// The lines of the list, and which of them the cursor is on.
    pub fn lines(&self) -> (Vec<Line>, usize) {
        let (mut lines, mut cursor, mut last) = (Vec::new(), 0, None);
        for (at, place) in self.shown.iter().enumerate() {
            let section = self.topics.get(*place).map(|topic| topic.section);
            if section != last {
                lines.extend(section.map(Line::Heading));
                last = section;
            }
            if at == self.at {
                cursor = lines.len();
            }
            lines.push(Line::Topic(*place));
        }
        (lines, cursor)
    }

    /// Brings the cursor into the lines that have room; a heading right above it comes too.
    pub fn settle(&mut self, height: usize, cursor: usize, lines: &[Line]) {
        self.height = height;
        let head = cursor > 0 && matches!(lines.get(cursor - 1), Some(Line::Heading(_)));
        let first = if head { cursor - 1 } else { cursor };
        let last = lines.len().saturating_sub(height);
        self.top = self.top.min(first).min(last).max((cursor + 1).saturating_sub(height.max(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::command::Command;
    use crate::tui::help::topic::Goal;

    fn help() -> Help {
        Help::of(vec![
            Topic::new(Section::Here, "s", "hide until a day", Goal::Run(Command::Snooze), "snooze"),
            Topic::new(Section::Here, "d", "task: done", Goal::Run(Command::Done), "done"),
            Topic::new(Section::Elsewhere, "D", "task: dropped", Goal::Run(Command::Drop), "drop"),
            Topic::new(Section::Filter, "due:today", "Promised day", Goal::Filter("due"), "filter"),
        ])
    }

    fn signs(help: &Help) -> Vec<&str> {
        let topics = help.lines().0.into_iter().filter_map(|line| match line {
            Line::Topic(place) => help.topic(place),
            Line::Heading(_) => None,
        });
        topics.map(|topic| topic.sign.as_str()).collect()
    }

    #[test]
    fn typing_finds_by_key_name_and_meaning() {
        let mut help = help();
        for (typed, want) in [
            ("", vec!["s", "d", "due:today"]),
            ("SNOOZE", vec!["s"]),
            ("task", vec!["d", "D"]),
            ("day until", vec!["s"]),
            ("day", vec!["s", "due:today"]),
            ("zzz", vec![]),
        ] {
            help.input = typed.into();
            help.look();
            assert_eq!(signs(&help), want, "{typed}");
        }
    }

    #[test]
    fn the_cursor_is_on_topics_and_in_sight() {
        let mut help = help();
        let (lines, cursor) = help.lines();
        assert_eq!((lines.len(), cursor), (5, 1), "two headings");
        help.next_section();
        let (lines, cursor) = help.lines();
        assert_eq!((help.here().map(|topic| topic.sign.as_str()), cursor), (Some("due:today"), 4));
        help.settle(2, cursor, &lines);
        assert_eq!(help.top, 3, "with its heading");
        help.next_section();
        assert_eq!(help.at, 0);
        help.step(99);
        assert_eq!(help.at, 2);
        help.step(-99);
        help.settle(2, 1, &lines);
        assert_eq!(help.top, 0);
    }
}
