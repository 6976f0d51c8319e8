//! Who read a person: one statement over the journal.

use crate::Store;
use crate::error::{InconsistentRow, store_error};
use access::{Relation, Resultat, Role};
use kernel::store::StoreError;
use kernel::structure::Structure;
use kernel::temps::{Instant, Jour};
use portefeuille::queries::consultations::{Consultation, ConsultationsQuery, Lecteur, Trace};
use sea_orm::prelude::Date;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    compte: Option<Uuid>,
    nom: Option<String>,
    role: String,
    structure: Option<String>,
    nom_lieu: Option<String>,
    referent: bool,
    relation: Option<String>,
    acte: String,
    raison: Option<String>,
    resultat: String,
    jour: Date,
    derniere: Instant,
    nombre: i64,
    cle: String,
}

/// Days are those of the zone of the person: his i-milo structure, else that of his referent;
/// elsewhere the agence of his referent, of the first one during a loan (D30). What the reader was is that of his last time.
const SQL: &str = "
    WITH personne AS (
        SELECT b.conseiller, coalesce(m.zone, mr.zone, a.zone, 'Europe/Paris') AS zone
        FROM beneficiaire b
        JOIN conseiller c ON c.id = b.conseiller
        LEFT JOIN conseiller p ON p.id = b.premier_conseiller
        LEFT JOIN structure_milo m ON m.code = b.structure_milo
        LEFT JOIN structure_milo mr ON c.structure = 'MILO' AND mr.code = c.structure_milo
        LEFT JOIN agence a ON c.structure <> 'MILO' AND a.id = coalesce(p.agence, c.agence)
        WHERE b.id = $1
    ), groupes AS (
        SELECT j.compte, j.role, j.acte, j.resultat, (j.le AT TIME ZONE p.zone)::date AS jour,
               max(j.le) AS derniere, count(*) AS nombre,
               (array_agg(j.relation ORDER BY j.le DESC))[1] AS relation,
               (array_agg(j.structure ORDER BY j.le DESC))[1] AS structure,
               (array_agg(j.lieu ORDER BY j.le DESC))[1] AS lieu,
               (array_agg(j.raison ORDER BY j.le DESC))[1] AS raison,
               coalesce(bool_or(j.relation IN ('SOI', 'REFERENT', 'EMPRUNTEUR')), false)
                   OR coalesce(bool_or(j.compte = p.conseiller), false) AS referent
        FROM journal j CROSS JOIN personne p
        WHERE j.cible_type = 'BENEFICIAIRE' AND j.cible = $1::text AND j.compte IS DISTINCT FROM $1
          AND j.acte = ANY ($2) AND j.le <= $3 AND NOT ($4 AND j.resultat = 'REFUSE')
          AND ($5::uuid IS NULL OR (j.compte = $5 AND j.role <> 'BENEFICIAIRE'))
        GROUP BY 1, 2, 3, 4, 5
    ), lignes AS (
        SELECT *, concat_ws(' ', compte, role, acte, resultat, jour) AS cle FROM groupes
    )
    SELECT l.compte, l.role, l.structure, l.referent, l.relation, l.acte, l.raison, l.resultat, l.jour, l.derniere,
           l.nombre, l.cle, c.prenom || ' ' || c.nom AS nom, coalesce(m.nom_usuel, a.nom) AS nom_lieu
    FROM lignes l
    LEFT JOIN conseiller c ON l.role = 'CONSEILLER' AND c.id = l.compte
    LEFT JOIN structure_milo m ON l.structure = 'MILO' AND m.code = l.lieu
    LEFT JOIN agence a ON l.structure <> 'MILO' AND a.id = l.lieu
    WHERE (l.jour >= $6 OR $6 IS NULL) AND (l.jour <= $7 OR $7 IS NULL)
      AND ($5::uuid IS NULL OR l.referent OR NOT $4)
      AND ($8::timestamptz IS NULL OR (l.derniere, l.cle) < ($8, $9))
    ORDER BY l.derniere DESC, l.cle DESC
    LIMIT $10";

pub async fn list(store: &Store, query: &ConsultationsQuery) -> Result<Vec<Consultation>, StoreError> {
    let actes: Vec<String> = Trace::codes().map(str::to_owned).collect();
    let (derniere, cle) = query.apres.clone().unzip();
    let values = [
        query.beneficiaire.0.into(),
        actes.into(),
        query.instantane.into(),
        query.soi.into(),
        query.lecteur.into(),
        query.debut.map(|jour| jour.0).into(),
        query.fin.map(|jour| jour.0).into(),
        derniere.into(),
        cle.into(),
        i64::from(query.limite).into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, SQL, values);
    let rows = Row::find_by_statement(statement).all(&store.db).await.map_err(store_error)?;
    rows.into_iter().map(Row::into_domain).collect()
}

impl Row {
    fn into_domain(self) -> Result<Consultation, StoreError> {
        let inconsistent = |column, value: &str| InconsistentRow::error("journal", column, value);
        let role = Role::from_code(&self.role).ok_or_else(|| inconsistent("role", &self.role))?;
        // Another bénéficiaire who was refused is not named.
        let named = role != Role::Beneficiaire;
        Ok(Consultation {
            lecteur: Lecteur {
                compte: self.compte.filter(|_| named),
                nom: self.nom,
                role,
                structure: self.structure.as_deref().and_then(Structure::from_code),
                lieu: self.nom_lieu,
            },
            referent: self.referent,
            relation: self.relation.as_deref().and_then(Relation::from_code),
            motif: self.raison.filter(|_| role == Role::Support),
            trace: Trace::from_code(&self.acte).ok_or_else(|| inconsistent("acte", &self.acte))?,
            refusee: self.resultat == Resultat::Refuse.code(),
            jour: Jour(self.jour),
            derniere: self.derniere,
            nombre: u32::try_from(self.nombre).unwrap_or(u32::MAX),
            cle: self.cle,
        })
    }
}
