//! What holds for which row.

use crate::domain::query::field::FieldId;
use crate::domain::query::matcher::Matcher;
use crate::domain::query::subject::Value;
use crate::domain::query::tests::sample::{Sample, call, cx, day, globex, parse, societe};

fn table(subject: &Sample, rows: &[(&str, bool)]) {
    for (text, want) in rows {
        let query = parse(text).unwrap_or_else(|error| panic!("{error}\n{}", error.caret(text)));
        assert_eq!(Matcher::new(&query, &cx()).matches(subject), *want, "{text}");
    }
}

#[test]
fn matches_accounts() {
    table(
        &globex(),
        &[
            ("", true),
            ("health:red", true),
            ("health:red,yellow", true),
            ("health:yellow", false),
            ("health!=yellow", true),
            ("health:..50", true),
            ("health<48", false),
            ("health<=48", true),
            ("health:48", true),
            ("trend:down", true),
            ("trend:fast", true),
            ("trend:up", false),
            ("arr:100k..", true),
            ("arr:..250k", true),
            ("arr<250k", false),
            ("arr:250000", true),
            ("stake:60000.5..", true),
            ("stake>60000.5", false),
        ],
    );
}

#[test]
fn matches_days_and_texts() {
    table(
        &globex(),
        &[
            ("renew:..60d", true),
            ("renew:..59d", false),
            ("renew:q1", true),
            ("renew:q4", false),
            ("renew>=2027-01-23", true),
            ("renew:60d", true),
            ("cancel:..30d", true),
            ("cancel:overdue", true),
            ("idle:30d..", true),
            ("idle:..30d", false),
            ("idle:35d", true),
            ("idle>35d", false),
            ("idle:20d..2mo", true),
            ("segment:ent", true),
            ("segment=ent", false),
            ("segment=ENTERPRISE", true),
            ("segment~prise", true),
            ("segment:prise", false),
            ("segment!=smb", true),
            ("segment:smb,ent", true),
            ("seats:..50%", true),
            ("seats:..49%", false),
            ("seats:400", true),
            ("usage:..-20", true),
            ("usage:-20..", false),
            ("nps:none", true),
            ("nps:any", false),
            ("nps:..6", false),
            ("nps!=6", true),
            ("owner:me", true),
            ("owner:lopez", true),
            ("owner:\"me\"", false),
            ("star:yes", true),
            ("star:no", false),
            ("locked:yes", true),
            ("locked:no", false),
            ("stage:established", true),
            ("stage:none", true),
            ("stage:any", false),
            ("+exec-owned", true),
            ("+exec", false),
            ("+ete", true),
            ("tag:exec-owned", true),
            ("tag~owned", true),
            ("tag:none", false),
            ("@glo", true),
            ("@corp", true),
            ("@gbx", true),
            ("@lobex", false),
            ("acct:globex", true),
            ("acct=globex", false),
            ("acct=gbx", true),
            ("lobex", true),
            ("\"globex corp\"", true),
            ("id:01jd5y", true),
            ("id:01je", false),
            ("note~\"DATA export\"", true),
            ("note:none", false),
            ("note:any", true),
            ("created:2026", true),
            ("created:jan", true),
            ("created:week", false),
            ("age:6mo..", true),
            ("age:..1mo", false),
            ("not (health:red arr:1m..)", true),
        ],
    );
}

#[test]
fn matches_what_is_not_there() {
    table(
        &societe(),
        &[
            ("societe", true),
            ("SOCIÉTÉ", true),
            ("@generale", true),
            ("acct=\"societe generale\"", true),
            ("health:red,yellow", false),
            ("renew:..60d", true),
            ("renew:overdue", true),
            ("stage:quoted", true),
            ("stage:none", false),
            ("stage!=none", true),
            ("idle:30d..", true),
            ("idle>30d", true),
            ("idle:..30d", false),
            ("idle:none", true),
            ("locked:no", true),
            ("star:no", true),
            ("segment:market", true),
            ("tag:none", true),
            ("note:none", true),
            ("due:any", false),
            ("due:overdue", false),
        ],
    );
}

#[test]
fn asks_accounts_for_one_open_task() {
    table(
        &globex(),
        &[
            ("due:overdue", true),
            ("pri:1", true),
            ("due:overdue pri:1", false),
            ("due:overdue pri:2", true),
            ("health:red due:overdue pri:2", true),
            ("due:overdue (pri:1 or pri:2)", true),
            ("due:overdue or pri:3", true),
            ("due:overdue not pri:1", false),
            ("not due:overdue", false),
            ("not (due:overdue pri:1)", true),
            ("due!=today", true),
            ("state:waiting", true),
            ("wait:none", true),
        ],
    );
}

#[test]
fn matches_tasks_with_their_account() {
    table(
        &call(),
        &[
            ("health:red due:today", true),
            ("due:overdue", false),
            ("due:..3d pri:1", true),
            ("due:week", true),
            ("due:tomorrow", false),
            ("pri:1 or (due:today not +waiting)", true),
            ("due:today not +waiting", false),
            ("+exec-owned", true),
            ("@globex", true),
            ("globex", false),
            ("東京", true),
            ("商事", true),
            ("UPLIFT", true),
            ("kind:call", true),
            ("kind:email", false),
            ("state:open", true),
            ("est:30m..1h", true),
            ("est<45m", false),
            ("slips:3..", true),
            ("done:none", true),
            ("wait:any", false),
            ("arr:100k..", true),
            ("note:none", true),
        ],
    );
    let loose = Sample::task("tidy up", vec![(FieldId::Due, day("2026-11-20"))]);
    let rows =
        [("due:overdue", true), ("acct:none", true), ("arr:none", true), ("stage:any", false), ("idle:1d..", false)];
    table(&loose, &rows);
    let closed =
        [(FieldId::Due, day("2026-11-20")), (FieldId::State, Value::Word("done")), (FieldId::Done, day("2026-11-23"))];
    let rows = [("due:overdue", false), ("due:..yesterday", true), ("done:week", true), ("done:yesterday", true)];
    table(&Sample::task("sent", closed.to_vec()), &rows);
}
