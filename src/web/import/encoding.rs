//! Text files as Chinese offices have them: UTF-8, with or without its mark, or GB 18030 as Excel
//! writes its CSV; "Unicode text" is UTF-16 with a mark.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::text::Text;

/// # Errors
/// When it is neither; a picture, for instance.
pub fn decode(content: &[u8]) -> Result<Cow<'_, str>, Text> {
    if let Some((encoding, mark)) = Encoding::for_bom(content) {
        return whole(encoding, &content[mark..]);
    }
    // Binary files happen to be good GB 18030 for a while; text holds no NUL.
    if content.contains(&0) {
        return Err("import-no-text".into());
    }
    whole(UTF_8, content).or_else(|_| whole(GB18030, content))
}

fn whole<'a>(encoding: &'static Encoding, content: &'a [u8]) -> Result<Cow<'a, str>, Text> {
    encoding.decode_without_bom_handling_and_without_replacement(content).ok_or_else(|| "import-no-text".into())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_offices_save_is_read_as_it_was_written() {
        let (gb, ..) = encoding_rs::GB18030.encode("名称,浮动IP");
        let wide: Vec<u8> = "\u{feff}名称".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (content, text) in [
            ("名称,浮动IP".as_bytes(), "名称,浮动IP"),
            ("\u{feff}名称".as_bytes(), "名称"),
            (&*gb, "名称,浮动IP"),
            (&*wide, "名称"),
            (b"", ""),
        ] {
            assert_eq!(decode(content).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_not_guessed() {
        for content in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"name\0ip", b"\xef\xbb\xbf\xff\xfe", b"a,\xff\xff\xff"]
        {
            assert!(decode(content).is_err(), "{content:?}");
        }
    }
}
