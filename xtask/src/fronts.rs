//! The two fronts: their packages and their construction, each skipped when nothing has changed.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::empreinte::{self, Tampon};
use crate::lanceur::{Echec, Lanceur};
use crate::projet;

/// Whether the work was done or was not needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travail {
    Fait,
    Inutile,
}

/// A command of npm in the folder of the fronts.
pub fn npm(arguments: &[&str]) -> Command {
    let mut commande = Command::new("npm");
    commande.args(arguments).current_dir(projet::web());
    commande
}

/// Installs the packages that the lock file names. The stamp is inside, so it goes when the packages go.
pub fn install(lanceur: &Lanceur, preparer: impl Fn(&mut Command)) -> Result<Travail, Echec> {
    let web = projet::web();
    let sources = [web.join("package.json"), web.join("package-lock.json")];
    let tampon = Tampon(web.join("node_modules/.empreinte"));
    once(&tampon, &sources, &web.join("node_modules"), || {
        let mut commande = npm(&["ci", "--no-audit", "--no-fund"]);
        preparer(&mut commande);
        lanceur.run(&mut commande)
    })
}

/// Builds both fronts. They depend on the contract and on the legal texts too.
pub fn build(lanceur: &Lanceur, preparer: impl Fn(&mut Command)) -> Result<Travail, Echec> {
    let racine = projet::racine();
    let sources = ["web", "proto", "legal", "buf.yaml"].map(|nom| racine.join(nom));
    let tampon = Tampon(projet::outils().join("fronts.empreinte"));
    once(&tampon, &sources, &projet::dist(), || {
        let mut commande = npm(&["run", "build"]);
        preparer(&mut commande);
        lanceur.run(&mut commande)
    })
}

fn once(
    tampon: &Tampon,
    sources: &[std::path::PathBuf],
    produit: &Path,
    travailler: impl FnOnce() -> Result<(), Echec>,
) -> Result<Travail, Echec> {
    let lire = |cause: io::Error| Echec::Message(format!("Les fichiers des pages ne se lisent pas : {cause}."));
    let empreinte = empreinte::of(sources).map_err(lire)?;
    if produit.is_dir() && tampon.says(&empreinte) {
        return Ok(Travail::Inutile);
    }
    tampon.forget();
    travailler()?;
    tampon.set(&empreinte).map_err(lire)?;
    Ok(Travail::Fait)
}
