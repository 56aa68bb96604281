//! Calendar files (iCalendar, RFC 5545): days, times and things to do, one after another. The same items give the same
//! bytes; no line is longer than 75 octets, and no text from outside begins a line of its own.
//!
//! Our own writer: what folio says takes a dozen properties, and the crates that write them stamp items with the clock.

use crate::domain::value::day::{Day, Moment};
use crate::domain::value::text::shown;
use std::io::{self, Write};

/// Octets of a line, its end apart (RFC 5545 §3.1).
const LINE: usize = 75;

/// The greatest SEQUENCE: an INTEGER of the format has 32 bits with a sign.
const MOST: u32 = i32::MAX as u32;

/// The last second that a year of four digits holds.
const LAST: Moment = Moment(253_402_300_799_000);

/// When an item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// On a whole day, wherever it is read.
    Day(Day),
    /// From a moment on, so many minutes.
    Span(Moment, u32),
}

/// As what an item stands in a calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// An event: every calendar shows it.
    Event,
    /// Something to do, due then: for programs that know such items.
    Todo {
        /// Somebody else has it.
        waiting: bool,
        /// 1 is the highest, 9 the lowest, 0 none.
        priority: u8,
    },
}

/// An entry of a calendar file. Texts are as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its name, the same at every writing; ASCII.
    pub uid: String,
    /// As what it stands.
    pub form: Form,
    /// When.
    pub when: When,
    /// When what it tells was last written.
    pub stamp: Moment,
    /// How often that was written since it was first told.
    pub sequence: u32,
    /// One line.
    pub summary: String,
    /// Lines below.
    pub description: Vec<String>,
    /// What kind of item it is.
    pub category: &'static str,
    /// Where more of it is; written only when it is a plain web address.
    pub link: Option<String>,
}

/// A calendar file that is being written.
pub struct Ics<W: Write> {
    out: W,
}

impl<W: Write> Ics<W> {
    /// Begins a file of a name.
    pub fn begin(out: W, name: &str) -> io::Result<Ics<W>> {
        let mut ics = Ics { out };
        ics.line("BEGIN:VCALENDAR")?;
        ics.line("VERSION:2.0")?;
        ics.line("PRODID:-//folio//folio//EN")?;
        ics.line("CALSCALE:GREGORIAN")?;
        ics.line(&format!("X-WR-CALNAME:{}", text(name)))?;
        Ok(ics)
    }

    /// Writes an item.
    pub fn put(&mut self, item: &Item) -> io::Result<()> {
        let component = if item.form == Form::Event { "VEVENT" } else { "VTODO" };
        self.line(&format!("BEGIN:{component}"))?;
        self.line(&format!("UID:{}", text(&item.uid)))?;
        self.line(&format!("DTSTAMP:{}", moment(item.stamp)))?;
        self.line(&format!("SEQUENCE:{}", item.sequence.min(MOST)))?;
        match item.form {
            Form::Event => self.event(item.when)?,
            Form::Todo { waiting, priority } => self.todo(item.when, waiting, priority)?,
        }
        self.line(&format!("SUMMARY:{}", text(&item.summary)))?;
        let description: Vec<String> = item.description.iter().map(|line| text(line)).collect();
        if !description.is_empty() {
            self.line(&format!("DESCRIPTION:{}", description.join("\\n")))?;
        }
        self.line(&format!("CATEGORIES:{}", text(item.category)))?;
        if let Some(link) = item.link.as_deref().filter(|link| is_web_address(link)) {
            self.line(&format!("URL:{link}"))?;
        }
        self.line(&format!("END:{component}"))
    }

    fn event(&mut self, when: When) -> io::Result<()> {
        match when {
            // Without an end a day is a day long: the last one that folio keeps has no day after it.
            When::Day(on) => {
                self.line(&format!("DTSTART;VALUE=DATE:{}", date(on)))?;
                // Nobody is busy on the day that a contract ends.
                self.line("TRANSP:TRANSPARENT")
            }
            When::Span(from, minutes) => {
                let to = Moment(from.0.saturating_add(i64::from(minutes) * 60_000));
                self.line(&format!("DTSTART:{}", moment(from)))?;
                self.line(&format!("DTEND:{}", moment(to)))
            }
        }
    }

    fn todo(&mut self, when: When, waiting: bool, priority: u8) -> io::Result<()> {
        match when {
            When::Day(on) => self.line(&format!("DUE;VALUE=DATE:{}", date(on)))?,
            When::Span(from, _) => self.line(&format!("DUE:{}", moment(from)))?,
        }
        self.line(if waiting { "STATUS:IN-PROCESS" } else { "STATUS:NEEDS-ACTION" })?;
        if priority == 0 { Ok(()) } else { self.line(&format!("PRIORITY:{}", priority.min(9))) }
    }

    /// Ends the file, and gives back where it went.
    pub fn finish(mut self) -> io::Result<W> {
        self.line("END:VCALENDAR")?;
        Ok(self.out)
    }

    /// Writes a line, folded between characters.
    fn line(&mut self, line: &str) -> io::Result<()> {
        let mut rest = line;
        let mut room = LINE;
        while rest.len() > room {
            let cut = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
            let (head, tail) = rest.split_at(cut);
            write!(self.out, "{head}\r\n ")?;
            rest = tail;
            // The blank that marks what goes on takes one.
            room = LINE - 1;
        }
        write!(self.out, "{rest}\r\n")
    }
}

/// A text value: line ends kept, whatever else acts on a line shown, the marks of the format escaped.
fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    for (number, line) in raw.lines().enumerate() {
        if number > 0 {
            out.push_str("\\n");
        }
        for c in shown(line).chars() {
            if matches!(c, '\\' | ';' | ',') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

fn date(day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    format!("{year:04}{month:02}{of_month:02}")
}

fn moment(at: Moment) -> String {
    at.clamp(Moment(0), LAST).utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// Whether a link is an address that a browser opens, with nothing in it that a line of this format would not hold.
fn is_web_address(link: &str) -> bool {
    let web = link.starts_with("https://") || link.starts_with("http://");
    web && link.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn item(summary: &str) -> Item {
        Item {
            uid: "01ARZ3NDEKTSV4RRFFQ69G5FAV-end@folio".to_owned(),
            form: Form::Event,
            when: When::Day(day("2026-12-06")),
            stamp: Moment(1_795_510_920_000),
            sequence: 3,
            summary: summary.to_owned(),
            description: Vec::new(),
            category: "Renewal",
            link: None,
        }
    }

    fn file(items: &[Item]) -> String {
        let mut ics = Ics::begin(Vec::new(), "folio").unwrap();
        for item in items {
            ics.put(item).unwrap();
        }
        String::from_utf8(ics.finish().unwrap()).unwrap()
    }

    /// The value of a property as a reader takes it: unfolded, then unescaped.
    fn value(file: &str, name: &str) -> Option<String> {
        let unfolded = file.replace("\r\n ", "");
        let value = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?.to_owned();
        let mut out = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => out.push(chars.next().map_or('\\', |c| if c == 'n' { '\n' } else { c })),
                _ => out.push(c),
            }
        }
        Some(out)
    }

    #[test]
    fn a_file_to_the_letter() {
        let timed = Item {
            uid: "x-task@folio".to_owned(),
            form: Form::Event,
            when: When::Span(Moment(1_795_510_920_000), 45),
            description: vec!["Account: Globex; Corp".to_owned(), "two\nlines".to_owned()],
            category: "Task",
            link: Some("https://crm.example/a/1?x=1,2;3".to_owned()),
            ..item("Call")
        };
        let todo = Item { form: Form::Todo { waiting: true, priority: 1 }, ..timed.clone() };
        assert_eq!(
            file(&[item("Renewal: Globex"), timed, todo]).replace("\r\n", "\n"),
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//folio//folio//EN\nCALSCALE:GREGORIAN\nX-WR-CALNAME:folio\n\
             BEGIN:VEVENT\nUID:01ARZ3NDEKTSV4RRFFQ69G5FAV-end@folio\nDTSTAMP:20261124T090200Z\nSEQUENCE:3\n\
             DTSTART;VALUE=DATE:20261206\nTRANSP:TRANSPARENT\nSUMMARY:Renewal: Globex\nCATEGORIES:Renewal\n\
             END:VEVENT\n\
             BEGIN:VEVENT\nUID:x-task@folio\nDTSTAMP:20261124T090200Z\nSEQUENCE:3\nDTSTART:20261124T090200Z\n\
             DTEND:20261124T094700Z\nSUMMARY:Call\nDESCRIPTION:Account: Globex\\; Corp\\ntwo\\nlines\n\
             CATEGORIES:Task\nURL:https://crm.example/a/1?x=1,2;3\nEND:VEVENT\n\
             BEGIN:VTODO\nUID:x-task@folio\nDTSTAMP:20261124T090200Z\nSEQUENCE:3\nDUE:20261124T090200Z\n\
             STATUS:IN-PROCESS\nPRIORITY:1\nSUMMARY:Call\nDESCRIPTION:Account: Globex\\; Corp\\ntwo\\nlines\n\
             CATEGORIES:Task\nURL:https://crm.example/a/1?x=1,2;3\nEND:VTODO\nEND:VCALENDAR\n"
        );
    }

    #[test]
    fn folds_at_75_octets_between_characters() {
        for summary in ["a".repeat(67), "a".repeat(68), "é".repeat(80), "東京商事".repeat(40), "🚂".repeat(50)] {
            let file = file(&[item(&summary)]);
            assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
            assert_eq!(value(&file, "SUMMARY").unwrap(), summary);
        }
        assert!(file(&[item(&"a".repeat(67))]).contains(&format!("SUMMARY:{}\r\n", "a".repeat(67))), "75 need no fold");
        assert!(file(&[item(&"a".repeat(68))]).contains("a\r\n a\r\n"));
    }

    #[test]
    fn no_text_becomes_a_line() {
        for (given, read) in [
            ("a\r\nEND:VEVENT\r\nX", "a\nEND:VEVENT\nX"),
            ("a\rEND:VEVENT", "a END:VEVENT"),
            ("a\u{2028}b\u{85}c", "a<U+2028>b<U+0085>c"),
            ("\u{1b}]0;x\u{7}", "␛]0;x␇"),
            ("x\u{202e}y\0", "x<U+202E>y␀"),
            ("a\\n,b;c:\"d\"", "a\\n,b;c:\"d\""),
        ] {
            let file = file(&[item(given)]);
            assert_eq!(value(&file, "SUMMARY").unwrap(), read, "{given:?}");
            assert_eq!(file.matches("\r\nEND:VEVENT").count(), 1, "{file}");
        }
    }

    #[test]
    fn odd_links_and_times_are_left_out_or_held() {
        for link in ["javascript:alert(1)", "https://a b", "https://a\r\nX:1", "https://é.example", "file:///etc", ""]
        {
            let item = Item { link: Some(link.to_owned()), ..item("x") };
            assert!(!file(&[item]).contains("URL:"), "{link:?}");
        }
        for (at, want) in [(i64::MIN, "19700101T000000Z"), (i64::MAX, "99991231T235959Z")] {
            let item = Item { stamp: Moment(at), when: When::Span(Moment(at), u32::MAX), ..item("x") };
            assert!(file(&[item]).contains(&format!("DTSTAMP:{want}")));
        }
        let last = Item { when: When::Day(Day::MAX), sequence: u32::MAX, ..item("x") };
        let file = file(&[last]);
        assert!(file.contains("DTSTART;VALUE=DATE:99991231\r\n") && file.contains("SEQUENCE:2147483647\r\n"));
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_is_shown(summary in any::<String>(), lines in prop::collection::vec(any::<String>(), 0..4)) {
            let file = file(&[Item { description: lines, ..item(&summary) }]);
            prop_assert!(file.ends_with("\r\n"));
            for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(line.len() <= LINE && !line.is_empty());
                prop_assert!(!line.contains(['\r', '\n']) && !line.chars().any(char::is_control));
            }
            let want: Vec<String> = summary.lines().map(|line| shown(line).into_owned()).collect();
            prop_assert_eq!(value(&file, "SUMMARY").unwrap(), want.join("\n"));
            prop_assert_eq!(file.matches("\r\nBEGIN:").count(), 1);
        }
    }
}
