//! The life of contracts, renewals and opportunities at the desk: each act is one step of undo, and after any run of them
//! the ledger of revenue says what the contracts say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failure here fails the test")]

#[path = "support/facts.rs"]
mod facts;
#[path = "support/world.rs"]
mod world;

use facts::facts;
use folio::domain::book::DecisionLine;
use folio::domain::demo::rows::{Size, rows};
use folio::domain::ledger::reconcile::{Reading, reconcile};
use folio::domain::query::tree::Query as Filter;
use folio::domain::record::account::Account;
use folio::domain::record::movement::{Movement, MovementSource};
use folio::domain::record::opportunity::{Opportunity, OpportunityState};
use folio::domain::record::renewal::{ForecastCategory, Renewal, RenewalOutcome, RenewalStage};
use folio::domain::record::subscription::Subscription;
use folio::domain::value::day::Day;
use folio::domain::value::id::{AccountId, OpportunityId, RenewalId, SubscriptionId};
use folio::domain::value::money::{Currency, Money};
use folio::service::error::{Error, ErrorKind};
use folio::service::intent::{Intent, Outcome, Rows};
use folio::service::query::{AccountView, Answer, Query};
use proptest::prelude::*;
use world::{World, day, on};

fn usd(major: i64) -> Money {
    Money::major(major, Currency::USD)
}

impl World {
    /// Does something, there and back; the ledger is whole after it.
    fn booked(&mut self, intent: Intent) -> Outcome {
        let outcome = self.there_and_back(intent);
        self.balanced().unwrap();
        outcome
    }

    /// Holds the ledger against the contracts: what the one lacks of the other, account by account.
    fn balanced(&self) -> Result<(), String> {
        let store = self.store();
        let reading = Reading { today: self.now.today, gap: 30, lapse: 90 };
        for account in store.rows::<Account>("", []).unwrap() {
            let key = account.id.to_string();
            let (subs, renewals) = store.contracts_of(&key).unwrap();
            let ledger = store.ledger_of(&key).unwrap();
            let lacks = reconcile(account.id, &ledger, &subs, &renewals, reading);
            if !lacks.is_empty() {
                return Err(format!("{}: {lacks:?}", account.name.raw()));
            }
            for sub in &subs {
                let own: Vec<&Movement> = ledger.iter().filter(|row| row.subscription == Some(sub.id)).collect();
                let sum: i64 = own.iter().map(|row| row.delta.minor).sum();
                let lapsed = sub.ended_on.is_none() && sum == 0;
                if !lapsed && sum != if sub.ended_on.is_some() { 0 } else { sub.arr.minor } {
                    return Err(format!("{} {}: {sum} of {:?}", account.name.raw(), sub.product.raw(), sub));
                }
            }
        }
        Ok(())
    }

    fn contract(&mut self, account: AccountId, line: &str) -> SubscriptionId {
        self.booked(Intent::AddContract(account, line.to_owned())).made.unwrap().parse().unwrap()
    }

    fn opportunity(&mut self, account: AccountId, line: &str) -> OpportunityId {
        self.booked(Intent::AddOpportunity(account, line.to_owned())).made.unwrap().parse().unwrap()
    }

    fn change(&mut self, contract: SubscriptionId, line: &str) -> Outcome {
        self.booked(Intent::Modify(Rows::Subscriptions(vec![contract]), line.to_owned()))
    }

    fn sub(&self, id: SubscriptionId) -> Subscription {
        self.store().row(&id.to_string()).unwrap().unwrap()
    }

    fn renewal(&self, id: RenewalId) -> Renewal {
        self.store().row(&id.to_string()).unwrap().unwrap()
    }

    fn renewals(&self) -> Vec<Renewal> {
        self.store().rows("ORDER BY due, id", []).unwrap()
    }

    /// What the ledger says of an account: day, delta in major units, kind.
    fn ledger(&self, account: AccountId) -> Vec<String> {
        let rows = self.store().ledger_of(&account.to_string()).unwrap();
        rows.iter().map(|row| format!("{} {:+} {}", row.day, row.delta.minor / 100, row.kind)).collect()
    }

    fn page(&mut self, account: AccountId) -> AccountView {
        let mut desk = self.desk();
        desk.freshen().unwrap();
        let _ = &mut desk;
        let Answer::Account(view) = desk.fetch(&Query::Account(account, 9)).unwrap() else { unreachable!() };
        *view
    }

    fn decisions(&mut self) -> Vec<DecisionLine> {
        let desk = self.desk();
        desk.freshen().unwrap();
        let query = Query::Decisions { from: Day::MIN, to: Day::MAX, filter: Filter::default() };
        let Answer::Lines(lines) = desk.fetch(&query).unwrap() else { unreachable!() };
        lines.decisions
    }

    /// The one decision of an account.
    fn decision(&mut self, account: AccountId) -> DecisionLine {
        let found: Vec<_> = self.decisions().into_iter().filter(|line| line.id.account == account).collect();
        let [one] = found.as_slice() else { panic!("{found:?}") };
        one.clone()
    }

    fn settle(&mut self, account: AccountId, line: &str) -> Outcome {
        let decision = self.decision(account);
        self.booked(Intent::SettleRenewal(decision.id, decision.end, line.to_owned()))
    }

    fn unsettled(&mut self, account: AccountId, line: &str) -> Error {
        let decision = self.decision(account);
        self.refused(Intent::SettleRenewal(decision.id, decision.end, line.to_owned()))
    }
}

/// Globex with one contract of a year that began on the first day of the year.
fn globex(today: &str, line: &str) -> (World, AccountId, SubscriptionId) {
    let mut world = World::on(today);
    let account = world.account("Globex");
    let contract = world.contract(account, line);
    (world, account, contract)
}

const TEAM: &str = "Tideline Team 100k 1y from 2026-01-01";

#[test]
fn a_renewal_takes_its_contract_into_the_next_term() {
    for (line, note, arr, end, ledger) in [
        ("renewed", "Renewed: Globex, 100k USD, until 2027-12-31", 100, "2027-12-31", vec![]),
        ("renewed 2y", "Renewed: Globex, 100k USD, until 2028-12-31", 100, "2028-12-31", vec![]),
        (
            "+6%",
            "Renewed: Globex, 100k to 106k USD, until 2027-12-31",
            106,
            "2027-12-31",
            vec!["2026-12-31 +6000 price"],
        ),
        (
            "expanded 120k until 2028-06-30",
            "Expanded: Globex, 100k to 120k USD, until 2028-06-30",
            120,
            "2028-06-30",
            vec!["2026-12-31 +20000 expansion"],
        ),
        (
            "expanded 120k +6%",
            "Expanded: Globex, 100k to 120k USD, until 2027-12-31",
            120,
            "2027-12-31",
            vec!["2026-12-31 +6000 price", "2026-12-31 +14000 expansion"],
        ),
        (
            "contracted -20k reason: budget cut",
            "Contracted: Globex, 100k to 80k USD, until 2027-12-31",
            80,
            "2027-12-31",
            vec!["2026-12-31 -20000 contraction"],
        ),
        (
            "renewed 97k",
            "Renewed: Globex, 100k to 97k USD, until 2027-12-31",
            97,
            "2027-12-31",
            vec!["2026-12-31 -3000 price"],
        ),
    ] {
        let (mut world, account, contract) = globex("2026-11-24", TEAM);
        let outcome = world.settle(account, line);
        assert_eq!(outcome.note, note, "{line}");
        let sub = world.sub(contract);
        assert_eq!((sub.arr, sub.end, sub.ended_on), (usd(arr * 1000), Some(day(end)), None), "{line}");
        let told: Vec<String> = world.ledger(account).into_iter().skip(1).collect();
        assert_eq!(told, ledger, "{line}");
        let renewals = world.renewals();
        let [old, next] = renewals.as_slice() else { panic!("{line}: {renewals:?}") };
        assert_eq!(Some(old.id.to_string()), outcome.made);
        assert_eq!((old.due, old.settled_on), (day("2026-12-31"), Some(day("2026-11-24"))));
        assert_eq!((old.stage, old.category), (RenewalStage::Closed, Some(ForecastCategory::Closed)));
        assert_eq!((old.target, old.final_amount), (Some(usd(100_000)), Some(usd(arr * 1000))));
        assert_eq!((next.due, next.subscription, next.outcome), (day(end), Some(contract), None));
        assert_eq!(next.target, Some(usd(arr * 1000)));
        let decision = world.decision(account);
        assert_eq!((decision.end, decision.id.renewal()), (day(end), Some(next.id)), "{line}");
    }
}

#[test]
fn a_change_at_a_renewal_is_billed_for_the_new_term() {
    let (mut world, account, _) = globex("2026-11-24", TEAM);
    world.settle(account, "expanded 120k reason: new team");
    let row = world.store().ledger_of(&account.to_string()).unwrap().pop().unwrap();
    assert_eq!((row.amount, row.source), (Some(usd(20_000)), MovementSource::Recorded));
    assert_eq!(row.reason.unwrap().raw(), "new team");
}

#[test]
fn a_customer_that_leaves_pays_to_the_end_of_its_term() {
    let (mut world, account, contract) = globex("2026-11-24", TEAM);
    world.settle(
        account,
        "churned notice 2026-09-01 reason: \"moved to X\" next: exit talk fri -- sorry to see them go",
    );
    assert_eq!(world.sub(contract).ended_on, Some(day("2026-12-31")));
    assert_eq!(world.ledger(account), ["2026-01-01 +100000 new", "2026-12-31 -100000 churn"]);
    let row = world.store().ledger_of(&account.to_string()).unwrap().pop().unwrap();
    assert_eq!((row.notice_on, row.reason.unwrap().raw()), (Some(day("2026-09-01")), "moved to X"));
    let renewals = world.renewals();
    let [row] = renewals.as_slice() else { panic!("{renewals:?}") };
    assert_eq!((row.outcome, row.final_amount), (Some(RenewalOutcome::Churned), Some(usd(0))));
    assert_eq!(row.notice_on, Some(day("2026-09-01")));
    assert!(world.decisions().is_empty());
    let page = world.page(account);
    assert_eq!((page.tasks[0].title.as_str(), page.tasks[0].due), ("exit talk", Some(day("2026-11-27"))));
    assert_eq!(page.touches[0].text.raw(), "sorry to see them go");
    assert_eq!(page.stake.arr, usd(100_000).minor, "it is paid until then");
}

#[test]
fn a_renewal_settled_late_leaves_no_hole() {
    // The decision was due on the last day of the year and stays in sight until somebody settles it.
    let (mut world, account, _) = globex("2026-11-24", TEAM);
    let decision = world.decision(account);
    world.booked(Intent::ModifyDecisions(vec![decision.id], "stage:quoted".to_owned()));
    world.now = on("2027-01-20");
    assert_eq!(world.decision(account).end, day("2026-12-31"));
    world.settle(account, "renewed from 2027-01-15");
    assert_eq!(world.ledger(account), ["2026-01-01 +100000 new"], "a gap of two weeks is the same tenure");
    assert_eq!(world.decision(account).end, day("2028-01-14"));

    let (mut world, account, contract) = globex("2026-11-24", TEAM);
    let decision = world.decision(account);
    world.booked(Intent::ModifyDecisions(vec![decision.id], "next_step:\"call CFO\" probability:60".to_owned()));
    world.now = on("2027-06-01");
    assert_eq!(world.decision(account).end, day("2026-12-31"), "years would not hide it");
    world.settle(account, "renewed 90k from 2027-05-01");
    assert_eq!(
        world.ledger(account),
        ["2026-01-01 +100000 new", "2026-12-31 -100000 churn", "2027-05-01 +90000 reactivation"]
    );
    assert_eq!(world.sub(contract).end, Some(day("2028-04-30")));
}

#[test]
fn lines_that_make_no_sense_change_nothing() {
    for (line, kind, says) in [
        ("", ErrorKind::Usage, "does not say how it ended"),
        ("expanded", ErrorKind::Usage, "expanded is on more"),
        ("expanded 90k", ErrorKind::Usage, "expanded is on more"),
        ("contracted 110k", ErrorKind::Usage, "contracted is on less"),
        ("contracted 0", ErrorKind::Usage, "nothing would be left"),
        ("renewed 100k EUR", ErrorKind::Usage, "EUR is not the currency"),
        ("renewed until 2026-12-01", ErrorKind::Rejected, "before it starts"),
        ("renewed from 2026-12-01", ErrorKind::Rejected, "in the old term"),
        ("churned until 2025-12-01", ErrorKind::Rejected, "begins on"),
        ("renewed next: x @nobody", ErrorKind::NotFound, "nobody"),
    ] {
        let (mut world, account, _) = globex("2026-11-24", TEAM);
        let refused = world.unsettled(account, line);
        assert_eq!(refused.kind, kind, "{line}: {refused}");
        assert!(refused.message.contains(says), "{line}: {refused}");
    }
    let (mut world, account, _) = globex("2026-11-24", TEAM);
    let decision = world.decision(account);
    let stale = world.refused(Intent::SettleRenewal(decision.id, day("2026-10-31"), "renewed".to_owned()));
    assert_eq!(stale.kind, ErrorKind::Rejected);
    assert!(stale.message.contains("2026-12-31") && stale.message.contains("2026-10-31"), "{stale}");
    world.settle(account, "renewed");
    let again = world.refused(Intent::SettleRenewal(decision.id, decision.end, "churned".to_owned()));
    assert!(matches!(again.kind, ErrorKind::Rejected | ErrorKind::NotFound), "{again}");
    let open = world.renewals().pop().unwrap().id;
    let typed = world.refused(Intent::Modify(Rows::Renewals(vec![open]), "outcome:churned".to_owned()));
    assert!(typed.hint.contains("folio settle"), "{typed}");
}

#[test]
fn a_contract_that_is_locked_in_renews_first() {
    let (mut world, account, contract) = globex("2026-11-24", "Tideline Team 100k 1y auto notice:60d from 2026-01-01");
    let decision = world.decision(account);
    assert_eq!((decision.locked, decision.end), (true, day("2027-12-31")));
    world.settle(account, "renewed");
    assert_eq!(world.sub(contract).end, Some(day("2027-12-31")));
    assert_eq!(world.renewals().iter().map(|row| row.due).collect::<Vec<_>>(), [day("2026-12-31"), day("2027-12-31")]);
    let decision = world.decision(account);
    assert_eq!((decision.locked, decision.end), (false, day("2027-12-31")));

    let (mut world, account, contract) = globex("2026-11-24", "Tideline Team 100k 1y auto notice:60d from 2026-01-01");
    world.settle(account, "churned");
    assert_eq!(world.sub(contract).ended_on, Some(day("2027-12-31")), "it binds for the next term");
    assert_eq!(world.ledger(account)[1], "2027-12-31 -100000 churn");
}

#[test]
fn notice_is_written_down_with_its_day() {
    let auto = "Tideline Team 100k 1y auto notice:60d from 2026-01-01";
    let (mut world, account, _) = globex("2026-11-24", auto);
    let decision = world.decision(account);
    let early = Intent::Notice(decision.id, day("2026-10-20"), Some("moved to X".to_owned()));
    let outcome = world.booked(early);
    assert_eq!(outcome.note, "Notice received on 2026-10-20 (Tue, 35d ago), to leave on 2026-12-31: Globex");
    let decision = world.decision(account);
    assert_eq!((decision.notice, decision.locked, decision.end), (true, false, day("2026-12-31")));
    let row = world.renewals().pop().unwrap();
    assert_eq!((row.notice_on, row.reason.unwrap().raw()), (Some(day("2026-10-20")), "moved to X"));
    world.settle(account, "churned");
    let row = world.store().ledger_of(&account.to_string()).unwrap().pop().unwrap();
    assert_eq!((row.day, row.notice_on), (day("2026-12-31"), Some(day("2026-10-20"))));

    let (mut world, account, _) = globex("2026-11-24", auto);
    let decision = world.decision(account);
    let late = world.booked(Intent::Notice(decision.id, day("2026-11-20"), None));
    assert!(late.note.contains("to leave on 2027-12-31, too late for 2026-12-31"), "{}", late.note);
    assert_eq!(world.decision(account).end, day("2027-12-31"));
    let ahead = world.refused(Intent::Notice(decision.id, day("2026-12-01"), None));
    assert_eq!(ahead.kind, ErrorKind::Usage);
}

#[test]
fn a_decision_without_a_renewal_gets_one_when_it_is_worked_on() {
    let (mut world, account, contract) = globex("2026-11-24", TEAM);
    let decision = world.decision(account);
    let line = "stage:quoted category:commit probability:80 forecast:95k target:100k next_step:\"send order form\"";
    world.booked(Intent::ModifyDecisions(vec![decision.id, decision.id], line.to_owned()));
    let renewals = world.renewals();
    let [row] = renewals.as_slice() else { panic!("{renewals:?}") };
    assert_eq!((row.subscription, row.due, row.stage), (Some(contract), day("2026-12-31"), RenewalStage::Quoted));
    assert_eq!((row.forecast, row.target, row.probability), (Some(usd(95_000)), Some(usd(100_000)), Some(80)));
    let decision = world.decision(account);
    assert_eq!((decision.id.renewal(), decision.stage.as_deref()), (Some(row.id), Some("quoted")));
    world.settle(account, "renewed");
    assert_eq!(world.renewal(row.id).outcome, Some(RenewalOutcome::Renewed));
}

#[test]
fn contracts_change_in_mid_term_with_their_movements() {
    let (mut world, account, contract) = globex("2026-07-01", "Tideline Team 100k 1y from 2026-01-01 seats:300 +3%");
    assert_eq!(world.sub(contract).escalator.map(|rise| rise.to_string()).as_deref(), Some("3%"));
    let decision = world.decision(account);
    world.booked(Intent::ModifyDecisions(vec![decision.id], "stage:talking".to_owned()));
    let outcome = world.change(contract, "+20k seats:360 reason: new team");
    assert!(outcome.note.contains("100000.00 USD to 120000.00 USD a year from 2026-07-01"), "{}", outcome.note);
    let row = world.store().ledger_of(&account.to_string()).unwrap().pop().unwrap();
    assert_eq!((row.delta, row.amount), (usd(20_000), Some(usd(10_000))), "half of the term is left");
    assert_eq!(world.renewals()[0].target, Some(usd(120_000)), "its renewal asks for the new amount");
    world.change(contract, "-30k from 2026-08-01 reason: unused seats given back");
    world.change(contract, "+10% from anniversary");
    assert_eq!(world.sub(contract).arr, usd(99_000));
    assert_eq!(
        world.ledger(account),
        [
            "2026-01-01 +100000 new",
            "2026-07-01 +20000 expansion",
            "2026-08-01 -30000 contraction",
            "2027-01-01 +9000 price"
        ]
    );
    world.settle(account, "renewed");
    assert_eq!(world.sub(contract).arr, usd(101_970), "the price rises as agreed");
    for line in ["-200k", "arr:1k +2k", "+2k +3%", "+6k EUR", "nonsense", "+2k from 2025-01-01", "end:2020-01-01"] {
        world.refused(Intent::Modify(Rows::Subscriptions(vec![contract]), line.to_owned()));
    }
    world.change(contract, "ended:2027-06-30 reason: closed");
    let ended = world.refused(Intent::Modify(Rows::Subscriptions(vec![contract]), "+1k".to_owned()));
    assert_eq!(ended.kind, ErrorKind::Rejected);
}

#[test]
fn a_customer_that_was_lost_comes_back_with_a_new_contract() {
    let (mut world, account, contract) = globex("2026-11-24", TEAM);
    world.settle(account, "churned");
    let refused = world.refused(Intent::Modify(Rows::Subscriptions(vec![contract]), "ended:none".to_owned()));
    assert!(refused.message.contains("was lost on 2026-12-31"), "{refused}");
    world.now = on("2027-06-01");
    world.contract(account, "Tideline Team 60k 1y");
    assert_eq!(world.ledger(account)[2], "2027-06-01 +60000 reactivation");
    for line in ["", "Team", "Team -5k", "Team 0k", "96k", "Team 9k 6%", "Team 9k end:2020-01-01"] {
        world.refused(Intent::AddContract(account, line.to_owned()));
    }
}

#[test]
fn an_archived_contract_takes_its_revenue_with_it() {
    let (mut world, account, team) = globex("2026-11-24", TEAM);
    let more = world.contract(account, "Tideline Pro 50k 1y from 2026-02-01");
    let rows = |id| Rows::Subscriptions(vec![id]);
    let whole = world.ledger(account);
    let away = world.booked(Intent::Archive(rows(more)));
    assert!(away.note.ends_with("contraction -50k USD a year from 2026-11-24"), "{}", away.note);
    let one = world.ledger(account);
    assert_eq!(one[2], "2026-11-24 -50000 contraction", "one of two");
    world.now = on("2026-11-26");
    world.booked(Intent::Archive(rows(team)));
    assert_eq!(world.ledger(account)[3], "2026-11-26 -100000 churn", "the last one");
    world.booked(Intent::Restore(rows(team)));
    assert_eq!(world.ledger(account), one);
    world.booked(Intent::Restore(rows(more)));
    assert_eq!(world.ledger(account), whole);
    // What has ended already has nothing to take along, also where it ends days from now.
    world.change(more, "ended:2026-12-24");
    let ending = world.ledger(account);
    world.booked(Intent::Archive(rows(more)));
    assert_eq!(world.ledger(account), ending);
    // Another contract changes while one is away.
    world.booked(Intent::Archive(rows(team)));
    world.now = on("2026-12-01");
    world.contract(account, "Tideline Mini 10k 1y");
    world.booked(Intent::Restore(rows(team)));
    assert!(world.ledger(account).iter().all(|row| !row.contains("-100000")), "{:?}", world.ledger(account));
}

#[test]
fn a_renewal_without_a_contract_says_that_the_ledger_stays() {
    let mut world = World::on("2026-11-24");
    let account = world.account("Globex");
    let mut desk = world.desk();
    desk.write(|sight| {
        let id = RenewalId(sight.ids.next(sight.now.at));
        let meta = folio::domain::record::meta::Meta::made(sight.now.at);
        let row = Renewal { target: Some(usd(80_000)), ..Renewal::due_on(id, meta, account, day("2026-12-31")) };
        let changes = vec![folio::domain::change::Image::made(row).into()];
        Ok(folio::service::plan::Planned { note: "Renewal".to_owned(), changes, made: None })
    })
    .unwrap();
    drop(desk);
    let decision = world.decision(account);
    for (line, says) in [("renewed", false), ("expanded 90k", true), ("churned", true)] {
        let answer = world.desk().fetch(&Query::Settling(decision.id, decision.end, line.to_owned())).unwrap();
        let Answer::Told(_, told) = answer else { unreachable!() };
        assert_eq!(told.unwrap().iter().any(|(what, _)| *what == "ledger"), says, "{line}");
    }
    world.settle(account, "churned");
    assert!(world.ledger(account).is_empty());
}

#[test]
fn one_renewal_decides_several_contracts() {
    let (mut world, account, team) = globex("2026-11-24", TEAM);
    let more = world.contract(account, "Tideline Pro 50k 1y from 2026-01-01");
    let mut all = world.decisions();
    all.retain(|line| line.id.account == account);
    assert_eq!(all.len(), 2);
    // Each alone.
    world.booked(Intent::SettleRenewal(all[0].id, all[0].end, "churned".to_owned()));
    let ended = [world.sub(team), world.sub(more)].iter().filter(|sub| sub.ended_on.is_some()).count();
    assert_eq!(ended, 1, "the other is still to be decided");
    assert!(world.ledger(account).iter().any(|row| row.ends_with("contraction")), "{:?}", world.ledger(account));
    world.act(Intent::Undo(1));

    // Both together, by a renewal of the account as a whole.
    let mut desk = world.desk();
    desk.write(|sight| {
        let mut row: Renewal = serde_json::from_value(serde_json::json!({
            "id": RenewalId(sight.ids.next(sight.now.at)), "account": account, "due": day("2026-12-31"),
            "meta": folio::domain::record::meta::Meta::made(sight.now.at), "stage": "talking",
        }))
        .unwrap();
        row.target = Some(usd(150_000));
        let changes = vec![folio::domain::change::Image::made(row).into()];
        Ok(folio::service::plan::Planned { note: "Renewal".to_owned(), changes, made: None })
    })
    .unwrap();
    drop(desk);
    world.settle(account, "contracted 120k 1y");
    assert_eq!((world.sub(team).arr, world.sub(more).arr), (usd(80_000), usd(40_000)), "each gives its share");
    assert_eq!(world.sub(team).end, Some(day("2027-12-31")));
    let decision = world.decision(account);
    assert_eq!((decision.end, decision.revenue), (day("2027-12-31"), usd(120_000).minor));
}

#[test]
fn an_opportunity_that_is_won_becomes_revenue() {
    let (mut world, account, team) = globex("2026-11-24", TEAM);
    let before = world.page(account).stake.total;
    let seats = world.opportunity(account, "Seats +50 upsell 40k 60% close:2027-01-31");
    let page = world.page(account);
    assert!(page.stake.total > before, "the growth lane moves");
    let row = &page.opportunities[0];
    assert_eq!((row.name.raw(), row.amount, row.probability), ("Seats +50", Some(usd(40_000)), Some(60)));
    let open = page.stake.total;
    world.booked(Intent::Modify(Rows::Opportunities(vec![seats]), "90% 50k stage:legal".to_owned()));
    assert!(world.page(account).stake.total > open);
    world.booked(Intent::WinOpportunity(seats, "48k from 2026-12-01 reason: second site".to_owned()));
    assert_eq!(world.sub(team).arr, usd(148_000));
    assert_eq!(world.ledger(account)[1], "2026-12-01 +48000 expansion");
    let page = world.page(account);
    assert_eq!(page.opportunities[0].state, OpportunityState::Won);
    assert_eq!(page.opportunities[0].reason.as_ref().map(|text| text.raw().to_owned()).as_deref(), Some("second site"));
    assert_eq!(page.stake.growth, 0, "nothing is left to win");

    let cross = world.opportunity(account, "Analytics cross-sell 30k");
    world.booked(Intent::WinOpportunity(cross, String::new()));
    let page = world.page(account);
    let made = page.subscriptions.iter().find(|sub| sub.product.raw() == "Analytics").unwrap();
    assert_eq!((made.arr, made.end), (usd(30_000), Some(day("2026-12-31"))), "it ends with the other");
    let third = world.opportunity(account, "More upsell 5k");
    let refused = world.refused(Intent::WinOpportunity(third, String::new()));
    assert_eq!(refused.kind, ErrorKind::Ambiguous);
    world.booked(Intent::WinOpportunity(third, "contract:analytics".to_owned()));
    let lost = world.opportunity(account, "Sister company referral");
    world.booked(Intent::LoseOpportunity(lost, "reason: too early".to_owned()));
    let row: Opportunity = world.store().row(&lost.to_string()).unwrap().unwrap();
    assert_eq!(
        (row.state, row.close, row.reason.unwrap().raw()),
        (OpportunityState::Lost, Some(day("2026-11-24")), "too early")
    );
    let again = world.refused(Intent::Modify(Rows::Opportunities(vec![seats]), "state:open".to_owned()));
    assert_eq!(again.kind, ErrorKind::Rejected);
    assert!(again.hint.contains("folio undo") && again.hint.contains("folio contract"), "{again:?}");
    for intent in [
        Intent::WinOpportunity(lost, String::new()),
        Intent::WinOpportunity(seats, String::new()),
        Intent::LoseOpportunity(seats, String::new()),
        Intent::Modify(Rows::Opportunities(vec![lost]), "state:open state:won".to_owned()),
        Intent::AddOpportunity(account, "upsell 40k".to_owned()),
        Intent::AddOpportunity(account, "x state:won".to_owned()),
    ] {
        world.refused(intent);
    }
    world.booked(Intent::Modify(Rows::Opportunities(vec![lost]), "state:open".to_owned()));
}

#[test]
fn an_archived_account_earns_nothing_until_it_is_back() {
    let (mut world, account, team) = globex("2026-11-24", TEAM);
    world.change(team, "+20k from 2026-08-01");
    let before = world.ledger(account);
    let sum = |world: &World| -> i64 {
        world.store().ledger_of(&account.to_string()).unwrap().iter().map(|row| row.delta.minor).sum()
    };
    let paid = sum(&world);
    assert_eq!(paid, usd(120_000).minor);
    world.there_and_back(Intent::Archive(Rows::Accounts(vec![account])));
    assert_eq!(sum(&world), 0);
    assert!(world.ledger(account).contains(&"2026-11-24 -120000 churn".to_owned()), "{:?}", world.ledger(account));
    world.booked(Intent::Restore(Rows::Accounts(vec![account])));
    assert_eq!(world.ledger(account), before);

    // A contract that went by itself stays away.
    world.booked(Intent::Archive(Rows::Subscriptions(vec![team])));
    world.there_and_back(Intent::Archive(Rows::Accounts(vec![account])));
    world.booked(Intent::Restore(Rows::Accounts(vec![account])));
    assert_eq!(sum(&world), 0);
    world.booked(Intent::Restore(Rows::Subscriptions(vec![team])));
    assert_eq!(world.ledger(account), before);
}

#[test]
fn a_contract_taken_back_while_its_account_is_away_brings_no_revenue() {
    let (mut world, account, team) = globex("2026-11-24", TEAM);
    let before = world.ledger(account);
    let (whole, one) = (Rows::Accounts(vec![account]), Rows::Subscriptions(vec![team]));
    let sum = |world: &World| -> i64 {
        world.store().ledger_of(&account.to_string()).unwrap().iter().map(|row| row.delta.minor).sum()
    };
    // The contract first, then its account.
    for order in [[one.clone(), whole.clone()], [whole.clone(), one.clone()]] {
        let mut steps = 0;
        for rows in order {
            world.now.at.0 += 60_000;
            world.act(Intent::Archive(rows));
            steps += 1;
        }
        assert_eq!(sum(&world), 0);
        world.now.at.0 += 60_000;
        world.there_and_back(Intent::Restore(one.clone()));
        assert_eq!(sum(&world), 0, "{:?}", world.ledger(account));
        world.now.at.0 += 60_000;
        world.booked(Intent::Restore(whole.clone()));
        assert_eq!(world.ledger(account), before);
        world.act(Intent::Undo(steps + 2));
        assert_eq!(world.ledger(account), before);
    }
}

#[test]
fn a_preview_says_what_is_written_and_writes_nothing() {
    let (mut world, account, _) = globex("2026-11-24", TEAM);
    let decision = world.decision(account);
    let before = facts(&world.path);
    let line = "expanded 120k +6% next: kick-off call fri -- well done";
    let answer = world.desk().fetch(&Query::Settling(decision.id, decision.end, line.to_owned())).unwrap();
    let Answer::Told(of, told) = answer else { unreachable!() };
    assert_eq!(of, line);
    let told: Vec<String> = told.unwrap().into_iter().map(|(what, says)| format!("{what}: {says}")).collect();
    assert_eq!(
        told,
        [
            "outcome: expanded, settled Tue 24 Nov, a renewal of its own",
            "final: 120000.00 USD (was 100k USD)",
            "contract: Tideline Team 2027-01-01 to 2027-12-31, 120k USD a year",
            "movement: price +6k USD a year from 2026-12-31",
            "movement: expansion +14k USD a year from 2026-12-31",
            "next: renewal on 2027-12-31",
            "task: kick-off call, Fri 27 Nov (in 3d)",
            "note: well done"
        ]
    );
    assert_eq!(facts(&world.path), before);
}

/// Something to do on the demo book, by places in its lists.
#[derive(Clone, Debug)]
enum Deed {
    Settle(usize, &'static str),
    Notice(usize, i32),
    Work(usize, &'static str),
    Contract(usize, &'static str),
    Change(usize, &'static str),
    Deal(usize, &'static str),
    Win(usize, &'static str),
    Lose(usize),
    Undo(u32),
    Redo(u32),
}

fn deed() -> impl Strategy<Value = Deed> {
    let pick = prop::sample::select::<&'static str>;
    let outcomes = vec![
        "renewed",
        "renewed 2y next: kick-off fri",
        "+6%",
        "expanded by 20k 1y",
        "expanded by 30k +3% reason: new team",
        "contracted by 5k",
        "churned",
        "churned notice yesterday reason: dear",
        "renewed from 2027-09-01",
        "churned until 2026-12-24",
    ];
    let works = vec!["stage:quoted category:commit", "probability:40 next_step:call", "target:90k", "x"];
    let contracts =
        vec!["Tideline Add-on 12k 1y", "Pilot 3k 3mo auto notice:2w from 2026-12-01", "Long 50k 3y +3%", "x"];
    let changes =
        vec!["+5k reason: seats", "-2k", "+4% from anniversary", "seats:10", "notice:30d", "arr:44k from 2026-12-01"];
    let deals = vec!["Seats upsell 10k 50%", "Module cross-sell 7k close:eom", "Friend referral"];
    let wins = vec!["", "8k from 2026-12-01", "9k 2y"];
    prop_oneof![
        6 => (0..60_usize, pick(outcomes)).prop_map(|(n, line)| Deed::Settle(n, line)),
        1 => (0..60_usize, 0..90_i32).prop_map(|(n, days)| Deed::Notice(n, days)),
        1 => (0..60_usize, pick(works)).prop_map(|(n, line)| Deed::Work(n, line)),
        2 => (0..60_usize, pick(contracts)).prop_map(|(n, line)| Deed::Contract(n, line)),
        3 => (0..60_usize, pick(changes)).prop_map(|(n, line)| Deed::Change(n, line)),
        2 => (0..60_usize, pick(deals)).prop_map(|(n, line)| Deed::Deal(n, line)),
        2 => (0..60_usize, pick(wins)).prop_map(|(n, line)| Deed::Win(n, line)),
        1 => (0..60_usize).prop_map(Deed::Lose),
        1 => (1..4_u32).prop_map(Deed::Undo),
        1 => (1..4_u32).prop_map(Deed::Redo),
    ]
}

fn intent(world: &mut World, deed: &Deed) -> Option<Intent> {
    let decisions = world.decisions();
    let store = world.store();
    let decision = |n: usize| decisions.get(n % decisions.len().max(1)).map(|line| (line.id, line.end));
    let accounts: Vec<Account> = store.rows("ORDER BY id", []).unwrap();
    let account = |n: usize| accounts[n % accounts.len()].id;
    let subs: Vec<Subscription> = store.rows("ORDER BY id", []).unwrap();
    let deals: Vec<Opportunity> = store.rows("ORDER BY id", []).unwrap();
    let deal = |n: usize| deals[n % deals.len()].id;
    Some(match deed {
        Deed::Settle(n, line) => {
            let (id, end) = decision(*n)?;
            Intent::SettleRenewal(id, end, (*line).to_owned())
        }
        Deed::Notice(n, days) => Intent::Notice(decision(*n)?.0, world.now.today.plus_days(-days), None),
        Deed::Work(n, line) => Intent::ModifyDecisions(vec![decision(*n)?.0], (*line).to_owned()),
        Deed::Contract(n, line) => Intent::AddContract(account(*n), (*line).to_owned()),
        Deed::Change(n, line) => Intent::Modify(Rows::Subscriptions(vec![subs[n % subs.len()].id]), (*line).to_owned()),
        Deed::Deal(n, line) => Intent::AddOpportunity(account(*n), (*line).to_owned()),
        Deed::Win(n, line) => Intent::WinOpportunity(deal(*n), (*line).to_owned()),
        Deed::Lose(n) => Intent::LoseOpportunity(deal(*n), "too dear".to_owned()),
        Deed::Undo(steps) => Intent::Undo(*steps),
        Deed::Redo(steps) => Intent::Redo(*steps),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// After any run of these acts the ledger says what the contracts say; taken back to the start, the book is as it was.
    #[test]
    fn the_ledger_follows_any_run_of_acts(deeds in prop::collection::vec(deed(), 1..12)) {
        there_and_back(&deeds)?;
    }
}

/// Does some acts on the demo book and takes them back.
fn there_and_back(deeds: &[Deed]) -> Result<(), TestCaseError> {
    let mut world = World::on("2026-11-24");
    world.desk().seeded(7).found(rows(42, world.now, Size::DEMO)).unwrap();
    let start = facts(&world.path);
    prop_assert_eq!(world.balanced(), Ok(()));
    let mut done = 0_u32;
    for deed in deeds {
        let Some(intent) = intent(&mut world, deed) else { continue };
        let before = facts(&world.path);
        match world.desk().perform(intent) {
            Ok(outcome) => {
                done += u32::from(outcome.rows > 0);
                prop_assert_eq!(world.balanced(), Ok(()), "{:?}: {}", deed, outcome.note);
            }
            Err(refused) => prop_assert_eq!(facts(&world.path), before, "{:?}: {}", deed, refused),
        }
    }
    let mut steps = 0;
    while steps <= done && world.desk().perform(Intent::Undo(1)).is_ok() {
        steps += 1;
    }
    prop_assert_eq!(facts(&world.path), start);
    Ok(())
}

/// Runs of acts that once left the ledger behind.
#[test]
fn the_ledger_follows_an_end_in_a_gap() {
    let deeds = [
        Deed::Change(34, "+4% from anniversary"),
        Deed::Settle(0, "+6%"),
        Deed::Settle(8, "renewed from 2027-09-01"),
        Deed::Settle(57, "churned until 2026-12-24"),
    ];
    there_and_back(&deeds).unwrap();
}

#[test]
fn a_contract_that_ends_between_two_terms_is_paid_until_then() {
    let (mut world, account, contract) = globex("2026-11-24", TEAM);
    world.settle(account, "renewed from 2027-09-01");
    world.settle(account, "churned until 2027-02-28");
    assert_eq!(world.sub(contract).ended_on, Some(day("2027-02-28")));
    let mut ledger = world.ledger(account);
    ledger.sort();
    assert_eq!(
        ledger,
        [
            "2026-01-01 +100000 new",
            "2026-12-31 +100000 churn",
            "2026-12-31 -100000 churn",
            "2027-02-28 -100000 churn",
            "2027-09-01 +100000 reactivation",
            "2027-09-01 -100000 churn",
        ]
    );
    let (mut world, account, contract) = globex("2026-11-24", TEAM);
    world.settle(account, "renewed from 2027-09-01");
    // By hand, on the day on which the next term was to begin.
    world.change(contract, "ended:2027-09-01");
}
