//! A book whose texts were written to break screens.

use crate::stage::morning;
use folio::domain::change::Change;
use folio::domain::demo::rows::{Size, rows};
use folio::domain::value::text::Text;

/// Texts that break screens.
pub fn texts() -> Vec<String> {
    vec![
        "A very long name ".repeat(30),
        "x".repeat(500),
        "evil\u{1b}[2J\u{1b}]0;owned\u{7}\r\n\tname\u{7f}\0".to_owned(),
        "abc\u{202e}gnp.exe\u{202c}\u{2066}\u{200f}".to_owned(),
        "台灣積體電路製造股份有限公司北京分公司客戶成功部門".to_owned(),
        "한국전자통신연구원株式会社ＡＢＣ".to_owned(),
        "👩‍👩‍👧‍👦👨🏽‍💻🏳️‍🌈 family 🇹🇼🇯🇵 ❤️".to_owned(),
        "Z̷̖̈a̸͎͂l̴͖̈g̶̰͝o̷̜͝ e\u{301}\u{301}\u{301}".to_owned(),
        "\u{feff}\u{200b}\u{200d}\u{e0041}".to_owned(),
        " leading, \"quotes\", <tags> & \\slashes\\ ".to_owned(),
        "=SUM(A1:A9)|| `rm` $(id) %s {0}".to_owned(),
        "السلام عليكم ורחמת".to_owned(),
    ]
}

/// A small book with those texts everywhere.
pub fn hostile() -> impl Iterator<Item = Change> {
    let texts = texts();
    let mut rows: Vec<Change> = rows(42, morning(), Size::of(14, 60, 80)).collect();
    for (row, n) in rows.iter_mut().zip(0..) {
        let text = || Text::new(texts[n % texts.len()].clone());
        match row {
            Change::Account(image) => image.after.iter_mut().for_each(|row| {
                row.name = text();
                row.segment = Some(text());
                row.owner = Some(text());
                row.tags = vec![text()];
            }),
            Change::Contact(image) => image.after.iter_mut().for_each(|row| {
                row.name = text();
                row.email = Some(text());
            }),
            Change::Subscription(image) => image.after.iter_mut().for_each(|row| row.product = text()),
            Change::Renewal(image) => image.after.iter_mut().for_each(|row| row.next_step = Some(text())),
            Change::Opportunity(image) => image.after.iter_mut().for_each(|row| row.name = text()),
            Change::Task(image) => image.after.iter_mut().for_each(|row| row.title = text()),
            Change::Touch(image) => image.after.iter_mut().for_each(|row| row.text = text()),
            _ => {}
        }
    }
    rows.into_iter()
}
