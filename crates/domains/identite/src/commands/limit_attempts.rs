//! Counts the attempts of sign-in and refuses those beyond the limits (D9).
//!
//! They are counted in the database and not in each process: with several gateways a limit held
//! in memory would be as many times larger, and would start again with every process. A sign-in
//! writes several rows anyway, and a renewal comes every half hour: the statement is not felt.

use crate::Identite;
use crate::model::interaction::Empreinte;
use crate::model::tentatives::{ACTIVATIONS, Tentatives};
use chrono::Duration;
use kernel::store::StoreError;

/// What is counted, and for whom: the digests of an address or of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compteur {
    /// Sign-ins begun.
    Connexions(Empreinte),
    /// Codes and tokens that were refused.
    Echecs(Empreinte),
    /// Activation mails asked for on the sign-in page (D18).
    Activations(Empreinte),
}

/// One attempt too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depassement {
    /// When one more is allowed again.
    pub attente: Duration,
    /// The first one of these ten minutes: worth a row of the journal, the others are not.
    pub premier: bool,
}

/// Counts one more attempt; tells when it is one too many.
pub async fn count_attempt(domaine: &Identite, compteur: Compteur) -> Result<Option<Depassement>, StoreError> {
    let (cle, limite) = row(domaine, compteur);
    let now = domaine.clock.now();
    let tentatives = domaine.store.add_tentative(&cle, now).await?;
    let depassement = |attente| Depassement { attente, premier: tentatives.nombre == limite + 1 };
    Ok(tentatives.attente(limite, now).map(depassement))
}

/// When this is not allowed now; counts nothing.
pub async fn find_wait(domaine: &Identite, compteur: Compteur) -> Result<Option<Duration>, StoreError> {
    let (cle, limite) = row(domaine, compteur);
    let known = domaine.store.find_tentatives(&cle).await?;
    // The attempt that is about to be made counts.
    let next = known.map(|known| Tentatives { nombre: known.nombre.saturating_add(1), ..known });
    Ok(next.and_then(|next| next.attente(limite, domaine.clock.now())))
}

fn row(domaine: &Identite, compteur: Compteur) -> (Empreinte, u32) {
    match compteur {
        // The counters of one address are rows of their own.
        Compteur::Activations(mut cle) => {
            cle[1] ^= 0xff;
            (cle, ACTIVATIONS)
        }
        Compteur::Connexions(mut cle) => {
            cle[0] ^= 0xff;
            (cle, domaine.limites.connexions)
        }
        Compteur::Echecs(cle) => (cle, domaine.limites.echecs),
    }
}
