//! A disk so small that it can be filled.

use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
    process::Command,
};

use uuid::Uuid;

/// Mounted in memory; only root can.
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// None where this account may not mount: said aloud, since then a fault goes untried.
    pub fn of_mebibytes(size: u32) -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("yunwu-disk-{}", Uuid::new_v4().simple()));
        fs::create_dir(&folder).expect("a folder");
        let options = format!("size={size}m,mode=755");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "yunwu"]).arg(&folder).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self { folder });
        }
        drop(fs::remove_dir(&folder));
        let why = "NOT TRIED: a full disk. Run the tests as root, who may mount a small one.\n";
        // Not captured, as what is printed would be.
        std::io::stderr().write_all(why.as_bytes()).expect("a terminal");
        None
    }

    pub fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    /// Leaves at most `left` bytes.
    pub fn fill(&self, left: usize) {
        let ballast = File::create(self.ballast()).expect("a file");
        let mut room = vec![0; 64 << 10];
        while room.len() >= 4096 {
            // A disk that is full takes less and less.
            if (&ballast).write_all(&room).is_err() {
                room.truncate(room.len() / 2);
            }
        }
        let size = ballast.metadata().expect("its size").len();
        ballast.set_len(size.saturating_sub(left as u64)).expect("a shorter file");
    }

    pub fn make_room(&self) {
        fs::remove_file(self.ballast()).expect("the ballast");
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("--lazy").arg(&self.folder).output());
        drop(fs::remove_dir(&self.folder));
    }
}
