//! Takes tasks with a lease, renews it, and ends them: only the holder of a lease ends a task.

use crate::error::store_error;
use crate::{Store, Unit};
use kernel::ids::{IdGenerator as _, UuidV7};
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use std::time::Duration;
use uuid::Uuid;

/// A task that was taken, and the lease under which it is.
#[derive(Debug, Clone, PartialEq)]
pub struct TachePrise {
    /// The task.
    pub id: Uuid,
    /// Its kind.
    pub genre: String,
    /// Its key.
    pub cle: String,
    /// What its handler needs.
    pub contenu: serde_json::Value,
    /// Attempts, this one included.
    pub tentatives: u32,
    /// When it was due.
    pub echeance: Instant,
    /// The lease: new at each taking.
    pub bail: Bail,
}

/// Proof that a task is ours until its lease ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bail(Uuid);

/// What to take.
#[derive(Debug, Clone, Copy)]
pub struct Prise<'a> {
    /// Kinds that this worker can do, each with its lease.
    pub genres: &'a [(&'static str, Duration)],
    /// At most.
    pub nombre: u32,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    genre: String,
    cle: String,
    contenu: serde_json::Value,
    tentatives: i32,
    echeance: Instant,
    due: Instant,
}

#[derive(FromQueryResult)]
struct Next {
    prochaine: Option<Instant>,
}

/// One task a lane: the first that is due. A lane whose task is taken waits, even when the
/// lease of that task is over, until it is taken again and ended.
const TAKE: &str = "
    WITH genres AS (SELECT * FROM unnest($1::text[], $2::bigint[]) AS g(genre, bail_ms)),
    dues AS (
        SELECT t.id, t.voie, t.disponible_le FROM tache t
        WHERE t.etat = 'A_FAIRE' AND t.disponible_le <= $3
          AND t.genre = ANY ($1)
          AND NOT EXISTS (SELECT 1 FROM genre_en_pause p WHERE p.genre = t.genre)
          AND (t.voie IS NULL OR NOT EXISTS (
              SELECT 1 FROM tache o WHERE o.voie = t.voie AND o.bail IS NOT NULL AND o.id <> t.id))
        ORDER BY t.disponible_le
        LIMIT $4
        FOR UPDATE OF t SKIP LOCKED
    ),
    premieres AS (
        SELECT id, disponible_le FROM (
            SELECT id, disponible_le, row_number() OVER (PARTITION BY coalesce(voie, id::text) ORDER BY disponible_le, id) AS rang
            FROM dues
        ) rangees WHERE rang = 1
    )
    UPDATE tache t
    SET bail = $5, disponible_le = $3 + make_interval(secs => g.bail_ms / 1000.0), tentatives = t.tentatives + 1
    FROM premieres p, genres g
    WHERE t.id = p.id AND g.genre = t.genre
    RETURNING t.id, t.genre, t.cle, t.contenu, t.tentatives, t.echeance, p.disponible_le AS due";

impl Store {
    /// Takes tasks that are due, the oldest first. Two callers never take the same one.
    pub async fn take_tasks(&self, prise: Prise<'_>) -> Result<Vec<TachePrise>, StoreError> {
        let bail = Bail(UuidV7.new_uuid());
        let (genres, baux): (Vec<String>, Vec<i64>) = prise
            .genres
            .iter()
            .map(|(genre, bail)| ((*genre).to_owned(), i64::try_from(bail.as_millis()).unwrap_or(i64::MAX)))
            .unzip();
        let values =
            [genres.into(), baux.into(), self.clock.now().into(), i64::from(prise.nombre).into(), bail.0.into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, TAKE, values);
        let mut rows = Row::find_by_statement(statement).all(&self.db).await.map_err(store_error)?;
        // An UPDATE answers in any order.
        rows.sort_by_key(|row| (row.due, row.id));
        Ok(rows
            .into_iter()
            .map(|row| TachePrise {
                id: row.id,
                genre: row.genre,
                cle: row.cle,
                contenu: row.contenu,
                tentatives: u32::try_from(row.tentatives).unwrap_or(u32::MAX),
                echeance: row.echeance,
                bail,
            })
            .collect())
    }

    /// When the next task that is not taken is due; `None` when there is none.
    pub async fn next_task_at(&self) -> Result<Option<Instant>, StoreError> {
        let sql = "SELECT min(disponible_le) AS prochaine FROM tache t WHERE etat = 'A_FAIRE'
                   AND NOT EXISTS (SELECT 1 FROM genre_en_pause p WHERE p.genre = t.genre)";
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        let next = Next::find_by_statement(statement).one(&self.db).await.map_err(store_error)?;
        Ok(next.and_then(|next| next.prochaine))
    }

    /// Keeps a task for longer; false when it is no longer ours.
    pub async fn renew_task(&self, tache: &TachePrise, bail: Duration) -> Result<bool, StoreError> {
        let until = self.clock.now() + chrono::Duration::from_std(bail).unwrap_or_default();
        self.change(tache, "SET disponible_le = $3", vec![until.into()]).await
    }

    /// Ends a task; false when it is no longer ours. Its content is forgotten, its key is kept.
    pub async fn finish_task(&self, tache: &TachePrise) -> Result<bool, StoreError> {
        self.change(tache, FINISH, vec![self.clock.now().into()]).await
    }

    /// Gives a task back until `le`; false when it is no longer ours. `compter` keeps the
    /// attempt counted.
    pub async fn postpone_task(
        &self,
        tache: &TachePrise,
        le: Instant,
        erreur: Option<&str>,
        compter: bool,
    ) -> Result<bool, StoreError> {
        let set = "SET disponible_le = $3, bail = NULL, erreur = coalesce($4, erreur), tentatives = tentatives - $5";
        let values = vec![le.into(), erreur.map(str::to_owned).into(), i32::from(!compter).into()];
        self.change(tache, set, values).await
    }

    /// Sets a task aside: a person has to look at it; false when it is no longer ours.
    pub async fn set_task_aside(&self, tache: &TachePrise, erreur: &str) -> Result<bool, StoreError> {
        let set = "SET etat = 'ECARTEE', bail = NULL, erreur = $3, fini_le = $4";
        self.change(tache, set, vec![erreur.into(), self.clock.now().into()]).await
    }

    async fn change(&self, tache: &TachePrise, set: &str, values: Vec<Value>) -> Result<bool, StoreError> {
        let done = self.db.execute_raw(owned(tache, set, values)).await.map_err(store_error)?;
        Ok(done.rows_affected() == 1)
    }
}

const FINISH: &str = "SET etat = 'FAITE', bail = NULL, erreur = NULL, contenu = 'null', fini_le = $3";

impl Unit {
    /// Ends a task in the transaction of its effect; false when it is no longer ours, and then
    /// the effect must not be committed.
    pub async fn finish_task(&mut self, tache: &TachePrise) -> Result<bool, StoreError> {
        let statement = owned(tache, FINISH, vec![self.clock.now().into()]);
        let done = self.txn.execute_raw(statement).await.map_err(store_error)?;
        Ok(done.rows_affected() == 1)
    }
}

/// A change that only the holder of the lease makes.
fn owned(tache: &TachePrise, set: &str, values: Vec<Value>) -> Statement {
    let sql = format!("UPDATE tache {set} WHERE id = $1 AND bail = $2 AND etat = 'A_FAIRE'");
    let mut all: Vec<Value> = vec![tache.id.into(), tache.bail.0.into()];
    all.extend(values);
    Statement::from_sql_and_values(DbBackend::Postgres, sql, all)
}
