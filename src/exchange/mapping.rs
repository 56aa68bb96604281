//! What a person says about a file: `--map "COLUMN=field"`, `kind=…`, `system=…`, `date=…`, `currency=…`, `health=1..5`,
//! `won=…`.

use crate::domain::record::meta::Kind;
use crate::domain::record::scale::Scale;
use crate::domain::value::money::Currency;
use crate::exchange::alias::KINDS;
use crate::exchange::date::Order;

/// What becomes of a won deal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Won {
    /// A subscription of twelve months from its close day.
    #[default]
    Subscription,
    /// An opportunity that was won.
    Opportunity,
}

/// What a person says about a file.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Mapping {
    /// The kind of its records.
    pub kind: Option<Kind>,
    /// The system it comes from.
    pub system: Option<String>,
    /// Its encoding.
    pub encoding: Option<String>,
    /// The order of its dates.
    pub date: Option<Order>,
    /// The currency of amounts that name none.
    pub currency: Option<Currency>,
    /// The scale of health scores, from worst to best.
    pub health: Option<Scale>,
    /// What becomes of won deals.
    pub won: Won,
    /// Columns and the fields they hold; an empty field leaves the column out.
    pub columns: Vec<(String, String)>,
}

/// A map that says nothing folio knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadMap {
    /// No equals sign.
    #[error("--map {0:?} has no `=`: write \"COLUMN=field\", for instance \"Vertragsende=end\"")]
    Shape(String),
    /// A word that is none of a list.
    #[error("--map {what}={given}: {given:?} is none of {known}")]
    Word {
        /// The setting.
        what: &'static str,
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// A column that no file has.
    #[error("--map: no file has a column {given:?}{hint}")]
    Column {
        /// The column.
        given: String,
        /// The nearest one.
        hint: String,
    },
    /// A field that the kind of file does not have.
    #[error("--map {column}={given}: {kind} files have no field {given:?}{hint}; fields: {known}")]
    Field {
        /// The column.
        column: String,
        /// The field given.
        given: String,
        /// The kind of file.
        kind: Kind,
        /// The nearest field.
        hint: String,
        /// All fields.
        known: String,
    },
}

impl Mapping {
    /// Reads maps as they stand on the command line, each one or several `LEFT=RIGHT` separated by commas.
    pub fn parse<S: AsRef<str>>(given: &[S]) -> Result<Mapping, BadMap> {
        let mut mapping = Mapping::default();
        for pair in given.iter().flat_map(|text| pairs(text.as_ref())) {
            let (left, right) = pair.rsplit_once('=').ok_or_else(|| BadMap::Shape(pair.clone()))?;
            mapping.set(left.trim(), right.trim())?;
        }
        Ok(mapping)
    }

    fn set(&mut self, left: &str, right: &str) -> Result<(), BadMap> {
        let word =
            |what: &'static str, known: &str| BadMap::Word { what, given: right.to_owned(), known: known.to_owned() };
        match left {
            "kind" => self.kind = Some(kind(right).ok_or_else(|| word("kind", &kinds()))?),
            "system" => self.system = Some(right.to_lowercase()),
            "encoding" => self.encoding = Some(right.to_owned()),
            "date" => {
                self.date = Some(match right.to_lowercase().as_str() {
                    "dmy" => Order::Dmy,
                    "mdy" => Order::Mdy,
                    "ymd" => Order::Ymd,
                    _ => return Err(word("date", "dmy, mdy, ymd")),
                });
            }
            "currency" => {
                self.currency = Some(right.parse().map_err(|_| word("currency", "the codes, such as USD or EUR"))?);
            }
            "health" if right.contains("..") => {
                let known = "scales from worst to best, such as 1..5, or 5..1 where low is good";
                self.health = Some(right.parse().map_err(|_| word("health", known))?);
            }
            "won" => {
                self.won = match right.to_lowercase().as_str() {
                    "subscription" => Won::Subscription,
                    "opportunity" => Won::Opportunity,
                    _ => return Err(word("won", "subscription, opportunity")),
                };
            }
            column => {
                self.columns.push((column.to_owned(), if right == "-" { String::new() } else { right.to_owned() }));
            }
        }
        Ok(())
    }
}

/// Splits at commas, but only where the next part has an `=` of its own: column names may hold commas.
fn pairs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split(',') {
        match found.last_mut() {
            Some(last) if !last.contains('=') => {
                last.push(',');
                last.push_str(part);
            }
            Some(last) if !part.contains('=') => {
                last.push(',');
                last.push_str(part);
            }
            _ => found.push(part.to_owned()),
        }
    }
    found
}

/// A kind of file by its word, in the singular or plural; deals, companies, tickets and the like too.
pub fn kind(word: &str) -> Option<Kind> {
    let plain = word.trim().to_lowercase();
    let one =
        plain.strip_suffix("ies").map_or_else(|| plain.trim_end_matches('s').to_owned(), |stem| format!("{stem}y"));
    match one.as_str() {
        "company" | "customer" | "client" | "school" => Some(Kind::Account),
        "person" | "people" | "user" => Some(Kind::Contact),
        "contract" => Some(Kind::Subscription),
        "deal" => Some(Kind::Opportunity),
        "activity" | "engagement" | "ticket" | "case" | "call" | "meeting" | "touche" => Some(Kind::Touch),
        other => KINDS.into_iter().find(|kind| kind.word() == other),
    }
}

fn kinds() -> String {
    KINDS.map(Kind::word).join(", ")
}

/// `: did you mean "X"?` for the nearest of some words, if one is near.
pub fn near<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> String {
    let plain = given.to_lowercase();
    let best = known
        .map(|word| (strsim::jaro_winkler(&plain, &word.to_lowercase()), word))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > 0.7);
    best.map(|(_, word)| format!(": did you mean {word:?}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_maps() {
        let map = Mapping::parse(&[
            "kind=accounts,Vertragsende=end",
            "Name, full=name",
            "date=DMY,Skip me=-",
            "won=opportunity",
            "health=5..1,health=health",
        ])
        .unwrap();
        assert_eq!(map.kind, Some(Kind::Account));
        assert_eq!((map.date, map.won), (Some(Order::Dmy), Won::Opportunity));
        let columns: Vec<_> = map.columns.iter().map(|(c, f)| (c.as_str(), f.as_str())).collect();
        assert_eq!(columns, [("Vertragsende", "end"), ("Name, full", "name"), ("Skip me", ""), ("health", "health")]);
        assert_eq!(map.health.unwrap().to_string(), "5..1");
    }

    #[test]
    fn refuses_unknown_words() {
        for bad in ["kind=planets", "date=today", "currency=dollars", "won=lottery", "health=3..3", "no equals"] {
            assert!(Mapping::parse(&[bad]).is_err(), "{bad}");
        }
        assert_eq!(near("renewl", ["name", "renewal"].into_iter()), ": did you mean \"renewal\"?");
        for (word, want) in [("deals", Kind::Opportunity), ("companies", Kind::Account), ("touches", Kind::Touch)] {
            assert_eq!(kind(word), Some(want));
        }
    }
}
