//! The list of a portefeuille: one statement, at any size.

use super::entity;
use crate::Store;
use crate::error::{InconsistentRow, store_error};
use crate::recherche::patterns;
use access::ActeurConseiller;
use kernel::ids::BeneficiaireId;
use kernel::page::Page;
use kernel::store::StoreError;
use kernel::structure::Dispositif;
use kernel::temps::{Instant, Jour};
use portefeuille::model::beneficiaire::{EtatCompte, MotifArchivage};
use portefeuille::queries::portefeuille::{Filtres, LignePortefeuille, PagePortefeuille, PortefeuilleQuery, Tri};
use sea_orm::prelude::Date;
use sea_orm::{DbBackend, FromQueryResult, Statement, Value};
use std::fmt::Write as _;
use uuid::Uuid;

/// A line, beside the totals; without id when the page is past the end.
#[derive(FromQueryResult)]
struct Row {
    total: i64,
    a_recuperer: i64,
    id: Option<Uuid>,
    prenom: Option<String>,
    nom: Option<String>,
    dispositif: Option<String>,
    etat: Option<String>,
    situation_courante: Option<String>,
    derniere_activite: Option<Instant>,
    repris_le: Option<Instant>,
    structure_milo: Option<String>,
    premier_conseiller: Option<Uuid>,
    fin_de_pret: Option<Date>,
    a_archiver: Option<Vec<String>>,
    imilo_lu_le: Option<Instant>,
}

/// The lines and their totals in one round trip. The totals are joined to the page, not counted
/// over it, so that they stay true on a page past the end (PF-32).
pub async fn list(
    store: &Store,
    conseiller: &ActeurConseiller,
    query: &PortefeuilleQuery,
) -> Result<PagePortefeuille, StoreError> {
    let order = order_by(query.tri, query.decroissant);
    let (wanted, mut values) = where_clause(query);
    // Everybody: the page is read in the order of the index, and the others are counted without
    // being read. Otherwise each of them has to be read, and is read once.
    let how = if wanted.is_empty() { "NOT MATERIALIZED" } else { "MATERIALIZED" };
    let sql = format!(
        "WITH trouves AS {how} (
            SELECT id, prenom, nom, nom_tri, dispositif, etat, situation_courante, derniere_activite, repris_le,
                   structure_milo, premier_conseiller, fin_de_pret, a_archiver, imilo_lu_le
            FROM beneficiaire WHERE conseiller = $1 {wanted}
        )
        SELECT compte.total, pretes.a_recuperer, page.*
        FROM (SELECT count(*) AS total FROM trouves) compte
        CROSS JOIN (SELECT count(*) AS a_recuperer FROM beneficiaire WHERE premier_conseiller = $1) pretes
        LEFT JOIN LATERAL (SELECT * FROM trouves ORDER BY {order} LIMIT $2 OFFSET $3) page ON true
        ORDER BY {order}"
    );
    let page = [i64::from(query.page.page_size).into(), i64::from(query.page.skip).into()];
    values.splice(0..0, [conseiller.id.0.into()].into_iter().chain(page));
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = Row::find_by_statement(statement).all(&store.db).await.map_err(store_error)?;
    let count = |of: fn(&Row) -> i64| rows.first().map_or(0, |row| of(row).unsigned_abs());
    let (total, a_recuperer) = (count(|row| row.total), count(|row| row.a_recuperer));
    let mine = conseiller.structure_milo.as_deref();
    let items = rows.into_iter().filter_map(|row| row.into_ligne(mine)).collect::<Result<_, _>>()?;
    Ok(PagePortefeuille { page: Page { items, total }, a_recuperer })
}

/// What a line must be beside being his, and the values that this takes, from `$4` on.
fn where_clause(query: &PortefeuilleQuery) -> (String, Vec<Value>) {
    let Filtres { dispositifs, non_actives, a_archiver, suivi_temporaire } = &query.filtres;
    let mut values = Vec::<Value>::new();
    let mut sql = String::new();
    let mut with = |clause: &str, codes: Vec<String>| {
        if !codes.is_empty() {
            values.push(codes.into());
            let _ = write!(sql, " AND {clause} (${})", values.len() + 3);
        }
    };
    with("nom_recherche LIKE ALL", patterns(&query.recherche));
    with("dispositif = ANY", dispositifs.iter().map(|dispositif| dispositif.code().to_owned()).collect());
    let open = [
        (non_actives, " AND etat <> 'ACTIF'"),
        (a_archiver, " AND cardinality(a_archiver) > 0"),
        (suivi_temporaire, " AND premier_conseiller IS NOT NULL"),
    ];
    sql.extend(open.into_iter().filter_map(|(open, clause)| open.then_some(clause)));
    (sql, values)
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
    fn into_ligne(self, ma_structure_milo: Option<&str>) -> Option<Result<LignePortefeuille, StoreError>> {
        let id = BeneficiaireId(self.id?);
        let code = |column, value: Option<String>| {
            let value = value.unwrap_or_default();
            (value.clone(), InconsistentRow::error("beneficiaire", column, value))
        };
        let (dispositif, bad_dispositif) = code("dispositif", self.dispositif);
        let (etat, bad_etat) = code("etat", self.etat);
        let ml_differente =
            self.structure_milo.as_deref().zip(ma_structure_milo).is_some_and(|(person, mine)| person != mine);
        // A dossier that is not ours any more is not read, and says nothing of i-milo.
        let lost = |motifs: &[String]| motifs.iter().any(|motif| motif == MotifArchivage::Imilo.code());
        let a_archiver = self.a_archiver.unwrap_or_default();
        let read = self.repris_le.is_none() && !lost(&a_archiver);
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
                suivi_temporaire: self.premier_conseiller.is_some(),
                suivi_temporaire_fin: self.fin_de_pret.map(Jour),
                a_archiver: entity::motifs(&a_archiver)?,
                ml_differente,
                imilo_lu_le: self.imilo_lu_le.filter(|_| read),
            })
        })())
    }
}
