//! Decides where a notification goes, at the moment of sending: what was planned may no longer
//! be true, wanted, or unread.

use crate::Communication;
use crate::commands::write_to::plan_mail;
use crate::genres::POUSSER;
use crate::model::courriel::ModeleCourriel;
use crate::model::heures_calmes::next_waking_moment;
use crate::model::notification::{TypeNotification, page_of};
use crate::ports::{ADelivrer, APousser, CommunicationTx, Livraison};
use access::Role;
use kernel::categorie::Categorie;
use kernel::ids::NotificationId;
use kernel::outbox::Tache;
use kernel::store::StoreError;
use kernel::temps::jour_in;

/// Plans one push a device, and the mail of who has no device (transverse.md §1.4), in `tx`.
pub async fn deliver(domaine: &Communication, tx: &mut dyn CommunicationTx, quoi: ADelivrer) -> Result<(), StoreError> {
    let Some(livraison) = domaine.store.find_livraison(NotificationId(quoi.id), quoi.version).await? else {
        return Ok(());
    };
    if livraison.canaux.push {
        // Planned for a waking hour, and perhaps late: a worker that was stopped must not ring at night.
        let now = domaine.clock.now();
        let when = if quoi.urgent { now } else { next_waking_moment(livraison.zone, now) };
        for appareil in &livraison.appareils {
            let contenu = APousser { id: quoi.id, version: quoi.version, appareil: appareil.0 };
            let cle = format!("{}:{}:{appareil}", quoi.id, quoi.version);
            tx.plan(Tache::new(POUSSER, &cle, when).with(contenu)?).await?;
        }
    }
    mail(domaine, tx, livraison).await
}

/// By mail: to who has no live device, or about the account; never for a message; at most one a
/// category and day. Conseillers are written to by mails of their own.
async fn mail(domaine: &Communication, tx: &mut dyn CommunicationTx, livraison: Livraison) -> Result<(), StoreError> {
    let categorie = livraison.notification.type_.categorie();
    let unreachable = livraison.appareils.is_empty() || !livraison.canaux.push;
    let wanted = livraison.canaux.mail && (unreachable || categorie == Categorie::Administratif);
    // A session that was closed has its own mail, whatever he wants to be told.
    let already = livraison.notification.type_ == TypeNotification::SessionFermee;
    if !wanted || already || categorie == Categorie::Messages || livraison.destinataire.role != Role::Beneficiaire {
        return Ok(());
    }
    let jour = jour_in(livraison.zone, domaine.clock.now()).0;
    let cle = format!("NOTIFICATION:{}:{categorie}:{jour}", livraison.destinataire.id);
    let modele = ModeleCourriel::Notification {
        prenom: livraison.contact.prenom.clone(),
        titre: livraison.notification.titre,
        description: livraison.notification.description,
        chemin: page_of(livraison.destinataire.role).to_owned(),
    };
    plan_mail(domaine, tx, &cle, &livraison.contact, modele).await
}
