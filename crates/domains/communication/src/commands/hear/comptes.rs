//! Facts about the accounts of bénéficiaires (`portefeuille-reaffectation.md` A6.1): avis of the
//! conseillers, and the mails beside.

use super::{DuRole, Entendu, read};
use crate::Communication;
use crate::commands::notify::notify;
use crate::commands::write_to::{plan_mail, plan_mail_to};
use crate::model::courriel::ModeleCourriel;
use crate::model::notification::{Avis, TypeNotification};
use crate::ports::{CommunicationTx, Suivi};
use access::{Compte, Role};
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

#[derive(Deserialize)]
struct Conclusion {
    conseiller: Uuid,
    nom: String,
    par_tache: bool,
}

#[derive(Deserialize)]
struct Dormant {
    nom: String,
    nombre: u64,
    superviseurs: Vec<Uuid>,
}

/// One fact; nothing when it is not about such an account.
pub async fn hear(domaine: &Communication, tx: &mut dyn CommunicationTx, fait: Entendu<'_>) -> Result<(), StoreError> {
    match fait.code {
        "BENEFICIAIRE_ARCHIVE" => archived(domaine, tx, fait, read(fait)?).await,
        "BENEFICIAIRE_SUPPRIME" => {
            let depart: Depart = read(fait)?;
            end_of_loan(domaine, tx, depart.premier_conseiller, &depart.nom).await
        }
        "BENEFICIAIRE_CREE" | "CREATION_REFUSEE" => concluded(domaine, tx, fait, read(fait)?).await,
        "BENEFICIAIRE_REPRIS" => taken_over(domaine, tx, fait).await,
        "CONFLIT_EMAIL" if read::<DuRole>(fait)?.role != Role::Beneficiaire.code() => Ok(()),
        "BENEFICIAIRE_ACTIVE"
        | "CONFLIT_EMAIL"
        | "ACTIVATION_DEMANDEE"
        | "CREATION_SANS_REPONSE"
        | "ARCHIVAGE_PROCHE" => followed(domaine, tx, fait).await,
        "CONSEILLER_DORMANT" => dormant(domaine, tx, fait, &read(fait)?).await,
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
        destinataire: Compte { role: Role::Conseiller, id: nouvelle.conseiller },
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
    let qui = Compte { role: Role::Conseiller, id: nouvelle.conseiller };
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

/// A creation that i-milo left uncertain ended while nobody waited.
async fn concluded(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
    fin: Conclusion,
) -> Result<(), StoreError> {
    if !fin.par_tache {
        return Ok(());
    }
    let (titre, description, beneficiaire) = if fait.code == "BENEFICIAIRE_CREE" {
        ("Un compte a été créé", format!("i-milo a confirmé la création du compte de {}.", fin.nom), Some(fait.sujet))
    } else {
        let refus =
            format!("i-milo a refusé la création du compte de {}. Vérifiez son dossier, puis réessayez.", fin.nom);
        ("Un compte n’a pas pu être créé", refus, None)
    };
    tell(domaine, tx, Nouvelle { conseiller: fin.conseiller, titre, description, beneficiaire, cle: None }).await
}

/// The other Mission Locale is not named (D17).
async fn taken_over(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
) -> Result<(), StoreError> {
    let Some(suivi) = tx.find_suivi(fait.sujet).await? else { return Ok(()) };
    let nouvelle = Nouvelle {
        conseiller: suivi.conseiller,
        titre: "Un bénéficiaire est suivi ailleurs",
        description: format!(
            "Une autre Mission Locale suit maintenant {}. Vous pouvez archiver son compte.",
            suivi.nom
        ),
        beneficiaire: Some(fait.sujet),
        cle: None,
    };
    tell_and_write(domaine, tx, fait, nouvelle).await
}

/// What the conseiller who follows somebody now is told of him.
async fn followed(domaine: &Communication, tx: &mut dyn CommunicationTx, fait: Entendu<'_>) -> Result<(), StoreError> {
    let Some(Suivi { nom, conseiller }) = tx.find_suivi(fait.sujet).await? else { return Ok(()) };
    let (titre, description) = match fait.code {
        "BENEFICIAIRE_ACTIVE" => {
            ("Première connexion d’un bénéficiaire", format!("{nom} s’est connecté pour la première fois."))
        }
        "CONFLIT_EMAIL" => (
            "Une adresse e-mail est déjà utilisée",
            format!("La nouvelle adresse de {nom} est celle d’un autre compte : l’ancienne est conservée."),
        ),
        "ACTIVATION_DEMANDEE" => (
            "Un bénéficiaire attend son lien d’activation",
            format!("{nom} a demandé un nouveau lien : renvoyez-le depuis sa fiche."),
        ),
        "CREATION_SANS_REPONSE" => (
            "Une création attend i-milo depuis un jour",
            format!("i-milo n’a pas confirmé le compte de {nom}. Reprenez la création, ou abandonnez-la."),
        ),
        _ => (
            "Un compte va être archivé",
            format!("{nom} est sans activité depuis près de 2 ans : son compte sera archivé dans 30 jours."),
        ),
    };
    // Asked again, it is the same line.
    let cle = (fait.code == "ACTIVATION_DEMANDEE").then(|| format!("{}:{}", fait.code, fait.sujet));
    let beneficiaire = Some(fait.sujet);
    tell(domaine, tx, Nouvelle { conseiller, titre, description, beneficiaire, cle: cle.as_deref() }).await
}

/// The people of a conseiller who does not come any more: to the superviseurs of his place, else to
/// the support. Nothing is erased (PF-33).
async fn dormant(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    fait: Entendu<'_>,
    absent: &Dormant,
) -> Result<(), StoreError> {
    for superviseur in &absent.superviseurs {
        let nouvelle = Nouvelle {
            conseiller: *superviseur,
            titre: "Des bénéficiaires sont à réaffecter",
            description: format!(
                "{} ne s’est pas connecté depuis 2 ans. Bénéficiaires dans son portefeuille : {}.",
                absent.nom, absent.nombre
            ),
            beneficiaire: None,
            cle: None,
        };
        tell(domaine, tx, nouvelle).await?;
    }
    if absent.superviseurs.is_empty() {
        let modele = ModeleCourriel::ConseillerDormant { compte: fait.sujet, nombre: absent.nombre };
        for email in &domaine.support {
            let cle = format!("{}:{email}", fait.id);
            plan_mail_to(domaine, tx, &cle, email, Marque::PassEmploi, modele.clone()).await?;
        }
    }
    Ok(())
}
