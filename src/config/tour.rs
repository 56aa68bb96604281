//! The tour of the first starts: how many there were, and whether the person is done with it. Losing this costs nothing,
//! so no fault of its file ever stops anything.

use crate::config::paths::Paths;
use crate::config::state::write_whole;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::PathBuf;

/// Starts that have the tour.
const STARTS: u32 = 3;

/// What is kept.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    starts: u32,
    over: bool,
}

/// The tour.
#[derive(Clone, Debug)]
pub struct Tour {
    file: PathBuf,
}

impl Tour {
    /// The tour of this person, if the system has a place to remember it.
    pub fn of(paths: &Paths) -> Option<Tour> {
        Some(Tour { file: paths.state.as_ref()?.with_file_name("tour.json") })
    }

    /// Counts a start; tells whether it has the tour. One that cannot be counted has none, else the tour had no end.
    pub fn begin(&self) -> bool {
        let kept = self.read();
        let has = !kept.over && kept.starts < STARTS;
        has && write_whole(&self.file, &Kept { starts: kept.starts + 1, ..kept }).is_ok()
    }

    /// The person is done with it, for good.
    pub fn end(&self) {
        // It comes back at the next start then, which is no harm.
        let _ = write_whole(&self.file, &Kept { over: true, ..self.read() });
    }

    fn read(&self) -> Kept {
        serde_json::from_slice(&fs::read(&self.file).unwrap_or_default()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_starts_have_it_unless_it_is_dismissed() {
        let folder = tempfile::tempdir().unwrap();
        let tour = |name: &str| {
            let state = Some(folder.path().join(name).join("screen.json"));
            Tour::of(&Paths { config: None, book: None, state }).unwrap()
        };
        assert_eq!([(); 5].map(|()| tour("one").begin()), [true, true, true, false, false]);
        assert!(tour("two").begin());
        tour("two").end();
        assert!(!tour("two").begin());
        fs::create_dir_all(folder.path().join("three").join("tour.json")).unwrap();
        assert!(!tour("three").begin(), "nowhere to count");
    }
}
