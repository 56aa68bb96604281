//! What a name that is none may have meant.

/// What could have been meant, or all that there is.
pub(in crate::domain::arrange) fn near(given: &str, known: &[&str]) -> String {
    let close = known.iter().map(|key| (strsim::damerau_levenshtein(given, key), key)).min();
    match close {
        Some((distance, key)) if distance <= 2 => format!("; did you mean {key}?"),
        _ => format!("; known: {}", known.join(", ")),
    }
}
