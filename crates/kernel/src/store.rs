//! How a call to the database may fail, without a detail of the database.

/// An opaque failure: a domain cannot branch on a detail of the database.
#[derive(Debug, thiserror::Error)]
#[error("storage failed")]
pub struct StoreError {
    #[source]
    source: Box<dyn std::error::Error + Send + Sync>,
    transient: bool,
}

impl StoreError {
    /// The database does not answer, or lost a race: the same call may succeed later.
    pub fn transient(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: source.into(), transient: true }
    }

    /// Our fault: a row or a statement is not what we thought.
    pub fn bug(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: source.into(), transient: false }
    }

    /// True when the same call may succeed later.
    pub fn is_transient(&self) -> bool {
        self.transient
    }
}
