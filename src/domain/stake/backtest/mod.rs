//! How well the list would have told who leaves: the book as it was known on earlier days, ranked by the same rules, held
//! against what came later. Nothing here looks past the day on which it ranks.

pub mod before;
pub mod bootstrap;
pub mod calibration;
pub mod case;
pub mod disagreement;
pub mod fit;
pub mod gain;
pub mod known;
pub mod lift;
pub mod loss_event;
pub mod past;
pub mod report;
pub mod sort;
pub mod surprise;
pub mod was;
pub mod words;

#[cfg(test)]
mod tests;
