//! The rights of superviseur, read by the support.

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::superviseur::DroitSuperviseur;
use access::{Acte, Acteur, Relation};
use kernel::page::{Page, PageRequest};

/// Lists the rights by e-mail. One statement.
pub async fn list_superviseurs(
    domaine: &Identite,
    acteur: &Acteur,
    page_size: i32,
    skip: i32,
) -> Result<Page<DroitSuperviseur>, IdentiteError> {
    let _permis = access::decide(acteur, Acte::SuperviseursGerer, Relation::Soi)?;
    Ok(domaine.store.list_superviseurs(PageRequest::parse(page_size, skip)?).await?)
}
