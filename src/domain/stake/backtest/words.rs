//! What a report comes to, in sentences: the same on the screen and on the command line. Nothing is called a lift that
//! the interval does not bear out.

use crate::domain::stake::backtest::case::HORIZON;
use crate::domain::stake::backtest::fit::LEAST;
use crate::domain::stake::backtest::lift::{Capture, Lift, Of};
use crate::domain::stake::backtest::past::Ends;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::backtest::sort::Sort;
use crate::domain::stake::backtest::surprise::LEAD;
use crate::domain::value::money::short;

/// A share as people say it.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A difference of shares with its interval, in points: `+31, +12 to +48`.
pub fn points(lift: &Lift) -> String {
    format!("{}, {}", signed(lift.more.value), range(lift))
}

fn range(lift: &Lift) -> String {
    format!("{} to {}", signed(lift.more.low), signed(lift.more.high))
}

fn signed(share: f64) -> String {
    format!("{:+.0}", share * 100.0).replace("-0", "0").replace("+0", "0")
}

/// What the backtest comes to: the verdict, once, and then the figures that it rests on.
pub fn verdicts(report: &Report) -> Vec<String> {
    let held = &report.held;
    let (Some(revenue), Some(accounts)) = (held.first(Of::Revenue), held.first(Of::Accounts)) else {
        return vec![format!(
            "Nothing went in the {HORIZON} days after any of these lists: there is nothing to hold them against."
        )];
    };
    let verdict = match (revenue.claimed, accounts.claimed) {
        (true, true) => "Lift: the list finds the accounts that leave, and the ARR that goes.",
        (true, false) => {
            "Lift of ARR, none of accounts: the list finds the ARR that goes, for it finds the large that leave."
        }
        (false, true) => {
            "Lift of accounts, none of ARR: chances find those that leave, but no more ARR than the largest accounts hold."
        }
        (false, false) => "No lift: what the list catches may be chance.",
    };
    let mut said = vec![
        verdict.to_owned(),
        found(revenue, &held.captures, "ARR: the upper fifth", "of what went; the largest accounts hold"),
        found(accounts, &held.captures, "Accounts: the upper fifth", "of those that lost ARR; any fifth holds"),
    ];
    if !report.is_calibrated() {
        let decided = report.calibration.decided;
        said.push(format!("Uncalibrated: {decided} renewals were decided, and {LEAST} are needed to judge chances."));
    }
    said
}

/// What an order holds, beside what the plain one does.
fn found(lift: &Lift, captures: &[Capture], what: &str, plain: &str) -> String {
    let held = |sort| {
        let found = captures.iter().find(|held| held.sort == sort && (held.part - lift.part).abs() < 1e-9);
        found.map_or(0.0, |held| if lift.of == Of::Revenue { held.revenue.value } else { held.accounts.value })
    };
    let order = match lift.sort {
        Sort::Loss => "by chance of loss",
        Sort::Chance => "by chance of loss and day",
        _ => "of the list",
    };
    format!(
        "{what} {order} holds {} {plain} {} ({} points, {}).",
        percent(held(lift.sort)),
        percent(held(lift.against)),
        signed(lift.more.value),
        range(lift)
    )
}

/// What must be known to read the figures.
pub fn caveats(report: &Report) -> Vec<String> {
    let mut lines = vec![
        "An account that was worked and saved looks like a false alarm here: the better the work, the worse the figures."
            .to_owned(),
        format!(
            "A loss counts when its notice or its day falls within {HORIZON} days after a list; lists are {HORIZON} days \
             apart, so that each day counts once. Only facts dated on or before its day make a list."
        ),
        format!(
            "Intervals: the middle 95 % of {} redraws of accounts, seed {}.",
            report.rounds, report.seed
        ),
        "Rebuilt lists know neither opportunities nor promises, which keep no history; snapshots do.".to_owned(),
    ];
    if report.told > 0 {
        lines.push(format!("Of the losses, {} were told by a notice before the day of their list.", report.told));
    }
    if report.ends == Ends::Losses {
        lines.push(
            "In this book only lost contracts have an end: it was written down when they were lost, and is not used before."
                .to_owned(),
        );
    }
    lines
}

/// The losses that surprised, in a sentence.
pub fn surprised(report: &Report) -> String {
    let found = &report.surprise;
    let unlisted = match found.unlisted {
        0 => String::new(),
        count => format!("; {count} were not on a list then"),
    };
    if found.losses == 0 {
        return format!("No loss could be looked for {LEAD} days before it{unlisted}.");
    }
    let money = |minor: i64| short(minor, report.home);
    format!(
        "{} of {} losses, {} of {} {}, stood below the upper fifth {LEAD} days before{unlisted}.",
        found.surprises,
        found.losses,
        money(found.surprised),
        money(found.lost),
        report.home
    )
}
