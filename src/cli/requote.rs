//! Gives the words of a line the quotes back that the shell took away: a value of several words is held together again.
//! What was given as one whole line is left as it is.

use crate::domain::phrase::target::Target;

/// The words as one line, each value of several words in quotes.
pub fn requote(words: &[String], target: &Target) -> String {
    words.iter().map(|word| one(word, target)).collect::<Vec<_>>().join(" ")
}

fn one(word: &str, target: &Target) -> String {
    match word.split_once(':') {
        Some((name, value)) if is_named(name, target) && is_loose(value) && !holds_change(value, target) => {
            format!("{name}:\"{value}\"")
        }
        _ => word.to_owned(),
    }
}

/// Whether a name before a colon is that of a field, or of a row that a field links to.
fn is_named(name: &str, target: &Target) -> bool {
    target.field(name).is_some() || matches!(name, "with" | "acct")
}

/// Whether a value falls apart without quotes, and can stand in them.
fn is_loose(value: &str) -> bool {
    value.contains(char::is_whitespace) && !value.contains('"')
}

/// Whether a value of several words has another change in it: then the whole was given as one line.
fn holds_change(value: &str, target: &Target) -> bool {
    value.split_whitespace().skip(1).any(|word| {
        let named = word.split_once(':').is_some_and(|(name, _)| target.field(name).is_some());
        named || word == "--" || (word.len() > 1 && word.starts_with(['+', '-', '@']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::meta::Kind;

    #[test]
    fn gives_values_their_quotes_back() {
        for (kind, words, want) in [
            (Kind::Task, vec!["title:call the CFO", "p:1"], "title:\"call the CFO\" p:1"),
            (Kind::Task, vec!["due:27", "nov", "3pm"], "due:27 nov 3pm"),
            (Kind::Task, vec!["due:27 nov"], "due:\"27 nov\""),
            (Kind::Task, vec!["p:1 due:fri +vip"], "p:1 due:fri +vip"),
            (Kind::Task, vec!["with:Dana Fox", "+x"], "with:\"Dana Fox\" +x"),
            (Kind::Contact, vec!["Zoe Zander", "title:VP: Ops", "+pos"], "Zoe Zander title:\"VP: Ops\" +pos"),
            (Kind::Contact, vec!["Zoe", "title:VP\tOps"], "Zoe title:\"VP\tOps\""),
            (Kind::Contact, vec!["title:VP Ops email:z@x.com"], "title:VP Ops email:z@x.com"),
            (Kind::Contact, vec!["title:VP Ops -- met her"], "title:VP Ops -- met her"),
            (Kind::Account, vec!["Globex", "industry:Oil: upstream"], "Globex industry:\"Oil: upstream\""),
        ] {
            let target = Target::of_kind(kind).unwrap();
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            assert_eq!(requote(&words, &target), want);
        }
    }
}
