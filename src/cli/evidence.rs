//! `folio evidence`: what a period shows of one's work, for the talk about it, as text, Markdown or JSON.

use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::shell::Shell;
use crate::cli::stats::{period, say};
use crate::domain::figure::period::name;
use crate::domain::value::day::Zone;
use crate::domain::value::markdown::escaped;
use crate::domain::value::money::{Currency, Money, short};
use crate::service::desk::Desk;
use crate::service::evidence::{Evidence, Feat};
use crate::service::query::{Answer, Query};
use crate::service::voices::Heard;
use clap::Args;
use serde_json::{Value, json};

/// Arguments of `evidence`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Wins are renewals that held, growth and deals won. Saves are renewals that held although notice had come in, or the customer \
had said it would leave, was called at risk or lost, or was red in the 90 days before. Quotes are what customers said; a name stands under those alone \
that may be quoted: consent:yes. Outcomes are goals met and cases with a result.

EXAMPLES
  folio evidence                              this quarter
  folio evidence --period 2026-Q4 --md        for a document
  folio evidence --period 2026 --json")]
pub struct EvidenceArgs {
    /// The period: 2026-Q4, 2026-11, 2026, last-quarter, this-year, DAY..DAY
    #[arg(short, long, value_name = "PERIOD", default_value = "this-quarter")]
    pub period: String,
    /// As Markdown
    #[arg(long)]
    pub md: bool,
}

/// Prints what a period shows.
pub fn evidence(args: &EvidenceArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let asked = period(&args.period, desk)?;
    let Answer::Evidence(found) = desk.fetch(&Query::Evidence(asked))? else { return Ok(()) };
    let (title, zone) = (name(asked, desk.dates().cut.fiscal), desk.now().zone);
    match &shell.look.format {
        Format::Json(_) | Format::Jsonl => shell.document("folio.evidence/1", document(&found, zone)),
        _ if args.md => shell.text(&markdown(&title, &found, zone)),
        _ => shell.text(&page(&title, &found, zone, &shell.look)),
    }
}

/// The parts, each with its lines.
fn parts(found: &Evidence, zone: Zone) -> Vec<(&'static str, Vec<String>)> {
    let feats = |feats: &[Feat]| feats.iter().map(feat).collect::<Vec<_>>();
    vec![
        ("Wins", feats(&found.wins)),
        ("Saves", feats(&found.saves)),
        ("Quotes", found.quotes.iter().map(|heard| quote(heard, zone)).collect()),
        ("Outcomes", feats(&found.outcomes)),
        ("Figures", figures(found)),
    ]
}

fn feat(feat: &Feat) -> String {
    let amount = feat.amount.map(|amount| format!(", {}", money(amount))).unwrap_or_default();
    format!("{} {}: {}{amount}", feat.day, feat.account, feat.what)
}

fn money(amount: Money) -> String {
    format!("{} {}", short(amount.minor, amount.currency), amount.currency)
}

/// The words of a customer. Whoever has not agreed is not named.
fn quote(heard: &Heard, zone: Zone) -> String {
    let who = match (heard.row.consent, heard.by.is_empty()) {
        (true, false) => format!("{}, {}", heard.by, heard.account),
        (true, true) => heard.account.clone(),
        (false, _) => "a customer".to_owned(),
    };
    let score = heard.row.scored().map(|score| format!(", {} {score}", heard.row.kind)).unwrap_or_default();
    let words = heard.row.text.shown();
    format!("\"{}\" ({who}{score}, {})", words.trim_matches('"'), zone.day(heard.row.at))
}

fn figures(found: &Evidence) -> Vec<String> {
    let (said, response) = (&found.satisfaction, &found.response);
    let mut lines = Vec::new();
    for (word, feats) in [("won", &found.wins), ("saved", &found.saves)] {
        let mut sums: Vec<(Currency, i64)> = Vec::new();
        for amount in feats.iter().filter_map(|feat| feat.amount) {
            match sums.iter_mut().find(|(currency, _)| *currency == amount.currency) {
                Some((_, sum)) => *sum = sum.saturating_add(amount.minor),
                None => sums.push((amount.currency, amount.minor)),
            }
        }
        let told: Vec<String> = sums.into_iter().map(|(currency, minor)| money(Money { minor, currency })).collect();
        if !feats.is_empty() {
            let told = if told.is_empty() { String::new() } else { format!(", {}", told.join(" + ")) };
            lines.push(format!("{} {word}{told}", feats.len()));
        }
    }
    lines.extend(said.nps.score().map(|score| format!("NPS {score:+.0} of {} answers", said.nps.answers())));
    lines.extend(
        said.csat.top_two().map(|share| format!("CSAT {:.0}% of {} answers", share * 100.0, said.csat.answers)),
    );
    lines.extend(said.ces.map(|ces| format!("CES {:.1} on {} of {} answers", ces.mean(), ces.scale, ces.answers)));
    lines.extend(response.median().map(|hours| {
        format!(
            "first answer after {hours:.1} h in the middle, {} of {} who asked were helped",
            response.resolved, response.asked
        )
    }));
    lines
}

fn page(title: &str, found: &Evidence, zone: Zone, look: &Look) -> String {
    let mut page = String::new();
    say(&mut page, &format!("Evidence of {title}"), Paint::Bold, look);
    for (name, lines) in parts(found, zone) {
        page.push('\n');
        say(&mut page, name, Paint::Bold, look);
        if lines.is_empty() {
            say(&mut page, "none", Paint::Dim, look);
        }
        for line in &lines {
            say(&mut page, line, Paint::None, look);
        }
    }
    page
}

fn markdown(title: &str, found: &Evidence, zone: Zone) -> String {
    let mut page = format!("# Evidence of {}\n", escaped(title));
    for (name, lines) in parts(found, zone).into_iter().filter(|(_, lines)| !lines.is_empty()) {
        page = format!("{page}\n## {name}\n\n");
        for line in lines {
            page.push_str("- ");
            page.push_str(&escaped(&line));
            page.push('\n');
        }
    }
    page
}

fn document(found: &Evidence, zone: Zone) -> Vec<(&'static str, Value)> {
    let feats = |feats: &[Feat]| -> Value {
        feats
            .iter()
            .map(|feat| {
                let amount = feat.amount.map(|amount| cells::money(amount.minor, amount.currency).json().clone());
                json!({ "day": feat.day.to_string(), "account": feat.account, "what": feat.what, "amount": amount })
            })
            .collect()
    };
    let quotes: Value = found
        .quotes
        .iter()
        .map(|heard| {
            let named = heard.row.consent;
            json!({
                "day": zone.day(heard.row.at).to_string(),
                "text": heard.row.text.raw(),
                "account": named.then_some(&heard.account),
                "by": (named && !heard.by.is_empty()).then_some(&heard.by),
                "consent": named,
                "id": heard.row.id.to_string(),
            })
        })
        .collect();
    let said = &found.satisfaction;
    vec![
        ("period", json!({ "first": found.period.first.to_string(), "last": found.period.last.to_string() })),
        ("wins", feats(&found.wins)),
        ("saves", feats(&found.saves)),
        ("quotes", quotes),
        ("outcomes", feats(&found.outcomes)),
        (
            "figures",
            json!({
                "nps": said.nps.score(),
                "csat": said.csat.top_two(),
                "ces": said.ces.map(|ces| ces.mean()),
                "first_answer_hours": found.response.median(),
                "asked": found.response.asked,
                "resolved": found.response.resolved,
            }),
        ),
    ]
}
