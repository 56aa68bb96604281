//! What is left to read of a Chinese phrase, and its numbers: `27`, `二十七`, `二〇二六`. Traditional forms are folded
//! to Simplified first, so each rule is written once.

/// The characters of dates in Simplified form, without blanks.
pub fn simplified(folded: &str) -> String {
    folded.chars().filter(|c| !c.is_whitespace()).map(simple).collect()
}

fn simple(c: char) -> char {
    match c {
        '後' => '后',
        '週' => '周',
        '禮' => '礼',
        '這' => '这',
        '個' => '个',
        '號' => '号',
        '點' => '点',
        '兩' => '两',
        '時' => '时',
        '鐘' | '鍾' => '钟',
        '國' => '国',
        '間' => '间',
        '來' => '来',
        '過' => '过',
        '從' => '从',
        '零' | '○' => '〇',
        c => c,
    }
}

/// Whether a text has Chinese characters in it.
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '〇')
}

/// A text that is eaten from the front.
#[derive(Clone, Copy, Debug)]
pub struct Rest<'a>(pub &'a str);

impl Rest<'_> {
    /// Whether nothing is left.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Eats the first of these words that comes next; false when none does.
    pub fn eat(&mut self, words: &[&str]) -> bool {
        self.choose(&words.iter().map(|word| (*word, ())).collect::<Vec<_>>()).is_some()
    }

    /// Eats the first of these words that comes next and gives its meaning.
    pub fn choose<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let (rest, meaning) =
            words.iter().find_map(|(word, meaning)| self.0.strip_prefix(word).map(|rest| (rest, *meaning)))?;
        self.0 = rest;
        Some(meaning)
    }

    /// Eats a number below 10,000 in digits or characters.
    pub fn number(&mut self) -> Option<u32> {
        let digits = |c: char| c.is_ascii_digit();
        let figures = |c: char| digit(c).is_some() || matches!(c, '十' | '百' | '千' | '廿' | '卅');
        let end = |fits: &dyn Fn(char) -> bool| self.0.find(|c| !fits(c)).unwrap_or(self.0.len());
        let (run, value) = match end(&digits) {
            0 => {
                let run = self.0.get(..end(&figures))?;
                (run, spelled(run)?)
            }
            length => {
                let run = self.0.get(..length)?;
                (run, run.parse().ok().filter(|_| length <= 4)?)
            }
        };
        self.0 = self.0.get(run.len()..)?;
        Some(value)
    }
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// `二十七`, `廿七`, `两千〇四`; or digit by digit, `二〇二六`.
fn spelled(run: &str) -> Option<u32> {
    if run.chars().count() > 8 || run.is_empty() {
        return None;
    }
    if run.chars().all(|c| digit(c).is_some()) {
        let value = run.chars().filter_map(digit).fold(0_u32, |value, figure| value.saturating_mul(10) + figure);
        return (value < 10_000).then_some(value);
    }
    let (mut total, mut figure, mut below) = (0, None, u32::MAX);
    for c in run.chars() {
        let weight = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '廿' | '卅' if total == 0 && figure.is_none() => {
                total = if c == '廿' { 20 } else { 30 };
                below = 10;
                continue;
            }
            '廿' | '卅' => return None,
            _ if figure.is_some_and(|figure| figure != 0) => return None,
            c => {
                figure = digit(c);
                continue;
            }
        };
        if weight >= below {
            return None;
        }
        total += weight * figure.take().filter(|&figure| figure != 0).unwrap_or(1);
        below = weight;
    }
    Some(total + figure.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        for (text, want) in [
            ("27", Some(27)),
            ("二十七", Some(27)),
            ("十", Some(10)),
            ("三十", Some(30)),
            ("廿七", Some(27)),
            ("二〇二六", Some(2026)),
            ("两千〇四", Some(2004)),
            ("一百一十五", Some(115)),
            ("二二十", None),
            ("十百", None),
            ("12345", None),
            ("", None),
            ("周", None),
        ] {
            assert_eq!(Rest(text).number(), want, "{text}");
        }
    }
}
