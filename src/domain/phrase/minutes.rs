//! Lengths of work in minutes: `30m`, `2h`, `1h30`, `1.5h`.

/// The longest piece of work that is one entry: ten days.
const MOST: u32 = 10 * 24 * 60;

/// Minutes of a text such as `1h30`, 1 to 14,400; none when it is no length of work.
pub fn read(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    let plain = |digits: &str| -> Option<u32> {
        ((1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    let minutes = if let Some((hours, rest)) = text.split_once('h') {
        let rest = rest.trim_start_matches("ours").trim_start_matches("our").trim_start_matches('r');
        let past = match rest.strip_suffix("min").or_else(|| rest.strip_suffix('m')).unwrap_or(rest) {
            "" if rest.is_empty() => 0,
            past => plain(past).filter(|&past| past < 60)?,
        };
        match hours.split_once('.') {
            Some((whole, tenth)) if past == 0 && tenth.len() == 1 => plain(whole)? * 60 + plain(tenth)? * 6,
            Some((whole, "25")) if past == 0 => plain(whole)? * 60 + 15,
            Some((whole, "75")) if past == 0 => plain(whole)? * 60 + 45,
            Some(_) => return None,
            None => plain(hours)? * 60 + past,
        }
    } else {
        plain(["minutes", "min", "m"].iter().find_map(|unit| text.strip_suffix(unit))?)?
    };
    (1..=MOST).contains(&minutes).then_some(minutes)
}

/// `30m`, `2h`, `1h30`.
pub fn print(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lengths_of_work() {
        for (text, want) in [
            ("30m", Some(30)),
            ("90min", Some(90)),
            ("2h", Some(120)),
            ("1h30", Some(90)),
            ("1h30m", Some(90)),
            ("1.5h", Some(90)),
            ("0.25h", Some(15)),
            ("2H", Some(120)),
            ("2hrs", None),
            ("30", None),
            ("h", None),
            ("1h75", None),
            ("0m", None),
            ("99999h", None),
            ("-30m", None),
            ("", None),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
        for minutes in 1..=14_400 {
            assert_eq!(read(&print(minutes)), Some(minutes));
        }
    }
}
