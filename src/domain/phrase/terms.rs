//! What people say of contracts and deals without naming a field: `+20k from 1 dec`, `96k 1y auto`, `upsell 40k 60%`.
//! It is taken out of the line; what is left stands where it stood, so that places in it stay true.

use crate::domain::phrase::figure::{Figure, Sense, code, months};
use crate::domain::phrase::mark::{Fault, LineError, once};
use crate::domain::phrase::piece::{Manner, Piece, pieces, unquoted};
use crate::domain::phrase::value::{Value, Values};
use crate::domain::phrase::when::DateOptions;
use crate::domain::record::opportunity::OpportunityKind;
use crate::domain::value::day::Day;
use crate::domain::value::percent::Percent;
use std::ops::Range;

/// What a line is about: not every word has a meaning everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// A contract that is made: `96k 1y auto +3% from 1 dec`.
    NewContract,
    /// A contract that is changed: `+20k from 1 dec reason: new team`.
    Contract,
    /// A deal that is made or changed: `upsell 40k 60%`.
    Deal,
    /// A deal that is closed: `42k from 1 dec contract:team`, `reason: too dear`.
    Closing,
}

/// From when terms hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    /// From a day.
    Day(Day),
    /// From the day of the year on which the contract began.
    Anniversary,
}

/// What was said, and the line without it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Terms {
    /// An amount a year.
    pub figure: Option<Figure>,
    /// A rise of the price.
    pub uplift: Option<Percent>,
    /// A chance, percent.
    pub chance: Option<u8>,
    /// What changes is the price of the same.
    pub price: bool,
    /// It renews by itself.
    pub auto: bool,
    /// Length of a term.
    pub months: Option<u32>,
    /// From when.
    pub from: Option<From>,
    /// Kind of a deal.
    pub kind: Option<OpportunityKind>,
    /// The contract of a name.
    pub contract: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The line, blanks where the above stood.
    pub rest: String,
}

impl Terms {
    /// Whether nothing but fields was named.
    pub fn is_empty(&self) -> bool {
        Terms { rest: String::new(), ..self.clone() } == Terms::default()
    }
}

/// Takes what is said of money and time out of a line typed on a day.
pub fn read(line: &str, about: About, today: Day, options: &DateOptions) -> Result<Terms, LineError> {
    let pieces = pieces(line);
    let stop = pieces.iter().position(|piece| piece.manner == Manner::Plain && is_reason(piece.raw));
    let head = pieces.get(..stop.unwrap_or(pieces.len())).unwrap_or_default();
    let mut reader =
        Reader { about, values: Values { pieces: head, today, options }, terms: Terms::default(), taken: Vec::new() };
    let mut at = 0;
    while let Some(piece) = head.get(at) {
        // What stands behind two dashes is a note, which fields take.
        if piece.raw == "--" {
            break;
        }
        at += if piece.manner == Manner::Plain { reader.piece(at, piece)?.max(1) } else { 1 };
    }
    if let Some(piece) = stop.and_then(|at| pieces.get(at)).filter(|_| about != About::NewContract) {
        reader.reason(line, piece)?;
    }
    let Reader { mut terms, taken, .. } = reader;
    let mut rest = line.to_owned();
    for span in taken {
        rest.replace_range(span.clone(), &" ".repeat(span.len()));
    }
    terms.rest = rest;
    Ok(terms)
}

fn is_reason(raw: &str) -> bool {
    raw.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("reason:"))
}

struct Reader<'a> {
    about: About,
    values: Values<'a>,
    terms: Terms,
    taken: Vec<Range<usize>>,
}

impl Reader<'_> {
    /// Reads a piece and gives how many it took with it; one that says nothing of terms is left.
    fn piece(&mut self, at: usize, piece: &Piece<'_>) -> Result<usize, LineError> {
        let (span, lower) = (piece.span.clone(), piece.raw.to_lowercase());
        if let Some(count) = self.day(at, &lower)? {
            return Ok(count);
        }
        if let Some(percent) = Percent::read(piece.raw) {
            return self.percent(piece, percent);
        }
        if let Some(count) = self.amount(at, piece)? {
            return Ok(count);
        }
        let terms = &mut self.terms;
        match self.about {
            About::NewContract | About::Contract | About::Closing => {
                if let Some(length) = months(&lower) {
                    once(&mut terms.months, length, "the term", &span)?;
                } else if lower == "auto" && self.about == About::NewContract {
                    terms.auto = true;
                } else if lower == "price" && self.about == About::Contract {
                    terms.price = true;
                } else if let Some(name) = piece.raw.strip_prefix("contract:").filter(|_| self.about == About::Closing)
                {
                    once(&mut terms.contract, unquoted(name).to_owned(), "contract:", &span)?;
                } else {
                    return Ok(1);
                }
            }
            About::Deal => match lower.parse() {
                Ok(kind) => once(&mut terms.kind, kind, "the kind", &span)?,
                Err(_) => return Ok(1),
            },
        }
        self.taken.push(span);
        Ok(1)
    }

    /// `from 1 dec`, `from:fri`, `from anniversary`; the word is a word like any other where no day follows.
    fn day(&mut self, at: usize, lower: &str) -> Result<Option<usize>, LineError> {
        let (word, value) = lower.split_once(':').unwrap_or((lower, ""));
        if word != "from" || self.about == About::Deal {
            return Ok(None);
        }
        let colon = lower.contains(':');
        let behind = self.values.pieces.get(at + 1);
        let named = |text: &str| text.eq_ignore_ascii_case("anniversary");
        let span = self.values.pieces.get(at).map_or(0..0, |piece| piece.span.clone());
        let found = if named(value) {
            Some((From::Anniversary, 1, span.clone()))
        } else if let Some(next) = behind.filter(|next| value.is_empty() && named(next.raw)) {
            Some((From::Anniversary, 2, span.start..next.span.end))
        } else {
            match self.values.date(at, value) {
                Ok(Value { value: when, count, span }) => Some((From::Day(when.day), count, span)),
                Err(_) if !colon && self.about == About::NewContract => None,
                Err(error) => return Err(error),
            }
        };
        let Some((from, count, span)) = found else { return Ok(None) };
        once(&mut self.terms.from, from, "from", &span)?;
        self.taken.push(span);
        Ok(Some(count))
    }

    fn percent(&mut self, piece: &Piece<'_>, percent: Percent) -> Result<usize, LineError> {
        let signed = piece.raw.starts_with(['+', '-', '\u{2212}']);
        let span = piece.span.clone();
        match self.about {
            About::Deal if !signed && (0..=10_000).contains(&percent.0) && percent.0 % 100 == 0 => {
                let chance = u8::try_from(percent.0 / 100).unwrap_or_default();
                once(&mut self.terms.chance, chance, "the probability", &span)?;
            }
            About::NewContract | About::Contract if signed => {
                once(&mut self.terms.uplift, percent, "the uplift", &span)?;
            }
            _ => {
                let (why, hint) = match self.about {
                    About::Deal => ("is no probability", "write a whole number from 0 to 100: 60%"),
                    About::Closing => ("has no place where a deal closes", "write the amount: 42k"),
                    _ => ("could be a part or a rise", "write +6% or -3%"),
                };
                let fault = Fault::Unfit { given: piece.raw.to_owned(), why: why.to_owned(), hint: hint.to_owned() };
                return Err(LineError { span, fault });
            }
        }
        self.taken.push(span);
        Ok(1)
    }

    /// An amount; in a line that has a name only one that is no other number.
    fn amount(&mut self, at: usize, piece: &Piece<'_>) -> Result<Option<usize>, LineError> {
        let Some(mut figure) = Figure::read(piece.raw) else { return Ok(None) };
        let behind = self.values.pieces.get(at + 1).and_then(|next| Some((code(next.raw)?, next.span.end)));
        let behind = behind.filter(|_| figure.currency.is_none());
        let plain = piece.raw.ends_with(|c: char| c.is_ascii_digit()) && behind.is_none();
        let named = matches!(self.about, About::NewContract | About::Deal);
        if named && (plain || figure.sense != Sense::To) {
            return Ok(None);
        }
        let span = piece.span.start..behind.map_or(piece.span.end, |(_, end)| end);
        figure.currency = figure.currency.or(behind.map(|(code, _)| code));
        once(&mut self.terms.figure, figure, "the amount", &span)?;
        self.taken.push(span);
        Ok(Some(1 + usize::from(behind.is_some())))
    }

    fn reason(&mut self, line: &str, piece: &Piece<'_>) -> Result<(), LineError> {
        let text = line.get(piece.span.start + 7..).unwrap_or_default().trim();
        if text.is_empty() {
            let hint = "write reason: new team".to_owned();
            let fault = Fault::Unfit { given: piece.raw.to_owned(), why: "gives no reason".to_owned(), hint };
            return Err(LineError { span: piece.span.clone(), fault });
        }
        self.terms.reason = Some(unquoted(text).to_owned());
        self.taken.push(piece.span.start..line.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tuesday 24 November 2026.
    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    fn terms(line: &str, about: About) -> Terms {
        read(line, about, today(), &DateOptions::default()).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    #[test]
    fn takes_terms_out_of_a_line() {
        let made = terms("Tideline Team 96k EUR 1y auto +3% from 1 dec notice:60d 24/7 2000", About::NewContract);
        assert_eq!(
            made.rest.split_whitespace().collect::<Vec<_>>(),
            ["Tideline", "Team", "notice:60d", "24/7", "2000"]
        );
        assert_eq!(made.figure.map(|figure| (figure.major, figure.currency)), Some(("96000".into(), code("EUR"))));
        assert_eq!((made.months, made.auto, made.uplift), (Some(12), true, Some(Percent(300))));
        assert_eq!(made.from, Day::of(2026, 12, 1).map(From::Day));

        let more = terms("+20k seats:320 from anniversary price reason: new team, 20 seats", About::Contract);
        assert_eq!((more.figure.map(|figure| figure.sense), more.price), (Some(Sense::More), true));
        assert_eq!((more.from, more.reason.as_deref()), (Some(From::Anniversary), Some("new team, 20 seats")));
        assert_eq!(more.rest.trim(), "seats:320");

        let deal = terms("Seats +50 upsell 40k 60% close:2027-01-31", About::Deal);
        assert_eq!((deal.kind, deal.chance), (Some(OpportunityKind::Upsell), Some(60)));
        assert_eq!(deal.rest.split_whitespace().collect::<Vec<_>>(), ["Seats", "+50", "close:2027-01-31"]);

        let won = terms("42000 from fri contract:team", About::Closing);
        assert_eq!(
            (won.figure.map(|figure| figure.major), won.contract.as_deref()),
            (Some("42000".into()), Some("team"))
        );
        assert!(won.rest.trim().is_empty());
        assert!(terms("seats:3", About::Contract).is_empty());
        assert_eq!(terms("\"96k\" \"auto\" from scratch", About::NewContract).rest, "\"96k\" \"auto\" from scratch");
    }

    #[test]
    fn refuses_with_a_place() {
        for (line, about, place) in [
            ("96k 98k", About::NewContract, "98k"),
            ("Team 6%", About::NewContract, "6%"),
            ("+20k from nowhere", About::Contract, "from nowhere"),
            ("reason:", About::Contract, "reason:"),
            ("x 60.5%", About::Deal, "60.5%"),
            ("+6%", About::Closing, "+6%"),
        ] {
            let error = read(line, about, today(), &DateOptions::default()).unwrap_err();
            let place_found = &line[error.span.clone()];
            assert!(place.starts_with(place_found) && !place_found.is_empty(), "{line}: {place_found}: {error}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_keeps_places(
            text in "([a-z0-9+%.:\" 下週五-]|from |120k |\\+6% |EUR |reason:|-- |1y |\\PC){0,20}", about in 0..4_usize
        ) {
            let about = [About::NewContract, About::Contract, About::Deal, About::Closing][about];
            match read(&text, about, today(), &DateOptions::default()) {
                Ok(terms) => prop_assert_eq!(terms.rest.len(), text.len()),
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }
    }
}
