//! Names of the people of a portefeuille, for the selectors of the fronts.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::EtatCompte;
use access::{Acte, Acteur, Motif, Relation};
use kernel::champ::{ChampsInvalides, Probleme};
use kernel::ids::BeneficiaireId;
use kernel::structure::Dispositif;

/// Most ids that one call asks for.
pub const IDS_MAX: usize = 1_000;

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identite {
    /// The person.
    pub id: BeneficiaireId,
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// His scheme.
    pub dispositif: Dispositif,
    /// State of the account.
    pub etat: EtatCompte,
}

/// Lists the names of these people, or of everybody; those of others are passed over.
pub async fn list_identites(
    domaine: &Portefeuille,
    acteur: &Acteur,
    ids: &[String],
) -> Result<Vec<Identite>, PortefeuilleError> {
    let _permis = access::decide(acteur, Acte::PortefeuilleLister, Relation::Soi)?;
    let Acteur::Conseiller(conseiller) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let refuse = |probleme| ChampsInvalides::one("ids", probleme);
    if ids.len() > IDS_MAX {
        return Err(refuse(Probleme::ListeTropLongue { limite: IDS_MAX }).into());
    }
    let ids: Vec<_> = ids.iter().map(|id| BeneficiaireId::parse(id)).collect::<Result<_, _>>().map_err(refuse)?;
    Ok(domaine.store.list_identites(conseiller.id, &ids).await?)
}
