//! What the command line writes and how: data to stdout in the shape its reader needs, everything else to stderr.
//!
//! `environment` and `color` → `look` settle the shape; `cell` → `table` → `lines`, `sheet`, `json`, `markdown` write it through `out` and, on a
//! screen too short, `pager`; `voice`, `prompt` and `bar` speak to the person; `exit` says how it went. Nothing a file or a
//! person gave us leaves this folder with a byte that acts on a terminal.

pub mod bar;
pub mod cell;
pub mod color;
pub mod environment;
pub mod exit;
pub mod fitting;
pub mod json;
pub mod lines;
pub mod look;
pub mod markdown;
pub mod out;
pub mod pager;
pub mod paint;
pub mod prompt;
pub mod sheet;
pub mod table;
pub mod voice;
