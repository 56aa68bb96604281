//! Rows with columns that a person chose. Where they do not all fit, columns go in a fixed order, the name never, and the
//! name keeps twelve cells.

use crate::domain::record::view::ListKind;
use crate::tui::frame::{Cell, Paint};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Least cells of what a row is called.
const NAME: u16 = 12;

/// Which side a column keeps to, and whether it takes what room is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Words.
    Left,
    /// Figures.
    Right,
    /// Text of any length.
    Grows,
    /// What the row is called.
    Name,
}

/// A column on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spec {
    /// Its name.
    pub key: &'static str,
    heading: &'static str,
    cells: u16,
    kind: Kind,
    /// Its place in the order in which columns go: 1 goes first.
    drop: u8,
}

const fn spec(key: &'static str, heading: &'static str, cells: u16, kind: Kind, drop: u8) -> Spec {
    Spec { key, heading, cells, kind, drop }
}

const ACCOUNTS: &[Spec] = &[
    spec("stake", "STAKE", 5, Kind::Right, 14),
    spec("account", "ACCOUNT", NAME, Kind::Name, 0),
    spec("arr", "ARR", 5, Kind::Right, 12),
    spec("health", "HLT", 4, Kind::Right, 13),
    spec("decides", "DECIDE", 6, Kind::Right, 11),
    spec("idle", "IDLE", 5, Kind::Right, 8),
    spec("why", "WHY", 16, Kind::Grows, 1),
    spec("share", "PART", 4, Kind::Right, 2),
    spec("revenue", "REV", 5, Kind::Right, 9),
    spec("loss_chance", "LOSS", 4, Kind::Right, 7),
    spec("term_end", "TERM END", 11, Kind::Left, 3),
    spec("cancel_by", "CANCEL BY", 11, Kind::Left, 4),
    spec("open_tasks", "TASKS", 5, Kind::Right, 5),
    spec("overdue_tasks", "LATE", 4, Kind::Right, 6),
];

const RENEWALS: &[Spec] = &[
    spec("decides", "DECIDES", 11, Kind::Left, 10),
    spec("account", "ACCOUNT", NAME, Kind::Name, 0),
    spec("revenue", "REV", 5, Kind::Right, 9),
    spec("stake", "STAKE", 5, Kind::Right, 7),
    spec("health", "HLT", 2, Kind::Left, 8),
    spec("what", "WHAT", 12, Kind::Left, 4),
    spec("stage", "STAGE", 12, Kind::Left, 5),
    spec("next_step", "NEXT", 12, Kind::Grows, 1),
    spec("term_end", "TERM END", 11, Kind::Left, 2),
    spec("cancel_by", "CANCEL BY", 11, Kind::Left, 3),
];

const TASKS: &[Spec] = &[
    spec("priority", "P", 1, Kind::Left, 7),
    spec("due", "DUE", 6, Kind::Right, 9),
    spec("task", "TASK", NAME, Kind::Name, 0),
    spec("account", "ACCOUNT", 12, Kind::Grows, 8),
    spec("estimate_minutes", "EST", 4, Kind::Right, 4),
    spec("score", "SCORE", 5, Kind::Right, 6),
    spec("slips", "SLIPS", 5, Kind::Right, 2),
    spec("state", "STATE", 16, Kind::Left, 3),
    spec("snoozed_until", "UNTIL", 6, Kind::Left, 1),
];

fn known(list: ListKind) -> &'static [Spec] {
    match list {
        ListKind::Accounts => ACCOUNTS,
        ListKind::Renewals => RENEWALS,
        ListKind::Tasks => TASKS,
    }
}

/// Fits chosen columns into a pane so wide. A choice without the name has it first.
pub fn fit(list: ListKind, chosen: &[&'static str], inner: u16) -> Vec<Spec> {
    let mut specs: Vec<Spec> =
        chosen.iter().filter_map(|key| known(list).iter().find(|spec| spec.key == *key)).copied().collect();
    if !specs.iter().any(|spec| spec.kind == Kind::Name) {
        let name = known(list).iter().find(|spec| spec.kind == Kind::Name);
        specs.splice(0..0, name.copied());
    }
    // The cursor's mark and a blank stand before the first.
    let room = inner.saturating_sub(2);
    let taken = |specs: &[Spec]| specs.iter().map(|spec| spec.cells + 1).sum::<u16>().saturating_sub(1);
    while taken(&specs) > room {
        let first = specs.iter().enumerate().filter(|(_, spec)| spec.drop > 0).min_by_key(|(_, spec)| spec.drop);
        let Some((at, _)) = first else { break };
        specs.remove(at);
    }
    let mut left = room.saturating_sub(taken(&specs));
    let growing = specs.iter().filter(|spec| spec.kind == Kind::Grows).count() as u16;
    // The name takes what it needs first; text of any length takes the rest.
    for spec in specs.iter_mut().filter(|spec| spec.kind == Kind::Name) {
        let more = if growing == 0 { left.min(36) } else { (left * 2 / 5).min(24) };
        spec.cells += more;
        left -= more;
    }
    for (n, spec) in specs.iter_mut().filter(|spec| spec.kind == Kind::Grows).enumerate() {
        let share = left / (growing - n as u16).max(1);
        spec.cells += share;
        left -= share;
    }
    specs
}

/// Paints the headings.
pub fn heading(paint: Paint<'_>, buf: &mut Buffer, inner: Rect, specs: &[Spec]) {
    let dim = paint.theme.dim;
    row(paint, buf, inner, inner.y, specs, "", |key| {
        let heading = specs.iter().find(|spec| spec.key == key).map_or("", |spec| spec.heading);
        (heading.to_owned(), dim)
    });
}

/// Paints a row; gives the columns that its name stands in.
pub fn row(
    paint: Paint<'_>,
    buf: &mut Buffer,
    inner: Rect,
    y: u16,
    specs: &[Spec],
    mark: &str,
    cell: impl Fn(&'static str) -> (String, Style),
) -> Rect {
    let mut cells = vec![Cell::left(mark, 1, paint.theme.accent)];
    let (mut x, mut name) = (inner.x + 2, Rect { x: inner.x + 2, y, width: 0, height: 1 });
    for spec in specs {
        let (text, style) = cell(spec.key);
        cells.push(match spec.kind {
            Kind::Right => Cell::right(text, spec.cells, style),
            _ => Cell::left(text, spec.cells, style),
        });
        if spec.kind == Kind::Name {
            name = Rect { x, width: spec.cells, ..name };
        }
        x += spec.cells + 1;
    }
    paint.row(buf, inner, y, &cells);
    name.intersection(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrange::columns;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_chosen_fits_and_the_name_keeps_its_cells(
            list in proptest::sample::select(ListKind::ALL),
            picks in proptest::collection::vec(0_usize..14, 0..10),
            inner in 14_u16..220,
        ) {
            let all = columns::of(list);
            let mut chosen: Vec<&'static str> = picks.iter().map(|n| all[n % all.len()].key).collect();
            chosen.sort_unstable();
            chosen.dedup();
            let specs = fit(list, &chosen, inner);
            let taken: u16 = specs.iter().map(|spec| spec.cells + 1).sum::<u16>() + 1;
            prop_assert!(taken <= inner, "{taken} of {inner}: {specs:?}");
            let name = specs.iter().find(|spec| spec.key == columns::name_of(list)).unwrap();
            prop_assert!(name.cells >= NAME);
        }
    }

    #[test]
    fn every_known_column_has_its_place_on_the_screen() {
        for list in ListKind::ALL {
            let screen: Vec<&str> = known(*list).iter().map(|spec| spec.key).collect();
            let all: Vec<&str> = columns::of(*list).iter().map(|known| known.key).collect();
            assert_eq!(screen, all, "{list}");
            let mut drops: Vec<u8> = known(*list).iter().map(|spec| spec.drop).collect();
            drops.sort_unstable();
            drops.dedup();
            assert_eq!(drops.len(), all.len(), "two columns of {list} go at once");
        }
    }

    #[test]
    fn columns_go_in_their_order() {
        let keys = |inner| {
            fit(ListKind::Accounts, &["why", "account", "arr", "stake"], inner)
                .iter()
                .map(|s| s.key)
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(80), ["why", "account", "arr", "stake"]);
        assert_eq!(keys(30), ["account", "arr", "stake"]);
        assert_eq!(keys(22), ["account", "stake"]);
        assert_eq!(keys(14), ["account"]);
    }
}
