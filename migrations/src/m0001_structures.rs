//! Places: i-milo structures and agences.

use crate::run;
use sea_orm_migration::prelude::*;

/// See the file.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, SQL).await
    }
}

const SQL: &str = r"

CREATE TABLE structure_milo (
    code         text PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 32),
    nom_officiel text NOT NULL,
    nom_usuel    text NOT NULL,
    zone         text NOT NULL
);
CREATE TABLE agence (
    id          text PRIMARY KEY,
    nom         text NOT NULL,
    departement text NOT NULL,
    zone        text NOT NULL
);
";
