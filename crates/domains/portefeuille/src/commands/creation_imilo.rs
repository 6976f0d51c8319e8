//! One attempt to have an account made by i-milo, and its conclusion: shared by the creation
//! and by its resumption.
//!
//! The person is already reserved and its lease taken. Whatever happens between the two
//! transactions (timeout, crash), the row is there, and the next attempt asks again: i-milo
//! answers that the account exists, which is a success.

use crate::Portefeuille;
use crate::commands::CompteCree;
use crate::commands::resume_uncertain::{SIGNALER_CREATION, reprise};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, Etat, EtatCompte};
use crate::model::dossier::NumeroDossier;
use crate::ports::{Holder, Identifiants, PortefeuilleTx, ReponseCompte};
use crate::queries::email::chez;
use access::{Cible, Compte, EntreeJournal, Motif, MotifRevocation, Resultat, Role};
use chrono::Duration;
use kernel::outbox::{Fait, Tache};
use kernel::partenaire::PartnerError;
use kernel::store::StoreError;
use kernel::structure::Fournisseur;
use serde::Serialize;
use uuid::Uuid;

/// A creation that is still uncertain after this time is told to its conseiller.
const ALERTE: Duration = Duration::hours(24);

/// What the conseiller is told when nobody waited for the answer; a creation that was refused
/// leaves no row to read it from.
#[derive(Serialize)]
struct Conclusion {
    conseiller: Uuid,
    nom: String,
    par_tache: bool,
}

/// Whether an earlier attempt may have reached i-milo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// Nothing was ever sent for this person.
    First,
    /// Something may have been.
    Again,
    /// The same, and nobody waits for the answer: the how manieth task.
    Tache(u32),
}

/// What is known after an attempt.
enum Issue {
    /// The account exists at i-milo.
    Existe(Option<String>),
    /// Held by another Mission Locale.
    AutreMl,
    /// i-milo refuses.
    Refuse { code: String, message: String, http: u16 },
    /// i-milo did nothing.
    PasEnvoye(PartnerError),
    /// Nobody knows.
    Inconnue,
}

/// Asks i-milo, then writes what it answered.
pub(super) async fn attempt_creation(
    domaine: &Portefeuille,
    beneficiaire: Beneficiaire,
    attempt: Attempt,
) -> Result<CompteCree, PortefeuilleError> {
    let Etat::CreationIncertaine(reservation) = beneficiaire.etat else { return Ok(CompteCree::of(&beneficiaire)) };
    let Some(numero) = &beneficiaire.dossier else {
        return Err(StoreError::bug("a person under creation has no dossier").into());
    };
    let issue = ask(domaine, numero, reservation.surcharge, attempt).await;
    conclude(domaine, &beneficiaire, issue, attempt).await
}

/// The calls of wire/i-milo.md §9.3: after a take-over whose answer was lost, the account is
/// asked for first, because repeating a take-over is not known to be safe.
async fn ask(domaine: &Portefeuille, numero: &NumeroDossier, surcharge: bool, attempt: Attempt) -> Issue {
    let imilo = domaine.dossiers.as_ref();
    if surcharge && attempt != Attempt::First {
        match imilo.create_compte(numero).await {
            Ok(ReponseCompte::AutreMl) => {}
            other => return issue_of(other),
        }
    }
    if !surcharge {
        return issue_of(imilo.create_compte(numero).await);
    }
    match imilo.take_over_compte(numero).await {
        Ok(Some(sub)) => Issue::Existe(Some(sub)),
        Ok(None) => match issue_of(imilo.create_compte(numero).await) {
            // The take-over happened: only the identifier is missing.
            Issue::PasEnvoye(_) => Issue::Inconnue,
            other => other,
        },
        Err(error) => issue_of(Err(error)),
    }
}

fn issue_of(answer: Result<ReponseCompte, PartnerError>) -> Issue {
    match answer {
        Ok(ReponseCompte::Existe { sub }) => Issue::Existe(sub),
        Ok(ReponseCompte::AutreMl) => Issue::AutreMl,
        Err(PartnerError::Refuse { code, message, http }) => Issue::Refuse { code, message, http },
        Err(PartnerError::Introuvable) => Issue::Refuse { code: String::new(), message: String::new(), http: 404 },
        Err(PartnerError::AccesNonJustifie) => Issue::Refuse { code: String::new(), message: String::new(), http: 403 },
        Err(
            error @ (PartnerError::Indisponible(_)
            | PartnerError::Limite { .. }
            | PartnerError::Coupe { .. }
            | PartnerError::CleRefusee
            | PartnerError::SessionExpiree),
        ) => Issue::PasEnvoye(error),
        Err(PartnerError::Incertain(_) | PartnerError::ReponseInvalide { .. }) => Issue::Inconnue,
    }
}

/// Writes the outcome in one transaction: the person completed, removed, or left uncertain.
async fn conclude(
    domaine: &Portefeuille,
    reserved: &Beneficiaire,
    issue: Issue,
    attempt: Attempt,
) -> Result<CompteCree, PortefeuilleError> {
    let mut tx = domaine.store.begin().await?;
    let Some(mut beneficiaire) = tx.lock(reserved.id).await? else { return Err(Motif::Introuvable.into()) };
    if beneficiaire.etat_compte() != EtatCompte::CreationIncertaine {
        // Another attempt, or a first sign-in, concluded meanwhile.
        return Ok(CompteCree::of(&beneficiaire));
    }
    let refusal = match issue {
        Issue::Existe(sub) => match take_over_holders(domaine, tx.as_mut(), &beneficiaire, sub.as_deref()).await {
            Ok(()) => {
                beneficiaire.complete_creation(sub, domaine.clock.now());
                tx.update(&beneficiaire).await?;
                journalize(tx.as_mut(), &beneficiaire, "BENEFICIAIRE_CREE", None).await?;
                tx.emit(conclusion("BENEFICIAIRE_CREE", &beneficiaire, attempt)?).await?;
                tx.commit().await?;
                return Ok(CompteCree::of(&beneficiaire));
            }
            Err(PortefeuilleError::Store(error)) => return Err(error.into()),
            Err(refusal) => refusal,
        },
        Issue::AutreMl => PortefeuilleError::CompteAutreMl,
        Issue::Refuse { code, message, http } => PortefeuilleError::PartenaireRefuse { code, message, http },
        Issue::PasEnvoye(error) if attempt == Attempt::First => PortefeuilleError::PartenaireIndisponible(error),
        Issue::PasEnvoye(error) => {
            beneficiaire.release_lease();
            tx.update(&beneficiaire).await?;
            plan_next(domaine, tx.as_mut(), &beneficiaire, attempt).await?;
            tx.commit().await?;
            return Err(PortefeuilleError::PartenaireIndisponible(error));
        }
        Issue::Inconnue => {
            beneficiaire.release_lease();
            tx.update(&beneficiaire).await?;
            journalize(tx.as_mut(), &beneficiaire, "CREATION_INCERTAINE", None).await?;
            plan_next(domaine, tx.as_mut(), &beneficiaire, attempt).await?;
            tx.commit().await?;
            return Ok(CompteCree::of(&beneficiaire));
        }
    };
    tx.delete(beneficiaire.id).await?;
    journalize(tx.as_mut(), &beneficiaire, "CREATION_REFUSEE", Some(refusal.to_string())).await?;
    tx.emit(conclusion("CREATION_REFUSEE", &beneficiaire, attempt)?).await?;
    tx.commit().await?;
    Err(refusal)
}

/// What is told of the end of a creation: the conseiller saw it unless a task found it.
pub(super) fn conclusion(
    code: &'static str,
    beneficiaire: &Beneficiaire,
    attempt: Attempt,
) -> Result<Fait, StoreError> {
    let conclusion = Conclusion {
        conseiller: beneficiaire.conseiller.0,
        nom: beneficiaire.nom_complet(),
        par_tache: matches!(attempt, Attempt::Tache(_)),
    };
    Fait::new(code, beneficiaire.id.0).with(conclusion)
}

/// The next attempt, in the transaction that leaves the creation uncertain. A chain of tasks is
/// under way already unless the row is older than they are.
async fn plan_next(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    beneficiaire: &Beneficiaire,
    attempt: Attempt,
) -> Result<(), StoreError> {
    let now = domaine.clock.now();
    let tentative = match attempt {
        Attempt::Tache(tentative) => tentative + 1,
        Attempt::First | Attempt::Again => 1,
    };
    tx.plan(reprise(beneficiaire.id, tentative, now)?).await?;
    // Planned once, and for the day after the creation, however many attempts there are.
    let alerte = Tache::new(SIGNALER_CREATION, &beneficiaire.id, beneficiaire.date_creation + ALERTE);
    tx.plan(alerte.with(beneficiaire.id.0)?).await
}

/// True for a person of another Mission Locale: he may be taken over after a confirmation.
pub(super) fn can_be_taken_over(holder: &Holder, structure_milo: &str) -> bool {
    holder.structure.capacites().fournisseur_beneficiaire == Fournisseur::ImiloJeune
        && holder.etat != EtatCompte::CreationIncertaine
        && holder.structure_milo_referent.as_deref().is_some_and(|code| code != structure_milo)
}

/// Releases the e-mail, number and identifier held by people of another Mission Locale, when
/// the take-over was confirmed; refuses for anybody else.
pub(super) async fn take_over_holders(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    beneficiaire: &Beneficiaire,
    sub: Option<&str>,
) -> Result<(), PortefeuilleError> {
    let identifiants = Identifiants {
        email: beneficiaire.email.as_deref(),
        dossier: beneficiaire.dossier.as_ref(),
        sub: sub.map(|sub| (beneficiaire.structure.capacites().fournisseur_beneficiaire, sub)),
    };
    let confirmed = matches!(beneficiaire.etat, Etat::CreationIncertaine(reservation) if reservation.surcharge);
    let structure_milo = beneficiaire.structure_milo.as_deref().unwrap_or_default();
    let mut holders = tx.lock_holders(&identifiants).await?;
    holders.retain(|holder| holder.id != beneficiaire.id);
    // Everybody is judged before anybody is changed: a refusal is committed too.
    for holder in &holders {
        if !can_be_taken_over(holder, structure_milo) {
            return Err(if holder.sub {
                PortefeuilleError::CompteImiloDejaLie
            } else {
                PortefeuilleError::EmailExisteDeja(chez(holder, beneficiaire.conseiller))
            });
        }
    }
    if !holders.is_empty() && !confirmed {
        return Err(PortefeuilleError::CompteAutreMl);
    }
    for holder in &holders {
        if let Some(mut taken) = tx.lock(holder.id).await? {
            taken.be_taken_over(domaine.clock.now());
            tx.update(&taken).await?;
            let compte = Compte { role: Role::Beneficiaire, id: taken.id.0 };
            tx.revoke_account(compte, MotifRevocation::Reprise).await?;
            journalize(tx, &taken, "BENEFICIAIRE_REPRIS", None).await?;
            tx.emit(Fait::new("BENEFICIAIRE_REPRIS", taken.id.0)).await?;
        }
    }
    Ok(())
}

async fn journalize(
    tx: &mut dyn PortefeuilleTx,
    beneficiaire: &Beneficiaire,
    acte: &'static str,
    motif: Option<String>,
) -> Result<(), StoreError> {
    tx.journalize(EntreeJournal {
        role: Some(Role::Conseiller),
        compte: beneficiaire.origine.as_ref().map(|origine| origine.auteur.0),
        acte,
        cible: Some(Cible::Beneficiaire(beneficiaire.id)),
        resultat: if motif.is_some() { Resultat::Refuse } else { Resultat::Autorise },
        motif,
        detail: None,
        contexte: access::Contexte::default(),
    })
    .await
}
