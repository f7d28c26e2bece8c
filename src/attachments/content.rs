//! Whether a file is what its name says.

use super::file_type::FileType;

/// Looks at the content alone; what merely carries the right name is refused.
#[must_use]
pub fn matches(kind: FileType, content: &[u8]) -> bool {
    match kind {
        FileType::Jpeg => is(content, &["image/jpeg"]),
        FileType::Png => is(content, &["image/png"]),
        FileType::Gif => is(content, &["image/gif"]),
        // Two letters alone say little: the reserved bytes must be zero too.
        FileType::Bmp => is(content, &["image/bmp"]) && content.get(6..10) == Some(&[0; 4]),
        FileType::Pdf => is(content, &["application/pdf"]),
        FileType::Zip => is_zip(content),
        FileType::Docx => is_office(content, b"word/"),
        FileType::Xlsx => is_office(content, b"xl/"),
        FileType::Msg => content.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        FileType::Eml => is_text(content) && begins_with_a_header(content),
        FileType::Mp4 | FileType::Mov => is(content, &["video/mp4", "video/x-m4v", "video/quicktime"]),
        FileType::Text => is_text(content),
    }
}

fn is(content: &[u8], media_types: &[&str]) -> bool {
    infer::get(content).is_some_and(|found| media_types.contains(&found.mime_type()))
}

fn is_zip(content: &[u8]) -> bool {
    content.starts_with(b"PK\x03\x04") || content.starts_with(b"PK\x05\x06")
}

/// Writers order the parts of a document differently; their names always stand in clear.
fn is_office(content: &[u8], part: &[u8]) -> bool {
    is_zip(content) && contains(content, b"[Content_Types].xml") && contains(content, part)
}

fn contains(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// Any encoding of China's desks (UTF-8, GB 18030, UTF-16 with its mark) but no binary format.
fn is_text(content: &[u8]) -> bool {
    match content {
        [0xff, 0xfe, text @ ..] => is_utf16(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] => is_utf16(text, u16::from_be_bytes),
        _ => is_single_bytes(content),
    }
}

fn is_utf16(text: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let (pairs, rest) = text.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    rest.is_empty()
        && char::decode_utf16(units)
            .all(|character| character.is_ok_and(|c| u8::try_from(u32::from(c)).map_or(true, |byte| !is_binary(byte))))
}

fn is_single_bytes(content: &[u8]) -> bool {
    !content.iter().any(|byte| is_binary(*byte)) && !is(content, &["application/pdf", "application/rtf"])
}

/// Control characters but tab, line feed, form feed, carriage return and the escapes of coloured logs.
fn is_binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | 0x1b)
}

fn begins_with_a_header(content: &[u8]) -> bool {
    let line = content.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    line.starts_with(b"From ") || name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const PDF: &[u8] = b"%PDF-1.7\n";

    #[test]
    fn content_must_match_its_name() {
        assert!(matches(FileType::Png, PNG));
        assert!(!matches(FileType::Pdf, PNG));
        assert!(!matches(FileType::Text, PNG));
        assert!(matches(FileType::Pdf, PDF));
        assert!(!matches(FileType::Text, PDF));
        assert!(!matches(FileType::Jpeg, b"<script>alert(1)</script>"));
        assert!(!matches(FileType::Zip, b"MZ\x90\0"));
    }

    #[test]
    fn a_document_is_a_zip_with_its_own_parts() {
        let docx = b"PK\x03\x04......[Content_Types].xml....word/document.xml";
        assert!(matches(FileType::Docx, docx));
        assert!(!matches(FileType::Xlsx, docx));
        assert!(!matches(FileType::Docx, b"PK\x03\x04......notes.txt"));
    }

    #[test]
    fn text_may_be_in_any_usual_encoding() {
        assert!(matches(FileType::Text, "应急指挥\r\n".as_bytes()));
        assert!(matches(FileType::Text, &[0xd3, 0xa6, 0xbc, 0xb1, b'\n']));
        assert!(matches(FileType::Text, &[0xff, 0xfe, 0x94, 0x5e]));
        assert!(!matches(FileType::Text, b"\xff\xfeMZ\x90\0\x03\0\0\0"));
        assert!(matches(FileType::Text, b"BMC started\n"));
        assert!(!matches(FileType::Text, b"a\0b"));
    }

    #[test]
    fn a_mail_begins_with_a_header() {
        assert!(matches(FileType::Eml, b"Received: from mail\r\nSubject: x\r\n\r\ntext"));
        assert!(!matches(FileType::Eml, b"just some words\n"));
    }

    #[test]
    fn two_letters_make_no_bitmap() {
        assert!(matches(FileType::Bmp, b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0"));
        assert!(!matches(FileType::Bmp, b"BMC started"));
    }
}
