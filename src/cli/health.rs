//! `folio health`: what health is made of, measure by measure, and the CSM's own word for it.

use crate::cli::act::{Dry, act};
use crate::cli::add::whole;
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::cli::show_text as say;
use crate::domain::phrase::judgement;
use crate::domain::stake::health::Band;
use crate::domain::stake::measure::Measure;
use crate::domain::stake::score::{Health, Source};
use crate::domain::value::day::Day;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::intent::{HealthDraft, Intent};
use crate::service::query::{AccountView, Answer, Query};
use clap::Args;
use serde_json::{Value, json};

/// Arguments of `health`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without a level it shows what the score is made of: each measure from 0 to 100, its weight, what it costs, its as-of day. \
The weight of what is not known is shared among the others, and it says how much that is. An imported score goes first where \
there is one; [stake.health] in the config has the weights, the bands and the rest.

Red, yellow or green say it by hand, with a reason and an end: for 30 days unless --until says otherwise. The score is still \
shown beside it. `none` takes it back.

EXAMPLES
  folio health globex                                  measure by measure
  folio health globex red --until fri -- CFO will not answer
  folio health globex none                             by its score again
  folio ls health:red                                  whose health is red")]
pub struct HealthArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// red, yellow, green; or none
    #[arg(value_name = "LEVEL")]
    pub level: Option<String>,
    /// The last day on which it holds: fri, 2w, eom, 2026-11-27
    #[arg(short, long, value_name = "WHEN", requires = "level")]
    pub until: Option<String>,
    /// Why, behind `--`
    #[arg(value_name = "WHY", last = true, requires = "level")]
    pub why: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Shows the health of an account, or sets it by hand.
pub fn health(args: &HealthArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let account = desk.find_account(&args.account)?;
    if let Some(level) = &args.level {
        let until = args.until.iter().map(|until| format!("until {until}"));
        let line = whole(&std::iter::once(level.clone()).chain(until).collect::<Vec<_>>(), &args.why);
        let said = judgement::health(&line, desk.now().today, &desk.dates());
        let said = said.map_err(|error| Failure::line(&line, &error))?;
        let why = said.why.unwrap_or_default();
        let draft = said.level.map(|level| HealthDraft { level, until: said.until, reason: why });
        return act(desk, shell, Intent::SetHealth(vec![account], draft), args.dry).map(drop);
    }
    desk.freshen()?;
    let Answer::Account(view) = desk.fetch(&Query::Account(account, 0))? else { return Ok(()) };
    let today = desk.now().today;
    match &shell.look.format {
        Format::Auto => shell.text(&page(&view, today, &shell.look)?),
        Format::Json(_) | Format::Jsonl => shell.document("folio.health/1", document(&view)),
        _ => shell.table(&table(&view.stake.health, today)),
    }
}

fn page(view: &AccountView, today: Day, look: &Look) -> Result<String, Failure> {
    let health = &view.stake.health;
    let paint = health.band.map_or(Paint::None, cells::band_paint);
    let mut page = look.painted(&view.account.name.shown(), Paint::Bold) + "\n";
    let head = say::health(view, today).unwrap_or_else(|| "no score: too little is known".to_owned());
    page = page + &look.painted(&look.signs(&shown(&head)), paint) + "\n";
    for line in sums(health) {
        page = page + &look.painted(&look.signs(&line), Paint::None) + "\n";
    }
    page.push('\n');
    let mut bytes = Vec::new();
    table(health, today).write(&mut bytes, look)?;
    page.push_str(&String::from_utf8_lossy(&bytes));
    Ok(page)
}

/// What the measures come to, what is missing, what drags most.
fn sums(health: &Health) -> Vec<String> {
    let known = health.measures.iter().filter(|measure| measure.value.is_some()).count();
    let mut line = format!("{known} of {} measures known", health.measures.len());
    if let Some(score) = health.measured {
        line = format!("measured {score:.0} · {line}");
    }
    if health.missing >= 0.5 {
        line = format!("{line} · the weight of the others, {:.0} %, is shared among them", health.missing);
    }
    let drag = health.drag.map(|(kind, cost)| format!("drags most: {}, -{cost:.0} points", kind.label()));
    std::iter::once(line).chain(drag).collect()
}

/// Points that a measure costs the score made of them.
fn cost(health: &Health, measure: &Measure) -> Option<f64> {
    let all: f64 = health.measures.iter().filter(|one| one.value.is_some()).map(|one| one.weight).sum();
    measure.value.map(|value| measure.weight * (100.0 - value) / all)
}

fn table(health: &Health, today: Day) -> Table {
    let columns = vec![
        Column::new("group", "GROUP").dropped(2),
        Column::new("measure", "MEASURE"),
        Column::new("value", "OF 100").figures(),
        Column::new("weight", "WEIGHT").figures().dropped(1),
        Column::new("cost", "COSTS").figures(),
        Column::new("fact", "FROM").cut_to(12),
        Column::new("as_of", "AS OF"),
        Column::new("stale", "").dropped(3),
    ];
    let mut table = Table::new("folio.health/1", columns);
    for measure in &health.measures {
        let unknown = if measure.value.is_none() { Paint::Dim } else { Paint::None };
        let on = measure.fact.and_then(|fact| fact.on);
        table.push(vec![
            Cell::word(measure.kind.group().word()).painted(Paint::Dim),
            Cell::word(measure.kind.label()).painted(unknown),
            measure.value.map_or_else(|| Cell::word("?").painted(Paint::Dim), figure),
            figure(measure.weight),
            cost(health, measure).map_or_else(Cell::none, figure),
            Cell::word(measure.said()),
            on.map_or_else(Cell::none, |on| Cell::day(on, today)),
            Cell::word(if measure.stale { "stale" } else { "" }).painted(Paint::Yellow),
        ]);
    }
    table
}

fn figure(value: f64) -> Cell {
    let text = format!("{value:.0}");
    Cell::new(text, format!("{value:.1}"), json!((value * 10.0).round() / 10.0))
}

fn document(view: &AccountView) -> Vec<(&'static str, Value)> {
    let health = &view.stake.health;
    let whole = |figure: Option<f64>| figure.map(|figure| json!((figure * 10.0).round() / 10.0));
    let measures = health.measures.iter().map(|measure| {
        json!({
            "measure": measure.kind.label(),
            "group": measure.kind.group().word(),
            "value": whole(measure.value),
            "weight": measure.weight,
            "cost": whole(cost(health, measure)),
            "from": measure.said(),
            "as_of": measure.fact.and_then(|fact| fact.on).map(|on| on.to_string()),
            "stale": measure.stale,
        })
    });
    let hand = health.hand.map(|hand| {
        json!({
            "band": hand.band().word(),
            "since": hand.on.to_string(),
            "until": hand.until.to_string(),
            "why": view.account.health_reason.as_ref().map(|why| why.shown()),
        })
    });
    vec![
        ("id", json!(view.account.id.to_string())),
        ("account", json!(view.account.name.shown())),
        ("band", json!(health.band.map(Band::word))),
        ("by_hand", json!(hand)),
        ("score", json!(whole(health.score))),
        ("score_band", json!(health.score_band.map(Band::word))),
        (
            "source",
            json!(health.source.map(|source| match source {
                Source::Imported => "imported",
                Source::Measured => "measured",
            })),
        ),
        ("trend", json!(health.trend.map(crate::domain::stake::health::Trend::word))),
        ("imported", json!(whole(health.imported.map(|score| score.value)))),
        ("imported_as_of", json!(health.imported.map(|score| score.on.to_string()))),
        ("stale", json!(health.stale)),
        ("measured", json!(whole(health.measured))),
        ("missing_percent", json!(whole(Some(health.missing)))),
        ("drags_most", json!(health.drag.map(|(kind, _)| kind.label()))),
        ("measures", measures.collect()),
    ]
}
