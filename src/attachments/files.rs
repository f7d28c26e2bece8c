//! Where the content of attachments lies.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::SystemTime,
};

use uuid::Uuid;

use crate::config::Settings;

/// A folder of files named by their attachment's id. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    root: PathBuf,
}

impl Files {
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where this installation keeps them.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self::new(settings.data.join("files"))
    }

    /// Stores a file so that it is there whole or not at all, whenever the machine stops.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put(&self, id: Uuid, content: &[u8]) -> io::Result<()> {
        let path = self.path(id);
        let folder = self.folder(id);
        if !folder.exists() {
            fs::create_dir_all(&folder)?;
            File::open(&self.root)?.sync_all()?;
        }
        let unfinished = path.with_extension(UNFINISHED);
        // A full disk gets back what a file took that didn't fit.
        write(&unfinished, content).inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
        fs::rename(&unfinished, &path)?;
        File::open(&folder)?.sync_all()
    }

    /// # Errors
    /// When it isn't there, or the disk refuses.
    pub fn read(&self, id: Uuid) -> io::Result<Vec<u8>> {
        fs::read(self.path(id))
    }

    /// Everything stored before `time`, folder by folder.
    pub(super) fn older_than(&self, time: SystemTime) -> io::Result<Vec<PathBuf>> {
        let mut old = Vec::new();
        if !self.root.exists() {
            return Ok(old);
        }
        for folder in fs::read_dir(&self.root)? {
            for entry in fs::read_dir(folder?.path())? {
                let entry = entry?;
                if entry.metadata().and_then(|about| about.modified()).is_ok_and(|modified| modified < time) {
                    old.push(entry.path());
                }
            }
        }
        Ok(old)
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.folder(id).join(id.simple().to_string())
    }

    /// 256 folders, since some file systems dislike a hundred thousand files in one.
    fn folder(&self, id: Uuid) -> PathBuf {
        self.root.join(format!("{:02x}", id.as_bytes()[0]))
    }
}

const UNFINISHED: &str = "part";

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// The attachment whose content the file is; none for one that was never finished.
pub(super) fn id_of(file: &Path) -> Option<Uuid> {
    file.file_name()?.to_str()?.parse().ok()
}

/// Gone already is gone too: two processes may sweep at once.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_read_and_an_unfinished_file_is_no_attachment() {
        let root = std::env::temp_dir().join(Uuid::new_v4().to_string());
        let (files, id) = (Files::new(&root), Uuid::new_v4());
        files.put(id, b"hello").unwrap();
        assert_eq!(files.read(id).unwrap(), b"hello");
        assert_eq!(id_of(&files.path(id)), Some(id));
        assert_eq!(id_of(&files.path(id).with_extension(UNFINISHED)), None);
        fs::remove_dir_all(root).unwrap();
    }
}
