//! A file that is made beside its place and put there once it is whole: what lay there stays until then.

use crate::domain::value::text::shown;
use crate::service::error::{Error, ErrorKind};
use crate::store::file::{draft_in, folder};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How the name of a file begins that is not whole yet.
const DRAFT: &str = ".folio-draft-";

/// Puts a text in a file at a place, whole or not at all, and tells so; `what` says what it is.
pub fn save(place: &Path, text: &str, what: &str) -> Result<String, Error> {
    let done: io::Result<()> = into_file(place, |out| out.write_all(text.as_bytes()));
    match done {
        Ok(()) => Ok(format!("{what} written to {}", shown(&place.to_string_lossy()))),
        Err(error) => {
            let message = format!("the file was not written: {}", shown(&error.to_string()));
            Err(Error::new(ErrorKind::Failed, message, "name another file"))
        }
    }
}

/// Makes a file at a place, whole or not at all. It is its owner's alone: customers' data.
pub fn into_file<T, E: From<io::Error>>(
    place: &Path,
    write: impl FnOnce(&mut BufWriter<&fs::File>) -> Result<T, E>,
) -> Result<T, E> {
    if fs::symlink_metadata(place).is_ok_and(|meta| !meta.is_file()) {
        return Err(io::Error::other("something that is no regular file is there").into());
    }
    let draft = draft_in(folder(place), DRAFT)?;
    let mut out = BufWriter::with_capacity(1 << 16, draft.as_file());
    let done = write(&mut out)?;
    out.flush()?;
    drop(out);
    draft.as_file().sync_all()?;
    draft.persist(place).map_err(|refused| refused.error)?;
    Ok(done)
}

/// Makes a file at a place where nothing is yet, whole or not at all.
pub fn new_file(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = draft_in(folder(place), DRAFT)?;
    draft.write_all(bytes)?;
    draft.persist_noclobber(place).map_err(|refused| refused.error)?;
    Ok(())
}
