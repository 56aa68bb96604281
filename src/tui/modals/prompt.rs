//! One line to type, read as one types: what it means stands under it before anything is done.

use crate::domain::value::text::{fit, width};
use crate::input::key::{Code, Key};
use crate::tui::frame::{Paint, wrapped};
use crate::tui::modals::completing::{Completion, OFFERED, Show};
use crate::tui::modals::meaning::preview::{Look, Meaning, Part, Sight, Stop};
use crate::tui::modals::meaning::read::meaning;
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::purpose::Purpose;
use crate::tui::modals::typing_line;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use std::ops::Range;
use tui_input::Input;

/// Lines under the typed one that always have room, so that the popup does not jump while one types.
const ROOM: u16 = 6;

/// Columns of a label.
const LABEL: usize = 10;

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// Whom or what it is about, safe to print.
    pub about: String,
    /// The text so far.
    pub input: Input,
    /// What the word under the cursor may become.
    pub completion: Option<Completion>,
    /// Which candidate stands in the line now.
    pub chosen: Option<usize>,
    /// The name of its draft.
    pub draft: String,
    /// What stood in the line before anything was typed, a draft aside.
    pub begin: String,
}

/// Which way Tab goes through the candidates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// To the next.
    On,
    /// To the one before.
    Back,
}

impl Prompt {
    /// A line with what it begins with, and the name of its draft.
    pub fn new(purpose: Purpose, about: String, begin: String, draft: String) -> Prompt {
        let input = Input::from(begin.clone());
        Prompt { purpose, about, input, completion: None, chosen: None, draft, begin }
    }

    /// Takes a key; `false` when it is not one for a text.
    pub fn type_key(&mut self, key: Key) -> bool {
        // Up and down are for the candidates, where there are any.
        match key.code {
            Code::Tab | Code::Down => self.choose(Way::On),
            Code::BackTab | Code::Up => self.choose(Way::Back),
            _ => {
                if matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt && self.proposes() {
                    self.input = Input::default();
                }
                let typed = typing_line::type_key(&mut self.input, key);
                if typed {
                    (self.completion, self.chosen) = (None, None);
                }
                return typed;
            }
        }
        true
    }

    /// Whether all that stands here was proposed: it gives way to the first letter, as a selected text does. What ends
    /// with a blank is a beginning to go on from.
    fn proposes(&self) -> bool {
        let untouched = self.input.value() == self.begin && self.input.cursor() == self.begin.chars().count();
        untouched && !self.begin.is_empty() && !self.begin.ends_with(' ')
    }

    /// Puts the next candidate in the place of the word.
    fn choose(&mut self, way: Way) {
        if let Some(completion) = &mut self.completion {
            choose(completion, &mut self.chosen, &mut self.input, way);
        }
    }

    /// What the line means.
    pub fn meaning(&self, sight: Sight<'_>) -> Meaning {
        meaning(&self.purpose, &self.about, self.input.value(), sight)
    }

    /// Paints the popup; gives where the cursor stands.
    pub fn draw(&self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, sight: Sight<'_>) -> Position {
        let theme = paint.theme;
        let across = (screen.width * 5 / 8).clamp(72, 110);
        let cells = usize::from(across.min(screen.width).saturating_sub(4));
        let meaning = self.meaning(sight);
        let said = self.said(&meaning, theme, cells);
        let offered = offered(self.completion.as_ref(), self.chosen, theme, cells);
        let below = said.len() as u16 + if offered.is_empty() { 0 } else { offered.len() as u16 + 1 };
        let height = below.max(ROOM) + 4;
        let title = if self.about.is_empty() {
            self.purpose.verb().to_owned()
        } else {
            format!("{}   {}", self.purpose.verb(), self.about)
        };
        let inner = open(paint, buf, screen, (across, height), Spot::Low, &title);
        let position =
            typing_line::draw(paint, buf, Rect { height: 1, ..inner }, &self.input, &styles(&meaning, theme));
        let rows = inner.y + 2..inner.bottom();
        // Where there is no room for both, what may be chosen comes before what was understood.
        let kept = usize::from(inner.height.saturating_sub(3)).saturating_sub(offered.len());
        let gap = (!offered.is_empty()).then(Line::default);
        for (line, y) in said.iter().take(kept.max(1)).chain(gap.iter()).chain(&offered).zip(rows) {
            paint.line(buf, inner.x + 2, y, cells as u16, line);
        }
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let tab = if self.completion.is_some() { "tab complete  " } else { "" };
        let ready = if matches!(meaning, Meaning::Is(..) | Meaning::Day(..) | Meaning::Says(..)) {
            "enter do it  "
        } else {
            ""
        };
        paint.foot(buf, area, &format!(" {ready}{tab}esc keep as draft "));
        position
    }

    /// What the line means, or examples of what could be typed.
    pub(in crate::tui) fn said(&self, meaning: &Meaning, theme: &Theme, cells: usize) -> Vec<Line<'static>> {
        let refused = |stop: &Stop| {
            let room = cells.saturating_sub(LABEL);
            let why = wrapped(&theme.plain(&stop.why), room, theme.yellow).into_iter();
            let hint = wrapped(&theme.plain(&stop.hint), room, theme.dim)
                .into_iter()
                .filter(|_| !stop.hint.is_empty() && !stop.why.contains(&stop.hint));
            let label = |n: usize| if n == 0 { "not yet" } else { "" };
            why.chain(hint).enumerate().map(|(n, line)| behind(label(n), line, theme)).collect::<Vec<_>>()
        };
        match meaning {
            Meaning::Empty => {
                let examples = self.purpose.examples().iter().enumerate();
                examples.map(|(n, text)| labelled(if n == 0 { "e.g." } else { "" }, text, theme.dim, theme)).collect()
            }
            Meaning::Is(_, preview) | Meaning::Day(_, preview) | Meaning::Says(_, preview) => {
                laid_out(&preview.parts, theme, cells)
            }
            Meaning::Unclear(preview, stop) => {
                laid_out(&preview.parts, theme, cells).into_iter().chain(refused(stop)).collect()
            }
            // Values to choose from say more than that there is none yet.
            Meaning::Wrong(stop) if self.awaits_value() => vec![labelled("next", &stop.hint, theme.dim, theme)],
            Meaning::Wrong(stop) => refused(stop),
        }
    }

    /// Whether the word under the cursor is a key without a value, and values are offered.
    fn awaits_value(&self) -> bool {
        let offers = self.completion.as_ref().filter(|found| found.show == Show::AtOnce);
        offers.and_then(|found| self.input.value().get(found.span.clone())).is_some_and(|word| word.ends_with(':'))
    }
}

/// Puts the next candidate in the place of the word that it is for.
pub(in crate::tui) fn choose(completion: &mut Completion, chosen: &mut Option<usize>, input: &mut Input, way: Way) {
    let count = completion.candidates.len();
    let next = match (*chosen, way) {
        (None, Way::On) => 0,
        (None, Way::Back) => count.saturating_sub(1),
        (Some(at), Way::On) => (at + 1) % count.max(1),
        (Some(at), Way::Back) => (at + count.saturating_sub(1)) % count.max(1),
    };
    let Some(candidate) = completion.candidates.get(next) else { return };
    typing_line::replace(input, &completion.span, &candidate.text);
    completion.span.end = completion.span.start + candidate.text.len();
    completion.show = Show::AtOnce;
    *chosen = Some(next);
}

/// The candidates of a word, a few at once, the one that stands in the line marked.
pub(in crate::tui) fn offered(
    completion: Option<&Completion>,
    chosen: Option<usize>,
    theme: &Theme,
    cells: usize,
) -> Vec<Line<'static>> {
    let Some(completion) = completion.filter(|found| found.show == Show::AtOnce) else { return Vec::new() };
    let widest = completion.candidates.iter().map(|one| width(&one.label)).max().unwrap_or_default();
    let room = widest.min(cells.saturating_sub(2) * 2 / 3);
    let lines = completion.candidates.iter().take(OFFERED).enumerate().map(|(n, one)| {
        let here = chosen == Some(n);
        let mark = if here { theme.cursor() } else { " " };
        let style = if here { theme.accent } else { Style::new() };
        let label = crate::domain::value::text::pad(&one.label, room, theme.ellipsis());
        let note = fit(&one.note, cells.saturating_sub(room + 4), theme.ellipsis()).into_owned();
        Line::from(vec![Span::styled(format!("{mark} {label}"), style), Span::styled(format!("  {note}"), theme.dim)])
    });
    lines.collect()
}

/// A label and its text.
fn labelled(label: &str, text: &str, style: Style, theme: &Theme) -> Line<'static> {
    Line::from(vec![Span::styled(format!("{label:LABEL$}"), theme.dim), Span::styled(text.to_owned(), style)])
}

/// A label and a line behind it.
fn behind(label: &str, line: Line<'static>, theme: &Theme) -> Line<'static> {
    let mut spans = vec![Span::styled(format!("{label:LABEL$}"), theme.dim)];
    spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
    Line::from(spans)
}

/// Parts line by line, those that may stand beside others where they fit.
fn laid_out(parts: &[Part], theme: &Theme, cells: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for part in parts {
        let style = match part.look {
            Look::Said => theme.green,
            Look::Assumed => theme.dim,
            Look::Doubtful => theme.yellow.add_modifier(Modifier::BOLD),
        };
        let text = theme.plain(&part.text);
        match lines.last_mut() {
            Some(line) if part.beside && line.width() + width(part.label) + width(&text) + 4 <= cells => {
                let label = if part.label.is_empty() { "   ".to_owned() } else { format!("   {} ", part.label) };
                line.push_span(Span::styled(label, theme.dim));
                line.push_span(Span::styled(text, style));
            }
            _ => {
                let broken = wrapped(&text, cells.saturating_sub(LABEL), style).into_iter().enumerate();
                lines.extend(broken.map(|(n, line)| behind(if n == 0 { part.label } else { "" }, line, theme)));
            }
        }
    }
    lines
}

/// How stretches of the line are painted: tokens stand out, and what cannot be read is underlined.
fn styles(meaning: &Meaning, theme: &Theme) -> Vec<(Range<usize>, Style)> {
    let wrong = theme.yellow.add_modifier(Modifier::UNDERLINED);
    let (tokens, stop): (&[Range<usize>], Option<&Stop>) = match meaning {
        Meaning::Empty => (&[], None),
        Meaning::Is(_, preview) | Meaning::Day(_, preview) | Meaning::Says(_, preview) => (&preview.tokens, None),
        Meaning::Unclear(preview, stop) => (&preview.tokens, Some(stop)),
        Meaning::Wrong(stop) => (&[], Some(stop)),
    };
    let faults = stop.and_then(|stop| stop.span.clone()).map(|span| (span, wrong));
    faults.into_iter().chain(tokens.iter().map(|span| (span.clone(), theme.accent))).collect()
}
