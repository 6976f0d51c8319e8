//! Sign-in of a person of the support: an e-mail of the configuration, and nothing else (D15).

use crate::Identite;
use crate::error::RefusConnexion;
use crate::model::support::PersonneSupport;
use crate::ports::{IdentiteTx, PreuveIdentite};
use kernel::ids::SupportId;

/// Finds or makes the account of this identity. The caller opens the session in the same
/// transaction.
pub async fn sign_in_support(
    domaine: &Identite,
    tx: &mut dyn IdentiteTx,
    preuve: &PreuveIdentite,
) -> Result<SupportId, RefusConnexion> {
    let verified = preuve.email.as_ref().filter(|_| preuve.email_verifie);
    let email = verified.filter(|email| domaine.support.contains(email)).ok_or(RefusConnexion::TypeNonTraitable)?;
    let personne = PersonneSupport {
        id: SupportId(domaine.ids.new_uuid()),
        sub: preuve.sub.clone(),
        email: email.clone(),
        prenom: preuve.prenom.clone(),
        nom: preuve.nom.clone(),
        connexion: domaine.clock.now(),
    };
    Ok(tx.upsert_support(&personne).await?)
}
