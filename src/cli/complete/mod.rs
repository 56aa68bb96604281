//! What may stand next on a command line: verbs and flags from the tree, names of accounts, views and tags from the book.
//!
//! `scripts` hand the line from a shell to the hidden verb `folio complete` in `verb`; `line` splits one as a shell does;
//! `offers` knows what each kind of argument takes; `words` reads those words from the book. Nothing here ever fails: where
//! there is no book, or a faulty config, there is less to offer.

pub mod line;
pub mod offers;
pub mod scripts;
pub mod verb;
pub mod words;
