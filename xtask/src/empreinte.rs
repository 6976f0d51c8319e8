//! Knowing that nothing has changed since the last success: a fingerprint of files, kept in a stamp file.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// Made by the tools, not by people.
const GENERATED: [&str; 6] = ["node_modules", "dist", "gen", "captures", ".vite", ".outils"];

/// Fingerprint of the contents and paths of these files and folders. What does not exist counts as absent.
pub fn of(chemins: &[PathBuf]) -> io::Result<String> {
    let mut resume = DefaultHasher::new();
    for chemin in chemins {
        add(chemin, &mut resume)?;
    }
    Ok(format!("{:016x}", resume.finish()))
}

fn add(chemin: &Path, resume: &mut DefaultHasher) -> io::Result<()> {
    resume.write(chemin.as_os_str().as_encoded_bytes());
    let Ok(etat) = fs::symlink_metadata(chemin) else {
        return Ok(());
    };
    if etat.is_dir() {
        let mut entrees = fs::read_dir(chemin)?.collect::<io::Result<Vec<_>>>()?;
        entrees.sort_by_key(fs::DirEntry::file_name);
        for entree in entrees.iter().filter(|entree| !GENERATED.iter().any(|nom| entree.file_name() == *nom)) {
            add(&entree.path(), resume)?;
        }
    } else if etat.is_symlink() {
        resume.write(fs::read_link(chemin)?.as_os_str().as_encoded_bytes());
    } else {
        let contenu = fs::read(chemin)?;
        resume.write_usize(contenu.len());
        resume.write(&contenu);
    }
    Ok(())
}

/// A file that remembers the fingerprint of the last success.
pub struct Tampon(pub PathBuf);

impl Tampon {
    pub fn says(&self, empreinte: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|texte| texte == empreinte)
    }

    pub fn set(&self, empreinte: &str) -> io::Result<()> {
        if let Some(parent) = self.0.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&self.0, empreinte)
    }

    /// Before the work: cut short, it must be done again.
    pub fn forget(&self) {
        // Nothing to forget is the usual case.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_source_changes_the_fingerprint_and_of_a_product_does_not() {
        let dossier = std::env::temp_dir().join(format!("xtask-empreinte-{}", std::process::id()));
        for sous in ["src", "dist"] {
            fs::create_dir_all(dossier.join(sous)).unwrap();
        }
        let chemins = [dossier.clone(), dossier.join("absent")];
        fs::write(dossier.join("src/page.tsx"), "un").unwrap();
        let avant = of(&chemins).unwrap();
        fs::write(dossier.join("dist/page.js"), "construit").unwrap();
        assert_eq!(of(&chemins).unwrap(), avant);
        fs::write(dossier.join("src/page.tsx"), "deux").unwrap();
        let apres = of(&chemins).unwrap();
        assert_ne!(apres, avant);
        fs::rename(dossier.join("src/page.tsx"), dossier.join("src/autre.tsx")).unwrap();
        assert_ne!(of(&chemins).unwrap(), apres);

        let tampon = Tampon(dossier.join("dist/.tampon"));
        assert!(!tampon.says(&avant));
        tampon.set(&avant).unwrap();
        assert!(tampon.says(&avant) && !tampon.says(&apres));
        tampon.forget();
        assert!(!tampon.says(&avant));
        fs::remove_dir_all(&dossier).unwrap();
    }
}
