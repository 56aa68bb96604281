//! What an import needs to know of the book.

use crate::domain::record::external::External;
use crate::domain::record::meta::Kind;
use crate::domain::record::usage::Usage;
use crate::domain::value::id::AccountId;
use crate::store::row::Stored;

/// An account, its name, and its aliases and domain.
pub type AccountNames = (AccountId, String, Vec<String>);

/// The book as an import reads it.
pub trait Shelf {
    /// Why it cannot be read.
    type Error;
    /// The row of a table with a key, if there is one.
    fn row<T: Stored>(&self, key: &str) -> Result<Option<T>, Self::Error>;
    /// Every account with its name, and its aliases and domain.
    fn account_names(&self) -> Result<Vec<AccountNames>, Self::Error>;
    /// What an account uses, by day.
    fn usages(&self, account: AccountId) -> Result<Vec<Usage>, Self::Error>;
    /// What other systems call the rows of a table.
    fn externals(&self, kind: Kind) -> Result<Vec<External>, Self::Error>;
}
