//! The support removes the right of superviseur from an e-mail.

use crate::Identite;
use crate::commands::grant_superviseur::{content, describe};
use crate::commands::parse_support::{email, raison};
use crate::error::IdentiteError;
use crate::model::superviseur::DroitSuperviseur;
use access::{Acte, Acteur, Cible, Relation};
use kernel::champ::{Lecture, Probleme};
use kernel::lieu::FamillePerimetre;
use kernel::outbox::Fait;
use kernel::store::StoreError;

/// What the support asks.
#[derive(Debug, Clone)]
pub struct RevokeSuperviseur {
    /// From whom.
    pub email: String,
    /// Family of the perimeter; `None` when it is not one.
    pub famille: Option<FamillePerimetre>,
    /// Why.
    pub raison: String,
    /// Checks everything, and changes nothing.
    pub a_blanc: bool,
}

/// Removes the right: it is dead within a minute, because what an account may do is read again.
/// Removing one that does not exist changes nothing but the journal. Answers the right that was removed.
pub async fn revoke_superviseur(
    domaine: &Identite,
    acteur: &Acteur,
    commande: &RevokeSuperviseur,
) -> Result<Option<DroitSuperviseur>, IdentiteError> {
    let _permis = access::decide(acteur, Acte::SuperviseursGerer, Relation::Soi)?;
    let mut lecture = Lecture::default();
    let email = lecture.read("email", email(&commande.email));
    let famille = lecture.read("famille", commande.famille.ok_or(Probleme::ValeurInconnue));
    let raison = lecture.read("raison", raison(&commande.raison));
    lecture.finish()?;
    let (Some(email), Some(famille), Some(raison)) = (email, famille, raison) else {
        return Err(StoreError::bug("a field was neither read nor refused").into());
    };
    let mut tx = domaine.store.begin().await?;
    let known = tx.lock_superviseur(&email, famille).await?;
    if commande.a_blanc {
        return Ok(known);
    }
    let detail = match &known {
        Some(known) => format!("RETIRE {}", describe(&known.perimetre)),
        None => "RETIRE".to_owned(),
    };
    let cible = known.as_ref().map(|known| Cible::Superviseur(known.id));
    let _permis =
        access::authorize_change(tx.as_mut(), acteur, Acte::SuperviseursGerer, cible, detail, Some(raison)).await?;
    if let Some(known) = &known {
        tx.remove_superviseur(known.id).await?;
        let conseillers = tx.find_conseillers_by_adresse(&known.email).await?;
        tx.emit(Fait::new("SUPERVISEUR_RETIRE", known.id).with(content(&conseillers, &known.perimetre))?).await?;
    }
    tx.commit().await?;
    Ok(known)
}
