//! Entries of the config by segment.

use crate::domain::value::text::folded;
use std::collections::BTreeMap;

/// The entry of a segment, whatever its case and its blanks.
pub fn of_segment<'a, T>(entries: &'a BTreeMap<String, T>, segment: Option<&str>) -> Option<&'a T> {
    let wanted = plain(segment?);
    entries.get(&wanted).or_else(|| entries.iter().find(|(name, _)| plain(name) == wanted).map(|(_, entry)| entry))
}

/// The name of a segment as entries are found by it.
pub fn plain(segment: &str) -> String {
    folded(segment.trim()).replace([' ', '_'], "-")
}
