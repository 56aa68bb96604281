//! What people type: dates in English and Chinese, lengths, recurrences, the quick-add line and the touch line.
//!
//! A phrase has one reading or is refused with its readings named; nothing here guesses, reads a clock or panics.
//! `when` holds the values, `date` reads a phrase, `line` and `touch` read a whole line, `modify` a line of changes to a `target`, `terms` what such a line says of money, `outcome` the line
//! that settles a renewal; `echo` says what was understood.

pub mod bare;
pub mod chinese;
pub mod date;
pub mod echo;
pub mod english;
pub mod every;
pub mod feedback;
pub mod figure;
pub mod judgement;
pub mod line;
pub mod mark;
pub mod minutes;
pub mod modify;
pub mod numeric;
pub mod outcome;
pub mod period;
pub mod piece;
pub mod span;
pub mod target;
pub mod task_kind;
pub mod terms;
pub mod touch;
pub mod touch_word;
pub mod usage;
pub mod value;
pub mod when;
pub mod workdays;
