//! Which command a key means in a place. Loading refuses a key with two meanings in one place, a chord that begins with
//! another's keys, and unknown names, and says all of it at once.

use crate::input::command::{COMMANDS, Command, Context};
use crate::input::key::{Key, chord, print_chord};

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

/// A fault of a keymap: which name of the config, and what is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The command's name as the config has it.
    pub id: String,
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
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap { bindings: COMMANDS.iter().flat_map(|row| default_bindings(row.command)).collect() }
    }
}

fn default_bindings(command: Command) -> Vec<Binding> {
    let keys = command.row().map(|row| row.keys).unwrap_or_default();
    keys.iter().filter_map(|text| chord(text).ok()).map(|keys| Binding { keys, command }).collect()
}

impl Keymap {
    /// The default keys with some commands bound otherwise. Faulty lines are left out and named.
    pub fn build<'a>(overrides: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>) -> (Keymap, Vec<Fault>) {
        let (mut map, mut faults) = (Keymap::default(), Vec::new());
        let mut given = Vec::new();
        for (id, texts) in overrides {
            let Some(command) = Command::named(id) else {
                faults.push(Fault { id: id.to_owned(), why: unknown(id) });
                continue;
            };
            map.bindings.retain(|binding| binding.command != command);
            for text in texts {
                match chord(text) {
                    Ok(keys) => {
                        map.bindings.push(Binding { keys, command });
                        given.push(command);
                    }
                    Err(bad) => faults.push(Fault { id: id.to_owned(), why: bad.to_string() }),
                }
            }
        }
        let clashes = map.clashes();
        for (n, (a, b)) in clashes.iter().enumerate() {
            let (new, old) = if given.contains(&b.command) { (b, a) } else { (a, b) };
            if clashes.iter().take(n).any(|(x, y)| (x, y) == (a, b)) {
                continue;
            }
            faults.push(Fault { id: name(new.command).to_owned(), why: clash(new, old) });
        }
        if !faults.is_empty() {
            for command in given {
                map.bindings.retain(|binding| binding.command != command);
                map.bindings.extend(default_bindings(command));
            }
        }
        (map, faults)
    }

    /// What keys mean in a place.
    pub fn resolve(&self, context: Context, keys: &[Key]) -> Meaning {
        let here = || self.bindings.iter().filter(|binding| binding.command.fits(context));
        if let Some(binding) = here().find(|binding| binding.keys == keys) {
            return Meaning::Command(binding.command);
        }
        if here().any(|binding| binding.keys.starts_with(keys)) { Meaning::Prefix } else { Meaning::Nothing }
    }

    /// The keys of a command, each as one text, the first one first.
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        self.bindings.iter().filter(|b| b.command == command).map(|b| print_chord(&b.keys)).collect()
    }

    /// What may follow some keys in a place: the next key and its command.
    pub fn continuations(&self, context: Context, keys: &[Key]) -> Vec<(Key, Command)> {
        let here = self.bindings.iter().filter(|b| b.command.fits(context) && b.keys.starts_with(keys));
        here.filter_map(|b| b.keys.get(keys.len()).map(|key| (*key, b.command))).collect()
    }

    fn clashes(&self) -> Vec<(Binding, Binding)> {
        let mut found = Vec::new();
        for (n, a) in self.bindings.iter().enumerate() {
            for b in self.bindings.iter().skip(n + 1) {
                let shadow = a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys);
                if shadow && a.command != b.command && meet(a.command, b.command) {
                    found.push((a.clone(), b.clone()));
                }
            }
        }
        found
    }
}

fn meet(a: Command, b: Command) -> bool {
    let contexts = |c: Command| c.row().map(|row| row.contexts).unwrap_or_default();
    let all = |c: Command| contexts(c).contains(&Context::Everywhere);
    all(a) || all(b) || contexts(a).iter().any(|context| contexts(b).contains(context))
}

fn name(command: Command) -> &'static str {
    command.row().map_or("", |row| row.id)
}

fn clash(new: &Binding, old: &Binding) -> String {
    let (new_keys, old_keys) = (print_chord(&new.keys), print_chord(&old.keys));
    let old_name = name(old.command);
    if new.keys == old.keys {
        format!("{new_keys:?} is bound twice: it is {old_name:?} already; bind {old_name:?} to another key too")
    } else {
        format!("{new_keys:?} and {old_keys:?} ({old_name:?}) hide each other: one begins with the other")
    }
}

fn unknown(id: &str) -> String {
    let close = COMMANDS.iter().map(|row| (strsim::damerau_levenshtein(id, row.id), row.id)).min();
    match close {
        Some((distance, near)) if distance <= 3 => format!("there is no command {id:?}; did you mean {near:?}?"),
        _ => format!("there is no command {id:?}; `folio keys` lists them"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        chord(text).unwrap()
    }

    #[test]
    fn the_default_keys_do_not_clash() {
        let (map, faults) = Keymap::build([]);
        assert_eq!(faults, []);
        assert_eq!(map.resolve(Context::Tasks, &keys("d")), Meaning::Command(Command::Done));
        assert_eq!(map.resolve(Context::Tasks, &keys("g")), Meaning::Prefix);
        assert_eq!(map.resolve(Context::Tasks, &keys("g t")), Meaning::Command(Command::Triage));
        assert_eq!(map.resolve(Context::Tasks, &keys("g x")), Meaning::Nothing);
        assert_eq!(map.resolve(Context::Accounts, &keys("r")), Meaning::Nothing, "no promised day there");
    }

    #[test]
    fn names_every_fault_and_keeps_the_default_keys() {
        let (map, faults) =
            Keymap::build([("done", vec!["x"]), ("drop", vec!["x"]), ("undoo", vec!["b"]), ("why", vec!["g"])]);
        let said: Vec<&str> = faults.iter().map(|f| f.why.as_str()).collect();
        assert!(said.iter().any(|why| why.contains("did you mean \"undo\"")), "{said:?}");
        assert!(said.iter().any(|why| why.contains("\"x\" is bound twice")), "{said:?}");
        assert!(said.iter().any(|why| why.contains("hide each other")), "{said:?}");
        assert_eq!(map.resolve(Context::Tasks, &keys("d")), Meaning::Command(Command::Done));
    }

    #[test]
    fn rebinds() {
        let (map, faults) = Keymap::build([("done", vec!["x", "b"])]);
        assert_eq!(faults, []);
        assert_eq!(map.resolve(Context::Tasks, &keys("b")), Meaning::Command(Command::Done));
        assert_eq!(map.resolve(Context::Tasks, &keys("d")), Meaning::Nothing);
    }
}
