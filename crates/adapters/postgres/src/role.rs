//! The account of the application: it reads and writes rows, and only appends to the journal.

use crate::Store;
use crate::error::store_error;
use kernel::store::StoreError;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Name of an account of PostgreSQL, safe to write into a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NomRole(String);

/// Why the rights are not granted.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    /// No such account.
    #[error("this account does not exist in the database")]
    Absent,
    /// The account could give itself any right.
    #[error("this account owns the schema, or administers the server: the journal would not be safe from it")]
    Proprietaire,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Not a name that PostgreSQL keeps as it is written.
#[derive(Debug, thiserror::Error)]
#[error("not 1 to 63 lower-case letters, digits and underscores that begin with a letter")]
pub struct NomRoleInvalide;

impl NomRole {
    /// Reads a name.
    pub fn parse(nom: &str) -> Result<Self, NomRoleInvalide> {
        let valid = (1..=63).contains(&nom.len())
            && nom.starts_with(|first: char| first.is_ascii_lowercase())
            && nom.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if valid { Ok(Self(nom.to_owned())) } else { Err(NomRoleInvalide) }
    }
}

impl Store {
    /// Grants the account of the application what it needs on the schema as it is now, and takes
    /// the rest back. To be run by the owner of the schema, after every migration.
    pub async fn grant(&self, role: &NomRole) -> Result<(), RoleError> {
        let NomRole(role) = role;
        // An owner, or an administrator, may do what he likes whatever he is granted.
        let statement = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT rolsuper OR pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = 'journal'::regclass), 'MEMBER')
             FROM pg_roles WHERE rolname = $1",
            [role.as_str().into()],
        );
        let found = self.db.query_one_raw(statement).await.map_err(store_error)?.ok_or(RoleError::Absent)?;
        if found.try_get_by_index(0).map_err(store_error)? {
            return Err(RoleError::Proprietaire);
        }
        // Several statements at once are one transaction: no call sees half of them.
        let sql = format!(
            "REVOKE ALL ON SCHEMA public FROM {role};
             GRANT USAGE ON SCHEMA public TO {role};
             REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
             GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
             REVOKE UPDATE, DELETE ON journal FROM {role};
             REVOKE INSERT, UPDATE, DELETE ON seaql_migrations FROM {role};
             GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
             GRANT EXECUTE ON FUNCTION purger_journal(timestamptz) TO {role};"
        );
        self.db.execute_unprepared(&sql).await.map_err(store_error)?;
        Ok(())
    }

    /// Makes the account of the application, or changes its password, for a database that belongs
    /// to this program: the demo, the tests, the measurements.
    pub async fn create_role(&self, role: &NomRole, password: &str) -> Result<(), StoreError> {
        let NomRole(role) = role;
        // A password cannot be a parameter of CREATE ROLE: the server quotes it. Two programs may
        // do this at once on the same server.
        let quoted = "SELECT format('
            DO $faire$ BEGIN
                PERFORM pg_advisory_xact_lock(hashtextextended(''role:%1$s'', 0));
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ''%1$s'') THEN CREATE ROLE %1$s; END IF;
                ALTER ROLE %1$s LOGIN PASSWORD %2$L;
            END $faire$', $1::text, $2::text)";
        let statement =
            Statement::from_sql_and_values(DbBackend::Postgres, quoted, [role.as_str().into(), password.into()]);
        let row = self.db.query_one_raw(statement).await.map_err(store_error)?;
        let row = row.ok_or_else(|| StoreError::bug("a text without a row"))?;
        let sql: String = row.try_get_by_index(0).map_err(store_error)?;
        self.db.execute_unprepared(&sql).await.map_err(store_error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_would_have_to_be_quoted_is_refused() {
        assert!(NomRole::parse("passemploi_app2").is_ok());
        for bad in ["", "2app", "App", "app; DROP TABLE journal", "app\"", "é", &"a".repeat(64)] {
            assert!(NomRole::parse(bad).is_err(), "{bad}");
        }
    }
}
