//! What a filter needs to know that its text does not say.

use crate::domain::phrase::when::{DateOptions, Lean};
use crate::domain::value::day::Day;
use crate::domain::value::money::Currency;

/// The day, the habits and the name that a filter is read with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The day it is asked on.
    pub today: Day,
    /// How the person writes dates. Which side of today is meant, each field says for itself.
    pub dates: DateOptions,
    /// The currency of `arr` and `stake`.
    pub home: Currency,
    /// Who `owner:me` is, if that is known.
    pub me: Option<&'a str>,
}

impl Context<'_> {
    /// The date habits with a side of today.
    pub fn leaning(&self, lean: Lean) -> DateOptions {
        DateOptions { lean, ..self.dates }
    }
}
