//! Addresses that a browser or a mail program may be given: http, https and mailto, nothing else, in one line without a
//! sign that a shell or a terminal could take for its own.

use crate::domain::value::text::acts;
use std::fmt;

/// No address is longer than this, bytes; what is longer is text, or meant to harm.
const MOST: usize = 2_000;

/// An address that is safe to open.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Link(String);

impl Link {
    /// The address that a text is, if it is one.
    pub fn parse(text: &str) -> Option<Link> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':')?;
        let scheme = scheme.to_ascii_lowercase();
        let host = || rest.strip_prefix("//").is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric()));
        let good = match scheme.as_str() {
            "http" | "https" => host(),
            "mailto" => rest.contains('@'),
            _ => false,
        };
        (good && text.len() <= MOST && text.chars().all(allowed)).then(|| Link(format!("{scheme}:{rest}")))
    }

    /// The site of a domain: `globex.com` is `https://globex.com`.
    pub fn site(domain: &str) -> Option<Link> {
        let domain = domain.trim();
        if domain.contains("://") {
            return Link::parse(domain);
        }
        let named =
            domain.contains('.') && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '/'));
        if named { Link::parse(&format!("https://{domain}")) } else { None }
    }

    /// A mail to an address. What would add a header or another receiver is part of the address here.
    pub fn mail(email: &str) -> Option<Link> {
        let email = email.trim();
        let (name, host) = email.split_once('@')?;
        if name.is_empty() || host.is_empty() || host.contains('@') || email.chars().any(char::is_whitespace) {
            return None;
        }
        let mut address = String::from("mailto:");
        for c in email.chars() {
            if c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+') {
                address.push(c);
            } else {
                let mut bytes = [0; 4];
                address.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
        Link::parse(&address)
    }

    /// The addresses in a text, each once.
    pub fn all_in(text: &str) -> Vec<Link> {
        let mut found: Vec<Link> = Vec::new();
        let around = |c: char| matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | ',' | ';');
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')) {
            let word = word.trim_start_matches(around).trim_end_matches(around).trim_end_matches(['.', '!', '?', ':']);
            if let Some(link) = Link::parse(word).filter(|link| !found.contains(link)) {
                found.push(link);
            }
        }
        found
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn allowed(c: char) -> bool {
    !c.is_whitespace() && !acts(c) && !matches!(c, '"' | '\'' | '`' | '<' | '>' | '\\' | '^' | '{' | '}' | '|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_schemes_and_no_more() {
        for (text, want) in [
            ("https://crm.example/1182?x=1&y=2#z", Some("https://crm.example/1182?x=1&y=2#z")),
            (" HTTP://crm.example ", Some("http://crm.example")),
            ("mailto:dana@globex.com", Some("mailto:dana@globex.com")),
            ("https://例え.jp/道", Some("https://例え.jp/道")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https:crm.example", None),
            ("https://-oProxy", None),
            ("https://a b", None),
            ("https://a\u{1b}]52;c;x", None),
            ("https://a\u{202e}b", None),
            ("https://a`id`", None),
            ("crm.example", None),
            ("mailto:", None),
            ("", None),
        ] {
            assert_eq!(Link::parse(text).as_ref().map(Link::as_str), want, "{text}");
        }
        assert_eq!(Link::parse(&format!("https://a/{}", "x".repeat(3_000))), None);
    }

    #[test]
    fn sites_and_mails() {
        for (domain, want) in [
            ("globex.com", Some("https://globex.com")),
            ("http://globex.com/about", Some("http://globex.com/about")),
            ("globex", None),
            ("javascript:alert(1).x", None),
            ("-o.com", None),
        ] {
            assert_eq!(Link::site(domain).as_ref().map(Link::as_str), want, "{domain}");
        }
        for (email, want) in [
            ("dana.fox+qbr@globex.com", Some("mailto:dana.fox+qbr@globex.com")),
            ("dana@globex.com?bcc=eve@x.y", None),
            ("dana@globex.com?bcc=eve", Some("mailto:dana@globex.com%3Fbcc%3Deve")),
            ("dana fox@globex.com", None),
            ("dana", None),
            ("@globex.com", None),
        ] {
            assert_eq!(Link::mail(email).as_ref().map(Link::as_str), want, "{email}");
        }
    }

    #[test]
    fn finds_addresses_in_text() {
        let text =
            "see (https://a.b/c), then <https://a.b/d>.\nmailto:x@y.z or https://a.b/c again; javascript:alert(1)";
        let found: Vec<String> = Link::all_in(text).iter().map(Link::to_string).collect();
        assert_eq!(found, ["https://a.b/c", "https://a.b/d", "mailto:x@y.z"]);
    }
}
