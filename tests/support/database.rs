//! One cluster for all tests, one migrated template, and a copy of it for each test.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Bool};
use sha2::{Digest, Sha256};
use yunwu::{
    db, demo,
    embedded::{Cluster, Durability},
};

struct Home {
    cluster: Cluster,
    template: String,
}

/// Left running for the next run, which finds it; `script/test` stops it at its end.
static HOME: LazyLock<Home> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("database");
    fs::create_dir_all(&folder).expect("a folder for the cluster");
    let cluster = Cluster::start(&folder, Durability::None).expect("a cluster");
    let template = format!("template_{}", fingerprint());
    prepare(&cluster, &folder, &template);
    Home { cluster, template }
});

/// What the template is made of: another content, another template.
fn fingerprint() -> String {
    let mut digest = Sha256::new();
    for folder in ["migrations", "src/demo"] {
        let mut files = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        files.sort();
        for file in files {
            digest.update(fs::read(file).expect("a readable source"));
        }
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[derive(QueryableByName)]
struct Exists {
    #[diesel(sql_type = Bool)]
    there: bool,
}

fn prepare(cluster: &Cluster, folder: &Path, template: &str) {
    let lock = fs::File::create(folder.join("template.lock")).expect("a lock file");
    lock.lock().expect("the lock");
    let mut maintenance = PgConnection::establish(&cluster.url("postgres")).expect("the maintenance database");
    let exists = sql_query(format!("SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{template}') AS there"));
    if exists.get_result::<Exists>(&mut maintenance).expect("an answer").there {
        return;
    }
    let draft = format!("{template}_draft");
    sql_query(format!("DROP DATABASE IF EXISTS {draft}")).execute(&mut maintenance).expect("room for the template");
    cluster.ensure_database(&draft).expect("a database");
    db::migrate(&cluster.url(&draft)).expect("migrations");
    fill(&cluster.url(&draft));
    sql_query(format!("ALTER DATABASE {draft} RENAME TO {template}")).execute(&mut maintenance).expect("a template");
}

fn fill(url: &str) {
    // The cheapest hash there is: tests sign in hundreds of times.
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("parameters");
    let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = cheap.hash_password(demo::PASSWORD.as_bytes()).expect("a hash").to_string();
    let mut connection = PgConnection::establish(url).expect("the template");
    connection.transaction(|tx| demo::places_and_people(tx, &hash)).expect("example data");
}

/// A database of a test's own, gone with it.
pub struct Copy {
    name: String,
}

impl Copy {
    pub fn new() -> Self {
        static COPIES: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), COPIES.fetch_add(1, Ordering::Relaxed));
        let mut maintenance = PgConnection::establish(&HOME.cluster.url("postgres")).expect("the maintenance database");
        sql_query(format!("CREATE DATABASE {name} TEMPLATE {} STRATEGY file_copy", HOME.template))
            .execute(&mut maintenance)
            .expect("a copy of the template");
        Self { name }
    }

    pub fn url(&self) -> String {
        HOME.cluster.url(&self.name)
    }

    /// Beside the database: a data folder of the test's own.
    pub fn folder(&self) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("data").join(&self.name);
        fs::create_dir_all(&folder).expect("a data folder");
        folder
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let dropped = PgConnection::establish(&HOME.cluster.url("postgres")).map(|mut maintenance| {
            sql_query(format!("DROP DATABASE {} WITH (FORCE)", self.name)).execute(&mut maintenance)
        });
        // A left-over costs disk alone, and the next template's cluster is a new one.
        drop(dropped);
        drop(fs::remove_dir_all(self.folder()));
    }
}
