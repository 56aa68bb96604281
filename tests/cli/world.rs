//! A home with a demo book in it, and runs of folio inside.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Tuesday morning.
pub const NOW: &str = "2026-11-24T09:02Z";

/// Rates for the currencies of the demo.
const CONFIG: &str = "[money.rates]
CHF = \"1.13\"
CNY = \"0.14\"
EUR = \"1.08\"
GBP = \"1.27\"
JPY = \"0.0067\"
NOK = \"0.092\"
PLN = \"0.25\"
SEK = \"0.095\"
TWD = \"0.031\"
";

/// What a run came to.
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// stdout.
    pub out: String,
    /// stderr.
    pub err: String,
}

/// A home of one test.
pub struct World {
    home: TempDir,
}

impl World {
    /// A home with nothing in it.
    pub fn empty() -> World {
        World { home: TempDir::new().unwrap() }
    }

    /// A home with a demo book and its config.
    pub fn demo() -> World {
        static BOOK: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = BOOK.get_or_init(|| {
            let world = World::empty();
            let path = world.home.path().join("demo.db");
            let made = world.run(&["demo", "--keep", path.to_str().unwrap()]);
            assert_eq!(made.code, 0, "{}", made.err);
            std::fs::read(path).unwrap()
        });
        let world = World::empty();
        world.config(CONFIG);
        std::fs::create_dir_all(world.book().parent().unwrap()).unwrap();
        std::fs::write(world.book(), bytes).unwrap();
        world
    }

    /// Where the book is.
    pub fn book(&self) -> PathBuf {
        self.home.path().join("data/folio/folio.db")
    }

    /// A path in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Writes the config.
    pub fn config(&self, text: &str) {
        let path = self.home.path().join("config/folio/config.toml");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// folio, ready to be run.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("folio"));
        let home = self.home.path();
        command.env_clear().env("HOME", home).env("TZ", "UTC").env("FOLIO_NOW", NOW).env("COLUMNS", "80");
        for (name, folder) in [("CONFIG", "config"), ("DATA", "data"), ("STATE", "state")] {
            command.env(format!("XDG_{name}_HOME"), home.join(folder));
        }
        command.env("TMPDIR", home).current_dir(home).args(args);
        command
    }

    /// Runs folio with nothing on stdin.
    pub fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args).stdin(Stdio::null()).output().unwrap())
    }

    /// Runs folio and expects it to succeed.
    pub fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ran.out
    }

    /// Runs folio with a text on stdin.
    pub fn run_with(&self, args: &[&str], stdin: &str) -> Ran {
        use std::io::Write;
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
        ran(child.wait_with_output().unwrap())
    }

    /// One document of a run.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(args)).unwrap()
    }

    /// The id of a task by words of its title.
    pub fn task(&self, words: &str) -> serde_json::Value {
        let all = self.json(&["tasks", "--all", "--json"]);
        let items = all["items"].as_array().unwrap();
        items.iter().find(|task| task["task"].as_str().unwrap().contains(words)).cloned().unwrap_or_default()
    }
}

/// The bytes of a file.
pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
