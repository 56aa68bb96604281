//! The table of imported exchange rates.

use crate::domain::record::fx_rate::FxRate;
use crate::domain::value::money::Rate;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for FxRate {
    const TABLE: &'static str = "fx_rate";
    const COLUMNS: &'static str = "day, currency, home, rate_billionths";

    fn write(&self, put: &mut Put) {
        put.put(self.day);
        put.put(word(&self.currency));
        put.put(word(&self.home));
        put.put(self.rate.0);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<FxRate> {
        Ok(FxRate {
            id: key_of(key)?,
            day: get.take()?,
            currency: get.word()?,
            home: get.word()?,
            rate: Rate(get.take()?),
            meta: get.meta()?,
        })
    }
}
