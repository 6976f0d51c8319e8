//! The devices of a person.

use crate::error::CommunicationError;
use crate::model::push::verifier_abonnement;
use crate::ports::Appareil;
use crate::{APPAREILS_MAX, Communication};
use access::{Acte, Acteur, Compte};
use kernel::champ::{ChampsInvalides, Lecture, Probleme};
use kernel::ids::{AppareilId, SessionId};
use kernel::texte::parse_texte;

/// Longest version of a front, in characters.
const VERSION_MAX: usize = 50;

/// A subscription as a browser gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Souscription {
    /// Address at the push service.
    pub endpoint: String,
    /// Public key, base64url.
    pub p256dh: String,
    /// Secret, base64url.
    pub auth: String,
    /// Version of the front.
    pub version: String,
}

/// Sends pushes of the caller to this device, as long as this session lives.
pub async fn register_appareil(
    domaine: &Communication,
    acteur: &Acteur,
    session: SessionId,
    demande: &Souscription,
) -> Result<AppareilId, CommunicationError> {
    let qui = Compte::of(acteur)?;
    let mut lecture = Lecture::default();
    let abonnement = verifier_abonnement(&demande.endpoint, &demande.p256dh, &demande.auth, &domaine.origines_push);
    let abonnement = lecture.read("web_push", abonnement.map_err(|_| Probleme::AbonnementInvalide));
    let version = lecture.read("version", parse_texte(&demande.version, VERSION_MAX));
    lecture.finish()?;
    let (Some(abonnement), Some(version)) = (abonnement, version) else {
        return Err(ChampsInvalides::one("web_push", Probleme::AbonnementInvalide).into());
    };
    let id = AppareilId(domaine.ids.new_uuid());
    let appareil = Appareil { id, qui, session, abonnement, version, vu_le: domaine.clock.now() };
    let mut tx = domaine.store.begin().await?;
    let detail = "APPAREIL_AJOUTE".to_owned();
    let _permis = access::authorize_change(tx.as_mut(), acteur, Acte::AppareilsGerer, None, detail, None).await?;
    let id = tx.upsert_appareil(&appareil, APPAREILS_MAX).await?;
    tx.commit().await?;
    Ok(id)
}

/// Sends nothing to this device any more.
pub async fn delete_appareil(domaine: &Communication, acteur: &Acteur, id: &str) -> Result<(), CommunicationError> {
    let qui = Compte::of(acteur)?;
    let id = AppareilId::parse(id).map_err(|probleme| ChampsInvalides::one("id", probleme))?;
    let mut tx = domaine.store.begin().await?;
    let detail = "APPAREIL_RETIRE".to_owned();
    let _permis = access::authorize_change(tx.as_mut(), acteur, Acte::AppareilsGerer, None, detail, None).await?;
    tx.remove_appareil(qui, id).await?;
    tx.commit().await?;
    Ok(())
}
