//! Packs the browser's files into the program: our own from `static/`, others' from npm's lock file.
//!
//! Each gets a name that changes with its content, so that browsers may keep it for ever, and is
//! compressed here once, as small as it goes. `src/web/assets.rs` serves the table written here.

use std::{
    env,
    error::Error,
    ffi::OsStr,
    fmt::Write as _,
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a change of makes the program another one: read here, or by macros that cargo knows nothing of.
const WATCHED: [&str; 6] = ["migrations", "static", "locales", "templates", "package.json", "package-lock.json"];

/// What pages use of others' packages.
const FROM_PACKAGES: [&str; 1] = ["htmx.org/dist/htmx.min.js"];

fn main() -> Outcome<()> {
    println!("cargo:rerun-if-changed=build.rs");
    for path in WATCHED {
        println!("cargo:rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut sources = own_files(Path::new("static"))?;
    match install_packages(&out.join("packages")) {
        Ok(packages) => sources.extend(FROM_PACKAGES.map(|path| Source::in_package(&packages, path))),
        Err(reason) => {
            println!("cargo:warning=pages will do without htmx: {reason}");
            // A file that is never there: the next build tries again.
            println!("cargo:rerun-if-changed={}", out.join("packages/missing").display());
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    pack(&sources, &out)
}

/// A file to pack, and the name that templates know it by.
struct Source {
    name: String,
    path: PathBuf,
}

impl Source {
    fn in_package(packages: &Path, path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Self { name, path: packages.join(path) }
    }
}

/// Every file below the folder, named by its path within; hidden ones are an editor's or the system's.
fn own_files(folder: &Path) -> Outcome<Vec<Source>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop().filter(|it| it.is_dir()) {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if path.is_dir() {
                folders.push(path);
            } else if !hidden {
                let name = path.strip_prefix(folder)?.to_str().ok_or("names in static/ are plain text")?;
                found.push(Source { name: name.to_owned(), path });
            }
        }
    }
    Ok(found)
}

/// Installs what the lock file says away from the checkout, and again only when it says something else.
fn install_packages(folder: &Path) -> Outcome<PathBuf> {
    let packages = folder.join("node_modules");
    let stamp = folder.join("installed");
    let lock = fs::read("package-lock.json")?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(packages);
    }
    fs::create_dir_all(folder)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(file, folder.join(file))?;
    }
    let arguments = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"];
    let npm = Command::new("npm").args(arguments).current_dir(folder).output();
    let npm = npm.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "npm is not installed".to_owned(),
        _ => format!("npm could not be run: {error}"),
    })?;
    if !npm.status.success() {
        let said = String::from_utf8_lossy(&npm.stderr);
        return Err(format!("npm ci failed: {}", said.replace('\n', " ")).into());
    }
    fs::write(stamp, lock)?;
    Ok(packages)
}

/// Writes the files into `assets/` and their table into `assets.rs`.
fn pack(sources: &[Source], out: &Path) -> Outcome<()> {
    let folder = out.join("assets");
    let mut table = String::from("pub static ASSETS: &[Asset] = &[\n");
    for source in sources {
        let content = fs::read(&source.path).map_err(|error| format!("{}: {error}", source.path.display()))?;
        let tag: String = Sha256::digest(&content).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let (stem, extension) = source.name.rsplit_once('.').ok_or("files in static/ have an extension")?;
        let hashed = format!("{stem}.{tag}.{extension}");
        let (content_type, is_text) = content_type(extension)?;

        let raw = folder.join(&hashed);
        fs::create_dir_all(raw.parent().unwrap_or(&folder))?;
        if !raw.exists() {
            fs::write(&raw, &content)?;
        }
        let compressed = |suffix: &str, compress: Compressor| -> Outcome<String> {
            let packed = is_text && write_once(&with_suffix(&raw, suffix), &content, compress)? < content.len();
            Ok(if packed {
                format!("Some(include_bytes!({:?}))", format!("assets/{hashed}.{suffix}"))
            } else {
                "None".into()
            })
        };
        let (gzip, brotli) = (compressed("gz", gzipped)?, compressed("br", brotlied)?);
        let (name, path, file) = (&source.name, format!("/static/{hashed}"), format!("assets/{hashed}"));
        writeln!(
            table,
            "    Asset {{ name: {name:?}, path: {path:?}, content_type: {content_type:?}, tag: {tag:?}, \
             raw: include_bytes!({file:?}), gzip: {gzip}, brotli: {brotli} }},"
        )?;
    }
    table.push_str("];\n");
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

/// The media type, and whether compressing pays.
fn content_type(extension: &str) -> Outcome<(&'static str, bool)> {
    Ok(match extension {
        "css" => ("text/css; charset=utf-8", true),
        "js" | "mjs" => ("text/javascript; charset=utf-8", true),
        "json" => ("application/json", true),
        "svg" => ("image/svg+xml", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "webmanifest" => ("application/manifest+json", true),
        "ico" => ("image/x-icon", true),
        "png" => ("image/png", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "webp" => ("image/webp", false),
        "woff2" => ("font/woff2", false),
        other => return Err(format!("static/ holds a .{other} file: give it a media type in build.rs").into()),
    })
}

type Compressor = fn(&[u8]) -> io::Result<Vec<u8>>;

/// The size of the compressed file; its name tells its content, so one that is there needs no second squeeze.
fn write_once(path: &Path, content: &[u8], compress: Compressor) -> io::Result<usize> {
    if let Ok(known) = fs::metadata(path) {
        return Ok(usize::try_from(known.len()).unwrap_or(usize::MAX));
    }
    let compressed = compress(content)?;
    let unfinished = with_suffix(path, "new");
    fs::write(&unfinished, &compressed)?;
    fs::rename(unfinished, path)?;
    Ok(compressed.len())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(OsStr::new("."));
    name.push(suffix);
    name.into()
}

fn gzipped(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

fn brotlied(content: &[u8]) -> io::Result<Vec<u8>> {
    let best = BrotliEncoderParams { quality: 11, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &best)?;
    Ok(compressed)
}
