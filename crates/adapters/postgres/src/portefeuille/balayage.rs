//! Who may be concerned by the nightly work on accounts: pages by id, one statement each.

use crate::error::store_error;
use crate::{Store, Unit};
use async_trait::async_trait;
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use kernel::temps::Instant;
use portefeuille::ports::balayage::{Balayage, Balayages};
use sea_orm::{DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

/// People of one page.
const PAGE: i64 = 500;

/// The last thing that a person did; the same as `Beneficiaire::last_seen`.
const VU: &str = "coalesce(greatest(derniere_activite, derniere_connexion, premiere_connexion), date_creation)";

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Annonce {
    archivage_annonce_le: Option<Instant>,
}

#[async_trait]
impl Balayages for Store {
    async fn next_of(
        &self,
        balayage: Balayage,
        apres: Option<BeneficiaireId>,
    ) -> Result<Vec<BeneficiaireId>, StoreError> {
        let (condition, values): (String, Vec<Value>) = match balayage {
            Balayage::Motifs(seuils) => (
                "(coalesce(date_fin_cej < $3, false) <> ('FIN_CEJ' = ANY (a_archiver))
                  OR coalesce(derniere_activite < $4, false) <> ('INACTIF' = ANY (a_archiver))
                  OR (etat = 'NON_ACTIVE' AND date_creation < $5) <> ('JAMAIS_ACTIVE' = ANY (a_archiver)))"
                    .to_owned(),
                vec![seuils.fin_cej.0.into(), seuils.activite.into(), seuils.creation.into()],
            ),
            Balayage::AAnnoncer { vu_avant } => (
                format!(
                    "etat = 'ACTIF' AND {VU} < $3 AND (archivage_annonce_le IS NULL OR archivage_annonce_le <= {VU})"
                ),
                vec![vu_avant.into()],
            ),
            Balayage::AArchiver { vu_avant, annonce_avant } => (
                format!("etat = 'ACTIF' AND {VU} < $3 AND archivage_annonce_le > {VU} AND archivage_annonce_le <= $4"),
                vec![vu_avant.into(), annonce_avant.into()],
            ),
            Balayage::JamaisActives { cree_avant } => {
                ("etat = 'NON_ACTIVE' AND date_creation < $3".to_owned(), vec![cree_avant.into()])
            }
        };
        let sql = format!(
            "SELECT id FROM beneficiaire WHERE ($1::uuid IS NULL OR id > $1) AND {condition} ORDER BY id LIMIT $2"
        );
        let mut all: Vec<Value> = vec![apres.map(|id| id.0).into(), PAGE.into()];
        all.extend(values);
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, all);
        let rows = Id::find_by_statement(statement).all(&self.db).await.map_err(store_error)?;
        Ok(rows.into_iter().map(|row| BeneficiaireId(row.id)).collect())
    }
}

pub async fn find_annonce(unit: &Unit, id: BeneficiaireId) -> Result<Option<Instant>, StoreError> {
    let sql = "SELECT archivage_annonce_le FROM beneficiaire WHERE id = $1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into()]);
    let row = Annonce::find_by_statement(statement).one(&unit.txn).await.map_err(store_error)?;
    Ok(row.and_then(|row| row.archivage_annonce_le))
}
