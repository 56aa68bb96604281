//! As much of JSON Schema as the schemas of this repository use, and not a keyword more: what it does not know fails the
//! test. A property that no schema names is a fault here, though the schemas themselves allow it: they only grow.

use serde_json::Value;

/// What is wrong with a value, each with its place; nothing when it fits.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { panic!("{at}: a schema is an object, not {schema}") };
    for (keyword, rule) in rules {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = rule.as_str().and_then(|text| text.strip_prefix('#')).expect("a place in this document");
                check(root, root.pointer(pointer).expect("a definition that is there"), value, at, found);
            }
            "const" if rule == value => {}
            "const" => found.push(format!("{at}: {value} is not {rule}")),
            "type" if is_of(rule.as_str().expect("one type"), value) => {}
            "type" => found.push(format!("{at}: {value} is no {rule}")),
            "pattern" => {
                let (Some(pattern), Some(text)) = (rule.as_str(), value.as_str()) else { continue };
                if !matches(pattern, text) {
                    found.push(format!("{at}: {text:?} does not match {pattern}"));
                }
            }
            "anyOf" => {
                let some = rule.as_array().expect("a list").iter().any(|one| {
                    let mut inner = Vec::new();
                    check(root, one, value, at, &mut inner);
                    inner.is_empty()
                });
                if !some {
                    found.push(format!("{at}: {value} fits none of {rule}"));
                }
            }
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}[{n}]"), found);
                }
            }
            "required" => {
                let Some(object) = value.as_object() else { continue };
                for key in rule.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    if !object.contains_key(key) {
                        found.push(format!("{at}: {key} is missing"));
                    }
                }
            }
            "properties" => {
                let known = rule.as_object().expect("an object");
                for (key, inner) in value.as_object().into_iter().flatten() {
                    match known.get(key) {
                        Some(rule) => check(root, rule, inner, &format!("{at}.{key}"), found),
                        None => found.push(format!("{at}: no schema names {key}")),
                    }
                }
            }
            "additionalProperties" => {
                for (key, inner) in value.as_object().into_iter().flatten() {
                    check(root, rule, inner, &format!("{at}.{key}"), found);
                }
            }
            other => panic!("{at}: this validator does not know {other}"),
        }
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("this validator does not know the type {other}"),
    }
}

/// A pattern of classes, groups and counts, such as `^[0-9]{4}(\.[0-9]+)?Z$`.
fn matches(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).expect("a pattern of the whole text");
    let pattern: Vec<char> = inner.chars().collect();
    let text: Vec<char> = text.chars().collect();
    ends(&pattern, &text).contains(&text.len())
}

/// Where a match that begins at the first character may end.
fn ends(pattern: &[char], text: &[char]) -> Vec<usize> {
    let Some(first) = pattern.first() else { return vec![0] };
    let close = |open: usize, mark: char| open + pattern[open..].iter().position(|c| *c == mark).expect("a close");
    let width = match first {
        '[' => close(0, ']') + 1,
        '(' => close(0, ')') + 1,
        '\\' => 2,
        _ => 1,
    };
    let (atom, rest) = pattern.split_at(width);
    let (least, most, rest) = match rest.first() {
        Some('?') => (0, 1, &rest[1..]),
        Some('+') => (1, usize::MAX, &rest[1..]),
        Some('{') => {
            let end = rest.iter().position(|c| *c == '}').expect("a close");
            let inner: String = rest[1..end].iter().collect();
            let (low, high) = inner.split_once(',').unwrap_or((&inner, &inner));
            (low.parse().unwrap(), high.parse().unwrap(), &rest[end + 1..])
        }
        _ => (1, 1, rest),
    };
    let (mut places, mut found, mut count) = (vec![0], Vec::new(), 0);
    loop {
        if count >= least {
            found.extend(places.iter().flat_map(|at| ends(rest, &text[*at..]).into_iter().map(move |end| at + end)));
        }
        if count == most || places.is_empty() {
            return found;
        }
        places = places.iter().flat_map(|at| once(atom, &text[*at..]).into_iter().map(move |end| at + end)).collect();
        count += 1;
    }
}

/// Where one atom may end.
fn once(atom: &[char], text: &[char]) -> Vec<usize> {
    if atom[0] == '(' {
        return ends(&atom[1..atom.len() - 1], text);
    }
    let Some(c) = text.first() else { return Vec::new() };
    let fits = match atom {
        ['[', inner @ .., ']'] => {
            let mut n = 0;
            let mut is = false;
            while n < inner.len() {
                if inner.get(n + 1) == Some(&'-') && n + 2 < inner.len() {
                    is |= (inner[n]..=inner[n + 2]).contains(c);
                    n += 3;
                } else {
                    is |= inner[n] == *c;
                    n += 1;
                }
            }
            is
        }
        ['\\', literal] | [literal] => literal == c,
        _ => panic!("this validator does not know {atom:?}"),
    };
    if fits { vec![1] } else { Vec::new() }
}
