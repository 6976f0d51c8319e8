//! The notification centre.

use crate::error::{InconsistentRow, store_error};
use access::Compte;
use communication::model::notification::{Avis, Notification, TypeNotification};
use communication::queries::notifications::Lesquelles;
use kernel::ids::NotificationId;
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// A line of the centre, beside the number of unread ones; without id when the page is empty.
#[derive(FromQueryResult)]
struct Row {
    non_lues: i64,
    id: Option<Uuid>,
    r#type: Option<String>,
    titre: Option<String>,
    description: Option<String>,
    id_objet: Option<String>,
    date: Option<Instant>,
    lue_le: Option<Instant>,
}

#[derive(FromQueryResult)]
struct NonLues {
    non_lues: i64,
}

#[derive(FromQueryResult)]
struct Ecrite {
    id: Uuid,
    version: i32,
}

/// Reads the type of a row.
pub fn type_of(code: &str) -> Result<TypeNotification, StoreError> {
    TypeNotification::from_code(code).ok_or_else(|| InconsistentRow::error("notification", "type", code))
}

pub async fn list(
    db: &impl ConnectionTrait,
    qui: Compte,
    lesquelles: Lesquelles,
    depuis: Option<(Instant, NotificationId)>,
    nombre: u32,
) -> Result<(Vec<Notification>, u32), StoreError> {
    let wanted = match lesquelles {
        Lesquelles::Toutes => "",
        Lesquelles::NonLues => "AND lue_le IS NULL",
    };
    let sql = format!(
        "
        SELECT compte.non_lues, page.*
        FROM (SELECT count(*) AS non_lues FROM notification
              WHERE role = $1 AND compte = $2 AND lue_le IS NULL) compte
        LEFT JOIN LATERAL (
            SELECT id, type, titre, description, id_objet, date, lue_le FROM notification
            WHERE role = $1 AND compte = $2 {wanted} AND ($3::timestamptz IS NULL OR (date, id) < ($3, $4::uuid))
            ORDER BY date DESC, id DESC LIMIT $5
        ) page ON true
        ORDER BY page.date DESC, page.id DESC"
    );
    let (date, id) = depuis.unzip();
    let values =
        [qui.role.code().into(), qui.id.into(), date.into(), id.map(|id| id.0).into(), i64::from(nombre).into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = Row::find_by_statement(statement).all(db).await.map_err(store_error)?;
    let non_lues = rows.first().map_or(0, |row| u32::try_from(row.non_lues).unwrap_or(u32::MAX));
    let notifications = rows.into_iter().filter_map(Row::into_domain).collect::<Result<_, _>>()?;
    Ok((notifications, non_lues))
}

impl Row {
    fn into_domain(self) -> Option<Result<Notification, StoreError>> {
        let (id, date) = (self.id?, self.date?);
        let type_ = self.r#type.unwrap_or_default();
        Some(type_of(&type_).map(|type_| Notification {
            id: NotificationId(id),
            type_,
            titre: self.titre.unwrap_or_default(),
            description: self.description.unwrap_or_default(),
            id_objet: self.id_objet,
            date,
            lue_le: self.lue_le,
        }))
    }
}

pub async fn count_unread(db: &impl ConnectionTrait, qui: Compte) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) AS non_lues FROM notification WHERE role = $1 AND compte = $2 AND lue_le IS NULL";
    let values = [qui.role.code().into(), qui.id.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = NonLues::find_by_statement(statement).one(db).await.map_err(store_error)?;
    Ok(row.map_or(0, |row| u32::try_from(row.non_lues).unwrap_or(u32::MAX)))
}

pub async fn upsert(
    db: &impl ConnectionTrait,
    id: NotificationId,
    avis: &Avis,
    date: Instant,
) -> Result<(NotificationId, i32), StoreError> {
    let sql = "
        INSERT INTO notification (id, role, compte, type, categorie, titre, description, id_objet, cle, date)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (role, compte, cle) WHERE cle IS NOT NULL DO UPDATE
        SET type = excluded.type, categorie = excluded.categorie, titre = excluded.titre,
            description = excluded.description, id_objet = excluded.id_objet, date = excluded.date,
            lue_le = NULL, version = notification.version + 1
        RETURNING id, version";
    let values = [
        id.0.into(),
        avis.destinataire.role.code().into(),
        avis.destinataire.id.into(),
        avis.type_.code().into(),
        avis.type_.categorie().code().into(),
        avis.titre.clone().into(),
        avis.description.clone().into(),
        avis.id_objet.clone().into(),
        avis.cle.clone().into(),
        date.into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = Ecrite::find_by_statement(statement).one(db).await.map_err(store_error)?;
    let row = row.ok_or_else(|| StoreError::bug("a notification was not written"))?;
    Ok((NotificationId(row.id), row.version))
}

pub async fn mark(
    db: &impl ConnectionTrait,
    qui: Compte,
    ids: Option<&[NotificationId]>,
    now: Instant,
) -> Result<u32, StoreError> {
    let sql = "
        WITH lues AS (
            UPDATE notification SET lue_le = $3
            WHERE role = $1 AND compte = $2 AND lue_le IS NULL AND ($4::uuid[] IS NULL OR id = ANY ($4))
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM notification WHERE role = $1 AND compte = $2 AND lue_le IS NULL)
               - (SELECT count(*) FROM lues) AS non_lues";
    let ids = ids.map(|ids| ids.iter().map(|id| id.0).collect::<Vec<_>>());
    let values = [qui.role.code().into(), qui.id.into(), now.into(), ids.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = NonLues::find_by_statement(statement).one(db).await.map_err(store_error)?;
    Ok(row.map_or(0, |row| u32::try_from(row.non_lues).unwrap_or_default()))
}
