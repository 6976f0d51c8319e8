//! What decides whether an account may sign in, in the transaction of the sign-in.

use crate::Unit;
use crate::error::{InconsistentRow, store_error};
use access::{Compte, Role};
use identite::model::support::PersonneSupport;
use kernel::ids::{ConseillerId, SupportId};
use kernel::store::StoreError;
use kernel::structure::{Famille, Fournisseur, Structure};
use kernel::temps::{Echeance, Instant, Jour};
use sea_orm::prelude::Date;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Identifie {
    id: Uuid,
}

pub async fn lock_email(unit: &Unit, famille: Famille, email: &str) -> Result<Option<ConseillerId>, StoreError> {
    // A lock by value: two first sign-ins with one e-mail have no row to wait for.
    unit.run(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        vec![format!("conseiller_email:{famille}:{email}").into()],
    )
    .await?;
    let of_famille = Structure::ALL.iter().filter(|structure| structure.capacites().famille == famille);
    let structures: Vec<String> = of_famille.map(|structure| structure.code().to_owned()).collect();
    let sql = "SELECT id FROM conseiller WHERE email = $1 AND structure = ANY($2) ORDER BY id LIMIT 1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [email.into(), structures.into()]);
    let holder = Identifie::find_by_statement(statement).one(&unit.txn).await.map_err(store_error)?;
    Ok(holder.map(|holder| ConseillerId(holder.id)))
}

/// The two columns that every reading of a migration has.
#[derive(FromQueryResult)]
pub struct MigrationRow {
    pub migration_le: Option<Date>,
    pub migration_zone: Option<String>,
}

impl MigrationRow {
    /// The day, in the zone of the agence; Paris without one (D30).
    pub fn into_domain(self) -> Result<Option<Echeance>, StoreError> {
        let Some(jour) = self.migration_le else { return Ok(None) };
        let name = self.migration_zone.unwrap_or_else(|| "Europe/Paris".to_owned());
        let zone = name.parse().map_err(|_| InconsistentRow::error("agence", "zone", &name))?;
        Ok(Some(Echeance { jour: Jour(jour), zone }))
    }
}

/// The migration of the conseiller whom `sql` selects as `c`, with his agence as `a`.
pub async fn find_migration(
    db: &impl ConnectionTrait,
    sql: &'static str,
    value: Value,
) -> Result<Option<Echeance>, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [value]);
    match MigrationRow::find_by_statement(statement).one(db).await.map_err(store_error)? {
        Some(row) => row.into_domain(),
        None => Ok(None),
    }
}

pub async fn upsert_support(unit: &Unit, personne: &PersonneSupport) -> Result<SupportId, StoreError> {
    let sql = "
        INSERT INTO support (id, sub, email, prenom, nom, date_creation, derniere_connexion)
        VALUES ($1, $2, $3, $4, $5, $6, $6)
        ON CONFLICT (sub) DO UPDATE
        SET email = excluded.email, prenom = excluded.prenom, nom = excluded.nom,
            derniere_connexion = excluded.derniere_connexion
        RETURNING id";
    let values = [
        personne.id.0.into(),
        personne.sub.clone().into(),
        personne.email.clone().into(),
        personne.prenom.clone().into(),
        personne.nom.clone().into(),
        personne.connexion.into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = Identifie::find_by_statement(statement).one(&unit.txn).await.map_err(store_error)?;
    row.map(|row| SupportId(row.id)).ok_or_else(|| InconsistentRow::error("support", "id", "absent"))
}

#[derive(FromQueryResult)]
struct CompteRow {
    role: String,
    id: Uuid,
}

pub async fn find_compte(unit: &Unit, fournisseur: Fournisseur, sub: &str) -> Result<Option<Compte>, StoreError> {
    let sql = "
        SELECT 'CONSEILLER' AS role, id FROM conseiller WHERE fournisseur = $1 AND sub = $2
        UNION ALL
        SELECT 'BENEFICIAIRE', id FROM beneficiaire WHERE fournisseur = $1 AND sub = $2
        UNION ALL
        SELECT 'SUPPORT', id FROM support WHERE $1 = 'SUPPORT' AND sub = $2";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [fournisseur.code().into(), sub.into()]);
    let row = CompteRow::find_by_statement(statement).one(&unit.txn).await.map_err(store_error)?;
    row.map(|row| {
        let role = Role::from_code(&row.role).ok_or_else(|| InconsistentRow::error("compte", "role", &row.role))?;
        Ok(Compte { role, id: row.id })
    })
    .transpose()
}

pub async fn insert_deconnexion(
    unit: &Unit,
    fournisseur: Fournisseur,
    jti: &str,
    now: Instant,
) -> Result<bool, StoreError> {
    let rows = unit
        .run(
            "INSERT INTO deconnexion_recue (fournisseur, jti, recue_le) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            vec![fournisseur.code().into(), jti.into(), now.into()],
        )
        .await?;
    Ok(rows == 1)
}
