//! What the page of an account says in words, alike on the screen and in Markdown. Texts of records are as given: the
//! sinks neutralise them.

use crate::cli::accounts::Frame;
use crate::cli::renewals::what;
use crate::domain::book::DecisionLine;
use crate::domain::phrase::echo::distance;
use crate::domain::record::case::Case;
use crate::domain::record::contact::{Contact, Sentiment};
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::reading::{Metric, Reading};
use crate::domain::record::run::{Progress, Run};
use crate::domain::record::touch::Touch;
use crate::domain::stake::score::Source;
use crate::domain::value::day::{Day, Zone};
use crate::domain::value::day_text::weekday_day;
use crate::domain::value::money::short;
use crate::domain::value::original::beside;
use crate::domain::value::text::Text;
use crate::service::query::AccountView;

/// What an account is: segment, industry, region, stage, tags.
pub fn identity(view: &AccountView) -> String {
    let account = &view.account;
    let known = [&account.segment, &account.industry, &account.region, &account.owner];
    let mut parts: Vec<String> = known.into_iter().flatten().map(|text| text.raw().to_owned()).collect();
    parts.push(account.stage.to_string());
    parts.extend(account.tags.iter().map(|tag| format!("+{}", tag.raw())));
    parts.join(" · ")
}

/// Money and health in one line: `184k USD ARR (170k EUR) · health 31 red falling`.
pub fn standing(view: &AccountView, frame: &Frame) -> String {
    let mut parts = vec![format!(
        "{} {} ARR{}",
        short(view.stake.arr, frame.home),
        frame.home,
        beside(view.paid.iter().copied(), frame.home)
    )];
    parts.extend(health(view, frame.today));
    parts.extend(call(view));
    if view.account.starred {
        parts.push("starred".to_owned());
    }
    if view.account.dealt_on == Some(frame.today) {
        parts.push("dealt with today".to_owned());
    }
    if let Some(until) = view.account.snoozed_until.filter(|until| *until > frame.today) {
        parts.push(format!("snoozed until {until}"));
    }
    parts.join(" · ")
}

/// Health in a few words: `health 41 red falling`, `health red by hand until 2026-11-27, score 62 yellow`.
pub fn health(view: &AccountView, today: Day) -> Option<String> {
    let health = &view.stake.health;
    let score = health.score.zip(health.score_band).map(|(score, band)| {
        let trend = health.trend.map(|trend| format!(" {}", trend.word())).unwrap_or_default();
        let measured = if health.source == Some(Source::Measured) { ", measured" } else { "" };
        let imported = health.imported.filter(|_| health.stale && health.source == Some(Source::Imported));
        let stale = imported.map(|score| format!(", stale: {}", ago(score.on, today))).unwrap_or_default();
        format!("{score:.0} {}{trend}{measured}{stale}", band.word())
    });
    let Some(hand) = health.hand else { return score.map(|score| format!("health {score}")) };
    let why = view.account.health_reason.as_ref().map(|why| format!(": {}", why.raw())).unwrap_or_default();
    let score = score.map_or_else(|| "no score".to_owned(), |score| format!("score {score}"));
    Some(format!("health {} by hand until {}, {score}{why}", hand.band().word(), hand.until))
}

/// The CSM's own call beside the model: `own call likely 15 %, model 58 %: budget is signed`.
pub fn call(view: &AccountView) -> Option<String> {
    let loss = &view.stake.loss;
    let call = loss.call?;
    let stale = if call.stale { format!("stale call of {}", call.on) } else { "own call".to_owned() };
    let why = view.account.call_reason.as_ref().map(|why| format!(": {}", why.raw())).unwrap_or_default();
    Some(format!("{stale} {} {:.0} %, model {:.0} %{why}", call.level, call.p * 100.0, loss.model * 100.0))
}

/// A goal: `Onboard in 10 days 14 of 10, 63 % of the way, due Thu 31 Dec (in 37d)`.
pub fn goal(goal: &Goal, today: Day) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(match (goal.current, goal.target) {
        (Some(now), Some(target)) => Some(format!("{now} of {target}")),
        (Some(now), None) => Some(format!("at {now}")),
        (None, Some(target)) => Some(format!("target {target}")),
        (None, None) => None,
    });
    parts.extend(goal.progress().map(|done| format!("{done} % of the way")));
    parts.extend(match goal.state {
        GoalState::Open => goal.due.map(|due| format!("due {} ({})", weekday_day(due, today), distance(due, today))),
        state => Some(goal.closed_on.map_or(state.to_string(), |on| format!("{state} {on}"))),
    });
    let more = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    format!("{}{more}", goal.objective.raw())
}

/// A playbook that runs: `renewal playbook 2/4, next Sat 5 Dec (in 11d): cancel-by 2027-01-05 (in 42d)`.
pub fn run(run: &Run, done: Progress, today: Day) -> String {
    let next = done.next.map(|day| format!(", next {} ({})", weekday_day(day, today), distance(day, today)));
    let why = run.rule.as_ref().map(|_| format!(": {}", run.why.raw())).unwrap_or_default();
    format!("{} playbook {}/{}{}{why}", run.playbook.raw(), done.closed, done.total, next.unwrap_or_default())
}

/// What a customer said: `2026-11-09 nps 9, Dana Fox: great support`.
pub fn feedback(view: &AccountView, row: &Feedback, zone: Zone) -> String {
    let who = row.contact.and_then(|id| view.contacts.iter().find(|contact| contact.id == id));
    let who = who.map(|contact| format!(", {}", contact.name.raw())).unwrap_or_default();
    let score = row.scored().map(|score| format!(" {score}")).unwrap_or_default();
    let state = if row.is_open() { " (open)" } else { "" };
    let text = if row.text.is_blank() { String::new() } else { format!(": {}", row.text.raw()) };
    format!("{} {}{score}{who}{state}{text}", zone.day(row.at), row.kind)
}

/// A case: `2026-11-09 exports time out; done: raised the limit; result: renewed`.
pub fn case(row: &Case) -> String {
    let done = row.done.as_ref().map(|done| format!("; done: {}", done.raw())).unwrap_or_default();
    let result = row.result.as_ref().map(|result| format!("; result: {}", result.raw())).unwrap_or_default();
    format!("{} {}{done}{result}", row.day, row.problem.raw())
}

/// What a customer uses, a metric a line: `seats-used 84 on 2026-11-20, +2% in 7 days, -12% in 30`.
pub fn usage(view: &AccountView) -> Vec<String> {
    let told = view.trails.iter().map(|trail| {
        let week = trail.week.map(|change| format!(", {change:+.0}% in 7 days")).unwrap_or_default();
        let month = trail.month.map(|change| format!(", {change:+.0}% in 30 days")).unwrap_or_default();
        format!("{} {} on {}{week}{month}", trail.metric, trail.latest.value, trail.latest.on)
    });
    told.collect()
}

/// Where an account lives elsewhere: its links, its names in other systems.
pub fn links(view: &AccountView) -> Vec<String> {
    let account = &view.account;
    let own = [&account.link, &account.domain].into_iter().flatten().map(|text| text.raw().to_owned());
    own.chain(view.externals.iter().map(|row| format!("{} {}", row.system, row.name))).collect()
}

/// One decision: `Sun 6 Dec (in 12d) cancel-by, term ends 2027-02-05 · 184k · quoted · next: CFO call`.
pub fn decision(view: &AccountView, line: &DecisionLine, frame: &Frame) -> String {
    let mut day =
        format!("{} ({}) {}", weekday_day(line.day, frame.today), distance(line.day, frame.today), what(line));
    if line.end != line.day {
        day = format!("{day}, term ends {}", line.end);
    }
    let money = format!("{}{}", short(line.revenue, frame.home), beside(view.paid_for(line.id), frame.home));
    let mut parts = vec![day, money];
    parts.extend(line.stage.clone());
    if !line.next_step.is_empty() {
        parts.push(format!("next: {}", line.next_step));
    }
    parts.join(" · ")
}

/// One contract: product, revenue, seats, term, notice.
pub fn contract(view: &AccountView, frame: &Frame) -> Vec<String> {
    let live = view.subscriptions.iter().filter(|row| row.ended_on.is_none_or(|on| on > frame.today));
    live.map(|row| {
        let mut parts = vec![row.product.raw().to_owned(), short(row.arr.minor, row.arr.currency)];
        if let Some(last) = parts.last_mut() {
            *last = format!("{last} {}", row.arr.currency);
        }
        parts.extend(row.seats.map(|seats| format!("{seats} seats")));
        parts.extend(row.end.map(|end| format!("until {end}")));
        parts.extend(row.auto_renew.then(|| "renews itself".to_owned()));
        parts.extend(row.notice.map(|notice| format!("notice {notice}")));
        parts.join(" · ")
    })
    .collect()
}

/// The latest figures, each with its as-of day.
pub fn readings(view: &AccountView, today: Day) -> Vec<String> {
    let seats: u32 = view.subscriptions.iter().filter(|row| row.ended_on.is_none()).filter_map(|row| row.seats).sum();
    view.readings
        .iter()
        .filter_map(|reading| Some(format!("{} ({})", figure(reading, seats)?, ago(reading.day, today))))
        .collect()
}

/// A figure in few words; nothing for one that says all is well by being 0.
fn figure(reading: &Reading, seats: u32) -> Option<String> {
    let value = reading.value;
    let none = value.0 == 0;
    Some(match reading.metric {
        Metric::Health => format!("health {value}"),
        Metric::SeatsUsed if seats > 0 => format!("seats {value}/{seats}"),
        Metric::SeatsUsed => format!("{value} seats used"),
        Metric::Usage => format!("usage {value}"),
        Metric::UsageChange => format!("usage {}{value}% in 30d", if value.0 > 0 { "+" } else { "" }),
        Metric::Nps => format!("NPS {value}"),
        Metric::P1AgeDays | Metric::Escalations | Metric::Competitor | Metric::InvoiceLateDays if none => return None,
        Metric::P1AgeDays => format!("P1 open {value}d"),
        Metric::Escalations if value.0 == 1000 => "1 escalation".to_owned(),
        Metric::Escalations => format!("{value} escalations"),
        Metric::Competitor => "competitor in play".to_owned(),
        Metric::InvoiceLateDays => format!("invoice {value}d late"),
    })
}

/// How long ago: `today`, `6d ago`.
pub fn ago(day: Day, today: Day) -> String {
    distance(day, today)
}

/// What a contact is: title, role, mood.
pub fn part(contact: &Contact) -> String {
    let mut parts: Vec<String> = contact.title.iter().map(|title| title.raw().to_owned()).collect();
    parts.extend(contact.role.map(|role| role.to_string()));
    parts.extend(contact.sentiment.filter(|mood| *mood != Sentiment::Neutral).map(|mood| mood.to_string()));
    parts.extend(contact.left_on.map(|on| format!("left {on}")));
    parts.join(", ")
}

/// When a contact was last spoken with: `email 9d ago`.
pub fn last(view: &AccountView, contact: &Contact, zone: Zone, today: Day) -> Option<String> {
    let last = view.last_touches.iter().find(|last| last.contact == contact.id)?;
    Some(format!("{} {}", last.kind, ago(zone.day(last.at), today)))
}

/// Days since a contact was last spoken with: `9d`.
pub fn idle(view: &AccountView, contact: &Contact, zone: Zone, today: Day) -> Option<String> {
    let last = view.last_touches.iter().find(|last| last.contact == contact.id)?;
    Some(format!("{}d", today.since(zone.day(last.at)).max(0)))
}

/// The first line of what was said, and with whom.
pub fn said(view: &AccountView, touch: &Touch) -> String {
    let who = touch.contact.and_then(|id| view.contacts.iter().find(|contact| contact.id == id));
    let text = first_line(&touch.text);
    // Notes tend to begin with who spoke.
    let named = |name: &str| name.split_whitespace().any(|word| text.contains(word));
    match who.map(|contact| contact.name.raw()).filter(|name| !named(name)) {
        Some(name) => format!("{name}: {text}"),
        None => text.to_owned(),
    }
}

fn first_line(text: &Text) -> &str {
    text.raw().lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}
