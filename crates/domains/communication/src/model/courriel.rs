//! A mail, before it has words: which one, to whom, about what. The words are templates of the
//! adapter.

use kernel::structure::Marque;
use kernel::temps::Jour;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A mail to send. It travels through the jobs as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Courriel {
    /// Id of the sending: `Message-ID` is made of it, so that a mailbox knows a repeated one.
    pub id: Uuid,
    /// To whom; `@pole-emploi.fr` is written `@francetravail.fr` by the sender.
    pub destinataire: String,
    /// Brand of the words and of the look.
    pub marque: Marque,
    /// Which mail.
    pub modele: ModeleCourriel,
}

/// The mails of the product (transverse.md §2), each with what its template shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "modele", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ModeleCourriel {
    /// To a conseiller of a Mission Locale, at his first sign-in.
    Bienvenue {
        /// His first name.
        prenom: String,
    },
    /// To a bénéficiaire whose account was archived.
    CompteArchive {
        /// His first name.
        prenom: String,
        /// Label of the motif.
        motif: String,
        /// Comment of the conseiller, when he left one.
        commentaire: Option<String>,
        /// Last day of the accompagnement.
        date_fin: Jour,
    },
    /// To a conseiller, one of whose bénéficiaires deleted his account.
    CompteSupprime {
        /// First name of the conseiller.
        prenom: String,
        /// First and family name of the bénéficiaire.
        beneficiaire: String,
    },
    /// To a conseiller who received the right of superviseur.
    SuperviseurAccorde {
        /// Names of the agences or Missions Locales.
        perimetre: Vec<String>,
    },
    /// To a conseiller who lost the right of superviseur.
    SuperviseurRetire,
    /// To a person, one of whose sessions was closed because its token was used twice.
    SessionFermee {
        /// His first name.
        prenom: String,
    },
    /// To the support: somebody reads an unusual number of fiches outside his portefeuille.
    LecturesInhabituelles {
        /// Account of the reader.
        compte: Uuid,
        /// Fiches read in an hour.
        nombre: u32,
    },
    /// To a conseiller: an avis about his portefeuille that matters enough for a mail.
    Avis {
        /// His first name.
        prenom: String,
        /// Title of the avis.
        titre: String,
        /// Its text.
        description: String,
    },
    /// To the support: nobody of the place of a conseiller who left can be told.
    ConseillerDormant {
        /// His account.
        compte: Uuid,
        /// People whom he follows.
        nombre: u64,
    },
    /// To a bénéficiaire who has no device with push: the text of a notification.
    Notification {
        /// His first name.
        prenom: String,
        /// Title of the notification.
        titre: String,
        /// Its text.
        description: String,
        /// Path of the page that it opens, such as `/app/notifications`.
        chemin: String,
    },
}
