//! 60 000 bénéficiaires, two conseillers who are signed in.

use crate::base::Base;
use crate::fill;
use anyhow::{Context, Result};
use kernel::structure::Structure;
use std::path::Path;

/// The database, and what a client needs to call a server that stands on it.
pub struct Database {
    /// Where it is.
    pub base: Base,
    /// Token of the conseiller of 30 bénéficiaires.
    pub jeton_30: String,
    /// Token of the conseiller of 200 bénéficiaires.
    pub jeton_200: String,
}

impl Database {
    /// Starts and fills it.
    pub async fn start(postgres_bin: Option<&Path>) -> Result<Self> {
        let base = Base::start(postgres_bin).await?;
        let owner = base.owner().await?;
        fill::fill(&owner).await?;
        owner.close().await?;
        let both =
            [fill::CONSEILLER_30, fill::CONSEILLER_200].map(|number| (fill::conseiller(number), Structure::Milo));
        let mut jetons = base.sign_in(&both).await?.into_iter();
        let jeton_30 = jetons.next().context("jeton")?;
        let jeton_200 = jetons.next().context("jeton")?;
        Ok(Self { base, jeton_30, jeton_200 })
    }
}
