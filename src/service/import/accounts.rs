//! Accounts by the words that files use for them: names, aliases, domains. Two of one name are told apart by nobody
//! but a person.

use crate::domain::value::id::AccountId;
use crate::domain::value::text::folded;
use std::collections::HashMap;

/// Every account by its folded names.
#[derive(Default)]
pub struct Accounts {
    names: HashMap<String, Vec<AccountId>>,
    called: HashMap<AccountId, String>,
}

fn key(name: &str) -> String {
    let folded = folded(name);
    if folded.contains("  ") || folded != folded.trim() {
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        folded
    }
}

/// Words that say what a firm is in law, and articles: two firms share them by chance.
const EMPTY_WORDS: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "of",
    "inc",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "kg",
    "se",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "as",
    "oy",
    "pty",
    "group",
];

/// Whether two names may be those of one firm: the same first word, or at least half of the words of the longer one.
pub fn akin(one: &str, other: &str) -> bool {
    fn words(folded: &str) -> Vec<&str> {
        let all = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let telling: Vec<&str> = all().filter(|word| !EMPTY_WORDS.contains(word)).collect();
        if telling.is_empty() { all().collect() } else { telling }
    }
    let (one, other) = (folded(one), folded(other));
    let (one, other) = (words(&one), words(&other));
    let common = one.iter().filter(|word| other.contains(word)).count();
    let longer = one.len().max(other.len());
    common > 0 && (one.first() == other.first() || common * 2 >= longer)
}

impl Accounts {
    /// Adds an account under its name and other words.
    pub fn add(&mut self, id: AccountId, name: &str, others: &[String]) {
        self.called.insert(id, name.to_owned());
        for word in std::iter::once(name).chain(others.iter().map(String::as_str)) {
            let known = self.names.entry(key(word)).or_default();
            if !word.trim().is_empty() && !known.contains(&id) {
                known.push(id);
            }
        }
    }

    /// Whether a name may be meant for an account: it answers to it, or its own name has the same first word or half of
    /// the words, as when a customer is renamed at the source.
    pub fn answers(&self, id: AccountId, name: &str) -> bool {
        self.named(name).contains(&id) || akin(self.name(id), name)
    }

    /// The accounts that answer to a name.
    pub fn named(&self, name: &str) -> &[AccountId] {
        self.names.get(&key(name)).map_or(&[], Vec::as_slice)
    }

    /// What an account is called.
    pub fn name(&self, id: AccountId) -> &str {
        self.called.get(&id).map_or("", String::as_str)
    }

    /// Candidates in words, for a person to choose from: name and the end of the id.
    pub fn listed(&self, ids: &[AccountId]) -> String {
        let told = |id: &AccountId| format!("{} ({id})", self.name(*id));
        ids.iter().take(4).map(told).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_firm_is_told_from_another() {
        for (one, other, same) in [
            ("Acme", "ACME Corp.", true),
            ("Acme", "Acme Labs International", true),
            ("Bolt Systems Inc", "New Bolt Systems", true),
            ("Société Générale", "societe generale sa", true),
            ("Acme", "Zeta", false),
            ("Acme Inc", "Zeta Inc", false),
            ("The Acme Company", "The Zeta Company", false),
            ("Group", "group", true),
            ("", "", false),
        ] {
            assert_eq!(akin(one, other), same, "{one} {other}");
        }
    }
}
