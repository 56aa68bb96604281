//! Which command a key means in a place. Loading refuses a key with two meanings in one place, a chord that begins with
//! another's keys, and unknown names, and says all of it at once with what to do.

use crate::input::command::{COMMANDS, Command};
use crate::input::context::Context;
use crate::input::key::{Code, Key, chord, print_chord};
use crate::input::own::OwnCommand;
use crate::input::preset::Preset;

/// What a sequence of keys means so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A command.
    Command(Command),
    /// The beginning of chords.
    Prefix,
    /// Nothing.
    Nothing,
}

/// A fault of a keymap: which line of the config, and what is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The full name of the line: `keys.done`, `commands.crm.keys`.
    pub key: String,
    /// What is wrong, and what to try.
    pub why: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Binding {
    keys: Vec<Key>,
    command: Command,
}

/// Keys and what they mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
    own: Vec<OwnCommand>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap::of(Preset::Vim)
    }
}

fn bindings(command: Command, texts: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<Binding> {
    let chords = texts.into_iter().filter_map(|text| chord(text.as_ref()).ok());
    chords.map(|keys| Binding { keys, command }).collect()
}

/// The keys of a command before anybody binds it otherwise.
fn preset_bindings(preset: Preset, command: Command) -> Vec<Binding> {
    let own = command.row().map(|row| row.keys).unwrap_or_default();
    let added = preset.added().iter().find(|(other, _)| *other == command).map(|(_, keys)| *keys);
    bindings(command, own.iter().chain(added.unwrap_or_default()))
}

impl Keymap {
    /// The keys of a preset.
    pub fn of(preset: Preset) -> Keymap {
        let bindings = COMMANDS.iter().flat_map(|row| preset_bindings(preset, row.command)).collect();
        Keymap { bindings, own: Vec::new() }
    }

    /// The keys of a preset with a person's own commands, and some commands bound otherwise. When anything is wrong the
    /// keys of the preset stay, and all of it is named.
    pub fn build<'a>(
        preset: Preset,
        own: Vec<OwnCommand>,
        overrides: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>,
    ) -> (Keymap, Vec<Fault>) {
        let (mut map, mut faults) = (Keymap::of(preset), Vec::new());
        let mut given = Vec::new();
        for one in own {
            if let Some((field, why)) = one.fault() {
                let dot = if field.is_empty() { "" } else { "." };
                faults.push(Fault { key: format!("commands.{}{dot}{field}", one.id), why });
                continue;
            }
            let Ok(place) = u16::try_from(map.own.len()) else { break };
            let command = Command::Own(place);
            faults.extend(map.bind(command, one.keys.iter().map(String::as_str), &format!("commands.{}.keys", one.id)));
            given.push(command);
            map.own.push(one);
        }
        for (id, texts) in overrides {
            let full = format!("keys.{id}");
            let Some(command) = map.named(id) else {
                faults.push(Fault { key: full, why: map.unknown(id) });
                continue;
            };
            map.bindings.retain(|binding| binding.command != command);
            faults.extend(map.bind(command, texts, &full));
            given.push(command);
        }
        let mut named: Vec<(Binding, Binding)> = Vec::new();
        for (a, b) in map.clashes() {
            let (new, old) = if given.contains(&b.command) { (b, a) } else { (a, b) };
            if !named.iter().any(|(x, y)| x.command == new.command && y.command == old.command && x.keys == new.keys) {
                faults.push(Fault { key: map.line_of(new.command), why: map.clash(&new, &old) });
                named.push((new, old));
            }
        }
        if !faults.is_empty() {
            // A person's own commands stay in the palette, without keys.
            map.bindings = Keymap::of(preset).bindings;
        }
        (map, faults)
    }

    fn bind<'a>(&mut self, command: Command, texts: impl IntoIterator<Item = &'a str>, full: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        for text in texts {
            match chord(text) {
                Ok(keys) if keys.iter().any(|key| *key == Key::plain(Code::Esc)) && keys.len() > 1 => {
                    let why = format!("{text:?} holds esc, which ends every chord; leave it out");
                    faults.push(Fault { key: full.to_owned(), why });
                }
                Ok(keys) => self.bindings.push(Binding { keys, command }),
                Err(bad) => faults.push(Fault { key: full.to_owned(), why: bad.to_string() }),
            }
        }
        faults
    }

    /// The commands that a person added.
    pub fn own(&self) -> &[OwnCommand] {
        &self.own
    }

    /// The command that a person added under a number.
    pub fn own_of(&self, command: Command) -> Option<&OwnCommand> {
        match command {
            Command::Own(place) => self.own.get(usize::from(place)),
            _ => None,
        }
    }

    /// Those commands, as commands.
    pub fn own_commands(&self) -> impl Iterator<Item = (Command, &OwnCommand)> {
        (0..).map(Command::Own).zip(&self.own)
    }

    /// The command of a name.
    pub fn named(&self, id: &str) -> Option<Command> {
        let own = || self.own_commands().find(|(_, own)| own.id == id).map(|(command, _)| command);
        Command::named(id).or_else(own)
    }

    /// The name of a command.
    pub fn name(&self, command: Command) -> &str {
        let own = || self.own_of(command).map_or("", |own| own.id.as_str());
        command.row().map_or_else(own, |row| row.id)
    }

    /// What a command does, in a few words.
    pub fn what(&self, command: Command) -> &str {
        match (command.row(), self.own_of(command)) {
            (Some(row), _) => row.what,
            (None, Some(own)) if own.what.is_empty() => &own.run,
            (None, own) => own.map_or("", |own| own.what.as_str()),
        }
    }

    /// What keys mean in a place.
    pub fn resolve(&self, context: Context, keys: &[Key]) -> Meaning {
        // Keys first: few bindings begin so, and the places of a command are looked up in the table of all.
        let here = || self.bindings.iter().filter(|b| b.keys.starts_with(keys) && b.command.fits(context));
        match here().find(|binding| binding.keys.len() == keys.len()) {
            Some(binding) => Meaning::Command(binding.command),
            None if here().next().is_some() => Meaning::Prefix,
            None => Meaning::Nothing,
        }
    }

    /// The keys of a command, each as one text, the first one first.
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        self.bindings.iter().filter(|b| b.command == command).map(|b| print_chord(&b.keys)).collect()
    }

    /// What may follow some keys in a place: each next key once, with the commands behind it. One command is what the
    /// key does; several are chords that go on from there.
    pub fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(Key, Vec<Command>)> {
        let mut found: Vec<(Key, Vec<Command>)> = Vec::new();
        for binding in self.bindings.iter().filter(|b| b.keys.starts_with(keys) && b.command.fits(context)) {
            let Some(key) = binding.keys.get(keys.len()) else { continue };
            match found.iter_mut().find(|(known, _)| known == key) {
                Some((_, commands)) => commands.push(binding.command),
                None => found.push((*key, vec![binding.command])),
            }
        }
        found
    }

    fn clashes(&self) -> Vec<(Binding, Binding)> {
        let mut found = Vec::new();
        for (n, a) in self.bindings.iter().enumerate() {
            for b in self.bindings.iter().skip(n + 1) {
                let shadow = a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys);
                if shadow && a.command != b.command && a.command.meets(b.command) {
                    found.push((a.clone(), b.clone()));
                }
            }
        }
        found
    }

    /// Where the config says the keys of a command.
    fn line_of(&self, command: Command) -> String {
        match self.own_of(command) {
            Some(own) => format!("commands.{}.keys", own.id),
            None => format!("keys.{}", self.name(command)),
        }
    }

    fn clash(&self, new: &Binding, old: &Binding) -> String {
        let (new_keys, old_keys) = (print_chord(&new.keys), print_chord(&old.keys));
        let old_name = self.name(old.command);
        let free = self.free(new.command);
        let free = if free.is_empty() { String::new() } else { format!("; free here: {}", free.join(" ")) };
        if new.keys == old.keys {
            format!(
                "{new_keys:?} is bound twice: it is {old_name:?} already; bind {old_name:?} to another key too{free}"
            )
        } else {
            format!(
                "{new_keys:?} and {old_keys:?} ({old_name:?}) hide each other: one begins with the other; choose a key \
                 that begins no other{free}"
            )
        }
    }

    /// A few letters that mean nothing where a command works.
    fn free(&self, command: Command) -> Vec<String> {
        let taken = |key: &Key| {
            let meets = self.bindings.iter().filter(|b| b.command != command && b.command.meets(command));
            meets.into_iter().any(|b| b.keys.first() == Some(key))
        };
        let letters = "bxnABEFIMOPYZ,;-+=!&".chars().map(Key::char);
        letters.filter(|key| !taken(key)).take(6).map(|key| key.to_string()).collect()
    }

    fn unknown(&self, id: &str) -> String {
        let names = COMMANDS.iter().map(|row| row.id).chain(self.own.iter().map(|own| own.id.as_str()));
        let close = names.map(|name| (strsim::damerau_levenshtein(id, name), name)).min();
        match close {
            Some((distance, near)) if distance <= 3 => format!("there is no command {id:?}; did you mean {near:?}?"),
            _ => format!("there is no command {id:?}; `folio keys` lists them"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        chord(text).unwrap()
    }

    fn own(id: &str, keys: &[&str]) -> OwnCommand {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        OwnCommand { id: id.to_owned(), run: "cat".to_owned(), keys, ..OwnCommand::default() }
    }

    fn build<'a>(overrides: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>) -> (Keymap, Vec<Fault>) {
        Keymap::build(Preset::Vim, Vec::new(), overrides)
    }

    #[test]
    fn the_keys_of_no_preset_clash() {
        for preset in [Preset::Vim, Preset::Plain] {
            assert_eq!(Keymap::build(preset, Vec::new(), []).1, [], "{preset:?}");
        }
        let map = Keymap::default();
        assert_eq!(map.resolve(Context::Tasks, &keys("d")), Meaning::Command(Command::Done));
        assert_eq!(map.resolve(Context::Tasks, &keys("g")), Meaning::Prefix);
        assert_eq!(map.resolve(Context::Tasks, &keys("g t")), Meaning::Command(Command::Triage));
        assert_eq!(map.resolve(Context::Tasks, &keys("g x")), Meaning::Nothing);
        assert_eq!(map.resolve(Context::Accounts, &keys("r")), Meaning::Nothing, "no promised day there");
    }

    #[test]
    fn the_plain_preset_adds_keys_and_takes_none() {
        let (vim, plain) = (Keymap::default(), Keymap::of(Preset::Plain));
        for row in COMMANDS {
            let (few, many) = (vim.keys_of(row.command), plain.keys_of(row.command));
            assert!(many.starts_with(&few), "{}: {many:?}", row.id);
        }
        assert_eq!(plain.resolve(Context::Tasks, &keys("f1")), Meaning::Command(Command::Help));
        assert_eq!(plain.resolve(Context::Tasks, &keys("delete")), Meaning::Command(Command::Drop));
        assert_eq!(plain.resolve(Context::Accounts, &keys("delete")), Meaning::Command(Command::Archive));
        let (bound, _) = Keymap::build(Preset::Plain, Vec::new(), [("help", vec!["b"])]);
        assert_eq!(bound.keys_of(Command::Help), ["b"], "what is bound otherwise is bound so alone");
    }

    #[test]
    fn names_every_fault_and_keeps_the_default_keys() {
        let (map, faults) = build([
            ("done", vec!["x"]),
            ("drop", vec!["x"]),
            ("undoo", vec!["b"]),
            ("why", vec!["g"]),
            ("add", vec!["dd"]),
        ]);
        let said = |key: &str, part: &str| faults.iter().any(|fault| fault.key == key && fault.why.contains(part));
        assert!(said("keys.undoo", "did you mean \"undo\""), "{faults:#?}");
        assert!(said("keys.drop", "\"x\" is bound twice") || said("keys.done", "\"x\" is bound twice"), "{faults:#?}");
        assert!(said("keys.why", "hide each other"), "{faults:#?}");
        assert!(said("keys.why", "free here: b "), "{faults:#?}");
        assert!(said("keys.add", "is no key"), "{faults:#?}");
        assert_eq!(map, Keymap::default());
    }

    #[test]
    fn rebinds() {
        let (map, faults) = build([("done", vec!["x", "b"])]);
        assert_eq!(faults, []);
        assert_eq!(map.resolve(Context::Tasks, &keys("b")), Meaning::Command(Command::Done));
        assert_eq!(map.resolve(Context::Tasks, &keys("d")), Meaning::Nothing);
    }

    #[test]
    fn own_commands_have_keys_and_names_like_any() {
        let (map, faults) =
            Keymap::build(Preset::Vim, vec![own("crm", &["b c"]), own("mail", &["b m"])], [("mail", vec!["B"])]);
        assert_eq!(faults, []);
        let (crm, mail) = (map.named("crm").unwrap(), map.named("mail").unwrap());
        assert_eq!(map.resolve(Context::Accounts, &keys("b")), Meaning::Prefix);
        assert_eq!(map.resolve(Context::Accounts, &keys("b c")), Meaning::Command(crm));
        assert_eq!(map.resolve(Context::Accounts, &keys("B")), Meaning::Command(mail));
        assert_eq!((map.name(crm), map.what(crm)), ("crm", "cat"));
        let (map, faults) =
            Keymap::build(Preset::Vim, vec![own("crm", &["s"]), own("snooze", &["b"]), own("Oh no", &[])], []);
        let found: Vec<&str> = faults.iter().map(|fault| fault.key.as_str()).collect();
        assert_eq!(found, ["commands.snooze", "commands.Oh no", "commands.crm.keys"], "{faults:#?}");
        assert_eq!(map.resolve(Context::Accounts, &keys("s")), Meaning::Command(Command::Snooze));
        assert_eq!(map.own().len(), 1, "it stays in the palette");
    }

    #[test]
    fn what_may_follow_is_told_once_a_key() {
        let three = vec![own("one", &["b c d"]), own("two", &["b c e"]), own("three", &["b x"])];
        let (map, faults) = Keymap::build(Preset::Vim, three, []);
        assert_eq!(faults, []);
        let next = map.continuations(Context::Tasks, &keys("b"));
        let counts: Vec<(String, usize)> = next.iter().map(|(key, all)| (key.to_string(), all.len())).collect();
        assert_eq!(counts, [("c".to_owned(), 2), ("x".to_owned(), 1)]);
        assert_eq!(map.continuations(Context::Tasks, &keys("b c")).len(), 2);
    }
}
