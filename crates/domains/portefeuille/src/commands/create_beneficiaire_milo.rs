//! Creation from an i-milo dossier (A5). The client sends a number, never an identity.

use crate::Portefeuille;
use crate::commands::create_beneficiaire_ft::replay;
use crate::commands::creation_imilo::{Attempt, attempt_creation, can_be_taken_over};
use crate::commands::resume_uncertain::reprise;
use crate::commands::{CompteCree, empreinte};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, Etat, EtatCompte, Origine, Reservation};
use crate::model::dossier::{Dossier, NumeroDossier};
use crate::ports::{Holder, Identifiants};
use crate::queries::dossier_imilo::{
    conseiller_of_a_mission_locale, count_reading, read_visible_dossier, refuse_known_dossier,
};
use crate::queries::email::chez;
use access::{Acte, Acteur, ActeurConseiller, Cible, Relation};
use kernel::champ::{Lecture, Probleme};
use kernel::ids::{BeneficiaireId, RequestId};
use kernel::store::StoreError;
use kernel::structure::Dispositif;

/// What the conseiller chose.
#[derive(Debug, Clone, Default)]
pub struct CreateBeneficiaireMilo {
    /// Chosen by the client.
    pub request_id: String,
    /// Number of the dossier, or its i-milo address.
    pub numero: String,
    /// CEJ or PACEA; `None` when the value sent is unknown.
    pub dispositif: Option<Dispositif>,
    /// The bénéficiaire sees the count of his hours.
    pub peut_voir_comptage: bool,
    /// The take-over of an account of another Mission Locale is confirmed.
    pub surcharge: bool,
}

/// Creates a person of the Mission Locale of the caller. Idempotent by request id: a replay
/// answers the state of the same person, and goes on with a creation that was interrupted.
pub async fn create_beneficiaire_milo(
    domaine: &Portefeuille,
    acteur: &Acteur,
    commande: CreateBeneficiaireMilo,
) -> Result<CompteCree, PortefeuilleError> {
    let _permis = access::decide(acteur, Acte::BeneficiaireCreerDossier, Relation::Soi)?;
    let (conseiller, structure_milo) = conseiller_of_a_mission_locale(acteur)?;
    let (origine, numero, dispositif) = read_fields(conseiller, &commande)?;
    if let Some(made) = replay(domaine, &origine).await? {
        return resume_replayed(domaine, &made).await;
    }
    match reserve(domaine, acteur, conseiller, structure_milo, &origine, &numero, dispositif, &commande).await {
        Ok(reserved) => attempt_creation(domaine, reserved, Attempt::First).await,
        // The same command at the same instant may have been first: then it is a replay.
        Err(error @ (PortefeuilleError::DossierExisteDeja(_) | PortefeuilleError::EmailExisteDeja(_))) => {
            match replay(domaine, &origine).await? {
                Some(made) => Ok(CompteCree::of(&made)),
                None => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

fn read_fields(
    conseiller: &ActeurConseiller,
    commande: &CreateBeneficiaireMilo,
) -> Result<(Origine, NumeroDossier, Dispositif), PortefeuilleError> {
    let mut lecture = Lecture::default();
    let request_id = lecture.read("request_id", RequestId::parse(&commande.request_id));
    let numero = lecture.read("numero", NumeroDossier::parse(&commande.numero));
    let dispositif = commande.dispositif.ok_or(Probleme::ValeurInconnue).and_then(|dispositif| {
        let permitted = conseiller.structure.capacites().dispositifs.contains(&dispositif);
        permitted.then_some(dispositif).ok_or(Probleme::DispositifNonPermis)
    });
    let dispositif = lecture.read("dispositif", dispositif);
    lecture.finish()?;
    let (Some(request_id), Some(numero), Some(dispositif)) = (request_id, numero, dispositif) else {
        return Err(StoreError::bug("a field was neither read nor refused").into());
    };
    if commande.peut_voir_comptage && dispositif != Dispositif::Cej {
        return Err(PortefeuilleError::ComptageReserveCej);
    }
    let comptage = if commande.peut_voir_comptage { "comptage" } else { "" };
    let surcharge = if commande.surcharge { "surcharge" } else { "" };
    let empreinte = empreinte(&["MILO", numero.as_str(), dispositif.code(), comptage, surcharge]);
    Ok((Origine { request_id, auteur: conseiller.id, empreinte }, numero, dispositif))
}

/// A replay answers the state of what was made; an interrupted creation goes on, unless an
/// attempt is under way.
async fn resume_replayed(domaine: &Portefeuille, made: &Beneficiaire) -> Result<CompteCree, PortefeuilleError> {
    if made.etat_compte() != EtatCompte::CreationIncertaine {
        return Ok(CompteCree::of(made));
    }
    let mut tx = domaine.store.begin().await?;
    let Some(mut beneficiaire) = tx.lock(made.id).await? else { return Ok(CompteCree::of(made)) };
    match beneficiaire.take_lease(domaine.clock.now(), domaine.reglages.bail_creation) {
        Ok(Some(_)) => {
            tx.update(&beneficiaire).await?;
            tx.commit().await?;
            attempt_creation(domaine, beneficiaire, Attempt::Again).await
        }
        Ok(None) | Err(_) => Ok(CompteCree::of(&beneficiaire)),
    }
}

/// Steps 2 to 5: the dossier is read again by the server, and the person is reserved and
/// committed before i-milo is asked for an account.
#[expect(clippy::too_many_arguments, reason = "the parsed command, spread")]
async fn reserve(
    domaine: &Portefeuille,
    acteur: &Acteur,
    conseiller: &ActeurConseiller,
    structure_milo: &str,
    origine: &Origine,
    numero: &NumeroDossier,
    dispositif: Dispositif,
    commande: &CreateBeneficiaireMilo,
) -> Result<Beneficiaire, PortefeuilleError> {
    refuse_known_dossier(domaine, conseiller, structure_milo, numero).await?;
    let dossier = match read_visible_dossier(domaine, structure_milo, numero).await {
        // A creation that cannot be is a reading like another: counted, here and below, so that
        // it is no way around the quota.
        Err(PortefeuilleError::DossierIntrouvable) => {
            count_reading(domaine, acteur, conseiller, numero).await?;
            return Err(PortefeuilleError::DossierIntrouvable);
        }
        other => other?,
    };
    if dossier.email.is_none() {
        count_reading(domaine, acteur, conseiller, numero).await?;
        return Err(PortefeuilleError::DossierSansEmail);
    }
    refuse_taken(domaine, conseiller, structure_milo, &dossier, commande.surcharge).await?;

    let now = domaine.clock.now();
    let id = BeneficiaireId(domaine.ids.new_uuid());
    let mut beneficiaire = Beneficiaire::new(id, conseiller.id, conseiller.structure, dispositif, now);
    beneficiaire.origine = Some(origine.clone());
    beneficiaire.dossier = Some(dossier.numero.clone());
    beneficiaire.peut_voir_comptage = commande.peut_voir_comptage;
    let bail = Some(now + domaine.reglages.bail_creation);
    beneficiaire.etat = Etat::CreationIncertaine(Reservation { surcharge: commande.surcharge, bail });
    beneficiaire.read_dossier(&dossier, now);
    // A dossier without structure is followed where it is created.
    beneficiaire.structure_milo.get_or_insert_with(|| structure_milo.to_owned());

    let mut tx = domaine.store.begin().await?;
    let cible = Some(Cible::Beneficiaire(beneficiaire.id));
    let permis = access::authorize(tx.as_mut(), acteur, Acte::BeneficiaireCreerDossier, Relation::Soi, cible).await?;
    if commande.surcharge {
        tx.journalize(access::EntreeJournal {
            role: Some(acteur.role()),
            compte: acteur.compte(),
            acte: "SURCHARGE_CONFIRMEE",
            cible: Some(Cible::Beneficiaire(beneficiaire.id)),
            resultat: access::Resultat::Autorise,
            motif: None,
            detail: None,
            contexte: access::Contexte::of(acteur),
        })
        .await?;
    }
    if tx.insert(&permis, &beneficiaire).await? {
        // Should this process die before it knows, a task asks again.
        tx.plan(reprise(beneficiaire.id, 1, now)?).await?;
        tx.commit().await?;
        return Ok(beneficiaire);
    }
    drop(tx);
    // Lost to a concurrent creation.
    refuse_known_dossier(domaine, conseiller, structure_milo, numero).await?;
    refuse_taken(domaine, conseiller, structure_milo, &dossier, commande.surcharge).await?;
    // Whoever was first was removed since: the same call may succeed now.
    Err(StoreError::transient("the person was reserved by another call, then released").into())
}

/// Step 4: somebody holds the e-mail or the number.
async fn refuse_taken(
    domaine: &Portefeuille,
    conseiller: &ActeurConseiller,
    structure_milo: &str,
    dossier: &Dossier,
    surcharge: bool,
) -> Result<(), PortefeuilleError> {
    let identifiants =
        Identifiants { email: dossier.email.as_deref(), dossier: Some(&dossier.numero), ..Identifiants::default() };
    let holders: Vec<Holder> = domaine.store.find_holders(&identifiants).await?;
    for holder in &holders {
        if !can_be_taken_over(holder, structure_milo) {
            let chez = chez(holder, conseiller.id);
            return Err(if holder.dossier {
                PortefeuilleError::DossierExisteDeja(chez)
            } else {
                PortefeuilleError::EmailExisteDeja(chez)
            });
        }
    }
    if !holders.is_empty() && !surcharge {
        return Err(PortefeuilleError::CompteAutreMl);
    }
    Ok(())
}
