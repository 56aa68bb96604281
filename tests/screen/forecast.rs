//! The forecast: figures that one walks over, the decisions behind each, and what changed in a week.

use crate::hostile::hostile;
use crate::stage::{Stage, demo, morning};
use folio::domain::book::DecisionId;
use folio::domain::calendar::week::FiscalStart;
use folio::domain::change::Change;
use folio::domain::figure::forecast::ForecastLine;
use folio::domain::record::renewal::ForecastCategory;
use folio::domain::record::target::{Goal, Metric};
use folio::domain::stake::health::Band;
use folio::domain::value::money::{Currency, Money};
use folio::input::context::Context;
use folio::service::intent::{Intent, Rows};
use folio::service::query::{Answer, Query};
use folio::tui::deck::Focus;
use folio::tui::forecast::state::{Column, Forecast, Part};
use folio::tui::modals::modal::Modal;
use folio::tui::msg::{Effect, Msg};
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;

fn forecast(rows: impl Iterator<Item = Change>) -> Stage {
    let mut stage = Stage::new(rows);
    stage.draw(80, 24);
    stage.press("gf").wanted.clear();
    stage
}

fn at(stage: &Stage) -> &Forecast {
    stage.app.forecast.as_ref().unwrap()
}

#[test]
fn looks() {
    let mut stage = forecast(demo());
    for (width, height) in [(60, 15), (80, 24), (100, 30), (160, 45), (220, 60)] {
        assert_snapshot!(format!("forecast_{width}x{height}"), stage.draw(width, height));
    }
    assert_snapshot!("forecast_decisions_80x24", stage.press("<enter>j").draw(80, 24));
    assert_snapshot!("forecast_changes_80x24", stage.press("<tab>").draw(80, 24));
    assert_snapshot!("forecast_empty_80x24", forecast(std::iter::empty()).draw(80, 24));
    assert_snapshot!("forecast_hostile_80x24", forecast(hostile()).draw(80, 24));
}

/// Whatever the figure, the decisions listed behind it add up to it.
#[test]
fn decisions_add_up_to_their_figure() {
    let mut stage = forecast(demo());
    for quarter in 0..3 {
        let rows = at(&stage).rows().len();
        assert!(rows >= 7, "three months, four quarters");
        stage.press("gghhhhhh");
        for row in 0..rows {
            for column in Column::ALL {
                let (shown, found) = at(&stage).figure(7).unwrap();
                assert_eq!(found, column);
                let behind = at(&stage).behind(7);
                let of = |line: &&ForecastLine| match column {
                    Column::Target => line.target,
                    Column::Weighted => line.weighted(),
                    Column::Category(_) => line.amount,
                };
                let sum: i64 = behind.iter().map(of).sum();
                assert_eq!(sum, column.of(&shown.sum), "{column:?} of {} in quarter {quarter}", shown.label);
                let omitted = |line: &&&ForecastLine| line.category == ForecastCategory::Omitted;
                let want = column == Column::Target || column == Column::Category(ForecastCategory::Omitted);
                assert!(want || behind.iter().find(omitted).is_none(), "{column:?}");
                stage.press("l");
            }
            assert_eq!(at(&stage).cell(7), (row, 6), "the last column is the last");
            stage.press("hhhhhhj");
        }
        stage.press("]");
    }
}

#[test]
fn goes_down_to_the_account_and_back() {
    let mut stage = forecast(demo());
    stage.press("w");
    assert!(!matches!(stage.wanted.last(), Some(Effect::Fetch(Query::Why(_)))), "a figure has no account");
    stage.press("<enter>");
    assert_eq!(at(&stage).part, Part::Decisions);
    let account = at(&stage).line(7).unwrap().account;
    assert_eq!(stage.only("w"), [Effect::Fetch(Query::Why(account))]);
    stage.press("<enter>");
    assert_eq!(stage.app.page.as_ref().unwrap().account, account);
    assert!(stage.draw(80, 24).starts_with(" < Forecast"));
    stage.press("q");
    assert_eq!((stage.app.context(), at(&stage).part), (Context::Forecast, Part::Decisions));
    stage.press("q");
    assert_eq!(at(&stage).part, Part::Figures);
    stage.press("q");
    assert!(stage.app.forecast.is_none() && !stage.ended);
    stage.press("3gf1");
    assert!(stage.app.forecast.is_none() && !stage.app.calendar.shown);
}

#[test]
fn moves_by_quarter_and_year_of_the_fiscal_year() {
    let mut stage = Stage::new(demo());
    stage.app.calendar.cut.fiscal_start = FiscalStart::try_from(2).unwrap();
    stage.press("gf");
    let name = |stage: &Stage| (at(stage).quarter.year, at(stage).quarter.number);
    assert_eq!(name(&stage), (2027, 4));
    for (typed, want) in [("]", (2028, 1)), ("[[", (2027, 3)), ("}", (2028, 3)), ("{", (2027, 3)), ("g.", (2027, 4))] {
        stage.press(typed);
        assert_eq!(name(&stage), want, "{typed}");
        assert!(at(&stage).outlook().is_some(), "{typed}");
    }
    let rows: Vec<&str> = at(&stage).rows().iter().map(|row| row.label.as_str()).take(4).collect();
    assert_eq!(rows, ["Nov 2026", "Dec 2026", "Jan 2027", "Q4 2027"]);
}

/// A write is in the figures and among the changes.
#[test]
fn follows_what_is_written() {
    let mut stage = forecast(demo());
    stage.press("<enter>");
    let before = at(&stage).outlook().unwrap().changes.len();
    stage.press("*");
    assert!(matches!(&stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    stage.press("qq3");
    stage.app.calendar.go(folio::domain::calendar::step::Cursor::on("2026-12-20".parse().unwrap()));
    stage.send(Msg::Tick);
    stage.press("r23 dec<enter>");
    assert!(matches!(&stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    stage.press("gf<tab><tab>");
    assert_eq!(at(&stage).part, Part::Changes);
    assert_eq!(at(&stage).outlook().unwrap().changes.len(), before + 1);
    assert!(stage.draw(160, 45).contains("due 2026-12-20 -> 2026-12-23"));
    assert!(morning().today > at(&stage).quarter.first);
}

/// The filter of the renewals list holds for every figure, and is let go of as everywhere.
#[test]
fn the_filter_of_the_renewals_holds_for_it() {
    let mut stage = forecast(demo());
    let count = |stage: &Stage| at(stage).rows().iter().map(|row| row.sum.decisions).sum::<u32>();
    let all = count(&stage);
    stage.press("/health:red");
    let red = count(&stage);
    assert!(red > 0 && red < all, "{red} of {all}, as one types");
    stage.press("<enter>");
    let screen = stage.draw(80, 24);
    assert!(screen.contains("Forecast of health:red"), "{screen}");
    assert_snapshot!("forecast_filtered_80x24", screen);
    let whole = stage.app.book.accounts.order().to_vec();
    let band = |id| stage.app.book.accounts.line(id).and_then(|line| line.band);
    let lines = &at(&stage).outlook().unwrap().forecast.lines;
    let open = lines.iter().filter(|line| line.outcome.is_none() && whole.contains(&line.account));
    assert!(open.clone().count() > 0 && open.clone().all(|line| band(line.account) == Some(Band::Red)));
    stage.press("3");
    assert_eq!(stage.app.filter(Focus::Renewals).text, "health:red", "and for the calendar as well");
    stage.press("gf<esc>");
    assert_eq!(count(&stage), all);
    stage.press("f");
    assert!(matches!(stage.app.modal, Some(Modal::Views(_))));
}

/// A decision that no renewal spoke of goes on when one is begun, its contract changes, or it is settled.
#[test]
fn changes_know_decisions_without_a_renewal() {
    let mut stage = forecast(demo());
    let lines = at(&stage).outlook().unwrap().forecast.lines.clone();
    let bare: Vec<&ForecastLine> = lines.iter().filter(|line| line.renewal.is_none()).collect();
    let id = |line: &ForecastLine| DecisionId::new(line.account, line.renewal, line.subscription);
    let [begun, dearer, ..] = bare.as_slice() else { panic!("{} bare decisions", bare.len()) };
    let settled = lines.iter().find(|line| line.renewal.is_some() && line.outcome.is_none()).unwrap();
    let end = |stage: &Stage, line: &ForecastLine| {
        let Answer::Lines(found) =
            stage.desk.fetch(&Query::Lines { accounts: vec![], tasks: vec![], decisions: vec![id(line)] }).unwrap()
        else {
            panic!()
        };
        found.decisions[0].end
    };
    let due = end(&stage, settled);
    for intent in [
        Intent::ModifyDecisions(vec![id(begun)], "category:commit probability:80".to_owned()),
        Intent::Modify(Rows::Subscriptions(vec![dearer.subscription.unwrap()]), "+2k".to_owned()),
        Intent::SettleRenewal(id(settled), due, "renewed".to_owned()),
    ] {
        stage.desk.perform(intent).unwrap();
    }
    stage.send(Msg::ChangedElsewhere);
    let told = |line: &ForecastLine| {
        let changes = at(&stage).changes();
        let own = changes.iter().find(|change| change.before.as_ref().is_some_and(|old| old.account == line.account));
        own.unwrap_or_else(|| panic!("{} is not among {changes:?}", line.account_name)).told(&|minor| minor.to_string())
    };
    assert!(told(begun).contains("pipeline -> commit") && told(begun).contains("-> 80%"), "{}", told(begun));
    assert!(told(dearer).contains(" -> "), "{}", told(dearer));
    assert!(told(settled).starts_with("renewed"), "{}", told(settled));
    let then = at(&stage).outlook().unwrap().then.as_ref().unwrap();
    assert_eq!(then.lines.len(), lines.len(), "as many as there were");
    // The chance of the model moves with the book's history, which has one outcome more.
    let told = |line: &ForecastLine| (line.account, line.renewal, line.due, line.category, line.target, line.amount);
    for line in &lines {
        assert!(then.lines.iter().any(|old| told(old) == told(line)), "{line:?} is not as it was");
    }
}

#[test]
fn a_goal_stands_over_the_figures() {
    let mut stage = forecast(demo());
    assert!(!stage.draw(80, 24).contains("goal"));
    let quarter = at(&stage).rows()[3].sum.period;
    let goal = Money::new(90_000_000, Currency::USD);
    stage.desk.perform(Intent::SetTarget(Metric::Renewals, quarter, Goal::Money(goal))).unwrap();
    stage.send(Msg::ChangedElsewhere);
    assert!(stage.draw(80, 24).contains("% of the target of 900k"), "{}", stage.draw(80, 24));
    stage.press("u");
    assert!(!stage.draw(80, 24).contains("goal"));
}

#[test]
fn a_target_is_set_for_the_period_under_the_cursor() {
    let mut stage = forecast(demo());
    stage.press("cTsoon");
    assert!(stage.draw(80, 24).contains("that is no amount"), "{}", stage.draw(80, 24));
    assert_eq!(stage.only("<enter>"), []);
    stage.press("<ctrl-u>900k");
    let frame = stage.draw(100, 30);
    assert!(frame.contains("900000.00 USD, 2026-10-01 to 2026-12-31"), "{frame}");
    stage.press("<enter>");
    assert!(matches!(&stage.app.status, Status::Done(_)), "{:?}", stage.app.status);
    assert!(stage.draw(80, 24).contains("% of the target of 900k"));
    assert!(stage.press("cT").draw(100, 30).contains("2026-Q4 renewals, now 900k USD"), "what it is now");
    stage.press("<ctrl-u><esc>u");
    assert!(!stage.draw(80, 24).contains("of the target of"));
}

#[test]
fn a_figure_tells_what_is_paid_in_another_currency() {
    let mut stage = forecast(demo());
    for size in [(80, 24), (160, 45)] {
        let frame = stage.draw(size.0, size.1);
        let title = frame.lines().find(|line| line.contains("Behind weighted of Q4 2026")).unwrap();
        assert!(title.contains("683k (262k EUR, 2.4M JPY"), "{frame}");
        let row = frame.lines().find(|line| line.contains("158k EUR") && !line.contains("Behind")).unwrap();
        assert!(row.contains("Soci") && row.contains("171k"), "{frame}");
    }
}
