//! Sign-in of a bénéficiaire: which person it is, and the activation of his account (A4, D17).
//!
//! Two steps, because the first may ask i-milo and the second is part of the transaction that
//! opens the session.

use crate::Portefeuille;
use crate::commands::creation_imilo::take_over_holders;
use crate::error::{PortefeuilleError, RefusConnexion};
use crate::model::beneficiaire::{Beneficiaire, EtatCompte, IdentiteProuvee};
use crate::ports::{Holder, Identifiants, PortefeuilleTx};
use access::{Cible, EntreeJournal, Resultat, Role};
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;
use kernel::partenaire::PartnerError;
use kernel::structure::{Fournisseur, Structure};
use std::collections::BTreeMap;

/// The person whom an identity proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rapprochement {
    id: BeneficiaireId,
    by_sub: bool,
}

/// Finds the person: by identifier; without one, by an e-mail that can be trusted.
pub async fn match_account(
    domaine: &Portefeuille,
    identite: &IdentiteProuvee,
) -> Result<Rapprochement, RefusConnexion> {
    let sub = Some((identite.fournisseur, identite.sub.as_str()));
    let identifiants = Identifiants { email: identite.email.as_deref(), dossier: None, sub };
    let holders = domaine.store.find_holders(&identifiants).await?;
    if let Some(holder) = holders.iter().find(|holder| holder.sub) {
        return Ok(Rapprochement { id: holder.id, by_sub: true });
    }
    match identite.fournisseur {
        Fournisseur::ImiloJeune => match_unbound_milo(domaine, identite, &holders).await,
        _ => match_by_email(identite, &holders),
    }
}

/// A person of a Mission Locale is bound by e-mail once only: the e-mail is verified, exactly
/// one person without identifier has it, and his dossier still says the same (D17).
async fn match_unbound_milo(
    domaine: &Portefeuille,
    identite: &IdentiteProuvee,
    holders: &[Holder],
) -> Result<Rapprochement, RefusConnexion> {
    let Some(email) = identite.email.as_deref().filter(|_| identite.email_verifie) else {
        return Err(RefusConnexion::UtilisateurInexistant);
    };
    if let Some(elsewhere) = holders.iter().find(|holder| holder.email && !signs_in_at(holder, identite)) {
        return Err(RefusConnexion::DejaAutreStructure(elsewhere.structure));
    }
    let candidates = domaine.store.find_unbound_milo(email).await?;
    let [candidate] = candidates.as_slice() else { return Err(RefusConnexion::UtilisateurInexistant) };
    let Some(numero) = &candidate.dossier else { return Err(RefusConnexion::UtilisateurInexistant) };
    let dossier = domaine.dossiers.read_dossier(numero).await.map_err(|error| match error {
        PartnerError::Introuvable | PartnerError::AccesNonJustifie | PartnerError::Refuse { .. } => {
            RefusConnexion::UtilisateurInexistant
        }
        other => RefusConnexion::PartenaireIndisponible(other),
    })?;
    if dossier.numero == *numero && dossier.email.as_deref() == Some(email) {
        Ok(Rapprochement { id: candidate.id, by_sub: false })
    } else {
        Err(RefusConnexion::UtilisateurInexistant)
    }
}

fn signs_in_at(holder: &Holder, identite: &IdentiteProuvee) -> bool {
    holder.structure.capacites().fournisseur_beneficiaire == identite.fournisseur
}

/// France Travail's e-mail counts as verified; it binds an account that was never activated.
fn match_by_email(identite: &IdentiteProuvee, holders: &[Holder]) -> Result<Rapprochement, RefusConnexion> {
    if identite.email.is_none() {
        return Err(RefusConnexion::EmailIntrouvable);
    }
    match holders.iter().find(|holder| holder.email) {
        Some(holder) if !signs_in_at(holder, identite) => Err(RefusConnexion::DejaAutreStructure(holder.structure)),
        Some(holder) if holder.etat == EtatCompte::NonActive => Ok(Rapprochement { id: holder.id, by_sub: false }),
        _ => Err(RefusConnexion::UtilisateurInexistant),
    }
}

/// Records the sign-in in the transaction that opens the session: dates, names, identifier,
/// e-mail; the account becomes active at the first one.
pub async fn record_sign_in(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    rapprochement: Rapprochement,
    identite: &IdentiteProuvee,
) -> Result<(BeneficiaireId, Structure), RefusConnexion> {
    let mut beneficiaire = tx.lock(rapprochement.id).await?.ok_or(RefusConnexion::UtilisateurInexistant)?;
    if !still_matches(&beneficiaire, rapprochement, identite) {
        return Err(RefusConnexion::UtilisateurInexistant);
    }
    let now = domaine.clock.now();
    if tx.find_migration(beneficiaire.id).await?.is_some_and(|migration| migration.is_reached(now)) {
        return Err(RefusConnexion::Migration);
    }
    if beneficiaire.etat_compte() == EtatCompte::CreationIncertaine {
        // i-milo made the account: the creation ends here, with the take-over that was confirmed.
        take_over_holders(domaine, tx, &beneficiaire, Some(&identite.sub)).await.map_err(|refusal| match refusal {
            PortefeuilleError::Store(error) => RefusConnexion::Store(error),
            _ => RefusConnexion::UtilisateurInexistant,
        })?;
    }
    let first = beneficiaire.premiere_connexion.is_none();
    beneficiaire.sign_in(identite, now);
    if let Some(email) = &identite.email
        && beneficiaire.email.as_ref() != Some(email)
    {
        // A provider's e-mail never overwrites one that is taken (PF-14).
        let identifiants = Identifiants { email: Some(email), ..Identifiants::default() };
        let taken = tx.lock_holders(&identifiants).await?.iter().any(|holder| holder.id != beneficiaire.id);
        if taken {
            journalize(tx, &beneficiaire, "CONFLIT_EMAIL").await?;
            let contenu = BTreeMap::from([("role", Role::Beneficiaire.code())]);
            tx.emit(Fait::new("CONFLIT_EMAIL", beneficiaire.id.0).with(contenu)?).await?;
        } else {
            beneficiaire.email = Some(email.clone());
        }
    }
    tx.update(&beneficiaire).await?;
    if first {
        journalize(tx, &beneficiaire, "BENEFICIAIRE_ACTIVE").await?;
        tx.emit(Fait::new("BENEFICIAIRE_ACTIVE", beneficiaire.id.0)).await?;
    }
    Ok((beneficiaire.id, beneficiaire.structure))
}

/// Under the lock: the person was not taken over, nor bound to somebody else meanwhile.
fn still_matches(beneficiaire: &Beneficiaire, rapprochement: Rapprochement, identite: &IdentiteProuvee) -> bool {
    let bound = beneficiaire.sub.as_deref();
    beneficiaire.repris_le.is_none()
        && if rapprochement.by_sub {
            bound == Some(&identite.sub)
        } else {
            bound.is_none() && beneficiaire.etat_compte() != EtatCompte::Actif
        }
}

async fn journalize(
    tx: &mut dyn PortefeuilleTx,
    beneficiaire: &Beneficiaire,
    acte: &'static str,
) -> Result<(), RefusConnexion> {
    Ok(tx
        .journalize(EntreeJournal {
            role: Some(Role::Beneficiaire),
            compte: Some(beneficiaire.id.0),
            acte,
            cible: Some(Cible::Beneficiaire(beneficiaire.id)),
            resultat: Resultat::Autorise,
            motif: None,
            detail: None,
            contexte: access::Contexte::default(),
        })
        .await?)
}
