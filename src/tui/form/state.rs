//! A form: the fields of a record that is edited or made, and the stop that has the keyboard. Below the fields stand its
//! buttons, so that no key is needed that a terminal may take.

use crate::domain::form::slot::{ACCOUNT, Need, Slot, new_slots, slots};
use crate::domain::record::field::Unit;
use crate::domain::record::meta::Kind;
use crate::domain::value::day::Moment;
use crate::domain::value::id::AccountId;
use crate::service::edit::{FieldEdit, RecordDraft, RecordEdit, RecordView, RowName};
use crate::service::intent::Intent;
use crate::tui::form::place::{Place, Reading};
use crate::tui::modals::meaning::preview::Sight;

/// What a form is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum About {
    /// A record that is there, and the version that was read.
    Row(RowName, u32),
    /// A record to be made.
    New(Kind),
}

/// Where the keyboard is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// In a field.
    Field(usize),
    /// On the button that saves.
    Save,
    /// On the one that hands the notes to the editor.
    Editor,
    /// On the one that lets a draft go.
    Discard,
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is about.
    pub about: About,
    /// What that is called, or whose it will be; safe to print.
    pub title: String,
    /// Whose it is.
    pub account: Option<AccountId>,
    /// Its fields.
    pub places: Vec<Place>,
    /// Where the keyboard is.
    pub stop: Stop,
    /// The keyboard has just come here: what is typed takes the place of a short value.
    pub fresh: bool,
    /// When what is typed was kept as a draft, if it was.
    pub drafted: Option<Moment>,
    /// First field shown, and how many there is room for.
    pub window: (usize, usize),
}

/// What a choice of a new record begins with.
const BEGINS: &[(Kind, &str, &str)] = &[
    (Kind::Account, "stage", "established"),
    (Kind::Touch, "kind", "note"),
    (Kind::Subscription, "auto_renew", "no"),
    (Kind::Account, "star", "no"),
    (Kind::Opportunity, "kind", "upsell"),
    (Kind::Feedback, "kind", "quote"),
];

impl Form {
    /// The form of a record.
    pub fn of(view: &RecordView) -> Form {
        let place = |slot: Slot| Place::new(slot, view.value(slot.key).to_owned());
        let about = About::Row(view.row.clone(), view.version);
        Form::with(about, view.title.clone(), view.account, slots(view.row.kind).into_iter().map(place).collect())
    }

    /// The form of a record to be made.
    pub fn new(kind: Kind, account: Option<AccountId>, title: String) -> Form {
        let mut slots = new_slots(kind);
        if kind == Kind::Touch {
            // What was said comes first: the rest is mostly as it begins.
            slots.sort_by_key(|slot| slot.unit != Unit::Body);
        }
        let begins = |slot: &Slot| BEGINS.iter().find(|(of, key, _)| *of == kind && *key == slot.key);
        let place = |slot: Slot| Place::new(slot, begins(&slot).map_or(String::new(), |(.., text)| (*text).to_owned()));
        Form::with(About::New(kind), title, account, slots.into_iter().map(place).collect())
    }

    fn with(about: About, title: String, account: Option<AccountId>, places: Vec<Place>) -> Form {
        Form { about, title, account, places, stop: Stop::Field(0), fresh: true, drafted: None, window: (0, 0) }
    }

    /// The table of its record.
    pub fn kind(&self) -> Kind {
        match &self.about {
            About::Row(row, _) => row.kind,
            About::New(kind) => *kind,
        }
    }

    /// The name of its draft.
    pub fn draft_name(&self) -> String {
        match &self.about {
            About::Row(row, _) => format!("form {} {}", row.kind, row.key),
            About::New(kind) => {
                let whose = self.account.map(|id| format!(" {id}")).unwrap_or_default();
                format!("new {kind}{whose}")
            }
        }
    }

    /// Where the keyboard can be, in the order of the tab key.
    pub fn stops(&self) -> Vec<Stop> {
        let fields = (0..self.places.len()).map(Stop::Field);
        let notes = self.notes().map(|_| Stop::Editor);
        let draft = self.drafted.map(|_| Stop::Discard);
        fields.chain([Stop::Save]).chain(notes).chain(draft).collect()
    }

    /// The field that has the keyboard.
    pub fn place(&self) -> Option<&Place> {
        match self.stop {
            Stop::Field(at) => self.places.get(at),
            _ => None,
        }
    }

    /// The same, to be typed in.
    pub fn place_mut(&mut self) -> Option<&mut Place> {
        match self.stop {
            Stop::Field(at) => self.places.get_mut(at),
            _ => None,
        }
    }

    /// The field of many lines, if there is one.
    pub fn notes(&self) -> Option<&Place> {
        self.places.iter().find(|place| place.slot.unit == Unit::Body)
    }

    /// The same, to be written.
    pub fn notes_mut(&mut self) -> Option<&mut Place> {
        self.places.iter_mut().find(|place| place.slot.unit == Unit::Body)
    }

    /// Goes so many stops on, round at the ends.
    pub fn step(&mut self, by: isize) {
        let stops = self.stops();
        let here = stops.iter().position(|stop| *stop == self.stop).unwrap_or_default();
        let count = stops.len().max(1);
        let to = (here.cast_signed() + by).rem_euclid(count.cast_signed());
        self.go(stops.get(to.unsigned_abs()).copied().unwrap_or(Stop::Save));
    }

    /// Goes to a stop.
    pub fn go(&mut self, stop: Stop) {
        (self.stop, self.fresh) = (stop, true);
    }

    /// Whether something else is typed than stands in the book.
    pub fn differs(&self) -> bool {
        self.places.iter().any(Place::differs)
    }

    /// What is typed, as edits.
    pub fn edits(&self) -> Vec<FieldEdit> {
        self.places.iter().filter_map(Place::edit).collect()
    }

    /// What each field means.
    pub fn readings(&self, sight: Sight<'_>) -> Vec<Reading> {
        let owner = self.owner(sight);
        self.places.iter().map(|place| self.reading(place, owner, sight)).collect()
    }

    fn reading(&self, place: &Place, owner: Option<AccountId>, sight: Sight<'_>) -> Reading {
        let missing = matches!(self.about, About::New(_)) && place.slot.need == Need::Must;
        match place.reading(self.kind(), owner, sight) {
            Reading::Same if missing && place.text().trim().is_empty() => Reading::Wrong("needed".to_owned()),
            reading => reading,
        }
    }

    /// Whose people a contact is looked up among: those of the account that is typed, else of its own.
    fn owner(&self, sight: Sight<'_>) -> Option<AccountId> {
        use crate::tui::modals::naming::{Named, account};
        let typed = self.places.iter().find(|place| place.slot.key == ACCOUNT && place.differs());
        match typed.and_then(|place| Some(account(sight.sheet?, place.text()))) {
            Some(Named::One(row)) => Some(row.id),
            Some(_) => None,
            None => self.account,
        }
    }

    /// The write that it is; the first field that will not do and why, when one will not. None when nothing is typed.
    pub fn intent(&self, sight: Sight<'_>) -> Result<Option<Intent>, (usize, String)> {
        let readings = self.readings(sight);
        let wrong = readings.into_iter().enumerate().find_map(|(at, reading)| match reading {
            Reading::Wrong(why) => Some((at, why)),
            _ => None,
        });
        if let Some(wrong) = wrong {
            return Err(wrong);
        }
        Ok(match &self.about {
            About::Row(row, version) => {
                let edit = || RecordEdit { row: row.clone(), version: *version, fields: self.edits() };
                self.differs().then(|| Intent::Edit(Box::new(edit())))
            }
            About::New(kind) => {
                let filled = self.places.iter().filter(|place| !place.text().trim().is_empty());
                let fields = filled.map(|place| (place.slot.key.to_owned(), place.text().to_owned())).collect();
                Some(Intent::Create(Box::new(RecordDraft { kind: *kind, account: self.account, fields })))
            }
        })
    }

    /// Takes in the record as it stands by now; gives how many fields were typed in that somebody else wrote as well.
    pub fn meet(&mut self, view: &RecordView) -> usize {
        let About::Row(row, version) = &mut self.about else { return 0 };
        if *row != view.row || *version == view.version {
            return 0;
        }
        *version = view.version;
        self.places.iter_mut().for_each(|place| place.meet(view.value(place.slot.key)));
        self.places.iter().filter(|place| place.theirs.is_some()).count()
    }
}
