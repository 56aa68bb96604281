//! Chinese days: `下週五`, `11月27日`, `三天后`, `月底`. Each rule eats its words from the front of what is left.

use crate::domain::phrase::chinese::clock;
use crate::domain::phrase::chinese::rest::Rest;
use crate::domain::phrase::period::{Period, Unit, ahead, week_first};
use crate::domain::phrase::span::{MOST, Span};
use crate::domain::phrase::when::{Context, DateError, Form, Found, Lean, When, plain};
use crate::domain::value::day::Day;
use chrono::Weekday;

/// Reads a phrase in Simplified characters; none when it is no Chinese date.
pub fn read(simplified: &str, cx: &Context<'_>) -> Result<Option<(When, Form)>, DateError> {
    let rules: [fn(&mut Rest<'_>, &Context<'_>) -> Found; 5] = [near, week, counted, ends, dated];
    for rule in rules {
        let mut rest = Rest(simplified);
        if let Some((day, form)) = rule(&mut rest, cx)? {
            // `週五前` is by Friday; a counted length has eaten its own 前.
            rest.eat(&["之前", "以前", "前"]);
            named_weekday(&mut rest, day, cx)?;
            rest.eat(&["的", ","]);
            let minute = clock::read(rest, cx)?;
            return Ok(Some((When { day, minute }, form)));
        }
    }
    if !simplified.contains(['点', '时', ':']) && simplified != "中午" {
        return Ok(None);
    }
    let minute = clock::read(Rest(simplified), cx)?;
    Ok(minute.map(|_| (When { day: cx.today, minute }, Form::Plain)))
}

const WEEKDAYS: [(&str, Weekday); 14] = [
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
    ("1", Weekday::Mon),
    ("2", Weekday::Tue),
    ("3", Weekday::Wed),
    ("4", Weekday::Thu),
    ("5", Weekday::Fri),
    ("6", Weekday::Sat),
];
const WEEK: [&str; 3] = ["星期", "礼拜", "周"];
const STEPS: [(&str, i32); 6] = [("下下", 2), ("上上", -2), ("下", 1), ("上", -1), ("这", 0), ("本", 0)];

/// `今天`, `大后天`; `明晚8点` keeps its `晚` for the time.
fn near(rest: &mut Rest<'_>, cx: &Context<'_>) -> Found {
    let days = rest.choose(&[
        ("大后天", 3),
        ("大前天", -3),
        ("今天", 0),
        ("今日", 0),
        ("明天", 1),
        ("明日", 1),
        ("后天", 2),
        ("后日", 2),
        ("昨天", -1),
        ("昨日", -1),
        ("前天", -2),
    ]);
    let parts = ["晚", "早"];
    let short = || {
        [("今", 0), ("明", 1), ("昨", -1)].iter().find_map(|(word, days)| {
            let tail = rest.0.strip_prefix(word)?;
            parts.iter().any(|part| tail.starts_with(part)).then_some((*days, tail))
        })
    };
    match (days, short()) {
        (Some(days), _) => plain(cx.today.plus_days(days)),
        (None, Some((days, tail))) => {
            // `今晚` alone is today; with an hour the part of the day belongs to the time.
            rest.0 = if parts.contains(&tail) { "" } else { tail };
            plain(cx.today.plus_days(days))
        }
        _ => Ok(None),
    }
}

/// `周五`, `下週五`, `下周`.
fn week(rest: &mut Rest<'_>, cx: &Context<'_>) -> Found {
    let step = rest.choose(&STEPS);
    if step.is_some() {
        rest.eat(&["个"]);
    }
    if !rest.eat(&WEEK) {
        return Ok(None);
    }
    let start = cx.options.cut.week;
    let first = week_first(cx.today, start).plus_days(step.unwrap_or(0) * 7);
    if rest.eat(&["末"]) {
        let days = [Weekday::Sat, Weekday::Sun].map(|day| first.plus_days(ahead(start, day)));
        return Err(cx.ambiguous(days.to_vec(), "write 週六 or 週日"));
    }
    match (step, rest.choose(&WEEKDAYS)) {
        (Some(_), Some(day)) => plain(first.plus_days(ahead(start, day))),
        (None, Some(day)) => {
            let today = cx.today.weekday();
            let (on, back) = (ahead(today, day), ahead(day, today));
            plain(cx.today.plus_days(match cx.options.lean {
                Lean::Future if on == 0 => 7,
                Lean::Future => on,
                Lean::Past => -back,
            }))
        }
        (Some(1..), None) => plain(first),
        _ => Err(cx.unknown("name the day of the week: 週五")),
    }
}

/// `三天后`, `两周前`, `半年后`, `3个工作日后`.
fn counted(rest: &mut Rest<'_>, cx: &Context<'_>) -> Found {
    let mut left = *rest;
    let mut span = Span::default();
    let (mut workdays, mut dom) = (None, None);
    loop {
        if left.eat(&["半年"]) {
            span = span.plus(Span::months(6));
            continue;
        }
        let mut next = left;
        let Some(count) = next.number().filter(|&count| count <= MOST) else { break };
        let counted = next.eat(&["个"]);
        // `11月27日前` is a date: months are counted with 个. A count of years is short, `2027年` is a year.
        if (!counted && next.0.starts_with('月')) || (count > 99 && next.0.starts_with('年')) {
            break;
        }
        dom = next.0.starts_with('日').then_some(count);
        let Some(unit) = next.choose(&[
            ("工作日", None),
            ("天", Some(Span::days(1))),
            ("日", Some(Span::days(1))),
            ("星期", Some(Span::days(7))),
            ("礼拜", Some(Span::days(7))),
            ("周", Some(Span::days(7))),
            ("月", Some(Span::months(1))),
            ("季度", Some(Span::months(3))),
            ("季", Some(Span::months(3))),
            ("年", Some(Span::months(12))),
        ]) else {
            break;
        };
        match unit {
            None => workdays = Some(count.cast_signed()),
            Some(unit) => span = span.plus(Span { days: unit.days * count, months: unit.months * count }),
        }
        left = next;
    }
    let Some(sign) = left.choose(&[("之后", 1), ("以后", 1), ("后", 1), ("之前", -1), ("以前", -1), ("前", -1)])
    else {
        return Ok(None);
    };
    if let Some(dom) = dom.filter(|&dom| sign < 0 && span == Span::days(dom)) {
        let ago = span.before(cx.today);
        let by = cx.day_of_month(dom).ok_or_else(|| cx.unknown("write 三天前"))?;
        return Err(cx.ambiguous(vec![ago, by], "write 3天前, or the month too"));
    }
    let day = match (workdays, span == Span::default()) {
        (Some(days), true) => cx.options.workdays.plus(cx.today, days * sign),
        (None, false) if sign > 0 => span.after(cx.today),
        (None, false) => span.before(cx.today),
        _ => return Ok(None),
    };
    *rest = left;
    plain(day)
}

/// `月底`, `下個月底`, `本季底`, `明年底`, `下个月`, `下個月5號`.
fn ends(rest: &mut Rest<'_>, cx: &Context<'_>) -> Found {
    let mut left = *rest;
    let year = left.choose(&[("今年", 0), ("明年", 1), ("后年", 2), ("去年", -1)]);
    let (unit, step) = if year.is_some() {
        (Unit::Year, year)
    } else {
        let step = left.choose(&STEPS);
        if step.is_some() {
            left.eat(&["个"]);
        }
        let units = [("月", Unit::Month), ("季度", Unit::Quarter), ("季", Unit::Quarter), ("年", Unit::Year)];
        let Some(unit) = left.choose(&units) else { return Ok(None) };
        (unit, step)
    };
    let period = Period::around(unit, cx.today, step.unwrap_or(0), cx.options.cut);
    if left.eat(&["底", "末"]) {
        *rest = left;
        return plain(period.last);
    }
    let Some(step) = step else { return Ok(None) };
    if left.eat(&["初"]) {
        *rest = left;
        return plain(period.first);
    }
    let (y, m, _) = period.first.ymd();
    let inside = match unit {
        Unit::Year => {
            let mut day = left;
            month_and_day(&mut day).map(|(month, dom)| (Day::of(y, month, dom), day))
        }
        Unit::Month => {
            let mut day = left;
            day_of_month(&mut day).map(|dom| (Day::of(y, m, dom), day))
        }
        _ => None,
    };
    match inside {
        Some((found, day)) => {
            *rest = day;
            plain(found.ok_or_else(|| no_day(cx))?)
        }
        None if step > 0 => {
            *rest = left;
            Ok(Some((period.first, if unit == Unit::Month { Form::Plain } else { Form::Period })))
        }
        None => Ok(None),
    }
}

/// `2027年1月5日`, `民國116年1月5日`, `11月27號`, `十一月底`, `27日`.
fn dated(rest: &mut Rest<'_>, cx: &Context<'_>) -> Found {
    let republic = rest.eat(&["民国"]);
    let mut left = *rest;
    let year = left.number().filter(|_| left.eat(&["年"]));
    if let Some(year) = year {
        // Two figures are a short year; below 1000 is the Republic's count or a slip, so it wants its name.
        let year = match (republic, year) {
            (true, year) => year + 1911,
            (false, year @ 1000..) => year,
            (false, _) => return Err(cx.unknown("write the year in full: 2027年1月5日 or 民國116年1月5日")),
        };
        let mut end = left;
        if let Some(month) = end.number().filter(|_| end.eat(&["月"]) && end.eat(&["底", "末"])) {
            *rest = end;
            return plain(Period::month(year.cast_signed(), month).ok_or_else(|| no_day(cx))?.last);
        }
        let (month, dom) = month_and_day(&mut left).ok_or_else(|| cx.unknown("write month and day: 1月5日"))?;
        *rest = left;
        return plain(Day::of(year.cast_signed(), month, dom).ok_or_else(|| no_day(cx))?);
    }
    if republic {
        return Ok(None);
    }
    let mut left = *rest;
    if let Some((month, dom)) = month_and_day(&mut left) {
        *rest = left;
        return plain(cx.month_day(month, dom).ok_or_else(|| no_day(cx))?);
    }
    let mut left = *rest;
    if let Some(month) = left.number().filter(|_| left.eat(&["月"]) && left.eat(&["底", "末"])) {
        *rest = left;
        let (year, ..) = cx.today.ymd();
        let last = cx.nearest(|step| Period::month(year + step, month).map(|month| month.last));
        return plain(last.ok_or_else(|| no_day(cx))?);
    }
    let Some(dom) = day_of_month(rest) else { return Ok(None) };
    Ok(Some((cx.day_of_month(dom).ok_or_else(|| no_day(cx))?, Form::Loose)))
}

fn no_day(cx: &Context<'_>) -> DateError {
    cx.no_such_day("that month has no such day")
}

/// `11月27日`, `十一月二十七`; the sign of the day may be left out after a month.
fn month_and_day(rest: &mut Rest<'_>) -> Option<(u32, u32)> {
    let month = rest.number()?;
    if !rest.eat(&["月"]) {
        return None;
    }
    let day = rest.number()?;
    rest.eat(&["日", "号"]);
    Some((month, day))
}

fn day_of_month(rest: &mut Rest<'_>) -> Option<u32> {
    let mut left = *rest;
    let day = left.number()?;
    if !left.eat(&["日", "号"]) {
        return None;
    }
    *rest = left;
    Some(day)
}

/// A weekday behind the date, `(周五)` or `,星期一`, must be right.
fn named_weekday(rest: &mut Rest<'_>, day: Day, cx: &Context<'_>) -> Result<(), DateError> {
    let mut left = *rest;
    let bracket = left.eat(&["("]);
    if !bracket {
        left.eat(&[",", "、"]);
    }
    let Some(weekday) = left.eat(&WEEK).then(|| left.choose(&WEEKDAYS)).flatten() else { return Ok(()) };
    if bracket && !left.eat(&[")"]) {
        return Ok(());
    }
    if day.weekday() != weekday {
        return Err(cx.no_such_day(format!("{day} is a {}", day.date().format("%A"))));
    }
    *rest = left;
    Ok(())
}
