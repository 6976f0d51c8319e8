//! Exchanges the code of a mobile app for its first renewal token.

use crate::error::IdentiteError;
use crate::model::interaction::Empreinte;
use crate::model::session::JetonRenouvellement;
use crate::{CODE_MOBILE, Identite};
use kernel::ids::SessionId;

/// Gives a mobile app the first renewal token of the session that its code opens. `challenge` is
/// the S256 digest of the verifier that the app presents.
pub async fn exchange_code(
    domaine: &Identite,
    code: &Empreinte,
    redirect_uri: &str,
    challenge: &str,
    nouveau: Empreinte,
) -> Result<SessionId, IdentiteError> {
    let code = domaine.store.take_code_mobile(code).await?.ok_or(IdentiteError::JetonInvalide)?;
    let fresh = domaine.clock.now() - code.cree_le <= CODE_MOBILE;
    if !fresh || code.redirect_uri != redirect_uri || code.code_challenge != challenge {
        return Err(IdentiteError::JetonInvalide);
    }
    let mut tx = domaine.store.begin().await?;
    tx.insert_jeton(&JetonRenouvellement { empreinte: nouveau, session: code.session, remplace_le: None }).await?;
    tx.commit().await?;
    Ok(code.session)
}
