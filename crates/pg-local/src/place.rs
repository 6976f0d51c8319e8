//! Folders that the account of the server can reach.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::{Error, account};

/// Where folders go that `nobody` could not reach at their own place.
const REFUGE: &str = "/var/tmp";
/// Others may pass through, nothing more.
const TRAVERSABLE: u32 = 0o711;

/// The folder to use for `voulu`: itself, or one under `/var/tmp` when root's `nobody` cannot reach it (a parent is 0700,
/// as root's home is). The same path always gives the same answer. Nothing is created.
pub fn reachable(voulu: &Path) -> Result<PathBuf, Error> {
    let voulu = std::path::absolute(voulu).map_err(|cause| Error::file(voulu, cause))?;
    if !account::is_root()? || open_to_others(&voulu) {
        return Ok(voulu);
    }
    Ok(Path::new(REFUGE).join(format!("pass-emploi-{:016x}", fingerprint(&voulu))))
}

/// True when every parent that exists lets other accounts pass.
pub fn open_to_others(chemin: &Path) -> bool {
    chemin.ancestors().skip(1).all(|parent| fs::metadata(parent).map_or(true, |m| m.mode() & 0o001 != 0))
}

/// Makes the folder and its missing parents passable whatever the umask. In a folder where anybody may write, an
/// existing one must be ours: the name can be guessed.
pub fn create(dossier: &Path) -> Result<(), Error> {
    let erreur = |cause| Error::file(dossier, cause);
    let mut manquants: Vec<&Path> = dossier.ancestors().take_while(|d| !d.exists()).collect();
    while let Some(manquant) = manquants.pop() {
        match DirBuilder::new().mode(TRAVERSABLE).create(manquant) {
            Ok(()) => fs::set_permissions(manquant, fs::Permissions::from_mode(TRAVERSABLE)).map_err(erreur)?,
            Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(erreur(cause)),
        }
    }
    let partage = dossier.parent().and_then(|p| fs::metadata(p).ok()).is_some_and(|m| m.mode() & 0o002 != 0);
    let etat = fs::symlink_metadata(dossier).map_err(erreur)?;
    if partage && (!etat.is_dir() || etat.uid() != account::current_uid()?) {
        return Err(Error::DossierSuspect(dossier.to_path_buf()));
    }
    Ok(())
}

/// Gives a file or folder to the account of the server.
pub fn give_to_server(chemin: &Path) -> Result<(), Error> {
    let Some(compte) = account::server_account()? else {
        return Ok(());
    };
    std::os::unix::fs::chown(chemin, Some(compte.uid), Some(compte.gid)).map_err(|cause| Error::file(chemin, cause))
}

/// Opens (and makes) a file that is only there to be locked. Other accounts may read it, which is enough to lock it.
pub fn lock_file(chemin: &Path) -> Result<File, Error> {
    let erreur = |cause| Error::file(chemin, cause);
    let fichier = File::options().create(true).truncate(false).write(true).read(true).open(chemin).map_err(erreur)?;
    fs::set_permissions(chemin, fs::Permissions::from_mode(0o644)).map_err(erreur)?;
    Ok(fichier)
}

/// Takes the lock of a data folder, or says that another program holds it. The system releases it with the process.
pub fn own(dossier: &Path) -> Result<File, Error> {
    let chemin = dossier.join("verrou");
    let fichier = lock_file(&chemin)?;
    match fichier.try_lock() {
        Ok(()) => Ok(fichier),
        Err(TryLockError::WouldBlock) => Err(Error::DonneesUtilisees(dossier.to_path_buf())),
        Err(TryLockError::Error(cause)) => Err(Error::file(&chemin, cause)),
    }
}

/// Removes a folder that may not exist.
pub fn remove(dossier: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(dossier) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(Error::file(dossier, cause)),
        _ => Ok(()),
    }
}

/// FNV-1a: the same for ever, which the hashers of the standard library do not promise.
fn fingerprint(chemin: &Path) -> u64 {
    chemin
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |h, octet| (h ^ u64::from(*octet)).wrapping_mul(0x0100_0000_01b3))
}
