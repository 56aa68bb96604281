//! The note of a review: typed in its place, line by line, or in the person's own editor. It is saved when one leaves it.

use crate::input::key::{Code, Key};
use crate::service::editor::{Job, file_name};
use crate::service::intent::Intent;
use crate::tui::app::App;
use crate::tui::form::waiting::Editing;
use crate::tui::frame::{Focused, Paint, wrapped};
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::review::plan::Part;
use crate::tui::review::state::Review;
use crate::tui::widgets::pad::Pad;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// What a note begins with that nobody has written yet.
const BLANK: &str = "### Wins\n- \n### Misses\n- \n### Next week\n- ";

/// What stands above a draft of one's own, below a note that was saved meanwhile.
const MINE: &str = "-- your draft --";

/// The name under which is kept what a draft was made of.
fn base_of(name: &str) -> String {
    format!("{name} of")
}

impl Review {
    /// The name of the draft of its note.
    pub fn draft_name(&self) -> String {
        format!("review note {}", self.week)
    }
}

impl App {
    /// Whether the note is being typed.
    pub(in crate::tui) fn is_noting(&self) -> bool {
        self.modal.is_none() && self.page.is_none() && self.review.as_ref().is_some_and(|review| review.pad.is_some())
    }

    /// Begins to type the note, where it was left.
    pub(in crate::tui) fn type_note(&mut self) -> Vec<Effect> {
        let Some((text, status)) = self.begin_note("esc saves the note and leaves it") else { return Vec::new() };
        if let Some(review) = &mut self.review {
            review.pad = Some(Pad::of(&text));
            review.enter(Part::Note);
        }
        self.status = Status::Note(status);
        Vec::new()
    }

    /// The text to go on with, and what to say of it. A draft of a note that was saved anew since stands below that.
    fn begin_note(&mut self, quiet: &str) -> Option<(String, String)> {
        let review = self.review.as_mut().filter(|review| review.page().is_some())?;
        let (saved, name) = (review.saved_note(), review.draft_name());
        review.base = Some(saved.clone());
        let Some(draft) = self.drafts.get(&name).cloned() else {
            return Some((if saved.is_empty() { BLANK.to_owned() } else { saved }, quiet.to_owned()));
        };
        let same = |base: &String| base.trim_end() == saved.trim_end();
        if saved.is_empty() || self.drafts.get(&base_of(&name)).is_some_and(same) {
            return Some((draft, quiet.to_owned()));
        }
        let both = format!("{}\n\n{MINE}\n{draft}", saved.trim_end());
        Some((both, "the note was saved anew since your draft: here are both".to_owned()))
    }

    /// Takes a key while the note is typed.
    pub(in crate::tui) fn note_key(&mut self, key: Key) -> Vec<Effect> {
        let leaves = key.code == Code::Esc || key.code == Code::Tab || (key.ctrl && key.code == Code::Char('c'));
        if leaves {
            return self.leave_note();
        }
        if let Some(pad) = self.review.as_mut().and_then(|review| review.pad.as_mut()) {
            pad.type_key(key);
        }
        Vec::new()
    }

    fn leave_note(&mut self) -> Vec<Effect> {
        let Some(review) = &mut self.review else { return Vec::new() };
        let Some(pad) = review.pad.take() else { return Vec::new() };
        self.status = Status::Quiet;
        let text = pad.text();
        self.write_note(text)
    }

    /// Saves a text as the note, unless it is that already or nothing was written into it.
    fn write_note(&mut self, text: String) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let (name, week) = (review.draft_name(), review.week);
        let base = review.base.clone().unwrap_or_else(|| review.saved_note());
        let same = |other: &str| text.trim_end() == other.trim_end();
        if same(&review.saved_note()) || same(&base) || same(BLANK) {
            self.unkept |= self.drafts.remove(&name).is_some();
            self.drafts.remove(&base_of(&name));
            return self.want_kept();
        }
        // Kept until it is written: the end may come without warning.
        self.drafts.insert(base_of(&name), base.clone());
        self.drafts.insert(name, text.clone());
        self.unkept = true;
        let mut effects = self.send(Intent::WriteNote(week, base, text));
        effects.push(Effect::Remember);
        effects
    }

    /// Keeps the note that is being typed as a draft.
    pub(in crate::tui) fn keep_note(&mut self) {
        let Some(review) = &self.review else { return };
        let Some(text) = review.pad.as_ref().map(Pad::text) else { return };
        let name = review.draft_name();
        // Headings alone are no draft.
        if text.trim_end() == BLANK.trim_end() {
            return;
        }
        if self.drafts.get(&name).is_none_or(|kept| *kept != text) {
            self.drafts.insert(base_of(&name), review.base.clone().unwrap_or_default());
            self.drafts.insert(name, text);
            self.unkept = true;
        }
    }

    /// A note that was written is no draft any more.
    pub(in crate::tui) fn note_is_here(&mut self) {
        let Some(review) = self.review.as_ref().filter(|review| review.pad.is_none()) else { return };
        let name = review.draft_name();
        if self.drafts.get(&name).is_some_and(|kept| kept.trim_end() == review.note().trim_end()) {
            self.drafts.remove(&name);
            self.drafts.remove(&base_of(&name));
            self.unkept = true;
        }
    }

    /// Hands the note to the person's editor.
    pub(in crate::tui) fn edit_note(&mut self) -> Vec<Effect> {
        let Some((text, status)) = self.begin_note("") else { return Vec::new() };
        if !status.is_empty() {
            self.status = Status::Note(status);
        }
        self.forms.editing = Some(Editing::Week);
        vec![Effect::OpenEditor(Job { text, name: file_name(&self.note_file()), line: 1 })]
    }

    fn note_file(&self) -> String {
        self.review.as_ref().map(|review| format!("review {}", review.week)).unwrap_or_default()
    }

    /// Takes in the note that the editor left.
    pub(in crate::tui) fn edited_note(&mut self, text: &str) -> Vec<Effect> {
        if text.trim().is_empty() {
            // An editor that failed leaves nothing as well.
            self.status = Status::Note("the editor left nothing: the note stays; enter types in its place".to_owned());
            return Vec::new();
        }
        self.write_note(text.replace("\r\n", "\n").trim_end().to_owned())
    }
}

/// Paints the note; gives where the cursor stands while it is typed.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &mut Review, drafted: bool) -> Option<Position> {
    let focus = if review.part == Part::Note { Focused::Yes } else { Focused::No };
    let inner = paint.pane(buf, area, "Note to self", focus);
    if let Some(pad) = &mut review.pad {
        paint.foot(buf, area, " esc saves and leaves ");
        return pad.draw(paint, buf, inner);
    }
    paint.foot(buf, area, " enter or e type, E in $EDITOR ");
    let note = review.note();
    if note.is_empty() {
        let text = if drafted {
            "A draft is kept: enter brings it back."
        } else {
            "Wins, misses, next week: enter to write. Kept with the week, found by search."
        };
        paint.hint(buf, inner, text);
        return None;
    }
    let cells = usize::from(inner.width.saturating_sub(2));
    let shown = crate::domain::value::text::shown_lines(&note);
    let lines = shown.iter().flat_map(|line| wrapped(&paint.theme.plain(line), cells, Style::new()));
    for (line, y) in lines.zip(inner.top()..inner.bottom()) {
        paint.line(buf, inner.x + 1, y, inner.width.saturating_sub(2), &line);
    }
    None
}
