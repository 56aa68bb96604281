//! Where `folio export` writes to: stdout, without a pager, or a file that is written whole or not at all.

use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::print::look::Look;
use crate::cli::print::out::Out;
use crate::cli::settled::path_text;
use crate::cli::shell::Shell;
use crate::service::export::Unwritten;
use crate::service::whole_file::into_file;
use std::io::Write;
use std::path::Path;

/// Writes to a place, `-` being stdout; with the place in words, blank for stdout, to be said behind what was written.
pub fn put<T>(
    place: &Path,
    shell: &Shell,
    write: impl FnOnce(&mut dyn Write) -> Result<T, Unwritten>,
) -> Result<(T, String), Failure> {
    if place == Path::new("-") {
        // What is for other programs has no pager before it.
        let look = Look { height: None, ..shell.look.clone() };
        let mut out = Out::stdout(&look);
        let written = write(&mut out).map_err(|why| unwritten(why, None))?;
        out.finish()?;
        return Ok((written, String::new()));
    }
    let written = into_file(place, |out| write(out)).map_err(|why| unwritten(why, Some(place)))?;
    Ok((written, format!(" to {}", path_text(place))))
}

fn unwritten(why: Unwritten, place: Option<&Path>) -> Failure {
    match (why, place) {
        (Unwritten::Book(error), _) => error.into(),
        (Unwritten::File(error), None) => error.into(),
        (Unwritten::File(error), Some(place)) => {
            let message = format!("{} was not written: {error}", path_text(place));
            Failure::new(Exit::Failed, message, "name another file with --out, or leave it out for stdout")
        }
    }
}
