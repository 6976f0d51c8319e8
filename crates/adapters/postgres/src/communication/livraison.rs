//! What it takes to deliver: read again at the moment of sending.

use super::notifications::type_of;
use crate::error::{InconsistentRow, store_error};
use access::{Compte, Role};
use chrono_tz::Tz;
use communication::model::notification::{Notification, page_of};
use communication::model::push::{AbonnementWebPush, MessagePush};
use communication::ports::{Contact, EnvoiPush, Livraison, Suivi};
use kernel::categorie::Canaux;
use kernel::ids::{AppareilId, NotificationId};
use kernel::store::StoreError;
use kernel::structure::{Capacite, Structure};
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// Every account that can be told something, with how to write to it: one place says which zone
/// is whose (D30).
const PERSONNES: &str = "
    SELECT 'CONSEILLER' AS role, c.id AS compte, c.prenom, c.email, c.structure, coalesce(m.zone, a.zone) AS zone
    FROM conseiller c
    LEFT JOIN structure_milo m ON m.code = c.structure_milo
    LEFT JOIN agence a ON a.id = c.agence
    UNION ALL
    SELECT 'BENEFICIAIRE', b.id, b.prenom, b.email, b.structure,
           coalesce(bm.zone, cm.zone, ca.zone)
    FROM beneficiaire b
    JOIN conseiller c ON c.id = b.conseiller
    LEFT JOIN structure_milo bm ON bm.code = b.structure_milo
    LEFT JOIN structure_milo cm ON cm.code = c.structure_milo
    LEFT JOIN agence ca ON ca.id = c.agence";

#[derive(FromQueryResult)]
struct PersonneRow {
    prenom: String,
    email: Option<String>,
    structure: String,
    zone: Option<String>,
}

impl PersonneRow {
    fn zone(&self) -> Tz {
        self.zone.as_deref().and_then(|zone| zone.parse().ok()).unwrap_or(Tz::Europe__Paris)
    }

    fn contact(&self, destinataire: Compte) -> Result<Contact, StoreError> {
        let structure = Structure::from_code(&self.structure)
            .ok_or_else(|| InconsistentRow::error("compte", "structure", &self.structure))?;
        Ok(Contact {
            prenom: self.prenom.clone(),
            email: self.email.clone(),
            marque: structure.capacites().marque,
            mission_locale: destinataire.role == Role::Conseiller && structure.has(Capacite::LectureEtablissement),
        })
    }
}

async fn personne(db: &impl ConnectionTrait, qui: Compte) -> Result<Option<PersonneRow>, StoreError> {
    let sql = format!("SELECT * FROM ({PERSONNES}) p WHERE p.role = $1 AND p.compte = $2");
    let values = [qui.role.code().into(), qui.id.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    PersonneRow::find_by_statement(statement).one(db).await.map_err(store_error)
}

pub async fn zone_of(db: &impl ConnectionTrait, qui: Compte) -> Result<Option<Tz>, StoreError> {
    Ok(personne(db, qui).await?.map(|row| row.zone()))
}

pub async fn contact_of(db: &impl ConnectionTrait, qui: Compte) -> Result<Option<Contact>, StoreError> {
    personne(db, qui).await?.map(|row| row.contact(qui)).transpose()
}

#[derive(FromQueryResult)]
struct SuiviRow {
    nom: String,
    conseiller: Uuid,
}

pub async fn suivi(db: &impl ConnectionTrait, beneficiaire: Uuid) -> Result<Option<Suivi>, StoreError> {
    let sql = "SELECT prenom || ' ' || nom AS nom, conseiller FROM beneficiaire WHERE id = $1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [beneficiaire.into()]);
    let row = SuiviRow::find_by_statement(statement).one(db).await.map_err(store_error)?;
    Ok(row.map(|row| Suivi { nom: row.nom, conseiller: row.conseiller }))
}

#[derive(FromQueryResult)]
struct NomRow {
    nom: String,
}

pub async fn noms_lieux(db: &impl ConnectionTrait, ids: &[String]) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT nom FROM (SELECT id, nom FROM agence UNION ALL SELECT code, nom_usuel FROM structure_milo) l
               WHERE id = ANY ($1) ORDER BY nom";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [ids.to_vec().into()]);
    let rows = NomRow::find_by_statement(statement).all(db).await.map_err(store_error)?;
    Ok(rows.into_iter().map(|row| row.nom).collect())
}

#[derive(FromQueryResult)]
struct LivraisonRow {
    role: String,
    compte: Uuid,
    r#type: String,
    titre: String,
    description: String,
    id_objet: Option<String>,
    date: Instant,
    push: Option<bool>,
    mail: Option<bool>,
    appareils: Vec<Uuid>,
    #[sea_orm(nested)]
    personne: PersonneRow,
}

/// Devices whose session is over get nothing.
pub async fn find(
    db: &impl ConnectionTrait,
    id: NotificationId,
    version: i32,
    now: Instant,
) -> Result<Option<Livraison>, StoreError> {
    let sql = format!(
        "SELECT n.role, n.compte, n.type, n.titre, n.description, n.id_objet, n.date, f.push, f.mail,
                p.prenom, p.email, p.structure, p.zone,
                ARRAY(SELECT a.id FROM appareil a JOIN session s ON s.id = a.session
                      WHERE a.role = n.role AND a.compte = n.compte
                        AND s.revoquee_le IS NULL AND s.expire_le > $3
                      ORDER BY a.id) AS appareils
         FROM notification n
         JOIN ({PERSONNES}) p ON p.role = n.role AND p.compte = n.compte
         LEFT JOIN preference f ON f.beneficiaire = n.compte AND f.categorie = n.categorie
         WHERE n.id = $1 AND n.version = $2 AND n.lue_le IS NULL"
    );
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into(), version.into(), now.into()]);
    let Some(row) = LivraisonRow::find_by_statement(statement).one(db).await.map_err(store_error)? else {
        return Ok(None);
    };
    let role = Role::from_code(&row.role).ok_or_else(|| InconsistentRow::error("notification", "role", &row.role))?;
    let destinataire = Compte { role, id: row.compte };
    let canaux = Canaux::default();
    Ok(Some(Livraison {
        destinataire,
        notification: Notification {
            id,
            type_: type_of(&row.r#type)?,
            titre: row.titre,
            description: row.description,
            id_objet: row.id_objet,
            date: row.date,
            lue_le: None,
        },
        canaux: Canaux { push: row.push.unwrap_or(canaux.push), mail: row.mail.unwrap_or(canaux.mail) },
        appareils: row.appareils.into_iter().map(AppareilId).collect(),
        contact: row.personne.contact(destinataire)?,
        zone: row.personne.zone(),
    }))
}

#[derive(FromQueryResult)]
struct EnvoiRow {
    role: String,
    titre: String,
    description: String,
    endpoint: String,
    p256dh: Vec<u8>,
    auth: Vec<u8>,
}

pub async fn find_envoi(
    db: &impl ConnectionTrait,
    id: NotificationId,
    version: i32,
    appareil: AppareilId,
    now: Instant,
) -> Result<Option<EnvoiPush>, StoreError> {
    let sql = "
        SELECT n.role, n.titre, n.description, a.endpoint, a.p256dh, a.auth
        FROM notification n
        JOIN appareil a ON a.id = $3 AND a.role = n.role AND a.compte = n.compte
        JOIN session s ON s.id = a.session AND s.revoquee_le IS NULL AND s.expire_le > $4
        LEFT JOIN preference f ON f.beneficiaire = n.compte AND f.categorie = n.categorie
        WHERE n.id = $1 AND n.version = $2 AND n.lue_le IS NULL AND coalesce(f.push, true)";
    let values = [id.0.into(), version.into(), appareil.0.into(), now.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let Some(row) = EnvoiRow::find_by_statement(statement).one(db).await.map_err(store_error)? else {
        return Ok(None);
    };
    let role = Role::from_code(&row.role).ok_or_else(|| InconsistentRow::error("notification", "role", &row.role))?;
    Ok(Some(EnvoiPush {
        abonnement: AbonnementWebPush { endpoint: row.endpoint, p256dh: row.p256dh, auth: row.auth },
        message: MessagePush {
            id: id.0,
            titre: row.titre,
            description: row.description,
            chemin: page_of(role).to_owned(),
        },
    }))
}
