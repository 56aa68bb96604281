//! The palette's keys. It is opened over any place, and what it runs, runs there.

use crate::input::key::{Code, Key};
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::modals::completing::Completion;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::prompt::{Way, choose};
use crate::tui::modals::typing_line;
use crate::tui::modals::views::Views;
use crate::tui::msg::Effect;
use crate::tui::palette::entry::Goal;
use crate::tui::palette::line::{Takes, takes};
use crate::tui::palette::running::Then;
use crate::tui::palette::state::{Palette, Said};
use crate::tui::panes::foot::Status;
use tui_input::Input;

impl App {
    /// Opens the palette.
    pub(in crate::tui) fn open_palette(&mut self) -> Vec<Effect> {
        self.modal = None;
        let mut palette = Palette::new(self.scope(), Views::new(&[]));
        palette.renew(self.palette_entries(palette.views.as_ref()));
        self.modal = Some(Modal::Palette(Box::new(palette)));
        // The built-in views stand there at once; the saved ones and the names of rows come behind them.
        std::iter::once(Effect::Fetch(Query::Views)).chain(self.want_sheet()).collect()
    }

    /// The views or the rows of the book came: they are offered from now on.
    pub(in crate::tui) fn renew_palette(&mut self, palette: &mut Palette, views: Option<Views>) -> Vec<Effect> {
        if views.is_some() {
            palette.views = views;
        }
        palette.renew(self.palette_entries(palette.views.as_ref()));
        // A name could not be looked up before: the line may say more by now.
        if palette.chosen.is_none() { self.read_again(palette) } else { Vec::new() }
    }

    fn read_again(&mut self, palette: &mut Palette) -> Vec<Effect> {
        let (at, top) = (palette.at, palette.top);
        let effects = self.read_palette(palette);
        if palette.shown().count() > at {
            (palette.at, palette.top) = (at, top);
        }
        effects
    }

    /// Takes a key while the palette is open.
    pub(in crate::tui) fn palette_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Palette(mut palette)) = self.modal.take() else { return Vec::new() };
        self.status = Status::Quiet;
        let empty = palette.input.value().is_empty();
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => return Vec::new(),
            (Code::Backspace, false) if empty => return Vec::new(),
            (Code::Enter, _) => match self.run_palette(&mut palette) {
                Then::Ran(mut effects) => {
                    effects.push(Effect::Remember);
                    return effects;
                }
                Then::Stays => {}
            },
            _ => {
                let effects = self.palette_typed(&mut palette, key);
                self.modal = Some(Modal::Palette(palette));
                return effects.into_iter().chain(self.ask_told()).collect();
            }
        }
        self.modal = Some(Modal::Palette(palette));
        Vec::new()
    }

    /// Takes a key that moves within the palette, or types.
    fn palette_typed(&mut self, palette: &mut Palette, key: Key) -> Vec<Effect> {
        let older = matches!((key.code, key.ctrl), (Code::Up, _) | (Code::Char('p'), true));
        let newer = matches!((key.code, key.ctrl), (Code::Down, _) | (Code::Char('n'), true));
        let way = if key.code == Code::BackTab || older { Way::Back } else { Way::On };
        let tab = matches!(key.code, Code::Tab | Code::BackTab);
        if (tab || (older || newer) && palette.offers())
            && let Some(completion) = &mut palette.completion
        {
            choose(completion, &mut palette.chosen, &mut palette.input, way);
            self.follow_choice(palette);
            return Vec::new();
        }
        if tab {
            return self.put_entry(palette);
        }
        if (older && palette.at == 0 || newer) && palette.recall(&self.past, older) {
            return self.read_palette(palette);
        }
        let page = isize::try_from(palette.height).unwrap_or(1).max(2) - 1;
        match key.code {
            _ if older => palette.step(-1),
            _ if newer => palette.step(1),
            Code::PageDown => palette.step(page),
            Code::PageUp => palette.step(-page),
            _ => {
                if typing_line::type_key(&mut palette.input, key) {
                    palette.own();
                    return self.read_palette(palette);
                }
            }
        }
        Vec::new()
    }

    /// A candidate stands in the line: it says more by now, and the others stay offered.
    fn follow_choice(&mut self, palette: &mut Palette) {
        let kept = (palette.completion.take(), palette.chosen);
        let _ = self.read_palette(palette);
        (palette.completion, palette.chosen) = kept;
    }

    /// Puts the entry under the cursor into the line, ready for what may stand behind it.
    fn put_entry(&mut self, palette: &mut Palette) -> Vec<Effect> {
        let Some(entry) = palette.here() else { return Vec::new() };
        let more = matches!(&entry.goal, Goal::Command(command) if takes(*command) != Takes::Nothing);
        let Some(line) = entry.line() else { return Vec::new() };
        let blank = if more { " " } else { "" };
        palette.input = Input::from(format!("{line}{blank}"));
        palette.own();
        self.read_palette(palette)
    }

    /// Puts pasted text into the line.
    pub(in crate::tui) fn paste_palette(&mut self, mut palette: Box<Palette>, text: &str) -> Vec<Effect> {
        let over = typing_line::paste(&mut palette.input, text);
        self.say_left_out(over);
        palette.own();
        let effects = self.read_palette(&mut palette);
        self.modal = Some(Modal::Palette(palette));
        effects.into_iter().chain(self.ask_told()).collect()
    }
}

impl Palette {
    /// Whether candidates are on the screen, for the arrows to go through.
    fn offers(&self) -> bool {
        let listed = matches!(self.said, Said::Letters | Said::View);
        !listed && self.completion.as_ref().is_some_and(Completion::is_shown)
    }
}
