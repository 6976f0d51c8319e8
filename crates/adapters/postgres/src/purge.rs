//! What is past its time (transverse.md §9.3). Each statement erases a bounded lot: a purge
//! never holds a table, and one that is cut goes on where it was.

use crate::Store;
use crate::error::store_error;
use chrono::Duration;
use identite::model::tentatives::FENETRE;
use identite::{CODE_MOBILE, ERREUR_CONNEXION, INTERACTION, SESSION};
use kernel::store::StoreError;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};

/// A purge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purge {
    /// Sessions that are over, sign-ins abandoned, refusals that nobody read.
    Sessions,
    /// Tasks that are done.
    Taches,
    /// Events of i-milo, and how far the nightly readings got.
    Imilo,
    /// Notifications and devices.
    Notifications,
    /// Copies of people who left, and their keys.
    Archives,
    /// Readings after 12 months, everything else after 6 years (D21).
    Journal,
}

/// Rows erased by one statement.
const LOT: i64 = 5_000;

impl Purge {
    /// Every purge.
    pub const ALL: [Self; 6] =
        [Self::Sessions, Self::Taches, Self::Imilo, Self::Notifications, Self::Archives, Self::Journal];

    /// Name of its job.
    pub fn nom(self) -> &'static str {
        match self {
            Self::Sessions => "purger_sessions",
            Self::Taches => "purger_taches",
            Self::Imilo => "purger_imilo",
            Self::Notifications => "purger_notifications",
            Self::Archives => "purger_archives",
            Self::Journal => "purger_journal",
        }
    }

    /// Tables, the column that dates a row, how long it is kept, and what spares it.
    fn lines(self) -> Vec<(&'static str, &'static str, Duration)> {
        match self {
            Self::Sessions => vec![
                ("interaction_connexion", "cree_le", INTERACTION),
                ("erreur_connexion", "cree_le", ERREUR_CONNEXION),
                ("code_mobile", "cree_le", CODE_MOBILE),
                ("tentative_connexion", "debut", FENETRE),
                // A sign-out of a provider is applied within minutes: its age refuses it after that.
                ("deconnexion_recue", "recue_le", Duration::days(1)),
                // A replaced token is kept as long as a copy of it could have been good: its reuse
                // tells a theft.
                ("jeton_renouvellement", "remplace_le", SESSION),
                // A session that was closed is kept a day, for the calls that are under way.
                ("session", "least(expire_le, coalesce(revoquee_le, expire_le))", Duration::days(1)),
            ],
            // Parked tasks that somebody settled are rows like the others; those set aside and not
            // settled stay (etat).
            Self::Taches => {
                let fact = "CASE WHEN etat = 'FAITE' AND genre NOT IN (SELECT genre FROM calendrier) THEN fini_le END";
                let run = "CASE WHEN etat = 'FAITE' THEN fini_le END";
                vec![("tache", fact, Duration::days(30)), ("tache", run, Duration::days(90))]
            }
            Self::Notifications => {
                vec![("notification", "date", Duration::days(60)), ("appareil", "vu_le", Duration::days(60))]
            }
            // 13 months, whether the dossier has an account or not.
            Self::Imilo => vec![
                ("evenement_imilo", "recu_le", Duration::days(396)),
                ("lecture_dossiers", "debut", Duration::days(30)),
            ],
            // 2 years, the longest ones; the key of an archive is in its row, and goes with it.
            Self::Archives => vec![("archive", "archive_le", Duration::days(731))],
            // The account of the service deletes nothing there: a function of the owner does.
            Self::Journal => vec![],
        }
    }
}

#[derive(FromQueryResult)]
struct Purgees {
    purgees: i64,
}

impl Store {
    async fn purge_journal(&self) -> Result<u64, StoreError> {
        let sql = "SELECT purger_journal($1) AS purgees";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [self.clock.now().into()]);
        let row = Purgees::find_by_statement(statement).one(&self.db).await.map_err(store_error)?;
        Ok(row.map_or(0, |row| row.purgees.unsigned_abs()))
    }

    /// Erases what is past its time; answers how many rows.
    pub async fn purge(&self, purge: Purge) -> Result<u64, StoreError> {
        let now = self.clock.now();
        let mut erased = if purge == Purge::Journal { self.purge_journal().await? } else { 0 };
        for (table, dated, kept) in purge.lines() {
            let sql = format!(
                "DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {dated} < $1 LIMIT $2))"
            );
            loop {
                let values = [(now - kept).into(), LOT.into()];
                let statement = Statement::from_sql_and_values(DbBackend::Postgres, &sql, values);
                let lot = self.db.execute_raw(statement).await.map_err(store_error)?.rows_affected();
                erased += lot;
                if lot < LOT.unsigned_abs() {
                    break;
                }
            }
        }
        Ok(erased)
    }
}
