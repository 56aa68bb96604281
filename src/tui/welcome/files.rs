//! Paths as they are typed: what a beginning may become, and why a file will not do.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a typed path is looked up in.
pub trait Files {
    /// Names in a folder that begin so, those of folders with a slash behind; nothing where there is no such folder.
    fn beginning(&self, folder: &Path, begin: &str) -> Vec<String>;
    /// Why a file cannot be imported.
    fn fault(&self, path: &Path) -> Option<String>;
    /// The person's own folder, for `~`.
    fn home(&self) -> Option<PathBuf>;
}

/// The files of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl Files for Disk {
    fn beginning(&self, folder: &Path, begin: &str) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            // Hidden ones only where they are asked for.
            let seen = name.starts_with(begin) && (!name.starts_with('.') || begin.starts_with('.'));
            let slash = if entry.path().is_dir() { "/" } else { "" };
            seen.then(|| format!("{name}{slash}"))
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    fn fault(&self, path: &Path) -> Option<String> {
        match fs::metadata(path) {
            Err(why) if why.kind() == ErrorKind::NotFound => Some("there is no such file".to_owned()),
            Err(why) => Some(why.to_string()),
            Ok(found) if found.is_dir() => Some("this is a folder: name a CSV file in it".to_owned()),
            Ok(found) if found.len() == 0 => Some("the file is empty".to_owned()),
            Ok(_) => fs::File::open(path).err().map(|why| why.to_string()),
        }
    }

    fn home(&self) -> Option<PathBuf> {
        etcetera::home_dir().ok()
    }
}

/// The path of a typed text: `~` is the person's own folder.
pub fn path_of(typed: &str, files: &impl Files) -> PathBuf {
    let typed = typed.trim();
    match (typed.strip_prefix('~'), files.home()) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(typed),
    }
}

/// What a typed text becomes with a Tab, and what there is to choose from.
pub fn completed(typed: &str, files: &impl Files) -> (String, Vec<String>) {
    let (before, begin) = typed
        .rsplit_once('/')
        .map_or(("", typed), |(folder, name)| (typed.get(..=folder.len()).unwrap_or_default(), name));
    let folder = if before.is_empty() { PathBuf::from(".") } else { path_of(before, files) };
    let names = files.beginning(&folder, begin);
    let common =
        names.iter().skip(1).fold(names.first().cloned().unwrap_or_else(|| begin.to_owned()), |common, name| {
            let same = common.chars().zip(name.chars()).take_while(|(a, b)| a == b);
            same.map(|(c, _)| c).collect()
        });
    (format!("{before}{common}"), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_as_far_as_it_is_clear() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["accounts.csv", "accounts-old.csv", "notes.txt", ".hidden"] {
            fs::write(folder.path().join(name), "name\nx\n").unwrap();
        }
        fs::create_dir(folder.path().join("exports")).unwrap();
        fs::write(folder.path().join("empty.csv"), "").unwrap();
        let at = |name: &str| format!("{}/{name}", folder.path().display());
        for (typed, becomes, count) in [
            ("acc", "accounts", 2),
            ("accounts.", "accounts.csv", 1),
            ("ex", "exports/", 1),
            (".h", ".hidden", 1),
            ("nothing", "nothing", 0),
        ] {
            let (text, names) = completed(&at(typed), &Disk);
            assert_eq!((text, names.len()), (at(becomes), count), "{typed}");
        }
        assert_eq!(completed(&at(""), &Disk).1.len(), 5, "hidden ones are not offered");
        assert_eq!(Disk.fault(Path::new(&at("accounts.csv"))), None);
        for (name, why) in [("gone.csv", "no such file"), ("exports", "a folder"), ("empty.csv", "empty")] {
            assert!(Disk.fault(Path::new(&at(name))).unwrap().contains(why), "{name}");
        }
    }
}
