//! Plans a mail in the transaction of what it is about.

use crate::Communication;
use crate::genres::COURRIEL;
use crate::model::courriel::ModeleCourriel;
use crate::ports::{CommunicationTx, Contact};
use kernel::outbox::Tache;
use kernel::store::StoreError;
use kernel::structure::Marque;
use serde::{Deserialize, Serialize};

/// Content of the task [`COURRIEL`]. It is forgotten once the mail is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AEnvoyer {
    /// To whom.
    pub destinataire: String,
    /// Code of the brand.
    pub marque: String,
    /// Which mail.
    #[serde(flatten)]
    pub modele: ModeleCourriel,
}

/// Plans a mail to this person, once for this key; nothing when he has no e-mail (D19).
pub async fn plan_mail(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    cle: &str,
    contact: &Contact,
    modele: ModeleCourriel,
) -> Result<(), StoreError> {
    let Some(email) = &contact.email else { return Ok(()) };
    plan_mail_to(domaine, tx, cle, email, contact.marque, modele).await
}

/// Plans a mail to an address, once for this key.
pub async fn plan_mail_to(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    cle: &str,
    email: &str,
    marque: Marque,
    modele: ModeleCourriel,
) -> Result<(), StoreError> {
    let contenu = AEnvoyer { destinataire: email.to_owned(), marque: marque.code().to_owned(), modele };
    tx.plan(Tache::new(COURRIEL, &cle, domaine.clock.now()).with(contenu)?).await
}
