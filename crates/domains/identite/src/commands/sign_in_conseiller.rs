//! Sign-in of a conseiller: his account is made by the first one (D3).

use crate::commands::entree;
use crate::error::RefusConnexion;
use crate::model::conseiller::{Conseiller, IdentiteConseiller};
use crate::ports::IdentiteTx;
use crate::{BIENVENUE, Identite};
use access::Role;
use kernel::ids::ConseillerId;
use kernel::outbox::Fait;
use kernel::store::StoreError;
use kernel::structure::{Fournisseur, Structure};
use std::collections::BTreeMap;

/// Finds or makes the account of this identity, and refreshes it. Without a structure the account
/// must exist, and is accepted whatever its own. The caller opens the session in the same
/// transaction.
pub async fn sign_in_conseiller(
    domaine: &Identite,
    tx: &mut dyn IdentiteTx,
    structure: Option<Structure>,
    identite: &IdentiteConseiller,
) -> Result<ConseillerId, RefusConnexion> {
    if let Some(known) = tx.lock_conseiller(identite.fournisseur, &identite.sub).await? {
        return refresh(domaine, tx, structure, known, identite).await;
    }
    let structure = structure.ok_or_else(|| RefusConnexion::UtilisateurInexistant { email: identite.email.clone() })?;
    let mut made = first_sign_in(domaine, structure, identite)?;
    if let Some(principale) = identite.structure_principale() {
        tx.upsert_structure_milo(principale).await?;
    }
    let conflict = is_taken(tx, &made, identite).await?;
    if conflict {
        made.email = None;
    }
    if tx.insert_conseiller(&made).await? {
        tx.journalize(entree(Role::Conseiller, made.id.0, "CONSEILLER_CREE")).await?;
        if conflict {
            tell_conflict(tx, made.id).await?;
        }
        // Only a Mission Locale welcomes its conseillers by mail.
        if made.email.is_some() && identite.fournisseur == Fournisseur::ImiloConseiller {
            tx.emit(Fait::new("CONSEILLER_CREE", made.id.0)).await?;
        }
        return Ok(made.id);
    }
    // Another first sign-in of the same person was first.
    let known = tx
        .lock_conseiller(identite.fournisseur, &identite.sub)
        .await?
        .ok_or_else(|| StoreError::transient("the account of a conseiller came and went"))?;
    refresh(domaine, tx, Some(structure), known, identite).await
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
    structure: Option<Structure>,
    mut known: Conseiller,
    identite: &IdentiteConseiller,
) -> Result<ConseillerId, RefusConnexion> {
    if structure.is_some_and(|asked| asked != known.structure) {
        return Err(RefusConnexion::DejaAutreStructure(known.structure));
    }
    let now = domaine.clock.now();
    if tx.find_migration(known.id).await?.is_some_and(|migration| migration.is_reached(now)) {
        return Err(RefusConnexion::Migration);
    }
    if let Some(prenom) = &identite.prenom {
        known.prenom.clone_from(prenom);
    }
    if let Some(nom) = &identite.nom {
        known.nom.clone_from(nom);
    }
    refresh_email(tx, &mut known, identite, now - BIENVENUE).await?;
    known.username.clone_from(&identite.username);
    known.derniere_connexion = now;
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

/// A provider's e-mail never overwrites one that a colleague has (A6): the old one stays. It stays too
/// when the provider gives none this time: rights, people and mails are found by it.
async fn refresh_email(
    tx: &mut dyn IdentiteTx,
    known: &mut Conseiller,
    identite: &IdentiteConseiller,
    welcomed_since: kernel::temps::Instant,
) -> Result<(), StoreError> {
    if identite.email.is_none() || known.email == identite.email {
        return Ok(());
    }
    if is_taken(tx, known, identite).await? {
        return tell_conflict(tx, known.id).await;
    }
    let appears = known.email.is_none() && known.date_creation >= welcomed_since;
    known.email.clone_from(&identite.email);
    if appears && identite.fournisseur == Fournisseur::ImiloConseiller {
        tx.emit(Fait::new("CONSEILLER_EMAIL_CONNU", known.id.0)).await?;
    }
    Ok(())
}

/// True when another conseiller of the family has this e-mail: people and rights are found by it.
async fn is_taken(
    tx: &mut dyn IdentiteTx,
    conseiller: &Conseiller,
    identite: &IdentiteConseiller,
) -> Result<bool, StoreError> {
    let Some(email) = &identite.email else { return Ok(false) };
    let holder = tx.lock_email_conseiller(conseiller.structure.capacites().famille, email).await?;
    Ok(holder.is_some_and(|holder| holder != conseiller.id))
}

async fn tell_conflict(tx: &mut dyn IdentiteTx, id: ConseillerId) -> Result<(), StoreError> {
    tx.journalize(entree(Role::Conseiller, id.0, "CONFLIT_EMAIL")).await?;
    let contenu = BTreeMap::from([("role", Role::Conseiller.code())]);
    tx.emit(Fait::new("CONFLIT_EMAIL", id.0).with(contenu)?).await
}
