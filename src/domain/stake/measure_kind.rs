//! Which measures of health there are, what they are called and what each is about.

use serde::{Deserialize, Serialize};

/// What measures are about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// How much of it is used.
    Usage,
    /// How often people speak.
    Engagement,
    /// What is broken.
    Support,
    /// Who is there.
    Relationship,
    /// What people feel.
    Sentiment,
    /// What is paid, and who else may be.
    Commercial,
    /// A score made elsewhere.
    Score,
}

impl Group {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Group::Usage => "usage",
            Group::Engagement => "engagement",
            Group::Support => "support",
            Group::Relationship => "relationship",
            Group::Sentiment => "sentiment",
            Group::Commercial => "commercial",
            Group::Score => "score",
        }
    }
}

/// Which measure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureKind {
    /// Seats in use of those bought: as it is, in percent.
    Seats,
    /// Change of usage in 30 days: 75 when steady, 100 at +25 %, 0 at -50 %.
    Usage,
    /// Days since the last touch: 100 within the cadence, 0 at three of them.
    Touch,
    /// Age of the oldest open P1: 100 when none is, 50 at the day of alarm, 0 at twice that.
    P1,
    /// Open escalations: 50 less for each.
    Escalations,
    /// People still there: 100 when enough are.
    Contacts,
    /// Days since a champion or a sponsor left: 0 on the day, 100 when it counts no more.
    Departures,
    /// The latest NPS answer, times ten.
    Nps,
    /// Days that an invoice is late: 50 at the day of alarm, 0 at twice that.
    Invoice,
    /// 0 while a competitor is being evaluated.
    Competitor,
    /// An imported score.
    Score,
}

impl MeasureKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [MeasureKind; 11] = [
        MeasureKind::Seats,
        MeasureKind::Usage,
        MeasureKind::Touch,
        MeasureKind::P1,
        MeasureKind::Escalations,
        MeasureKind::Contacts,
        MeasureKind::Departures,
        MeasureKind::Nps,
        MeasureKind::Invoice,
        MeasureKind::Competitor,
        MeasureKind::Score,
    ];

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            MeasureKind::Seats => "seat use",
            MeasureKind::Usage => "usage 30d",
            MeasureKind::Touch => "last touch",
            MeasureKind::P1 => "open P1",
            MeasureKind::Escalations => "escalations",
            MeasureKind::Contacts => "contacts",
            MeasureKind::Departures => "departures",
            MeasureKind::Nps => "NPS",
            MeasureKind::Invoice => "invoice",
            MeasureKind::Competitor => "competitor",
            MeasureKind::Score => "imported",
        }
    }

    /// How the config calls it.
    pub const fn key(self) -> &'static str {
        match self {
            MeasureKind::Seats => "seats",
            MeasureKind::Usage => "usage",
            MeasureKind::Touch => "touch",
            MeasureKind::P1 => "p1",
            MeasureKind::Escalations => "escalations",
            MeasureKind::Contacts => "contacts",
            MeasureKind::Departures => "departures",
            MeasureKind::Nps => "nps",
            MeasureKind::Invoice => "invoice",
            MeasureKind::Competitor => "competitor",
            MeasureKind::Score => "score",
        }
    }

    /// What it is about.
    pub const fn group(self) -> Group {
        match self {
            MeasureKind::Seats | MeasureKind::Usage => Group::Usage,
            MeasureKind::Touch => Group::Engagement,
            MeasureKind::P1 | MeasureKind::Escalations => Group::Support,
            MeasureKind::Contacts | MeasureKind::Departures => Group::Relationship,
            MeasureKind::Nps => Group::Sentiment,
            MeasureKind::Invoice | MeasureKind::Competitor => Group::Commercial,
            MeasureKind::Score => Group::Score,
        }
    }
}
