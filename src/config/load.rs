//! Reads the config file. Faulty lines are named, all at once, and leave their defaults in place; so a screen can start
//! on what is right, while the command line refuses.

use crate::config::settings::{Screen, Settings};
use crate::config::watching::SignalSettings;
use crate::config::{look, signals};
use crate::domain::figure::rules::Rules;
use crate::domain::stake::weights::Weights;
use crate::input::keymap::Keymap;
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Tables in which any key may stand: currencies, segments, command names.
const FREE: &[&str] = &[
    "money.rates",
    "money.dated",
    "themes",
    "playbooks",
    "stake.cadence.segments",
    "stake.health.segments",
    "keys",
    "commands",
];

/// Tables in which tables of any name may stand: of rates by their day, of colours by the theme, of a person's own
/// playbooks and commands by their names.
const OF_TABLES: &[&str] = &["money.dated", "themes", "playbooks", "commands"];

/// The list of tables that stands beside all tables.
const RULES: &str = "rules";

/// A fault of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The key's full name, `stake.floor`; empty when the file is not TOML there.
    pub key: String,
    /// What is wrong, and what to try.
    pub why: String,
}

/// What a file says, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The settings, with the defaults for all that is faulty or absent.
    pub settings: Settings,
    /// The keys they make.
    pub keymap: Keymap,
    /// Faults in the order of the file.
    pub faults: Vec<Fault>,
}

impl Loaded {
    /// The settings, without rules where one of them or of the playbooks is faulty: half a set of rules starts what nobody
    /// meant.
    pub fn watched(&self) -> Settings {
        let about = |key: &str| ["rules", "playbooks", "signals"].iter().any(|table| is_within(key, table));
        let mut settings = self.settings.clone();
        if self.faults.iter().any(|fault| about(&fault.key)) {
            settings.rules.clear();
            settings.signals = SignalSettings::default();
        }
        settings
    }
}

/// Reads a file. A missing one is all defaults; one that cannot be read is an error.
pub fn load(path: &Path) -> std::io::Result<Loaded> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(parse(&String::from_utf8_lossy(&bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Loaded::default()),
        Err(error) => Err(error),
    }
}

/// Reads the text of a file.
pub fn parse(text: &str) -> Loaded {
    let mut reading = Reading { text, good: toml::Table::new(), faults: Vec::new(), known: known() };
    let (table, broken) = DeTable::parse_recoverable(text);
    for error in broken {
        let span = error.span().unwrap_or(0..0);
        reading.fault(&span, "", error.message().to_owned());
    }
    if reading.faults.is_empty() {
        reading.table(&mut Vec::new(), table.get_ref());
    }
    let settings = Settings::deserialize(toml::Value::Table(reading.good.clone())).unwrap_or_default();
    let (mut settings, text) = (settings, reading.text);
    let mut faults = reading.faults;
    let spans = spans(text);
    let place = |key: &str| spans.iter().find(|(name, _)| name == key).map_or(0..0, |(_, span)| span.clone());
    for (key, why) in settings.stake.validate() {
        faults.push(fault_at(text, &place(&key), &key, why));
    }
    if !settings.stake.validate().is_empty() {
        settings.stake = Weights::default();
    }
    for (key, why) in settings.figures.validate() {
        faults.push(fault_at(text, &place(&key), &key, why));
    }
    if !settings.figures.validate().is_empty() {
        settings.figures = Rules::default();
    }
    for (key, why) in look::faults(&settings.themes, &settings.screen.theme) {
        faults.push(fault_at(text, &place(&key), &key, why));
    }
    let is_told = |key: &str, faults: &[Fault]| {
        faults.iter().any(|fault| is_within(&fault.key, key) || is_within(key, &fault.key))
    };
    for bad in signals::faults(&settings) {
        if !is_told(&bad.key, &faults) {
            let span = within_text(text, &place(&bad.key), bad.at);
            faults.push(fault_at(text, &span, &bad.key, bad.why));
        }
    }
    if look::resolve(&settings.themes, &settings.screen.theme).is_none() {
        settings.screen.theme = Screen::default().theme;
    }
    let overrides = settings.keys.of.iter().map(|(id, keys)| (id.as_str(), keys.chords()));
    let own = settings.commands.iter().map(|(id, own)| own.command(id)).collect();
    let (keymap, clashes) = Keymap::build(settings.keys.preset.into(), own, overrides);
    for clash in clashes {
        faults.push(fault_at(text, &place(&clash.key), &clash.key, clash.why));
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    Loaded { settings, keymap, faults }
}

fn known() -> toml::Table {
    match toml::Value::try_from(Settings::default()) {
        Ok(toml::Value::Table(table)) => table,
        _ => toml::Table::new(),
    }
}

struct Reading<'t> {
    text: &'t str,
    good: toml::Table,
    faults: Vec<Fault>,
    known: toml::Table,
}

impl Reading<'_> {
    fn fault(&mut self, span: &Range<usize>, key: &str, why: String) {
        self.faults.push(fault_at(self.text, span, key, why));
    }

    fn table(&mut self, path: &mut Vec<String>, table: &DeTable<'_>) {
        for (key, value) in table {
            path.push(key.get_ref().to_string());
            self.key(path, &key.span(), value);
            path.pop();
        }
    }

    fn key(&mut self, path: &mut Vec<String>, span: &Range<usize>, value: &Spanned<DeValue<'_>>) {
        let full = path.join(".");
        if let DeValue::Array(items) = value.get_ref()
            && is_list_of_tables(&full)
        {
            return self.list(path, items);
        }
        let parent = path.split_last().map(|(_, parent)| parent.join(".")).unwrap_or_default();
        let free = FREE.contains(&parent.as_str()) || is_of_tables(&parent);
        let known = lookup(&self.known, path).cloned();
        if known.is_none() && !free {
            let why = self.unknown(path);
            return self.fault(span, &full, why);
        }
        match (value.get_ref(), known) {
            (DeValue::Table(table), Some(toml::Value::Table(_))) => self.table(path, table),
            (DeValue::Table(table), None) if OF_TABLES.contains(&parent.as_str()) => {
                let mut trial = self.good.clone();
                insert(&mut trial, path, toml::Value::Table(toml::Table::new()));
                match Settings::deserialize(toml::Value::Table(trial.clone())) {
                    Ok(_) => {
                        self.good = trial;
                        self.table(path, table);
                    }
                    Err(error) => self.fault(span, &full, error.message().to_owned()),
                }
            }
            _ => self.leaf(path, &full, value),
        }
    }

    /// Tries one value on the settings alone, so that its fault is its own.
    fn leaf(&mut self, path: &[String], full: &str, value: &Spanned<DeValue<'_>>) {
        let Some(plain) = self.plain(value) else {
            return self.fault(&value.span(), full, "cannot be read".to_owned());
        };
        let mut trial = self.good.clone();
        insert(&mut trial, path, plain);
        match Settings::deserialize(toml::Value::Table(trial.clone())) {
            Ok(_) => self.good = trial,
            Err(error) => self.fault(&value.span(), full, error.message().to_owned()),
        }
    }

    /// Reads a list of tables: a fault of one key leaves that key out, and the rest stands.
    fn list(&mut self, path: &[String], items: &[Spanned<DeValue<'_>>]) {
        let full = path.join(".");
        let mut good: Vec<toml::Value> = Vec::new();
        for (n, item) in (1..).zip(items) {
            let DeValue::Table(table) = item.get_ref() else {
                self.fault(&item.span(), &format!("{full}.{n}"), "is no table".to_owned());
                continue;
            };
            let mut row = toml::Table::new();
            for (key, value) in table {
                let name = format!("{full}.{n}.{}", key.get_ref());
                let Some(plain) = self.plain(value) else {
                    self.fault(&value.span(), &name, "cannot be read".to_owned());
                    continue;
                };
                let mut wider = row.clone();
                wider.insert(key.get_ref().to_string(), plain);
                let list = good.iter().cloned().chain([toml::Value::Table(wider.clone())]).collect();
                let mut trial = self.good.clone();
                insert(&mut trial, path, toml::Value::Array(list));
                match Settings::deserialize(toml::Value::Table(trial)) {
                    Ok(_) => row = wider,
                    Err(error) => {
                        let unknown = error.message().starts_with("unknown field");
                        let span = if unknown { key.span() } else { value.span() };
                        self.fault(&span, &name, error.message().to_owned());
                    }
                }
            }
            good.push(toml::Value::Table(row));
        }
        insert(&mut self.good, path, toml::Value::Array(good));
    }

    fn plain(&self, value: &Spanned<DeValue<'_>>) -> Option<toml::Value> {
        let text = self.text.get(value.span())?;
        toml::Value::deserialize(toml::de::ValueDeserializer::parse(text).ok()?).ok()
    }

    fn unknown(&self, path: &[String]) -> String {
        let (name, parent) = path.split_last().map(|(n, p)| (n.as_str(), p)).unwrap_or_default();
        let siblings = match parent {
            [] => Some(&self.known),
            parent => lookup(&self.known, parent).and_then(toml::Value::as_table),
        };
        let names = siblings.map(|table| table.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
        let near = names.iter().map(|known| (strsim::damerau_levenshtein(name, known), known)).min();
        match near {
            Some((distance, near)) if distance <= 3 => format!("there is no key {name:?} here; did you mean {near:?}?"),
            _ => format!("there is no key {name:?} here; known: {}", names.join(", ")),
        }
    }
}

/// Whether a value is a list of tables: the rules, the steps of a playbook.
fn is_list_of_tables(path: &str) -> bool {
    path == RULES
        || path
            .strip_prefix("playbooks.")
            .is_some_and(|rest| rest.rsplit_once('.').is_some_and(|(_, last)| last == "steps"))
}

/// Whether a key stands in another, or is it.
fn is_within(key: &str, other: &str) -> bool {
    key.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The place of some bytes of a text in quotes; the whole of one whose text is not what stands in the file.
fn within_text(file: &str, span: &Range<usize>, at: Option<usize>) -> Range<usize> {
    let raw = file.get(span.clone()).unwrap_or_default();
    let plain = raw.len() > 2 && !raw.contains('\\') && !raw.starts_with("\"\"\"") && !raw.starts_with("'''");
    match at.filter(|_| plain) {
        Some(at) => (span.start + 1 + at).min(span.end)..span.end,
        None => span.clone(),
    }
}

/// Whether a table stands in one of tables.
fn is_of_tables(path: &str) -> bool {
    OF_TABLES.iter().any(|of| path.strip_prefix(of).is_some_and(|name| name.starts_with('.')))
}

fn lookup<'v>(table: &'v toml::Table, path: &[String]) -> Option<&'v toml::Value> {
    let (first, rest) = path.split_first()?;
    let value = table.get(first)?;
    if rest.is_empty() { Some(value) } else { lookup(value.as_table()?, rest) }
}

fn insert(table: &mut toml::Table, path: &[String], value: toml::Value) {
    match path {
        [] => {}
        [last] => {
            table.insert(last.clone(), value);
        }
        [first, rest @ ..] => {
            let inner = table.entry(first.clone()).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let toml::Value::Table(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}

/// Full names of the keys of a text and where their values stand.
fn spans(text: &str) -> Vec<(String, Range<usize>)> {
    fn walk(path: &str, table: &DeTable<'_>, found: &mut Vec<(String, Range<usize>)>) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let full = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            match value.get_ref() {
                DeValue::Table(inner) => walk(&full, inner, found),
                DeValue::Array(items) if is_list_of_tables(&full) => {
                    for (n, item) in (1..).zip(items.iter()) {
                        let each = format!("{full}.{n}");
                        if let DeValue::Table(inner) = item.get_ref() {
                            walk(&each, inner, found);
                        }
                        found.push((each, item.span()));
                    }
                }
                _ => {}
            }
            found.push((full, value.span()));
        }
    }
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        walk("", table.get_ref(), &mut found);
    }
    found
}

fn fault_at(text: &str, span: &Range<usize>, key: &str, why: String) -> Fault {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Fault { line, column, key: key.to_owned(), why }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::WorkingDays;
    use crate::domain::phrase::workdays::Workdays;
    use chrono::Weekday;

    fn faults(text: &str) -> Vec<(usize, usize, String, String)> {
        parse(text).faults.into_iter().map(|f| (f.line, f.column, f.key, f.why)).collect()
    }

    #[test]
    fn an_empty_file_is_all_defaults() {
        let loaded = parse("");
        assert_eq!(loaded.settings, Settings::default());
        assert_eq!(loaded.faults, []);
    }

    #[test]
    fn names_every_fault_and_keeps_what_is_right() {
        let text = "[money]\nhome = \"EUR\"\nhoem = \"x\"\n[money.rates]\nUSD = \"0,9\"\n[stake]\nflor = 0.2\nkappa = \"much\"\nlambda = 0.25\n[keys]\ndone = \"x\"\ndrop = \"x\"\n";
        let found = faults(text);
        let lines: Vec<usize> = found.iter().map(|f| f.0).collect();
        assert_eq!(lines, [3, 5, 7, 8, 12], "{found:#?}");
        assert!(found[0].3.contains("did you mean \"home\""), "{found:?}");
        assert!(found[2].3.contains("did you mean \"floor\""), "{found:?}");
        assert_eq!((found[3].1, found[3].2.as_str()), (9, "stake.kappa"));
        let loaded = parse(text);
        assert_eq!(loaded.settings.money.home.code(), "EUR");
        assert!((loaded.settings.stake.lambda - 0.25).abs() < 1e-9);
        assert!((loaded.settings.stake.kappa - 0.02).abs() < 1e-9);
    }

    #[test]
    fn a_file_that_is_no_toml_names_its_place() {
        let found = faults("[stake]\nkappa = = 3\n");
        assert_eq!(found[0].0, 2, "{found:?}");
    }

    #[test]
    fn weeks_and_fiscal_years_begin_as_told() {
        let loaded = parse("[calendar]\nweek_start = \"sun\"\nfiscal_start = 4\n");
        assert_eq!(loaded.faults, []);
        let calendar = loaded.settings.calendar;
        assert_eq!((calendar.week_start.word(), calendar.fiscal_start.month()), ("sun", 4));
        let found = faults("[calendar]\nweek_start = \"someday\"\nfiscal_start = 13\n");
        assert_eq!((found[0].0, found[1].0), (2, 3), "{found:?}");
        assert!(found[0].3.contains("mon, tue") && found[1].3.contains("1 for January"), "{found:?}");
        assert_eq!(parse("[calendar]\nfiscal_start = 0\n").settings, Settings::default());
        let days = parse("[calendar]\nworking_days = [\"sun\", \"mon\"]\n").settings.calendar.working_days;
        assert_eq!(Workdays::of(&[Weekday::Sun, Weekday::Mon]).map(WorkingDays), Some(days));
        assert_eq!(faults("[calendar]\nworking_days = []\n").len(), 1);
    }

    #[test]
    fn keys_and_commands_are_a_persons_own() {
        let text = "[keys]\npreset = \"plain\"\ndone = [\"x\"]\n[commands.crm]\nrun = \"cat\"\nkeys = \"b\"\nshows = \"pause\"\n";
        let loaded = parse(text);
        assert_eq!(loaded.faults, []);
        let done = loaded.keymap.named("done").unwrap();
        assert_eq!(loaded.keymap.keys_of(done), ["x"]);
        assert_eq!(loaded.keymap.keys_of(loaded.keymap.named("help").unwrap()), ["?", "f1"]);
        assert_eq!(loaded.keymap.keys_of(loaded.keymap.named("crm").unwrap()), ["b"]);
        let text = "[keys]\npreset = \"emacs\"\nwhy = \"s\"\n[commands.crm]\nrum = \"cat\"\nkeys = \"g\"\n[commands.undo]\nrun = \"cat\"\nshows = \"all\"\n";
        let found = faults(text);
        let keys: Vec<(usize, &str)> = found.iter().map(|fault| (fault.0, fault.2.as_str())).collect();
        let want = [
            (2, "keys.preset"),
            (3, "keys.why"),
            (4, "commands.crm"),
            (5, "commands.crm.rum"),
            (7, "commands.undo"),
            (9, "commands.undo.shows"),
        ];
        assert_eq!(keys, want, "{found:#?}");
        assert!(found[0].3.contains("`vim` or `plain`") && found[3].3.contains("`run`"), "{found:#?}");
        assert_eq!(parse(text).keymap, Keymap::default());
    }

    #[test]
    fn rates_are_exact() {
        let loaded = parse("[money.rates]\nEUR = \"1.08\"\nJPY = 0.0067\nKWD = 3\n");
        assert_eq!(loaded.faults, []);
        let rates = loaded.settings.money.rates();
        assert_eq!(rates.rate("JPY".parse().unwrap()).unwrap().0, 6_700_000);
    }

    #[test]
    fn dated_rates_stand_by_their_day() {
        let loaded = parse("[money.rates]\nEUR = \"1.08\"\n[money.dated.2026-01-01]\nEUR = \"1.10\"\nJPY = 0.0067\n");
        assert_eq!(loaded.faults, []);
        let (fx, eur) = (loaded.settings.money.fx(), "EUR".parse().unwrap());
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(fx.at(day("2025-12-31")).rate(eur).unwrap().0, 1_080_000_000);
        assert_eq!(fx.at(day("2026-05-01")).rate(eur).unwrap().0, 1_100_000_000);
        assert_eq!(loaded.settings.money.rates().rate("JPY".parse().unwrap()).unwrap().0, 6_700_000);
        let found = faults("[money.dated.2026-13-01]\nEUR = \"1.1\"\n[money.dated.2026-02-01]\nEUR = \"x\"\n");
        assert_eq!(
            found.iter().map(|f| f.2.as_str()).collect::<Vec<_>>(),
            ["money.dated.2026-13-01", "money.dated.2026-02-01.EUR"]
        );
        let found = faults("[figures]\ngap_days = 900\nchurn_day = \"never\"\n");
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [2, 3], "{found:?}");
    }

    #[test]
    fn themes_are_named_tables_of_colours() {
        let loaded = parse("[screen]\ntheme = \"sea\"\n[themes.sea]\nbase = \"dark\"\naccent = \"bold #00afd7\"\n");
        assert_eq!(loaded.faults, []);
        assert_eq!(loaded.settings.screen.theme, "sea");
        let found = faults(
            "[screen]\ntheme = \"see\"\nmouse = \"maybe\"\nambiguous_width = 3\n[themes.sea]\nbase = \"drak\"\n\
             accent = \"blurple\"\nacent = \"red\"\n",
        );
        let keys: Vec<&str> = found.iter().map(|f| f.2.as_str()).collect();
        assert_eq!(
            keys,
            [
                "screen.theme",
                "screen.mouse",
                "screen.ambiguous_width",
                "themes.sea.base",
                "themes.sea.accent",
                "themes.sea.acent"
            ]
        );
        assert!(found[0].3.contains("terminal, dark, light, mono, sea"), "{found:?}");
        assert_eq!(parse("[screen]\ntheme = \"see\"\n").settings.screen.theme, "terminal");
    }
}
