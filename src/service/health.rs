//! What a CSM says against the figures: health by hand and the own call. Both are dated, and both end: health on its last
//! day, a call when it is stale.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::{Account, CallLevel};
use crate::domain::value::id::AccountId;
use crate::domain::value::text::{Text, shown};
use crate::service::error::{Error, ErrorKind};
use crate::service::intent::HealthDraft;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, unique};

/// Sets health by hand, or takes that back.
pub fn set(sight: &Sight<'_>, accounts: &[AccountId], draft: Option<&HealthDraft>) -> Result<Planned, Error> {
    let said = |account: &mut Account| {
        account.health = draft.map(|draft| draft.level);
        account.health_on = None;
        account.health_until = draft.and_then(|draft| draft.until);
        account.health_reason = draft.map(|draft| Text::from(draft.reason.as_str()));
    };
    let (changes, last) = each(sight, accounts, |account| {
        said(account);
        hold(sight, account)
    })?;
    let note = match (draft, last) {
        (_, None) => "Nothing to change: already so".to_owned(),
        (None, Some(account)) => format!("Health by its score again: {}", called(&account, changes.len())),
        (Some(draft), Some(account)) => {
            let until = account.health_until.map(|until| format!(" until {until}")).unwrap_or_default();
            let who = called(&account, changes.len());
            format!("Health {} by hand{until}: {who}: {}", draft.level, shown(draft.reason.trim()))
        }
    };
    Ok(Planned { note, changes, made: None })
}

/// Makes the CSM's own call, or takes it back.
pub fn call(
    sight: &Sight<'_>,
    accounts: &[AccountId],
    call: Option<&(CallLevel, Option<String>)>,
) -> Result<Planned, Error> {
    let today = sight.now.today;
    let (changes, last) = each(sight, accounts, |account| {
        account.call = call.map(|(level, _)| *level);
        account.call_on = call.map(|_| today);
        account.call_reason = call.and_then(|(_, why)| why.as_deref()).map(Text::from);
        Ok(())
    })?;
    let note = match (call, last) {
        (_, None) => "Nothing to change: already so".to_owned(),
        (None, Some(account)) => format!("Call taken back: {}", called(&account, changes.len())),
        (Some((level, why)), Some(account)) => {
            let why = why.as_deref().map(|why| format!(": {}", shown(why))).unwrap_or_default();
            format!("Own call {level}: {}{why}", called(&account, changes.len()))
        }
    };
    Ok(Planned { note, changes, made: None })
}

/// Holds an account to what health by hand needs: a reason, a first day, which is today, and a last one, which lies ahead.
/// Without a word for health there is none of these.
pub(in crate::service) fn hold(sight: &Sight<'_>, account: &mut Account) -> Result<(), Error> {
    let today = sight.now.today;
    if account.health.is_none() {
        (account.health_on, account.health_until, account.health_reason) = (None, None, None);
        return Ok(());
    }
    if account.health_reason.as_ref().is_none_or(|reason| reason.raw().trim().is_empty()) {
        let hint = "write it behind two dashes: red -- CFO will not answer";
        return Err(Error::new(ErrorKind::Usage, "health by hand needs a reason", hint));
    }
    let span = i32::try_from(sight.measure.weights.health.hand_days).unwrap_or(i32::MAX);
    let until = *account.health_until.get_or_insert(today.plus_days(span));
    if until < today {
        let message = format!("health by hand cannot hold until {until}: that day is over");
        return Err(Error::new(ErrorKind::Usage, message, "name a later day"));
    }
    account.health_on.get_or_insert(today);
    Ok(())
}

fn each(
    sight: &Sight<'_>,
    accounts: &[AccountId],
    say: impl Fn(&mut Account) -> Result<(), Error>,
) -> Result<(Vec<Change>, Option<Account>), Error> {
    let (mut changes, mut last) = (Vec::new(), None);
    for key in unique(accounts) {
        let row: Account = row_of(sight.store, &key)?;
        let mut after = row.clone();
        say(&mut after)?;
        if let Some(image) = Image::edited(&row, sight.now.at, |account| *account = after) {
            last = image.after.as_deref().cloned();
            changes.push(Change::from(image));
        }
    }
    Ok((changes, last))
}

fn called(account: &Account, count: usize) -> String {
    if count == 1 { account.name.shown().into_owned() } else { format!("{count} accounts") }
}
