//! What a person can set, with its defaults. `config.example.toml` shows all of it and is held equal by a test.

use crate::config::backups::Backups;
use crate::config::look::{AmbiguousWidth, MouseWish, Themes};
use crate::config::watching::{PlaybookSettings, RuleSettings, SignalSettings};
use crate::domain::calendar::week::{FiscalStart, WeekStart};
use crate::domain::figure::rules::Rules;
use crate::domain::phrase::period::Cut;
use crate::domain::phrase::when::DateOptions;
use crate::domain::phrase::workdays::Workdays;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::fx::DatedRates;
use crate::domain::value::money::{Currency, Rate, Rates};
use crate::domain::value::text::shown;
use crate::input::own::{Gives, OwnCommand, Shows};
use crate::input::preset::Preset;
use chrono::Weekday;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole config.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The owner of this person's accounts, as the accounts have it: `owner:me` in a filter. Empty when nobody said.
    pub me: String,
    /// Currencies and rates.
    pub money: MoneySettings,
    /// Every number of the ranking.
    pub stake: Weights,
    /// Choices that change figures.
    pub figures: Rules,
    /// What starts playbooks by itself.
    pub signals: SignalSettings,
    /// Playbooks of this person's own, by name.
    pub playbooks: BTreeMap<String, PlaybookSettings>,
    /// Rules of this person's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleSettings>,
    /// How weeks and years are cut.
    pub calendar: CalendarSettings,
    /// How the screen looks.
    pub screen: Screen,
    /// Themes of this person's own.
    pub themes: Themes,
    /// What the keys begin with, and each command's own.
    pub keys: KeySettings,
    /// Commands that a person added, by name.
    pub commands: BTreeMap<String, OwnSettings>,
    /// Where copies go.
    pub clipboard: Clipboard,
    /// The automatic backups.
    pub backups: Backups,
}

/// Currencies and rates.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MoneySettings {
    /// Currency of every total and of the stake.
    pub home: Currency,
    /// Home units for one unit of each other currency, as text so that no digit is lost: `EUR = "1.08"`.
    pub rates: BTreeMap<Currency, RateText>,
    /// The same from a day on, by that day.
    pub dated: BTreeMap<RateDay, BTreeMap<Currency, RateText>>,
}

impl Default for MoneySettings {
    fn default() -> MoneySettings {
        MoneySettings { home: Currency::USD, rates: BTreeMap::new(), dated: BTreeMap::new() }
    }
}

impl MoneySettings {
    /// The rates for what stands today: those without a day, else the latest dated ones.
    pub fn rates(&self) -> Rates {
        self.fx().standing()
    }

    /// The rates by day.
    pub fn fx(&self) -> DatedRates {
        let rates = self.rates.iter().map(|(code, rate)| (*code, rate.0)).collect();
        let dated = self.dated.iter().flat_map(|(day, rates)| rates.iter().map(|(code, rate)| (day.0, *code, rate.0)));
        DatedRates::new(Rates { home: self.home, rates }, dated.collect())
    }
}

/// A day from which rates hold, as the file has it: `2026-01-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RateDay(pub Day);

impl TryFrom<String> for RateDay {
    type Error = String;
    fn try_from(text: String) -> Result<RateDay, String> {
        text.parse().map(RateDay).map_err(|bad: crate::domain::value::day::BadDay| bad.to_string())
    }
}

impl From<RateDay> for String {
    fn from(day: RateDay) -> String {
        day.0.to_string()
    }
}

/// A rate as the file has it: a text or a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "RateForm")]
pub struct RateText(pub Rate);

#[derive(Deserialize)]
#[serde(untagged)]
enum RateForm {
    Text(String),
    Whole(i64),
    Decimal(f64),
}

impl TryFrom<RateForm> for RateText {
    type Error = String;
    fn try_from(form: RateForm) -> Result<RateText, String> {
        let text = match form {
            RateForm::Text(text) => text,
            RateForm::Whole(n) => n.to_string(),
            RateForm::Decimal(n) => n.to_string(),
        };
        let rate = Rate::parse(&text).map(RateText);
        rate.ok_or_else(|| format!("{text:?} is no exchange rate: write home units for one unit, as \"1.08\""))
    }
}

impl Serialize for RateText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (whole, part) = (self.0.0 / 1_000_000_000, self.0.0 % 1_000_000_000);
        let text = format!("{whole}.{part:09}");
        serializer.serialize_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// How weeks and years are cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CalendarSettings {
    /// First day of the week, on the screen and in typed dates.
    pub week_start: WeekStart,
    /// First month of the fiscal year, by which quarters are counted, and the years of figures.
    pub fiscal_start: FiscalStart,
    /// Days on which this person works: for `3 business days`, and for when the figures of a week are whole.
    pub working_days: WorkingDays,
}

/// Days of the week on which people work, as the file has them: `["mon", "tue"]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<WeekStart>", into = "Vec<WeekStart>")]
pub struct WorkingDays(pub Workdays);

impl TryFrom<Vec<WeekStart>> for WorkingDays {
    type Error = String;
    fn try_from(days: Vec<WeekStart>) -> Result<WorkingDays, String> {
        let days: Vec<Weekday> = days.into_iter().map(WeekStart::weekday).collect();
        Workdays::of(&days).map(WorkingDays).ok_or_else(|| "a week has at least one working day".to_owned())
    }
}

impl From<WorkingDays> for Vec<WeekStart> {
    fn from(days: WorkingDays) -> Vec<WeekStart> {
        WeekStart::ALL.iter().copied().filter(|day| days.0.works(day.weekday())).collect()
    }
}

impl Default for CalendarSettings {
    fn default() -> CalendarSettings {
        CalendarSettings {
            week_start: WeekStart::Monday,
            fiscal_start: FiscalStart::JANUARY,
            working_days: WorkingDays::default(),
        }
    }
}

impl CalendarSettings {
    /// How typed dates are read.
    pub fn dates(self) -> DateOptions {
        let cut = Cut { week: self.week_start.weekday(), fiscal: self.fiscal_start };
        DateOptions { cut, workdays: self.working_days.0, ..DateOptions::default() }
    }
}

/// How the screen looks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Screen {
    /// Colours: the name of a built-in theme or of one's own.
    pub theme: String,
    /// Plain ASCII: no box drawing, no pictures.
    pub ascii: bool,
    /// For braille and low vision: ASCII without colours, borders and pictures, one pane at a time.
    pub accessible: bool,
    /// How wide the terminal draws what is wide in East Asian fonts only.
    pub ambiguous_width: AmbiguousWidth,
    /// Whose the mouse is.
    pub mouse: MouseWish,
    /// Columns from which the preview stands beside the accounts.
    pub wide: u16,
    /// Columns from which the account's timeline stands in a third column.
    pub timeline: u16,
    /// Rows under which only one pane is shown at a time.
    pub short: u16,
}

impl Default for Screen {
    fn default() -> Screen {
        Screen {
            theme: "terminal".to_owned(),
            ascii: false,
            accessible: false,
            ambiguous_width: AmbiguousWidth::One,
            mouse: MouseWish::Auto,
            wide: 140,
            timeline: 200,
            short: 20,
        }
    }
}

/// Where copies go.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Clipboard {
    /// A command of the shell that reads the text; empty for the best way there is.
    pub command: String,
}

/// The keys.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KeySettings {
    /// The set of keys to begin with.
    pub preset: PresetName,
    /// Command name to its keys.
    #[serde(flatten)]
    pub of: BTreeMap<String, Keys>,
}

/// A set of keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PresetName {
    /// The keys of the command table.
    #[default]
    Vim,
    /// Function keys and the like beside them.
    Plain,
}

impl From<PresetName> for Preset {
    fn from(name: PresetName) -> Preset {
        match name {
            PresetName::Vim => Preset::Vim,
            PresetName::Plain => Preset::Plain,
        }
    }
}

/// A command that a person added.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnSettings {
    /// What the shell is told.
    pub run: String,
    /// What it does, in a few words.
    pub what: String,
    /// Its keys.
    pub keys: Keys,
    /// What becomes of its output.
    pub shows: ShowsName,
    /// What its standard input holds.
    pub gives: GivesName,
}

impl OwnSettings {
    /// The command, under its name.
    pub fn command(&self, id: &str) -> OwnCommand {
        let shows = match self.shows {
            ShowsName::Status => Shows::Status,
            ShowsName::Terminal => Shows::Terminal,
            ShowsName::Pause => Shows::Pause,
        };
        let gives = match self.gives {
            GivesName::Json => Gives::Json,
            GivesName::Ids => Gives::Ids,
        };
        let keys = self.keys.chords().into_iter().map(str::to_owned).collect();
        let what = shown(&self.what).into_owned();
        OwnCommand { id: id.to_owned(), what, run: self.run.clone(), keys, shows, gives }
    }
}

/// What becomes of the output of a command that a person added.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShowsName {
    /// Its last line stands in the status line.
    #[default]
    Status,
    /// It has the terminal until it ends.
    Terminal,
    /// The same, and Enter is awaited.
    Pause,
}

/// What its standard input holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GivesName {
    /// One JSON document.
    #[default]
    Json,
    /// The ids, one a line.
    Ids,
}

/// One key or several.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Keys {
    /// One chord.
    One(String),
    /// Several chords.
    Many(Vec<String>),
}

impl Default for Keys {
    fn default() -> Keys {
        Keys::Many(Vec::new())
    }
}

impl Keys {
    /// Each chord.
    pub fn chords(&self) -> Vec<&str> {
        match self {
            Keys::One(chord) => vec![chord],
            Keys::Many(chords) => chords.iter().map(String::as_str).collect(),
        }
    }
}
