//! One line on stderr while long work goes on: only where a person sees it, only once it takes long, gone when it is done.

use crate::cli::print::environment::Streams;
use crate::cli::print::look::Look;
use crate::cli::print::voice::Volume;
use crate::domain::headway::{Headway, Reached};
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Work that ends within this needs no bar.
const LONG: Duration = Duration::from_millis(600);
/// How often the line is drawn.
const STEP: Duration = Duration::from_millis(120);
/// Cells of the bar.
const CELLS: u64 = 24;

/// A watch over some work; dropped, it takes its line away.
#[derive(Debug)]
pub struct Bar {
    watch: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// Watches work, where stderr is a terminal and somebody wants to hear of it.
    pub fn watch(headway: Arc<Headway>, streams: &Streams, look: &Look, volume: Volume) -> Bar {
        if !streams.stderr || volume == Volume::Quiet || look.accessible {
            return Bar { watch: None };
        }
        let (ended, end) = mpsc::channel::<()>();
        let ascii = look.ascii;
        let watch = thread::spawn(move || {
            let (mut since, mut drawn) = (None, false);
            while end.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                let Some(reached) = headway.reached() else {
                    since = None;
                    drawn = drawn && !wipe();
                    continue;
                };
                let began = *since.get_or_insert_with(Instant::now);
                if began.elapsed() >= LONG {
                    drawn = send(&format!("\r{}", line(reached, began.elapsed(), ascii)));
                }
            }
            if drawn {
                wipe();
            }
        });
        Bar { watch: Some((ended, watch)) }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((ended, watch)) = self.watch.take() {
            drop(ended);
            let _ = watch.join();
        }
    }
}

/// The line: what, a bar where the end is known, and for how long.
fn line(reached: Reached, elapsed: Duration, ascii: bool) -> String {
    let Reached { stage, done, all } = reached;
    let seconds = elapsed.as_secs();
    let (full, empty) = if ascii { ("#", ".") } else { ("█", "░") };
    let told = match (done.min(all) * CELLS).checked_div(all) {
        Some(cells) => {
            let share = done.min(all) * 100 / all.max(1);
            let bar = full.repeat(cells as usize) + &empty.repeat((CELLS - cells) as usize);
            format!("{:<9}{bar} {share:>3}%", stage.word())
        }
        None if done == 0 => stage.word().to_owned(),
        None => format!("{:<9}{done} rows", stage.word()),
    };
    // Blanks behind it take away what a longer line left, without an escape that a dumb terminal would show.
    format!("{told}  {seconds}s   ")
}

/// Takes the line away.
fn wipe() -> bool {
    send(&format!("\r{}\r", " ".repeat(60)))
}

/// In one write. Nobody is left to tell of a failure.
fn send(text: &str) -> bool {
    let mut stderr = std::io::stderr().lock();
    stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::headway::Stage;

    #[test]
    fn says_how_far_and_for_how_long() {
        let second = Duration::from_secs(7);
        for (done, all, ascii, want) in [
            (0, 100, true, "indexing ........................   0%  7s   "),
            (50, 100, true, "indexing ############............  50%  7s   "),
            (250, 100, false, "indexing ████████████████████████ 100%  7s   "),
            (1_200, 0, true, "indexing 1200 rows  7s   "),
            (0, 0, true, "indexing  7s   "),
        ] {
            assert_eq!(line(Reached { stage: Stage::Indexing, done, all }, second, ascii), want);
        }
    }

    #[test]
    fn is_not_there_where_nobody_looks() {
        let streams = Streams::default();
        let look = crate::cli::stand::terminal(80);
        assert!(Bar::watch(Arc::default(), &streams, &look, Volume::Normal).watch.is_none());
        let screen = Streams { stderr: true, ..streams };
        assert!(Bar::watch(Arc::default(), &screen, &look, Volume::Quiet).watch.is_none());
    }
}
