//! The copy that stays of a person who left (A6): sealed with a key of its own, so that erasing
//! the row erases it for good, backups of the content alone included.

use crate::model::beneficiaire::Beneficiaire;
use crate::model::motif::MotifSuppression;
use crate::queries::historique::Periode;
use kernel::coffre::{Coffre, CoffreError, ScelleAPart};
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use kernel::structure::Structure;
use kernel::temps::{Instant, Jour};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Version of the form of [`Copie`]: an archive is read 2 years after it was written.
const FORMAT: u32 = 1;

/// How and why an accompaniment ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinAccompagnement {
    /// Why.
    pub motif: MotifSuppression,
    /// In the words of the conseiller; empty when he said nothing.
    pub commentaire: String,
    /// Last day.
    pub date_fin: Jour,
}

/// An archive, as the database keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// The person.
    pub beneficiaire: BeneficiaireId,
    /// His structure.
    pub structure: Structure,
    /// Why.
    pub motif: MotifSuppression,
    /// When.
    pub archive_le: Instant,
    /// The copy, and its key.
    pub scelle: ScelleAPart,
}

#[derive(Serialize, Deserialize)]
struct Copie {
    format: u32,
    id: Uuid,
    prenom: String,
    nom: String,
    email: Option<String>,
    structure: String,
    dispositif: String,
    identifiant_ft: Option<String>,
    numero_dossier: Option<String>,
    structure_milo: Option<String>,
    identifiant_fournisseur: Option<String>,
    ajoute_le: Instant,
    premiere_connexion: Option<Instant>,
    derniere_connexion: Option<Instant>,
    derniere_activite: Option<Instant>,
    activation_envoyee_le: Option<Instant>,
    repris_le: Option<Instant>,
    date_fin_cej: Option<Jour>,
    situations: Vec<SituationCopiee>,
    conseillers: Vec<ConseillerCopie>,
    archive_le: Instant,
    motif: String,
    motif_libelle: String,
    commentaire: String,
    date_fin_accompagnement: Jour,
}

#[derive(Serialize, Deserialize)]
struct SituationCopiee {
    etat: String,
    categorie: String,
    date_fin: Option<Jour>,
}

#[derive(Serialize, Deserialize)]
struct ConseillerCopie {
    nom: String,
    debut: Instant,
    fin: Option<Instant>,
    origine: String,
    auteur: String,
}

impl Archive {
    /// Copies a person with everything that exists of him, and seals the copy.
    pub fn seal(
        coffre: &dyn Coffre,
        personne: &Beneficiaire,
        conseillers: &[Periode],
        fin: &FinAccompagnement,
        archive_le: Instant,
    ) -> Result<Self, StoreError> {
        let copie = Copie {
            format: FORMAT,
            id: personne.id.0,
            prenom: personne.prenom.clone(),
            nom: personne.nom.clone(),
            email: personne.email.clone(),
            structure: personne.structure.code().to_owned(),
            dispositif: personne.dispositif.code().to_owned(),
            identifiant_ft: personne.identifiant_ft.clone(),
            numero_dossier: personne.dossier.as_ref().map(ToString::to_string),
            structure_milo: personne.structure_milo.clone(),
            identifiant_fournisseur: personne.sub.clone(),
            ajoute_le: personne.date_creation,
            premiere_connexion: personne.premiere_connexion,
            derniere_connexion: personne.derniere_connexion,
            derniere_activite: personne.derniere_activite,
            activation_envoyee_le: personne.activation_envoyee_le,
            repris_le: personne.repris_le,
            date_fin_cej: personne.date_fin_cej,
            situations: personne
                .situations
                .iter()
                .map(|situation| SituationCopiee {
                    etat: situation.etat.code().to_owned(),
                    categorie: situation.categorie.clone(),
                    date_fin: situation.date_fin,
                })
                .collect(),
            conseillers: conseillers
                .iter()
                .map(|periode| ConseillerCopie {
                    nom: periode.conseiller.clone(),
                    debut: periode.debut,
                    fin: periode.fin,
                    origine: periode.origine.code().to_owned(),
                    auteur: periode.auteur.clone(),
                })
                .collect(),
            archive_le,
            motif: fin.motif.code().to_owned(),
            motif_libelle: fin.motif.libelle().to_owned(),
            commentaire: fin.commentaire.clone(),
            date_fin_accompagnement: fin.date_fin,
        };
        let clair = serde_json::to_vec(&copie).map_err(StoreError::bug)?;
        let scelle = coffre.seal_apart(&clair, &contexte(personne.id)).map_err(StoreError::bug)?;
        Ok(Self { beneficiaire: personne.id, structure: personne.structure, motif: fin.motif, archive_le, scelle })
    }

    /// Reads the copy: for the support and for the person's own file, never for a screen.
    pub fn open(&self, coffre: &dyn Coffre) -> Result<Value, CoffreError> {
        let clair = coffre.open_apart(&self.scelle, &contexte(self.beneficiaire))?;
        serde_json::from_slice(&clair).map_err(|_| CoffreError::Illisible)
    }
}

/// A copy moved to another person does not open.
fn contexte(id: BeneficiaireId) -> String {
    format!("archive|{id}")
}
