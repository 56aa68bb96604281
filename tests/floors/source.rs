//! Rust text as this check reads it: code without comments and texts, line for line where it was, and without its tests.

use std::ops::Range;

/// Blanks comments, texts and characters; every line keeps its number.
pub fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = skipped(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Where a comment, text or character that begins here ends; the same place when none does.
fn skipped(chars: &[char], at: usize) -> usize {
    let is = |place: usize, c: char| chars.get(place) == Some(&c);
    let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match chars[at] {
        '/' if is(at + 1, '/') => (at..chars.len()).find(|place| is(*place, '\n')).unwrap_or(chars.len()),
        '/' if is(at + 1, '*') => {
            let (mut depth, mut place) = (1, at + 2);
            while depth > 0 && place < chars.len() {
                let (opens, closes) = (is(place, '/') && is(place + 1, '*'), is(place, '*') && is(place + 1, '/'));
                depth = if opens { depth + 1 } else { depth - usize::from(closes) };
                place += if opens || closes { 2 } else { 1 };
            }
            place.min(chars.len())
        }
        'r' if !word_before || (at > 0 && chars[at - 1] == 'b') => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            if !is(at + 1 + hashes, '"') {
                return at;
            }
            let closes = |place: &usize| is(*place, '"') && (1..=hashes).all(|n| is(place + n, '#'));
            (at + 2 + hashes..chars.len()).find(closes).map_or(chars.len(), |place| place + 1 + hashes)
        }
        '"' => quoted(chars, at, '"'),
        '\'' if is(at + 1, '\\') => quoted(chars, at, '\''),
        // A lifetime has no closing mark two places on.
        '\'' if is(at + 2, '\'') => at + 3,
        _ => at,
    }
}

fn quoted(chars: &[char], at: usize, mark: char) -> usize {
    let mut place = at + 1;
    while place < chars.len() && chars[place] != mark {
        place += if chars[place] == '\\' { 2 } else { 1 };
    }
    (place + 1).min(chars.len())
}

/// Blanks what is only built for tests, and names the modules among it that lie in files of their own.
pub fn without_tests(code: &str) -> (String, Vec<String>) {
    const MARK: &str = "#[cfg(test)]";
    let (mut out, mut modules) = (code.to_owned(), Vec::new());
    while let Some(start) = out.find(MARK) {
        let item = &out[start + MARK.len()..];
        let first = item.find([';', '{']).unwrap_or(item.len());
        let head: Vec<&str> = item[..first].split_whitespace().collect();
        let body = &item[first..];
        if body.starts_with(';')
            && let [.., "mod", name] = head.as_slice()
        {
            modules.push((*name).to_owned());
        }
        let end = start + MARK.len() + first + if body.starts_with('{') { block(body) } else { 1 };
        blank(&mut out, start..end);
    }
    (out, modules)
}

/// Bytes of a block in braces.
fn block(text: &str) -> usize {
    let mut depth = 0;
    for (place, c) in text.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return place + 1;
        }
    }
    text.len()
}

fn blank(text: &mut String, range: Range<usize>) {
    let range = range.start..range.end.min(text.len());
    let gone: String = text[range.clone()].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range, &gone);
}

/// Every path in some code that begins with a root (`crate`, `super`), with its line; groups in braces are spread out.
pub fn paths(code: &str, root: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mark = format!("{root}::");
    for (start, _) in code.match_indices(&mark) {
        let inside = code[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        if inside {
            continue;
        }
        let line = code[..start].matches('\n').count() + 1;
        spread(&code[start + mark.len()..], &mut Vec::new(), &mut |path| found.push((line, path.to_vec())));
    }
    found
}

fn spread(text: &str, path: &mut Vec<String>, found: &mut impl FnMut(&[String])) {
    let depth = path.len();
    let mut rest = text;
    loop {
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        rest = &rest[name.len()..];
        if !name.is_empty() {
            path.push(name);
        }
        let Some(after) = rest.strip_prefix("::") else { break };
        rest = after;
    }
    match rest.strip_prefix('{') {
        Some(group) => {
            for part in parts(&group[..block(rest).saturating_sub(2)]) {
                spread(part.trim(), path, found);
            }
        }
        None => found(path),
    }
    path.truncate(depth);
}

/// Parts between commas, each group whole.
fn parts(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (place, c) in group.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            out.push(&group[start..place]);
            start = place + 1;
        }
    }
    out.push(&group[start..]);
    out.retain(|part| !part.trim().is_empty());
    out
}
