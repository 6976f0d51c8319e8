//! The schema of the database, one small step a file.
//!
//! Expand, move, contract: a step never breaks the version that runs. A released file never
//! changes. Statements stay within what PostgreSQL 15 and 18 both know.

/// A step made of SQL. A lock that is not had in 5 s fails the step instead of stopping the
/// service that runs. The name of the step is that of its file.
macro_rules! step {
    ($sql:literal) => {
        use sea_orm_migration::prelude::*;

        /// See the file.
        #[derive(DeriveMigrationName)]
        pub struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                let connection = manager.get_connection();
                connection.execute_unprepared("SET LOCAL lock_timeout = '5s'").await?;
                connection.execute_unprepared($sql).await?;
                Ok(())
            }
        }
    };
}

mod m0001_structures;
mod m0002_conseiller;
mod m0003_beneficiaire;
mod m0004_session;
mod m0005_connexion;
mod m0006_journal;
mod m0007_taches;
mod m0008_communication;
mod m0009_comptes;
mod m0010_jetons_partenaire;
mod m0011_droits;
mod m0012_imilo;
mod m0013_portefeuille;
mod m0014_comptes;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// All steps, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_structures::Migration),
            Box::new(m0002_conseiller::Migration),
            Box::new(m0003_beneficiaire::Migration),
            Box::new(m0004_session::Migration),
            Box::new(m0005_connexion::Migration),
            Box::new(m0006_journal::Migration),
            Box::new(m0007_taches::Migration),
            Box::new(m0008_communication::Migration),
            Box::new(m0009_comptes::Migration),
            Box::new(m0010_jetons_partenaire::Migration),
            Box::new(m0011_droits::Migration),
            Box::new(m0012_imilo::Migration),
            Box::new(m0013_portefeuille::Migration),
            Box::new(m0014_comptes::Migration),
        ]
    }
}
