//! What kind of file a header makes, and which field each column holds. A column that could be two fields, and a
//! field that two columns claim alike, stay unmapped: nothing is guessed.

use crate::domain::record::meta::Kind;
use crate::domain::value::money::Currency;
use crate::exchange::alias::{self, Alias, KINDS};
use crate::exchange::csv::Sheet;
use crate::exchange::mapping::{BadMap, Mapping, near};
use crate::exchange::value::{folded_header, is_empty};

/// A column and the field it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its header as given.
    pub header: String,
    /// The field it holds, if any.
    pub key: Option<&'static str>,
    /// The currency that its header names.
    pub currency: Option<Currency>,
}

/// What a file was recognised as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recognised {
    /// The kind of its records.
    pub kind: Kind,
    /// The system it comes from: `salesforce`, `hubspot`, `csv`, or what a person said.
    pub system: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Why: what was noticed, in sentences without a full stop.
    pub notes: Vec<String>,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unrecognised {
    /// Records of a kind that an import does not take.
    #[error(
        "{what}: not imported; folio reads accounts, contacts, subscriptions, renewals, deals, tasks, touches, feedback and usage"
    )]
    Unsupported {
        /// What the file holds.
        what: &'static str,
    },
    /// No column says whose record it is.
    #[error(
        "the columns are those of {kind} records, but none names the account; columns: {seen}; \
         name it with --map \"COLUMN=account\" or \"COLUMN=account_id\""
    )]
    NoAccount {
        /// The kind it looks like.
        kind: Kind,
        /// The columns seen.
        seen: String,
    },
    /// Nothing fits.
    #[error(
        "not an account, contact, subscription, renewal, deal, task, touch, feedback or usage file; columns: {seen}; \
         nearest: {near}; say what it is with --map kind=accounts,\"COLUMN=field\""
    )]
    Unclear {
        /// The columns seen.
        seen: String,
        /// The nearest kind and what it lacks.
        near: String,
    },
    /// A map that does not fit this kind of file.
    #[error(transparent)]
    Map(#[from] BadMap),
}

/// The system of files that come from no system known: every spreadsheet alike.
pub const GENERIC: &str = "csv";

/// Recognises a file by its headers, the shape of its ids and, between equals, its name.
pub fn recognise(sheet: &Sheet, file: &str, mapping: &Mapping) -> Result<Recognised, Unrecognised> {
    let headers: Vec<Header> = headers(sheet);
    if mapping.kind.is_none()
        && let Some(what) = unsupported(&headers)
    {
        return Err(Unrecognised::Unsupported { what });
    }
    let object = mapping.kind.is_none().then(|| salesforce_object(sheet, &headers)).flatten();
    if let Some(Object::Other(what)) = object {
        return Err(Unrecognised::Unsupported { what });
    }
    let found: Vec<Fit> = KINDS.iter().map(|kind| fit(*kind, &headers, mapping)).collect();
    let chosen = match (mapping.kind, object) {
        (Some(kind), _) => found.into_iter().find(|fit| fit.kind == kind),
        (None, Some(Object::Kind(kind))) => found.into_iter().find(|fit| fit.kind == kind),
        (None, _) => {
            return best(found, &headers, file).and_then(|fit| accept(fit, sheet, headers, mapping));
        }
    };
    let chosen = chosen.ok_or_else(|| Unrecognised::Unclear { seen: seen(&headers), near: "none".to_owned() })?;
    lacks(&chosen, &headers)?;
    accept(chosen, sheet, headers, mapping)
}

struct Header {
    raw: String,
    /// Folded forms, the fullest first.
    words: Vec<String>,
    currency: Option<Currency>,
    /// Comes before under the same name, or is blank, or is what a rejects file adds.
    unusable: bool,
}

fn headers(sheet: &Sheet) -> Vec<Header> {
    let mut headers: Vec<Header> = sheet
        .header
        .cells
        .iter()
        .map(|raw| {
            let raw = raw.trim();
            let (words, currency) = words(raw);
            Header {
                raw: raw.to_owned(),
                words,
                currency,
                unusable: raw.is_empty() || sheet.repeated.iter().any(|r| r == raw),
            }
        })
        .collect();
    if let [.., line, reason] = headers.as_mut_slice()
        && line.raw == "line"
        && reason.raw == "reason"
    {
        (line.unusable, reason.unusable) = (true, true);
    }
    headers
}

/// The folded forms of a header: without a CRM's prefix and suffix, without what stands in brackets, without a currency.
fn words(raw: &str) -> (Vec<String>, Option<Currency>) {
    let lower = raw.to_lowercase();
    let base = lower.strip_prefix("property_").or_else(|| lower.strip_prefix("properties.")).unwrap_or(&lower);
    let base = base.strip_suffix("__c").or_else(|| base.strip_suffix("_c")).unwrap_or(base);
    let open: String = base.split(['(', '[']).next().unwrap_or(base).to_owned();
    let mut forms = vec![lower.clone(), base.to_owned(), open.clone()];
    if let Some(rest) = base.strip_prefix("hs_") {
        forms.push(rest.to_owned());
    }
    if let Some((_, rest)) = open.rsplit_once([':', '.']) {
        forms.push(rest.to_owned());
    }
    let tokens: Vec<&str> = base.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let mut currency = symbol(raw);
    if let [head @ .., last] = tokens.as_slice()
        && !head.is_empty()
        && matches!(
            *last,
            "usd"
                | "eur"
                | "gbp"
                | "chf"
                | "cad"
                | "aud"
                | "jpy"
                | "sek"
                | "nok"
                | "dkk"
                | "inr"
                | "brl"
                | "sgd"
                | "nzd"
                | "pln"
                | "cny"
                | "twd"
                | "mxn"
                | "zar"
        )
    {
        currency = last.parse().ok();
        forms.push(head.concat());
    }
    let mut words: Vec<String> = Vec::new();
    for word in forms.iter().map(|form| folded_header(form)).filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    (words, currency)
}

fn symbol(raw: &str) -> Option<Currency> {
    [("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR")]
        .into_iter()
        .find(|(symbol, _)| raw.contains(symbol))
        .and_then(|(_, code)| code.parse().ok())
}

/// How well a kind fits, and which column holds which field under it.
struct Fit {
    kind: Kind,
    score: i32,
    keys: Vec<Option<&'static str>>,
    clashes: Vec<&'static str>,
}

impl Fit {
    fn has(&self, key: &str) -> bool {
        self.keys.contains(&Some(key)) || (key.is_empty() && self.score > 0)
    }
}

struct Claim {
    column: usize,
    alias: &'static Alias,
    rank: usize,
}

fn fit(kind: Kind, headers: &[Header], mapping: &Mapping) -> Fit {
    let said = |header: &Header| mapping.columns.iter().find(|(column, _)| same_column(column, &header.raw));
    let mut score = 0;
    let mut claims: Vec<Claim> = Vec::new();
    let mut keys: Vec<Option<&'static str>> = vec![None; headers.len()];
    for (column, header) in headers.iter().enumerate() {
        if let Some((_, field)) = said(header) {
            let chosen = alias::keys(kind).find(|alias| alias.key == field);
            if let (Some(slot), Some(alias)) = (keys.get_mut(column), chosen) {
                *slot = Some(alias.key);
                score += alias.weight + 1;
            }
            continue;
        }
        if header.unusable {
            continue;
        }
        let found =
            header.words.iter().enumerate().find_map(|(form, word)| Some((form, word, alias::find(kind, word)?)));
        if let Some((form, word, (alias, rank))) = found {
            let generic = matches!(word.as_str(), "id" | "recordid" | "externalid" | "name" | "title");
            score += if generic { alias.weight.min(1) } else { alias.weight };
            if !alias.key.is_empty() {
                claims.push(Claim { column, alias, rank: rank * 8 + form });
            }
        } else if header.words.iter().any(|word| word.ends_with("currency") || word.ends_with("currencycode")) {
            claims.extend(alias::find(kind, "currency").map(|(alias, _)| Claim { column, alias, rank: usize::MAX }));
        }
    }
    let clashes = settle(&claims, &mut keys);
    Fit { kind, score, keys, clashes }
}

/// Gives each field to the column with the surest word; to none when two are equally sure.
fn settle(claims: &[Claim], keys: &mut [Option<&'static str>]) -> Vec<&'static str> {
    let mut clashes = Vec::new();
    for claim in claims {
        let key = claim.alias.key;
        if keys.contains(&Some(key)) || clashes.contains(&key) {
            continue;
        }
        let rivals = || claims.iter().filter(|other| other.alias.key == key);
        let Some(surest) = rivals().map(|rival| rival.rank).min() else { continue };
        let mut winners = rivals().filter(|rival| rival.rank == surest);
        match (winners.next(), winners.next()) {
            (Some(first), None) => {
                if let Some(slot) = keys.get_mut(first.column) {
                    *slot = Some(key);
                }
            }
            _ => clashes.push(key),
        }
    }
    clashes
}

fn same_column(given: &str, header: &str) -> bool {
    given.trim() == header || folded_header(given) == folded_header(header)
}

/// Fields that hold a figure of usage.
const USED: [&str; 9] =
    ["value", "seats_used", "active_users", "sessions", "logins", "events", "page_views", "minutes", "usage"];

/// What a kind must have to be read at all; none when it has it.
fn missing(fit: &Fit) -> Option<&'static str> {
    let any = |keys: &[&str]| keys.iter().any(|key| fit.has(key));
    let account = any(&["account_id", "account", "contact_id", "related_id", "subscription_id"]);
    match fit.kind {
        Kind::Account if !any(&["name", "id"]) => Some("account name or id"),
        Kind::Account if !fit.has("name") && fit.keys.iter().flatten().count() < 2 => Some("account's name, or other"),
        Kind::Contact if !any(&["name", "first", "last", "email"]) => Some("person's name or e-mail"),
        Kind::Contact if !any(&["account_id", "account"]) => Some("account"),
        Kind::Subscription if !any(&["arr", "mrr", "value", "start", "end", "product"]) => {
            Some("revenue, start or end")
        }
        Kind::Renewal if !fit.has("due") => Some("due day"),
        Kind::Opportunity if !any(&["name", "stage", "id"]) => Some("deal name or stage"),
        Kind::Opportunity if !any(&["amount", "arr", "mrr", "stage", "close"]) => Some("amount, stage or close date"),
        Kind::Task if !fit.has("title") => Some("subject"),
        Kind::Task if !any(&["due", "state", "closed", "priority"]) => Some("due date or status"),
        Kind::Touch if !fit.has("at") => Some("date"),
        Kind::Touch if !any(&["type", "subject", "body", "id"]) => Some("type or text"),
        Kind::Feedback if !any(&["nps", "csat", "ces", "score", "text"]) => Some("score or text"),
        Kind::Feedback if !any(&["nps", "csat", "ces", "kind"]) => Some("survey or kind"),
        Kind::Feedback if !account && !any(&["contact_email"]) => Some("account"),
        Kind::Task | Kind::Account | Kind::Feedback => None,
        Kind::Usage if !fit.has("day") => Some("day"),
        Kind::Usage if !USED.iter().any(|key| fit.has(key)) => Some("metric"),
        _ if !account => Some("account"),
        _ => None,
    }
}

fn lacks(fit: &Fit, headers: &[Header]) -> Result<(), Unrecognised> {
    match missing(fit) {
        None => Ok(()),
        Some("account" | "account name or id") => Err(Unrecognised::NoAccount { kind: fit.kind, seen: seen(headers) }),
        Some(what) => {
            Err(Unrecognised::Unclear { seen: seen(headers), near: format!("{} (no {what} column)", fit.kind) })
        }
    }
}

/// Least score of a file that is taken for a kind.
const ENOUGH: i32 = 4;

fn best(found: Vec<Fit>, headers: &[Header], file: &str) -> Result<Fit, Unrecognised> {
    let primary = primary(headers);
    let mut ranked: Vec<(i32, Fit)> = found
        .into_iter()
        .map(|fit| {
            let named = if named_for(file, fit.kind) { 3 } else { 0 };
            let first = if primary == Some(fit.kind) { 6 } else { 0 };
            (fit.score + named + first, fit)
        })
        .collect();
    ranked.sort_by_key(|(score, _)| -score);
    let sound = ranked.iter().position(|(score, fit)| *score >= ENOUGH && missing(fit).is_none());
    let top = ranked.first().map_or(0, |(score, _)| *score);
    match sound {
        Some(at) if ranked.get(at).is_some_and(|(score, fit)| *score * 3 >= top * 2 && speaks(fit, primary)) => {
            Ok(ranked.swap_remove(at).1)
        }
        _ => {
            let (score, fit) = ranked.swap_remove(0);
            if score >= ENOUGH {
                lacks(&fit, headers)?;
            }
            let accounts = ["account_id", "account", "name"];
            let named = headers.iter().flat_map(|header| &header.words).any(|word| {
                [Kind::Account, Kind::Touch]
                    .iter()
                    .any(|kind| alias::find(*kind, word).is_some_and(|(alias, _)| accounts.contains(&alias.key)))
            });
            let near = if !named {
                "none, since no column names an account".to_owned()
            } else if score >= ENOUGH {
                fit.kind.word().to_owned()
            } else {
                "none".to_owned()
            };
            Err(Unrecognised::Unclear { seen: seen(headers), near })
        }
    }
}

/// An account needs a word for a customer, or something only accounts have; a bare `id,name` could be anything.
fn speaks(fit: &Fit, primary: Option<Kind>) -> bool {
    let told = ["arr", "mrr", "end", "health", "industry", "owner", "segment", "domain", "stage", "seats", "value"];
    fit.kind != Kind::Account || primary == Some(Kind::Account) || fit.score >= 5 || told.iter().any(|key| fit.has(key))
}

/// The kind whose id comes first in the header.
fn primary(headers: &[Header]) -> Option<Kind> {
    let is_id =
        |header: &&Header| header.words.first().is_some_and(|word| word.ends_with("id") || word.ends_with("number"));
    headers.iter().find(is_id).and_then(|header| {
        let word = header.words.first()?;
        let stem = word.strip_suffix("id").or_else(|| word.strip_suffix("number"))?;
        match stem {
            "contact" | "user" | "person" | "member" | "teacher" => Some(Kind::Contact),
            "subscription" | "contract" | "agreement" => Some(Kind::Subscription),
            "renewal" => Some(Kind::Renewal),
            "opportunity" | "deal" => Some(Kind::Opportunity),
            "task" | "todo" => Some(Kind::Task),
            "ticket" | "case" | "engagement" | "activity" | "call" | "meeting" | "note" | "interaction" => {
                Some(Kind::Touch)
            }
            entity => alias::ENTITIES.contains(&entity).then_some(Kind::Account),
        }
    })
}

fn named_for(file: &str, kind: Kind) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file).to_lowercase();
    let words: &[&str] = match kind {
        Kind::Account => &["account", "compan", "customer", "client"],
        Kind::Contact => &["contact", "people"],
        Kind::Subscription => &["subscription", "contract"],
        Kind::Renewal => &["renewal"],
        Kind::Opportunity => &["deal", "opportunit", "pipeline"],
        Kind::Task => &["task", "todo"],
        Kind::Touch => {
            &["ticket", "engagement", "activit", "call", "meeting", "touch", "email", "event", "case", "note"]
        }
        Kind::Feedback => &["feedback", "survey", "nps", "csat", "quote", "response", "testimonial", "complaint"],
        Kind::Usage => &["usage", "adoption", "activity_daily", "metric"],
        _ => &[],
    };
    words.iter().any(|word| name.contains(word))
}

/// Files that hold none of our records, by headers that only they have.
fn unsupported(headers: &[Header]) -> Option<&'static str> {
    let has = |word: &str| headers.iter().any(|header| header.words.iter().any(|w| w == word));
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    let count = |words: &[&str]| words.iter().filter(|word| has(word)).count();
    let fits = |kind| missing(&fit(kind, headers, &Mapping::default())).is_none();
    if any(&["usageid", "usagecount", "eventcount", "featureid", "numevents", "sessions"])
        && !has("health")
        && !fits(Kind::Usage)
    {
        Some("usage events")
    } else if any(&["churneventid"]) {
        Some("churn events")
    } else if any(&["surveyid", "responseid", "surveyresponseid", "questionid", "pollid"]) && !fits(Kind::Feedback) {
        Some("survey answers")
    } else if any(&["oldvalue", "opportunityhistorykey", "fivetranstart", "fieldname", "canonicalvid", "mergeddealid"])
    {
        Some("a history of changes")
    } else if any(&["isconverted", "convertedaccountid", "leadid"]) {
        Some("leads, which are no customers yet")
    } else if count(&[
        "profileid",
        "userroleid",
        "username",
        "useremail",
        "emailencodingkey",
        "isactive",
        "timezonesidkey",
    ]) >= 2
        || any(&["roleid", "parentroleid"])
        || (any(&["salesagent", "salesrep"]) && has("manager"))
    {
        Some("users of the CRM itself")
    } else if any(&["stageid", "displayorder", "pipelineid"]) && has("label") {
        Some("pipeline stages")
    } else if has("product")
        && any(&["salesprice", "listprice", "unitprice"])
        && !any(&["account", "accountid", "customer"])
    {
        Some("a list of products")
    } else {
        let joins = headers.iter().filter(|header| header.words.iter().any(|w| w.ends_with("id"))).count();
        let rest = headers.len() - joins;
        let noise = count(&["fivetransynced", "category", "engagementtype"]);
        (joins >= 2 && rest <= noise).then_some("links between records")
    }
}

enum Object {
    Kind(Kind),
    Other(&'static str),
}

/// The object of a Salesforce file, told by the first three characters of its ids.
fn salesforce_object(sheet: &Sheet, headers: &[Header]) -> Option<Object> {
    let column = headers.iter().position(|header| header.words.first().is_some_and(|word| word == "id"))?;
    let sample: Vec<&str> =
        sheet.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !is_empty(cell)).take(5).collect();
    let prefix = sample.first().filter(|id| is_salesforce_id(id))?.get(..3)?;
    if !sample.iter().all(|id| is_salesforce_id(id) && id.starts_with(prefix)) {
        return None;
    }
    Some(match prefix {
        "001" => Object::Kind(Kind::Account),
        "003" => Object::Kind(Kind::Contact),
        "006" => Object::Kind(Kind::Opportunity),
        "800" => Object::Kind(Kind::Subscription),
        "00T" => Object::Kind(Kind::Task),
        "00U" | "500" => Object::Kind(Kind::Touch),
        "00Q" => Object::Other("leads, which are no customers yet"),
        "005" => Object::Other("users of the CRM itself"),
        "008" | "017" => Object::Other("a history of changes"),
        "01t" => Object::Other("a list of products"),
        "701" => Object::Other("campaigns"),
        _ => return None,
    })
}

/// Whether a text has the shape of a Salesforce id: 15 or 18 letters and digits, a known kind of prefix.
pub fn is_salesforce_id(text: &str) -> bool {
    let text = text.trim();
    matches!(text.len(), 15 | 18)
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
        && text
            .get(..2)
            .is_some_and(|head| matches!(head, "00" | "50" | "80" | "70" | "01" | "0Q" | "0D" | "02" | "a0" | "a1"))
        && text.bytes().any(|b| b.is_ascii_alphabetic())
}

fn system(sheet: &Sheet, headers: &[Header]) -> &'static str {
    let ids = || sheet.rows.iter().take(5).flat_map(|row| row.cells.iter());
    let has = |words: &[&str]| headers.iter().any(|header| words.contains(&header.raw.as_str()));
    let hubspot = [
        "Record ID",
        "Deal Stage",
        "Lifecycle Stage",
        "Company owner",
        "Contact owner",
        "Deal owner",
        "Associated Company",
    ];
    if ids().any(is_salesforce_id)
        || has(&["IsDeleted", "StageName", "BillingCity", "SystemModstamp", "CurrencyIsoCode", "ANNUALREVENUE"])
    {
        "salesforce"
    } else if has(&hubspot) || headers.iter().any(|h| h.raw.starts_with("property_") || h.raw.starts_with("hs_")) {
        "hubspot"
    } else {
        GENERIC
    }
}

fn seen(headers: &[Header]) -> String {
    let names: Vec<String> = headers
        .iter()
        .take(12)
        .map(|header| {
            crate::domain::value::text::fit(&crate::domain::value::text::shown(&header.raw), 40, "…").into_owned()
        })
        .collect();
    let more = headers.len().saturating_sub(12);
    if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
}

fn accept(fit: Fit, sheet: &Sheet, headers: Vec<Header>, mapping: &Mapping) -> Result<Recognised, Unrecognised> {
    for (column, field) in &mapping.columns {
        let here = headers.iter().any(|header| same_column(column, &header.raw));
        if here && !field.is_empty() && !alias::keys(fit.kind).any(|alias| alias.key == field) {
            let known: Vec<&str> = alias::keys(fit.kind).map(|alias| alias.key).collect();
            let hint = near(field, known.iter().copied());
            let (column, given, kind) = (column.clone(), field.clone(), fit.kind);
            return Err(BadMap::Field { column, given, kind, hint, known: known.join(", ") }.into());
        }
    }
    let mut notes = Vec::new();
    for name in &sheet.repeated {
        notes.push(format!("two columns are called {name:?}: neither is read; rename one of them"));
    }
    for key in &fit.clashes {
        notes.push(format!("two columns could be {key:?}: neither is read; choose with --map \"COLUMN={key}\""));
    }
    let system = mapping.system.clone().unwrap_or_else(|| system(sheet, &headers).to_owned());
    let columns = headers
        .into_iter()
        .zip(fit.keys)
        .map(|(header, key)| Column { header: header.raw, key, currency: header.currency })
        .collect();
    Ok(Recognised { kind: fit.kind, system, columns, notes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::csv;

    fn recognised(text: &str) -> Result<Recognised, Unrecognised> {
        recognise(&csv::read(text).unwrap(), "file.csv", &Mapping::default())
    }

    fn shape(text: &str) -> (Kind, String, Vec<&'static str>) {
        let found = recognised(text).unwrap();
        (found.kind, found.system, found.columns.iter().map(|c| c.key.unwrap_or("")).collect())
    }

    #[test]
    fn tells_kinds_by_their_headers() {
        for (text, kind, keys) in [
            (
                "Company name,Company Domain Name,Record ID,Lifecycle Stage\nA,a.com,1,Customer\n",
                Kind::Account,
                "name domain id stage",
            ),
            (
                "Customer,ARR (USD),Renewal date,CSM,Health\nA,1,2026-01-01,Jo,9\n",
                Kind::Account,
                "name arr end owner health",
            ),
            ("account,sector,revenue,employees\nA,b,1,2\n", Kind::Account, "name industry  "),
            ("user_id,school_id,name,email\n1,2,a,b\n", Kind::Contact, "id account_id name email"),
            ("First Name,Last Name,Email,Associated Company\na,b,c,d\n", Kind::Contact, "first last email account"),
            ("Contact ID,Account Name,Full Name,Title\n1,2,3,4\n", Kind::Contact, "id account name title"),
            (
                "subscription_id,account_id,start_date,mrr_amount\n1,2,2026-01-01,4\n",
                Kind::Subscription,
                "id account_id start mrr",
            ),
            (
                "renewal_id,user_id,due_date,outcome\n1,2,2026-01-01,renewed\n",
                Kind::Renewal,
                "id contact_id due outcome",
            ),
            (
                "Deal Name,Deal Stage,Amount,Close Date,Associated Company\na,b,1,2026-01-01,d\n",
                Kind::Opportunity,
                "name stage amount close account",
            ),
            (
                "Opportunity Name,Account Name,Stage,Amount Currency,Amount\na,b,c,USD,1\n",
                Kind::Opportunity,
                "name account stage currency amount",
            ),
            (
                "Task Title,Due date,Task status,Priority,Company\na,2026-01-01,c,d,e\n",
                Kind::Task,
                "title due state priority account",
            ),
            (
                "ticket_id,account_id,submitted_at,closed_at,priority\n1,2,2026-01-01,,high\n",
                Kind::Touch,
                "id account_id at resolved priority",
            ),
            (
                "Activity Type,Date,Company,Notes,Duration (minutes)\ncall,2026-01-01,a,b,1\n",
                Kind::Touch,
                "type at account body minutes",
            ),
            (
                "response_id,account_id,survey_date,nps_score,comment\n1,2,2026-01-01,9,fast\n",
                Kind::Feedback,
                "id account_id said nps text",
            ),
            (
                "Company,Feedback type,Comment,Date\nA,Complaint,slow,2026-01-01\n",
                Kind::Feedback,
                "account kind text said",
            ),
            (
                "account_id,event_day,active_users,sessions,revenue\n1,2026-01-01,4,9,1\n",
                Kind::Usage,
                "account_id day active_users sessions ",
            ),
            (
                "usage_id,subscription_id,usage_date,feature_name,usage_count\n1,2,2026-01-01,exports,9\n",
                Kind::Usage,
                "id related_id day metric value",
            ),
            ("Kunde;Vertragsende;ARR\nA;2026-01-01;1\n", Kind::Account, "name end arr"),
        ] {
            let (found, _, columns) = shape(text);
            assert_eq!((found, columns.join(" ").as_str()), (kind, keys), "{text}");
        }
    }

    #[test]
    fn refuses_other_files_with_what_they_are() {
        for (text, want) in [
            ("usage_id,subscription_id,usage_count\n1,2,3\n", "usage events"),
            ("churn_event_id,account_id,churn_date\n1,2,2026-01-01\n", "churn events"),
            ("product,series,sales_price\na,b,1\n", "list of products"),
            ("sales_agent,manager,regional_office\na,b,c\n", "users of the CRM"),
            ("company_id,deal_id,type_id,category\n1,2,3,4\n", "links between"),
            ("Id,Name\n00Qbm00000Orxk5EAB,a\n", "leads"),
            ("First Name,Last Name,Email\na,b,c\n", "none names the account"),
            ("a,b,c\n1,2,3\n", "columns: a, b, c"),
            ("csat_score,months_active,churned\n9,3,1\n", "none names the account"),
            ("id,name,age\n1,b,3\n", "say what it is with --map"),
        ] {
            let why = recognised(text).unwrap_err().to_string();
            assert!(why.contains(want), "{text}: {why}");
        }
    }

    #[test]
    fn leaves_what_is_ambiguous_unmapped() {
        let found = recognised("Company,Renewal Date,Renewal_Date,ARR\nA,2026-01-01,2026-02-01,1\n").unwrap();
        assert_eq!(found.columns.iter().filter_map(|c| c.key).collect::<Vec<_>>(), ["name", "arr"]);
        assert!(found.notes[0].contains("\"end\""), "{:?}", found.notes);
    }

    #[test]
    fn a_person_may_say_it() {
        let sheet = csv::read("X,Y,Z\nA,2026-01-01,1\n").unwrap();
        let map = Mapping::parse(&["kind=accounts,X=name,Y=end,Z=arr"]).unwrap();
        let found = recognise(&sheet, "x.csv", &map).unwrap();
        assert_eq!(found.columns.iter().filter_map(|c| c.key).collect::<Vec<_>>(), ["name", "end", "arr"]);
        let map = Mapping::parse(&["kind=accounts,X=name,Y=ende"]).unwrap();
        assert!(recognise(&sheet, "x.csv", &map).unwrap_err().to_string().contains("did you mean \"end\""));
    }
}
