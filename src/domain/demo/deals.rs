//! Opportunities: those told, and a few everyday ones at healthy accounts.

use crate::domain::demo::account::Customer;
use crate::domain::demo::dice::{Dice, work_days, working};
use crate::domain::demo::plan::Deal;
use crate::domain::record::meta::Meta;
use crate::domain::record::opportunity::{Opportunity, OpportunityKind, OpportunityState};
use crate::domain::value::id::OpportunityId;
use crate::domain::value::text::Text;

/// Name, kind, amount in percent of today's revenue, stage, state, days until it closes.
type Idea = (&'static str, OpportunityKind, i64, &'static str, OpportunityState, i32);

const IDEAS: &[Idea] = &[
    ("20 more seats", OpportunityKind::Upsell, 15, "Proposal", OpportunityState::Open, 35),
    ("Move to Enterprise edition", OpportunityKind::Upsell, 40, "Discovery", OpportunityState::Open, 90),
    ("Insights add-on", OpportunityKind::CrossSell, 12, "Negotiation", OpportunityState::Open, 20),
    ("Audit module", OpportunityKind::CrossSell, 10, "Closed won", OpportunityState::Won, -25),
    ("Second site", OpportunityKind::Upsell, 55, "Qualified", OpportunityState::Open, 140),
    ("Premier Support", OpportunityKind::CrossSell, 18, "Closed lost", OpportunityState::Lost, -48),
    ("Referral: sister company", OpportunityKind::Referral, 60, "Introduced", OpportunityState::Open, 120),
];

/// The opportunities of a customer.
pub fn deals(customer: &Customer, dice: &mut Dice) -> Vec<Opportunity> {
    let told: Vec<Opportunity> = customer.story.deals.iter().map(|deal| row(customer, deal, dice)).collect();
    if !told.is_empty() || !customer.story.account.is_empty() || customer.member.health < 70 || !dice.percent(55) {
        return told;
    }
    let Some((name, kind, share, step, state, close)) = dice.pick(IDEAS) else { return told };
    let probability = match state {
        OpportunityState::Open => Some(dice.between(2, 8) as u8 * 10),
        OpportunityState::Won => Some(100),
        OpportunityState::Lost => Some(0),
    };
    let amount = (customer.member.arr * share / 100).max(1);
    let deal = Deal { name, kind, amount, probability, stage: step, state, close: close + dice.between(-8, 8) };
    vec![row(customer, &deal, dice)]
}

fn row(customer: &Customer, deal: &Deal, dice: &mut Dice) -> Opportunity {
    let since = dice.between(30, 80);
    let made = dice.moment(working(dice.now.today.plus_days(deal.close.min(0) - since)));
    let close = dice.day(deal.close);
    // An open deal closes on a working day still ahead, a settled one on a working day behind.
    let close = if deal.close > 0 { work_days(close.plus_days(-1), 1) } else { working(close) };
    Opportunity {
        id: OpportunityId(dice.id(made)),
        meta: Meta::made(made),
        account: customer.row.id,
        name: Text::from(deal.name),
        kind: deal.kind,
        amount: (deal.amount > 0).then(|| customer.thousands(deal.amount)),
        probability: deal.probability,
        stage: Some(Text::from(deal.stage)),
        state: deal.state,
        close: Some(close),
        reason: None,
    }
}
