//! With real servers: as root under a lent account, otherwise under one's own.

use std::{
    env, fs,
    os::unix::{
        fs::{DirBuilderExt, PermissionsExt},
        net::UnixStream,
    },
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use nix::unistd::Uid;

use super::*;

/// A folder of its own for each test, which also forgets a cluster that lies elsewhere.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("yunwu-embedded-{}-{number}", std::process::id()));
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self(path)
    }

    fn data(&self) -> PathBuf {
        self.0.join("data")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Ok(elsewhere) = fs::read_link(self.data().join("postgres")) {
            fs::remove_dir_all(elsewhere).unwrap();
        }
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn start(data: &Path) -> Cluster {
    Cluster::start(data, Durability::None).unwrap()
}

/// What `kill -9` does to a process of the portal: its locks are gone, its server goes on.
fn kill(mut cluster: Cluster) {
    drop(cluster.hold.take());
}

fn is_running(address: &Address) -> bool {
    UnixStream::connect(address.folder.join(format!(".s.PGSQL.{}", address.port))).is_ok()
}

fn pid(data: &Path) -> i32 {
    pid_file::PidFile::read(&data.join("postgres/cluster")).unwrap().pid.as_raw()
}

#[test]
fn a_cluster_is_made_left_over_joined_and_shut_down() {
    let folder = Folder::new();
    let data = folder.data();

    let first = start(&data);
    first.ensure_database("yunwu \"quoted\"").unwrap();
    let server = pid(&data);
    kill(first);

    let second = start(&data);
    assert_eq!(pid(&data), server);
    second.ensure_database("yunwu \"quoted\"").unwrap();
    let mut connection = PgConnection::establish(&second.url("yunwu \"quoted\"")).unwrap();
    let words = sql::<Bool>("lower('ÄÖ') = 'äö' AND '云' ~ '[[:alpha:]]' AND current_setting('listen_addresses') = ''");
    assert!(select(words).get_result::<bool>(&mut connection).unwrap());

    let address = second.address.clone();
    second.stop().unwrap();
    assert!(!is_running(&address));
}

#[test]
fn processes_that_start_at_once_share_a_server_and_the_last_one_stops_it() {
    let folder = Folder::new();
    let data = folder.data();

    let (one, other) = thread::scope(|scope| {
        let both = [scope.spawn(|| start(&data)), scope.spawn(|| start(&data))];
        let [one, other] = both.map(|it| it.join().unwrap());
        (one, other)
    });
    assert_eq!(one.address, other.address);

    one.stop().unwrap();
    other.ensure_database("still_there").unwrap();
    let address = other.address.clone();
    drop(other);
    assert!(!is_running(&address));
}

#[test]
fn a_cut_short_making_a_reused_pid_and_a_long_way_home_do_not_matter() {
    let folder = Folder::new();
    let data = folder.data().join("a".repeat(60)).join("b".repeat(60));
    let home = Home::settle(&{ home::data_folder(&data).unwrap() }).unwrap();
    home.account.furnish(&data.join("postgres/cluster.new")).unwrap();

    let first = start(&data);
    assert!(first.address.folder.starts_with("/tmp"));
    let address = first.address.clone();
    first.stop().unwrap();

    let stale = format!("{}\n/d/cluster\n1750000000\n5432\n/d/run\n\n  1234  5678\nready\n", std::process::id());
    fs::write(data.join("postgres/cluster/postmaster.pid"), stale).unwrap();
    start(&data).stop().unwrap();
    fs::remove_dir(address.folder).unwrap();
}

#[test]
fn a_cluster_of_another_major_version_is_refused() {
    let folder = Folder::new();
    let data = home::data_folder(&folder.data()).unwrap();
    let home = Home::settle(&data).unwrap();
    fs::create_dir(home.cluster()).unwrap();
    fs::write(home.cluster().join("PG_VERSION"), "14\n").unwrap();

    let trouble = Cluster::start(&data, Durability::None).unwrap_err();

    assert!(matches!(trouble, Trouble::OtherVersion { wanted: 14, .. }), "{trouble}");
    assert!(trouble.to_string().starts_with("The data folder belongs to PostgreSQL 14"), "{trouble}");
}

#[test]
fn without_any_server_the_sentence_says_what_to_do() {
    let folder = Folder::new();

    let trouble = Cluster::start_from(std::iter::empty(), &folder.data(), Durability::None).unwrap_err();

    assert!(trouble.to_string().contains("apt-get install postgresql"), "{trouble}");
}

#[test]
fn a_data_folder_that_the_account_cannot_reach_gets_its_cluster_elsewhere() {
    if !Uid::effective().is_root() {
        return; // One's own account reaches what one can make.
    }
    let folder = Folder::new();
    fs::DirBuilder::new().mode(0o700).create(folder.data()).unwrap();

    let home = Home::settle(&folder.data()).unwrap();

    assert!(home.cluster().starts_with("/var/lib"));
    assert_eq!(home.cluster(), Home::settle(&folder.data()).unwrap().cluster());
}
