//! Which facts of the other domains concern whom, and what they are told
//! (`messagerie-identite.md` §D8, `portefeuille-reaffectation.md` events).

mod comptes;
mod pages;

use crate::Communication;
use crate::commands::notify::notify;
use crate::commands::write_to::{plan_mail, plan_mail_to};
use crate::model::courriel::ModeleCourriel;
use crate::model::notification::{Avis, TypeNotification};
use crate::ports::CommunicationTx;
use access::{Compte, Role};
use kernel::store::StoreError;
use kernel::structure::Marque;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// A fact, as it was emitted.
#[derive(Debug, Clone, Copy)]
pub struct Entendu<'a> {
    /// Unique to this fact.
    pub id: Uuid,
    /// Its name.
    pub code: &'a str,
    /// Whom it is about.
    pub sujet: Uuid,
    /// What else it carries.
    pub contenu: &'a Value,
}

#[derive(Deserialize)]
struct DuRole {
    role: String,
}

#[derive(Deserialize)]
struct Droit {
    /// Accounts that hold the e-mail of the right; none before the first sign-in.
    conseillers: Vec<Uuid>,
    /// Ids of the agences, or codes of the Missions Locales.
    perimetre: Vec<String>,
}

#[derive(Deserialize)]
struct Lectures {
    /// Distinct people within an hour.
    personnes: u32,
}

#[derive(Deserialize)]
struct Suppression {
    /// Who followed the person.
    conseiller: Uuid,
    /// First and family name of the person, who is gone.
    nom: String,
}

/// Tells who has to be told, in the transaction that ends the fact.
pub async fn hear(domaine: &Communication, tx: &mut dyn CommunicationTx, fait: Entendu<'_>) -> Result<(), StoreError> {
    pages::refresh(tx, fait).await?;
    match fait.code {
        "CONSEILLER_CREE" | "CONSEILLER_EMAIL_CONNU" => welcome(domaine, tx, fait.sujet).await,
        "REUTILISATION_DETECTEE" => session_closed(domaine, tx, fait, read::<DuRole>(fait)?).await,
        "SUPERVISEUR_ACCORDE" => {
            let droit = read::<Droit>(fait)?;
            let perimetre = tx.find_noms_lieux(&droit.perimetre).await?;
            let texte = format!("Vous pouvez réaffecter des bénéficiaires : {}.", perimetre.join(", "));
            superviseur(domaine, tx, &droit, texte, &ModeleCourriel::SuperviseurAccorde { perimetre }, fait.id).await
        }
        "SUPERVISEUR_RETIRE" => {
            let droit = read::<Droit>(fait)?;
            let texte = "Vous ne pouvez plus réaffecter de bénéficiaires.".to_owned();
            superviseur(domaine, tx, &droit, texte, &ModeleCourriel::SuperviseurRetire, fait.id).await
        }
        "LECTURES_INHABITUELLES" => {
            let nombre = read::<Lectures>(fait)?.personnes;
            let modele = ModeleCourriel::LecturesInhabituelles { compte: fait.sujet, nombre };
            for email in &domaine.support {
                let cle = format!("{}:{email}", fait.id);
                plan_mail_to(domaine, tx, &cle, email, Marque::PassEmploi, modele.clone()).await?;
            }
            Ok(())
        }
        "BENEFICIAIRE_SUPPRIME_LUI_MEME" => account_deleted(domaine, tx, fait, read::<Suppression>(fait)?).await,
        _ => comptes::hear(domaine, tx, fait).await,
    }
}

fn read<'a, T: Deserialize<'a>>(fait: Entendu<'a>) -> Result<T, StoreError> {
    T::deserialize(fait.contenu).map_err(StoreError::bug)
}

/// The welcome of a Mission Locale, once an account: at the first sign-in, or when an e-mail
/// appears soon after.
async fn welcome(domaine: &Communication, tx: &mut dyn CommunicationTx, compte: Uuid) -> Result<(), StoreError> {
    let qui = Compte { role: Role::Conseiller, id: compte };
    match tx.find_contact(qui).await? {
        Some(contact) if contact.mission_locale => {
            let modele = ModeleCourriel::Bienvenue { prenom: contact.prenom.clone() };
            plan_mail(domaine, tx, &format!("BIENVENUE:{compte}"), &contact, modele).await
        }
        _ => Ok(()),
    }
}

async fn session_closed(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
    DuRole { role }: DuRole,
) -> Result<(), StoreError> {
    let Some(role) = Role::from_code(&role) else { return Ok(()) };
    let qui = Compte { role, id: fait.sujet };
    let Some(contact) = tx.find_contact(qui).await? else { return Ok(()) };
    let avis = Avis {
        destinataire: qui,
        type_: TypeNotification::SessionFermee,
        titre: "Une de vos connexions a été fermée".to_owned(),
        description: "Elle a été utilisée depuis deux appareils. Si ce n’est pas vous, vérifiez vos appareils dans \
                      votre profil."
            .to_owned(),
        id_objet: None,
        cle: None,
        urgent: false,
    };
    notify(domaine, tx, &avis).await?;
    let modele = ModeleCourriel::SessionFermee { prenom: contact.prenom.clone() };
    plan_mail(domaine, tx, &fait.id.to_string(), &contact, modele).await
}

async fn superviseur(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    droit: &Droit,
    description: String,
    modele: &ModeleCourriel,
    fait: Uuid,
) -> Result<(), StoreError> {
    for compte in &droit.conseillers {
        let qui = Compte { role: Role::Conseiller, id: *compte };
        let Some(contact) = tx.find_contact(qui).await? else { continue };
        let avis = Avis {
            destinataire: qui,
            type_: TypeNotification::DroitSuperviseur,
            titre: "Votre droit de superviseur a changé".to_owned(),
            description: description.clone(),
            id_objet: None,
            cle: None,
            urgent: false,
        };
        notify(domaine, tx, &avis).await?;
        plan_mail(domaine, tx, &format!("{fait}:{compte}"), &contact, modele.clone()).await?;
    }
    Ok(())
}

/// A bénéficiaire deleted his account: his conseiller is told, in the app and by mail.
async fn account_deleted(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
    suppression: Suppression,
) -> Result<(), StoreError> {
    let qui = Compte { role: Role::Conseiller, id: suppression.conseiller };
    let Some(contact) = tx.find_contact(qui).await? else { return Ok(()) };
    let avis = Avis {
        destinataire: qui,
        type_: TypeNotification::Administratif,
        titre: "Un bénéficiaire a supprimé son compte".to_owned(),
        description: format!("{} n’est plus dans votre portefeuille.", suppression.nom),
        id_objet: None,
        cle: None,
        urgent: false,
    };
    notify(domaine, tx, &avis).await?;
    let modele = ModeleCourriel::CompteSupprime { prenom: contact.prenom.clone(), beneficiaire: suppression.nom };
    plan_mail(domaine, tx, &format!("COMPTE_SUPPRIME:{}", fait.sujet), &contact, modele).await
}
