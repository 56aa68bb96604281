//! A made-up week with something of everything, for looking at.

use folio::domain::book::DecisionId;
use folio::domain::phrase::period::Period;
use folio::domain::record::meta::{Kind, Meta};
use folio::domain::record::review::{Decision, Matter, Review, Step, Verdict};
use folio::domain::record::task::Priority;
use folio::domain::review::figure::{Amount, BehindLine, Beside, Figure, FigureLine};
use folio::domain::review::page::{
    ComingLine, DoneLine, DueLine, IdleLine, NextWeek, OwedLine, SlippedLine, Suggestion, WeekPage,
};
use folio::domain::review::time::{Fit, TimeLine, TimeTable};
use folio::domain::review::week::Week;
use folio::domain::stake::health::{Band, Trend};
use folio::domain::value::day::{Day, Moment};
use folio::domain::value::id::{AccountId, ReviewId, SubscriptionId, TaskId};
use folio::domain::value::money::Currency;
use folio::domain::value::text::Text;
use ulid::Ulid;

/// The accounts of the week.
pub const NAMES: [&str; 12] = [
    "Globex Corp",
    "Umbrella Health",
    "Initech",
    "Hooli",
    "Stark Industries",
    "Wayne Enterprises",
    "Vandelay <b>Imports</b>",
    "Acme Ltd",
    "株式会社サンプル",
    "Massive Dynamic",
    "Tyrell",
    "Wonka",
];

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn account(n: u128) -> AccountId {
    AccountId(Ulid(100 + n))
}

fn figure(
    figure: Figure,
    this: Amount,
    last: Amount,
    average: f64,
    quarter: Amount,
    target: Option<f64>,
) -> FigureLine {
    FigureLine {
        figure,
        this: Some(this),
        last: Some(last),
        average: Some(Amount { value: average, ..this }).map(|one| Amount { beside: None, ..one }),
        quarter: Some(quarter),
        target,
        basis: format!("{} between Mon 23 and Fri 27 Nov, counted once each.", figure.label().trim()),
    }
}

fn figures() -> Vec<FigureLine> {
    let plain = Amount::plain;
    let money = |value, minor| Amount { beside: Some(Beside::Money(minor)), ..plain(value) };
    let days = |value, days| Amount { beside: Some(Beside::Days(days)), ..plain(value) };
    let part = Amount::part;
    vec![
        figure(Figure::TasksDone, plain(14.0), plain(11.0), 12.25, plain(98.0), Some(160.0)),
        figure(Figure::TasksSlipped, plain(4.0), plain(5.0), 4.0, plain(31.0), None),
        figure(Figure::PromisesKept, part(11.0, 15.0), part(9.0, 14.0), 10.5, part(80.0, 111.0), Some(85.0)),
        figure(Figure::Touches, plain(19.0), plain(25.0), 22.0, plain(171.0), Some(300.0)),
        figure(Figure::Calls, plain(6.0), plain(9.0), 7.5, plain(60.0), None),
        figure(Figure::Emails, plain(10.0), plain(12.0), 11.0, plain(84.0), None),
        figure(Figure::Meetings, plain(3.0), plain(4.0), 3.5, plain(27.0), None),
        figure(Figure::Minutes, plain(640.0), plain(705.0), 690.0, plain(5_520.0), None),
        figure(Figure::AccountsTouched, part(12.0, 42.0), part(17.0, 42.0), 15.0, part(38.0, 42.0), None),
        figure(
            Figure::ArrTouched,
            part(190_000_000.0, 420_000_000.0),
            part(240_000_000.0, 420_000_000.0),
            220_000_000.0,
            part(395_000_000.0, 420_000_000.0),
            None,
        ),
        figure(Figure::RedTouched, part(2.0, 2.0), part(2.0, 3.0), 1.75, part(3.0, 3.0), None),
        figure(Figure::Coverage, part(30.0, 38.0), part(31.0, 38.0), 31.25, part(30.0, 38.0), Some(90.0)),
        figure(
            Figure::RenewalsClosed,
            money(1.0, 11_200_000),
            money(2.0, 14_000_000),
            1.25,
            money(9.0, 71_000_000),
            None,
        ),
        figure(Figure::RenewalsLost, plain(0.0), plain(0.0), 0.25, money(1.0, 2_400_000), None),
        figure(Figure::HealthUp, plain(2.0), plain(1.0), 1.5, plain(11.0), None),
        figure(Figure::HealthDown, plain(3.0), plain(1.0), 1.75, plain(9.0), None),
        figure(Figure::WaitingSupport, days(3.0, 6.0), days(2.0, 4.0), 2.5, days(3.0, 6.0), None),
        figure(Figure::MedianIdle, plain(16.0), plain(14.0), 14.25, plain(16.0), None),
    ]
}

fn line(n: u128, minutes: u32, shares: (f64, Option<f64>), fit: Fit, advice: &str) -> TimeLine {
    TimeLine {
        account: Some(account(n)),
        name: NAMES[n as usize].to_owned(),
        minutes,
        touches: minutes / 30,
        unmeasured: 0,
        minute_share: Some(shares.0),
        arr: 0,
        arr_share: shares.1,
        stake: 0,
        stake_share: shares.1,
        fit,
        advice: advice.to_owned(),
    }
}

fn minutes(period: Period) -> TimeTable {
    let group = |name: &str, minutes, share, value| TimeLine {
        account: None,
        name: name.to_owned(),
        ..line(0, minutes, (share, value), Fit::Fair, "")
    };
    TimeTable {
        period,
        minutes: 640,
        touches: 19,
        unmeasured: 4,
        accounts: vec![
            line(
                6,
                205,
                (0.32, Some(0.02)),
                Fit::Over,
                "answer by mail this week, and move the QBR to the quarter's end",
            ),
            line(1, 0, (0.0, Some(0.21)), Fit::Under, "310k and 74k at stake without a minute: book a call before Wed"),
            line(0, 140, (0.22, Some(0.19)), Fit::Fair, ""),
            line(3, 90, (0.14, Some(0.16)), Fit::Fair, ""),
            line(2, 75, (0.12, Some(0.09)), Fit::Fair, ""),
            line(8, 60, (0.09, Some(0.05)), Fit::Fair, ""),
            line(4, 40, (0.06, Some(0.11)), Fit::Under, "one call a week until the renewal"),
            line(7, 30, (0.05, Some(0.003)), Fit::Fair, ""),
        ],
        segments: vec![group("enterprise", 380, 0.59, Some(0.71)), group("mid-market", 260, 0.41, Some(0.29))],
        kinds: vec![group("meeting", 300, 0.47, None), group("call", 220, 0.34, None), group("email", 120, 0.19, None)],
        basis: "Value is the mean of the share of ARR and the share of the stake of the book.".to_owned(),
    }
}

fn slipped(n: u128, title: &str, whose: u128, due: &str, slips: u32, suggestion: Suggestion) -> SlippedLine {
    SlippedLine {
        task: TaskId(Ulid(n)),
        account: Some(account(whose)),
        account_name: NAMES[whose as usize].to_owned(),
        title: title.to_owned(),
        priority: if n < 3 { Some(Priority::High) } else { Some(Priority::Normal) },
        due: day(due),
        slips,
        stake: 17_100_000,
        open: true,
        suggestion,
        reason: "the stake is large".to_owned(),
    }
}

fn idle(n: u128, arr: i64, band: Band, trend: Trend, days: i32) -> IdleLine {
    IdleLine {
        account: account(n),
        name: NAMES[n as usize].to_owned(),
        arr,
        stake: arr / 2,
        band: Some(band),
        trend: Some(trend),
        last_touch: Some(day("2026-11-27").plus_days(-days)),
        days: Some(days),
        cadence: 30,
        open_tasks: u32::from(n == 9),
    }
}

fn next() -> NextWeek {
    let task = |n: u128, title: &str, whose: u128, due: &str| DueLine {
        task: TaskId(Ulid(40 + n)),
        account: Some(account(whose)),
        account_name: NAMES[whose as usize].to_owned(),
        title: title.to_owned(),
        priority: Some(Priority::High),
        due: day(due),
        estimate_minutes: Some(90),
    };
    NextWeek {
        week: Week::of(day("2026-11-30"), chrono::Weekday::Mon),
        tasks: vec![task(1, "QBR deck", 6, "2026-11-30"), task(2, "renewal quote", 0, "2026-12-02")],
        decisions: vec![ComingLine {
            decision: DecisionId::new(account(0), None, Some(SubscriptionId(Ulid(9)))),
            account_name: NAMES[0].to_owned(),
            day: day("2026-12-01"),
            end: day("2026-12-31"),
            cancel_by: true,
            revenue: 18_400_000,
        }],
        owed: vec![OwedLine {
            account: account(11),
            name: NAMES[11].to_owned(),
            arr: 3_900_000,
            day: day("2026-12-03"),
            last_touch: day("2026-09-04"),
        }],
    }
}

fn review() -> Review {
    let at = Moment(1_795_797_480_000);
    Review {
        id: ReviewId(Ulid(1)),
        meta: Meta::made(at),
        year: 2026,
        week: 48,
        first: day("2026-11-23"),
        steps: vec![Step::Numbers, Step::Done],
        decisions: vec![Decision {
            about: Matter::Task(TaskId(Ulid(4))),
            title: Text::from("ask for reference"),
            verdict: Verdict::Drop,
            at,
        }],
        figures: Vec::new(),
        figures_at: None,
        note: Text::from(
            "Wins\n- Massive renewed early\nMisses\n- Globex CFO call slipped twice\nNext week\n- 2 red accounts before Wed",
        ),
    }
}

/// The week.
pub fn page() -> WeekPage {
    let week = Week::of(day("2026-11-24"), chrono::Weekday::Mon);
    let quarter = Period { first: day("2026-10-01"), last: day("2026-12-31") };
    let done = |on: &str, what: &str, whose: u128| DoneLine {
        day: day(on),
        kind: Kind::Task,
        key: TaskId(Ulid(70 + whose)).to_string(),
        account: Some(account(whose)),
        account_name: NAMES[whose as usize].to_owned(),
        what: what.to_owned(),
    };
    WeekPage {
        week,
        as_of: day("2026-11-24"),
        stood: None,
        quarter,
        quarter_name: "2026-Q4".to_owned(),
        home: Currency::USD,
        figures: figures(),
        done: vec![
            done("2026-11-23", "quote v2 sent", 0),
            done("2026-11-23", "QBR held", 10),
            done("2026-11-24", "NPS follow-up", 4),
            done("2026-11-25", "seats true-up", 7),
            done("2026-11-26", "renewed 12m 112k", 9),
            done("2026-11-26", "intro call", 11),
            done("2026-11-27", "success plan v2", 3),
        ],
        slipped: vec![
            slipped(1, "call CFO re price", 0, "2026-11-20", 2, Suggestion::Today),
            slipped(2, "QBR deck", 6, "2026-11-19", 1, Suggestion::Move(day("2026-11-30"))),
            slipped(3, "update success plan", 1, "2026-11-20", 1, Suggestion::Move(day("2026-11-26"))),
            slipped(4, "ask for reference", 10, "2026-11-18", 3, Suggestion::Drop),
        ],
        idle: vec![
            idle(1, 31_000_000, Band::Yellow, Trend::Falling, 44),
            idle(0, 18_400_000, Band::Red, Trend::Falling, 41),
            idle(9, 11_200_000, Band::Green, Trend::Rising, 31),
            idle(8, 5_800_000, Band::Green, Trend::Steady, 33),
            idle(11, 3_900_000, Band::Yellow, Trend::Steady, 35),
        ],
        next: next(),
        time: minutes(week.period()),
        time_quarter: TimeTable { minutes: 5_520, touches: 171, unmeasured: 30, ..minutes(quarter) },
        review: Some(review()),
    }
}

/// Rows behind a figure.
pub fn behind() -> Vec<BehindLine> {
    let row = |n: u128, title: &str, counts: bool| BehindLine {
        kind: Kind::Task,
        key: TaskId(Ulid(70 + n)).to_string(),
        account: Some(account(n)),
        account_name: NAMES[n as usize].to_owned(),
        title: title.to_owned(),
        day: Some(day("2026-11-23").plus_days(n as i32 % 5)),
        counts,
        amount: (n == 3).then_some(Beside::Days(6.0)),
    };
    vec![
        row(0, "quote v2 sent", true),
        row(10, "QBR held", true),
        row(3, "success plan v2", true),
        row(4, "rest", false),
    ]
}
