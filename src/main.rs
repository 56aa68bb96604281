//! folio: settles settings and desk, then hands over to the command line or the screen.

use clap::{CommandFactory, Parser};
use folio::cli::args::{Cli, OwnVerb, Verb};
use folio::cli::complete::verb::{complete, completions};
use folio::cli::demo::{self, DemoArgs};
use folio::cli::failure::Failure;
use folio::cli::import::{ImportArgs, import};
use folio::cli::man::man;
use folio::cli::print::color::ColorChoice;
use folio::cli::print::environment::{Environment, Streams};
use folio::cli::print::exit::Exit;
use folio::cli::print::look::{Look, Wishes};
use folio::cli::print::voice::print_error;
use folio::cli::schema::verb::schema;
use folio::cli::settled::{Settled, path_text};
use folio::cli::shell::Shell;
use folio::cli::{backup, doctor, run, upkeep};
use folio::config::load::Loaded;
use folio::config::look::AmbiguousWidth;
use folio::config::paths::Paths;
use folio::config::state::Memory;
use folio::config::tour::Tour;
use folio::domain::value::text::{Ambiguous, set_ambiguous};
use folio::service::desk::{Clock, Desk};
use folio::service::doctor::place;
use folio::tui::app::App;
use folio::tui::colours::Depth;
use folio::tui::runtime::{self, HEAD, OpenDesk};
use folio::tui::terminal::modes::Mouse;
use folio::tui::theme::Theme;
use folio::tui::tour::Touring;
use folio::tui::welcome;
use folio::tui::welcome::run::Ended;
use folio::tui::welcome::state::Choice;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => start(&cli).into(),
        Err(help_or_fault) => unparsed(&help_or_fault).into(),
    }
}

/// Prints the help that was asked for, or what is wrong with a line that cannot be read.
fn unparsed(help_or_fault: &clap::Error) -> Exit {
    if help_or_fault.use_stderr() {
        let text = help_or_fault.render().to_string();
        print_error(text.strip_prefix("error: ").unwrap_or(&text).trim_end(), None);
        return Exit::Usage;
    }
    // A reader that left has seen what it wanted.
    match help_or_fault.print().and_then(|()| std::io::stdout().flush()) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            print_error(&format!("cannot write the output: {why}"), None);
            Exit::Failed
        }
        _ => Exit::Done,
    }
}

fn start(cli: &Cli) -> Exit {
    let began = Instant::now();
    let mut settled = match Settled::read(&cli.globals) {
        Ok(settled) => settled,
        Err(failure) => {
            print_error(&failure.message, Some(failure.hint.as_str()).filter(|hint| !hint.is_empty()));
            return failure.exit;
        }
    };
    let streams = Streams::read();
    let environment = Environment::read();
    let screen = &mut settled.loaded.settings.screen;
    if screen.ambiguous_width == AmbiguousWidth::Two {
        set_ambiguous(Ambiguous::Wide);
    }
    let config = Wishes {
        color: (screen.accessible || screen.theme == "mono").then_some(ColorChoice::Never),
        ascii: (screen.ascii || screen.accessible).then_some(true),
        accessible: screen.accessible.then_some(true),
        ..Wishes::default()
    };
    let look = Look::settle(cli.globals.format(), &cli.globals.wishes(), &environment, &config, &streams);
    // The screen knows neither flags nor environment, only settings.
    (screen.ascii, screen.accessible) = (look.ascii, look.accessible);
    let depth = Depth::of(look.color, environment.colorterm.as_deref());
    let mouse = if screen.mouse.is_on(environment.over_ssh) { Mouse::On } else { Mouse::Off };
    let shell = Shell::new(look, cli.globals.volume(), streams, cli.globals.asking());
    let mut shell = shell.with_empty(cli.globals.empty());
    settled.tell(&mut shell);
    let means = Means { depth, mouse, paints: !environment.is_dumb() };
    let exit = match hand_over(cli, &settled, (streams, means), &mut shell) {
        Ok(()) => Exit::Done,
        Err(failure) => shell.fail(&failure),
    };
    shell.voice.detail(&format!("exit {} after {:.1} ms", exit.code(), began.elapsed().as_secs_f64() * 1000.0));
    exit
}

/// What the terminal can do for the screen.
#[derive(Clone, Copy)]
struct Means {
    depth: Depth,
    mouse: Mouse,
    paints: bool,
}

fn hand_over(
    cli: &Cli,
    settled: &Settled,
    (streams, means): (Streams, Means),
    shell: &mut Shell,
) -> Result<(), Failure> {
    let seated = streams.stdin && streams.stdout;
    let person = seated && means.paints;
    match &cli.verb {
        None if seated && !person => {
            let message = "this terminal says that it cannot show a screen: TERM=dumb";
            Err(Failure::usage(message, "`folio today` and every other verb need none; `folio --help` lists them"))
        }
        None if person => match settled.book()? {
            path if path.exists() => own_book(settled, path, means),
            path => begin(cli, settled, path, (streams, means), shell),
        },
        None if !settled.book()?.exists() => Err(ways(settled.book()?)),
        None => {
            let help = Cli::command().render_help().to_string();
            Err(Failure::usage(help.trim_end(), ""))
        }
        Some(Verb::Book(verb)) => {
            settled.refuse_faults()?;
            let mut desk = settled.open("cli")?;
            run::run(verb, &mut desk, shell)?;
            run::back_up(&desk, shell);
            Ok(())
        }
        Some(Verb::Own(OwnVerb::Demo(_))) if cli.globals.db.is_some() => Err(Failure::usage(
            "a demo has a book of its own: --db does not go with it",
            "`folio demo --keep PATH` says where to keep it",
        )),
        Some(Verb::Own(OwnVerb::Demo(args))) => look_around(args, settled, person.then_some(means), shell),
        Some(Verb::Own(OwnVerb::Import(args))) => import(args, &cli.globals, settled, &streams, shell),
        Some(Verb::Own(OwnVerb::Restore(args))) => backup::restore(args, settled, shell),
        Some(Verb::Own(OwnVerb::Doctor(args))) => doctor::doctor(args, settled, &streams, shell),
        Some(Verb::Own(OwnVerb::Init(_))) => upkeep::init(settled, shell),
        Some(Verb::Own(OwnVerb::Config(args))) => upkeep::config(args, settled, shell),
        Some(Verb::Own(OwnVerb::Keys(args))) => upkeep::keys(args, settled, shell),
        Some(Verb::Own(OwnVerb::Schema(args))) => schema(args, shell),
        Some(Verb::Own(OwnVerb::Completions(args))) => completions(args, Cli::command(), shell),
        Some(Verb::Own(OwnVerb::Complete(args))) => complete(args, Cli::command(), settled, shell),
        Some(Verb::Own(OwnVerb::Man(args))) => man(args, Cli::command(), shell),
    }
}

/// What there is to do without a book and without a person at the terminal.
fn ways(path: &Path) -> Failure {
    let message = format!("there is no book at {} yet", path_text(path));
    let ways = "folio import accounts.csv   bring your accounts from a CSV file\n\
                folio demo                  look around in a book of invented customers\n\
                folio init                  begin with an empty book";
    Failure::usage(message, ways)
}

/// The screen on the person's own book.
fn own_book(settled: &Settled, path: &Path, means: Means) -> Result<(), Failure> {
    let loaded = &settled.loaded;
    let banner = (!loaded.faults.is_empty())
        .then(|| format!("config: {} faults, see `folio config check`", loaded.faults.len()))
        .or_else(|| place::warning(path));
    let memory = Memory::of(path, &Paths::find());
    open_screen(loaded, settled.clock, path, means, banner, memory.as_ref())
}

/// The first start: asks how to begin, does it, and goes on to the screen.
fn begin(
    cli: &Cli,
    settled: &Settled,
    path: &Path,
    (streams, means): (Streams, Means),
    shell: &mut Shell,
) -> Result<(), Failure> {
    let settings = &settled.loaded.settings;
    let theme = Theme::of(&settings.screen, &settings.themes, means.depth);
    loop {
        let chosen = welcome::run::ask(path_text(path), &theme, settled.clock.now());
        return match chosen.map_err(|why| no_terminal(&why))? {
            Ended::Chosen(Choice::Quit) => Ok(()),
            Ended::Chosen(Choice::Demo) => look_around(&DemoArgs::default(), settled, Some(means), shell),
            Ended::Chosen(Choice::Empty) => {
                Desk::create(path, settings, settled.clock, "screen")?;
                own_book(settled, path, means)
            }
            Ended::Chosen(Choice::Import(files)) => {
                let args = ImportArgs { files, ..ImportArgs::default() };
                import(&args, &cli.globals, settled, &streams, shell)?;
                // Whoever said no to the changes has no book yet, and is asked again.
                if !path.exists() {
                    continue;
                }
                own_book(settled, path, means)
            }
            // Through the caller, as the screen itself ends.
            Ended::Ended(code) => Err(Failure::new(Exit::of_signal(code), "", "")),
        };
    }
}

fn no_terminal(why: &std::io::Error) -> Failure {
    Failure::new(Exit::Failed, format!("the terminal cannot be used: {why}"), "`folio today` needs no screen")
}

/// The screen on a demo book; without a person at the terminal the book is kept and its place told.
fn look_around(args: &DemoArgs, settled: &Settled, person: Option<Means>, shell: &mut Shell) -> Result<(), Failure> {
    let made = demo::demo(args, settled, shell)?;
    match (made.folder, person) {
        (None, _) => Ok(()),
        (Some(folder), Some(means)) => {
            let banner = Some("demo book: invented, thrown away at the end".to_owned());
            let loaded = Loaded { settings: made.settings, ..settled.loaded.clone() };
            let shown = open_screen(&loaded, settled.clock, &made.path, means, banner, None);
            drop(folder);
            shown
        }
        (Some(folder), None) => {
            let _kept = folder.keep();
            shell.text(&format!("{}\n", path_text(&made.path)))
        }
    }
}

/// Opens the screen on a book, with what it remembers of it.
fn open_screen(
    loaded: &Loaded,
    clock: Clock,
    path: &Path,
    means: Means,
    banner: Option<String>,
    memory: Option<&Memory>,
) -> Result<(), Failure> {
    let settings = &loaded.watched();
    let desk = Desk::open(path, settings, clock, "screen")?;
    let book = desk.load_book(HEAD)?;
    let theme = Theme::of(&settings.screen, &settings.themes, means.depth);
    let mut app = App::new(book, desk.now(), settings.money.home, &settings.screen, theme, loaded.keymap.clone());
    app.banner = banner;
    if Tour::of(&Paths::find()).is_some_and(|tour| tour.begin()) {
        app.tour = Touring::Shown;
    }
    app.me.clone_from(&settings.me);
    app.calendar.cut = settings.calendar;
    app.clipboard.clone_from(&settings.clipboard.command);
    app.dates = settings.calendar.dates();
    app.playbooks = desk.signals().names();
    let (path, settings) = (path.to_owned(), settings.clone());
    let open: OpenDesk = Arc::new(move || Desk::glance(&path, &settings, clock, "screen"));
    match runtime::run(app, desk, open, means.mouse, memory) {
        Ok(0) => Ok(()),
        // Through the caller, so that a demo's folder goes with it.
        Ok(code) => Err(Failure::new(Exit::of_signal(code), "", "")),
        Err(why) => Err(no_terminal(&why)),
    }
}
