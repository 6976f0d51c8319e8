//! The other readings of people: names, the Mission Locale, who followed whom.

use crate::Store;
use crate::error::{InconsistentRow, store_error};
use access::Acteur;

use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::lieu::FamillePerimetre;
use kernel::page::{Page, PageRequest};
use kernel::store::StoreError;
use kernel::structure::Dispositif;
use kernel::temps::Instant;
use portefeuille::model::beneficiaire::{ACTIVITE_NOTEE, EtatCompte};
use portefeuille::model::dossier::NumeroDossier;
use portefeuille::queries::etablissement::LigneEtablissement;
use portefeuille::queries::historique::{OrigineSuivi, Passage};
use portefeuille::queries::identites::Identite;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

const TABLE: &str = "beneficiaire";

#[derive(FromQueryResult)]
struct IdentiteRow {
    id: Uuid,
    prenom: String,
    nom: String,
    dispositif: String,
    etat: String,
}

/// Names, by name.
pub async fn identites(
    store: &Store,
    conseiller: ConseillerId,
    ids: &[BeneficiaireId],
) -> Result<Vec<Identite>, StoreError> {
    let sql = "SELECT id, prenom, nom, dispositif, etat FROM beneficiaire
               WHERE conseiller = $1 AND (cardinality($2) = 0 OR id = ANY ($2)) ORDER BY nom_tri, id";
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<IdentiteRow> = all(store, sql, [conseiller.0.into(), ids.into()]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Identite {
                id: BeneficiaireId(row.id),
                dispositif: Dispositif::from_code(&row.dispositif)
                    .ok_or_else(|| InconsistentRow::error(TABLE, "dispositif", &row.dispositif))?,
                etat: etat(&row.etat)?,
                prenom: row.prenom,
                nom: row.nom,
            })
        })
        .collect()
}

/// Whether the caller may know that there is a person `b` whose referent is `c`, and the values that
/// this takes, from `$2` on.
pub fn sees(lecteur: &Acteur) -> (&'static str, Vec<Value>) {
    match lecteur {
        Acteur::Conseiller(conseiller) => {
            let perimetre = conseiller.superviseur.as_ref();
            let missions_locales = perimetre.is_some_and(|droit| droit.famille == FamillePerimetre::MissionLocale);
            let lieux: Vec<String> = perimetre.map(|droit| droit.lieux.iter().cloned().collect()).unwrap_or_default();
            let sql = "b.conseiller = $2 OR b.premier_conseiller = $2 OR c.structure_milo = $3
                       OR (CASE WHEN $4 THEN c.structure_milo ELSE c.agence END) = ANY ($5)";
            let structure = conseiller.structure_milo.clone();
            (sql, vec![conseiller.id.0.into(), structure.into(), missions_locales.into(), lieux.into()])
        }
        Acteur::Beneficiaire(soi) => ("b.id = $2", vec![soi.id.0.into()]),
        Acteur::Support(_) | Acteur::Partenaire(_) => ("false", Vec::new()),
    }
}

/// A line, beside the total; without id when the page is past the end.
#[derive(FromQueryResult)]
struct EtablissementRow {
    total: i64,
    id: Option<Uuid>,
    prenom: Option<String>,
    nom: Option<String>,
    etat: Option<String>,
    situation_courante: Option<String>,
    derniere_activite: Option<Instant>,
    conseiller_nom: Option<String>,
    mine: Option<bool>,
    imilo_lu_le: Option<Instant>,
}

/// People of a Mission Locale by the likeness of their name. A name that contains the search, or
/// that resembles it more than a little, is found; the nearest come first. OFFSET 0 keeps the planner
/// from comparing the names of all people first, which it believes to cost nothing.
pub async fn etablissement(
    store: &Store,
    lecteur: ConseillerId,
    structure_milo: &str,
    recherche: &str,
    page: PageRequest,
) -> Result<Page<LigneEtablissement>, StoreError> {
    let sql = "
        WITH trouves AS MATERIALIZED (
            SELECT b.id, b.prenom, b.nom, b.nom_tri, b.etat, b.situation_courante, b.derniere_activite,
                   CASE WHEN b.repris_le IS NULL AND NOT 'IMILO' = ANY (b.a_archiver) THEN b.imilo_lu_le END AS imilo_lu_le,
                   c.prenom || ' ' || c.nom AS conseiller_nom, b.conseiller = $1 AS mine,
                   word_similarity($3, b.nom_recherche) AS mot, similarity($3, b.nom_tri) AS proche
            FROM conseiller c CROSS JOIN LATERAL (SELECT * FROM beneficiaire WHERE conseiller = c.id OFFSET 0) b
            WHERE c.structure_milo = $2 AND b.etat <> 'CREATION_INCERTAINE' AND similarity($3, b.nom_tri) > 0.1
        )
        SELECT compte.total, page.*
        FROM (SELECT count(*) AS total FROM trouves) compte
        LEFT JOIN LATERAL (
            SELECT * FROM trouves ORDER BY mot DESC, proche DESC, nom_tri, id LIMIT $4 OFFSET $5
        ) page ON true
        ORDER BY page.mot DESC, page.proche DESC, page.nom_tri, page.id";
    let values = [
        lecteur.0.into(),
        structure_milo.into(),
        recherche.into(),
        i64::from(page.page_size).into(),
        i64::from(page.skip).into(),
    ];
    let rows: Vec<EtablissementRow> = all(store, sql, values).await?;
    let total = rows.first().map_or(0, |row| row.total.unsigned_abs());
    let lines = rows.into_iter().filter_map(|row| {
        let id = BeneficiaireId(row.id?);
        Some(etat(&row.etat.unwrap_or_default()).map(|etat| LigneEtablissement {
            id,
            prenom: row.prenom.unwrap_or_default(),
            nom: row.nom.unwrap_or_default(),
            etat,
            situation: row.situation_courante,
            derniere_activite: row.derniere_activite,
            conseiller: row.conseiller_nom.unwrap_or_default(),
            mon_portefeuille: row.mine.unwrap_or_default(),
            imilo_lu_le: row.imilo_lu_le,
        }))
    });
    Ok(Page { items: lines.collect::<Result<_, _>>()?, total })
}

#[derive(FromQueryResult)]
struct PassageRow {
    r#type: String,
    source_nom: String,
    cible_nom: String,
    auteur_nom: String,
    le: Instant,
}

/// Moves of a person, oldest first.
pub async fn passages(db: &impl ConnectionTrait, id: BeneficiaireId) -> Result<Vec<Passage>, StoreError> {
    let sql = "SELECT type, source_nom, cible_nom, auteur_nom, le FROM reaffectation
               WHERE beneficiaire = $1 ORDER BY le, id";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into()]);
    let rows = PassageRow::find_by_statement(statement).all(db).await.map_err(store_error)?;
    rows.into_iter()
        .map(|row| {
            Ok(Passage {
                origine: OrigineSuivi::from_code(&row.r#type)
                    .ok_or_else(|| InconsistentRow::error("reaffectation", "type", &row.r#type))?,
                source: row.source_nom,
                cible: row.cible_nom,
                auteur: row.auteur_nom,
                le: row.le,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct ActiviteRow {
    derniere_activite: Option<Instant>,
}

/// One conditional statement: of many callers at once, one writes. Answers what is kept.
pub async fn note_activite(store: &Store, id: BeneficiaireId, le: Instant) -> Result<Option<Instant>, StoreError> {
    let sql = "
        WITH ecrite AS (
            UPDATE beneficiaire SET derniere_activite = $2
            WHERE id = $1 AND etat = 'ACTIF' AND (derniere_activite IS NULL OR derniere_activite < $3)
            RETURNING derniere_activite
        )
        SELECT coalesce((SELECT derniere_activite FROM ecrite), b.derniere_activite) AS derniere_activite
        FROM beneficiaire b WHERE b.id = $1";
    let values = [id.0.into(), le.into(), (le - ACTIVITE_NOTEE).into()];
    let rows: Vec<ActiviteRow> = all(store, sql, values).await?;
    Ok(rows.into_iter().next().and_then(|row| row.derniere_activite))
}

async fn all<R: FromQueryResult>(
    store: &Store,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<R>, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    R::find_by_statement(statement).all(&store.db).await.map_err(store_error)
}

fn etat(code: &str) -> Result<EtatCompte, StoreError> {
    EtatCompte::from_code(code).ok_or_else(|| InconsistentRow::error(TABLE, "etat", code))
}

/// The person of this dossier who was taken over, and is still in the portefeuille of this conseiller.
pub async fn repris(
    db: &impl ConnectionTrait,
    conseiller: ConseillerId,
    dossier: &NumeroDossier,
) -> Result<Option<BeneficiaireId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Repris {
        id: Uuid,
    }
    let sql = "SELECT id FROM beneficiaire WHERE conseiller = $1 AND dossier = $2 AND repris_le IS NOT NULL
               ORDER BY repris_le DESC LIMIT 1";
    let statement =
        Statement::from_sql_and_values(DbBackend::Postgres, sql, [conseiller.0.into(), dossier.to_string().into()]);
    let row = Repris::find_by_statement(statement).one(db).await.map_err(store_error)?;
    Ok(row.map(|row| BeneficiaireId(row.id)))
}
