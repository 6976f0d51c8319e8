//! The rights of superviseur.

use crate::error::{InconsistentRow, store_error};
use crate::{Store, Unit};
use identite::model::superviseur::DroitSuperviseur;
use kernel::ids::ConseillerId;
use kernel::lieu::{FamillePerimetre, Perimetre};
use kernel::page::{Page, PageRequest};
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// The e-mail of a conseiller as a right writes it; the same as `model::superviseur::adresse`.
pub const ADRESSE: &str = "regexp_replace(lower(c.email), '@pole-emploi\\.fr$', '@francetravail.fr')";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    email: String,
    famille: String,
    perimetre: Vec<String>,
    donne_le: Instant,
    donne_par: String,
}

impl Row {
    fn into_domain(self) -> Result<DroitSuperviseur, StoreError> {
        Ok(DroitSuperviseur {
            id: self.id,
            email: self.email,
            perimetre: perimetre(&self.famille, self.perimetre)?,
            donne_le: self.donne_le,
            donne_par: self.donne_par,
        })
    }
}

/// A perimeter from its columns.
pub fn perimetre(famille: &str, lieux: Vec<String>) -> Result<Perimetre, StoreError> {
    let known = FamillePerimetre::from_code(famille);
    let famille = known.ok_or_else(|| InconsistentRow::error("superviseur", "famille", famille))?;
    Ok(Perimetre { famille, lieux: lieux.into_iter().collect() })
}

#[derive(FromQueryResult)]
struct Counted {
    total: i64,
    #[sea_orm(nested)]
    droit: Option<Row>,
}

/// The rights in force and their total, in one statement, past the end too.
pub async fn list(store: &Store, page: PageRequest) -> Result<Page<DroitSuperviseur>, StoreError> {
    let sql = "
        WITH droits AS (
            SELECT id, email, famille, perimetre, donne_le, donne_par FROM superviseur WHERE retire_le IS NULL
        )
        SELECT compte.total, page.*
        FROM (SELECT count(*) AS total FROM droits) compte
        LEFT JOIN LATERAL (SELECT * FROM droits ORDER BY email, famille LIMIT $1 OFFSET $2) page ON true
        ORDER BY email, famille";
    let values = [i64::from(page.page_size).into(), i64::from(page.skip).into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = Counted::find_by_statement(statement).all(&store.db).await.map_err(store_error)?;
    let total = rows.first().map_or(0, |row| u64::try_from(row.total).unwrap_or_default());
    let items = rows.into_iter().filter_map(|row| row.droit).map(Row::into_domain).collect::<Result<_, _>>()?;
    Ok(Page { items, total })
}

impl Unit {
    /// How many places of the perimeter exist; none when they are agences of several families.
    pub(super) async fn count_known(&self, perimetre: &Perimetre) -> Result<usize, StoreError> {
        #[derive(FromQueryResult)]
        struct Known {
            connus: i64,
        }
        let sql = match perimetre.famille {
            FamillePerimetre::MissionLocale => "SELECT count(*) AS connus FROM structure_milo WHERE code = ANY ($1)",
            FamillePerimetre::FranceTravail => {
                "SELECT CASE WHEN count(DISTINCT famille) <= 1 THEN count(*) ELSE 0 END AS connus
                 FROM agence WHERE id = ANY ($1)"
            }
        };
        let lieux: Vec<String> = perimetre.lieux.iter().cloned().collect();
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [lieux.into()]);
        let row = Known::find_by_statement(statement).one(&self.txn).await.map_err(store_error)?;
        Ok(row.map_or(0, |row| usize::try_from(row.connus).unwrap_or_default()))
    }

    pub(super) async fn lock_droit(
        &self,
        email: &str,
        famille: FamillePerimetre,
    ) -> Result<Option<DroitSuperviseur>, StoreError> {
        let sql = "
            SELECT id, email, famille, perimetre, donne_le, donne_par FROM superviseur
            WHERE email = $1 AND famille = $2 AND retire_le IS NULL FOR UPDATE";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [email.into(), famille.code().into()]);
        let row = Row::find_by_statement(statement).one(&self.txn).await.map_err(store_error)?;
        row.map(Row::into_domain).transpose()
    }

    /// A right that was removed and is given again is a new one: its row goes on with a new id.
    pub(super) async fn write_droit(&self, droit: &DroitSuperviseur) -> Result<(), StoreError> {
        let lieux: Vec<String> = droit.perimetre.lieux.iter().cloned().collect();
        self.run(
            "INSERT INTO superviseur (id, email, famille, perimetre, donne_le, donne_par)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (email, famille) DO UPDATE
             SET id = excluded.id, perimetre = excluded.perimetre, donne_le = excluded.donne_le,
                 donne_par = excluded.donne_par, retire_le = NULL",
            vec![
                droit.id.into(),
                droit.email.clone().into(),
                droit.perimetre.famille.code().into(),
                lieux.into(),
                droit.donne_le.into(),
                droit.donne_par.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    pub(super) async fn conseillers_of(&self, adresse: &str) -> Result<Vec<ConseillerId>, StoreError> {
        #[derive(FromQueryResult)]
        struct Found {
            id: Uuid,
        }
        let sql = format!("SELECT c.id FROM conseiller c WHERE {ADRESSE} = $1 ORDER BY c.id");
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [adresse.into()]);
        let rows = Found::find_by_statement(statement).all(&self.txn).await.map_err(store_error)?;
        Ok(rows.into_iter().map(|row| ConseillerId(row.id)).collect())
    }
}
