//! The Chinese time of day at the end of a phrase: `下午三点半`, `15点`, `晚上8點15分`. An hour up to eleven without its
//! part of the day could be either and is refused.

use crate::domain::phrase::chinese::rest::Rest;
use crate::domain::phrase::english::clock;
use crate::domain::phrase::when::{Context, DateError};

/// Part of the day that an hour is counted in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Morning,
    Noon,
    Evening,
}

const PARTS: [(&str, Part); 9] = [
    ("凌晨", Part::Morning),
    ("早上", Part::Morning),
    ("上午", Part::Morning),
    ("中午", Part::Noon),
    ("下午", Part::Evening),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
    ("早", Part::Morning),
    ("晚", Part::Evening),
];

/// Reads what is left as a time; none when there is none, a refusal when it is half of one.
pub fn read(mut rest: Rest<'_>, cx: &Context<'_>) -> Result<Option<u16>, DateError> {
    if rest.is_empty() {
        return Ok(None);
    }
    if let Some(minute) = clock::read(rest.0) {
        return Ok(Some(minute));
    }
    let part = rest.choose(&PARTS);
    if part == Some(Part::Noon) && rest.is_empty() {
        return Ok(Some(12 * 60));
    }
    let refused = || cx.unknown("write 下午3點, 15:00 or 15點半");
    let hour = rest.number().ok_or_else(refused)?;
    let minute = minutes(&mut rest).filter(|_| rest.is_empty()).ok_or_else(refused)?;
    let hour = match (part, hour) {
        (None, 1..=11) => return Err(cx.unknown("morning or afternoon? write 上午, 下午 or 15:00")),
        (None, hour)
        | (Some(Part::Morning), hour @ 0..=11)
        | (Some(Part::Noon), hour @ 11..=12)
        | (Some(Part::Evening), hour @ 13..=23) => hour,
        (Some(Part::Noon), hour @ 1..=2) | (Some(Part::Evening), hour @ 1..=11) => hour + 12,
        _ => return Err(refused()),
    };
    let both = u16::try_from(hour).ok().zip(u16::try_from(minute).ok());
    both.and_then(|(hour, minute)| clock::at(hour, minute, None)).map(Some).ok_or_else(refused)
}

/// What follows the hour: `点`, `点半`, `点15分`, `:15`.
fn minutes(rest: &mut Rest<'_>) -> Option<u32> {
    if rest.eat(&[":"]) {
        return rest.number();
    }
    if !rest.eat(&["点", "时"]) {
        return None;
    }
    rest.eat(&["钟", "整"]);
    if let Some(minute) = rest.choose(&[("半", 30), ("一刻", 15), ("三刻", 45)]) {
        return Some(minute);
    }
    if rest.is_empty() {
        return Some(0);
    }
    let minute = rest.number()?;
    rest.eat(&["分"]);
    Some(minute)
}
