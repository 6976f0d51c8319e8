//! Reading an i-milo dossier before creating the account (A5, steps 1 to 3).

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::dossier::{Dossier, NumeroDossier};
use crate::ports::Identifiants;
use crate::queries::email::chez;
use access::{Acte, Acteur, ActeurConseiller, Cible, Motif, Relation};
use chrono::Duration;
use kernel::champ::ChampsInvalides;
use kernel::ids::BeneficiaireId;
use kernel::partenaire::PartnerError;

/// Dossiers that one conseiller may read within [`QUOTA_WINDOW`].
pub const QUOTA: usize = 20;
/// The window of the quota.
pub const QUOTA_WINDOW: Duration = Duration::minutes(10);

/// Reads a dossier for a conseiller who wants to create the account. Journaled and counted,
/// whatever i-milo answers.
pub async fn get_dossier_imilo(
    domaine: &Portefeuille,
    acteur: &Acteur,
    numero: &str,
) -> Result<Dossier, PortefeuilleError> {
    let _permis = access::decide(acteur, Acte::DossierImiloLire, Relation::Soi)?;
    let (conseiller, structure_milo) = conseiller_of_a_mission_locale(acteur)?;
    let numero = NumeroDossier::parse(numero).map_err(|probleme| ChampsInvalides::one("numero", probleme))?;
    refuse_known_dossier(domaine, conseiller, structure_milo, &numero).await?;
    count_reading(domaine, acteur, conseiller, &numero).await?;
    read_visible_dossier(domaine, structure_milo, &numero).await
}

/// Where the entry from i-milo leads (D12): the number, and the person when the caller may read
/// his fiche. i-milo is not asked.
pub async fn find_dossier_imilo(
    domaine: &Portefeuille,
    acteur: &Acteur,
    numero: &str,
) -> Result<(NumeroDossier, Option<BeneficiaireId>), PortefeuilleError> {
    let _permis = access::decide(acteur, Acte::DossierImiloLire, Relation::Soi)?;
    let (conseiller, structure_milo) = conseiller_of_a_mission_locale(acteur)?;
    let numero = NumeroDossier::parse(numero).map_err(|probleme| ChampsInvalides::one("numero", probleme))?;
    let identifiants = Identifiants { dossier: Some(&numero), ..Identifiants::default() };
    let holders = domaine.store.find_holders(&identifiants).await?;
    let mine = holders.iter().find(|holder| holder.conseiller == conseiller.id);
    let readable = || holders.iter().find(|holder| holder.structure_milo_referent.as_deref() == Some(structure_milo));
    if let Some(holder) = mine.or_else(readable) {
        return Ok((numero, Some(holder.id)));
    }
    // Followed by another Mission Locale since, and still in his portefeuille.
    let repris = domaine.store.find_repris(conseiller.id, &numero).await?;
    Ok((numero, repris))
}

/// The conseiller, and his Mission Locale.
pub(crate) fn conseiller_of_a_mission_locale(acteur: &Acteur) -> Result<(&ActeurConseiller, &str), PortefeuilleError> {
    let Acteur::Conseiller(conseiller) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let structure_milo = conseiller.structure_milo.as_deref().ok_or(PortefeuilleError::ConseillerSansStructure)?;
    Ok((conseiller, structure_milo))
}

/// Step 2: a person of this Mission Locale has the dossier. Known without asking i-milo.
pub(crate) async fn refuse_known_dossier(
    domaine: &Portefeuille,
    conseiller: &ActeurConseiller,
    structure_milo: &str,
    numero: &NumeroDossier,
) -> Result<(), PortefeuilleError> {
    let identifiants = Identifiants { dossier: Some(numero), ..Identifiants::default() };
    let holders = domaine.store.find_holders(&identifiants).await?;
    match holders.iter().find(|holder| holder.structure_milo_referent.as_deref() == Some(structure_milo)) {
        Some(holder) => Err(PortefeuilleError::DossierExisteDeja(chez(holder, conseiller.id))),
        None => Ok(()),
    }
}

/// Counts a reading and journals it, in one transaction that ends before i-milo is asked.
pub(crate) async fn count_reading(
    domaine: &Portefeuille,
    acteur: &Acteur,
    conseiller: &ActeurConseiller,
    numero: &NumeroDossier,
) -> Result<(), PortefeuilleError> {
    let now = domaine.clock.now();
    let mut tx = domaine.store.begin().await?;
    let readings = tx.lock_dossier_readings(conseiller.id, now - QUOTA_WINDOW).await?;
    if readings.len() >= QUOTA {
        // One more may be read when enough of the old ones leave the window.
        let leaving = readings[readings.len() - QUOTA] + QUOTA_WINDOW - now;
        return Err(PortefeuilleError::QuotaDossiers { retry_after: leaving.to_std().unwrap_or_default() });
    }
    let cible = Some(Cible::Dossier(numero.to_string()));
    let _permis = access::authorize(tx.as_mut(), acteur, Acte::DossierImiloLire, Relation::Soi, cible).await?;
    Ok(tx.commit().await?)
}

/// Step 3: reads the dossier. Unknown, not justified and of another Mission Locale are one
/// refusal, so that the numbers of others cannot be probed (AU-27).
pub(crate) async fn read_visible_dossier(
    domaine: &Portefeuille,
    structure_milo: &str,
    numero: &NumeroDossier,
) -> Result<Dossier, PortefeuilleError> {
    let dossier = domaine.dossiers.read_dossier(numero).await.map_err(|error| match error {
        // 400: i-milo says that the number is malformed.
        PartnerError::Introuvable | PartnerError::AccesNonJustifie | PartnerError::Refuse { http: 400, .. } => {
            PortefeuilleError::DossierIntrouvable
        }
        PartnerError::Refuse { code, message, http } => PortefeuilleError::PartenaireRefuse { code, message, http },
        other => PortefeuilleError::PartenaireIndisponible(other),
    })?;
    if dossier.is_visible_to(structure_milo) { Ok(dossier) } else { Err(PortefeuilleError::DossierIntrouvable) }
}
