//! One throw-away server for all test programs of one account.

use std::fs::File;
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::serveur::{self, Plan};
use crate::{Binaires, Cluster, Error, Source, account, cluster, ensure, initdb, place, state};

/// Address of a server to use instead, with the right to create bases.
const SETTING: &str = "PASS_EMPLOI_TEST_PG";
/// Tools folder of the project.
const TOOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.outils");
/// How long the server stays after its last user, so that the next test run finds it.
const REST: Duration = Duration::from_mins(10);

/// A share in a server that other programs may be using. It stays for ten minutes after the last share is gone.
#[derive(Debug)]
pub struct ClusterPartage {
    url: String,
    /// A shared lock, which the system releases with the process: the server knows that somebody is there.
    _usage: File,
}

impl ClusterPartage {
    /// Address of its base `postgres`, for its administrator.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Sleeps a tenth of the rest at a time. After ten naps without a user it stops the server, holding the lock so that
/// nobody comes in meanwhile.
const WATCH: &str = r#"seul=0
while sleep "$3" && "$0" status -D "$1" >/dev/null; do
  if flock -n -x "$2" true; then seul=$((seul + 1)); else seul=0; fi
  if [ "$seul" -ge 10 ]; then flock -n -x "$2" "$0" stop -s -w -m fast -D "$1"; fi
done"#;

impl Cluster {
    /// Uses the server of this folder, started now if it does not run. Several programs may call it at once. The data
    /// are thrown away: nothing is written for good.
    pub fn start_or_reuse(dossier: &Path, binaires: &Binaires) -> Result<ClusterPartage, Error> {
        share(dossier, binaires, REST)
    }
}

fn share(dossier: &Path, binaires: &Binaires, repos: Duration) -> Result<ClusterPartage, Error> {
    let dossier = place::reachable(dossier)?;
    place::create(&dossier)?;
    let erreur = |cause| Error::file(&dossier, cause);
    let verrou = place::lock_file(&dossier.join("verrou"))?;
    verrou.lock().map_err(erreur)?;
    let chemin_usage = dossier.join("utilisateurs");
    let usage = place::lock_file(&chemin_usage)?;
    usage.lock_shared().map_err(erreur)?;

    let base = serveur::base(&dossier);
    let port = if let Some(port) = answering(&base) {
        port
    } else {
        let journal = dossier.join("journal");
        let plan = Plan { binaires, dossier: &dossier, port: None, durable: false, journal: &journal };
        // Left to itself: it belongs to whoever has a share.
        let (_, port) = serveur::start(&plan)?;
        account::command(Path::new("sh"))?
            .args(["-c", WATCH])
            .arg(plan.pg_ctl())
            .arg(&base)
            .arg(&chemin_usage)
            .arg((repos.as_secs_f64() / 10.0).to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| Error::OutilManquant("sh"))?;
        port
    };
    let secret = initdb::read_secret(&serveur::secret(&dossier))?;
    Ok(ClusterPartage { url: cluster::url(&secret, port, "postgres"), _usage: usage })
}

fn answering(base: &Path) -> Option<u16> {
    let etat = state::running(base).filter(|etat| etat.ready)?;
    TcpStream::connect((Ipv4Addr::LOCALHOST, etat.port)).ok().map(|_| etat.port)
}

/// Address of a server on which tests may create and drop bases: the one of `PASS_EMPLOI_TEST_PG`, else one shared by
/// every test program of this account and PostgreSQL version, started at the first call.
pub fn cluster_de_test() -> Result<String, Error> {
    static PART: Mutex<Option<ClusterPartage>> = Mutex::new(None);
    if let Ok(url) = std::env::var(SETTING)
        && !url.is_empty()
    {
        return Ok(url);
    }
    let mut part = PART.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(partage) = &*part {
        return Ok(partage.url.clone());
    }
    let binaires = ensure(Source::from_env()?, Path::new(TOOLS), &mut |texte| {
        eprintln!("{texte}");
    })?;
    let partage = Cluster::start_or_reuse(&test_folder(&binaires)?, &binaires)?;
    let url = partage.url.clone();
    *part = Some(partage);
    Ok(url)
}

fn test_folder(binaires: &Binaires) -> Result<PathBuf, Error> {
    let nom = format!("pass-emploi-tests-{}-{}-{}", account::current_uid()?, binaires.source, binaires.version);
    Ok(std::env::temp_dir().join(nom))
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Instant;

    use super::*;

    #[test]
    fn the_server_stops_when_its_last_user_has_been_gone_for_long() {
        let dossier = std::env::temp_dir().join(format!("pg-local-repos-{}", std::process::id()));
        let binaires = crate::find(None, Path::new(TOOLS)).unwrap().unwrap();
        let base = serveur::base(&dossier);

        let partage = share(&dossier, &binaires, Duration::from_millis(500)).unwrap();
        thread::sleep(Duration::from_millis(1500));
        assert!(answering(&base).is_some(), "it must stay while it has a user");

        drop(partage);
        let debut = Instant::now();
        while answering(&base).is_some() {
            assert!(debut.elapsed() < Duration::from_secs(15), "it must stop after its rest");
            thread::sleep(Duration::from_millis(50));
        }
        let encore = share(&dossier, &binaires, Duration::from_millis(500)).unwrap();
        assert!(answering(&base).is_some(), "the next user starts it again");
        drop(encore);
        while answering(&base).is_some() {
            thread::sleep(Duration::from_millis(50));
        }
        place::remove(&dossier).unwrap();
    }
}
