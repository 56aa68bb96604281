//! Bytes to text, saying which encoding was taken. Never fails on UTF-16, UTF-32, UTF-8 or Windows-1252: what has no
//! meaning becomes U+FFFD and is counted.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text with the encoding it came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Whether bytes without meaning were replaced by U+FFFD.
    pub damaged: bool,
}

/// A name that is no encoding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an encoding: write utf-8, utf-16le, windows-1252, gb18030 or big5")]
pub struct UnknownEncoding(pub String);

/// Reads bytes: by their byte order mark, else UTF-16 by its NULs, else UTF-8, else Windows-1252.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((wide, big)) = utf32(bytes) {
        return wide_text(wide, big);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return with(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: UTF_8.name(), damaged: false },
        Err(_) => with(WINDOWS_1252, bytes),
    }
}

/// Reads bytes in an encoding that a person named.
pub fn decode_as(bytes: &[u8], name: &str) -> Result<Decoded, UnknownEncoding> {
    let encoding = Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| UnknownEncoding(name.to_owned()))?;
    Ok(with(encoding, bytes))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, used, damaged) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: used.name(), damaged }
}

fn utf32(bytes: &[u8]) -> Option<(&[u8], bool)> {
    let little = bytes.strip_prefix(&[0xFF, 0xFE, 0, 0]).map(|rest| (rest, false));
    little.or_else(|| bytes.strip_prefix(&[0, 0, 0xFE, 0xFF]).map(|rest| (rest, true)))
}

fn wide_text(bytes: &[u8], big: bool) -> Decoded {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut damaged = !rest.is_empty();
    let text = units
        .iter()
        .map(|unit| if big { u32::from_be_bytes(*unit) } else { u32::from_le_bytes(*unit) })
        .map(|code| {
            char::from_u32(code).unwrap_or_else(|| {
                damaged = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Decoded { text, encoding: if big { "UTF-32BE" } else { "UTF-32LE" }, damaged }
}

/// UTF-16 without a mark: Latin text has a NUL in nearly every second byte, always on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let pairs = head.len() / 2;
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let nuls = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if odd * 10 >= pairs * 6 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 6 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn names_the_encoding_it_takes() {
        let wide: Vec<u8> = "\u{FEFF}a,é".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        for (bytes, text, encoding) in [
            (b"name,age".to_vec(), "name,age", "UTF-8"),
            (b"\xEF\xBB\xBFname".to_vec(), "name", "UTF-8"),
            (b"Soci\xE9t\xE9 \x80".to_vec(), "Société €", "windows-1252"),
            (utf16("name,ort\n", true, false), "name,ort\n", "UTF-16LE"),
            (utf16("name,ort\n", true, true), "name,ort\n", "UTF-16BE"),
            (utf16("name,ort\nä,b\n", false, false), "name,ort\nä,b\n", "UTF-16LE"),
            (utf16("name,ort\nä,b\n", false, true), "name,ort\nä,b\n", "UTF-16BE"),
            (wide, "a,é", "UTF-32LE"),
            (b"a\0b".to_vec(), "a\0b", "UTF-8"),
            (Vec::new(), "", "UTF-8"),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.damaged), (text, encoding, false));
        }
    }

    #[test]
    fn takes_an_encoding_by_name() {
        assert_eq!(decode_as(&[0xB6, 0xAB, 0xBE, 0xA9], "gb18030").unwrap().text, "东京");
        assert_eq!(decode_as(&[0xAA, 0x46, 0xA8, 0xCA], "Big5").unwrap().text, "東京");
        assert!(decode_as(b"", "klingon").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            decode(&bytes);
        }
    }
}
