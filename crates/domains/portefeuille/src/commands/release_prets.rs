//! A conseiller who deletes his account lent people: they become definitive for whoever has them
//! (PF-34). His history keeps his name.

use crate::error::PortefeuilleError;
use crate::ports::PortefeuilleTx;
use access::{Acte, Acteur, Motif, Relation};
use kernel::outbox::Fait;
use serde::Serialize;

/// What the present conseiller is told.
#[derive(Debug, Serialize)]
struct PretsDefinitifs {
    nombre: u64,
    premier_conseiller: String,
}

/// Ends the loans of the conseiller who calls, in the transaction in which his account ends.
pub async fn release_prets(tx: &mut dyn PortefeuilleTx, acteur: &Acteur) -> Result<(), PortefeuilleError> {
    let Acteur::Conseiller(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let _permis = access::decide(acteur, Acte::CompteSupprimer, Relation::Soi)?;
    for liberes in tx.release_prets(soi.id).await? {
        let prets = PretsDefinitifs { nombre: liberes.nombre, premier_conseiller: liberes.premier_conseiller };
        tx.emit(Fait::new("PRETS_DEFINITIFS", liberes.conseiller.0).with(prets)?).await?;
    }
    Ok(())
}
