//! What sign-ins and sessions leave behind, removed by its dates.

use crate::error::store_error;
use chrono::Duration;
use identite::model::tentatives::FENETRE;
use identite::{CODE_MOBILE, ERREUR_CONNEXION, INTERACTION, SESSION};
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// A session that is over is kept this long, to be understood; the journal keeps the rest.
const SESSION_FINIE: Duration = Duration::days(1);
/// A sign-out of a provider is applied within minutes: a replay is refused by its age after that.
const DECONNEXION: Duration = Duration::days(1);

pub async fn purge(db: &impl ConnectionTrait, now: Instant) -> Result<u64, StoreError> {
    let mut removed = 0;
    for (sql, before) in [
        ("DELETE FROM session WHERE least(expire_le, revoquee_le) <= $1", now - SESSION_FINIE),
        // A replaced token is kept as long as a copy of it could still have been good: its reuse tells a theft.
        ("DELETE FROM jeton_renouvellement WHERE remplace_le <= $1", now - SESSION),
        ("DELETE FROM interaction_connexion WHERE cree_le <= $1", now - INTERACTION),
        ("DELETE FROM erreur_connexion WHERE cree_le <= $1", now - ERREUR_CONNEXION),
        ("DELETE FROM code_mobile WHERE cree_le <= $1", now - CODE_MOBILE),
        ("DELETE FROM tentative_connexion WHERE debut <= $1", now - FENETRE),
        ("DELETE FROM deconnexion_recue WHERE recue_le <= $1", now - DECONNEXION),
    ] {
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [before.into()]);
        removed += db.execute_raw(statement).await.map_err(store_error)?.rows_affected();
    }
    Ok(removed)
}
