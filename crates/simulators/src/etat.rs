//! Everything the simulators remember: a reset brings the cast back. What is not skipped by serde
//! lasts from one start to the next, see [`crate::fichier`].

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::courriel::CourrielRecu;
use crate::dossier::Dossier;
use crate::fault::ActiveFault;
use crate::imilo::Evenement;
use crate::journal::Appel;
use crate::personne::{Personne, PersonnePatch};
use crate::push::appareil::Appareil;
use crate::realm::Realm;
use crate::signature::Signature;

/// A mail that i-milo sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Address it was sent to.
    pub destinataire: String,
    /// Name of the person.
    pub nom: String,
    /// Account of the person, in the realm `sue-jeunes`.
    pub sub: String,
    /// Address of the activation page.
    pub lien: String,
    /// Last part of [`Mail::lien`].
    pub jeton: String,
    /// When it was sent.
    pub envoye_le: DateTime<Utc>,
    /// When the link stops working.
    pub expire_le: DateTime<Utc>,
    /// When the link was used.
    pub utilise_le: Option<DateTime<Utc>>,
}

/// A sign-in that waits for its code to be exchanged.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) realm: Realm,
    pub(crate) sub: String,
    pub(crate) redirect_uri: String,
    pub(crate) nonce: Option<String>,
    pub(crate) scope: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) expire_le: DateTime<Utc>,
    /// Everything obtained from one sign-in shares one family, revoked as a whole.
    pub(crate) famille: Uuid,
    pub(crate) utilise: bool,
}

/// A refresh token.
#[derive(Debug, Clone)]
pub(crate) struct Refresh {
    pub(crate) realm: Realm,
    pub(crate) sub: String,
    pub(crate) nonce: Option<String>,
    pub(crate) scope: String,
    pub(crate) expire_le: DateTime<Utc>,
    pub(crate) famille: Uuid,
    pub(crate) utilise: bool,
}

/// What is wrong with the next id token.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JetonFausse {
    /// Claims to put in; a null takes one out.
    pub claims: serde_json::Map<String, serde_json::Value>,
    /// How it is signed.
    pub signature: Signature,
}

/// The state of the partners.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Etat {
    pub(crate) personnes: Vec<Personne>,
    /// How many of [`Etat::personnes`] the cast brought: the others came since.
    pub(crate) personnes_du_cast: usize,
    pub(crate) dossiers: BTreeMap<u64, Dossier>,
    /// Events that were not acknowledged, oldest first.
    #[serde(default)]
    pub(crate) evenements: Vec<Evenement>,
    /// Oldest first.
    pub(crate) mails: Vec<Mail>,
    /// What came through the mail server, oldest first.
    #[serde(default)]
    pub(crate) courriels: Vec<CourrielRecu>,
    /// Devices that take push messages.
    #[serde(default)]
    pub(crate) appareils: Vec<Appareil>,
    #[serde(skip)]
    pub(crate) codes: HashMap<String, Grant>,
    #[serde(skip)]
    pub(crate) refresh: HashMap<String, Refresh>,
    #[serde(skip)]
    pub(crate) familles_revoquees: HashSet<Uuid>,
    /// People who are signed in, with the origin of the application that they signed in to.
    #[serde(skip)]
    pub(crate) connectes: BTreeMap<(Realm, String), String>,
    #[serde(skip)]
    pub(crate) jetons_fausses: VecDeque<JetonFausse>,
    #[serde(skip)]
    pub(crate) fautes: Vec<ActiveFault>,
    #[serde(skip)]
    pub(crate) journal: VecDeque<Appel>,
    #[serde(skip)]
    pub(crate) dernier_appel: u64,
    /// Origin of the application, learnt from the last sign-in of a bénéficiaire: where the
    /// activation page sends him.
    #[serde(skip)]
    pub(crate) origine_application: Option<String>,
}

impl Etat {
    pub(crate) fn personne(&self, realm: Realm, sub: &str) -> Option<&Personne> {
        self.personnes.iter().find(|p| p.realm == realm && p.sub == sub)
    }

    pub(crate) fn personne_mut(&mut self, realm: Realm, sub: &str) -> Option<&mut Personne> {
        self.personnes.iter_mut().find(|p| p.realm == realm && p.sub == sub)
    }

    /// The person whom a `login_hint` (account id or e-mail) names.
    pub(crate) fn personne_by_hint(&self, realm: Realm, hint: &str) -> Option<&Personne> {
        self.personnes.iter().find(|p| p.realm == realm && p.answers_to(hint))
    }

    /// The account of the bénéficiaire realm that holds an e-mail.
    pub(crate) fn compte_jeune_by_email(&self, email: &str) -> Option<&Personne> {
        self.personnes
            .iter()
            .find(|p| p.realm == Realm::SueJeunes && p.email.as_deref().is_some_and(|e| e.eq_ignore_ascii_case(email)))
    }

    /// Sends a link with which the person chooses a password.
    pub(crate) fn send_activation(&mut self, sub: &str, base: &str, now: DateTime<Utc>, validite: Duration) {
        let Some(personne) = self.personne(Realm::SueJeunes, sub) else {
            return;
        };
        let Some(destinataire) = personne.email.clone() else {
            return;
        };
        let jeton = Uuid::new_v4().simple().to_string();
        self.mails.push(Mail {
            destinataire,
            nom: personne.nom_complet(),
            sub: sub.to_owned(),
            lien: lien_activation(base, &jeton),
            jeton,
            envoye_le: now,
            expire_le: now + validite,
            utilise_le: None,
        });
    }

    /// Has the links of the mails lead to an address: it may change from one start to the next.
    pub(crate) fn rebase(&mut self, base: &str) {
        for mail in &mut self.mails {
            mail.lien = lien_activation(base, &mail.jeton);
        }
    }

    pub(crate) fn patch_personne(&mut self, patch: PersonnePatch) -> Personne {
        if self.personne(patch.realm, &patch.sub).is_none() {
            self.personnes.push(Personne::new(patch.realm, patch.sub.clone()));
        }
        let (realm, sub) = (patch.realm, patch.sub.clone());
        self.personne_mut(realm, &sub).map_or_else(
            || Personne::new(realm, sub.clone()),
            |personne| {
                patch.apply(personne);
                personne.clone()
            },
        )
    }

    /// Revokes every token of a sign-in.
    pub(crate) fn revoke(&mut self, famille: Uuid) {
        self.familles_revoquees.insert(famille);
    }
}

fn lien_activation(base: &str, jeton: &str) -> String {
    format!("{base}/imilo/activation/{jeton}")
}
