//! Limits of the sign-in, on the routes: 429 with `Retry-After`, or an explained refusal.

use crate::app::App;
use crate::auth::origine::Origine;
use crate::auth::secrets::digest;
use axum::response::{IntoResponse, Response};
use chrono::Duration;
use http::StatusCode;
use http::header::RETRY_AFTER;
use identite::commands::limit_attempts::{Compteur, Depassement, count_attempt, find_wait};
use identite::error::RefusConnexion;
use identite::model::interaction::Empreinte;
use kernel::store::StoreError;

/// Counts a sign-in that begins; refuses one too many, and those of an address that failed too
/// often.
pub async fn admit_sign_in(app: &App, origine: Origine) -> Result<(), RefusConnexion> {
    if find_wait(&app.identite, Compteur::Echecs(origine.key())).await?.is_some() {
        return Err(RefusConnexion::Quota { premier: false });
    }
    refuse(count_attempt(&app.identite, Compteur::Connexions(origine.key())).await?)
}

/// Counts a failed exchange of this address; refuses one too many.
pub async fn count_failure(app: &App, origine: Origine) -> Result<(), RefusConnexion> {
    refuse(count_attempt(&app.identite, Compteur::Echecs(origine.key())).await?)
}

fn refuse(depassement: Option<Depassement>) -> Result<(), RefusConnexion> {
    depassement.map_or(Ok(()), |Depassement { premier, .. }| Err(RefusConnexion::Quota { premier }))
}

/// How long an address must wait before it presents a code or a token again.
pub async fn wait_of(app: &App, origine: Origine) -> Result<Option<Duration>, StoreError> {
    find_wait(&app.identite, Compteur::Echecs(origine.key())).await
}

/// Counts a refused code or token; the wait when it is one too many. A token that was ours counts
/// for its account: it is no guess, and the sessions of a whole agency may end at once behind one
/// address. Anything else counts for the address. A good token is never refused because of its
/// account: who holds an old one could otherwise keep the person out.
pub async fn wait_after_failure(
    app: &App,
    origine: Origine,
    jeton: Option<&Empreinte>,
) -> Result<Option<Duration>, StoreError> {
    let compte = match jeton {
        Some(jeton) => app.identite.store.find_compte_of_jeton(jeton).await?,
        None => None,
    };
    let cle = compte.map_or(origine.key(), |compte| digest(&format!("compte:{}", compte.id)));
    let depassement = count_attempt(&app.identite, Compteur::Echecs(cle)).await?;
    Ok(depassement.map(|depassement| depassement.attente))
}

/// 429 with the delay.
pub fn too_many(attente: Duration) -> Response {
    let seconds = attente.num_seconds() + 1;
    (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())]).into_response()
}
