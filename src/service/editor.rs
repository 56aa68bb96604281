//! The person's own editor on a text, in a file that nobody else reads and that is gone afterwards.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;

/// Editors that take the line to go to as `+7`.
const PLUS: &[&str] = &[
    "vi",
    "vim",
    "nvim",
    "view",
    "gvim",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "jed",
    "ne",
    "mg",
];

/// A text to be edited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    /// The text.
    pub text: String,
    /// How the file is called, so that an editor knows what it is: `globex.md`.
    pub name: String,
    /// The line to go to, from 1.
    pub line: usize,
}

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no file to edit.
    #[error("no private file could be made in {}: {why}", .folder.display())]
    File {
        /// Where it was to be.
        folder: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The editor is not there, or cannot be started.
    #[error("the editor {0:?} cannot be started: set VISUAL or EDITOR")]
    Missing(String),
    /// It ended with a failure, or by a signal.
    #[error("the editor {0:?} ended with {1}: nothing was changed{2}")]
    Failed(String, String, Left),
    /// What it left behind is no text.
    #[error("the editor left no text in UTF-8: nothing was changed{0}")]
    NoText(Left),
}

/// Where lies what was typed before the editor failed, if anything was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left(Option<PathBuf>);

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |path| write!(f, "; what was typed is kept in {}", path.display()))
    }
}

/// The editor of the environment: `VISUAL`, else `EDITOR`, else vi.
pub fn command() -> OsString {
    let named = |name: &str| env::var_os(name).filter(|value| !value.to_string_lossy().trim().is_empty());
    named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".into())
}

/// Runs an editor on a text and gives the text that it left. The terminal must be the editor's meanwhile.
pub fn run(command: &OsString, job: &Job) -> Result<String, Fault> {
    let base = env::temp_dir();
    let made = |why: io::Error| Fault::File { folder: base.clone(), why };
    let folder = private_folder(&base).map_err(made)?;
    let path = folder.path().join(&job.name);
    write(&path, &job.text).map_err(made)?;
    let name = command.to_string_lossy().into_owned();
    match start(command, job.line, &path) {
        Ok(status) if status.success() => {}
        // The shell's own word for what is not there or cannot be run.
        Ok(status) if matches!(status.code(), Some(126 | 127)) => return Err(Fault::Missing(name)),
        Ok(status) => return Err(Fault::Failed(name, status.to_string(), left(&path, job))),
        Err(_) => return Err(Fault::Missing(name)),
    }
    let text = fs::read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| Fault::NoText(left(&path, job)))
}

/// Keeps the file of an editor that failed when it is another one than the editor was given.
fn left(path: &Path, job: &Job) -> Left {
    let bytes = fs::read(path).ok().filter(|bytes| bytes != job.text.as_bytes());
    Left(bytes.and_then(|bytes| keep(&bytes, &job.name).ok()))
}

/// Through the shell, as git and others do, so that `code --wait` and paths in quotes mean what they say.
fn start(command: &OsString, line: usize, path: &Path) -> io::Result<ExitStatus> {
    let mut script = command.clone();
    script.push(" \"$@\"");
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).arg("folio");
    if line > 1 && takes_plus(&command.to_string_lossy()) {
        shell.arg(format!("+{line}"));
    }
    shell.arg(path).status()
}

fn takes_plus(command: &str) -> bool {
    let program = command.split_whitespace().next().unwrap_or_default();
    let name = Path::new(program).file_name().map(|name| name.to_string_lossy().into_owned());
    name.is_some_and(|name| PLUS.contains(&name.as_str()))
}

/// A folder of its owner alone; it goes with all that an editor leaves in it, backups and swap files too.
fn private_folder(base: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("folio-");
    #[cfg(unix)]
    let mode: fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    #[cfg(unix)]
    builder.permissions(mode);
    builder.tempdir_in(base)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())
}

/// Runs an editor from the command line, where Ctrl-C and Ctrl-\\ are the editor's meanwhile.
pub fn run_spared(command: &OsString, job: &Job) -> Result<String, Fault> {
    let _spared = Spared::by_keys();
    run(command, job)
}

/// While it stands, Ctrl-C and Ctrl-\\ are the editor's: they reach this program too, and would end it with the text in its
/// hands. For the command line; the screen has its own ear for signals.
struct Spared(Arc<AtomicBool>);

impl Spared {
    /// Stands from now on.
    fn by_keys() -> Spared {
        static OURS: OnceLock<Arc<AtomicBool>> = OnceLock::new();
        let ends = OURS.get_or_init(|| {
            let ends = Arc::new(AtomicBool::new(true));
            #[cfg(unix)]
            for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGQUIT] {
                // Where it cannot be set the signal ends folio as before.
                let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&ends));
            }
            ends
        });
        ends.store(false, Ordering::SeqCst);
        Spared(Arc::clone(ends))
    }
}

impl Drop for Spared {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Keeps what was typed in a file of its owner alone; gives where.
pub fn keep(text: &[u8], name: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("folio-").suffix(&format!("-{name}")).tempfile()?;
    file.write_all(text)?;
    Ok(file.keep()?.1)
}

/// A name for the file of a record: its title in small letters, as far as every system takes them.
pub fn file_name(title: &str) -> String {
    let plain: String =
        title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).take(6).collect();
    let name = words.join("-");
    format!("{}.md", if name.is_empty() { "record" } else { name.get(..name.len().min(40)).unwrap_or("record") })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn job(text: &str) -> Job {
        Job { text: text.to_owned(), name: "globex.md".to_owned(), line: 3 }
    }

    fn left(script: &str) -> Result<String, String> {
        let command = OsString::from(format!("sh -c '{script}' editor"));
        run(&command, &job("one\n")).map_err(|fault| fault.to_string())
    }

    #[test]
    fn gives_what_the_editor_left() {
        assert_eq!(left("echo two >>\"$1\""), Ok("one\ntwo\n".to_owned()));
        assert_eq!(left("echo other >\"$1.new\"; mv \"$1.new\" \"$1\""), Ok("other\n".to_owned()));
        let modes = left("stat -c %a \"$1\" \"$(dirname \"$1\")\" >>\"$1\"").unwrap();
        assert_eq!(modes, "one\n600\n700\n", "nobody else reads it");
        let place = left("dirname \"$1\" >\"$1\"").unwrap();
        assert!(place.contains("folio-") && !Path::new(place.trim()).exists(), "{place}");
    }

    #[test]
    fn an_editor_that_fails_changes_nothing() {
        assert!(left("exit 3").unwrap_err().contains("exit status: 3"));
        assert!(left("rm \"$1\"").unwrap_err().contains("no text"));
        assert!(left("printf \"\\377\" >\"$1\"").unwrap_err().contains("no text"));
        let missing = run(&"folio-no-such-editor".into(), &job("")).unwrap_err();
        assert!(missing.to_string().contains("VISUAL"), "{missing}");
    }

    #[test]
    fn names_are_plain_and_lines_go_to_those_that_take_them() {
        for (title, want) in [
            ("Globex Corp", "globex-corp.md"),
            ("../../etc/passwd", "etc-passwd.md"),
            ("東京", "record.md"),
            ("Re:Think Ltd (Globex)", "re-think-ltd-globex.md"),
        ] {
            assert_eq!(file_name(title), want);
        }
        assert!(takes_plus("/usr/bin/nvim -u NONE") && !takes_plus("code --wait") && !takes_plus(""));
    }
}
