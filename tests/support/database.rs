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
use diesel::{Connection, PgConnection, QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::Bool};
use sha2::{Digest, Sha256};
use yunwu::{
    db, demo,
    embedded::{Cluster, Durability},
};

struct Home {
    cluster: Cluster,
    template: String,
}

/// Left running for the next run, which finds it, unless `script/test` has given it a folder, and takes that away again.
static HOME: LazyLock<Home> = LazyLock::new(|| {
    let given = std::env::var_os("YUNWU_TEST_FOLDER").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into()).join("database");
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

/// The cheapest there is of everybody's password: tests sign in hundreds of times.
pub fn cheap_hash() -> String {
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("parameters");
    let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    cheap.hash_password(demo::PASSWORD.as_bytes()).expect("a hash").to_string()
}

/// The example's departments, people and addresses.
pub fn fill(url: &str) {
    let hash = cheap_hash();
    let mut connection = PgConnection::establish(url).expect("the template");
    connection.transaction(|tx| demo::places_and_people(tx, &hash)).expect("example data");
}

fn maintain(statements: &str) -> QueryResult<()> {
    let mut maintenance = PgConnection::establish(&HOME.cluster.url("postgres")).expect("the maintenance database");
    statements.split(';').try_for_each(|statement| sql_query(statement).execute(&mut maintenance).map(drop))
}

fn fresh_name() -> String {
    static COPIES: AtomicU32 = AtomicU32::new(0);
    format!("test_{}_{}", std::process::id(), COPIES.fetch_add(1, Ordering::Relaxed))
}

/// A database of a test's own, gone with it.
pub struct Copy {
    name: String,
    /// Whose it is, where that isn't who works on it.
    owner: Option<String>,
}

impl Copy {
    pub fn new() -> Self {
        let name = fresh_name();
        maintain(&format!("CREATE DATABASE {name} TEMPLATE {} STRATEGY file_copy", HOME.template)).expect("a copy");
        Self { name, owner: None }
    }

    /// An empty one, whose owner isn't the role of [`Copy::url`]. Both roles bear its name.
    pub fn of_two_roles() -> Self {
        let name = fresh_name();
        let owner = format!("{name}_owner");
        maintain(&format!("CREATE ROLE {owner} LOGIN; CREATE ROLE {name} LOGIN; CREATE DATABASE {name} OWNER {owner}"))
            .expect("a database of two roles");
        Self { name, owner: Some(owner) }
    }

    pub fn url(&self) -> String {
        match self.owner {
            Some(_) => self.url_of(&self.name),
            None => HOME.cluster.url(&self.name),
        }
    }

    /// For migrations alone.
    pub fn owner_url(&self) -> String {
        self.owner.as_ref().map_or_else(|| self.url(), |owner| self.url_of(owner))
    }

    fn url_of(&self, role: &str) -> String {
        HOME.cluster.url(&self.name).replace("user=postgres", &format!("user={role}"))
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
        // A left-over costs disk alone, and the next template's cluster is a new one.
        drop(maintain(&format!("DROP DATABASE {} WITH (FORCE)", self.name)));
        if let Some(owner) = &self.owner {
            drop(maintain(&format!("DROP ROLE {owner}; DROP ROLE {}", self.name)));
        }
        drop(fs::remove_dir_all(self.folder()));
    }
}
