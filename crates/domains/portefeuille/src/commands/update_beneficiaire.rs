//! Changes the fiche: identifiant France Travail, dispositif, count of hours (A6). Everything is
//! stored, or nothing.

use crate::Portefeuille;
use crate::commands::archive_beneficiaire::end_in_bounds;
use crate::commands::referent::{journalize, lock_followed};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte};
use crate::model::etag::etag;
use crate::model::motif::MotifSuppression;
use crate::ports::PortefeuilleTx;
use access::{Acte, Acteur};
use kernel::champ::{Lecture, Probleme};
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;
use kernel::structure::{Capacite, Dispositif};
use kernel::temps::Jour;
use kernel::texte::parse_identifiant_ft;
use std::collections::BTreeMap;

/// Why a dispositif changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RaisonDispositif {
    /// It was wrong.
    Erreur,
    /// The accompaniment ended: the motive and the last day are wanted.
    FinAccompagnement,
}

/// What to change; `None` leaves it. A value that is absent or unknown comes with its problem.
#[derive(Debug, Clone)]
pub struct UpdateBeneficiaire {
    /// What the caller saw.
    pub etag: String,
    /// Empty removes it.
    pub identifiant_ft: Option<String>,
    /// CEJ or PACEA.
    pub dispositif: Option<Result<Dispositif, Probleme>>,
    /// The bénéficiaire sees the count of his hours.
    pub peut_voir_comptage: Option<bool>,
    /// Wanted with another dispositif.
    pub raison: Result<RaisonDispositif, Probleme>,
    /// Wanted at the end of an accompaniment.
    pub motif: Result<MotifSuppression, Probleme>,
    /// Wanted at the end of an accompaniment.
    pub date_fin: Result<Jour, Probleme>,
}

/// Changes a person whom the caller follows. Answers the etag for the next change.
pub async fn update_beneficiaire(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
    commande: UpdateBeneficiaire,
) -> Result<String, PortefeuilleError> {
    let (mut tx, before) = lock_followed(domaine, acteur, Acte::BeneficiaireModifier, id).await?;
    if before.etat_compte() == EtatCompte::CreationIncertaine {
        return Err(PortefeuilleError::CreationIncertaine);
    }
    if before.repris_le.is_some() {
        return Err(PortefeuilleError::ReprisParAutreMl);
    }
    let (after, fin) = read_change(domaine, tx.as_mut(), &before, &commande).await?;
    if after == before {
        // Also the answer to a retry whose first answer was lost.
        return Ok(etag(&before));
    }
    if etag(&before) != commande.etag {
        return Err(PortefeuilleError::EtagPerime);
    }
    if !tx.update_unless_taken(&after).await? {
        return Err(PortefeuilleError::IdentifiantExisteDeja);
    }
    if let Some(fin) = fin {
        let detail = format!("{}>{} {fin}", before.dispositif, after.dispositif);
        journalize(tx.as_mut(), Some(acteur), id, "DISPOSITIF_CHANGE", Some(detail)).await?;
        let contenu = BTreeMap::from([("avant", before.dispositif.code()), ("apres", after.dispositif.code())]);
        tx.emit(Fait::new("DISPOSITIF_CHANGE", id.0).with(contenu)?).await?;
    }
    tx.emit(Fait::new("FICHE_MODIFIEE", id.0)).await?;
    tx.commit().await?;
    Ok(etag(&after))
}

/// The person as he would be, and, for another dispositif, what the journal keeps of why.
async fn read_change(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    before: &Beneficiaire,
    commande: &UpdateBeneficiaire,
) -> Result<(Beneficiaire, Option<String>), PortefeuilleError> {
    let mut lecture = Lecture::default();
    let mut after = before.clone();
    if let Some(brut) = &commande.identifiant_ft {
        // i-milo numbers the people of a Mission Locale.
        let own = !before.structure.has(Capacite::CreationParDossier);
        let read = if own { parse_identifiant_ft(brut) } else { Err(Probleme::IdentifiantFtInvalide) };
        if let Some(identifiant) = lecture.read("identifiant_ft", read) {
            after.identifiant_ft = identifiant;
        }
    }
    let permitted = before.structure.capacites().dispositifs;
    if let Some(asked) = &commande.dispositif {
        let permit = |d: Dispositif| if permitted.contains(&d) { Ok(d) } else { Err(Probleme::DispositifNonPermis) };
        if let Some(dispositif) = lecture.read("dispositif", asked.clone().and_then(permit)) {
            after.dispositif = dispositif;
        }
    }
    let mut fin = None;
    if after.dispositif != before.dispositif {
        fin = match lecture.read("raison", commande.raison.clone()) {
            Some(RaisonDispositif::Erreur) => Some("ERREUR".to_owned()),
            Some(RaisonDispositif::FinAccompagnement) => {
                let entourage = tx.find_entourage(before.id).await?;
                let offered = |m: MotifSuppression| {
                    m.is_offered_to(before.structure).then_some(m).ok_or(Probleme::MotifNonPermis)
                };
                let motif = lecture.read("motif", commande.motif.clone().and_then(offered));
                let now = domaine.clock.now();
                let date = commande.date_fin.clone().and_then(|jour| end_in_bounds(before, &entourage, jour, now));
                let date = lecture.read("date_fin_accompagnement", date);
                motif.zip(date).map(|(motif, date)| format!("FIN_ACCOMPAGNEMENT {motif} {}", date.0))
            }
            None => None,
        };
    }
    lecture.finish()?;
    let counted = after.structure.has(Capacite::CreationParDossier) && after.dispositif == Dispositif::Cej;
    match commande.peut_voir_comptage {
        Some(true) if !counted => return Err(PortefeuilleError::ComptageReserveCej),
        Some(asked) => after.peut_voir_comptage = asked,
        // Hours are counted in the CEJ: the switch goes with it.
        None => after.peut_voir_comptage &= counted,
    }
    Ok((after, fin))
}
