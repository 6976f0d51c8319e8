//! What the tests of real servers share.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use pg_local::{Binaires, Cluster, Options};

const FOLDER: &str = "PG_LOCAL_TEST_FOLDER";

/// A folder that goes with the test.
pub struct Folder {
    path: PathBuf,
    owned: bool,
}

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pg-local-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o711)).unwrap();
        Self { path, owned: true }
    }

    /// One that other accounts cannot enter.
    pub fn closed(name: &str) -> Self {
        let folder = Self::new(name);
        std::fs::set_permissions(&folder.path, std::fs::Permissions::from_mode(0o700)).unwrap();
        folder
    }

    /// The folder of the test that started this process.
    pub fn from_env() -> Result<Self, std::env::VarError> {
        std::env::var(FOLDER).map(|path| Self { path: path.into(), owned: false })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.owned {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// Tools folder of the project.
pub fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.outils")
}

pub fn options(folder: &Folder, binaires: &Binaires) -> Options {
    Options {
        binaires: binaires.clone(),
        donnees: folder.path().join("donnees"),
        port: None,
        durable: false,
        journal: folder.path().join("journal"),
    }
}

pub fn connect(url: &str) -> postgres::Client {
    postgres::Client::connect(url, postgres::NoTls).unwrap()
}

pub fn query<T: for<'a> postgres::types::FromSql<'a>>(client: &mut postgres::Client, sql: &str) -> T {
    client.query_one(sql, &[]).unwrap().get(0)
}

pub fn server_pid(cluster: &Cluster) -> u32 {
    pid_in(cluster.dossier())
}

pub fn pid_in(dossier: &Path) -> u32 {
    let texte = std::fs::read_to_string(dossier.join("base/postmaster.pid")).unwrap();
    texte.lines().next().unwrap().parse().unwrap()
}

pub fn kill(pid: u32) {
    assert!(Command::new("sh").args(["-c", "kill -9 \"$0\"", &pid.to_string()]).status().unwrap().success());
}

/// A process that has not ended; one that nobody has waited for yet has.
pub fn is_alive(pid: u32) -> bool {
    std::fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|commande| !commande.is_empty())
}

pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|sortie| sortie.stdout == b"0\n")
}

pub fn sleeper() -> Child {
    Command::new("sleep").arg("60").spawn().unwrap()
}

/// Runs one ignored test of this program as a process of its own.
pub fn helper(name: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a helper tells the test that started it.
pub fn say(text: &str) {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "\n> {text}").unwrap();
    stdout.flush().unwrap();
}

pub fn first_line(helper: &mut Child) -> String {
    let lines = BufReader::new(helper.stdout.take().unwrap()).lines();
    lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("> ").map(str::to_owned))
        .expect("a line of the helper")
}
