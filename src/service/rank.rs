//! Keeps what is derived in step with the facts: all of it when the day or the weights change, else the accounts that a
//! write has touched, in the same transaction.

use crate::config::settings::Settings;
use crate::domain::book::{AccountLine, DecisionId, DecisionLine, Ranking, Refresh, Sign, Totals};
use crate::domain::figure::rules::Rules;
use crate::domain::phrase::when::DateOptions;
use crate::domain::record::fx_rate::FxRate;
use crate::domain::stake::loss::Prior;
use crate::domain::stake::stake::{Stake, stake};
use crate::domain::stake::task::task_score;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Now;
use crate::domain::value::fx::DatedRates;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Rates;
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::store::db::Store;
use crate::store::inputs::{Dossier, TaskInput, Which};
use crate::store::standing::Placed;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a ranking is reckoned with.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Every number of the ranking.
    pub weights: Weights,
    /// Exchange rates for what stands today.
    pub rates: Rates,
    /// Exchange rates by day, for figures of a period.
    pub fx: DatedRates,
    /// The choices that figures are reckoned with.
    pub figures: Rules,
    /// How typed dates are read.
    pub dates: DateOptions,
    /// The rates of the settings alone.
    own: DatedRates,
    /// What the settings come to, and with the rates of the book.
    settings: String,
    fingerprint: String,
}

impl Measure {
    /// Takes weights and rates from the settings.
    pub fn of(settings: &Settings) -> Measure {
        let mut hasher = DefaultHasher::new();
        format!("{:?} {:?}", settings.stake, settings.money).hash(&mut hasher);
        let settled = format!("{:016x}", hasher.finish());
        Measure {
            weights: settings.stake.clone(),
            rates: settings.money.rates(),
            fx: settings.money.fx(),
            figures: settings.figures.clone(),
            dates: settings.calendar.dates(),
            own: settings.money.fx(),
            fingerprint: settled.clone(),
            settings: settled,
        }
    }

    /// Takes the rates that were imported, too. A ranking that was made with others is none any more.
    pub fn take_rates(&mut self, store: &Store) -> Result<(), Error> {
        let rows: Vec<FxRate> = store.rows("WHERE home = ?1 AND archived_at IS NULL", [self.own.home().code()])?;
        let imported: Vec<_> = rows.into_iter().map(|row| (row.day, row.currency, row.rate)).collect();
        self.fingerprint.clone_from(&self.settings);
        if !imported.is_empty() {
            let mut hasher = DefaultHasher::new();
            let mut told: Vec<String> = imported.iter().map(|(day, of, rate)| format!("{day} {of} {rate}")).collect();
            told.sort_unstable();
            (&self.settings, told).hash(&mut hasher);
            self.fingerprint = format!("{:016x}", hasher.finish());
        }
        self.fx = self.own.beside(imported);
        self.rates = self.fx.standing();
        Ok(())
    }
}

/// Reckons everything anew unless it stands for this day and these weights already. Within a write.
pub fn freshen(store: &Store, measure: &Measure, now: Now) -> Result<Ranking, Error> {
    match current(store, measure, now)? {
        Some(ranking) => Ok(ranking),
        None => rank_all(store, measure, now),
    }
}

/// The ranking, if it stands for this day and these weights.
pub fn current(store: &Store, measure: &Measure, now: Now) -> Result<Option<Ranking>, Error> {
    let kept = store.ranking()?;
    Ok(kept.filter(|(r, weights)| r.day == now.today && *weights == measure.fingerprint).map(|(ranking, _)| ranking))
}

/// Reckons everything anew. Within a write.
pub fn rank_all(store: &Store, measure: &Measure, now: Now) -> Result<Ranking, Error> {
    let (lost, decided) = store.decided(now.today)?;
    let prior = Prior { lost, decided };
    let median_revenue = if (measure.weights.gamma - 1.0).abs() > f64::EPSILON {
        pass(store, measure, prior, None, now)?;
        median(store.stakes()?.into_iter().map(|(_, revenue)| revenue).collect())
    } else {
        0
    };
    let totals = pass(store, measure, prior, Some(median_revenue), now)?;
    let stakes = store.stakes()?.into_iter().map(|(stake, _)| stake).collect();
    let ranking = Ranking { day: now.today, at: now.at, lost, decided, median: median(stakes), median_revenue, totals };
    place_loose(store, measure, ranking.median, now)?;
    store.put_ranking(&ranking, &measure.fingerprint)?;
    Ok(ranking)
}

fn pass(store: &Store, measure: &Measure, prior: Prior, median: Option<i64>, now: Now) -> Result<Totals, Error> {
    store.clear_standings()?;
    let mut totals = Totals::default();
    store.each_dossier(Which::All, now, |dossier| {
        let (line, decisions, placed) = settle(&dossier, measure, prior, median, now);
        totals.count(&line, now.today, Sign::Plus);
        store.put_standing(&line, &decisions)?;
        store.put_queue(Some(&line.id.to_string()), &placed)?;
        Ok::<(), Error>(())
    })?;
    store.sum_calendar()?;
    Ok(totals)
}

/// Reckons some accounts anew, and tells what changed on the screen. Within a write.
pub fn rank_some(store: &Store, measure: &Measure, accounts: &BTreeSet<AccountId>, now: Now) -> Result<Refresh, Error> {
    let Some(mut ranking) = current(store, measure, now)? else {
        rank_all(store, measure, now)?;
        return Ok(Refresh { all: true, ..Refresh::default() });
    };
    let prior = Prior { lost: ranking.lost, decided: ranking.decided };
    let mut refresh = Refresh::default();
    let mut days = BTreeSet::new();
    for account in accounts {
        if let Some(old) = store.account_line(*account)? {
            ranking.totals.count(&old, ranking.day, Sign::Minus);
        }
        let key = account.to_string();
        days.append(&mut store.days_of(&key)?);
        store.drop_standing(&key)?;
        let mut ranked = false;
        store.each_dossier(Which::One(&key), now, |dossier| {
            if dossier.marks.ranked {
                ranked = true;
                let (line, decisions, placed) = settle(&dossier, measure, prior, Some(ranking.median_revenue), now);
                ranking.totals.count(&line, ranking.day, Sign::Plus);
                store.put_standing(&line, &decisions)?;
                store.put_queue(Some(&key), &placed)?;
            }
            Ok::<(), Error>(())
        })?;
        days.append(&mut store.days_of(&key)?);
        if ranked {
            refresh.accounts.extend(store.account_line(*account)?);
            refresh.decisions.extend(store.decisions_of(*account)?);
        } else {
            refresh.gone_accounts.push(*account);
        }
    }
    store.sum_days(&days)?;
    place_loose(store, measure, ranking.median, now)?;
    store.put_totals(&ranking.totals)?;
    refresh.loose_overdue = store.loose_overdue(now)?;
    refresh.ranking = Some(ranking);
    Ok(refresh)
}

/// Whether the book's history of decisions is no longer the one that every chance of loss began from.
pub fn is_outdated(store: &Store, now: Now) -> Result<bool, Error> {
    let decided = store.decided(now.today)?;
    Ok(store.ranking()?.is_none_or(|(ranking, _)| (ranking.lost, ranking.decided) != decided))
}

/// The stake of one account, without writing it.
pub fn reckon(store: &Store, measure: &Measure, account: &str, now: Now) -> Result<Option<(Dossier, Stake)>, Error> {
    let kept = store.ranking()?.map(|(ranking, _)| ranking);
    let (lost, decided, median) = match kept {
        Some(ranking) => (ranking.lost, ranking.decided, ranking.median_revenue),
        None => (0, 0, 0),
    };
    let mut found = None;
    store.each_dossier(Which::One(account), now, |dossier| {
        let prior = Prior { lost, decided };
        let stake = stake(&dossier.inputs, &measure.weights, &measure.rates, prior, Some(median), now.today);
        found = Some((dossier, stake));
        Ok::<(), Error>(())
    })?;
    Ok(found)
}

fn settle(
    dossier: &Dossier,
    measure: &Measure,
    prior: Prior,
    median: Option<i64>,
    now: Now,
) -> (AccountLine, Vec<DecisionLine>, Vec<Placed>) {
    let (inputs, marks) = (&dossier.inputs, &dossier.marks);
    let stake = stake(inputs, &measure.weights, &measure.rates, prior, median, now.today);
    let snoozed = marks.snoozed_until.is_some_and(|until| until > now.today);
    let next = stake.next.as_ref().map(|term| &term.decision);
    let line = AccountLine {
        id: inputs.account,
        name: shown(&inputs.name).into_owned(),
        starred: marks.starred,
        pin: inputs.pin,
        snoozed_until: marks.snoozed_until,
        dealt_on: marks.dealt_on,
        hidden: snoozed || marks.dealt_on == Some(now.today),
        stake: stake.total,
        revenue: stake.revenue,
        p: stake.p,
        t: stake.t,
        arr: stake.arr,
        day: next.map(|decision| decision.day),
        end: next.map(|decision| decision.end),
        cancel_by: next.and_then(|decision| decision.cancel_by),
        locked: next.is_some_and(|decision| decision.locked),
        health: stake.health.score.map(|score| score.round().clamp(0.0, 100.0) as u8),
        band: stake.band,
        trend: stake.trend,
        model: stake.loss.model,
        call: stake.loss.call,
        why: stake.reasons().iter().take(3).map(|reason| reason.text.as_str()).collect::<Vec<_>>().join(", "),
        last_touch: inputs.last_touch,
        open_tasks: u32::try_from(dossier.tasks.len()).unwrap_or(u32::MAX),
        overdue_tasks: dossier.tasks.iter().filter(|task| task.due.is_some_and(|due| due < now.today)).count() as u32,
        unrated: stake.missing_rates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    };
    let decisions = decisions(&stake, &line);
    let placed = dossier.tasks.iter().filter_map(|task| place(task, stake.total, measure, now)).collect();
    (line, decisions, placed)
}

fn decisions(stake: &Stake, line: &AccountLine) -> Vec<DecisionLine> {
    let lines = stake.decisions.iter().map(|term| DecisionLine {
        id: DecisionId::new(line.id, term.decision.renewal, term.decision.subscription),
        account_name: line.name.clone(),
        day: term.decision.day,
        end: term.decision.end,
        cancel_by: term.decision.cancel_by,
        locked: term.decision.locked,
        assumed: term.decision.assumed,
        notice: term.decision.notice_on.is_some(),
        revenue: term.revenue,
        stake: term.money,
        stage: None,
        next_step: String::new(),
        band: line.band,
        trend: line.trend,
    });
    lines.collect()
}

fn place(task: &TaskInput, stake: i64, measure: &Measure, now: Now) -> Option<Placed> {
    if task.wait_until.is_some_and(|until| until > now.today) {
        return None;
    }
    let score = task_score(stake, task.due, task.priority, now.today, &measure.weights).score;
    Some(Placed { task: task.id, score, due: task.due })
}

fn place_loose(store: &Store, measure: &Measure, median: i64, now: Now) -> Result<(), Error> {
    store.clear_loose_queue()?;
    let loose = store.loose_tasks()?;
    let placed: Vec<Placed> = loose.iter().filter_map(|task| place(task, median, measure, now)).collect();
    Ok(store.put_queue(None, &placed)?)
}

/// The middle of some amounts; the lower one of an even count.
fn median(mut amounts: Vec<i64>) -> i64 {
    let middle = amounts.len().saturating_sub(1) / 2;
    if amounts.is_empty() {
        return 0;
    }
    *amounts.select_nth_unstable(middle).1
}
