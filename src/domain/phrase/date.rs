//! Reads a date as a person types it, in English, Chinese or digits. One reading or a refusal, never a guess.

use crate::domain::phrase::chinese::{clock, day, rest};
use crate::domain::phrase::english;
use crate::domain::phrase::when::{Context, DateError, DateOptions, Form, Lean, When};
use crate::domain::value::day::Day;
use crate::domain::value::text;

/// The longest phrase, in bytes: longer ones are no dates and are not looked at.
pub const LONGEST: usize = 120;

/// The day (and time, if one is said) that a phrase means on a day.
pub fn when(text: &str, today: Day, options: &DateOptions) -> Result<When, DateError> {
    read(text, today, options).map(|(when, _)| when)
}

/// As [`when`], and how surely the words mean a date where nothing around them says so.
pub fn read(text: &str, today: Day, options: &DateOptions) -> Result<(When, Form), DateError> {
    let found = leaning(text, today, options)?;
    if options.lean == Lean::Past {
        let ahead = leaning(text, today, &DateOptions { lean: Lean::Future, ..*options });
        let (been, next) = (found.0.day, ahead.map_or(found.0.day, |(when, _)| when.day));
        // A slip for a day of this week is no day of last year. `fri` on a Tuesday is meant.
        if next.since(been) > 7 && next.since(today) < today.since(been) {
            let hint = "one is to come: write the whole date".to_owned();
            return Err(DateError::Ambiguous { text: text.trim().to_owned(), readings: vec![been, next], hint });
        }
    }
    Ok(found)
}

fn leaning(text: &str, today: Day, options: &DateOptions) -> Result<(When, Form), DateError> {
    let typed = text.trim();
    let cx = Context { text: typed, today, options };
    let found = if typed.len() > LONGEST {
        None
    } else {
        let folded = text::folded(typed);
        if rest::is_chinese(&folded) { mixed(&folded, &cx)? } else { english::read::read(&folded, &cx)? }
    };
    found.ok_or_else(|| cx.unknown(hint(typed)))
}

/// A Chinese phrase, or a date in digits with a Chinese time behind it: `11/27 下午3點`.
fn mixed(folded: &str, cx: &Context<'_>) -> Result<Option<(When, Form)>, DateError> {
    let head = folded.split_whitespace().next().filter(|head| !rest::is_chinese(head));
    let Some(head) = head.filter(|head| head.contains(['/', '-', '.'])) else {
        return day::read(&rest::simplified(folded), cx);
    };
    let Some((date, form)) = english::read::read(head, cx)? else { return Ok(None) };
    let tail = rest::simplified(folded.get(head.len()..).unwrap_or_default());
    let minute = clock::read(rest::Rest(&tail), cx)?;
    Ok(Some((When { day: date.day, minute }, form)))
}

fn hint(typed: &str) -> &'static str {
    let minutes = |c: char| c.is_ascii_digit();
    if typed.strip_suffix(['m', 'M']).is_some_and(|count| !count.is_empty() && count.chars().all(minutes)) {
        "m could be minutes or months: write 1mo"
    } else if rest::is_chinese(typed) {
        "write 明天, 下週五, 11月27日 or 三天後"
    } else {
        "write fri, next mon, in 3d, 27 nov, eom or 2026-11-27"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phrase::echo::describe;
    use crate::domain::phrase::when::DateOrder;
    use proptest::prelude::*;

    /// Tuesday 24 November 2026.
    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    fn said(text: &str, options: DateOptions) -> String {
        match when(text, today(), &options) {
            Ok(When { day, minute: Some(minute) }) => format!("{day} {:02}:{:02}", minute / 60, minute % 60),
            Ok(When { day, minute: None }) => day.to_string(),
            Err(DateError::Ambiguous { readings, .. }) => format!("{readings:?}"),
            Err(DateError::NoSuchDay { .. }) => "no day".to_owned(),
            Err(DateError::Unknown { .. }) => "?".to_owned(),
        }
    }

    fn table(options: DateOptions, rows: &[(&str, &str)]) {
        for (text, want) in rows {
            assert_eq!(said(text, options), *want, "{text}");
        }
    }

    #[test]
    fn reads_english_days() {
        table(
            DateOptions::default(),
            &[
                ("today", "2026-11-24"),
                ("Tomorrow", "2026-11-25"),
                ("tmrw", "2026-11-25"),
                ("yesterday", "2026-11-23"),
                ("tonight", "2026-11-24"),
                ("the day after tomorrow", "2026-11-26"),
                ("day before yesterday", "2026-11-22"),
                ("mon", "2026-11-30"),
                ("tue", "2026-12-01"),
                ("Friday", "2026-11-27"),
                ("fri.", "2026-11-27"),
                ("this fri", "2026-11-27"),
                ("this tue", "2026-11-24"),
                ("this mon", "[2026-11-23, 2026-11-30]"),
                ("next mon", "2026-11-30"),
                ("next fri", "2026-12-04"),
                ("fri next week", "2026-12-04"),
                ("next week on friday", "2026-12-04"),
                ("last fri", "2026-11-20"),
                ("last mon", "[2026-11-16, 2026-11-23]"),
                ("fri week", "2026-12-04"),
                ("fridays", "?"),
                ("two fridays from now", "2026-12-04"),
                ("0 fridays from now", "?"),
                ("fri the 27th", "2026-11-27"),
                ("fri the 28th", "[2026-08-28, 2027-05-28]"),
                ("next week", "2026-11-30"),
                ("next month", "2026-12-01"),
                ("next quarter", "2027-01-01"),
                ("next year", "2027-01-01"),
                ("this week", "[2026-11-23, 2026-11-29]"),
                ("august", "[2027-08-01, 2027-08-31]"),
                ("a bit later", "?"),
                ("", "?"),
            ],
        );
    }

    #[test]
    fn reads_english_lengths() {
        table(
            DateOptions::default(),
            &[
                ("in 3d", "2026-11-27"),
                ("3d", "2026-11-27"),
                ("+3d", "2026-11-27"),
                ("-3d", "?"),
                ("2w", "2026-12-08"),
                ("1mo", "2026-12-24"),
                ("1q", "2027-02-24"),
                ("1y", "2027-11-24"),
                ("in 1mo 2w", "2027-01-07"),
                ("3m", "?"),
                ("in three weeks", "2026-12-15"),
                ("in a month", "2026-12-24"),
                ("in half a year", "2027-05-24"),
                ("in a couple of days", "2026-11-26"),
                ("in a fortnight", "2026-12-08"),
                ("a week from today", "2026-12-01"),
                ("a week from friday", "2026-12-04"),
                ("3 days ago", "2026-11-21"),
                ("two years ago", "2024-11-24"),
                ("1 month and 3 days later", "2026-12-27"),
                ("2 weeks before 2027-03-01", "2027-02-15"),
                ("30 days after 27 nov", "2026-12-27"),
                ("in 3 business days", "2026-11-27"),
                ("in 4 working days", "2026-11-30"),
                ("a few days ago", "?"),
                ("in 99999d", "?"),
            ],
        );
    }

    #[test]
    fn reads_english_months() {
        table(
            DateOptions::default(),
            &[
                ("27 nov", "2026-11-27"),
                ("24 nov", "2026-11-24"),
                ("nov 23", "2027-11-23"),
                ("27nov", "2026-11-27"),
                ("27th of november", "2026-11-27"),
                ("November 27th 2027", "2027-11-27"),
                ("27 nov 2027", "2027-11-27"),
                ("27 nov 27", "2027-11-27"),
                ("Fri, 27 Nov 2026", "2026-11-27"),
                ("Mon, 27 Nov 2026", "no day"),
                ("may twenty-first", "2027-05-21"),
                ("29 feb", "2028-02-29"),
                ("30 feb", "no day"),
                ("the 27th", "2026-11-27"),
                ("on the 3rd", "2026-12-03"),
                ("the 31st", "2026-12-31"),
                ("27", "?"),
                ("20th of next month", "2026-12-20"),
                ("31st of this month", "no day"),
                ("eod", "2026-11-24"),
                ("eow", "2026-11-27"),
                ("eom", "2026-11-30"),
                ("eoq", "2026-12-31"),
                ("eoy", "2026-12-31"),
                ("end of month", "2026-11-30"),
                ("end of the week", "2026-11-27"),
                ("end of next week", "2026-12-04"),
                ("end of next quarter", "2027-03-31"),
                ("end of august", "2027-08-31"),
                ("end of q1 2027", "2027-03-31"),
                ("start of next month", "2026-12-01"),
                ("beginning of december", "2026-12-01"),
                ("start of month", "[2026-11-01, 2026-12-01]"),
                ("first monday of august", "2027-08-02"),
                ("last friday of the month", "2026-11-27"),
                ("last working day of the month", "2026-11-30"),
                ("first friday of next month", "2026-12-04"),
                ("fifth friday of november", "2029-11-30"),
                ("fifth friday of this month", "no day"),
                ("27th friday", "no day"),
                ("mon-wed", "?"),
                ("nov 10-12", "[2026-12-10, 2027-10-12]"),
                ("may the 4th", "2027-05-04"),
                ("first monday", "[2026-11-02, 2026-12-07]"),
                ("q3", "2027-07-01"),
                ("q3 2026", "2026-07-01"),
                ("q4", "[2026-12-31, 2027-10-01]"),
            ],
        );
    }

    #[test]
    fn reads_digits() {
        table(
            DateOptions::default(),
            &[
                ("2026-11-27", "2026-11-27"),
                ("2026/11/27", "2026-11-27"),
                ("2026-11-27T15:00", "2026-11-27 15:00"),
                ("27.11.2026", "2026-11-27"),
                ("11/27/2026", "2026-11-27"),
                ("13/4", "2027-04-13"),
                ("4/13", "2027-04-13"),
                ("3/4", "[2027-03-04, 2027-04-03]"),
                ("5/5", "2027-05-05"),
                ("3/4/2027", "[2027-03-04, 2027-04-03]"),
                ("3/4 2027", "[2027-03-04, 2027-04-03]"),
                ("26-11-27", "[2026-11-27, 2027-11-26]"),
                ("27/11/89", "1989-11-27"),
                ("2026-02-30", "no day"),
                ("31/31", "no day"),
                ("2026-11", "?"),
                ("1.2.3", "?"),
            ],
        );
        let order = |order| DateOptions { order: Some(order), ..DateOptions::default() };
        table(order(DateOrder::DayFirst), &[("3/4", "2027-04-03"), ("4/13", "2027-04-13"), ("26/11/27", "2027-11-26")]);
        table(order(DateOrder::MonthFirst), &[("3/4", "2027-03-04"), ("13/4", "2027-04-13")]);
    }

    #[test]
    fn reads_times() {
        table(
            DateOptions::default(),
            &[
                ("fri 3pm", "2026-11-27 15:00"),
                ("fri at 15:00", "2026-11-27 15:00"),
                ("tomorrow noon", "2026-11-25 12:00"),
                ("3:30 pm tomorrow", "2026-11-25 15:30"),
                ("at 9am on 27 nov", "2026-11-27 09:00"),
                ("3pm", "2026-11-24 15:00"),
                ("3 p.m.", "2026-11-24 15:00"),
                ("fri at 3", "?"),
                ("fri 25:00", "?"),
                ("fri 3pm 4pm", "?"),
            ],
        );
    }

    #[test]
    fn reads_chinese() {
        table(
            DateOptions::default(),
            &[
                ("今天", "2026-11-24"),
                ("今日", "2026-11-24"),
                ("明天", "2026-11-25"),
                ("後天", "2026-11-26"),
                ("后天", "2026-11-26"),
                ("大後天", "2026-11-27"),
                ("昨天", "2026-11-23"),
                ("前天", "2026-11-22"),
                ("下週五", "2026-12-04"),
                ("下周五", "2026-12-04"),
                ("本周五", "2026-11-27"),
                ("本週五", "2026-11-27"),
                ("15號", "2026-12-15"),
                ("15号", "2026-12-15"),
                ("3天后", "2026-11-27"),
                ("下星期五", "2026-12-04"),
                ("下禮拜五", "2026-12-04"),
                ("下个星期五", "2026-12-04"),
                ("下下週一", "2026-12-07"),
                ("這週五", "2026-11-27"),
                ("本週一", "2026-11-23"),
                ("週五", "2026-11-27"),
                ("禮拜二", "2026-12-01"),
                ("上週五", "2026-11-20"),
                ("下週", "2026-11-30"),
                ("週末", "[2026-11-28, 2026-11-29]"),
                ("月底", "2026-11-30"),
                ("年底", "2026-12-31"),
                ("季底", "2026-12-31"),
                ("下季底", "2027-03-31"),
                ("下個月", "2026-12-01"),
                ("下個月底", "2026-12-31"),
                ("下個月5號", "2026-12-05"),
                ("明年1月5日", "2027-01-05"),
                ("明年底", "2027-12-31"),
                ("3天後", "2026-11-27"),
                ("三天后", "2026-11-27"),
                ("兩週後", "2026-12-08"),
                ("一個月後", "2026-12-24"),
                ("半年後", "2027-05-24"),
                ("三個工作日後", "2026-11-27"),
                ("三天前", "2026-11-21"),
                ("週五前", "2026-11-27"),
                ("11月27日前", "2026-11-27"),
                ("月底前", "2026-11-30"),
                ("下週五之前", "2026-12-04"),
                ("3日前", "[2026-11-21, 2026-12-03]"),
                ("3日後", "2026-11-27"),
                ("11月後", "?"),
                ("2027年後", "?"),
                ("11月27日", "2026-11-27"),
                ("11月27号", "2026-11-27"),
                ("11月27號(週五)", "2026-11-27"),
                ("11月27號，星期一", "no day"),
                ("2027年1月5日", "2027-01-05"),
                ("二〇二六年十一月二十七日", "2026-11-27"),
                ("民國116年1月5日", "2027-01-05"),
                ("116年1月5日", "?"),
                ("十二月底", "2026-12-31"),
                ("27日", "2026-11-27"),
                ("2月30日", "no day"),
                ("正月初一", "?"),
                ("三月初一", "?"),
                ("明天下午3點", "2026-11-25 15:00"),
                ("下週五下午三点半", "2026-12-04 15:30"),
                ("週五 15:00", "2026-11-27 15:00"),
                ("週五15點半", "2026-11-27 15:30"),
                ("明晚8點", "2026-11-25 20:00"),
                ("明天中午", "2026-11-25 12:00"),
                ("週五3點", "?"),
                ("2026點", "?"),
                ("11/27 下午3點", "2026-11-27 15:00"),
                ("今晚", "2026-11-24"),
                ("最近", "?"),
            ],
        );
    }

    #[test]
    fn leans_to_the_past_for_touches() {
        let options = DateOptions { lean: Lean::Past, ..DateOptions::default() };
        table(
            options,
            &[
                ("fri", "2026-11-20"),
                ("tue", "2026-11-24"),
                ("wed", "2026-11-18"),
                ("last tue", "2026-11-17"),
                ("20 nov", "2026-11-20"),
                ("24 nov", "2026-11-24"),
                ("27 nov", "[2025-11-27, 2026-11-27]"),
                ("27 nov 2025", "2025-11-27"),
                ("27 jun", "2026-06-27"),
                ("the 25th", "[2026-10-25, 2026-11-25]"),
                ("the 23rd", "2026-11-23"),
                ("tomorrow", "2026-11-25"),
                ("週五", "2026-11-20"),
                ("週二", "2026-11-24"),
                ("11月27日", "[2025-11-27, 2026-11-27]"),
                ("29 feb", "[2024-02-29, 2028-02-29]"),
            ],
        );
    }

    #[test]
    fn starts_the_week_where_it_is_told() {
        let options = DateOptions {
            cut: crate::domain::phrase::period::Cut { week: chrono::Weekday::Sun, ..Default::default() },
            ..DateOptions::default()
        };
        table(options, &[("next sun", "2026-11-29"), ("next sat", "2026-12-05"), ("next week", "2026-11-29")]);
    }

    fn phrases() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "in",
            "3",
            "d",
            "w",
            "fri",
            "next",
            "last",
            "the",
            "1st",
            "of",
            "nov",
            "2026",
            "q3",
            "end",
            "eom",
            "before",
            "from",
            "a",
            "and",
            "week",
            "business",
            "days",
            "9999",
            "y",
            "/",
            "-",
            "13/4",
            "3pm",
            "at",
            "下",
            "週",
            "五",
            "月",
            "底",
            "三",
            "十",
            "天",
            "後",
            "年",
            "日",
            "半",
            "點",
            "+",
            ".",
            "q",
            "later",
            "ago",
            "on",
            "9999-12-31",
        ]);
        prop::collection::vec((word, prop::bool::ANY), 0..8).prop_map(|words| {
            words.into_iter().fold(String::new(), |line, (word, gap)| line + word + if gap { " " } else { "" })
        })
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,60}", day in Day::MIN.0..=Day::MAX.0) {
            if let Ok(found) = when(&text, Day(day), &DateOptions::default()) {
                prop_assert!((Day::MIN..=Day::MAX).contains(&found.day));
            }
        }

        #[test]
        fn stays_in_the_calendar(text in phrases(), day in prop_oneof![
            Day::MIN.0..=Day::MAX.0, Day::MIN.0..Day::MIN.0 + 800, Day::MAX.0 - 800..=Day::MAX.0
        ], past in prop::bool::ANY) {
            let lean = if past { Lean::Past } else { Lean::Future };
            match when(&text, Day(day), &DateOptions { lean, ..DateOptions::default() }) {
                Ok(found) => prop_assert!((Day::MIN..=Day::MAX).contains(&found.day)),
                Err(DateError::Ambiguous { readings, .. }) => {
                    prop_assert!(readings.iter().all(|day| (Day::MIN..=Day::MAX).contains(day)));
                }
                Err(_) => {}
            }
        }

        #[test]
        fn reads_back_what_it_says(day in Day::MIN.0..=Day::MAX.0, minute in prop::option::of(0..1440_u16), now in 0..40_000) {
            let (said, now) = (When { day: Day(day), minute }, Day(now));
            prop_assert_eq!(when(&said.day.to_string(), now, &DateOptions::default()).map(|found| found.day), Ok(said.day));
            let text = describe(said, now);
            let shown = text.split(" (").next().unwrap_or_default();
            prop_assert_eq!(when(shown, now, &DateOptions::default()), Ok(said));
        }
    }
}
