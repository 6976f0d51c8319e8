//! The fiche of a bénéficiaire.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::Beneficiaire;
use access::{Acte, Acteur, Cible, FaitsBeneficiaire, Motif, Relation};
use kernel::ids::BeneficiaireId;
use kernel::temps::Instant;

/// A person, and who follows him.
#[derive(Debug, Clone)]
pub struct FicheLue {
    /// The person.
    pub beneficiaire: Beneficiaire,
    /// First and family name of his referent.
    pub referent: String,
    /// Code of the i-milo structure of his referent.
    pub structure_milo_referent: Option<String>,
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
}

/// Reads a fiche. A reading outside the own portefeuille is journaled before it is answered.
pub async fn get_fiche(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<Fiche, PortefeuilleError> {
    let Acteur::Conseiller(lecteur) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let lue = domaine.store.find_fiche(lecteur, id).await?;
    let faits = lue.as_ref().map(|lue| FaitsBeneficiaire {
        id: lue.beneficiaire.id,
        referent: lue.beneficiaire.conseiller,
        structure_milo_referent: lue.structure_milo_referent.clone(),
    });
    let relation = Relation::to_beneficiaire(acteur, faits.as_ref());
    let permis = access::decide(acteur, Acte::FicheLire, relation)?;
    let lue = lue.ok_or(Motif::Introuvable)?;
    let lecture_seule = permis.is_read_only();
    if lecture_seule {
        let mut tx = domaine.store.begin().await?;
        let cible = Some(Cible::Beneficiaire(id));
        let _permis = access::authorize(tx.as_mut(), acteur, Acte::FicheLire, relation, cible).await?;
        tx.commit().await?;
    }
    Ok(Fiche {
        url_dossier: lue.beneficiaire.dossier.as_ref().map(|numero| domaine.dossiers.url_dossier(numero)),
        lien_activation_expire_le: lue
            .beneficiaire
            .activation_envoyee_le
            .map(|le| le + domaine.reglages.lien_activation),
        lecture_seule,
        lue,
    })
}
