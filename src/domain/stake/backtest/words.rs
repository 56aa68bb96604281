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

/// A sentence, and whether it is good news, bad news or neither.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// The sentence.
    pub text: String,
    /// Whether a lift is claimed.
    pub is_lift: bool,
}

/// A share as people say it.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A difference of shares with its interval: `+31 points, 12 to 48`.
pub fn points(lift: &Lift) -> String {
    let of = |share: f64| format!("{:+.0}", share * 100.0).replace("-0", "0").replace("+0", "0");
    format!("{} points, {} to {}", of(lift.more.value), of(lift.more.low), of(lift.more.high))
}

/// What the backtest comes to.
pub fn verdicts(report: &Report) -> Vec<Verdict> {
    let plain = |text: String| Verdict { text, is_lift: false };
    let Some(revenue) = report.held.first(Of::Revenue) else {
        return vec![plain(format!(
            "Nothing went in the {HORIZON} days after any of these lists: there is nothing to hold them against."
        ))];
    };
    let mut said = vec![said(revenue, &report.held.captures, "ARR that went", "the largest accounts hold")];
    if let Some(accounts) = report.held.first(Of::Accounts) {
        said.push(self::said(accounts, &report.held.captures, "accounts that lost ARR", "any fifth holds"));
    }
    if !report.is_calibrated() {
        let decided = report.calibration.decided;
        said.push(plain(format!(
            "Uncalibrated: {decided} renewals were decided, and {LEAST} are needed to judge chances."
        )));
    }
    said
}

fn said(lift: &Lift, captures: &[Capture], what: &str, plain: &str) -> Verdict {
    let held = |sort| {
        let found = captures.iter().find(|held| held.sort == sort && (held.part - lift.part).abs() < 1e-9);
        found.map_or(0.0, |held| if lift.of == Of::Revenue { held.revenue.value } else { held.accounts.value })
    };
    let order = match lift.sort {
        Sort::Loss => "by chance of loss",
        Sort::Chance => "by chance of loss and day",
        _ => "of the list",
    };
    let head = if lift.claimed { "Lift" } else { "No lift" };
    let times = match lift.times {
        Some(times) if lift.claimed => format!(", {times:.1} times as much"),
        _ => String::new(),
    };
    let text = format!(
        "{head}: the upper fifth {order} holds {} of the {what}; {plain} {}{times} ({}).",
        percent(held(lift.sort)),
        percent(held(lift.against)),
        points(lift)
    );
    Verdict { text, is_lift: lift.claimed }
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
