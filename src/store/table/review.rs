//! The table of reviews. What is a list in a review is one JSON text here: it is read and written whole.

use crate::domain::record::review::Review;
use crate::store::row::{Get, Put, Stored, key_of};

impl Stored for Review {
    const TABLE: &'static str = "review";
    const COLUMNS: &'static str = "year, week, first, steps, decisions, figures, figures_at, note";

    fn write(&self, put: &mut Put) {
        put.put(self.year);
        put.put(self.week);
        put.put(self.first);
        put.json(&self.steps);
        put.json(&self.decisions);
        put.json(&self.figures);
        put.put(self.figures_at);
        put.put(&self.note);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Review> {
        Ok(Review {
            id: key_of(key)?,
            year: get.take()?,
            week: get.take()?,
            first: get.take()?,
            steps: get.json()?,
            decisions: get.json()?,
            figures: get.json()?,
            figures_at: get.take()?,
            note: get.take()?,
            meta: get.meta()?,
        })
    }
}
