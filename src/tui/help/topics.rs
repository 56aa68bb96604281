//! All that help tells, from the tables that the program itself works by: commands, keymap, fields of filters.

use crate::domain::query::field::{FIELDS_OF_QUERY, Known, QueryField};
use crate::domain::value::text::shown;
use crate::input::command::{COMMANDS, Command, Row};
use crate::input::context::Context;
use crate::input::keymap::Keymap;
use crate::tui::help::topic::{Goal, Section, Topic};
use crate::tui::theme::Theme;

/// How terms of a filter are put together.
const JOINTS: &[(&str, &str)] = &[
    ("a b", "both hold; `or` between them: one of them; `not` or - before one: the opposite; ( ) hold them together"),
    ("field:a,b", "one of several values; field:none has none, field:any has some"),
    ("field:a..b", "from a to b, both among them; a.. and ..b are open at an end"),
    ("= != < <= > >= ~", "instead of the colon: is, is not, under, at most, over, at least, contains"),
    ("@name", "of the account of that name, alias or domain"),
    ("+tag", "that has the tag"),
    ("word", "that has the word in its name, people, tasks or tags; \"several words\" stand together"),
];

/// The words of a task line: what is typed, what it says, what Enter puts in.
const WORDS: &[(&str, &str, &str)] = &[
    ("due:fri", "the promised day, an hour too: due:fri 3pm; a day at the end of the line needs no due:", "due:"),
    ("@globex", "for which account; without it: that of the row", "@"),
    ("p:1", "priority: 1 high, 2 normal, 3 low, 0 none", "p:"),
    ("+renewal", "a tag", "+"),
    ("est:30m", "how long it should take: 30m, 2h", "est:"),
    ("wait:mon", "hidden until that day", "wait:"),
    ("every:2w", "comes back when it is done: 2w, month, mon, quarter", "every:"),
    ("kind:call", "call, email, meeting or task; the first word may say it", "kind:"),
    ("with:Dana", "with which contact", "with:"),
    ("url:https://...", "a link", "url:"),
    ("-- text", "a note, to the end of the line", "-- "),
    ("\\fri \"by fri\"", "kept as words: after a backslash or in quotes nothing is a day or a tag", ""),
];

/// Everything help knows of, in its order.
pub fn topics(
    keymap: &Keymap,
    place: Context,
    theme: &Theme,
    why_not: impl Fn(Command) -> Option<String>,
) -> Vec<Topic> {
    let (here, elsewhere): (Vec<&Row>, Vec<&Row>) = COMMANDS.iter().partition(|row| row.command.fits(place));
    let key = |row: &Row, section| {
        let keys = keymap.keys_of(row.command).join("  ");
        let names = format!("{} {}", row.id, row.verb);
        let topic = Topic::new(section, keys, row.what, Goal::Run(row.command), &names);
        topic.unless(why_not(row.command))
    };
    let here: Vec<Topic> = here.into_iter().map(|row| key(row, Section::Here)).collect();
    let elsewhere: Vec<Topic> = elsewhere.into_iter().map(|row| key(row, Section::Elsewhere)).collect();
    let own = keymap.own_commands().map(|(command, own)| {
        let (keys, what) = (keymap.keys_of(command).join("  "), shown(keymap.what(command)).into_owned());
        let keys = if keys.is_empty() { format!(": {}", own.id) } else { keys };
        Topic::new(Section::Here, keys, what, Goal::Run(command), &own.id).unless(why_not(command))
    });
    let here: Vec<Topic> = here.into_iter().chain(own).collect();
    let filters = FIELDS_OF_QUERY.iter().map(field).chain(JOINTS.iter().map(|(sign, what)| {
        Topic::new(Section::Filter, *sign, *what, Goal::Filter(""), "filter query or not and range")
    }));
    let task = WORDS
        .iter()
        .map(|(sign, what, word)| Topic::new(Section::Task, *sign, *what, Goal::Task(word), "quick-add add task line"));
    let signs = signs(theme).into_iter();
    let signs = signs.map(|(sign, what)| Topic::new(Section::Signs, sign, what, Goal::Read, "sign mark"));
    here.into_iter().chain(elsewhere).chain(filters).chain(task).chain(signs).collect()
}

/// A field of the filter language.
fn field(field: &'static QueryField) -> Topic {
    let examples = field.examples.join("  ");
    let words: Vec<&str> = field.words.iter().map(|Known { word, .. }| *word).collect();
    let words = if words.is_empty() { String::new() } else { format!(": {}", words.join(" ")) };
    let what = format!("{}{words}", field.label);
    let names = format!("filter query field {} {}", field.name, field.aliases.join(" "));
    Topic::new(Section::Filter, examples, what, Goal::Filter(field.name), &names)
}

/// What stands in the lists.
fn signs(theme: &Theme) -> [(&'static str, &'static str); 7] {
    [
        (theme.glyph("↑ ↓ ★", "^ v *"), "pinned to the top, pinned to the bottom, starred"),
        ("R Y G  - = +", "health red, yellow, green; falling, steady, rising"),
        ("c ! L", "decision on its cancel-by day; notice received; renewed itself, locked in"),
        (
            theme.glyph("w:sales 8d s2 ↻", "w:sales 8d s2 @"),
            "waits on sales for 8 days; its day was moved twice; comes back",
        ),
        ("*", "before a row: another program has changed it since the cursor was last on it"),
        ("zzz done", "off today's list: snoozed; dealt with"),
        ("?", "an amount in a currency without a rate in the config: it counts as nothing"),
    ]
}
