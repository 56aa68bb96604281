//! A page of HTML in one file: nothing is fetched, nothing runs, and it prints. Every text that goes in is escaped on the
//! way; a reader's own choice of light or dark is followed.

use crate::domain::value::text::{shown, shown_lines};
use std::fmt::Write as _;

/// Colours and measures. Each pair of text and ground has a contrast of 4.5 to 1 at least, in either scheme (WCAG 2.2, 1.4.3).
const STYLE: &str = include_str!("html.css");

/// A text as HTML takes it, inside an element or an attribute; on one line and safe to show.
pub fn escaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    for c in shown(raw).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A column of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Words.
    Words(&'static str),
    /// Figures, on the right.
    Figures(&'static str),
}

impl Column {
    fn name(self) -> &'static str {
        let (Column::Words(name) | Column::Figures(name)) = self;
        name
    }

    fn class(self) -> &'static str {
        if matches!(self, Column::Figures(_)) { " class=\"n\"" } else { "" }
    }
}

/// A cell of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A text, as given.
    Text(String),
    /// A text with more on it in small letters below: as given, both.
    Noted(String, String),
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

/// A page as it is being written.
#[derive(Debug)]
pub struct Page {
    out: String,
}

impl Page {
    /// A page with a title and a line under it.
    pub fn new(title: &str, under: &str) -> Page {
        let (title, under) = (escaped(title), escaped(under));
        let mut out = String::with_capacity(32 << 10);
        let _ = write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
             <p class=\"under\">{under}</p>\n</header>\n<main>\n"
        );
        Page { out }
    }

    /// Begins a section under a heading; `id` names it for links and is ASCII.
    pub fn section(&mut self, id: &str, heading: &str) {
        let heading = escaped(heading);
        let _ = writeln!(self.out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>");
    }

    /// Ends the section.
    pub fn end(&mut self) {
        self.out.push_str("</section>\n");
    }

    /// A paragraph.
    pub fn say(&mut self, text: &str) {
        let _ = writeln!(self.out, "<p>{}</p>", escaped(text));
    }

    /// A paragraph that stands back.
    pub fn hint(&mut self, text: &str) {
        let _ = writeln!(self.out, "<p class=\"hint\">{}</p>", escaped(text));
    }

    /// A few figures side by side, each with its name and a line on it.
    pub fn tiles(&mut self, tiles: &[(String, String, String)]) {
        self.out.push_str("<dl class=\"tiles\">\n");
        for (name, figure, note) in tiles {
            let (name, figure, note) = (escaped(name), escaped(figure), escaped(note));
            let _ = writeln!(self.out, "<div><dt>{name}</dt><dd>{figure}</dd><dd class=\"hint\">{note}</dd></div>");
        }
        self.out.push_str("</dl>\n");
    }

    /// A table; the first cell of each row is its heading.
    pub fn table(&mut self, caption: &str, columns: &[Column], rows: impl IntoIterator<Item = Vec<Cell>>) {
        let _ = write!(self.out, "<div class=\"wide\">\n<table>\n<caption>{}</caption>\n<thead><tr>", escaped(caption));
        for column in columns {
            let _ = write!(self.out, "<th scope=\"col\"{}>{}</th>", column.class(), escaped(column.name()));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (n, (cell, column)) in row.iter().zip(columns).enumerate() {
                let (tag, scope) = if n == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
                let _ = write!(self.out, "<{tag}{scope}{}>", column.class());
                match cell {
                    Cell::Text(text) => self.out.push_str(&escaped(text)),
                    Cell::Noted(text, note) => {
                        let _ = write!(self.out, "{}<small>{}</small>", escaped(text), escaped(note));
                    }
                }
                let _ = write!(self.out, "</{tag}>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    /// A list of lines.
    pub fn list(&mut self, lines: impl IntoIterator<Item = String>) {
        self.out.push_str("<ul>\n");
        for line in lines {
            let _ = writeln!(self.out, "<li>{}</li>", escaped(&line));
        }
        self.out.push_str("</ul>\n");
    }

    /// A note: the headings, lists and paragraphs of its Markdown. All other marks stand as they were typed.
    pub fn note(&mut self, text: &str) {
        self.out.push_str("<div class=\"note\">\n");
        let mut open = "";
        for line in shown_lines(text) {
            let (tag, text) = block(&line);
            if !open.is_empty() && tag != open {
                let _ = writeln!(self.out, "</{open}>");
            }
            let begins = if tag == open { "" } else { tag };
            let text = escaped(text);
            let _ = match (tag, begins) {
                ("", _) => Ok(()),
                ("h3", _) => writeln!(self.out, "<h3>{text}</h3>"),
                ("ul", "") => writeln!(self.out, "<li>{text}</li>"),
                ("ul", _) => writeln!(self.out, "<ul>\n<li>{text}</li>"),
                (_, "") => writeln!(self.out, "<br>{text}"),
                _ => writeln!(self.out, "<p>{text}"),
            };
            open = if tag == "h3" { "" } else { tag };
        }
        if !open.is_empty() {
            let _ = writeln!(self.out, "</{open}>");
        }
        self.out.push_str("</div>\n");
    }

    /// A picture that is SVG already, with what it shows said below it.
    pub fn figure(&mut self, svg: &str, caption: &str) {
        let caption = escaped(caption);
        let _ = writeln!(self.out, "<figure>\n{svg}<figcaption>{caption}</figcaption>\n</figure>");
    }

    /// The whole page, with a line at its foot.
    pub fn finish(mut self, foot: &str) -> String {
        let _ = write!(self.out, "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n", escaped(foot));
        self.out
    }
}

/// What a line of Markdown is part of, and its text: nothing of a blank line or an empty item.
fn block(line: &str) -> (&'static str, &str) {
    let line = line.trim();
    let head = line.trim_start_matches('#');
    if head.len() < line.len() && head.starts_with(' ') {
        return ("h3", head.trim());
    }
    match line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        Some(item) => ("ul", item.trim()),
        None if line.is_empty() || line == "-" => ("", ""),
        None => ("p", line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_its_headings_and_lists() {
        let mut page = Page { out: String::new() };
        page.note("### Wins\n- Acme <stayed>\n- Bolt\n### Misses\n- \n\nlate on\nCore #1\n\n* last");
        let want = "<div class=\"note\">\n<h3>Wins</h3>\n<ul>\n<li>Acme &lt;stayed&gt;</li>\n<li>Bolt</li>\n</ul>\n\
                    <h3>Misses</h3>\n<p>late on\n<br>Core #1\n</p>\n<ul>\n<li>last</li>\n</ul>\n</div>\n";
        assert_eq!(page.out, want);
    }

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(escaped("<b a=\"'x'\">&amp;\n\u{1b}[2J"), "&lt;b a=&quot;&#39;x&#39;&quot;&gt;&amp;amp; ␛[2J");
        let evil = "</title><script>alert(1)</script>";
        let mut page = Page::new(evil, evil);
        page.section("a", evil);
        page.say(evil);
        page.hint(evil);
        page.tiles(&[(evil.to_owned(), evil.to_owned(), evil.to_owned())]);
        let cells = vec![evil.into(), Cell::Noted(evil.to_owned(), evil.to_owned())];
        page.table(evil, &[Column::Words("a"), Column::Figures("b")], [cells]);
        page.list([evil.to_owned()]);
        page.note(evil);
        page.figure("", evil);
        page.end();
        let text = page.finish(evil);
        assert!(!text.contains("<script"), "{text}");
        assert_eq!(text.matches("</title>").count(), 1);
    }

    #[test]
    fn nothing_is_fetched() {
        let text = Page::new("t", "u").finish("f");
        for word in ["http", "url(", "@import", "src=", "<link", "<script"] {
            assert!(!text.contains(word), "{word}");
        }
        assert!(text.contains("prefers-color-scheme: dark") && text.contains("@media print"));
    }
}
