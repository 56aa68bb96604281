//! Stories of accounts that do well, or wait for a date.

use crate::domain::demo::plan::{BLANK, Deal, Extra, Story, Talk, Terms, person, said, someday, todo};
use crate::domain::record::account::{CallLevel, LifecycleStage, Pin};
use crate::domain::record::contact::ContactRole::{Champion, DecisionMaker, EconomicBuyer, ExecSponsor, User};
use crate::domain::record::contact::Sentiment::{Negative, Neutral, Positive};
use crate::domain::record::opportunity::{OpportunityKind, OpportunityState};
use crate::domain::record::reading::Metric;
use crate::domain::record::renewal::{ForecastCategory, RenewalStage};
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::record::touch::TouchKind::{Call, Email, Meeting, Note, Qbr};

/// Accounts that do well, or wait for a date.
pub const CALM: &[Story] = &[
    Story {
        account: "Lumen & Loom",
        starred: true,
        tags: &["reference", "expansion"],
        body: "Best reference in retail. Will speak at the user day if asked early.",
        people: &[
            person("Nadia Okonjo", "VP E-commerce", Champion).feels(Positive),
            person("Pete Larsson", "CFO", EconomicBuyer).feels(Positive),
            person("Joy Tamura", "Merchandising Lead", User).feels(Positive),
        ],
        deals: &[
            Deal {
                name: "80 seats for the store teams",
                kind: OpportunityKind::Upsell,
                amount: 42,
                probability: Some(70),
                stage: "Proposal",
                state: OpportunityState::Open,
                close: 24,
            },
            Deal {
                name: "Insights add-on",
                kind: OpportunityKind::CrossSell,
                amount: 12,
                probability: Some(40),
                stage: "Discovery",
                state: OpportunityState::Open,
                close: 66,
            },
        ],
        readings: &[(Metric::Nps, -17, 10), (Metric::Nps, -200, 9)],
        tasks: &[
            todo("Pricing call with Pete: 80 store seats", 1)
                .pri(Priority::High)
                .est(45)
                .at(10 * 60 + 30)
                .tags(&["expansion"]),
            todo("Ask Nadia for a talk at the user day", 7).est(15).tags(&["reference"]),
        ],
        touches: &[
            said(
                -3,
                Call,
                30,
                "Nadia Okonjo",
                "Nadia: store teams asked for access themselves. Wants 80 seats before the season, Pete is on board.",
            )
            .felt(Positive),
            said(-17, Email, 5, "Nadia Okonjo", "NPS 10: \"The first tool the stores fight over.\" May be quoted.")
                .inward()
                .felt(Positive),
            said(
                -33,
                Qbr,
                60,
                "Nadia Okonjo",
                "QBR: stock-outs down 18%, all 150 seats active. Store rollout is the next goal.",
            )
            .felt(Positive),
        ],
        quiet: 34,
        ..BLANK
    },
    Story {
        account: "Müller & Söhne Feinwerktechnik",
        people: &[
            person("Annegret Müller", "Geschäftsführerin", DecisionMaker).feels(Positive),
            person("Sönke Petersen", "Leiter Qualität", Champion).feels(Positive),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Verbal,
            category: ForecastCategory::Commit,
            probability: 97,
            forecast: 103,
            next: "Indexation letter, then file it",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -70, 9)],
        tasks: &[todo("Indexation letter +3% to Annegret", 4).est(20).tags(&["renewal"])],
        touches: &[
            said(-3, Note, 5, "", "Cancel-by passed without a letter: locked in for another year."),
            said(-14, Call, 20, "Sönke Petersen", "Sönke: keine Kündigung geplant, audit passed with our reports.")
                .felt(Positive),
        ],
        quiet: 14,
        ..BLANK
    },
    Story {
        account: "Clairmont Assurances",
        tags: &["cancel-by"],
        people: &[
            person("Hélène Garnier", "Directrice des opérations", ExecSponsor).feels(Neutral),
            person("Benoît Lefèvre", "Responsable achats", EconomicBuyer).feels(Negative),
            person("Chloé Marchand", "Cheffe de projet", Champion).feels(Positive),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Talking,
            category: ForecastCategory::BestCase,
            probability: 65,
            forecast: 100,
            next: "Word from Hélène before the cancel-by day",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -52, 7)],
        tasks: &[
            todo("Call Hélène before the cancel-by day", 2).pri(Priority::High).est(30).tags(&["renewal"]),
            todo("Benoît: seat price for 24 months", 1).pri(Priority::High).est(25).tags(&["price"]),
            todo("QBR deck, in French", 8).est(90).waits(TaskState::WaitingCustomer, -6),
        ],
        touches: &[
            said(
                -6,
                Email,
                15,
                "Benoît Lefèvre",
                "Benoît hints at notice \"à titre conservatoire\" unless the seat price moves.",
            )
            .inward()
            .felt(Negative),
            said(
                -22,
                Meeting,
                50,
                "Chloé Marchand",
                "Chloé: sinistres team at 90% use, actuaries at 30%. Wants a workshop for the latter.",
            ),
        ],
        quiet: 22,
        ..BLANK
    },
    Story {
        account: "台灣曜川半導體股份有限公司",
        alias: "Yaochuan Semiconductor",
        tags: &["multi-year"],
        people: &[
            person("林怡君", "營運副總", ExecSponsor).feels(Positive).mail("yijun.lin"),
            person("陳柏翰", "製造資訊處長", Champion).feels(Positive).mail("bohan.chen"),
            person("黃淑芬", "採購經理", EconomicBuyer).feels(Neutral).mail("shufen.huang"),
        ],
        deals: &[Deal {
            name: "Fab 3 導入 200 席",
            kind: OpportunityKind::Upsell,
            amount: 2600,
            probability: Some(55),
            stage: "Evaluation",
            state: OpportunityState::Open,
            close: 110,
        }],
        readings: &[(Metric::Nps, -44, 9)],
        tasks: &[
            todo("準備 Fab 3 導入簡報", 3).pri(Priority::Normal).est(90).tags(&["expansion"]),
            todo("安排林副總與我方產品長會面", 11).est(20).tags(&["exec"]),
        ],
        touches: &[
            said(-8, Meeting, 60, "陳柏翰", "柏翰：良率看板已上線，下季擴到 Fab 3，約 200 席。請我們先估時程。")
                .felt(Positive),
            said(-36, Qbr, 75, "林怡君", "季度檢討：三年約第一年目標達成四項，林副總願意當推薦客戶。").felt(Positive),
        ],
        quiet: 30,
        ..BLANK
    },
    Story {
        account: "株式会社みなと製作所",
        alias: "Minato Seisakusho",
        stage: LifecycleStage::Onboarding,
        tags: &["onboarding"],
        body: "# 導入計画\n\n- [x] M1 キックオフ、権限設計\n- [x] M2 データ移行 (第1工場)\n- [ ] M3 SSO 連携: 情報システム部の回答待ち\n- [ ] M4 週間利用者 150 名\n\nGo-live of plant 2 hangs on M3.",
        people: &[
            person("佐藤 健一", "生産管理部 部長", Champion).feels(Positive).mail("k.sato"),
            person("高橋 美咲", "情報システム部", User).feels(Neutral).mail("m.takahashi"),
            person("渡辺 隆", "常務取締役", ExecSponsor).feels(Neutral).mail("t.watanabe"),
        ],
        readings: &[(Metric::Escalations, -8, 0)],
        tasks: &[
            todo("M3 SSO連携: 高橋さんに証明書を確認", 1).pri(Priority::High).est(30).tags(&["onboarding"]),
            todo("SSO metadata from Minato IT", 4).waits(TaskState::WaitingCustomer, -5).tags(&["onboarding"]),
            todo("第2工場 管理者研修の日程調整", 6).est(30).tags(&["onboarding", "training"]),
            todo("M4 review: 150 weekly users", 18).est(45).tags(&["onboarding"]),
        ],
        touches: &[
            said(-2, Call, 30, "佐藤 健一", "佐藤部長: 第1工場は予定通り。第2工場はSSO待ち、月末までに決めたい。")
                .felt(Positive),
            said(-6, Email, 15, "高橋 美咲", "SSO設定手順書(日本語)を送付。証明書の期限に注意。"),
            said(-16, Meeting, 60, "佐藤 健一", "M2 done: 第1工場のデータ移行完了、38%の席が稼働。"),
            said(
                -39,
                Meeting,
                90,
                "渡辺 隆",
                "Kick-off in Yokohama: four milestones agreed, 渡辺常務 opened it himself.",
            )
            .felt(Positive),
        ],
        quiet: 40,
        ..BLANK
    },
    Story {
        account: "Juniper Ridge Credit Union",
        call: Some((CallLevel::Commit, -5)),
        people: &[
            person("Walt Jennings", "COO", DecisionMaker).feels(Positive),
            person("Teresa Moya", "Branch Operations", Champion).feels(Positive),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Verbal,
            category: ForecastCategory::Commit,
            probability: 95,
            forecast: 106,
            next: "Signature after their board on Thursday",
            notice: None,
            cancel_by: None,
        }),
        readings: &[(Metric::Nps, -60, 9)],
        tasks: &[todo("Signed order form from Walt", 3).waits(TaskState::WaitingCustomer, -2).tags(&["renewal"])],
        touches: &[
            said(
                -5,
                Call,
                20,
                "Walt Jennings",
                "Walt: yes to 12 months with the +6%, board meets Thursday, then he signs.",
            )
            .felt(Positive),
            said(-19, Email, 10, "Walt Jennings", "Order form out, 12 months, +6% for the audit module."),
        ],
        quiet: 12,
        ..BLANK
    },
    Story {
        account: "Atlas Cold Chain",
        pin: Some(Pin::Top),
        starred: true,
        tags: &["vip", "strategic"],
        body: "Largest account. Their COO asks our CEO for news, so read this before Mondays.",
        people: &[
            person("Gwen Sorrell", "COO", ExecSponsor).feels(Positive),
            person("Darnell Hayes", "Director Cold Storage", Champion).feels(Positive),
            person("Mei Lindqvist", "Procurement", EconomicBuyer).feels(Neutral),
            person("Rafael Ortega", "Site Lead Fresno", User).feels(Neutral),
        ],
        talk: Some(Talk {
            stage: RenewalStage::Preparing,
            category: ForecastCategory::Commit,
            probability: 85,
            forecast: 110,
            next: "Three-year frame to Mei",
            notice: None,
            cancel_by: None,
        }),
        extra: &[Extra {
            product: "Premier Support",
            arr: 48,
            seats: None,
            end: 119,
            terms: Terms::Auto(90),
            ended: false,
        }],
        deals: &[Deal {
            name: "Three-year frame, +120 seats",
            kind: OpportunityKind::Upsell,
            amount: 60,
            probability: Some(50),
            stage: "Negotiation",
            state: OpportunityState::Open,
            close: 28,
        }],
        readings: &[(Metric::Nps, -27, 9), (Metric::Escalations, -4, 0)],
        tasks: &[
            todo("Three-year frame: draft for Mei", 2).pri(Priority::High).est(90).tags(&["renewal"]),
            todo("Fresno site visit, book with Rafael", 0).est(10),
            someday("Case study with Darnell").pri(Priority::Low).tags(&["reference"]),
        ],
        touches: &[
            said(
                -1,
                Call,
                25,
                "Darnell Hayes",
                "Darnell: alarms board saved a 40-pallet load in Fresno. Will put it in the case study.",
            )
            .felt(Positive),
            said(
                -11,
                Meeting,
                60,
                "Mei Lindqvist",
                "Mei wants three years and a price cap; we want 120 seats more. Both written down.",
            ),
            said(
                -47,
                Qbr,
                90,
                "Gwen Sorrell",
                "QBR on site: 14 of 16 sites live. Gwen asks for one number a site, not twelve.",
            )
            .felt(Positive),
        ],
        quiet: 9,
        ..BLANK
    },
    Story {
        account: "さくら坂クリニックグループ",
        alias: "Sakurazaka Clinics",
        tags: &["reference"],
        people: &[
            person("中村 由美", "事務長", Champion).feels(Positive).mail("y.nakamura"),
            person("小林 誠", "理事長", DecisionMaker).feels(Positive).mail("m.kobayashi"),
        ],
        readings: &[(Metric::Nps, -25, 10)],
        tasks: &[todo("引用許可の書面を中村さんへ", 5).est(15).tags(&["reference"])],
        touches: &[
            said(
                -7,
                Call,
                20,
                "中村 由美",
                "中村さん: 「待ち時間が半分になりました。もう前のやり方には戻れません」引用可とのこと。",
            )
            .felt(Positive),
            said(-25, Email, 5, "中村 由美", "NPS 10. 他院への紹介も前向き。").inward().felt(Positive),
        ],
        deals: &[Deal {
            name: "紹介: 緑ヶ丘病院",
            kind: OpportunityKind::Referral,
            amount: 3600,
            probability: None,
            stage: "Introduced",
            state: OpportunityState::Open,
            close: 80,
        }],
        quiet: 20,
        ..BLANK
    },
];
