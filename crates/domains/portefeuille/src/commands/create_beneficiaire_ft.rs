//! Creation from names and an e-mail: France Travail, département, Avenir pro (A5, D41).

use crate::Portefeuille;
use crate::commands::creation_imilo::{Attempt, conclusion};
use crate::commands::{CompteCree, empreinte};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, Origine};
use crate::ports::Identifiants;
use crate::queries::email::chez;
use access::{Acte, Acteur, Cible, Motif, Relation};
use kernel::champ::{Lecture, Probleme};
use kernel::ids::{BeneficiaireId, ConseillerId, RequestId};
use kernel::store::StoreError;
use kernel::structure::Capacite;
use kernel::texte::{parse_email, parse_nom};

/// What the conseiller typed.
#[derive(Debug, Clone, Default)]
pub struct CreateBeneficiaireFt {
    /// Chosen by the client.
    pub request_id: String,
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// E-mail of the France Travail account.
    pub email: String,
    /// Attested by the conseiller, where his structure wants it (Avenir pro).
    pub quinze_ans_ou_plus: bool,
}

/// Creates a person of the structure and dispositif of the caller. Idempotent by request id.
pub async fn create_beneficiaire_ft(
    domaine: &Portefeuille,
    acteur: &Acteur,
    commande: CreateBeneficiaireFt,
) -> Result<CompteCree, PortefeuilleError> {
    let Acteur::Conseiller(conseiller) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let mut lecture = Lecture::default();
    let request_id = lecture.read("request_id", RequestId::parse(&commande.request_id));
    let prenom = lecture.read("prenom", parse_nom(&commande.prenom));
    let nom = lecture.read("nom", parse_nom(&commande.nom));
    let email = lecture.read("email", parse_email(&commande.email));
    // A structure that creates by e-mail has one dispositif; choosing among several would be
    // a field of the command.
    let dispositif = conseiller.structure.capacites().dispositifs.first().copied();
    let dispositif = lecture.read("dispositif", dispositif.ok_or(Probleme::DispositifNonPermis));
    let attested = commande.quinze_ans_ou_plus || !conseiller.structure.has(Capacite::AttestationAge);
    lecture.read("quinze_ans_ou_plus", attested.then_some(()).ok_or(Probleme::Requis));
    lecture.finish()?;
    let (Some(request_id), Some(prenom), Some(nom), Some(email), Some(dispositif)) =
        (request_id, prenom, nom, email, dispositif)
    else {
        return Err(StoreError::bug("a field was neither read nor refused").into());
    };
    let origine = Origine { request_id, auteur: conseiller.id, empreinte: empreinte(&["FT", &prenom, &nom, &email]) };
    if let Some(made) = replay(domaine, &origine).await? {
        return Ok(CompteCree::of(&made));
    }

    let id = BeneficiaireId(domaine.ids.new_uuid());
    let mut beneficiaire = Beneficiaire::new(id, conseiller.id, conseiller.structure, dispositif, domaine.clock.now());
    beneficiaire.origine = Some(origine.clone());
    beneficiaire.prenom = prenom;
    beneficiaire.nom = nom;
    beneficiaire.email = Some(email);

    let mut tx = domaine.store.begin().await?;
    let cible = Some(Cible::Beneficiaire(beneficiaire.id));
    let permis = access::authorize(tx.as_mut(), acteur, Acte::BeneficiaireCreerEmail, Relation::Soi, cible).await?;
    if tx.insert(&permis, &beneficiaire).await? {
        tx.emit(conclusion("BENEFICIAIRE_CREE", &beneficiaire, Attempt::First)?).await?;
        tx.commit().await?;
        return Ok(CompteCree::of(&beneficiaire));
    }
    drop(tx);
    // Lost to a concurrent creation: the same command again, or somebody with this e-mail.
    match replay(domaine, &origine).await? {
        Some(made) => Ok(CompteCree::of(&made)),
        None => Err(refuse_email(domaine, conseiller.id, beneficiaire.email.as_deref()).await?),
    }
}

/// What this command made before; refused when its key served another content.
pub(super) async fn replay(
    domaine: &Portefeuille,
    origine: &Origine,
) -> Result<Option<Beneficiaire>, PortefeuilleError> {
    let made = domaine.store.find_by_request(origine.auteur, origine.request_id).await?;
    match made.as_ref().and_then(|made| made.origine.as_ref()) {
        Some(known) if known.empreinte != origine.empreinte => Err(PortefeuilleError::CleReutilisee),
        _ => Ok(made),
    }
}

async fn refuse_email(
    domaine: &Portefeuille,
    appelant: ConseillerId,
    email: Option<&str>,
) -> Result<PortefeuilleError, PortefeuilleError> {
    let holders = domaine.store.find_holders(&Identifiants { email, ..Identifiants::default() }).await?;
    Ok(match holders.first() {
        Some(holder) => PortefeuilleError::EmailExisteDeja(chez(holder, appelant)),
        // Whoever held it was removed since: the same call may succeed now.
        None => StoreError::transient("the e-mail was taken, then released").into(),
    })
}
