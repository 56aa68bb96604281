//! A command line up to the cursor, split into words as a shell does it, and a candidate as it must be put back.

/// The words of a line, the last one being typed; it is empty behind a blank.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Split {
    /// The words, with quotes and backslashes taken away.
    pub words: Vec<String>,
    /// The quote that is still open at the end.
    pub open: Option<char>,
}

/// Splits a line as bash does, with nothing expanded. Of several commands in the line only the last counts.
pub fn split(line: &str) -> Split {
    let mut words = vec![String::new()];
    let (mut quote, mut quoted) = (None, false);
    let mut chars = line.chars();
    let push = |words: &mut Vec<String>, c: char| words.last_mut().map(|word| word.push(c));
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                quoted = true;
            }
            (None | Some('"'), '\\') => {
                chars.next().map(|c| push(&mut words, c));
            }
            (None, ' ' | '\t' | '\n') => {
                if quoted || words.last().is_some_and(|word| !word.is_empty()) {
                    words.push(String::new());
                }
                quoted = false;
            }
            (None, '|' | ';' | '&' | '(') => words = vec![String::new()],
            (_, c) => {
                push(&mut words, c);
            }
        }
    }
    Split { words, open: quote }
}

/// A candidate as bash puts it in the place of what it takes for the word: without what stands before the last of its own
/// breaks, and so that nothing of it acts, within an open quote either: a name is anybody's to give.
pub fn for_bash(candidate: &str, typed: &str, breaks: &str, open: Option<char>) -> String {
    let escaped = |text: &str| {
        let mut out = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            let plain = c.is_alphanumeric() || "%+,-./:=@_~^".contains(c) || !c.is_ascii();
            if !plain {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    match open {
        Some('\'') => return candidate.replace('\'', r"'\''"),
        Some(_) => return within_double(candidate),
        None => {}
    }
    let cut = typed.rfind(|c: char| breaks.contains(c) && !c.is_whitespace() && c != '"' && c != '\'');
    let cut = cut.and_then(|at| Some(at + typed.get(at..)?.chars().next()?.len_utf8())).unwrap_or(0);
    let same = candidate.get(..cut) == typed.get(..cut);
    escaped(if same { candidate.get(cut..).unwrap_or_default() } else { candidate })
}

/// A text as it stands between double quotes. A backslash there does not take a `!` back from bash, so that one stands
/// outside of them.
fn within_double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '!' => out.push_str(r#""\!""#),
            '"' | '\\' | '$' | '`' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_as_a_shell() {
        let cases: &[(&str, &[&str], Option<char>)] = &[
            ("", &[""], None),
            ("folio", &["folio"], None),
            ("folio ", &["folio", ""], None),
            ("folio show nor", &["folio", "show", "nor"], None),
            ("folio  show 'Acme In", &["folio", "show", "Acme In"], Some('\'')),
            ("folio show \"Acme In", &["folio", "show", "Acme In"], Some('"')),
            ("folio show Acme\\ In", &["folio", "show", "Acme In"], None),
            ("folio add '' ", &["folio", "add", "", ""], None),
            ("cd x && folio ls health:r", &["folio", "ls", "health:r"], None),
            ("folio ls 東", &["folio", "ls", "東"], None),
        ];
        for (line, words, open) in cases {
            let found = split(line);
            assert_eq!((found.words, found.open), (words.iter().map(|w| (*w).to_owned()).collect(), *open), "{line:?}");
        }
    }

    #[test]
    fn puts_back_what_bash_replaces() {
        let breaks = " \t\n\"'@><=;|&(:";
        for (candidate, typed, open, want) in [
            ("Acme Inc.", "ac", None, "Acme\\ Inc."),
            ("Acme Inc.", "ac", Some('"'), "Acme Inc."),
            ("O'Neil & Co", "o", None, "O\\'Neil\\ \\&\\ Co"),
            ("O'Neil & Co", "o", Some('\''), r"O'\''Neil & Co"),
            ("O'Neil & Co", "o", Some('"'), "O'Neil & Co"),
            ("a $(rm) `b` \"c\" \\ d!", "a", Some('"'), r#"a \$(rm) \`b\` \"c\" \\ d"\!""#),
            ("a $(rm) `b` \"c\" \\ d!", "a", Some('\''), "a $(rm) `b` \"c\" \\ d!"),
            ("health:red", "health:r", None, "red"),
            ("health:", "hea", None, "health:"),
            ("health:red", "health:", None, "red"),
            ("東京", "東", None, "東京"),
            ("$(rm)", "", None, "\\$\\(rm\\)"),
        ] {
            assert_eq!(for_bash(candidate, typed, breaks, open), want);
        }
    }
}
