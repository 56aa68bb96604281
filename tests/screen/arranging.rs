//! Sort and columns of the lists: popups, what they change, and that both outlive the screen and go with a view.

use crate::stage::{Stage, demo};
use folio::domain::arrange::arrangement::Sorts;
use folio::domain::arrange::columns;
use folio::domain::arrange::order;
use folio::domain::arrange::sort::Sort;
use folio::domain::record::view::ListKind;
use folio::domain::value::text::width;
use folio::service::query::{Answer, Lines, Query};
use folio::tui::deck::Focus;
use insta::assert_snapshot;

fn names(stage: &Stage) -> Vec<String> {
    (0..5)
        .filter_map(|n| stage.app.account_at(n))
        .map(|id| stage.app.book.accounts.line(id).unwrap().name.clone())
        .collect()
}

#[test]
fn the_database_and_the_lines_sort_alike() {
    let stage = Stage::new(demo());
    let lines = |sorts| {
        let Answer::Orders(accounts, decisions, tasks) = stage.desk.fetch(&Query::Orders(sorts)).unwrap() else {
            unreachable!()
        };
        let head = stage.desk.load_sorted(30, sorts).unwrap();
        assert_eq!(head.accounts.order(), &accounts[..30.min(accounts.len())]);
        assert_eq!(head.decisions.order(), &decisions[..30.min(decisions.len())]);
        assert_eq!(head.tasks.order(), &tasks[..30.min(tasks.len())]);
        match stage.desk.fetch(&Query::Lines { accounts, tasks, decisions }).unwrap() {
            Answer::Lines(lines) => *lines,
            _ => unreachable!(),
        }
    };
    let usual: Lines = lines(Sorts::default());
    for list in ListKind::ALL {
        for known in columns::of(*list).iter().filter(|known| known.sorts) {
            for sort in [Sort::natural(known.key), Sort::natural(known.key).reversed()] {
                let mut own = usual.clone();
                let mut sorts = Sorts::default();
                match list {
                    ListKind::Accounts => {
                        order::accounts(&mut own.accounts, sort);
                        sorts.accounts = Some(sort);
                    }
                    ListKind::Renewals => {
                        order::decisions(&mut own.decisions, sort);
                        sorts.renewals = Some(sort);
                    }
                    ListKind::Tasks => {
                        order::tasks(&mut own.tasks, sort);
                        sorts.tasks = Some(sort);
                    }
                }
                assert!(lines(sorts) == own, "{list} by {sort}");
            }
        }
    }
}

#[test]
fn a_list_is_sorted_from_its_popup_and_back() {
    let mut stage = Stage::new(demo());
    let ranked = names(&stage);
    assert_snapshot!("sort_80x24", stage.press("S").draw(80, 24));
    stage.press("jj<enter>");
    assert_eq!(stage.app.sorts().accounts.unwrap().to_string(), "account");
    let sorted = names(&stage);
    let mut folded = sorted.clone();
    folded.sort_by_key(|name| name.to_lowercase());
    assert_eq!(sorted, folded);
    assert!(stage.draw(80, 24).contains("by account"));
    stage.press("S<enter>");
    assert_eq!(stage.app.sorts().accounts.unwrap().to_string(), "account-", "once more turns it round");
    stage.press("R");
    assert_ne!(names(&stage), ranked, "a new ranking keeps the sort");
    stage.press("Sgk<enter>");
    stage.press("Skkkkk<enter>");
    assert_eq!((stage.app.sorts().accounts, names(&stage)), (None, ranked));
}

#[test]
fn the_cursor_stays_on_its_row() {
    let mut stage = Stage::new(demo());
    stage.press("jjj");
    let here = stage.app.account_at(3).unwrap();
    stage.press("Sjjj<enter>");
    let at = stage.app.list(Focus::Accounts).at;
    assert_eq!(stage.app.account_at(at), Some(here));
}

#[test]
fn columns_are_chosen_moved_and_given_back() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("columns_80x24", stage.press("C").draw(80, 24));
    // The stake goes, the name cannot; health is moved behind the day.
    stage.press(" j jjJ<esc>".replace(' ', "<space>").as_str());
    let columns = stage.app.arrangement(Focus::Accounts).columns.join(",");
    assert_eq!(columns, "account,arr,decides,health,idle,why");
    for (w, h) in [(60, 15), (80, 24), (160, 45)] {
        assert_snapshot!(format!("chosen_{w}x{h}"), stage.draw(w, h));
    }
    stage.press("C0<esc>");
    assert!(stage.app.arrangement(Focus::Accounts).is_usual());
}

#[test]
fn every_choice_of_columns_is_drawn_whole_at_every_width() {
    for list in ["", "<tab>", "<tab><tab>"] {
        let mut stage = Stage::new(demo());
        stage.press(list);
        // All columns that there are.
        stage.press("C");
        for _ in 0..16 {
            stage.press("j");
        }
        for _ in 0..16 {
            stage.press("<space>k");
        }
        stage.press("<esc>");
        for w in (60..230).step_by(7) {
            let screen = stage.draw(w, 24);
            assert!(screen.lines().all(|line| width(line) <= usize::from(w)));
        }
    }
}

#[test]
fn both_are_remembered_and_saved_with_a_view() {
    let mut stage = Stage::new(demo());
    stage.press("Sjjj<enter>C<space><esc>");
    let kept = stage.app.remembered();
    assert_eq!(kept.arranged["accounts"], ("arr-".to_owned(), "account,arr,health,decides,idle,why".to_owned()));
    let mut next = Stage::new(demo());
    next.app.recall(kept);
    assert_eq!(next.app.arrangement(Focus::Accounts), stage.app.arrangement(Focus::Accounts));
    stage.press("fslargest key:7<enter>");
    stage.press("Skkkkk<enter>C0<esc>");
    assert!(stage.app.arrangement(Focus::Accounts).is_usual());
    stage.press("f7");
    assert_eq!(stage.app.arrangement(Focus::Accounts), next.app.arrangement(Focus::Accounts));
    stage.press("fr");
    assert!(stage.app.arrangement(Focus::Accounts).is_usual(), "another view has its own layout");
}
