//! Open promises by hand for accounts without a story, and the few that belong to no account.

use crate::domain::demo::plan::{Todo, someday, todo};
use crate::domain::record::task::{Priority, TaskState};

/// Open tasks by account.
pub const OPEN: &[(&str, Todo)] = &[
    (
        "Aldermoor Bank",
        todo("Security questionnaire, 40 questions left", 2).pri(Priority::High).est(120).tags(&["security"]),
    ),
    (
        "Aldermoor Bank",
        todo("QBR deck: branch figures from their BI team", 9).est(90).waits(TaskState::WaitingCustomer, -4),
    ),
    ("Rheinland Versicherungswerk", todo("Betriebsrat: Datenschutzblatt schicken", 1).est(20)),
    ("Rheinland Versicherungswerk", someday("Exec sponsor for next year, after the board change").pri(Priority::Low)),
    ("ひかり総合保険株式会社", todo("四半期レビューの議題を送る", 3).est(45).tags(&["qbr"])),
    (
        "ひかり総合保険株式会社",
        todo("Audit log export in Japanese, ask product", 12).waits(TaskState::WaitingProduct, -14),
    ),
    ("Société Électrique du Rhône", todo("Workshop dates for the dispatch centre", 4).est(15).slipped(1)),
    (
        "The Royal Wessex Agricultural & Horticultural Cooperative Society of Growers",
        todo("Renewal paper for the members' council", 5).pri(Priority::High).est(60).tags(&["renewal"]),
    ),
    ("上海云帆供应链管理有限公司", todo("给客户发续约方案", 6).pri(Priority::Normal).est(45).tags(&["renewal"])),
    ("上海云帆供应链管理有限公司", todo("API limit for the customs feed", 7).waits(TaskState::WaitingSupport, -6)),
    ("Pinecrest Pediatrics", todo("Renewal quote, same seats", 1).pri(Priority::Normal).est(20).tags(&["renewal"])),
    ("Ashgrove University Press", todo("Book the spring review", 0).est(10)),
    ("Delacroix & Fils", todo("Devis de renouvellement, deux options", 3).est(30).tags(&["renewal"])),
    ("Zürcher Präzision AG", todo("Price for 40 seats in the Winterthur plant", 8).est(30).tags(&["expansion"])),
    ("Nordlys Apotek", someday("Norwegian templates: collect wishes").pri(Priority::Low).est(60)),
    (
        "Grönqvist Bygg",
        todo("Call before the term ends: seats 62% used", -2).pri(Priority::Normal).est(20).tags(&["renewal"]),
    ),
    ("Cobalt Ridge Mining", todo("Adoption plan for the night shift", 2).pri(Priority::Normal).est(60).slipped(2)),
    (
        "Harborlight Nonprofit Alliance",
        todo("Nonprofit discount proof for finance", 11).waits(TaskState::WaitingSales, -9),
    ),
    ("北京朗润教育科技有限公司", todo("确认寒假前的培训时间", 4).est(20).tags(&["training"])),
    ("南港生醫股份有限公司", todo("寄稽核模組試用帳號", 5).est(15)),
    (
        "株式会社ノースウィンド・ロジスティクス",
        todo("解約期限の前に先方へ電話", 3).pri(Priority::High).est(30).slipped(1),
    ),
    ("Tessera Analytics", todo("Invite to the product council", 10).pri(Priority::Low).est(10)),
    ("Larkspur Veterinary", todo("Confirm auto-renewal with the owner", 2).est(10)),
    ("Nimbus Bikes", todo("Angebot 12 Monate, Team edition", 4).est(15).tags(&["renewal"])),
    ("Fjellheim Kaffe", todo("Second log-in training", 13).est(30).snoozed(10, "they open the new shop first")),
    ("Redwood Title & Escrow", todo("County form templates", 15).waits(TaskState::WaitingProduct, -20)),
    ("Solano Surf Co.", todo("Usage check-in before the term ends", 6).est(15).slipped(1)),
];

/// Open tasks of no account.
pub const LOOSE: &[Todo] = &[
    todo("Forecast numbers for Monday's call", 1).pri(Priority::High).est(30).tags(&["forecast"]),
    todo("Expense report, Fresno and Lyon", 5).pri(Priority::Low).est(20),
    someday("Clean up the QBR template").pri(Priority::Low).est(60),
];
