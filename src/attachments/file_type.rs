//! The types of file that may be attached.

/// By extension, in the order of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    Jpeg,
    Png,
    Gif,
    Bmp,
    Text,
    Pdf,
    Docx,
    Xlsx,
    Zip,
    Msg,
    Eml,
    Mp4,
    Mov,
}

/// For the file chooser and for the sentence that refuses another one.
pub const EXTENSIONS: [&str; 16] =
    ["jpg", "jpeg", "png", "gif", "bmp", "txt", "log", "ini", "pdf", "docx", "xlsx", "zip", "msg", "eml", "mp4", "mov"];

impl FileType {
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "gif" => Self::Gif,
            "bmp" => Self::Bmp,
            "txt" | "log" | "ini" => Self::Text,
            "pdf" => Self::Pdf,
            "docx" => Self::Docx,
            "xlsx" => Self::Xlsx,
            "zip" => Self::Zip,
            "msg" => Self::Msg,
            "eml" => Self::Eml,
            "mp4" => Self::Mp4,
            "mov" => Self::Mov,
            _ => return None,
        })
    }

    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            // Its encoding is whatever it was written in.
            Self::Text => "text/plain",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Zip => "application/zip",
            Self::Msg => "application/vnd.ms-outlook",
            Self::Eml => "message/rfc822",
            Self::Mp4 => "video/mp4",
            Self::Mov => "video/quicktime",
        }
    }
}

/// Whether a browser may show it in its place.
#[must_use]
pub fn is_image(media_type: &str) -> bool {
    [FileType::Jpeg, FileType::Png, FileType::Gif, FileType::Bmp].iter().any(|image| image.media_type() == media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_extension_has_its_type_and_only_four_are_shown_in_place() {
        let types: Vec<FileType> = EXTENSIONS.into_iter().filter_map(FileType::of_extension).collect();
        assert_eq!(types.len(), EXTENSIONS.len());
        assert_eq!(types.iter().filter(|kind| is_image(kind.media_type())).count(), 5);
        assert_eq!(FileType::of_extension("svg"), None);
    }
}
