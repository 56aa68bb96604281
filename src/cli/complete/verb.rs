//! `folio completions` prints a shell's script; `folio complete`, which only those scripts call, prints what may stand next.

use crate::cli::complete::line::{for_bash, split};
use crate::cli::complete::offers::with_words;
use crate::cli::complete::scripts;
use crate::cli::complete::words::Words;
use crate::cli::failure::Failure;
use crate::cli::settled::Settled;
use crate::cli::shell::Shell;
use crate::domain::value::text::shown;
use clap::{Args, Command, ValueEnum};
use clap_complete::Shell as Known;
use clap_complete::engine;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Arguments of `completions`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
In bash, zsh and fish the names of your accounts, tags and views are completed too, from the book that `--db`, FOLIO_DB or \
the default names.

EXAMPLES
  folio completions bash > ~/.local/share/bash-completion/completions/folio
  folio completions zsh > ~/.zfunc/_folio              with `fpath+=~/.zfunc` before compinit in .zshrc
  folio completions fish > ~/.config/fish/completions/folio.fish
  eval \"$(folio completions bash)\"                     for this shell alone")]
pub struct CompletionsArgs {
    /// For which shell
    #[arg(value_name = "SHELL")]
    pub shell: Known,
}

/// Arguments of `complete`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio complete fish -- folio show nor        what may stand for `nor`")]
pub struct CompleteArgs {
    /// Which shell asks
    #[arg(value_name = "SHELL")]
    pub asks: Asks,
    /// The line up to the cursor, for a shell whose own words are no use
    #[arg(long, value_name = "TEXT")]
    pub line: Option<String>,
    /// Where that shell parts words
    #[arg(long, value_name = "CHARS", default_value = "", allow_hyphen_values = true)]
    pub breaks: String,
    /// The words up to the cursor, the last one being typed
    #[arg(last = true, value_name = "WORD")]
    pub words: Vec<String>,
}

/// Shells that ask.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asks {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
}

/// Writes the completions of a command for a shell.
pub fn completions(args: &CompletionsArgs, mut command: Command, shell: &Shell) -> Result<(), Failure> {
    let own = match args.shell {
        Known::Bash => Some(scripts::BASH),
        Known::Zsh => Some(scripts::ZSH),
        Known::Fish => Some(scripts::FISH),
        _ => None,
    };
    if let Some(script) = own {
        return shell.text(script);
    }
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "folio", &mut script);
    shell.text(&String::from_utf8_lossy(&script))
}

/// Prints what may stand next: a candidate a line, for zsh and fish with what it means behind a tab.
pub fn complete(args: &CompleteArgs, command: Command, settled: &Settled, shell: &Shell) -> Result<(), Failure> {
    let (words, open) = match &args.line {
        Some(line) => {
            let split = split(line);
            (split.words, split.open)
        }
        None => (args.words.clone(), None),
    };
    let typed = words.last().cloned().unwrap_or_default();
    let at = words.len().saturating_sub(1);
    let book = book_of(&words).or_else(|| settled.book.clone());
    let mut command = with_words(command, &Words::new(Settled { book, ..settled.clone() }));
    let here = std::env::current_dir().ok();
    let given: Vec<OsString> = words.iter().map(OsString::from).collect();
    let found = engine::complete(&mut command, given, at, here.as_deref()).unwrap_or_default();
    let mut out = String::new();
    for candidate in found.iter().filter(|candidate| !candidate.is_hide_set()) {
        let value = candidate.get_value().to_string_lossy();
        // Where nothing is typed yet the engine offers an alias in the place of its verb.
        let verb = command.find_subcommand(&*value).filter(|_| typed.is_empty() && words.len() <= 2);
        let value = verb.map_or(value, |verb| verb.get_name().to_owned().into());
        // A name with a line end, or with what acts on a terminal, cannot be typed back.
        if shown(&value) != value {
            continue;
        }
        let help = candidate.get_help().map(|help| shown(&help.to_string()).into_owned()).unwrap_or_default();
        let help = help.lines().next().unwrap_or_default();
        let _ = match args.asks {
            Asks::Bash => writeln!(out, "{}", for_bash(&value, &typed, &args.breaks, open)),
            Asks::Zsh | Asks::Fish => writeln!(out, "{value}\t{help}"),
        };
    }
    shell.text(&out)
}

/// The book that the line itself names.
fn book_of(words: &[String]) -> Option<PathBuf> {
    let behind = words.iter().position(|word| word == "--db").and_then(|at| words.get(at + 1));
    let named = behind.map(String::as_str).or_else(|| words.iter().find_map(|word| word.strip_prefix("--db=")));
    named.map(|path| Path::new(path).to_owned())
}
