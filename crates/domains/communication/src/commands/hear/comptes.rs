//! Facts about the accounts of bénéficiaires (`portefeuille-reaffectation.md` A6.1): avis of the
//! conseillers, and the mails beside.

use super::{Entendu, read};
use crate::Communication;
use crate::commands::notify::notify;
use crate::commands::write_to::{plan_mail, plan_mail_to};
use crate::model::courriel::ModeleCourriel;
use crate::model::notification::{Avis, Destinataire, TypeNotification};
use crate::ports::CommunicationTx;
use access::Role;
use kernel::store::StoreError;
use kernel::structure::Marque;
use kernel::temps::Jour;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
struct Archivage {
    conseiller: Uuid,
    premier_conseiller: Option<Uuid>,
    nom: String,
    prenom: String,
    email: Option<String>,
    marque: String,
    motif: String,
    commentaire: Option<String>,
    date_fin: Jour,
    repris: bool,
    automatique: bool,
}

#[derive(Deserialize)]
struct Depart {
    premier_conseiller: Option<Uuid>,
    nom: String,
}

#[derive(Deserialize)]
struct Prets {
    nombre: u64,
    premier_conseiller: String,
}

/// One fact; nothing when it is not about such an account.
pub async fn hear(domaine: &Communication, tx: &mut dyn CommunicationTx, fait: Entendu<'_>) -> Result<(), StoreError> {
    match fait.code {
        "BENEFICIAIRE_ARCHIVE" => archived(domaine, tx, fait, read(fait)?).await,
        "BENEFICIAIRE_SUPPRIME" => {
            let depart: Depart = read(fait)?;
            end_of_loan(domaine, tx, depart.premier_conseiller, &depart.nom).await
        }
        "PRETS_DEFINITIFS" => kept(domaine, tx, fait, &read(fait)?).await,
        _ => Ok(()),
    }
}

/// Something to tell a conseiller about somebody.
struct Nouvelle<'a> {
    conseiller: Uuid,
    titre: &'static str,
    description: String,
    /// Whom it opens, when he is still there.
    beneficiaire: Option<Uuid>,
    /// Tells it again in the place of the last time.
    cle: Option<&'a str>,
}

async fn tell(domaine: &Communication, tx: &mut dyn CommunicationTx, nouvelle: Nouvelle<'_>) -> Result<(), StoreError> {
    let avis = Avis {
        destinataire: Destinataire { role: Role::Conseiller, compte: nouvelle.conseiller },
        type_: TypeNotification::Administratif,
        titre: nouvelle.titre.to_owned(),
        description: nouvelle.description,
        id_objet: nouvelle.beneficiaire.map(|id| id.to_string()),
        cle: nouvelle.cle.map(str::to_owned),
        urgent: false,
    };
    notify(domaine, tx, &avis).await.map(|_| ())
}

/// The same, in the app and by mail.
async fn tell_and_write(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
    nouvelle: Nouvelle<'_>,
) -> Result<(), StoreError> {
    let qui = Destinataire { role: Role::Conseiller, compte: nouvelle.conseiller };
    if let Some(contact) = tx.find_contact(qui).await? {
        let modele = ModeleCourriel::Avis {
            prenom: contact.prenom.clone(),
            titre: nouvelle.titre.to_owned(),
            description: nouvelle.description.clone(),
        };
        plan_mail(domaine, tx, &format!("{}:{}", fait.id, nouvelle.conseiller), &contact, modele).await?;
    }
    tell(domaine, tx, nouvelle).await
}

/// The person is told by mail, in the brand that he knew; nobody else can: his account is gone.
async fn archived(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
    fin: Archivage,
) -> Result<(), StoreError> {
    if let Some(email) = fin.email.as_deref().filter(|_| !fin.repris) {
        let marque = Marque::from_code(&fin.marque).unwrap_or(Marque::PassEmploi);
        let modele = ModeleCourriel::CompteArchive {
            prenom: fin.prenom,
            motif: fin.motif,
            commentaire: fin.commentaire,
            date_fin: fin.date_fin,
        };
        plan_mail_to(domaine, tx, &format!("COMPTE_ARCHIVE:{}", fait.sujet), email, marque, modele).await?;
    }
    if fin.automatique {
        let nouvelle = Nouvelle {
            conseiller: fin.conseiller,
            titre: "Un compte sans activité a été archivé",
            description: format!("Le compte de {} était sans activité depuis 2 ans.", fin.nom),
            beneficiaire: None,
            cle: None,
        };
        tell(domaine, tx, nouvelle).await?;
    }
    end_of_loan(domaine, tx, fin.premier_conseiller, &fin.nom).await
}

/// Who lent the person loses him, and did not do it himself.
async fn end_of_loan(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    premier_conseiller: Option<Uuid>,
    nom: &str,
) -> Result<(), StoreError> {
    let Some(conseiller) = premier_conseiller else { return Ok(()) };
    let nouvelle = Nouvelle {
        conseiller,
        titre: "Un suivi temporaire est terminé",
        description: format!("Le compte de {nom}, que vous aviez confié à un collègue, a été fermé."),
        beneficiaire: None,
        cle: None,
    };
    tell(domaine, tx, nouvelle).await
}

async fn kept(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
    prets: &Prets,
) -> Result<(), StoreError> {
    let description = match prets.nombre {
        1 => format!(
            "{} a supprimé son compte : le bénéficiaire qui vous était prêté reste suivi par vous.",
            prets.premier_conseiller
        ),
        n => format!(
            "{} a supprimé son compte : les {n} bénéficiaires qui vous étaient prêtés restent suivis par vous.",
            prets.premier_conseiller
        ),
    };
    let nouvelle = Nouvelle {
        conseiller: fait.sujet,
        titre: "Un suivi temporaire devient définitif",
        description,
        beneficiaire: None,
        cle: None,
    };
    tell_and_write(domaine, tx, fait, nouvelle).await
}
