//! Where the terminal draws ambiguous characters two columns wide, every column of the screen stays straight. A process of
//! its own: how wide they are is said once for all of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    missing_docs,
    reason = "a failure here fails the test, and it needs only a part of the stage"
)]

#[path = "screen/hostile.rs"]
mod hostile;
#[path = "screen/stage.rs"]
mod stage;

use folio::domain::change::Change;
use folio::domain::value::text::{Ambiguous, Text, set_ambiguous};
use stage::{Stage, demo};

/// The demo book with ambiguous characters in its names.
fn ambiguous() -> impl Iterator<Item = Change> {
    demo().map(|mut row| {
        if let Change::Account(image) = &mut row {
            image.after.iter_mut().for_each(|row| row.name = Text::new(format!("§ {} ±½", row.name.raw())));
        }
        row
    })
}

#[test]
fn columns_stay_straight_in_an_east_asian_font() {
    set_ambiguous(Ambiguous::Wide);
    let books: [Vec<_>; 2] = [ambiguous().collect(), hostile::hostile().collect()];
    for book in books {
        let mut stage = Stage::looking(book.into_iter(), &Stage::plain());
        for keys in ["", "<enter>", "w", "<esc>q3", "gf", "q1aask ±5 §3"] {
            stage.press(keys);
            for (width, height) in [(60, 15), (80, 24), (160, 45), (220, 60)] {
                // Drawing asserts that each line is as wide as the screen and that no character is cut in half.
                let screen = stage.draw(width, height);
                assert!(!screen.contains(['│', '─', '…', '▸', '★', '━']), "{screen}");
            }
        }
    }
}
