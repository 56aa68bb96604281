//! `folio config edit`: the config in the person's own editor. A faulty one is never put in the place of a sound one.

use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::settled::{Settled, path_text};
use crate::cli::shell::Shell;
use crate::config::load::{Fault, parse};
use crate::domain::value::text::shown;
use crate::service::editor::{self, Job};
use crate::service::whole_file::into_file;
use std::io::{self, Write};
use std::path::Path;

/// What an editor shows of a config that is not there yet: every key with its default, as comments.
const EXAMPLE: &str = include_str!("../../config.example.toml");

/// Lets the person edit the config until it is sound or given up.
pub fn edit(path: &Path, settled: &Settled, shell: &mut Shell) -> Result<(), Failure> {
    if !shell.is_answered() {
        let hint = format!("the file is {}; `folio config check` tells what is wrong in it", path_text(path));
        return Err(Failure::usage("an editor needs a terminal", hint));
    }
    let failed = |why: io::Error| Failure::new(Exit::Failed, format!("{}: {why}", path_text(path)), "");
    let before = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(why) if why.kind() == io::ErrorKind::NotFound => EXAMPLE.to_owned(),
        Err(why) => return Err(failed(why)),
    };
    let (mut text, mut line) = (before.clone(), settled.loaded.faults.first().map_or(1, |fault| fault.line.max(1)));
    loop {
        let job = Job { text: text.clone(), name: "config.toml".to_owned(), line };
        text = editor::run_spared(&editor::command(), &job)
            .map_err(|fault| Failure::new(Exit::Failed, shown(&fault.to_string()).into_owned(), ""))?;
        if text == before {
            shell.voice.say("nothing was changed");
            return Ok(());
        }
        let faults = parse(&text).faults;
        let Some(first) = faults.first() else { break };
        line = first.line.max(1);
        shell.voice.warn(&told(&faults));
        let again = shell.confirm("Edit it again?");
        if !again.is_ok_and(|yes| yes) {
            let kept = editor::keep(text.as_bytes(), "config.toml").map_err(failed)?;
            let hint = format!("{} is as it was; yours is kept in {}", path_text(path), path_text(&kept));
            return Err(Failure::usage("the config has faults", hint));
        }
    }
    write(path, &text).map_err(failed)?;
    shell.voice.say(&format!("written: {}", path_text(path)));
    Ok(())
}

fn told(faults: &[Fault]) -> String {
    let line = |fault: &Fault| {
        let key = if fault.key.is_empty() { String::new() } else { format!("{}: ", fault.key) };
        format!("config.toml:{}:{} {key}{}", fault.line, fault.column, fault.why)
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Writes the file whole or not at all; where its name is a link, what it leads to, as people keep their config elsewhere.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)?;
    }
    into_file(&place, |out| out.write_all(text.as_bytes()))
}
