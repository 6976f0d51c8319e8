//! Sign-ins under way, refused, or waiting for a mobile app: small rows that are taken once.

use crate::error::{InconsistentRow, store_error};
use identite::model::entree::Espace;
use identite::model::interaction::{CodeMobile, DemandeMobile, Empreinte, ErreurConnexion, Interaction};
use kernel::ids::SessionId;
use kernel::store::StoreError;
use kernel::structure::Structure;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct MobileJson {
    redirect_uri: String,
    code_challenge: String,
    state: String,
}

async fn execute(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    db.execute_raw(statement).await.map_err(store_error)?;
    Ok(())
}

async fn take<R: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<R>, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    R::find_by_statement(statement).one(db).await.map_err(store_error)
}

fn digest(table: &'static str, column: &'static str, bytes: Vec<u8>) -> Result<Empreinte, StoreError> {
    bytes.try_into().map_err(|_| InconsistentRow::error(table, column, "not 32 bytes"))
}

pub async fn insert_interaction(db: &impl ConnectionTrait, interaction: &Interaction) -> Result<(), StoreError> {
    let mobile = interaction.mobile.as_ref().map(|mobile| MobileJson {
        redirect_uri: mobile.redirect_uri.clone(),
        code_challenge: mobile.code_challenge.clone(),
        state: mobile.state.clone(),
    });
    let mobile = mobile.map(|mobile| serde_json::to_value(mobile).map_err(StoreError::bug)).transpose()?;
    execute(
        db,
        "INSERT INTO interaction_connexion
            (state, navigateur, entree, espace, nonce, pkce, redirection, retour, mobile, cree_le)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        vec![
            interaction.state.to_vec().into(),
            interaction.navigateur.to_vec().into(),
            interaction.entree.clone().into(),
            interaction.espace.code().into(),
            interaction.nonce.clone().into(),
            interaction.pkce.clone().into(),
            interaction.redirection.clone().into(),
            interaction.retour.clone().into(),
            mobile.into(),
            interaction.cree_le.into(),
        ],
    )
    .await
}

#[derive(FromQueryResult)]
struct InteractionRow {
    state: Vec<u8>,
    navigateur: Vec<u8>,
    entree: String,
    espace: String,
    nonce: String,
    pkce: String,
    redirection: String,
    retour: Option<String>,
    mobile: Option<serde_json::Value>,
    cree_le: Instant,
}

pub async fn take_interaction(db: &impl ConnectionTrait, state: &Empreinte) -> Result<Option<Interaction>, StoreError> {
    const TABLE: &str = "interaction_connexion";
    let sql = "DELETE FROM interaction_connexion WHERE state = $1 RETURNING *";
    let Some(row) = take::<InteractionRow>(db, sql, vec![state.to_vec().into()]).await? else { return Ok(None) };
    let mobile: Option<MobileJson> = row.mobile.map(serde_json::from_value).transpose().map_err(StoreError::bug)?;
    Ok(Some(Interaction {
        state: digest(TABLE, "state", row.state)?,
        navigateur: digest(TABLE, "navigateur", row.navigateur)?,
        entree: row.entree,
        espace: Espace::from_code(&row.espace).ok_or_else(|| InconsistentRow::error(TABLE, "espace", &row.espace))?,
        nonce: row.nonce,
        pkce: row.pkce,
        redirection: row.redirection,
        retour: row.retour,
        mobile: mobile.map(|mobile| DemandeMobile {
            redirect_uri: mobile.redirect_uri,
            code_challenge: mobile.code_challenge,
            state: mobile.state,
        }),
        cree_le: row.cree_le,
    }))
}

pub async fn insert_erreur(db: &impl ConnectionTrait, erreur: &ErreurConnexion) -> Result<(), StoreError> {
    execute(
        db,
        "INSERT INTO erreur_connexion (id, navigateur, raison, email, structure_existante, cree_le)
         VALUES ($1, $2, $3, $4, $5, $6)",
        vec![
            erreur.id.to_vec().into(),
            erreur.navigateur.to_vec().into(),
            erreur.raison.clone().into(),
            erreur.email.clone().into(),
            erreur.structure_existante.map(|structure| structure.code().to_owned()).into(),
            erreur.cree_le.into(),
        ],
    )
    .await
}

#[derive(FromQueryResult)]
struct ErreurRow {
    raison: String,
    email: Option<String>,
    structure_existante: Option<String>,
    cree_le: Instant,
}

pub async fn take_erreur(
    db: &impl ConnectionTrait,
    id: &Empreinte,
    navigateur: &Empreinte,
) -> Result<Option<ErreurConnexion>, StoreError> {
    let sql = "DELETE FROM erreur_connexion WHERE id = $1 AND navigateur = $2 RETURNING *";
    let row = take::<ErreurRow>(db, sql, vec![id.to_vec().into(), navigateur.to_vec().into()]).await?;
    Ok(row.map(|row| ErreurConnexion {
        id: *id,
        navigateur: *navigateur,
        raison: row.raison,
        email: row.email,
        structure_existante: row.structure_existante.as_deref().and_then(Structure::from_code),
        cree_le: row.cree_le,
    }))
}

pub async fn insert_code(db: &impl ConnectionTrait, code: &CodeMobile) -> Result<(), StoreError> {
    execute(
        db,
        "INSERT INTO code_mobile (code, session, redirect_uri, code_challenge, cree_le) VALUES ($1, $2, $3, $4, $5)",
        vec![
            code.code.to_vec().into(),
            code.session.0.into(),
            code.redirect_uri.clone().into(),
            code.code_challenge.clone().into(),
            code.cree_le.into(),
        ],
    )
    .await
}

#[derive(FromQueryResult)]
struct CodeRow {
    session: Uuid,
    redirect_uri: String,
    code_challenge: String,
    cree_le: Instant,
}

pub async fn take_code(db: &impl ConnectionTrait, code: &Empreinte) -> Result<Option<CodeMobile>, StoreError> {
    let sql = "DELETE FROM code_mobile WHERE code = $1 RETURNING *";
    let row = take::<CodeRow>(db, sql, vec![code.to_vec().into()]).await?;
    Ok(row.map(|row| CodeMobile {
        code: *code,
        session: SessionId(row.session),
        redirect_uri: row.redirect_uri,
        code_challenge: row.code_challenge,
        cree_le: row.cree_le,
    }))
}
