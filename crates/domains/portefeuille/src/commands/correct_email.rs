//! Corrects a mistyped e-mail before the first sign-in (A4): it is by it that the person is found.

use crate::Portefeuille;
use crate::commands::referent::{conseiller, journalize, lock_followed};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::EtatCompte;
use crate::model::etag::etag;
use crate::ports::Identifiants;
use crate::queries::email::chez;
use access::{Acte, Acteur};
use kernel::champ::ChampsInvalides;
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;
use kernel::store::StoreError;
use kernel::texte::parse_email;

/// The e-mail as stored, and the etag for the next change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailCorrige {
    /// Trimmed, lower-cased.
    pub email: String,
    /// For the next change.
    pub etag: String,
}

/// Replaces the e-mail of a person whom the caller follows and who never signed in.
pub async fn correct_email(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
    email: &str,
    vu: &str,
) -> Result<EmailCorrige, PortefeuilleError> {
    let lecteur = conseiller(acteur)?;
    let (mut tx, mut personne) = lock_followed(domaine, acteur, Acte::BeneficiaireEmailCorriger, id).await?;
    match personne.etat_compte() {
        EtatCompte::Actif => return Err(PortefeuilleError::CompteDejaActive),
        EtatCompte::CreationIncertaine => return Err(PortefeuilleError::CreationIncertaine),
        EtatCompte::NonActive => {}
    }
    let email = parse_email(email).map_err(|probleme| ChampsInvalides::one("email", probleme))?;
    if personne.email.as_deref() == Some(&email) {
        return Ok(EmailCorrige { etag: etag(&personne), email });
    }
    if etag(&personne) != vu {
        return Err(PortefeuilleError::EtagPerime);
    }
    let identifiants = Identifiants { email: Some(&email), ..Identifiants::default() };
    if let Some(holder) = tx.lock_holders(&identifiants).await?.first() {
        return Err(PortefeuilleError::EmailExisteDeja(chez(holder, lecteur.id)));
    }
    personne.email = Some(email.clone());
    if !tx.update_unless_taken(&personne).await? {
        // Somebody else took it since it was looked for.
        drop(tx);
        return Err(match domaine.store.find_holders(&identifiants).await?.first() {
            Some(holder) => PortefeuilleError::EmailExisteDeja(chez(holder, lecteur.id)),
            None => StoreError::transient("the e-mail was taken, then released").into(),
        });
    }
    journalize(tx.as_mut(), Some(acteur), id, "EMAIL_CORRIGE", None).await?;
    tx.emit(Fait::new("EMAIL_CORRIGE", id.0)).await?;
    tx.commit().await?;
    Ok(EmailCorrige { etag: etag(&personne), email })
}
