//! `folio man`: the manual, written from the same tree as `--help`.

use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::settled::path_text;
use crate::cli::shell::Shell;
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Arguments of `man`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio man | man -l -                              read the manual now
  folio man ls | man -l -                           the page of one verb
  folio man --out ~/.local/share/man/man1           write folio.1, folio-ls.1 …: then `man folio` and `man folio-ls`")]
pub struct ManArgs {
    /// The page of this verb, such as `ls` or `timer start`
    #[arg(value_name = "VERB", conflicts_with = "out")]
    pub verb: Vec<String>,
    /// Write every page into this folder
    #[arg(short, long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// Prints a page, or writes all of them.
pub fn man(args: &ManArgs, mut command: Command, shell: &mut Shell) -> Result<(), Failure> {
    command.build();
    if let Some(folder) = &args.out {
        let failed = |why: io::Error| Failure::new(Exit::Failed, format!("{}: {why}", path_text(folder)), "");
        let count = write_all(&command, folder).map_err(failed)?;
        shell.voice.say(&format!("{count} pages are in {}", path_text(folder)));
        return Ok(());
    }
    let mut found = &command;
    for name in &args.verb {
        found = found.find_subcommand(name).ok_or_else(|| {
            Failure::new(
                Exit::NotFound,
                format!("there is no verb {}", args.verb.join(" ")),
                "`folio --help` lists them",
            )
        })?;
    }
    shell.text(&String::from_utf8_lossy(&page(found).unwrap_or_default()))
}

fn write_all(command: &Command, folder: &Path) -> io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let mut count = 1;
    std::fs::write(folder.join(file_name(command)), page(command)?)?;
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
        count += write_all(verb, folder)?;
    }
    Ok(count)
}

/// `folio-timer-start.1`.
fn file_name(command: &Command) -> String {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    format!("{}.1", name.replace(' ', "-"))
}

/// A page in the parts and the order that man(7) wants.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let man = Man::new(command.clone()).title(file_name(command).trim_end_matches(".1").to_uppercase());
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    if command.has_subcommands() {
        verbs(command).to_writer(&mut bytes)?;
    }
    behind(command).to_writer(&mut bytes)?;
    if command.get_name() == "folio" {
        files().to_writer(&mut bytes)?;
    }
    bytes.flush()?;
    Ok(bytes)
}

fn verbs(command: &Command) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["VERBS"]);
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
        roff.control("TP", []);
        roff.text([bold(file_name(verb).trim_end_matches(".1")), roman("(1)")]);
        roff.text([roman(verb.get_about().map(ToString::to_string).unwrap_or_default())]);
    }
    roff
}

/// What stands behind the flags in `--help`: words, then sections whose heading is in capitals.
fn behind(command: &Command) -> Roff {
    let mut roff = Roff::new();
    let help = command.get_after_long_help().or(command.get_after_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    let is_heading = |line: &str| !line.is_empty() && line.chars().all(|c| c.is_ascii_uppercase() || c == ' ');
    let (mut literal, mut begun) = (false, false);
    for line in help.lines() {
        let is_head = is_heading(line);
        let indented = line.starts_with(' ');
        if literal && (is_head || (!indented && !line.is_empty())) {
            roff.control("EE", []);
            literal = false;
        }
        if is_head {
            roff.control("SH", [line]);
            begun = true;
            continue;
        }
        if !begun {
            roff.control("SH", ["NOTES"]);
            begun = true;
        }
        if indented && !literal {
            roff.control("EX", []);
            literal = true;
        }
        match line {
            "" => roff.control(if literal { "sp" } else { "PP" }, []),
            line => roff.text([roman(line)]),
        };
    }
    if literal {
        roff.control("EE", []);
    }
    roff
}

fn files() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["FILES"]);
    for (path, what) in [
        ("$XDG_CONFIG_HOME/folio/config.toml", "the config; FOLIO_CONFIG or --config names another"),
        ("$XDG_DATA_HOME/folio/folio.db", "the book; FOLIO_DB or --db names another"),
        ("$XDG_STATE_HOME/folio/", "drafts, and where the screen was left"),
    ] {
        roff.control("TP", []);
        roff.text([italic(path)]);
        roff.text([roman(what)]);
    }
    roff
}
