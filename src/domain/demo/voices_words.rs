//! What customers of the demo say, and the cases met with a few of them.

use crate::domain::record::feedback::FeedbackKind;

/// Words of those who would recommend us, of those who would not, and of those between.
pub const HAPPY: &[&str] = &[
    "the support team knows our set-up by heart",
    "rollout was done before we had finished planning it",
    "we would not go back to spreadsheets",
    "reports that used to take a day are there at breakfast",
];
pub const UNHAPPY: &[&str] = &[
    "exports are too slow for month end",
    "we have asked for single sign-on twice",
    "nobody told us of the price change",
    "half of the team went back to the old tool",
];
pub const LUKEWARM: &[&str] =
    &["good, but the app is slow on the shop floor", "does what it says, training is thin", ""];

/// What may be shown to others.
pub const QUOTES: &[&str] = &[
    "It pays for itself by the second week of every month.",
    "Our auditors asked where the paper went.",
    "The first tool that the drivers asked to keep.",
    "We plan in the morning what took us until Thursday.",
];

/// What somebody waits for, or waited for.
pub const ASKS: &[(FeedbackKind, &str)] = &[
    (FeedbackKind::Complaint, "export of the quarter times out"),
    (FeedbackKind::Request, "a report by site, not only by region"),
    (FeedbackKind::Complaint, "invoices went to the wrong office again"),
    (FeedbackKind::Request, "single sign-on for the second subsidiary"),
    (FeedbackKind::Reference, "happy to take a call from a prospect in our field"),
    (FeedbackKind::Request, "training in Spanish for the night shift"),
];

/// Problem, what was done, what came of it.
pub const CASES: &[(&str, &str, &str)] = &[
    (
        "Month-end export timed out",
        "moved the export to the night batch and raised the limit",
        "no ticket since; the controller renewed early",
    ),
    (
        "Only one person knew the administration",
        "trained two more, wrote a page of it together",
        "the change of administrator went unnoticed",
    ),
    (
        "Half of the seats were never used",
        "met the team leads, set up the mobile app by site",
        "seat use from 41 % to 78 % in two months",
    ),
    ("The new CFO saw only the cost", "brought the figures of the year on one page", "renewed for two years"),
    ("Log-ins failed after a change of domain", "walked through the directory with their IT", "fixed in a day"),
];
