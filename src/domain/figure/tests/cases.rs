use super::*;
use crate::domain::figure::clv::clv;
use crate::domain::figure::renewal_rate::{DueRenewal, RenewalRate, renewal_rate};
use crate::domain::figure::retention::annual;
use crate::domain::figure::rules::ChurnDay;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::value::fx::DatedRates;
use crate::domain::value::money::Rate;

/// A name, lines of a ledger, and what comes of them.
type Case<'a> = (&'a str, &'a [&'a str], (i64, i64, i64, i64, i64, u32));

/// The first quarter of 2026, by hand: start, end, kept, churned, contracted, lost.
#[test]
fn every_row_of_the_table() {
    let cases: &[Case<'_>] = &[
        ("nothing happens", &["1 2025-01-01 +100"], (100, 100, 100, 0, 0, 0)),
        ("growth never raises gross", &["1 2025-01-01 +100", "1 2026-02-01 +50"], (100, 150, 100, 0, 0, 0)),
        (
            "clipped account by account",
            &["1 2025-01-01 +100", "1 2026-02-01 +50", "2 2025-01-01 +100", "2 2026-02-01 -40"],
            (200, 210, 160, 0, 40, 0),
        ),
        (
            "what falls and rises again is kept",
            &["1 2025-01-01 +100", "1 2026-01-15 -30", "1 2026-03-01 +30"],
            (100, 100, 100, 0, 0, 0),
        ),
        (
            "one of two contracts is contraction",
            &["1 2025-01-01 +100", "1 2025-06-01 +60", "1 2026-02-01 -60"],
            (160, 100, 100, 0, 60, 0),
        ),
        (
            "the last one is churn",
            &["1 2025-01-01 +100", "1 2026-02-01 -100", "2 2025-01-01 +300"],
            (400, 300, 300, 100, 0, 1),
        ),
        ("the last day of the quarter is in it", &["1 2025-01-01 +100", "1 2026-03-31 -100"], (100, 0, 0, 100, 0, 1)),
        ("the day after is not", &["1 2025-01-01 +100", "1 2026-04-01 -100"], (100, 100, 100, 0, 0, 0)),
        (
            "an end on the eve of the quarter leaves no cohort",
            &["1 2025-01-01 +100", "1 2025-12-31 -100"],
            (0, 0, 0, 0, 0, 0),
        ),
        ("a start on its first day is new", &["1 2026-01-01 +100", "2 2025-01-01 +100"], (100, 100, 100, 0, 0, 0)),
        (
            "30 days away never left",
            &["1 2025-01-01 +100", "1 2026-02-01 -100", "1 2026-03-03 +80"],
            (100, 80, 80, 0, 20, 0),
        ),
        (
            "31 days away left, and is back",
            &["1 2025-01-01 +100", "1 2026-02-01 -100", "1 2026-03-04 +120"],
            (100, 120, 0, 100, 0, 0),
        ),
        (
            "a gap over the end of the quarter",
            &["1 2025-01-01 +100", "1 2026-03-20 -100", "1 2026-04-10 +90"],
            (100, 100, 100, 0, 0, 0),
        ),
        (
            "a gap over its start",
            &["1 2025-01-01 +100", "1 2025-12-20 -100", "1 2026-01-10 +90"],
            (100, 90, 90, 0, 10, 0),
        ),
        (
            "terms that follow one another on the eve",
            &["1 2025-01-01 +100", "1 2025-12-31 -100", "1 2026-01-01 +100", "1 2024-01-01 +50"],
            (150, 150, 150, 0, 0, 0),
        ),
        (
            "and what is not taken over is lost at once",
            &["1 2024-01-01 +50", "1 2025-01-01 +100", "1 2026-03-31 -100", "1 2026-04-01 +40"],
            (150, 90, 90, 0, 60, 0),
        ),
        ("a price rise counts", &["1 2025-01-01 +100", "1 2026-02-01 +10 price"], (100, 110, 100, 0, 0, 0)),
    ];
    for (name, lines, want) in cases {
        let found = of(lines);
        let got = (found.start, found.end, found.kept, found.churned, found.contracted, found.lost);
        assert_eq!(got, *want, "{name}");
    }
}

#[test]
fn an_empty_cohort_has_no_figure() {
    for lines in [&[][..], &["1 2026-02-01 +100"], &["1 2025-01-01 +100 EUR"]] {
        let found = of(lines);
        let figures = [found.nrr(), found.grr(), found.revenue_churn(), found.logo_churn(), found.churned_share()];
        assert_eq!(figures, [None; 5], "{lines:?}");
        assert_eq!(clv(&found, &Rules::default()), None);
    }
    assert_eq!(of(&["1 2026-02-01 +100"]).gained, 1);
    assert_eq!(of(&["1 2025-01-01 +100 EUR"]).unrated, ["EUR".parse().unwrap()]);
}

#[test]
fn the_choices_change_the_results() {
    let quarter_of = |lines: &[&str], rules: Rules| with(lines, &rules).grr();
    let gap = ["1 2025-01-01 +100", "1 2026-02-01 -100", "1 2026-02-11 +100"];
    assert_eq!(quarter_of(&gap, Rules::default()), Some(1.0));
    assert_eq!(quarter_of(&gap, Rules { gap_days: 9, ..Rules::default() }), Some(0.0));
    assert_eq!(quarter_of(&gap, Rules { gap_days: 10, ..Rules::default() }), Some(1.0));

    let noticed = ["1 2025-01-01 +100", "1 2026-04-30 -100 notice=2026-02-15"];
    assert_eq!(quarter_of(&noticed, Rules::default()), Some(1.0));
    assert_eq!(quarter_of(&noticed, Rules { churn_day: ChurnDay::Notice, ..Rules::default() }), Some(0.0));
    let known = ["1 2025-01-01 +100", "1 2026-04-30 -100"];
    assert_eq!(quarter_of(&known, Rules { churn_day: ChurnDay::Notice, ..Rules::default() }), Some(1.0));

    let flat = Rules { price_rises: false, ..Rules::default() };
    let dearer = ["1 2025-01-01 +100", "1 2026-02-01 +10 price", "1 2026-03-01 -5"];
    assert_eq!((of(&dearer).nrr(), of(&dearer).grr()), (Some(1.05), Some(1.0)));
    assert_eq!((with(&dearer, &flat).nrr(), with(&dearer, &flat).grr()), (Some(0.95), Some(0.95)));
    let before = ["1 2025-01-01 +100", "1 2025-06-01 +10 price"];
    assert_eq!(with(&before, &flat).start, 110, "a price of before is what it pays");
    let cheaper = ["1 2025-01-01 +100", "1 2026-02-01 +10 price", "1 2026-03-01 -110"];
    assert_eq!((with(&cheaper, &flat).end, with(&cheaper, &flat).lost), (0, 1));
    for wrong in [
        Rules { gap_days: 400, ..Rules::default() },
        Rules { gross_margin: 1.1, ..Rules::default() },
        Rules { lifetime_years: f64::NAN, ..Rules::default() },
    ] {
        assert_eq!(wrong.validate().len(), 1);
    }
}

#[test]
fn both_ends_are_at_the_rates_of_the_first_day() {
    let eur: Currency = "EUR".parse().unwrap();
    let rate = |text: &str| Rate::parse(text).unwrap();
    let dated = vec![(day("2026-01-01"), eur, rate("1.10")), (day("2026-02-01"), eur, rate("0.50"))];
    let rates = DatedRates::new(Rates::new(Currency::USD), dated).at(quarter().first);
    let lines = ["1 2025-01-01 +1000 EUR", "2 2025-01-01 +1000", "2 2026-03-01 -200"];
    let found = retention(&ledger(&lines), quarter(), &Rules::default(), &rates);
    assert_eq!((found.start, found.end, found.kept), (2_100, 1_900, 1_900));
    assert_eq!(found.rates, [(eur, rate("1.10"))]);
    let moved = ["1 2025-01-01 +1000 EUR", "1 2026-02-01 -1000 EUR", "1 2026-02-01 +1100"];
    let found = retention(&ledger(&moved), quarter(), &Rules::default(), &rates);
    assert_eq!((found.nrr(), found.lost), (Some(1.0), 0), "a contract moved to another currency");
}

#[test]
fn a_part_of_a_year_becomes_a_year() {
    for (rate, days, want) in [
        (0.0, 90, Some(0.0)),
        (0.1, 365, Some(0.1)),
        (0.1, 366, Some(0.1)),
        (1.0, 30, Some(1.0)),
        (0.05, 73, Some(0.226_219_062_5)),
        (0.19, 730, Some(0.1)),
        (0.1, 0, None),
    ] {
        let found = annual(rate, days);
        assert_eq!(found.is_some(), want.is_some());
        assert!(found.zip(want).is_none_or(|(found, want)| (found - want).abs() < 1e-9), "{rate} in {days}: {found:?}");
    }
}

#[test]
fn a_customer_is_worth_what_it_pays_while_it_stays() {
    let year = Period::year(2026).unwrap();
    let reckon = |lines: &[&str], rules: &Rules| {
        clv(&retention(&ledger(lines), year, rules, &Rates::new(Currency::USD)), rules).unwrap()
    };
    let four = ["1 2025-01-01 +100", "2 2025-01-01 +200", "3 2025-01-01 +300", "4 2025-01-01 +400"];
    let kept = reckon(&four, &Rules::default());
    assert_eq!((kept.arpa, kept.years, kept.capped, kept.value), (250, 5.0, true, 1_000));
    let lost: Vec<&str> = four.iter().copied().chain(["1 2026-05-01 -100", "2 2026-05-01 -200"]).collect();
    let half = reckon(&lost, &Rules { gross_margin: 0.5, ..Rules::default() });
    assert_eq!((half.churn, half.years, half.capped, half.value), (0.5, 2.0, false, 250));
    let short = reckon(&lost, &Rules { lifetime_years: 1.0, ..Rules::default() });
    assert_eq!((short.years, short.capped), (2.0, false), "what is measured is not capped");
}

fn due(on: &str, target: Option<i64>, signed: Option<i64>, outcome: Option<RenewalOutcome>) -> DueRenewal {
    let usd = |minor| Money::new(minor, Currency::USD);
    DueRenewal { due: day(on), target: target.map(usd), final_amount: signed.map(usd), outcome, revenue: Some(usd(70)) }
}

#[test]
fn renewal_rates_by_hand() {
    let (renewed, expanded) = (Some(RenewalOutcome::Renewed), Some(RenewalOutcome::Expanded));
    let (contracted, churned) = (Some(RenewalOutcome::Contracted), Some(RenewalOutcome::Churned));
    let rates = Rates::new(Currency::USD);
    let of = |rows: &[DueRenewal]| renewal_rate(rows, quarter(), 1_000, &rates);
    let amounts = |found: &RenewalRate| (found.target, found.kept, found.signed, found.unknown);
    for (name, row, want) in [
        ("flat", due("2026-02-01", Some(100), Some(100), renewed), (100, 100, 100, 0)),
        ("grown", due("2026-02-01", Some(100), Some(150), expanded), (100, 100, 150, 0)),
        ("shrunk", due("2026-02-01", Some(100), Some(60), contracted), (100, 60, 60, 0)),
        ("lost", due("2026-02-01", Some(100), None, churned), (100, 0, 0, 0)),
        ("open", due("2026-02-01", Some(100), None, None), (100, 0, 0, 0)),
        ("flat without a target", due("2026-02-01", None, Some(80), renewed), (80, 80, 80, 0)),
        ("flat without a final", due("2026-02-01", Some(80), None, renewed), (80, 80, 80, 0)),
        ("lost without a target", due("2026-02-01", None, Some(0), churned), (70, 0, 0, 0)),
        ("grown from nobody knows what", due("2026-02-01", None, Some(80), expanded), (0, 0, 0, 1)),
        ("shrunk to nobody knows what", due("2026-02-01", Some(80), None, contracted), (0, 0, 0, 1)),
        ("due on the last day", due("2026-03-31", Some(100), Some(100), renewed), (100, 100, 100, 0)),
        ("due the day after", due("2026-04-01", Some(100), Some(100), renewed), (0, 0, 0, 0)),
    ] {
        assert_eq!(amounts(&of(&[row])), want, "{name}");
    }
    let found = of(&[
        due("2026-01-31", Some(100), Some(150), expanded),
        due("2026-02-28", Some(100), Some(60), contracted),
        due("2026-03-01", Some(200), None, churned),
        due("2026-03-02", Some(100), None, None),
    ]);
    assert_eq!((found.gross_on_due(), found.net_on_due()), (Some(0.32), Some(0.42)));
    assert_eq!((found.gross_of_all(), found.net_of_all()), (Some(0.66), Some(0.71)));
    assert_eq!((found.by_count(), found.open, found.open_target), (Some(0.5), 1, 100));
    let none = renewal_rate(&[], quarter(), 0, &rates);
    assert_eq!([none.gross_on_due(), none.net_of_all(), none.by_count()], [None; 3]);
}
