//! Archives, and what is copied into them.

use crate::error::{InconsistentRow, store_error};
use crate::{Store, Unit};
use kernel::coffre::ScelleAPart;
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use kernel::structure::Structure;
use kernel::temps::Instant;
use portefeuille::model::archive::Archive;
use portefeuille::model::motif::MotifSuppression;
use portefeuille::ports::Entourage;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct EntourageRow {
    zone: String,
    referent: String,
    premier_conseiller: Option<String>,
}

/// The zone of a person, in one place for all who count his days (A1, D30).
const ENTOURAGE: &str = "
    SELECT coalesce(bm.zone, CASE WHEN r.structure = 'MILO' THEN rm.zone ELSE a.zone END, 'Europe/Paris') AS zone,
           r.prenom || ' ' || r.nom AS referent, p.prenom || ' ' || p.nom AS premier_conseiller
    FROM beneficiaire b
    JOIN conseiller r ON r.id = b.conseiller
    LEFT JOIN conseiller p ON p.id = b.premier_conseiller
    LEFT JOIN structure_milo bm ON bm.code = b.structure_milo
    LEFT JOIN structure_milo rm ON rm.code = r.structure_milo
    LEFT JOIN agence a ON a.id = coalesce(p.agence, r.agence)
    WHERE b.id = $1";

pub async fn entourage(unit: &Unit, id: BeneficiaireId) -> Result<Entourage, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, ENTOURAGE, [id.0.into()]);
    let row = EntourageRow::find_by_statement(statement).one(&unit.txn).await.map_err(store_error)?;
    let row = row.ok_or_else(|| StoreError::bug("a locked person without a conseiller"))?;
    Ok(Entourage {
        zone: row.zone.parse().map_err(|_| InconsistentRow::error("agence", "zone", &row.zone))?,
        referent: row.referent,
        premier_conseiller: row.premier_conseiller,
    })
}

pub async fn insert(unit: &Unit, archive: &Archive) -> Result<(), StoreError> {
    unit.run(
        "INSERT INTO archive (beneficiaire, structure, motif, archive_le, cle, contenu) VALUES ($1, $2, $3, $4, $5, $6)",
        vec![
            archive.beneficiaire.0.into(),
            archive.structure.code().into(),
            archive.motif.code().into(),
            archive.archive_le.into(),
            archive.scelle.cle.clone().into(),
            archive.scelle.contenu.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    beneficiaire: Uuid,
    structure: String,
    motif: String,
    archive_le: Instant,
    cle: Vec<u8>,
    contenu: Vec<u8>,
}

pub async fn find(store: &Store, id: BeneficiaireId) -> Result<Option<Archive>, StoreError> {
    let sql = "SELECT * FROM archive WHERE beneficiaire = $1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into()]);
    let Some(row) = Row::find_by_statement(statement).one(&store.db).await.map_err(store_error)? else {
        return Ok(None);
    };
    let wrong = |column, value: &str| InconsistentRow::error("archive", column, value);
    Ok(Some(Archive {
        beneficiaire: BeneficiaireId(row.beneficiaire),
        structure: Structure::from_code(&row.structure).ok_or_else(|| wrong("structure", &row.structure))?,
        motif: MotifSuppression::from_code(&row.motif).ok_or_else(|| wrong("motif", &row.motif))?,
        archive_le: row.archive_le,
        scelle: ScelleAPart { cle: row.cle, contenu: row.contenu },
    }))
}
