//! Who holds an e-mail, a dossier or an identifier.

use crate::error::{InconsistentRow, store_error};
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::store::StoreError;
use kernel::structure::Structure;
use portefeuille::model::beneficiaire::EtatCompte;
use portefeuille::ports::{Holder, Identifiants};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    conseiller: Uuid,
    structure: String,
    etat: String,
    structure_milo_referent: Option<String>,
    has_email: bool,
    has_dossier: bool,
    has_sub: bool,
}

const SQL: &str = "
    SELECT b.id, b.conseiller, b.structure, b.etat, c.structure_milo AS structure_milo_referent,
           coalesce(b.email = $1, false) AS has_email,
           coalesce(b.dossier = $2, false) AS has_dossier,
           coalesce(b.fournisseur = $3 AND b.sub = $4, false) AS has_sub
    FROM beneficiaire b JOIN conseiller c ON c.id = b.conseiller
    WHERE b.repris_le IS NULL AND (b.email = $1 OR b.dossier = $2 OR (b.fournisseur = $3 AND b.sub = $4))
    ORDER BY b.id";

/// Rows are locked in the order of their ids, so that two callers never wait for each other.
pub async fn find(
    db: &impl ConnectionTrait,
    identifiants: &Identifiants<'_>,
    lock: bool,
) -> Result<Vec<Holder>, StoreError> {
    let sql = if lock { format!("{SQL} FOR UPDATE OF b") } else { SQL.to_owned() };
    let (fournisseur, sub) = identifiants.sub.unzip();
    let values = [
        identifiants.email.map(str::to_owned).into(),
        identifiants.dossier.map(ToString::to_string).into(),
        fournisseur.map(|fournisseur| fournisseur.code().to_owned()).into(),
        sub.map(str::to_owned).into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = Row::find_by_statement(statement).all(db).await.map_err(store_error)?;
    rows.into_iter().map(Row::into_holder).collect()
}

impl Row {
    fn into_holder(self) -> Result<Holder, StoreError> {
        Ok(Holder {
            id: BeneficiaireId(self.id),
            conseiller: ConseillerId(self.conseiller),
            structure: Structure::from_code(&self.structure)
                .ok_or_else(|| InconsistentRow::error("beneficiaire", "structure", &self.structure))?,
            etat: EtatCompte::from_code(&self.etat)
                .ok_or_else(|| InconsistentRow::error("beneficiaire", "etat", &self.etat))?,
            structure_milo_referent: self.structure_milo_referent,
            email: self.has_email,
            dossier: self.has_dossier,
            sub: self.has_sub,
        })
    }
}
