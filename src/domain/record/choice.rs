//! Closed word lists: each value has one word that is stored, typed, printed and matched alike.

/// A word that is not in a closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is none of: {}", .known.join(", "))]
pub struct BadWord {
    /// What was given.
    pub given: String,
    /// The words there are.
    pub known: Vec<&'static str>,
}

/// Declares an enum of words: `ALL`, `word()`, `FromStr` (case and blanks ignored), `Display`, serde as the word.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in its natural order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// Every word, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The one word of this value.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::record::choice::BadWord;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                // As the book holds it, some 100,000 times in a row.
                if let Some(value) = $name::ALL.iter().copied().find(|value| value.word() == s) {
                    return Ok(value);
                }
                let plain = |t: &str| t.trim().to_lowercase().replace([' ', '_'], "-");
                let given = plain(s);
                $name::ALL.iter().copied().find(|value| plain(value.word()) == given).ok_or_else(|| {
                    $crate::domain::record::choice::BadWord { given: s.to_owned(), known: $name::WORDS.to_vec() }
                })
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::domain::record::choice::BadWord;
            fn try_from(s: String) -> Result<Self, Self::Error> { s.parse() }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String { value.word().to_owned() }
        }
    };
}

pub(crate) use choice;
