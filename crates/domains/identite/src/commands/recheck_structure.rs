//! The Mission Locale of a conseiller whose session lasts: i-milo is asked again every day (A6), so
//! that who moved to another one does not read on in the former.

use crate::Identite;
use crate::commands::entree;
use crate::error::IdentiteError;
use crate::model::conseiller::{StructureMilo, principale};
use crate::model::mandat::{Mandat, Usage};
use crate::model::session::Session;
use crate::ports::{IdentiteTx, JetonsPartenaire, StructuresImilo};
use access::{Acteur, Role};
use chrono::Duration;
use kernel::ids::{ConseillerId, SessionId};
use kernel::outbox::Tache;
use kernel::partenaire::{Partenaire, PartnerError};
use kernel::store::StoreError;
use kernel::structure::Fournisseur;
use kernel::temps::Instant;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Kind of the task.
pub const RELIRE_STRUCTURE: &str = "relire_structure_imilo";

/// What i-milo said at the sign-in holds for this time.
const VALIDITE: Duration = Duration::hours(24);

#[derive(Serialize, Deserialize)]
struct Contenu {
    session: Uuid,
}

/// Plans the reading with the renewal of a session that is older than what i-milo said; once a day.
pub(super) async fn plan_when_due(tx: &mut dyn IdentiteTx, session: &Session, now: Instant) -> Result<(), StoreError> {
    if session.role != Role::Conseiller || now - session.cree_le < VALIDITE {
        return Ok(());
    }
    if !tx.is_of_mission_locale(ConseillerId(session.compte)).await? {
        return Ok(());
    }
    let cle = format!("{}:{}", session.compte, now.date_naive());
    tx.plan(Tache::new(RELIRE_STRUCTURE, &cle, now).with(Contenu { session: session.id.0 })?).await
}

/// Handler of the task. Nothing when his session is over, here or at i-milo: his next sign-in reads
/// it. An error is worth another attempt.
pub async fn recheck_structure(
    domaine: &Identite,
    jetons: &dyn JetonsPartenaire,
    imilo: &dyn StructuresImilo,
    contenu: Value,
) -> Result<(), IdentiteError> {
    let Contenu { session } = serde_json::from_value(contenu).map_err(StoreError::bug)?;
    let etat = domaine.store.find_etat_session(SessionId(session)).await?;
    let Some(etat) = etat.filter(|etat| etat.revoquee_le.is_none()) else { return Ok(()) };
    let Some(acteur @ Acteur::Conseiller(conseiller)) = &etat.acteur else { return Ok(()) };
    if conseiller.structure.capacites().fournisseur_conseiller != Fournisseur::ImiloConseiller {
        return Ok(());
    }
    let structures = match read(jetons, imilo, acteur).await {
        Err(IdentiteError::SessionPartenaireExpiree(_)) => return Ok(()),
        answer => answer?,
    };
    let principale = principale(&structures);
    let mut tx = domaine.store.begin().await?;
    if let Some(principale) = principale {
        tx.upsert_structure_milo(principale).await?;
    }
    let code = principale.map(|principale| principale.code.as_str());
    if tx.set_structure_milo(conseiller.id, code).await? {
        tx.journalize(entree(Role::Conseiller, conseiller.id.0, "STRUCTURE_MILO_CHANGEE")).await?;
    }
    Ok(tx.commit().await?)
}

/// i-milo refuses now and then a token that it has just taken: it is renewed and used once more.
async fn read(
    jetons: &dyn JetonsPartenaire,
    imilo: &dyn StructuresImilo,
    acteur: &Acteur,
) -> Result<Vec<StructureMilo>, IdentiteError> {
    let mandat = Mandat::propre(acteur, Usage::StructuresMilo)?;
    let jeton = jetons.pour(acteur, &mandat, None).await?;
    let answer = match imilo.structures_of(&jeton).await {
        Err(PartnerError::SessionExpiree) => {
            imilo.structures_of(&jetons.pour(acteur, &mandat, Some(&jeton)).await?).await
        }
        answer => answer,
    };
    answer.map_err(|error| match error {
        PartnerError::SessionExpiree => IdentiteError::SessionPartenaireExpiree(Partenaire::Imilo),
        error => IdentiteError::PartenaireIndisponible(Partenaire::Imilo, error),
    })
}
