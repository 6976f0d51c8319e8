//! The support gives the right of superviseur to an e-mail.

use crate::Identite;
use crate::commands::parse_support::{email, raison};
use crate::error::IdentiteError;
use crate::model::superviseur::{DroitSuperviseur, PERIMETRE_MAX};
use access::{Acte, Acteur, Cible, Motif, Relation};
use kernel::champ::{ChampsInvalides, Lecture, Probleme};
use kernel::ids::ConseillerId;
use kernel::lieu::{FamillePerimetre, Perimetre};
use kernel::outbox::Fait;
use kernel::store::StoreError;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What the support asks.
#[derive(Debug, Clone)]
pub struct GrantSuperviseur {
    /// To whom.
    pub email: String,
    /// Family of the perimeter; `None` when it is not one.
    pub famille: Option<FamillePerimetre>,
    /// Where.
    pub perimetre: Vec<String>,
    /// Why.
    pub raison: String,
    /// Checks everything, and changes nothing.
    pub a_blanc: bool,
}

/// Gives the right, or replaces its perimeter. Giving the same again changes nothing but the
/// journal.
pub async fn grant_superviseur(
    domaine: &Identite,
    acteur: &Acteur,
    commande: &GrantSuperviseur,
) -> Result<DroitSuperviseur, IdentiteError> {
    let _permis = access::decide(acteur, Acte::SuperviseursGerer, Relation::Soi)?;
    let Acteur::Support(support) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let mut lecture = Lecture::default();
    let email = lecture.read("email", email(&commande.email));
    let famille = lecture.read("famille", commande.famille.ok_or(Probleme::ValeurInconnue));
    let lieux: BTreeSet<String> = commande.perimetre.iter().cloned().collect();
    let sized = (1..=PERIMETRE_MAX).contains(&lieux.len());
    lecture.read("perimetre", if sized { Ok(()) } else { Err(Probleme::PerimetreInvalide) });
    let raison = lecture.read("raison", raison(&commande.raison));
    lecture.finish()?;
    let (Some(email), Some(famille), Some(raison)) = (email, famille, raison) else {
        return Err(StoreError::bug("a field was neither read nor refused").into());
    };
    let perimetre = Perimetre { famille, lieux };

    let mut tx = domaine.store.begin().await?;
    if tx.count_lieux(&perimetre).await? != perimetre.lieux.len() {
        return Err(ChampsInvalides::one("perimetre", Probleme::PerimetreInvalide).into());
    }
    let known = tx.lock_superviseur(&email, famille).await?;
    let droit = DroitSuperviseur {
        id: known.as_ref().map_or_else(|| domaine.ids.new_uuid(), |known| known.id),
        email,
        perimetre,
        donne_le: domaine.clock.now(),
        donne_par: support.email.clone(),
    };
    if commande.a_blanc {
        return Ok(known.filter(|known| known.perimetre == droit.perimetre).unwrap_or(droit));
    }
    let detail = format!("ACCORDE {}", describe(&droit.perimetre));
    let cible = Some(Cible::Superviseur(droit.id));
    let _permis =
        access::authorize_change(tx.as_mut(), acteur, Acte::SuperviseursGerer, cible, detail, Some(raison)).await?;
    if let Some(known) = known.filter(|known| known.perimetre == droit.perimetre) {
        tx.commit().await?;
        return Ok(known);
    }
    tx.write_superviseur(&droit).await?;
    let conseillers = tx.find_conseillers_by_adresse(&droit.email).await?;
    tx.emit(Fait::new("SUPERVISEUR_ACCORDE", droit.id).with(content(&conseillers, &droit.perimetre))?).await?;
    tx.commit().await?;
    Ok(droit)
}

/// A perimeter in the journal.
pub(super) fn describe(perimetre: &Perimetre) -> String {
    let lieux: Vec<&str> = perimetre.lieux.iter().map(String::as_str).collect();
    format!("{} {}", perimetre.famille.code(), lieux.join(" "))
}

/// What the listeners of the fact need: the accounts that hold the e-mail now, and where.
pub(super) fn content(conseillers: &[ConseillerId], perimetre: &Perimetre) -> Value {
    let conseillers: Vec<_> = conseillers.iter().map(|id| id.0).collect();
    json!({ "conseillers": conseillers, "famille": perimetre.famille.code(), "perimetre": perimetre.lieux })
}
