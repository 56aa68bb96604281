//! Where folio runs: over SSH, inside tmux, beside which display. Read once; everything after takes it as a value.

use std::env;

/// Where folio runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is one fact of the environment
pub struct Around {
    /// The terminal is on another machine: a tool here would reach the wrong clipboard.
    pub ssh: bool,
    /// Inside tmux.
    pub tmux: bool,
    /// A Wayland display.
    pub wayland: bool,
    /// An X display.
    pub x11: bool,
    /// macOS, whose display is always there.
    pub mac: bool,
}

impl Around {
    /// Looks at the environment of this process.
    pub fn read() -> Around {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        Around {
            ssh: ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].into_iter().any(set),
            tmux: set("TMUX"),
            wayland: set("WAYLAND_DISPLAY"),
            x11: set("DISPLAY"),
            mac: cfg!(target_os = "macos"),
        }
    }

    /// Whether a program with a window can be seen by the person at the keyboard.
    pub fn has_display(self) -> bool {
        !self.ssh && (self.wayland || self.x11 || self.mac)
    }
}
