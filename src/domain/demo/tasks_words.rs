//! What promises are called once they are generated. `{who}` is a contact's first name.

/// Titles of everyday tasks.
pub const TITLES: &[&str] = &[
    "Send recap to {who}",
    "Book the next review with {who}",
    "Seat report for {who}",
    "Ask {who} for the new org chart",
    "Training dates for the new team",
    "Answer the security questionnaire",
    "Roadmap answers for {who}",
    "Check the SSO ticket with support",
    "Intro call with {who}'s successor",
    "Agenda for the quarterly review",
    "Log-in figures for {who}",
    "Invoice question to finance",
    "Feature request: write it up for product",
    "Usage drop: find out which team",
    "Thank {who} for the reference call",
    "Prepare the success plan",
    "Order form v2 to {who}",
    "DPA for legal",
    "Follow up on the NPS answer",
    "Webhook limits: ask engineering",
    "Share the admin guide",
    "Clean up inactive seats with {who}",
    "Goals for next quarter, draft",
    "Ask {who} about budget timing",
    "Release notes for their admins",
    "Sandbox access for {who}",
    "Deck for the steering meeting",
    "Chase {who} on open questions",
    "Dashboard for the regional leads",
    "Health drop: two lines on why",
    "Write the handover from sales",
    "Confirm seats before the true-up",
    "Check export job after the fix",
    "Call {who} about the pilot",
    "Custom field clean-up with {who}",
    "Onboarding path for new hires",
    "Case study permission from {who}",
    "Data residency answer, in writing",
    "Weekly status for {who}, last one",
    "Renewal timeline to {who}",
];

/// Titles for customers who read Traditional Chinese.
pub const TITLES_TW: &[&str] = &[
    "寄會議紀錄",
    "確認下次會議時間",
    "整理席次使用報表",
    "回覆資安問卷",
    "更新成功計畫",
    "追蹤發票問題",
    "準備季度檢討簡報",
];

/// Titles for customers who read Simplified Chinese.
pub const TITLES_CN: &[&str] = &[
    "发送会议纪要",
    "确认下次评审时间",
    "整理账号使用报表",
    "回复安全问卷",
    "更新成功计划",
    "跟进发票问题",
    "准备季度汇报",
];

/// Titles for customers who read Japanese.
pub const TITLES_JA: &[&str] = &[
    "議事録を送付",
    "次回定例の日程調整",
    "利用状況レポート作成",
    "セキュリティ質問票に回答",
    "成功計画を更新",
    "請求書の確認",
    "四半期レビュー資料",
];

/// Tags that tasks carry.
pub const TAGS: &[&str] = &["renewal", "adoption", "training", "qbr", "invoice", "support", "product", "security"];
