//! The list of a portefeuille: one statement, at any size.

use crate::Store;
use crate::error::{InconsistentRow, store_error};
use crate::recherche::patterns;
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::page::Page;
use kernel::store::StoreError;
use kernel::structure::Dispositif;
use kernel::temps::Instant;
use portefeuille::model::beneficiaire::EtatCompte;
use portefeuille::queries::portefeuille::{LignePortefeuille, PortefeuilleQuery, Tri};
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// A line, beside the total; without id when the page is past the end.
#[derive(FromQueryResult)]
struct Row {
    total: i64,
    id: Option<Uuid>,
    prenom: Option<String>,
    nom: Option<String>,
    dispositif: Option<String>,
    etat: Option<String>,
    situation_courante: Option<String>,
    derniere_activite: Option<Instant>,
    repris_le: Option<Instant>,
}

/// The lines and their total in one round trip. The total is joined to the page, not counted
/// over it, so that it stays true on a page past the end (PF-32).
pub async fn list(
    store: &Store,
    conseiller: ConseillerId,
    query: &PortefeuilleQuery,
) -> Result<Page<LignePortefeuille>, StoreError> {
    let order = order_by(query.tri, query.decroissant);
    let sql = format!(
        "WITH trouves AS (
            SELECT id, prenom, nom, nom_tri, dispositif, etat, situation_courante, derniere_activite, repris_le
            FROM beneficiaire
            WHERE conseiller = $1 AND nom_recherche LIKE ALL ($2)
        )
        SELECT compte.total, page.*
        FROM (SELECT count(*) AS total FROM trouves) compte
        LEFT JOIN LATERAL (SELECT * FROM trouves ORDER BY {order} LIMIT $3 OFFSET $4) page ON true
        ORDER BY {order}"
    );
    let patterns: Vec<String> = patterns(&query.recherche);
    let values = [
        conseiller.0.into(),
        patterns.into(),
        i64::from(query.page.page_size).into(),
        i64::from(query.page.skip).into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = Row::find_by_statement(statement).all(&store.db).await.map_err(store_error)?;
    let total = rows.first().map_or(0, |row| u64::try_from(row.total).unwrap_or_default());
    let items = rows.into_iter().filter_map(Row::into_ligne).collect::<Result<_, _>>()?;
    Ok(Page { items, total })
}

/// Ties by name, then id, so that pages neither repeat nor miss a line.
fn order_by(tri: Tri, decroissant: bool) -> &'static str {
    match (tri, decroissant) {
        (Tri::Nom, false) => "nom_tri, id",
        (Tri::Nom, true) => "nom_tri DESC, id",
        (Tri::Situation, false) => "lower(situation_courante) NULLS LAST, nom_tri, id",
        (Tri::Situation, true) => "lower(situation_courante) DESC NULLS LAST, nom_tri, id",
        (Tri::DerniereActivite, false) => "derniere_activite NULLS LAST, nom_tri, id",
        (Tri::DerniereActivite, true) => "derniere_activite DESC NULLS LAST, nom_tri, id",
    }
}

impl Row {
    fn into_ligne(self) -> Option<Result<LignePortefeuille, StoreError>> {
        let id = BeneficiaireId(self.id?);
        let code = |column, value: Option<String>| {
            let value = value.unwrap_or_default();
            (value.clone(), InconsistentRow::error("beneficiaire", column, value))
        };
        let (dispositif, bad_dispositif) = code("dispositif", self.dispositif);
        let (etat, bad_etat) = code("etat", self.etat);
        Some((|| {
            Ok(LignePortefeuille {
                id,
                prenom: self.prenom.unwrap_or_default(),
                nom: self.nom.unwrap_or_default(),
                dispositif: Dispositif::from_code(&dispositif).ok_or(bad_dispositif)?,
                etat: EtatCompte::from_code(&etat).ok_or(bad_etat)?,
                situation: self.situation_courante,
                derniere_activite: self.derniere_activite,
                repris_le: self.repris_le,
            })
        })())
    }
}
