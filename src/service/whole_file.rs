//! A file that is made beside its place and put there once it is whole: what lay there stays until then.

use crate::domain::value::text::shown;
use crate::service::error::{Error, ErrorKind};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

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
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = tempfile::Builder::new().prefix(".folio-export-").tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(1 << 16, draft.as_file());
    let done = write(&mut out)?;
    out.flush()?;
    drop(out);
    draft.as_file().sync_all()?;
    draft.persist(place).map_err(|refused| refused.error)?;
    Ok(done)
}
