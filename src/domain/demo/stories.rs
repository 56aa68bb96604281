//! Stories of accounts in trouble, and the door to all stories. Every line of one story fits its others.

use crate::domain::demo::plan::{BLANK, Deal, Story, Talk, person, said, someday, todo};
use crate::domain::demo::{stories_calm, stories_odd};
use crate::domain::record::account::{CallLevel, LifecycleStage};
use crate::domain::record::contact::ContactRole::{Blocker, Champion, DecisionMaker, EconomicBuyer, ExecSponsor, User};
use crate::domain::record::contact::Sentiment::{Negative, Neutral, Positive};
use crate::domain::record::opportunity::{OpportunityKind, OpportunityState};
use crate::domain::record::reading::Metric;
use crate::domain::record::renewal::{ForecastCategory, RenewalStage};
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::record::touch::TouchKind::{Call, Email, Meeting, Note, Qbr, Ticket};

/// The story of an account, if one is told.
pub fn story_of(name: &str) -> Option<&'static Story> {
    [TROUBLE, stories_calm::CALM, stories_odd::ODD].into_iter().flatten().find(|story| story.account == name)
}

/// Accounts in trouble.
pub const TROUBLE: &[Story] = &[
    Story {
        account: "Northvale Logistics",
        alias: "NVL",
        tags: &["vip", "exec-watch"],
        starred: true,
        body: "# Where we stand\n\nPriya ran the rollout and left; nobody owns Tideline now.\n\n- usage down a third since the new dispatch tool went live\n- Dana (CFO) wants the ROI in her own numbers\n- Marcus would carry it, if we make him look good\n\n**Ask:** sponsor call before the board meets.",
        people: &[
            person("Dana Whitlock", "CFO", EconomicBuyer).feels(Negative),
            person("Priya Raman", "Director of Operations", Champion).feels(Positive).left(-42),
            person("Marcus Oyelaran", "Dispatch Manager", User).feels(Neutral),
            person("Glenn Faber", "VP Supply Chain", ExecSponsor).feels(Neutral),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Talking,
            category: ForecastCategory::BestCase,
            probability: 45,
            forecast: 80,
            next: "CFO call on price, then Glenn",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Escalations, -5, 1), (Metric::Nps, -64, 6), (Metric::Nps, -250, 9)],
        tasks: &[
            todo("Call Dana (CFO) about price and seats", -3).pri(Priority::High).est(30).slipped(2).tags(&["renewal"]),
            todo("Send ROI one-pager with their dispatch figures", 0)
                .pri(Priority::High)
                .est(60)
                .at(15 * 60)
                .tags(&["renewal", "roi"])
                .body("Use hours saved a route, not log-ins. Dana knows the log-ins."),
            todo("Ask Marcus to own the admin seat", 2).est(15).tags(&["champion"]),
            todo("Sponsor call: Glenn with our VP", 6).pri(Priority::High).est(45).waits(TaskState::WaitingSales, -4),
        ],
        touches: &[
            said(-9, Email, 10, "Dana Whitlock", "Dana: budget freeze until the board meets, wants ROI numbers by Friday. CC'd Glenn.").inward().felt(Negative),
            said(-13, Call, 25, "Marcus Oyelaran", "Marcus: half the dispatchers went back to spreadsheets after Priya left. Would take over if given admin rights."),
            said(-20, Note, 5, "", "Usage down 34% in 30 days, all of it in dispatch. Not seasonal: they moved to the new routing tool."),
            said(-27, Email, 15, "Glenn Faber", "Asked Glenn who takes over from Priya. No answer yet."),
            said(-41, Call, 20, "Priya Raman", "Priya's last week. Moving to a competitor of theirs; happy to be introduced there later.").felt(Positive),
            said(-76, Qbr, 75, "Priya Raman", "QBR: 3 goals set, 1 done. Glenn skipped again. Route planning rollout paused until spring."),
            said(-78, Email, 20, "Priya Raman", "Deck for the QBR out, asked for the two dispatch KPIs they report upward."),
        ],
        quiet: 100,
        ..BLANK
    },
    Story {
        account: "Corvane Insurance Group",
        stage: LifecycleStage::Offboarding,
        tags: &["notice"],
        body: "Notice came by registered letter. Group decision: one platform for all brands.\n\nSalvage: the claims team (60 seats) wants to stay.",
        people: &[
            person("Alistair Venn", "Group Procurement Lead", Blocker).feels(Negative),
            person("Ruth Adeyemi", "Head of Claims", Champion).feels(Positive),
            person("Simon Hurst", "CIO", DecisionMaker).feels(Neutral),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Talking,
            category: ForecastCategory::Omitted,
            probability: 5,
            forecast: 15,
            next: "Offer a 60-seat claims contract",
            notice: Some(-9),
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -38, 4), (Metric::Escalations, -12, 2)],
        tasks: &[
            todo("Written answer to the notice, with legal", -1).pri(Priority::High).est(40).tags(&["notice"]),
            todo("60-seat offer for claims, Ruth as sponsor", 1).pri(Priority::High).est(60).tags(&["save"]),
            todo("Data export plan for Simon's team", 8).est(45).waits(TaskState::WaitingSupport, -3),
        ],
        touches: &[
            said(-2, Call, 35, "Ruth Adeyemi", "Ruth: claims will fight for its seats. Needs a price for 60 and proof that data stays in the UK.").felt(Positive),
            said(-9, Email, 15, "Alistair Venn", "Notice received, end of term. \"Group platform decision, not a reflection on the service.\"").inward().felt(Negative),
            said(-10, Note, 5, "", "Heard from Ruth before the letter: procurement signed with the group vendor last week."),
            said(-24, Meeting, 50, "Simon Hurst", "Simon: integration with the group data lake is what counts. Ours is on the roadmap, theirs is there."),
            said(-45, Ticket, 15, "", "#4127 SSO sign-in loop for the Leeds office, fixed in 6 days. They escalated twice."),
        ],
        quiet: 60,
        ..BLANK
    },
    Story {
        account: "Brightwell Dental",
        leaving: Some(-12),
        tags: &["price"],
        people: &[
            person("Dr. Karen Liu", "Managing Partner", DecisionMaker).feels(Negative),
            person("Tom Bessette", "Practice Manager", User).feels(Neutral),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Talking,
            category: ForecastCategory::Pipeline,
            probability: 10,
            forecast: 50,
            next: "Downgrade offer: Team edition, 50 seats",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -30, 5)],
        tasks: &[
            todo("Offer Team edition at 50 seats to Dr. Liu", -2).pri(Priority::High).est(30).slipped(1).tags(&["save"]),
            todo("Exit interview questions, in case", 9).pri(Priority::Low).est(20),
        ],
        touches: &[
            said(-5, Email, 15, "Tom Bessette", "Tom: front desk would keep it, the partners only see the invoice."),
            said(-12, Call, 30, "Dr. Karen Liu", "Karen: \"We're not going to renew, Robin.\" Too big for six practices, paying for 110 seats and using 48.").inward().felt(Negative),
            said(-33, Email, 10, "Tom Bessette", "Sent seat report: 48 of 110 active. Asked whether the new practices are still planned."),
        ],
        quiet: 45,
        ..BLANK
    },
    Story {
        account: "Halbrook & Pryce",
        call: Some((CallLevel::Possible, -6)),
        people: &[
            person("Imogen Pryce", "Managing Partner", EconomicBuyer).feels(Neutral),
            person("Callum Reid", "Head of Knowledge", Champion).feels(Positive),
            person("Beth Okafor", "IT Director", Blocker).feels(Negative),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Quoted,
            category: ForecastCategory::BestCase,
            probability: 55,
            forecast: 95,
            next: "Side-by-side with the rival, Callum present",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Competitor, -6, 1), (Metric::Nps, -80, 7)],
        tasks: &[
            todo("Battle card for the matter-view comparison", 1).est(45).tags(&["competitor"]),
            todo("Reference call with Aldermoor for Imogen", 4).est(20).waits(TaskState::WaitingCustomer, -2),
        ],
        touches: &[
            said(-6, Call, 40, "Callum Reid", "Callum: Beth is piloting Quillstack with the property team, two more weeks. Price is a third lower, no audit trail."),
            said(-7, Note, 5, "", "Beth asked support for a bulk export of all matters. Looks like an evaluation."),
            said(-16, Email, 10, "Imogen Pryce", "Quote out: 12 months flat, or 24 months at -6%. Valid to month end."),
            said(-51, Meeting, 45, "Callum Reid", "Walked Callum through audit trail and retention rules; he wants both in the partner deck.").felt(Positive),
        ],
        quiet: 50,
        ..BLANK
    },
    Story {
        account: "Fabryka Południe",
        tags: &["finance"],
        people: &[
            person("Agnieszka Wójcik", "Dyrektor finansowa", EconomicBuyer).feels(Neutral),
            person("Paweł Zieliński", "Kierownik produkcji", Champion).feels(Positive),
        ],
        readings: &[(Metric::InvoiceLateDays, -2, 45), (Metric::Nps, -95, 8)],
        tasks: &[
            todo("Invoice 2217: call Agnieszka, 45 days late", 0).pri(Priority::High).est(15).slipped(1).tags(&["invoice"]),
            todo("Ask finance for a payment plan", 3).est(20).waits(TaskState::WaitingSales, -5),
        ],
        touches: &[
            said(-4, Email, 10, "Agnieszka Wójcik", "Third reminder for invoice 2217. New bank details were missing on ours, sent again."),
            said(-18, Call, 15, "Paweł Zieliński", "Paweł: line 3 runs on our boards now. Payment is a year-end matter, \"nothing against you\".").felt(Positive),
            said(-31, Email, 10, "Agnieszka Wójcik", "Asked about invoice 2217, out of office until Monday."),
        ],
        quiet: 35,
        ..BLANK
    },
    Story {
        account: "Kestrel Health Systems",
        tags: &["sev1", "vip"],
        starred: true,
        body: "SEV1 #4188: nightly export drops the second shift. Engineering has a fix in review.\n\nDo not talk price before it is closed.",
        people: &[
            person("Monica Estrada", "VP Clinical Operations", ExecSponsor).feels(Negative),
            person("Jared Klein", "Reporting Lead", Champion).feels(Negative),
            person("Sunita Bose", "Director of Finance", EconomicBuyer).feels(Neutral),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Preparing,
            category: ForecastCategory::Pipeline,
            probability: 50,
            forecast: 100,
            next: "Close #4188, then quote to Sunita",
            notice: None,
            cancel_by: None,
        }),
        readings: &[
            (Metric::P1AgeDays, -1, 27),
            (Metric::Escalations, -1, 2),
            (Metric::Nps, -11, 3),
            (Metric::Nps, -190, 8),
        ],
        tasks: &[
            todo("Escalate #4188 to engineering again, ask for a date", 0).pri(Priority::High).est(20).tags(&["sev1"]),
            todo("Answer Jared's NPS 3 in person", -2).pri(Priority::High).est(30).tags(&["nps"]),
            todo("Fix for #4188 into their release window", 3)
                .pri(Priority::High)
                .waits(TaskState::WaitingProduct, -8)
                .tags(&["sev1"]),
            todo("Renewal quote for Sunita", 5).est(40).tags(&["renewal"]),
        ],
        touches: &[
            said(-3, Call, 30, "Monica Estrada", "Monica: gives us until the 1st to fix the export, then it goes to the board.").felt(Negative),
            said(-11, Email, 10, "Jared Klein", "NPS 3: \"I rebuild the night report by hand every morning.\" Owed an answer.").inward().felt(Negative),
            said(-19, Meeting, 55, "Jared Klein", "War room with support: reproduced, time zone of the second shift. Workaround costs Jared 40 min a day."),
            said(-28, Ticket, 20, "Jared Klein", "SEV1 #4188 nightly export drops rows after midnight. Opened by Jared.").inward().felt(Negative),
            said(-63, Qbr, 80, "Monica Estrada", "QBR: bed-flow board live on 9 wards, 12 more by summer. Monica wants the export as source of truth.").felt(Positive),
        ],
        quiet: 62,
        ..BLANK
    },
    Story {
        account: "Q7",
        call: Some((CallLevel::Commit, -40)),
        people: &[
            person("Ines Duarte", "COO", DecisionMaker).feels(Neutral),
            person("Kofi Mensah", "Growth Analyst", User).feels(Neutral),
            person("Hal Brandt", "Head of Data", Champion).left(-70),
        ],
        talk: Some(Talk {
            stage: RenewalStage::NotStarted,
            category: ForecastCategory::Commit,
            probability: 85,
            forecast: 100,
            next: "Ask Ines whether the yes from spring still holds",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -120, 7)],
        tasks: &[
            todo("Renew my own call: is the commit still true?", 1).pri(Priority::High).est(15),
            todo("Log-in report for Kofi, last 8 weeks", 2).est(25),
        ],
        touches: &[
            said(-40, Meeting, 45, "Ines Duarte", "Ines: \"we'll sign, send it over\". Marked as commit. No date agreed.").felt(Positive),
            said(-55, Email, 10, "Kofi Mensah", "Kofi asks how to pull the cohort table without Hal's notebook."),
        ],
        quiet: 38,
        ..BLANK
    },
    Story {
        account: "Santa Marina Agrícola",
        call: Some((CallLevel::AtRisk, -4)),
        people: &[
            person("Lucía Ferrán", "Directora de Operaciones", Champion).feels(Neutral),
            person("Íñigo Salcedo", "Gerente", DecisionMaker).feels(Negative),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Quoted,
            category: ForecastCategory::Pipeline,
            probability: 40,
            forecast: 85,
            next: "Íñigo decides after the harvest count",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -48, 6)],
        tasks: &[
            todo("Quarterly payment option for Íñigo", 2).pri(Priority::High).est(30).tags(&["renewal", "price"]),
            someday("Spanish field app: tell Lucía when it is in beta").pri(Priority::Low),
        ],
        touches: &[
            said(-4, Call, 35, "Íñigo Salcedo", "Íñigo: bad harvest, every contract is looked at. Would take quarterly payment, not a price rise.").felt(Negative),
            said(-15, Email, 10, "Lucía Ferrán", "Quote sent. Lucía needs it in Spanish for the family council."),
        ],
        quiet: 20,
        ..BLANK
    },
    Story {
        account: "Volta Mobilität",
        call: Some((CallLevel::Lost, -3)),
        stage: LifecycleStage::Adopting,
        people: &[
            person("Jörg Brandstätter", "Leiter IT", DecisionMaker).feels(Negative),
            person("Anke Völker", "Projektleiterin", User).feels(Neutral),
        ],
        readings: &[(Metric::Nps, -22, 2), (Metric::InvoiceLateDays, -7, 12)],
        tasks: &[todo("Loss note for the team: Volta, what we missed", 4).est(30)],
        touches: &[
            said(-3, Call, 30, "Jörg Brandstätter", "Jörg: insolvency plan cuts all tools that are not in the plant. Polite, but final.").felt(Negative),
            said(-25, Meeting, 40, "Anke Völker", "Anke alone in the steering meeting, project budget gone since the 1st."),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Talking,
            category: ForecastCategory::Omitted,
            probability: 3,
            forecast: 0,
            next: "Written confirmation, export, goodbye",
            notice: None,
            cancel_by: None,
        }),
        deals: &[Deal {
            name: "Plant 2 rollout",
            kind: OpportunityKind::Upsell,
            amount: 30,
            probability: Some(0),
            stage: "Closed lost",
            state: OpportunityState::Lost,
            close: -20,
        }],
        quiet: 24,
        ..BLANK
    },
];
