//! Versions of the legal texts: the first lines of the files that the fronts show (D20).

use anyhow::{Context, Result};
use identite::model::cgu::CguEnVigueur;

const CGU_CEJ: &str = include_str!("../../../legal/cej/cgu.md");
const CGU_PASS_EMPLOI: &str = include_str!("../../../legal/pass-emploi/cgu.md");

/// The versions of the CGU in force, one a brand.
pub fn cgu_en_vigueur() -> Result<CguEnVigueur> {
    Ok(CguEnVigueur { cej: version(CGU_CEJ)?, pass_emploi: version(CGU_PASS_EMPLOI)? })
}

fn version(text: &str) -> Result<String> {
    let front_matter =
        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).context("CGU sans en-tête")?.0;
    let version = front_matter.lines().find_map(|line| line.strip_prefix("version:"));
    Ok(version.context("CGU sans version")?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_cgu_of_both_brands_have_a_version() {
        let cgu = super::cgu_en_vigueur().unwrap();
        for version in [cgu.cej, cgu.pass_emploi] {
            assert!(kernel::temps::Jour::parse(&version).is_some(), "{version}");
        }
    }
}
