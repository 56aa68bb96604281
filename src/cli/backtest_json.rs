//! A backtest as one document for programs: every figure, every interval, the whole gain curve.

use crate::cli::cells;
use crate::domain::stake::backtest::bootstrap::Estimate;
use crate::domain::stake::backtest::case::Source;
use crate::domain::stake::backtest::disagreement::Nearer;
use crate::domain::stake::backtest::lift::Of;
use crate::domain::stake::backtest::past::Ends;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::backtest::words::{caveats, verdicts};
use serde_json::{Value, json};

/// The parts of the document.
pub fn document(report: &Report) -> Vec<(&'static str, Value)> {
    let amount = |minor: i64| cells::money(minor, report.home).json().clone();
    let (found, surprise) = (&report.calibration, &report.surprise);
    let lists = report.looks.iter().map(|look| {
        json!({
            "day": look.day.to_string(),
            "source": if look.source == Source::Taken { "snapshot" } else { "rebuilt" },
            "accounts": look.accounts,
            "lost_accounts": look.losers,
            "lost": amount(look.lost),
        })
    });
    let captures = report.held.captures.iter().map(|held| {
        json!({
            "order": held.sort.word(),
            "part": held.part,
            "accounts": estimate(&held.accounts),
            "revenue": estimate(&held.revenue),
        })
    });
    let lifts = report.held.lifts.iter().map(|lift| {
        json!({
            "order": lift.sort.word(),
            "against": lift.against.word(),
            "part": lift.part,
            "of": lift.of.word(),
            "times": lift.times.map(places),
            "more": estimate(&lift.more),
            "lift": lift.claimed,
        })
    });
    let curve = report.curve.iter().enumerate().map(|(percent, share)| {
        let plain = report.plain.get(percent).map(|share| places(share.revenue));
        json!({
            "percent": percent,
            "revenue": places(share.revenue),
            "accounts": places(share.accounts),
            "largest_first": plain,
        })
    });
    let bins = found.bins.iter().map(|bin| {
        json!({ "from": bin.from, "decisions": bin.count, "said": bin.said.map(places), "came": bin.came.map(places) })
    });
    let surprises = surprise.rows.iter().map(|row| {
        json!({
            "account": row.name,
            "account_id": row.account.to_string(),
            "day": row.day.to_string(),
            "lost": amount(row.lost),
            "place": row.place.map(places),
        })
    });
    vec![
        ("lift", json!({ "accounts": report.held.claims(Of::Accounts), "revenue": report.held.claims(Of::Revenue) })),
        ("calibrated", json!(report.is_calibrated())),
        ("verdicts", json!(verdicts(report))),
        ("lists", lists.collect()),
        (
            "total",
            json!({
                "accounts": report.cases(),
                "lost_accounts": report.losers(),
                "revenue": amount(report.revenue),
                "lost": amount(report.lost()),
                "told_before": report.told,
            }),
        ),
        ("captures", captures.collect()),
        ("lifts", lifts.collect()),
        ("gain", curve.collect()),
        (
            "brier",
            json!({ "score": found.brier.map(places), "mean_for_all": found.flat.map(places), "decisions": found.decided }),
        ),
        ("bins", bins.collect()),
        (
            "surprise",
            json!({
                "losses": surprise.losses,
                "lost": amount(surprise.lost),
                "surprises": surprise.surprises,
                "surprised": amount(surprise.surprised),
                "not_listed": surprise.unlisted,
                "rows": surprises.collect::<Vec<Value>>(),
            }),
        ),
        ("disagreements", disagreements(report)),
        ("weights", weights(report)),
        ("ends_are_losses", json!(report.ends == Ends::Losses)),
        ("redraws", json!({ "count": report.rounds, "seed": report.seed })),
        ("caveats", json!(caveats(report))),
    ]
}

/// Where your own call and the model were apart, and what came.
fn disagreements(report: &Report) -> Value {
    let amount = |minor: i64| cells::money(minor, report.home).json().clone();
    let rows = report.disagreements.iter().map(|row| {
        json!({
            "day": row.day.to_string(),
            "account": row.name,
            "account_id": row.account.to_string(),
            "call": row.call.0.word(),
            "called_on": row.call.1.to_string(),
            "call_p": places(row.called),
            "model_p": places(row.model),
            "arr": amount(row.arr),
            "lost": row.lost.map(amount),
            "nearer": row.nearer().map(|nearer| if nearer == Nearer::Call { "call" } else { "model" }),
        })
    });
    rows.collect()
}

/// The weights that the history bears out, signal by signal.
fn weights(report: &Report) -> Value {
    let rows = report.weights.iter().map(|weight| {
        json!({
            "key": format!("stake.{}", weight.key),
            "weight": weight.weight,
            "log_odds_ratio": places(weight.odds.log_ratio()),
            "spoke": { "lost": weight.odds.spoke_lost, "kept": weight.odds.spoke_kept },
            "silent": { "lost": weight.odds.silent_lost, "kept": weight.odds.silent_kept },
            "turned": weight.turned,
        })
    });
    rows.collect()
}

fn estimate(found: &Estimate) -> Value {
    json!({ "share": places(found.value), "low": places(found.low), "high": places(found.high) })
}

fn places(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}
