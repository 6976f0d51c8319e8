//! Where a PostgreSQL can come from.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// Name of the setting that forces one source, so that each can be tried on a machine that has another.
const SETTING: &str = "PASS_EMPLOI_POSTGRES";

/// Where a PostgreSQL can come from, in the order in which they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `initdb` on the `PATH`.
    Path,
    /// Debian's folders, which Debian keeps off the `PATH`.
    Debian,
    /// An npm package, put under the tools folder.
    Npm,
    /// A PyPI wheel, put under the tools folder.
    Pypi,
    /// Debian's package, installed by root.
    Apt,
}

impl Source {
    /// Every source, in the order in which they are looked at.
    pub const TOUTES: [Self; 5] = [Self::Path, Self::Debian, Self::Npm, Self::Pypi, Self::Apt];

    /// The source that `PASS_EMPLOI_POSTGRES` forces, if any.
    pub fn from_env() -> Result<Option<Self>, Error> {
        match std::env::var(SETTING) {
            Ok(nom) if !nom.trim().is_empty() => nom.parse().map(Some),
            _ => Ok(None),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Debian => "debian",
            Self::Npm => "npm",
            Self::Pypi => "pypi",
            Self::Apt => "apt",
        })
    }
}

impl FromStr for Source {
    type Err = Error;

    fn from_str(nom: &str) -> Result<Self, Error> {
        let nom = nom.trim();
        Self::TOUTES
            .into_iter()
            .find(|source| source.to_string() == nom)
            .ok_or_else(|| Error::SourceInconnue(nom.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_reads_back_its_own_name() {
        for source in Source::TOUTES {
            assert_eq!(source.to_string().parse::<Source>().unwrap(), source);
        }
    }

    #[test]
    fn an_unknown_source_is_refused_in_one_sentence() {
        let refus = "docker".parse::<Source>().unwrap_err().to_string();
        assert!(refus.contains("docker") && refus.contains("path, debian, npm, pypi et apt"));
    }
}
