//! Sign-in of a conseiller: his account is made by the first one (D3).

use crate::Identite;
use crate::commands::entree;
use crate::error::RefusConnexion;
use crate::model::conseiller::{Conseiller, IdentiteConseiller};
use crate::ports::IdentiteTx;
use access::Role;
use kernel::ids::ConseillerId;
use kernel::store::StoreError;
use kernel::structure::Structure;

/// Finds or makes the account of this identity for the structure asked for, and refreshes it.
/// The caller opens the session in the same transaction.
pub async fn sign_in_conseiller(
    domaine: &Identite,
    tx: &mut dyn IdentiteTx,
    structure: Structure,
    identite: &IdentiteConseiller,
) -> Result<ConseillerId, RefusConnexion> {
    if let Some(known) = tx.lock_conseiller(identite.fournisseur, &identite.sub).await? {
        return refresh(domaine, tx, structure, known, identite).await;
    }
    let made = first_sign_in(domaine, structure, identite)?;
    if let Some(principale) = identite.structure_principale() {
        tx.upsert_structure_milo(principale).await?;
    }
    if tx.insert_conseiller(&made).await? {
        tx.journalize(entree(Role::Conseiller, made.id.0, "CONSEILLER_CREE")).await?;
        return Ok(made.id);
    }
    // Another first sign-in of the same person was first.
    let known = tx
        .lock_conseiller(identite.fournisseur, &identite.sub)
        .await?
        .ok_or_else(|| StoreError::transient("the account of a conseiller came and went"))?;
    refresh(domaine, tx, structure, known, identite).await
}

fn first_sign_in(
    domaine: &Identite,
    structure: Structure,
    identite: &IdentiteConseiller,
) -> Result<Conseiller, RefusConnexion> {
    let (Some(prenom), Some(nom)) = (&identite.prenom, &identite.nom) else {
        return Err(RefusConnexion::ConseillerNonValide);
    };
    if structure == Structure::ConseilDept {
        let listed = identite.email.as_ref().is_some_and(|email| domaine.conseillers_departement.contains(email));
        if !listed {
            return Err(RefusConnexion::ConseillerNonAutorise);
        }
    }
    let now = domaine.clock.now();
    Ok(Conseiller {
        id: ConseillerId(domaine.ids.new_uuid()),
        structure,
        sub: identite.sub.clone(),
        prenom: prenom.clone(),
        nom: nom.clone(),
        email: identite.email.clone(),
        username: identite.username.clone(),
        structure_milo: identite.structure_principale().map(|principale| principale.code.clone()),
        agence: None,
        date_creation: now,
        derniere_connexion: now,
    })
}

async fn refresh(
    domaine: &Identite,
    tx: &mut dyn IdentiteTx,
    structure: Structure,
    mut known: Conseiller,
    identite: &IdentiteConseiller,
) -> Result<ConseillerId, RefusConnexion> {
    if known.structure != structure {
        return Err(RefusConnexion::DejaAutreStructure(known.structure));
    }
    if let Some(prenom) = &identite.prenom {
        known.prenom.clone_from(prenom);
    }
    if let Some(nom) = &identite.nom {
        known.nom.clone_from(nom);
    }
    known.email.clone_from(&identite.email);
    known.username.clone_from(&identite.username);
    known.derniere_connexion = domaine.clock.now();
    if identite.structures_milo.is_some() {
        let principale = identite.structure_principale();
        if let Some(principale) = principale {
            tx.upsert_structure_milo(principale).await?;
        }
        known.structure_milo = principale.map(|principale| principale.code.clone());
    }
    tx.update_conseiller(&known).await?;
    Ok(known.id)
}
