//! Stories whose place is out of the ordinary: snoozed, dealt with, gone, past due, silent, split, month by month.

use crate::domain::demo::plan::{BLANK, Deal, Extra, Story, Talk, Terms, person, said, someday, todo};
use crate::domain::record::account::{CallLevel, LifecycleStage, Pin};
use crate::domain::record::contact::ContactRole::{Champion, DecisionMaker, EconomicBuyer, ExecSponsor, User};
use crate::domain::record::contact::Sentiment::{Negative, Neutral, Positive};
use crate::domain::record::opportunity::{OpportunityKind, OpportunityState};
use crate::domain::record::reading::Metric;
use crate::domain::record::renewal::{ForecastCategory, RenewalStage};
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::record::touch::TouchKind::{Call, Email, Meeting, Note};

/// Accounts out of the ordinary.
pub const ODD: &[Story] = &[
    Story {
        account: "Østerby Shipping",
        people: &[
            person("Søren Østergaard", "CFO", EconomicBuyer).feels(Neutral),
            person("Åse Lindholm", "Fleet Planning", Champion).feels(Positive),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Quoted,
            category: ForecastCategory::BestCase,
            probability: 70,
            forecast: 100,
            next: "Term is over: signature or switch-off date",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -88, 8)],
        tasks: &[
            todo("Chase Søren: contract ran out, still no signature", -1)
                .pri(Priority::High)
                .est(15)
                .slipped(3)
                .tags(&["renewal"]),
            todo("Grace period, who may grant it?", 1).est(10).waits(TaskState::WaitingSales, -1),
        ],
        touches: &[
            said(
                -1,
                Email,
                5,
                "Åse Lindholm",
                "Åse: Søren is at sea trials until Thursday, signs when back. They keep working in it daily.",
            ),
            said(-8, Email, 10, "Søren Østergaard", "Last call before the term ends, order form attached again."),
            said(-29, Call, 25, "Søren Østergaard", "Søren: fine with the price, wants the DPA renewed in one go."),
        ],
        quiet: 28,
        ..BLANK
    },
    Story {
        account: "Pixel Foundry 🚀",
        tags: &["monthly"],
        people: &[person("Zoë Park", "Founder", DecisionMaker).feels(Positive), person("Ty Brooks", "Producer", User)],
        tasks: &[todo("Annual plan: two months free if Zoë commits", 9).pri(Priority::Low).est(15)],
        touches: &[said(
            -21,
            Email,
            5,
            "Zoë Park",
            "Zoë likes paying by the month: \"we ship or we die\". Ask again after launch.",
        )],
        quiet: 20,
        ..BLANK
    },
    Story {
        account: "Bramble Coffee Roasters",
        pin: Some(Pin::Bottom),
        people: &[person("Olly Bramwell", "Owner", DecisionMaker).feels(Positive), person("Fern Tate", "Office", User)],
        touches: &[said(-50, Email, 5, "Olly Bramwell", "Olly: all good, no calls please, it's roasting season.")
            .felt(Positive)],
        quiet: 49,
        ..BLANK
    },
    Story {
        account: "Sable Point Media",
        call: Some((CallLevel::Likely, -16)),
        snoozed: Some((17, "merger closes then, nobody may sign before")),
        people: &[
            person("Corinne Abel", "General Counsel", DecisionMaker).feels(Neutral),
            person("Jamal Whitaker", "Newsroom Systems", Champion).feels(Positive),
        ],
        tasks: &[todo("New org chart after the merger", 14).est(20).snoozed(13, "merger closes first")],
        touches: &[said(
            -16,
            Call,
            20,
            "Corinne Abel",
            "Corinne: merger closes next month, no signature before. New owner has no tool of this kind.",
        )],
        quiet: 15,
        ..BLANK
    },
    Story {
        account: "Hartwell Utilities",
        dealt: true,
        people: &[
            person("Bill Stanhope", "VP Grid Operations", ExecSponsor).feels(Neutral),
            person("Erin Castellanos", "Outage Desk Lead", Champion).feels(Positive),
            person("Doug Rainey", "Strategic Sourcing", EconomicBuyer).feels(Neutral),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Quoted,
            category: ForecastCategory::Commit,
            probability: 80,
            forecast: 100,
            next: "Doug's redlines, back by Wednesday",
            notice: None,
            cancel_by: None,
        }),
        tasks: &[todo("Doug's redlines on liability", 3).pri(Priority::High).waits(TaskState::WaitingCustomer, -1)],
        touches: &[
            said(
                0,
                Call,
                30,
                "Doug Rainey",
                "Doug: price accepted, legal has two redlines on liability. Back by Wednesday.",
            )
            .felt(Positive),
            said(
                -6,
                Email,
                15,
                "Doug Rainey",
                "Sent v3 of the order form without the auto-renewal clause, as sourcing asked.",
            ),
            said(-30, Meeting, 50, "Erin Castellanos", "Storm review with Erin: outage board held under 4x load.")
                .felt(Positive),
        ],
        quiet: 29,
        ..BLANK
    },
    Story {
        account: "青田智慧物流股份有限公司",
        alias: "Qingtian Logistics",
        people: &[
            person("張志豪", "資訊長", DecisionMaker).feels(Neutral).mail("zhihao.zhang"),
            person("吳佩珊", "倉儲經理", Champion).feels(Positive).mail("peishan.wu"),
        ],
        extra: &[
            Extra { product: "Insights add-on", arr: 420, seats: None, end: 229, terms: Terms::Auto(60), ended: false },
            Extra {
                product: "Tideline Team (冷鏈事業部)",
                arr: 260,
                seats: Some(15),
                end: -96,
                terms: Terms::Fixed,
                ended: true,
            },
        ],
        talk: Some(Talk {
            stage: RenewalStage::Preparing,
            category: ForecastCategory::BestCase,
            probability: 75,
            forecast: 105,
            next: "與張資訊長確認兩份合約是否合併",
            notice: None,
            cancel_by: Some(16),
        }),
        tasks: &[todo("兩份合約合併到期日，報價給張資訊長", 2).pri(Priority::High).est(45).tags(&["renewal"])],
        touches: &[said(-9, Call, 30, "吳佩珊", "佩珊：倉儲端很滿意，但總部想把兩份合約併成一份，到期日對齊。")],
        quiet: 9,
        ..BLANK
    },
    Story {
        account: "Oakline Property",
        tags: &["single-thread"],
        people: &[
            person("Gareth Lyle", "Operations Director", Champion).feels(Neutral),
            person("Wendy Stone", "Finance Director", EconomicBuyer).left(-150),
        ],
        tasks: &[
            todo("Ask Gareth who replaced Wendy", -1).est(10).slipped(1).tags(&["multi-thread"]),
            someday("Find a second way in at Oakline: lettings team?").pri(Priority::Low),
        ],
        touches: &[said(
            -27,
            Call,
            20,
            "Gareth Lyle",
            "Gareth is all we have. Finance seat still empty, he signs nothing above 20k.",
        )],
        quiet: 26,
        ..BLANK
    },
    Story {
        account: "Meridian Print Works",
        people: &[
            person("Lou Santangelo", "Owner", DecisionMaker).feels(Neutral),
            person("Dot Haines", "Pre-press", User),
        ],
        tasks: &[todo("Just call Lou", -4).est(10).slipped(3)],
        touches: &[said(-97, Email, 5, "Lou Santangelo", "Asked Lou for 20 minutes before the summer. No answer.")],
        quiet: 96,
        ..BLANK
    },
    Story {
        account: "Tindra Games",
        stage: LifecycleStage::Churned,
        people: &[
            person("Freja Lund", "Studio Head", DecisionMaker).feels(Neutral).left(-40),
            person("Nils Åkerman", "Producer", User),
        ],
        touches: &[
            said(
                -58,
                Note,
                10,
                "",
                "Closed: studio merged into the publisher, who has a tool of its own. Freja would take us along one day.",
            ),
            said(-75, Call, 25, "Freja Lund", "Freja: publisher decides, nothing to win. Export done, thanked us.")
                .felt(Neutral),
        ],
        lost: Some("studio bought, publisher uses its own tool"),
        quiet: 70,
        ..BLANK
    },
    Story {
        account: "Copperline Telecom",
        stage: LifecycleStage::Churned,
        touches: &[said(
            -131,
            Note,
            10,
            "",
            "Lost on price to a bundle. First heard of it from procurement, six weeks too late.",
        )
        .felt(Negative)],
        lost: Some("price: rival bundled it with their CRM"),
        quiet: 131,
        ..BLANK
    },
    Story {
        account: "Boulangerie Lacombe",
        stage: LifecycleStage::Churned,
        lost: Some("closed four of six shops"),
        quiet: 190,
        ..BLANK
    },
    Story {
        account: "Trellis HR",
        stage: LifecycleStage::Churned,
        lost: Some("champion left, never reached weekly use"),
        quiet: 250,
        ..BLANK
    },
    Story {
        account: "杭州拾麦网络科技有限公司",
        alias: "Shimai Network",
        stage: LifecycleStage::Churned,
        lost: Some("改用自研系统"),
        quiet: 305,
        ..BLANK
    },
    Story {
        account: "Vega Hoteles",
        stage: LifecycleStage::Adopting,
        deals: &[Deal {
            name: "Hoteles del norte (new brand)",
            kind: OpportunityKind::NewBusiness,
            amount: 0,
            probability: Some(20),
            stage: "Qualified",
            state: OpportunityState::Open,
            close: 130,
        }],
        ..BLANK
    },
    Story {
        account: "Wielkopolska Energia",
        stage: LifecycleStage::Adopting,
        deals: &[Deal {
            name: "Audit module for the grid team",
            kind: OpportunityKind::CrossSell,
            amount: 9,
            probability: Some(100),
            stage: "Closed won",
            state: OpportunityState::Won,
            close: -33,
        }],
        ..BLANK
    },
    Story {
        account: "深圳市蓝屿跨境电商有限公司",
        alias: "Lanyu Cross-border",
        stage: LifecycleStage::Onboarding,
        ..BLANK
    },
    Story {
        account: "上海云帆供应链管理有限公司", alias: "Yunfan Supply Chain", tags: &["apac"], ..BLANK
    },
    Story {
        account: "The Royal Wessex Agricultural & Horticultural Cooperative Society of Growers",
        alias: "Royal Wessex",
        ..BLANK
    },
];
