//! Is an e-mail free?

use crate::Portefeuille;
use crate::error::{Chez, PortefeuilleError};
use crate::ports::{Holder, Identifiants};
use access::{Acte, Acteur, Motif, Relation};
use kernel::champ::ChampsInvalides;
use kernel::ids::ConseillerId;
use kernel::texte::parse_email;

/// Says the same as the creation would: the e-mail as it would be stored, or why not.
pub async fn check_email(domaine: &Portefeuille, acteur: &Acteur, brut: &str) -> Result<String, PortefeuilleError> {
    let _permis = access::decide(acteur, Acte::BeneficiaireCreerEmail, Relation::Soi)?;
    let Acteur::Conseiller(conseiller) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let email = parse_email(brut).map_err(|probleme| ChampsInvalides::one("email", probleme))?;
    let holders = domaine.store.find_holders(&Identifiants { email: Some(&email), ..Identifiants::default() }).await?;
    match holders.first() {
        Some(holder) => Err(PortefeuilleError::EmailExisteDeja(chez(holder, conseiller.id))),
        None => Ok(email),
    }
}

/// In whose portefeuille this person is, as far as the caller may know.
pub(crate) fn chez(holder: &Holder, appelant: ConseillerId) -> Chez {
    if holder.conseiller == appelant { Chez::MonPortefeuille(holder.id) } else { Chez::AutreConseiller }
}
