//! The schedule's memory, and what an operator sees and does.

use crate::error::{InconsistentRow, store_error};
use crate::{Store, Unit};
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EtatTache {
    /// To do, or being done.
    AFaire,
    /// Done.
    Faite,
    /// Set aside after its last attempt: a person has to look.
    Ecartee,
}

impl EtatTache {
    const ALL: [Self; 3] = [Self::AFaire, Self::Faite, Self::Ecartee];

    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::AFaire => "A_FAIRE",
            Self::Faite => "FAITE",
            Self::Ecartee => "ECARTEE",
        }
    }

    /// The state of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|etat| etat.code() == code)
    }
}

/// Which tasks to look at.
#[derive(Debug, Clone, Default)]
pub struct FiltreTaches {
    /// Only this kind.
    pub genre: Option<String>,
    /// Only this state.
    pub etat: Option<EtatTache>,
    /// At most.
    pub nombre: u32,
}

/// A task, as an operator sees it: never its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneTache {
    /// The task.
    pub id: Uuid,
    /// Its kind.
    pub genre: String,
    /// Its key.
    pub cle: String,
    /// Where it stands.
    pub etat: EtatTache,
    /// Attempts begun.
    pub tentatives: u32,
    /// When it was due.
    pub echeance: Instant,
    /// Next attempt, or end of the lease.
    pub disponible_le: Instant,
    /// Why the last attempt failed.
    pub erreur: Option<String>,
}

/// Figures of a kind.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MesureGenre {
    /// The kind.
    pub genre: String,
    /// To do, whether due or not.
    pub a_faire: i64,
    /// Set aside.
    pub ecartees: i64,
    /// Seconds by which the oldest due task is late; 0 when none is.
    pub retard: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    genre: String,
    cle: String,
    etat: String,
    tentatives: i32,
    echeance: Instant,
    disponible_le: Instant,
    erreur: Option<String>,
}

#[derive(FromQueryResult)]
struct Prochaine {
    prochaine_le: Instant,
}

impl Store {
    /// The tasks of a filter, the next due first.
    pub async fn list_tasks(&self, filtre: &FiltreTaches) -> Result<Vec<LigneTache>, StoreError> {
        let sql = "
            SELECT id, genre, cle, etat, tentatives, echeance, disponible_le, erreur FROM tache
            WHERE ($1::text IS NULL OR genre = $1) AND ($2::text IS NULL OR etat = $2)
            ORDER BY disponible_le DESC LIMIT $3";
        let values: [Value; 3] = [
            filtre.genre.clone().into(),
            filtre.etat.map(|etat| etat.code().to_owned()).into(),
            i64::from(filtre.nombre).into(),
        ];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let rows = Row::find_by_statement(statement).all(&self.db).await.map_err(store_error)?;
        rows.into_iter()
            .map(|row| {
                Ok(LigneTache {
                    id: row.id,
                    genre: row.genre,
                    cle: row.cle,
                    etat: EtatTache::from_code(&row.etat)
                        .ok_or_else(|| InconsistentRow::error("tache", "etat", &row.etat))?,
                    tentatives: u32::try_from(row.tentatives).unwrap_or_default(),
                    echeance: row.echeance,
                    disponible_le: row.disponible_le,
                    erreur: row.erreur,
                })
            })
            .collect()
    }

    /// Tries again the tasks that were set aside: one, or all of a kind. Answers how many.
    pub async fn retry_tasks(&self, id: Option<Uuid>, genre: Option<&str>) -> Result<u64, StoreError> {
        self.run(
            "UPDATE tache SET etat = 'A_FAIRE', tentatives = 0, bail = NULL, disponible_le = $3, fini_le = NULL
             WHERE etat = 'ECARTEE' AND (id = $1 OR genre = $2)",
            vec![id.into(), genre.map(str::to_owned).into(), self.clock.now().into()],
        )
        .await
    }

    /// Stops taking tasks of a kind; those under way end.
    pub async fn pause_genre(&self, genre: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO genre_en_pause (genre, depuis) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.run(sql, vec![genre.into(), self.clock.now().into()]).await?;
        Ok(())
    }

    /// Takes tasks of a kind again.
    pub async fn resume_genre(&self, genre: &str) -> Result<(), StoreError> {
        self.run("DELETE FROM genre_en_pause WHERE genre = $1", vec![genre.into()]).await?;
        Ok(())
    }

    /// Figures of every kind that has a task to do or set aside.
    pub async fn measure_tasks(&self) -> Result<Vec<MesureGenre>, StoreError> {
        let sql = "
            SELECT genre, count(*) FILTER (WHERE etat = 'A_FAIRE') AS a_faire,
                   count(*) FILTER (WHERE etat = 'ECARTEE') AS ecartees,
                   coalesce(extract(epoch FROM $1 - min(disponible_le)
                       FILTER (WHERE etat = 'A_FAIRE' AND disponible_le <= $1)), 0)::bigint AS retard
            FROM tache WHERE etat <> 'FAITE' GROUP BY genre ORDER BY genre";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [self.clock.now().into()]);
        MesureGenre::find_by_statement(statement).all(&self.db).await.map_err(store_error)
    }

    async fn run(&self, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        Ok(self.db.execute_raw(statement).await.map_err(store_error)?.rows_affected())
    }
}

impl Unit {
    /// Locks the line of a scheduled job, making it when it is new: the next run that is
    /// expected. `None` when another worker holds it.
    pub async fn lock_schedule(&mut self, genre: &str, premiere: Instant) -> Result<Option<Instant>, StoreError> {
        self.run(
            "INSERT INTO calendrier (genre, prochaine_le) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            vec![genre.into(), premiere.into()],
        )
        .await?;
        let sql = "SELECT prochaine_le FROM calendrier WHERE genre = $1 FOR UPDATE SKIP LOCKED";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [genre.into()]);
        let row = Prochaine::find_by_statement(statement).one(&self.txn).await.map_err(store_error)?;
        Ok(row.map(|row| row.prochaine_le))
    }

    /// Writes the next run of a locked line.
    pub async fn move_schedule(
        &mut self,
        genre: &str,
        derniere: Option<Instant>,
        prochaine: Instant,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE calendrier SET prochaine_le = $2, derniere_le = coalesce($3, derniere_le) WHERE genre = $1",
            vec![genre.into(), prochaine.into(), derniere.into()],
        )
        .await?;
        Ok(())
    }
}
