//! The quick-add line: `call CFO about uplift @globex p:1 by fri 3pm`. What is no token is the title, so any line reads;
//! a token that is there is right or refused, with its place and a hint.

use crate::domain::phrase::bare::{Said, Search};
use crate::domain::phrase::date;
use crate::domain::phrase::every::Every;
use crate::domain::phrase::mark::{Fault, Hint, LineError, Slot, Token, once};
use crate::domain::phrase::minutes;
use crate::domain::phrase::piece::{Manner, Piece, pieces, unquoted};
use crate::domain::phrase::task_kind::{self, Certainty};
use crate::domain::phrase::value::{Value, Values};
use crate::domain::phrase::when::{DateError, DateOptions, When};
use crate::domain::record::task::TaskKind;
use crate::domain::value::day::Day;
use std::ops::Range;

/// What a quick-add line says. A blank title is for the caller to judge: changing a task needs none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// The text that is left, words one blank apart.
    pub title: String,
    /// What stands after `@`, not yet looked up.
    pub account: Option<String>,
    /// What stands after `with:` or `contact:`, not yet looked up.
    pub contact: Option<String>,
    /// Tags in the order typed, each once.
    pub tags: Vec<String>,
    /// 0 none, 1 high, 2 normal, 3 low.
    pub priority: Option<u8>,
    /// When it is due.
    pub due: Option<When>,
    /// Until when it is hidden.
    pub wait: Option<Day>,
    /// How it recurs.
    pub every: Option<Every>,
    /// How long it takes, in minutes.
    pub estimate_minutes: Option<u32>,
    /// What doing it takes.
    pub kind: Option<(TaskKind, Certainty)>,
    /// An http, https or mailto address.
    pub url: Option<String>,
    /// What stands after `--`.
    pub note: Option<String>,
    /// What `due:none` and the like take away when a task is changed.
    pub cleared: Vec<Slot>,
    /// Where each token stands, in order.
    pub tokens: Vec<Token>,
    /// What was kept as text and perhaps was not meant so.
    pub hints: Vec<Hint>,
}

/// The words before a colon that the line knows.
const NAMES: [&str; 10] = ["p", "due", "wait", "every", "est", "kind", "url", "pri", "with", "contact"];

/// Reads a quick-add line typed on a day.
pub fn parse(line: &str, today: Day, options: &DateOptions) -> Result<Line, LineError> {
    let pieces = pieces(line);
    let values = Values { pieces: &pieces, today, options };
    let mut reader = Reader { source: line, values, line: Line::default(), said: Vec::new() };
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += reader.piece(at, piece)?.max(1);
    }
    reader.finish()
}

/// What `name:none` takes away; `p:0` says it for priorities.
fn clears(name: &str) -> Option<Slot> {
    Some(match name {
        "due" => Slot::Due,
        "wait" => Slot::Wait,
        "every" => Slot::Every,
        "est" => Slot::Minutes,
        "url" => Slot::Link,
        _ => return None,
    })
}

struct Reader<'a> {
    source: &'a str,
    values: Values<'a>,
    line: Line,
    said: Vec<Said<'a>>,
}

impl<'a> Reader<'a> {
    /// Reads one piece and gives how many it took with it.
    fn piece(&mut self, at: usize, piece: &'a Piece<'a>) -> Result<usize, LineError> {
        if piece.manner != Manner::Plain {
            self.keep(at, piece);
            return Ok(1);
        }
        if piece.raw == "--" {
            let note = self.source.get(piece.span.end..).unwrap_or_default().trim();
            self.line.note = (!note.is_empty()).then(|| note.to_owned());
            self.mark(piece.span.start..self.source.trim_end().len(), Slot::Note);
            return Ok(self.values.pieces.len());
        }
        if let Some(name) = piece.raw.strip_prefix('@').map(unquoted).filter(|name| !name.is_empty()) {
            let name = name.to_owned();
            once(&mut self.line.account, name, "@", &piece.span)?;
            self.mark(piece.span.clone(), Slot::Account);
            return Ok(1);
        }
        // `+6%` and `+3d` are no tags: a tag starts with a letter.
        let tag = piece.raw.strip_prefix('+').map(unquoted);
        if let Some(tag) = tag.filter(|tag| tag.starts_with(char::is_alphabetic)) {
            if !self.line.tags.iter().any(|known| known == tag) {
                self.line.tags.push(tag.to_owned());
            }
            self.mark(piece.span.clone(), Slot::Tag);
            return Ok(1);
        }
        if let Some((name, value)) = piece.raw.split_once(':') {
            match name.to_ascii_lowercase().as_str() {
                name if unquoted(value).eq_ignore_ascii_case("none") && clears(name).is_some() => {
                    self.line.cleared.extend(clears(name));
                    self.line.tokens.extend(clears(name).map(|slot| Token { span: piece.span.clone(), slot }));
                    return Ok(1);
                }
                "due" => return self.due(at, value),
                "wait" => return self.wait(at, value),
                "every" => return self.every(at, value),
                // `with:` in a sentence is a word like any other until a name stands behind it.
                "with" | "contact" if unquoted(value).is_empty() => {}
                name if NAMES.contains(&name) => return self.short(piece, name, value).map(|()| 1),
                name => self.hint_at(piece, name, value),
            }
        }
        self.said.push(Said { span: piece.span.clone(), place: at, text: piece.raw, kept: false });
        Ok(1)
    }

    fn mark(&mut self, span: Range<usize>, slot: Slot) {
        self.line.tokens.push(Token { span, slot });
    }

    /// Keeps a quoted or escaped piece as text. Quotes that kept nothing from being read are the person's own and stay.
    fn keep(&mut self, at: usize, piece: &'a Piece<'a>) {
        let inside = piece.text();
        let guarded = piece.manner == Manner::Escaped
            || inside.starts_with(['@', '+', '\\'])
            || inside.starts_with("--")
            || inside.split_once(':').is_some_and(|(name, _)| NAMES.contains(&name.to_ascii_lowercase().as_str()))
            || !matches!(date::read(inside, self.values.today, self.values.options), Err(DateError::Unknown { .. }));
        let text = if guarded { inside } else { piece.raw };
        if guarded {
            self.mark(piece.span.clone(), Slot::Kept);
        }
        self.said.push(Said { span: piece.span.clone(), place: at, text, kept: true });
    }

    /// Unknown `word:` stays text, with a hint when it looks like a token.
    fn hint_at(&mut self, piece: &Piece<'_>, name: &str, value: &str) {
        let word = (2..=10).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic());
        if !word || value.starts_with("//") || value.is_empty() {
            return;
        }
        let near = NAMES.iter().find(|known| known.len() > 2 && strsim::osa_distance(known, name) <= 1);
        let known = "kept as text: known are due: wait: every: p: est: kind: with: url:";
        let text = near.map_or_else(|| known.to_owned(), |near| format!("kept as text: did you mean {near}: ?"));
        self.line.hints.push(Hint { span: piece.span.clone(), text });
    }

    fn due(&mut self, at: usize, value: &str) -> Result<usize, LineError> {
        let Value { value: when, count, span } = self.values.date(at, value)?;
        once(&mut self.line.due, when, "due:", &span)?;
        self.mark(span, Slot::Due);
        Ok(count)
    }

    fn wait(&mut self, at: usize, value: &str) -> Result<usize, LineError> {
        let Value { value: when, count, span } = self.values.date(at, value)?;
        once(&mut self.line.wait, when.day, "wait:", &span)?;
        self.mark(span, Slot::Wait);
        Ok(count)
    }

    fn every(&mut self, at: usize, value: &str) -> Result<usize, LineError> {
        let Value { value: every, count, span } = self.values.every(at, value)?;
        once(&mut self.line.every, every, "every:", &span)?;
        self.mark(span, Slot::Every);
        Ok(count)
    }

    /// Tokens whose value is one word.
    fn short(&mut self, piece: &Piece<'_>, name: &str, value: &str) -> Result<(), LineError> {
        let (span, value) = (&piece.span, unquoted(value));
        let bad = |token, hint| LineError {
            span: span.clone(),
            fault: Fault::Value { token, value: value.to_owned(), hint },
        };
        match name {
            "p" | "pri" => {
                let level = value.parse().ok().filter(|level| value.len() == 1 && *level <= 3);
                let level = level.ok_or_else(|| bad("p:", "write p:1 high, p:2 normal, p:3 low or p:0 none"))?;
                once(&mut self.line.priority, level, "p:", span)?;
                self.mark(span.clone(), Slot::Priority);
            }
            "est" => {
                let length = minutes::read(value).ok_or_else(|| bad("est:", "write est:30m, est:2h or est:1h30"))?;
                once(&mut self.line.estimate_minutes, length, "est:", span)?;
                self.mark(span.clone(), Slot::Minutes);
            }
            "kind" => {
                let kind = task_kind::named(value).ok_or_else(|| bad("kind:", "write call, email, meeting or task"))?;
                once(&mut self.line.kind, (kind, Certainty::Certain), "kind:", span)?;
                self.mark(span.clone(), Slot::Kind);
            }
            "with" | "contact" => {
                once(&mut self.line.contact, value.to_owned(), "with:", span)?;
                self.mark(span.clone(), Slot::Contact);
            }
            _ => {
                let scheme = value.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
                let known = scheme.is_some_and(|(scheme, rest)| {
                    !rest.is_empty() && matches!(scheme.as_str(), "http" | "https" | "mailto")
                });
                if !known {
                    return Err(bad("url:", "write an http, https or mailto address"));
                }
                once(&mut self.line.url, value.to_owned(), "url:", span)?;
                self.mark(span.clone(), Slot::Link);
            }
        }
        Ok(())
    }

    /// Takes a bare date out of the text, makes the title of the rest and guesses the kind.
    fn finish(mut self) -> Result<Line, LineError> {
        let mut words = self.said.as_slice();
        let (mut taken, mut hints) = (0..0, Vec::new());
        if self.line.due.is_none() && !self.line.cleared.contains(&Slot::Due) {
            let search = Search { words, today: self.values.today, options: self.values.options };
            if let Some(bare) = search.find(&mut hints)? {
                self.line.due = Some(bare.when);
                taken = bare.words;
            }
        }
        let ends = words.get(taken.clone()).and_then(|it| it.first().zip(it.last()));
        if let Some((first, last)) = ends {
            self.line.tokens.push(Token { span: first.span.start..last.span.end, slot: Slot::Due });
        }
        let mut title: Vec<&str> = Vec::with_capacity(words.len());
        for at in 0.. {
            let Some((word, rest)) = words.split_first() else { break };
            if !taken.contains(&at) {
                title.push(word.text);
            }
            words = rest;
        }
        self.line.title = title.join(" ");
        let guess = || task_kind::guessed(&self.line.title).map(|kind| (kind, Certainty::Guessed));
        self.line.kind = self.line.kind.or_else(guess);
        self.line.hints.extend(hints);
        self.line.tokens.sort_by_key(|token| token.span.start);
        Ok(self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phrase::date::when;
    use crate::domain::phrase::echo::describe;
    use proptest::prelude::*;

    /// Tuesday 24 November 2026.
    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    fn read(line: &str) -> Line {
        parse(line, today(), &DateOptions::default()).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    fn due(line: &str) -> Option<String> {
        read(line).due.map(|due| describe(due, today()))
    }

    #[test]
    fn reads_the_published_examples() {
        let line = read("call CFO about uplift @globex p:1 by fri 3pm");
        assert_eq!((line.title.as_str(), line.account.as_deref()), ("call CFO about uplift", Some("globex")));
        assert_eq!((line.priority, line.kind), (Some(1), Some((TaskKind::Call, Certainty::Guessed))));
        assert_eq!(line.due.map(|due| describe(due, today())).as_deref(), Some("Fri 27 Nov 2026 15:00 (in 3d)"));

        let line = read("send ROI deck tomorrow");
        assert_eq!((line.title.as_str(), line.account, line.kind), ("send ROI deck", None, None));
        assert_eq!(line.due.map(|due| due.day), Day::of(2026, 11, 25));

        let line = read("review May numbers");
        assert_eq!((line.title.as_str(), line.due, line.hints), ("review May numbers", None, vec![]));

        let line = read("QBR prep 20 jan est:2h +qbr @hooli");
        assert_eq!(
            (line.title.as_str(), line.tags, line.estimate_minutes),
            ("QBR prep", vec!["qbr".into()], Some(120))
        );
        assert_eq!(line.due, Some(When { day: Day::of(2027, 1, 20).unwrap(), minute: None }));

        let line = read("check usage every:2w wait:mon @soylent");
        assert_eq!((line.title.as_str(), line.due), ("check usage", None));
        assert_eq!(line.wait, Day::of(2026, 11, 30));
        let done = Day::of(2026, 12, 3).unwrap();
        assert_eq!(line.every.map(|every| every.next(today(), done, done)), Some(done.plus_days(14)));

        let line = read("follow up on P1 incident due:eom -- ask for RCA");
        assert_eq!((line.title.as_str(), line.priority), ("follow up on P1 incident", None));
        assert_eq!(line.due.map(|due| due.day), Day::of(2026, 11, 30));
        assert_eq!(line.note.as_deref(), Some("ask for RCA"));

        let line = read("renewal quote @soy in 3d p:2");
        assert_eq!(
            (line.title.as_str(), line.account.as_deref(), line.priority),
            ("renewal quote", Some("soy"), Some(2))
        );
        assert_eq!(line.due.map(|due| due.day), Day::of(2026, 11, 27));

        let line = read("call CFO about uplift @glo p:1 by fri 3pm +renewal est:30m");
        assert_eq!((line.title.as_str(), line.estimate_minutes), ("call CFO about uplift", Some(30)));
    }

    #[test]
    fn takes_a_bare_date_only_where_one_is_meant() {
        for (text, title, day) in [
            ("call Dana fri", "call Dana", Some("2026-11-27")),
            ("call Dana next week", "call Dana", Some("2026-11-30")),
            ("send by fri the deck", "send the deck", Some("2026-11-27")),
            ("send quote on the 27th", "send quote", Some("2026-11-27")),
            ("send quote the 27th", "send quote the 27th", None),
            ("extend trial 2w", "extend trial", Some("2026-12-08")),
            ("sign for 3 years", "sign for 3 years", None),
            ("extend trial by 2 weeks", "extend trial by 2 weeks", None),
            ("tidy shelf on the 3rd floor", "tidy shelf on the 3rd floor", None),
            ("review by fri the notes from yesterday", "review the notes from yesterday", Some("2026-11-27")),
            ("due diligence call", "due diligence call", None),
            ("send invoice 2026", "send invoice 2026", None),
            ("agree terms in May", "agree terms in May", None),
            ("close books by q1 2027", "close books", Some("2027-01-01")),
            ("plan for next quarter", "plan for next quarter", None),
            ("prep deck for q3", "prep deck for q3", None),
            ("send notes from yesterday", "send notes from yesterday", None),
            ("notes from last mon", "notes from last mon", None),
            ("upgrade to 1.13.27", "upgrade to 1.13.27", None),
            ("seats 12/15", "seats 12/15", None),
            ("score 3/4", "score 3/4", None),
            ("raise price +6%", "raise price +6%", None),
            ("ping her +3d", "ping her", Some("2026-11-27")),
            ("email \\fri", "email fri", None),
            ("watch \"fri\"", "watch fri", None),
            ("fix \"data export\" fri", "fix \"data export\"", Some("2026-11-27")),
            ("move fri meeting", "move fri meeting", None),
            ("call mon due:fri", "call mon", Some("2026-11-27")),
            ("send it due: fri 3pm @x", "send it", Some("2026-11-27")),
            ("due:27 nov send deck", "send deck", Some("2026-11-27")),
            ("打電話給王經理 下週五", "打電話給王經理", Some("2026-12-04")),
            ("寄報價 月底前", "寄報價", Some("2026-11-30")),
            ("", "", None),
            ("fri", "", Some("2026-11-27")),
        ] {
            let line = read(text);
            assert_eq!(line.title, title, "{text}");
            assert_eq!(line.due.map(|due| due.day.to_string()).as_deref(), day, "{text}");
        }
        assert_eq!(due("call Dana at 3pm").as_deref(), Some("Tue 24 Nov 2026 15:00 (today)"));
    }

    #[test]
    fn reads_tokens() {
        let line =
            read("+vip x @\"Globex Corp\" url:https://a.b/c?d=1 kind:meeting +vip every:month on 31 \\@home -- 1 -- 2");
        assert_eq!((line.title.as_str(), line.account.as_deref()), ("x @home", Some("Globex Corp")));
        assert_eq!((line.tags.len(), line.url.as_deref()), (1, Some("https://a.b/c?d=1")));
        assert_eq!(line.kind, Some((TaskKind::Meeting, Certainty::Certain)));
        assert_eq!(line.every, Some(Every::Monthly { step: 1, day: Some(31) }));
        assert_eq!(line.note.as_deref(), Some("1 -- 2"));
        let line = read("send deck with:\"Dana Fox\" with: care");
        assert_eq!((line.contact.as_deref(), line.title.as_str()), (Some("Dana Fox"), "send deck with: care"));
        assert_eq!(read("contact:dana ring").contact.as_deref(), Some("dana"));
        let line = read("due:none wait:NONE p:0 +vip");
        assert_eq!((line.cleared, line.due, line.title.as_str()), (vec![Slot::Due, Slot::Wait], None, ""));
        let source = "call Dana by fri 3pm @glo";
        let spans: Vec<_> = read(source).tokens.into_iter().map(|it| (&source[it.span], it.slot)).collect();
        assert_eq!(spans, [("by fri 3pm", Slot::Due), ("@glo", Slot::Account)]);
    }

    #[test]
    fn hints_at_what_it_keeps() {
        for (text, hint) in [
            ("call deu:fri", "did you mean due"),
            ("call helth:red", "known are"),
            ("score 3/4", "could be"),
            ("plan next quarter", "write due:"),
        ] {
            let line = read(text);
            assert!(line.hints.iter().any(|it| it.text.contains(hint)), "{text}: {:?}", line.hints);
            assert_eq!(line.title, text);
        }
        for text in ["see https://a.b/c", "Re: quote", "meet 15:00 club"] {
            assert_eq!(read(text).hints, [], "{text}");
        }
    }

    #[test]
    fn refuses_with_a_place() {
        for (text, place, message) in [
            ("call p:4", "p:4", "not for p:"),
            ("call p:high", "p:high", "not for p:"),
            ("a due:3/4", "due:3/4", "could be"),
            ("a by 3/4", "by 3/4", "could be"),
            ("a due:soon b", "due:soon", "no date"),
            ("a due:last mon", "due:last mon", "could be"),
            ("a due:", "due:", "no date"),
            ("a due: soon", "due:", "\"soon\" is no date"),
            ("a wait:30 feb b", "wait:30 feb", "calendar"),
            ("a every:now b", "every:now", "no recurrence"),
            ("a est:90", "est:90", "est:"),
            ("a kind:fax", "kind:fax", "kind:"),
            ("a url:javascript:alert(1)", "url:javascript:alert(1)", "url:"),
            ("p:1 a p:2", "p:2", "twice"),
            ("@a b @c", "@c", "twice"),
        ] {
            let error = parse(text, today(), &DateOptions::default()).unwrap_err();
            assert_eq!(&text[error.span.clone()], place, "{text}");
            assert!(error.to_string().contains(message), "{text}: {error}");
            assert!(!error.hint().is_empty());
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_marks_inside(text in "([a-z0-9@+:/\"\\\\ 下週五東-]|due:|by |fri |p:|-- |\\\\PC){0,20}") {
            match parse(&text, today(), &DateOptions::default()) {
                Ok(line) => {
                    for span in line.tokens.iter().map(|it| &it.span).chain(line.hints.iter().map(|it| &it.span)) {
                        prop_assert!(text.get(span.clone()).is_some_and(|it| !it.is_empty()));
                    }
                }
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }

        #[test]
        fn keeps_words_that_are_no_tokens(words in prop::collection::vec("[b-f]{4,9}", 1..6)) {
            let text = words.join(" ");
            prop_assume!(words.iter().all(|word| when(word, today(), &DateOptions::default()).is_err()));
            prop_assert_eq!(read(&text).title, text);
        }
    }
}
