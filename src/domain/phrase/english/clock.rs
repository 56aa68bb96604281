//! The time of day in one word: `15:00`, `3pm`, `3:30pm`, `3.30pm`. Minutes after midnight, never 24:00.

/// Which half of the day an hour of twelve lies in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Half {
    /// Before noon.
    Am,
    /// From noon on.
    Pm,
}

/// Reads a word such as `15:00` or `3:30pm`; a lone `3` is no time.
pub fn read(word: &str) -> Option<u16> {
    let (digits, half) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(Half::Am)),
        (_, Some(digits)) => (digits, Some(Half::Pm)),
        _ => (word, None),
    };
    let (hour, minute) = match digits.split_once(':').or_else(|| half.and_then(|_| digits.split_once('.'))) {
        Some((hour, minute)) if minute.len() == 2 => (number(hour)?, number(minute)?),
        Some(_) => return None,
        None => (half.and(number(digits))?, 0),
    };
    at(hour, minute, half)
}

/// Minutes after midnight of an hour and a minute, if the day has them.
pub fn at(hour: u16, minute: u16, half: Option<Half>) -> Option<u16> {
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Half::Am) => hour % 12,
        Some(Half::Pm) => hour % 12 + 12,
    };
    (hour < 24 && minute < 60).then(|| hour * 60 + minute)
}

fn number(digits: &str) -> Option<u16> {
    ((1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times() {
        for (word, want) in [
            ("15:00", Some(900)),
            ("3pm", Some(900)),
            ("3:30pm", Some(930)),
            ("3.30pm", Some(930)),
            ("12am", Some(0)),
            ("12pm", Some(720)),
            ("0:05", Some(5)),
            ("24:00", None),
            ("13pm", None),
            ("0am", None),
            ("3", None),
            ("3.30", None),
            ("15:0", None),
            ("15:60", None),
            ("+3:00", None),
            ("pm", None),
        ] {
            assert_eq!(read(word), want, "{word}");
        }
    }
}
