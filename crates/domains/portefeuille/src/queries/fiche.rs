//! The fiche of a bénéficiaire.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::Beneficiaire;
use crate::queries::consultations_inhabituelles;
use access::{Acte, Acteur, Cible, FaitsBeneficiaire, Motif, Relations};
use kernel::ids::BeneficiaireId;
use kernel::temps::Instant;

/// A person, and who follows him.
#[derive(Debug, Clone)]
pub struct FicheLue {
    /// The person.
    pub beneficiaire: Beneficiaire,
    /// First and family name of his referent.
    pub referent: String,
    /// What decides who may read it.
    pub faits: FaitsBeneficiaire,
}

/// What the caller may know of a person.
#[derive(Debug, Clone)]
pub struct Fiche {
    /// The person, and who follows him.
    pub lue: FicheLue,
    /// Address of the dossier in i-milo.
    pub url_dossier: Option<String>,
    /// End of the activation link.
    pub lien_activation_expire_le: Option<Instant>,
    /// A colleague reads.
    pub lecture_seule: bool,
    /// People whose fiche the caller read outside his portefeuille within an hour, once that is
    /// unusual.
    pub consultations_inhabituelles: Option<u32>,
}

/// Reads a fiche. It is journaled before it is answered, and counted outside the own portefeuille.
pub async fn get_fiche(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<Fiche, PortefeuilleError> {
    let Acteur::Conseiller(lecteur) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let lue = domaine.store.find_fiche(lecteur, id).await?;
    let relations = Relations::to_beneficiaire(acteur, lue.as_ref().map(|lue| &lue.faits));
    // Decided before a transaction is begun: a refusal costs one statement.
    let lecture_seule = access::decide(acteur, Acte::FicheLire, relations)?.is_read_only();
    let lue = lue.ok_or(Motif::Introuvable)?;
    let mut tx = domaine.store.begin().await?;
    let cible = Cible::Beneficiaire(id);
    let _permis = access::authorize_lecture(tx.as_mut(), acteur, Acte::FicheLire, relations, cible).await?;
    let consultations_inhabituelles =
        if lecture_seule { consultations_inhabituelles::count(domaine, tx.as_mut(), lecteur, id).await? } else { None };
    tx.commit().await?;
    Ok(Fiche {
        url_dossier: lue.beneficiaire.dossier.as_ref().map(|numero| domaine.dossiers.url_dossier(numero)),
        lien_activation_expire_le: lue
            .beneficiaire
            .activation_envoyee_le
            .map(|le| le + domaine.reglages.lien_activation),
        lecture_seule,
        consultations_inhabituelles,
        lue,
    })
}
