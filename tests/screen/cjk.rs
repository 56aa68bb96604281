//! A book whose names and notes are Chinese, Japanese and Korean: every character takes two columns.

use crate::stage::morning;
use folio::domain::change::Change;
use folio::domain::demo::rows::{Size, rows};
use folio::domain::value::text::Text;

/// Names of companies, of odd and even widths beside Latin ones.
const NAMES: [&str; 8] = [
    "台灣積體電路製造股份有限公司",
    "東京海上日動システムズ株式会社",
    "한국전자통신연구원",
    "Ａ社 北京分公司",
    "京都デザイン工房",
    "서울 물류 주식회사",
    "青田智慧物流",
    "山田商店 Yamada & Co.",
];

/// Lines of work.
const NOTES: [&str; 4] = [
    "與張資訊長確認兩年約的折扣，等法務回覆",
    "見積書を送りました。来週の会議で決まる予定です",
    "갱신 조건 확인 후 견적서 재발송",
    "QBR 準備：導入狀況、席位使用率 62%",
];

/// A book of a few accounts with those texts.
pub fn cjk() -> impl Iterator<Item = Change> {
    let mut rows: Vec<Change> = rows(42, morning(), Size::of(30, 40, 120)).collect();
    for (row, n) in rows.iter_mut().zip(0_usize..) {
        let name = || Text::new(NAMES[n % NAMES.len()]);
        let note = || Text::new(NOTES[n % NOTES.len()]);
        match row {
            Change::Account(image) => image.after.iter_mut().for_each(|row| {
                // No two accounts by one name.
                row.name = Text::new(format!("{} {n}", NAMES[n % NAMES.len()]));
                row.segment = Some(note());
            }),
            Change::Contact(image) => image.after.iter_mut().for_each(|row| row.name = name()),
            Change::Subscription(image) => image.after.iter_mut().for_each(|row| row.product = name()),
            Change::Renewal(image) => image.after.iter_mut().for_each(|row| row.next_step = Some(note())),
            Change::Opportunity(image) => image.after.iter_mut().for_each(|row| row.name = name()),
            Change::Task(image) => image.after.iter_mut().for_each(|row| row.title = note()),
            Change::Touch(image) => image.after.iter_mut().for_each(|row| row.text = note()),
            _ => {}
        }
    }
    rows.into_iter()
}
