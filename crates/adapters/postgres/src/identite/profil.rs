//! Profiles, preferences and referentials.

use crate::error::{InconsistentRow, store_error};
use crate::recherche::patterns;
use crate::{Store, Unit};
use access::Compte;
use async_trait::async_trait;
use identite::model::profil::{ChoixConseiller, LieuReferentiel, ProfilConseiller, Recapitulatif};
use identite::ports::profil::{Import, LieuImporte, Preferences, ProfilStore, ProfilTx};
use kernel::categorie::{Canaux, Categorie};
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::page::Page;
use kernel::store::StoreError;
use kernel::structure::{Famille, Structure};
use kernel::temps::Instant;
use kernel::texte::{Recherche, fold_for_search};
use sea_orm::{DbBackend, FromQueryResult, Statement, Value};

#[derive(FromQueryResult)]
struct ProfilRow {
    prenom: String,
    nom: String,
    email: Option<String>,
    structure: String,
    agence: Option<String>,
    mission_locale: Option<String>,
    agence_du_referentiel: bool,
    notifications_sonores: bool,
    recapitulatif: String,
}

#[derive(FromQueryResult)]
struct ChoixRow {
    notifications_sonores: bool,
    recapitulatif: String,
    visite_terminee_le: Option<Instant>,
    agence: Option<String>,
    agence_libre: Option<String>,
}

#[derive(FromQueryResult)]
struct PreferenceRow {
    partage_favoris: bool,
    categorie: Option<String>,
    push: Option<bool>,
    mail: Option<bool>,
}

/// A place, beside the total; without id when nothing matches.
#[derive(FromQueryResult)]
struct LieuRow {
    total: i64,
    id: Option<String>,
    nom: Option<String>,
    departement: Option<String>,
}

#[derive(FromQueryResult)]
struct Importe {
    nouveau: bool,
}

#[derive(FromQueryResult)]
struct Nombre {
    nombre: i64,
}

#[derive(FromQueryResult)]
struct Nom {
    nom: String,
}

fn recapitulatif(code: &str) -> Result<Recapitulatif, StoreError> {
    Recapitulatif::from_code(code).ok_or_else(|| InconsistentRow::error("conseiller", "recapitulatif", code))
}

fn statement(sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

#[async_trait]
impl ProfilStore for Store {
    async fn begin(&self) -> Result<Box<dyn ProfilTx>, StoreError> {
        Ok(Box::new(self.unit().await?))
    }

    async fn find_conseiller(&self, id: ConseillerId) -> Result<Option<ProfilConseiller>, StoreError> {
        let sql = "
            SELECT c.prenom, c.nom, c.email, c.structure, coalesce(a.nom, c.agence_libre) AS agence,
                   m.nom_usuel AS mission_locale, c.agence IS NOT NULL AS agence_du_referentiel,
                   c.notifications_sonores, c.recapitulatif
            FROM conseiller c
            LEFT JOIN agence a ON a.id = c.agence
            LEFT JOIN structure_milo m ON m.code = c.structure_milo
            WHERE c.id = $1";
        let row = ProfilRow::find_by_statement(statement(sql, vec![id.0.into()]));
        let Some(row) = row.one(&self.db).await.map_err(store_error)? else { return Ok(None) };
        Ok(Some(ProfilConseiller {
            prenom: row.prenom,
            nom: row.nom,
            email: row.email,
            structure: Structure::from_code(&row.structure)
                .ok_or_else(|| InconsistentRow::error("conseiller", "structure", &row.structure))?,
            agence: row.agence,
            mission_locale: row.mission_locale,
            agence_du_referentiel: row.agence_du_referentiel,
            notifications_sonores: row.notifications_sonores,
            recapitulatif: recapitulatif(&row.recapitulatif)?,
        }))
    }

    async fn find_preferences(&self, id: BeneficiaireId) -> Result<Option<Preferences>, StoreError> {
        let sql = "
            SELECT b.partage_favoris, p.categorie, p.push, p.mail
            FROM beneficiaire b LEFT JOIN preference p ON p.beneficiaire = b.id
            WHERE b.id = $1";
        let rows = PreferenceRow::find_by_statement(statement(sql, vec![id.0.into()]));
        let rows = rows.all(&self.db).await.map_err(store_error)?;
        let Some(first) = rows.first() else { return Ok(None) };
        let partage_favoris = first.partage_favoris;
        let chosen = |categorie: &Categorie| {
            let row = rows.iter().find(|row| row.categorie.as_deref() == Some(categorie.code()));
            let defaut = Canaux::default();
            row.map_or(defaut, |row| Canaux {
                push: row.push.unwrap_or(defaut.push),
                mail: row.mail.unwrap_or(defaut.mail),
            })
        };
        let canaux = Categorie::ALL.iter().map(|categorie| (*categorie, chosen(categorie))).collect();
        Ok(Some(Preferences { canaux, partage_favoris }))
    }

    async fn list_agences(
        &self,
        famille: Famille,
        recherche: &Recherche,
        departement: Option<&str>,
        nombre: u32,
    ) -> Result<Page<LieuReferentiel>, StoreError> {
        // 9999 is the referential's own line for people of no agence.
        let source = "SELECT id, nom, departement FROM agence
                      WHERE nom_recherche LIKE ALL ($1) AND ($2::text IS NULL OR departement = $2) AND famille = $4
                        AND id <> '9999'";
        lieux(self, source, recherche, departement, nombre, Some(famille.code().into())).await
    }

    async fn list_missions_locales(
        &self,
        recherche: &Recherche,
        departement: Option<&str>,
        nombre: u32,
    ) -> Result<Page<LieuReferentiel>, StoreError> {
        let source = "SELECT code AS id, nom_usuel AS nom, departement FROM structure_milo
                      WHERE nom_recherche LIKE ALL ($1) AND ($2::text IS NULL OR departement = $2)";
        lieux(self, source, recherche, departement, nombre, None).await
    }
}

/// The first places of a source, by name, beside how many there are.
async fn lieux(
    store: &Store,
    source: &str,
    recherche: &Recherche,
    departement: Option<&str>,
    nombre: u32,
    famille: Option<Value>,
) -> Result<Page<LieuReferentiel>, StoreError> {
    let sql = format!(
        "WITH trouves AS ({source})
         SELECT compte.total, page.* FROM (SELECT count(*) AS total FROM trouves) compte
         LEFT JOIN LATERAL (SELECT * FROM trouves ORDER BY nom, id LIMIT $3) page ON true
         ORDER BY page.nom, page.id"
    );
    let mut values: Vec<Value> =
        vec![patterns(recherche).into(), departement.map(str::to_owned).into(), i64::from(nombre).into()];
    values.extend(famille);
    let rows = LieuRow::find_by_statement(statement(&sql, values)).all(&store.db).await.map_err(store_error)?;
    let total = rows.first().map_or(0, |row| u64::try_from(row.total).unwrap_or_default());
    let items = rows
        .into_iter()
        .filter_map(|row| Some(LieuReferentiel { id: row.id?, nom: row.nom?, departement: row.departement? }));
    Ok(Page { items: items.collect(), total })
}

#[async_trait]
impl ProfilTx for Unit {
    async fn lock_choix(&mut self, id: ConseillerId) -> Result<Option<ChoixConseiller>, StoreError> {
        let sql = "SELECT notifications_sonores, recapitulatif, visite_terminee_le, agence, agence_libre
                   FROM conseiller WHERE id = $1 FOR UPDATE";
        let row = ChoixRow::find_by_statement(statement(sql, vec![id.0.into()]));
        let Some(row) = row.one(&self.txn).await.map_err(store_error)? else { return Ok(None) };
        Ok(Some(ChoixConseiller {
            notifications_sonores: row.notifications_sonores,
            recapitulatif: recapitulatif(&row.recapitulatif)?,
            visite_terminee_le: row.visite_terminee_le,
            agence: row.agence,
            agence_libre: row.agence_libre,
        }))
    }

    async fn update_choix(&mut self, id: ConseillerId, choix: &ChoixConseiller) -> Result<(), StoreError> {
        self.run(
            "UPDATE conseiller SET notifications_sonores = $2, recapitulatif = $3, visite_terminee_le = $4,
                 agence = $5, agence_libre = $6 WHERE id = $1",
            vec![
                id.0.into(),
                choix.notifications_sonores.into(),
                choix.recapitulatif.code().into(),
                choix.visite_terminee_le.into(),
                choix.agence.clone().into(),
                choix.agence_libre.clone().into(),
            ],
        )
        .await?;
        Ok(())
    }

    async fn count_beneficiaires(&mut self, id: ConseillerId) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS nombre FROM beneficiaire WHERE conseiller = $1";
        let row = Nombre::find_by_statement(statement(sql, vec![id.0.into()]));
        let row = row.one(&self.txn).await.map_err(store_error)?;
        Ok(row.map_or(0, |row| row.nombre.unsigned_abs()))
    }

    async fn delete_conseiller(&mut self, id: ConseillerId) -> Result<(), StoreError> {
        self.run("DELETE FROM conseiller WHERE id = $1", vec![id.0.into()]).await?;
        Ok(())
    }

    async fn delete_signatures(&mut self, compte: Compte) -> Result<(), StoreError> {
        self.run("DELETE FROM signature_cgu WHERE compte = $1", vec![compte.id.into()]).await?;
        Ok(())
    }

    async fn has_agence(&mut self, famille: Famille, id: &str) -> Result<bool, StoreError> {
        let sql = "SELECT nom FROM agence WHERE id = $1 AND famille = $2";
        let found = Nom::find_by_statement(statement(sql, vec![id.into(), famille.code().into()]));
        Ok(found.one(&self.txn).await.map_err(store_error)?.is_some())
    }

    async fn nom_mission_locale(&mut self, code: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT nom_usuel AS nom FROM structure_milo WHERE code = $1";
        let found = Nom::find_by_statement(statement(sql, vec![code.into()]));
        Ok(found.one(&self.txn).await.map_err(store_error)?.map(|row| row.nom))
    }

    async fn upsert_preference(
        &mut self,
        id: BeneficiaireId,
        categorie: Categorie,
        canaux: Canaux,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO preference (beneficiaire, categorie, push, mail) VALUES ($1, $2, $3, $4)
             ON CONFLICT (beneficiaire, categorie) DO UPDATE SET push = excluded.push, mail = excluded.mail",
            vec![id.0.into(), categorie.code().into(), canaux.push.into(), canaux.mail.into()],
        )
        .await?;
        Ok(())
    }

    async fn update_partage(&mut self, id: BeneficiaireId, partage_favoris: bool) -> Result<(), StoreError> {
        let sql = "UPDATE beneficiaire SET partage_favoris = $2 WHERE id = $1";
        self.run(sql, vec![id.0.into(), partage_favoris.into()]).await?;
        Ok(())
    }

    async fn import_lieu(&mut self, lieu: &LieuImporte) -> Result<Import, StoreError> {
        let (sql, values): (_, Vec<Value>) = match lieu {
            LieuImporte::Agence(agence) => (
                "INSERT INTO agence (id, nom, departement, zone, famille, nom_recherche) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (id) DO UPDATE SET nom = excluded.nom, departement = excluded.departement,
                     zone = excluded.zone, famille = excluded.famille, nom_recherche = excluded.nom_recherche
                 WHERE (agence.nom, agence.departement, agence.zone, agence.famille, agence.nom_recherche)
                     <> (excluded.nom, excluded.departement, excluded.zone, excluded.famille, excluded.nom_recherche)
                 RETURNING xmax = 0 AS nouveau",
                vec![
                    agence.id.clone().into(),
                    agence.nom.clone().into(),
                    agence.departement.clone().into(),
                    agence.zone.clone().into(),
                    agence.famille.code().into(),
                    fold_for_search(&agence.nom).into(),
                ],
            ),
            LieuImporte::MissionLocale { code, nom_officiel, nom_usuel, departement, zone } => (
                "INSERT INTO structure_milo AS s (code, nom_officiel, nom_usuel, zone, nom_recherche, departement)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (code) DO UPDATE SET nom_officiel = excluded.nom_officiel,
                     nom_usuel = excluded.nom_usuel, zone = excluded.zone,
                     nom_recherche = excluded.nom_recherche, departement = excluded.departement
                 WHERE (s.nom_officiel, s.nom_usuel, s.zone, s.nom_recherche, s.departement)
                     <> (excluded.nom_officiel, excluded.nom_usuel, excluded.zone, excluded.nom_recherche,
                         excluded.departement)
                 RETURNING xmax = 0 AS nouveau",
                vec![
                    code.clone().into(),
                    nom_officiel.clone().into(),
                    nom_usuel.clone().into(),
                    zone.clone().into(),
                    fold_for_search(nom_usuel).into(),
                    departement.clone().into(),
                ],
            ),
        };
        let row = Importe::find_by_statement(statement(sql, values)).one(&self.txn).await.map_err(store_error)?;
        Ok(row.map_or(Import::Identique, |row| if row.nouveau { Import::Nouveau } else { Import::Change }))
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Unit::commit(*self).await
    }
}
