//! What the person chooses at the first start, as a state and one function over keys.

use crate::input::key::{Code, Key};
use crate::tui::modals::typing_line;
use crate::tui::welcome::files::{Files, completed, path_of};
use std::path::PathBuf;
use tui_input::Input;

/// What was chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// To import these files.
    Import(Vec<PathBuf>),
    /// A book of invented customers.
    Demo,
    /// A book with nothing in it.
    Empty,
    /// To leave.
    Quit,
}

/// The ways to a book, each with its key.
pub const WAYS: [(char, &str, &str); 4] = [
    ('i', "import", "bring your accounts from CSV files; the changes are shown before they are written"),
    ('d', "demo", "look around in a book of invented customers, thrown away at the end"),
    ('e', "empty", "begin with an empty book, and write accounts in with c a"),
    ('q', "quit", "leave; nothing was made"),
];

/// Paths being typed, one after the other: a CRM hands out one file for accounts and another for contracts.
#[derive(Clone, Debug, Default)]
pub struct Typing {
    /// Those that were typed.
    pub files: Vec<PathBuf>,
    /// The text.
    pub input: Input,
    /// Why it will not do.
    pub fault: String,
    /// What it may become.
    pub names: Vec<String>,
}

/// The first start.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// Where the book would be; safe to print.
    pub book: String,
    /// The way under the cursor.
    pub at: usize,
    /// The path, while one is typed.
    pub typing: Option<Typing>,
}

impl Welcome {
    /// Offers the ways to a book at a place.
    pub fn new(book: String) -> Welcome {
        Welcome { book, at: 0, typing: None }
    }

    /// Takes a key; gives what it chooses.
    pub fn type_key(&mut self, key: Key, files: &impl Files) -> Option<Choice> {
        let cancel = key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c'));
        let Some(mut typing) = self.typing.take() else { return self.choose(key, cancel) };
        if cancel {
            return None;
        }
        let chosen = typing.type_key(key, files);
        self.typing = Some(typing);
        chosen.map(Choice::Import)
    }

    /// Puts pasted text into the path.
    pub fn paste(&mut self, text: &str) {
        if let Some(typing) = &mut self.typing {
            typing_line::paste(&mut typing.input, text.trim());
            typing.fault.clear();
        }
    }

    fn choose(&mut self, key: Key, cancel: bool) -> Option<Choice> {
        let last = WAYS.len() - 1;
        match key.code {
            _ if cancel => Some(Choice::Quit),
            Code::Down | Code::Tab | Code::Char('j') => {
                self.at = (self.at + 1).min(last);
                None
            }
            Code::Up | Code::BackTab | Code::Char('k') => {
                self.at = self.at.saturating_sub(1);
                None
            }
            Code::Enter => WAYS.get(self.at).and_then(|(key, ..)| self.take(*key)),
            Code::Char(c) => self.take(c.to_ascii_lowercase()),
            _ => None,
        }
    }

    fn take(&mut self, key: char) -> Option<Choice> {
        self.at = WAYS.iter().position(|(way, ..)| *way == key).unwrap_or(self.at);
        match key {
            'i' => {
                self.typing = Some(Typing::default());
                None
            }
            'd' => Some(Choice::Demo),
            'e' => Some(Choice::Empty),
            'q' => Some(Choice::Quit),
            _ => None,
        }
    }
}

impl Typing {
    fn type_key(&mut self, key: Key, files: &impl Files) -> Option<Vec<PathBuf>> {
        match key.code {
            Code::Tab => {
                let (text, names) = completed(self.input.value(), files);
                self.input = Input::new(text);
                self.fault = if names.is_empty() { "nothing begins so".to_owned() } else { String::new() };
                self.names = if names.len() > 1 { names } else { Vec::new() };
                None
            }
            Code::Enter => {
                if self.input.value().trim().is_empty() {
                    if self.files.is_empty() {
                        "type the path of a CSV file".clone_into(&mut self.fault);
                    }
                    return (!self.files.is_empty()).then(|| self.files.clone());
                }
                let path = path_of(self.input.value(), files);
                self.fault = files.fault(&path).unwrap_or_default();
                if self.fault.is_empty() {
                    self.input.reset();
                    self.names.clear();
                    if !self.files.contains(&path) {
                        self.files.push(path);
                    }
                }
                None
            }
            _ => {
                if typing_line::type_key(&mut self.input, key) {
                    self.fault.clear();
                    self.names.clear();
                }
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    struct Shelf;

    impl Files for Shelf {
        fn beginning(&self, folder: &Path, begin: &str) -> Vec<String> {
            assert_eq!(folder, Path::new("/home/robin/in/"));
            ["a.csv", "accounts.csv"].into_iter().filter(|name| name.starts_with(begin)).map(str::to_owned).collect()
        }
        fn fault(&self, path: &Path) -> Option<String> {
            (path != Path::new("/home/robin/in/accounts.csv")).then(|| "there is no such file".to_owned())
        }
        fn home(&self) -> Option<PathBuf> {
            Some(PathBuf::from("/home/robin"))
        }
    }

    fn press(welcome: &mut Welcome, keys: &str) -> Option<Choice> {
        keys.split_whitespace().map(|key| welcome.type_key(key.parse().unwrap(), &Shelf)).last().flatten()
    }

    #[test]
    fn a_key_or_the_cursor_chooses() {
        for (keys, want) in [
            ("d", Some(Choice::Demo)),
            ("e", Some(Choice::Empty)),
            ("q", Some(Choice::Quit)),
            ("esc", Some(Choice::Quit)),
            ("j enter", Some(Choice::Demo)),
            ("j j j j k enter", Some(Choice::Empty)),
            ("x", None),
            ("i", None),
            ("i esc", None),
            ("i esc esc", Some(Choice::Quit)),
        ] {
            assert_eq!(press(&mut Welcome::new(String::new()), keys), want, "{keys}");
        }
    }

    #[test]
    fn a_path_is_typed_completed_and_checked() {
        let mut welcome = Welcome::new(String::new());
        assert_eq!(press(&mut welcome, "i enter"), None);
        assert!(welcome.typing.as_ref().unwrap().fault.contains("type the path"));
        assert_eq!(press(&mut welcome, "~ / i n / a tab"), None);
        let typing = welcome.typing.as_ref().unwrap();
        assert_eq!((typing.input.value(), typing.names.len()), ("~/in/a", 2));
        assert_eq!(press(&mut welcome, "enter"), None);
        assert_eq!(welcome.typing.as_ref().unwrap().fault, "there is no such file");
        assert_eq!(press(&mut welcome, "c tab enter"), None);
        assert_eq!(welcome.typing.as_ref().unwrap().files.len(), 1, "there may be more");
        let chosen = press(&mut welcome, "enter");
        assert_eq!(chosen, Some(Choice::Import(vec![PathBuf::from("/home/robin/in/accounts.csv")])));
    }
}
