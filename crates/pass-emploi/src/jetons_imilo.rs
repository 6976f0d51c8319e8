//! What the domain portefeuille asks of the domain identite: an i-milo token, under a mandate.

use access::{Acteur, ActeurBeneficiaire, FaitsBeneficiaire};
use async_trait::async_trait;
use identite::error::IdentiteError;
use identite::model::mandat::{Mandat, Usage};
use identite::ports::JetonsPartenaire;
use kernel::partenaire::JetonPartenaire;
use kernel::store::StoreError;
use portefeuille::error::PortefeuilleError;
use portefeuille::model::beneficiaire::Beneficiaire;
use portefeuille::ports::JetonsImilo;
use std::sync::Arc;

/// The tokens of identite.
pub struct JetonsDIdentite(pub Arc<dyn JetonsPartenaire>);

#[async_trait]
impl JetonsImilo for JetonsDIdentite {
    async fn own(&self, acteur: &Acteur) -> Result<JetonPartenaire, PortefeuilleError> {
        let mandat = Mandat::propre(acteur, Usage::ActivationImilo)?;
        self.0.pour(acteur, &mandat).await.map_err(translate)
    }

    async fn of_referent(&self, personne: &Beneficiaire) -> Result<JetonPartenaire, PortefeuilleError> {
        let soi = Acteur::Beneficiaire(ActeurBeneficiaire { id: personne.id, structure: personne.structure });
        let faits = FaitsBeneficiaire {
            id: personne.id,
            referent: personne.conseiller,
            premier_conseiller: personne.pret.map(|pret| pret.premier_conseiller),
            lieu_referent: None,
        };
        let mandat = Mandat::activation(&soi, &faits)?;
        self.0.pour(&soi, &mandat).await.map_err(translate)
    }
}

fn translate(error: IdentiteError) -> PortefeuilleError {
    match error {
        IdentiteError::Denied(motif) => motif.into(),
        IdentiteError::SessionPartenaireExpiree(_) => PortefeuilleError::SessionPartenaireExpiree,
        IdentiteError::PartenaireIndisponible(_, error) => PortefeuilleError::PartenaireIndisponible(error),
        IdentiteError::Store(error) => error.into(),
        other => StoreError::bug(other).into(),
    }
}
