//! From a mail without words to its subject, its text and its page.

use crate::habillage::{Habillage, habillage};
use crate::texte::{self, ligne, lignes};
use askama::Template;
use communication::model::courriel::{Courriel, ModeleCourriel};
use url::Url;

/// What is sent.
#[derive(Debug)]
pub(crate) struct Rendu {
    pub(crate) objet: String,
    pub(crate) texte: String,
    pub(crate) html: String,
}

/// The text of a mail: `templates/cadre.txt`, which includes the one of its model.
#[derive(Template)]
#[template(path = "cadre.txt")]
struct Texte<'a>(&'a Cadre<'a>);

/// The page of a mail: `templates/cadre.html`, which includes the one of its model.
#[derive(Template)]
#[template(path = "cadre.html")]
struct Html<'a>(&'a Cadre<'a>);

/// What every template sees.
struct Cadre<'a> {
    habillage: Habillage,
    titre: &'a str,
    modele: &'a ModeleCourriel,
    service: &'a Url,
}

impl Cadre<'_> {
    /// Address of a page of the service; its home when the path leads elsewhere.
    fn lien(&self, chemin: &str) -> String {
        let page = self.service.join(chemin).ok().filter(|page| page.origin() == self.service.origin());
        page.unwrap_or_else(|| self.service.clone()).to_string()
    }

    /// Address of a legal text of the brand.
    fn legal(&self, texte: &str) -> String {
        self.lien(&format!("/legal/{}/{texte}", self.habillage.cle))
    }
}

/// Writes a mail. Nothing that people typed is more than a line where a line is expected.
pub(crate) fn render(courriel: &Courriel, service: &Url) -> Result<Rendu, askama::Error> {
    let habillage = habillage(courriel.marque);
    let modele = clean(&courriel.modele);
    let objet = objet(&modele, habillage);
    let cadre = Cadre { habillage, titre: &objet, modele: &modele, service };
    Ok(Rendu { texte: Texte(&cadre).render()?, html: Html(&cadre).render()?, objet: objet.clone() })
}

/// Subject, and heading of the page.
fn objet(modele: &ModeleCourriel, habillage: Habillage) -> String {
    let Habillage { nom, du_nom, .. } = habillage;
    match modele {
        ModeleCourriel::Bienvenue { .. } => format!("Bienvenue dans l’espace conseiller {du_nom}"),
        ModeleCourriel::CompteArchive { .. } => format!("Votre compte {nom} a été archivé"),
        ModeleCourriel::CompteSupprime { .. } => "Un compte de votre portefeuille a été supprimé".to_owned(),
        ModeleCourriel::SuperviseurAccorde { .. } => "Vous avez reçu le droit de superviseur".to_owned(),
        ModeleCourriel::SuperviseurRetire => "Votre droit de superviseur a pris fin".to_owned(),
        ModeleCourriel::SessionFermee { .. } => "Une de vos sessions a été fermée par sécurité".to_owned(),
        ModeleCourriel::LecturesInhabituelles { .. } => "Lectures inhabituelles de fiches".to_owned(),
        ModeleCourriel::ConseillerDormant { .. } => "Bénéficiaires à réaffecter".to_owned(),
        ModeleCourriel::Avis { titre, .. } | ModeleCourriel::Notification { titre, .. } => titre.clone(),
    }
}

fn clean(modele: &ModeleCourriel) -> ModeleCourriel {
    use ModeleCourriel as M;
    match modele {
        M::Bienvenue { prenom } => M::Bienvenue { prenom: ligne(prenom) },
        M::CompteArchive { prenom, motif, commentaire, date_fin } => M::CompteArchive {
            prenom: ligne(prenom),
            motif: ligne(motif),
            commentaire: commentaire.as_deref().map(lignes).filter(|texte| !texte.is_empty()),
            date_fin: *date_fin,
        },
        M::CompteSupprime { prenom, beneficiaire } => {
            M::CompteSupprime { prenom: ligne(prenom), beneficiaire: ligne(beneficiaire) }
        }
        M::SuperviseurAccorde { perimetre } => {
            M::SuperviseurAccorde { perimetre: perimetre.iter().map(|nom| ligne(nom)).collect() }
        }
        M::SuperviseurRetire => M::SuperviseurRetire,
        M::SessionFermee { prenom } => M::SessionFermee { prenom: ligne(prenom) },
        M::LecturesInhabituelles { compte, nombre } => M::LecturesInhabituelles { compte: *compte, nombre: *nombre },
        M::Avis { prenom, titre, description } => {
            M::Avis { prenom: ligne(prenom), titre: ligne(titre), description: lignes(description) }
        }
        M::ConseillerDormant { compte, nombre } => M::ConseillerDormant { compte: *compte, nombre: *nombre },
        M::Notification { prenom, titre, description, chemin } => M::Notification {
            prenom: ligne(prenom),
            titre: ligne(titre),
            description: lignes(description),
            chemin: chemin.clone(),
        },
    }
}

#[cfg(test)]
mod tests;
