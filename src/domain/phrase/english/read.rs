//! Reads an English phrase: time of day off, then the rules in turn, then lengths counted from another phrase.

use crate::domain::phrase::english::word::Word::Unit as Per;
use crate::domain::phrase::english::word::Word::{
    self, A, After, Ago, And, At, Before, Clock, Couple, Fortnight, From, HalfOf, In, Later, Next, Now, Num, Of, On,
    Ord, The, This, Today,
};
use crate::domain::phrase::english::{month_day, weekday, within, word};
use crate::domain::phrase::period::Unit;
use crate::domain::phrase::span::{MOST, Span};
use crate::domain::phrase::when::{self, Context, DateError, Form, Found, When};
use crate::domain::value::day::Day;

/// Reads a folded phrase; none when it is no English date.
pub fn read(folded: &str, cx: &Context<'_>) -> Result<Option<(When, Form)>, DateError> {
    let Some(words) = word::cut(folded, cx)? else { return Ok(None) };
    let (words, minute) = match words.as_slice() {
        [rest @ .., At, Clock(minute)]
        | [rest @ .., Clock(minute)]
        | [At, Clock(minute), rest @ ..]
        | [Clock(minute), rest @ ..] => (rest, Some(*minute)),
        rest => (rest, None),
    };
    if words.is_empty() {
        return Ok(minute.map(|_| (When { day: cx.today, minute }, Form::Plain)));
    }
    let words = match words {
        // `by fri the deck`: the last word belongs to what follows.
        [.., The] => return Ok(None),
        [On, rest @ ..] => rest,
        words => words,
    };
    Ok(day(words, cx)?.map(|(day, form)| (When { day, minute }, form)))
}

/// Reads the words of a day.
fn day(words: &[Word], cx: &Context<'_>) -> Found {
    // `the 27` is a date and `27` is not, so `the` counts there and nowhere else.
    if let [The, Num(_) | Ord(_)] = words {
        return month_day::read(words, cx);
    }
    let words: Vec<Word> = words.iter().copied().filter(|word| *word != The).collect();
    if let Some(day) = named(&words, cx) {
        return when::plain(day);
    }
    for rule in [weekday::read, month_day::read, within::read, counted] {
        if let Some(found) = rule(&words, cx)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn named(words: &[Word], cx: &Context<'_>) -> Option<Day> {
    let days = match *words {
        [Today(days)] => days,
        [This, Per(Unit::Day)] => 0,
        [Next, Per(Unit::Day)] => 1,
        [Per(Unit::Day), After, Today(1)] => 2,
        [Per(Unit::Day), Before, Today(-1)] => -2,
        _ => return None,
    };
    Some(cx.today.plus_days(days))
}

/// A length: of the calendar, or of working days.
#[derive(Clone, Copy)]
enum Length {
    Calendar(Span),
    Workdays(i32),
}

impl Length {
    fn after(self, day: Day, cx: &Context<'_>) -> Day {
        match self {
            Length::Calendar(span) => span.after(day),
            Length::Workdays(days) => cx.options.workdays.plus(day, days),
        }
    }

    fn before(self, day: Day, cx: &Context<'_>) -> Day {
        match self {
            Length::Calendar(span) => span.before(day),
            Length::Workdays(days) => cx.options.workdays.plus(day, -days),
        }
    }
}

/// `in 3d`, `3 days ago`, `2 weeks before 1 sep`.
fn counted(words: &[Word], cx: &Context<'_>) -> Found {
    let (led, words) = if let [In, rest @ ..] = words { (true, rest) } else { (false, words) };
    let Some((length, rest)) = length(words) else { return Ok(None) };
    match (led, rest) {
        (false, []) => Ok(Some((length.after(cx.today, cx), Form::Length))),
        (true, []) | (false, [Later] | [From, Now]) => when::plain(length.after(cx.today, cx)),
        (false, [Ago] | [Before, Now]) => when::plain(length.before(cx.today, cx)),
        (false, [From | After | On, base @ ..]) => {
            Ok(day(base, cx)?.map(|(base, form)| (length.after(base, cx), form)))
        }
        (false, [Before, base @ ..]) => Ok(day(base, cx)?.map(|(base, form)| (length.before(base, cx), form))),
        _ => Ok(None),
    }
}

/// The length that the words start with, and the words behind it.
fn length(words: &[Word]) -> Option<(Length, &[Word])> {
    if let [count, Per(Unit::Workday), rest @ ..] = words {
        return Some((Length::Workdays(counting(*count)?.cast_signed()), rest));
    }
    let mut span = Span::default();
    let mut rest = words;
    loop {
        let (part, tail) = match rest {
            [A, Couple, Of, unit, tail @ ..] | [Couple, Of, unit, tail @ ..] => (part(2, *unit)?, tail),
            [HalfOf, A, Per(Unit::Year), tail @ ..] | [HalfOf, Per(Unit::Year), tail @ ..] => (Span::months(6), tail),
            [count, unit, tail @ ..] => match counting(*count) {
                Some(count) => (part(count, *unit)?, tail),
                None => break,
            },
            _ => break,
        };
        span = span.plus(part);
        rest = match tail {
            [And, next @ ..] if !next.is_empty() => next,
            tail => tail,
        };
    }
    (span != Span::default()).then_some((Length::Calendar(span), rest))
}

fn counting(word: Word) -> Option<u32> {
    match word {
        A => Some(1),
        Num(count) if count <= MOST => Some(count),
        Word::Year(count) => u32::try_from(count).ok(),
        _ => None,
    }
}

fn part(count: u32, unit: Word) -> Option<Span> {
    Some(match unit {
        Per(Unit::Day) => Span::days(count),
        Per(Unit::Week) => Span::days(count * 7),
        Per(Unit::Month) => Span::months(count),
        Per(Unit::Quarter) => Span::months(count * 3),
        Per(Unit::Year) => Span::months(count * 12),
        Fortnight => Span::days(count * 14),
        _ => return None,
    })
}
