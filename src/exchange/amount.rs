//! Amounts and plain figures as people and programs write them, exactly: no float. The decimal sign is decided per
//! column, over all its rows.

use crate::domain::value::money::Currency;

/// Which sign stands before the decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Decimal {
    /// `1,234.56`.
    #[default]
    Point,
    /// `1.234,56`.
    Comma,
}

/// What a column's cells, taken together, say of their decimal sign.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Evidence {
    point: usize,
    comma: usize,
}

impl Evidence {
    /// Takes one cell into account.
    pub fn add(&mut self, cell: &str) {
        let figures: String = cell.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        let (points, commas) = (figures.matches('.').count(), figures.matches(',').count());
        let behind = |sign: char| figures.rsplit(sign).next().map_or(0, str::len);
        let zero = |sign: char| figures.split(sign).next().is_some_and(|head| head.trim_start_matches('0').is_empty());
        let later_point = figures.rfind('.') > figures.rfind(',');
        let (point, comma) = match (points, commas) {
            (1, 0) => (behind('.') != 3 || zero('.'), false),
            (0, 1) => (false, behind(',') != 3 || zero(',')),
            (_, 0) => (false, points > 1),
            (0, _) => (true, false),
            (1.., 1..) => (later_point, !later_point),
        };
        self.point += usize::from(point);
        self.comma += usize::from(comma);
    }

    /// The sign that the cells show: the point unless only commas are seen.
    pub fn decimal(self) -> Decimal {
        if self.comma > self.point { Decimal::Comma } else { Decimal::Point }
    }
}

/// An exact figure with the currency that its cell names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Amount {
    /// Plain decimal: `-1234.5`.
    pub figure: String,
    /// The currency, if the cell names one; none behind a bare `$`, which several have.
    pub currency: Option<Currency>,
    /// Whether a percent sign stood there.
    pub percent: bool,
}

const SYMBOLS: [(&str, &str); 16] = [
    ("US$", "USD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("R$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
];

/// Reads an amount: `$1,234,567`, `1.234,56`, `45k`, `1.2M`, `(1,234)`, `€ 1 234`, `USD 100`, `1e5`. In `Money` a point or
/// comma before exactly three digits parts thousands, whatever the column's sign; `decimal` decides elsewhere.
pub fn parse(cell: &str, decimal: Decimal, thousands: Thousands) -> Option<Amount> {
    let mut text = cell.trim();
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (text, negative) = (inner.trim(), true);
    }
    let (mut currency, mut percent) = (None, false);
    loop {
        let before = text;
        for minus in ['-', '−', '–'] {
            if let Some(rest) = text.strip_prefix(minus) {
                (text, negative) = (rest.trim(), !negative);
            }
        }
        text = text.strip_prefix('+').unwrap_or(text);
        for (symbol, code) in SYMBOLS {
            if let Some(rest) = text.strip_prefix(symbol).or_else(|| text.strip_suffix(symbol)) {
                (text, currency) = (rest.trim(), code.parse().ok());
            }
        }
        if let Some(rest) = text.strip_prefix('$').or_else(|| text.strip_suffix('$')) {
            text = rest.trim();
        }
        if let Some(rest) = text.strip_suffix('%') {
            (text, percent) = (rest.trim(), true);
        }
        if let Some((rest, code)) = code(text) {
            (text, currency) = (rest, Some(code));
        }
        if text == before {
            break;
        }
    }
    let (text, power) = scale(text);
    let (digits, shift) = plain(text, decimal, thousands)?;
    let figure = shifted(&digits, shift, power)?;
    let zero = figure.bytes().all(|b| matches!(b, b'0' | b'.'));
    let figure = if negative && !zero { format!("-{figure}") } else { figure };
    Some(Amount { figure, currency, percent })
}

/// Whether one sign before exactly three digits parts thousands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thousands {
    /// Yes: money has no three decimals.
    Money,
    /// As the column's decimal sign says.
    Column,
}

/// A three-letter code at either end of an amount.
fn code(text: &str) -> Option<(&str, Currency)> {
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let head = text.get(..3).filter(|word| is_code(word)).zip(text.get(3..));
    let tail = text.len().checked_sub(3).and_then(|at| text.get(at..).filter(|word| is_code(word)).zip(text.get(..at)));
    let (word, rest) = head.or(tail)?;
    rest.contains(|c: char| c.is_ascii_digit()).then_some((rest.trim(), word.parse().ok()?))
}

/// `k`, `M`, `bn` behind a figure, as a power of ten.
fn scale(text: &str) -> (&str, i32) {
    let lower = text.to_ascii_lowercase();
    for (suffix, power) in [("mio", 6), ("mm", 6), ("mn", 6), ("bn", 9), ("k", 3), ("m", 6), ("b", 9)] {
        if lower.ends_with(suffix)
            && let Some(rest) = text.get(..text.len() - suffix.len())
        {
            return (rest.trim_end(), power);
        }
    }
    (text, 0)
}

/// Digits without signs, and how many of them are decimals.
fn plain(text: &str, decimal: Decimal, thousands: Thousands) -> Option<(String, i32)> {
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((head, tail)) => (head, tail.parse::<i32>().ok().filter(|e| (-12..=15).contains(e))?),
        None => (text, 0),
    };
    let compact: String =
        text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '_')).collect();
    let point = match decimal {
        Decimal::Point => '.',
        Decimal::Comma => ',',
    };
    let other = if point == '.' { ',' } else { '.' };
    let grouped = |sign: char| {
        let mut groups = compact.split(sign);
        let head = groups.next().unwrap_or_default();
        matches!(head.len(), 1..=3) && head != "0" && groups.all(|group| group.len() == 3)
    };
    let (points, others) = (compact.matches(point).count(), compact.matches(other).count());
    let all_groups = |sign: char| match thousands {
        Thousands::Money => grouped(sign),
        Thousands::Column => false,
    };
    let (whole, part) = match (points, others) {
        (0, 0) => (compact.clone(), String::new()),
        (0, _) if grouped(other) => (compact.replace(other, ""), String::new()),
        (0, 1) => {
            let (whole, part) = compact.split_once(other)?;
            (whole.to_owned(), part.to_owned())
        }
        (1, 0) if all_groups(point) && exponent == 0 && decimal_is_odd(&compact, point) => {
            (compact.replace(point, ""), String::new())
        }
        (2.., 0) if grouped(point) => (compact.replace(point, ""), String::new()),
        (1, _) => {
            let (whole, part) = compact.rsplit_once(point)?;
            (whole.replace(other, ""), part.to_owned())
        }
        _ => return None,
    };
    let digits = format!("{whole}{part}");
    let sound = !digits.is_empty() && digits.len() <= 30 && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| (digits, i32::try_from(part.len()).unwrap_or(i32::MAX) - exponent))
}

/// `1.234` with a decimal point is a thousand and more only where money cannot have three decimals.
fn decimal_is_odd(text: &str, point: char) -> bool {
    text.rsplit(point).next().is_some_and(|part| part.len() == 3)
}

/// Digits with `shift` decimals, times ten to a power, as a plain decimal.
fn shifted(digits: &str, shift: i32, power: i32) -> Option<String> {
    let decimals = shift - power;
    let mut digits = digits.to_owned();
    if decimals < 0 {
        digits.extend(std::iter::repeat_n('0', decimals.unsigned_abs() as usize));
    }
    let decimals = usize::try_from(decimals.max(0)).ok()?;
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, part) = padded.split_at(padded.len() - decimals);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    if whole.len() > 16 {
        return None;
    }
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

/// A figure in major units as money text of a currency, rounded half away from zero to its minor unit: `1200.50 USD`.
pub fn money_text(figure: &str, currency: Currency) -> Option<String> {
    let minor = minor(figure, currency)?;
    Some(crate::domain::value::money::Money::new(minor, currency).to_string())
}

/// Minor units of a plain decimal in major units, rounded half away from zero.
pub fn minor(figure: &str, currency: Currency) -> Option<i64> {
    let (sign, digits) = figure.strip_prefix('-').map_or((1, figure), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let exponent = currency.exponent() as usize;
    let kept: String = part.chars().chain(std::iter::repeat('0')).take(exponent).collect();
    let up = part.as_bytes().get(exponent).is_some_and(|digit| *digit >= b'5');
    let units: i64 = format!("{whole}{kept}").parse().ok()?;
    Some(sign * units.checked_add(i64::from(up))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(cell: &str, decimal: Decimal) -> String {
        parse(cell, decimal, Thousands::Money).map(|amount| amount.figure).unwrap_or_default()
    }

    #[test]
    fn reads_amounts_exactly() {
        for (cell, want) in [
            ("$1,234,567", "1234567"),
            ("1,234.56", "1234.56"),
            ("45k", "45000"),
            ("1.2M", "1200000"),
            ("$ 1.25m", "1250000"),
            ("(1,234)", "-1234"),
            ("-$500.10", "-500.1"),
            ("€ 1 234", "1234"),
            ("USD 100", "100"),
            ("100 EUR", "100"),
            ("CHF 1'234.50", "1234.5"),
            ("1\u{a0}234,50", "1234.5"),
            ("0.5", "0.5"),
            ("0", "0"),
            ("-0.00", "0"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("1e5", "100000"),
            ("2786.4567", "2786.4567"),
            ("85%", "85"),
            ("20000000.0", "20000000"),
        ] {
            assert_eq!(figure(cell, Decimal::Point), want, "{cell}");
        }
        for (cell, want) in
            [("1.234,56", "1234.56"), ("1234,5", "1234.5"), ("200.000.000", "200000000"), ("1.234", "1234")]
        {
            assert_eq!(figure(cell, Decimal::Comma), want, "{cell}");
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for cell in
            ["", "abc", "NaN", "inf", "1e308", "1,23,4", "1.2.3", "--", "12-13", "99999999999999999999", "$", "k"]
        {
            assert_eq!(figure(cell, Decimal::Point), "", "{cell}");
        }
    }

    #[test]
    fn the_column_decides_the_decimal_sign() {
        for (cells, want) in [
            (&["1.234,56", "7"][..], Decimal::Comma),
            (&["1,234.56", "1,5"], Decimal::Point),
            (&["1,5", "2,25"], Decimal::Comma),
            (&["1,234"], Decimal::Point),
            (&["0,125"], Decimal::Comma),
        ] {
            let mut evidence = Evidence::default();
            for cell in cells {
                evidence.add(cell);
            }
            assert_eq!(evidence.decimal(), want, "{cells:?}");
        }
        let column = |cell| parse(cell, Decimal::Point, Thousands::Column).map(|amount| amount.figure);
        assert_eq!(column("85.125").as_deref(), Some("85.125"));
    }

    #[test]
    fn names_and_rounds_currencies() {
        let currency =
            |cell| parse(cell, Decimal::Point, Thousands::Money).and_then(|a| a.currency).map(|c| c.to_string());
        assert_eq!(currency("£5").as_deref(), Some("GBP"));
        assert_eq!(currency("CHF 10").as_deref(), Some("CHF"));
        assert_eq!(currency("$10"), None, "several currencies have a dollar");
        let code = |c: &str| c.parse::<Currency>().unwrap();
        assert_eq!(money_text("1200.505", code("USD")).as_deref(), Some("1200.51 USD"));
        assert_eq!(money_text("-0.5", code("JPY")).as_deref(), Some("-1 JPY"));
        assert_eq!(money_text("9999999999999999", code("KWD")), None, "past what an i64 holds");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_safe(cell in "\\PC{0,30}", figures in "[0-9.,()$€kM%eE -]{0,20}") {
            for decimal in [Decimal::Point, Decimal::Comma] {
                parse(&cell, decimal, Thousands::Money);
                parse(&figures, decimal, Thousands::Column);
            }
        }
    }
}
