//! Stateful simulators of i-milo, France Travail and a conseil départemental: HTTP servers that
//! speak the partners' exact wire, remember what they were told, and fail on demand.
//!
//! Everything lives under one base address and one [`axum::Router`]:
//!
//! | Address | What |
//! |---|---|
//! | `/` | state of the simulators, for people |
//! | `/boite-mail` | the mails that i-milo sent, and those that came through the mail server |
//! | `/imilo/api/...` | API gateway of i-milo (keys in [`acces`]) |
//! | `/imilo/activation/{jeton}`, `/imilo/mot-de-passe-oublie` | pages of i-milo |
//! | `/imilo/auth/realms/...`, `/ft/agent`, `/ft/individu`, `/cd/auth/realms/...`, `/support/auth/realms/...` | sign-in issuers, see [`Realm`] |
//! | `/ft/api/...` | API of France Travail |
//! | `/push/v1/...` | push service of the simulated devices |
//! | `/push` | what these devices show |
//! | `/_sim/...` | control plane, JSON: `reset`, `horloge`, `fautes`, `journal`, `etat`, `dossiers`, `evenements`, `personnes`, `courriels`, `push/abonnements`, `jetons`, `cles` |
//!
//! The mail server has a port of its own: [`Simulateurs::serve_smtp`].
//!
//! The control plane has no password: serve it on the loopback only. What it does is also a
//! method of [`Simulateurs`], for tests in Rust.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! use simulators::{Effet, Fault, Options, Simulateurs};
//!
//! let ecoute = tokio::net::TcpListener::bind("127.0.0.1:8081").await?;
//! let simulateurs = Simulateurs::new(Options {
//!     base: "http://localhost:8081".to_owned(),
//!     lien_activation: chrono::Duration::hours(12),
//!     etat: None,
//! })?;
//! // The next account creation is done by i-milo, and its answer lost.
//! simulateurs.push_fault(Fault::new("POST", "/imilo/api/sue/compte-jeune/*", Effet::CoupureApres));
//! axum::serve(ecoute, simulateurs.router()).await?;
//! # Ok(())
//! # }
//! ```

pub mod acces;
pub mod cast;
mod controle;
mod courriel;
mod dossier;
mod etat;
mod fault;
mod fichier;
mod france_travail;
mod graine;
mod horloge;
mod imilo;
mod interception;
mod jetons;
mod journal;
mod oidc;
mod pages;
mod personne;
mod push;
mod realm;
mod signature;
mod smtp;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use anyhow::bail;
use axum::Router;
use axum::middleware::from_fn_with_state;
use chrono::{DateTime, Duration, Utc};

pub use courriel::CourrielRecu;
pub use dossier::{Dossier, SituationDossier};
use etat::Etat;
pub use etat::{JetonFausse, Mail};
pub use fault::{ActiveFault, Effet, Fault, Fois, Toujours};
use fichier::Fichier;
use horloge::Horloge;
pub use imilo::Evenement;
pub use journal::Appel;
pub use personne::{Champ, Personne, PersonnePatch};
pub use push::appareil::{AbonnementPush, Appareil, AppareilPatch, MessageRecu, PushError};
pub use realm::Realm;
pub use signature::Signature;
use signature::Trousseau;

/// How to start the simulators.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address under which clients reach them, such as `http://localhost:8081`, without a final
    /// slash. Issuers and links of mails begin with it.
    pub base: String,
    /// Life of an activation link.
    pub lien_activation: Duration,
    /// File, in a folder that exists, where accounts, people, dossiers, mails and the clock shift
    /// last from one start to the next. It goes with the database that knows the same people: to
    /// start afresh, remove both. `None` remembers nothing.
    pub etat: Option<PathBuf>,
}

/// The simulators. Clones share one state.
#[derive(Clone)]
pub struct Simulateurs {
    interieur: Arc<Interieur>,
}

struct Interieur {
    options: Options,
    trousseau: RwLock<Trousseau>,
    horloge: Horloge,
    memoire: Mutex<Memoire>,
}

/// The state and its file, under one lock: the file follows the changes in their order.
struct Memoire {
    etat: Etat,
    fichier: Option<Fichier>,
}

impl Simulateurs {
    /// Makes a signature key, and takes the state up where its file left it; without one, seeds
    /// the cast. The error, in French, names a file that cannot be read or written.
    pub fn new(options: Options) -> anyhow::Result<Self> {
        let mut fichier = options.etat.clone().map(Fichier::new);
        let lu = fichier.as_ref().map(Fichier::read).transpose()?.flatten();
        let (etat, horloge) = if let Some((mut etat, decalage_ms)) = lu {
            etat.rebase(&options.base);
            (etat, Horloge::shifted(decalage_ms))
        } else {
            let horloge = Horloge::default();
            (graine::seed(&options, horloge.now()), horloge)
        };
        if let Some(fichier) = &mut fichier {
            // Told at the start rather than at the first change.
            fichier.save(&etat, horloge.decalage_ms());
            if let Some(echec) = fichier.echec() {
                bail!(echec);
            }
        }
        let memoire = Mutex::new(Memoire { etat, fichier });
        let trousseau = RwLock::new(Trousseau::generate()?);
        Ok(Self { interieur: Arc::new(Interieur { options, trousseau, horloge, memoire }) })
    }

    /// Every route, for one port.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(imilo::routes())
            .merge(france_travail::routes())
            .merge(oidc::routes())
            .merge(push::routes())
            .merge(pages::routes())
            .nest("/_sim", controle::routes())
            .fallback(pages::not_found)
            .layer(from_fn_with_state(self.clone(), interception::intercept))
            .layer(from_fn_with_state(self.clone(), interception::acknowledge))
            .with_state(self.clone())
    }

    /// Back to the cast: accounts, mails, tokens, faults, journal and clock, in the file too. The
    /// signature key stays, so that a client need not read it again.
    pub fn reset(&self) {
        self.with_etat(|etat| {
            self.interieur.horloge.reset();
            *etat = graine::seed(&self.interieur.options, self.now());
        });
    }

    /// Moves the clock of the simulators.
    pub fn advance(&self, duree: Duration) {
        self.with_etat(|_| self.interieur.horloge.advance(duree));
    }

    /// The instant at the clock of the simulators.
    pub fn now(&self) -> DateTime<Utc> {
        self.interieur.horloge.now()
    }

    /// Asks for a fault. Faults are tried in the order in which they were asked for.
    pub fn push_fault(&self, faute: Fault) {
        self.with_etat(|etat| etat.fautes.push(ActiveFault::new(faute)));
    }

    /// Removes every fault.
    pub fn clear_faults(&self) {
        self.with_etat(|etat| etat.fautes.clear());
    }

    /// The faults that still have calls to fail.
    pub fn faults(&self) -> Vec<ActiveFault> {
        self.with_etat(|etat| etat.fautes.iter().filter(|f| f.is_pending()).cloned().collect())
    }

    /// The calls that the partners received, oldest first.
    pub fn journal(&self) -> Vec<Appel> {
        self.with_etat(|etat| etat.journal.iter().cloned().collect())
    }

    /// The mails that i-milo sent, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.with_etat(|etat| etat.mails.clone())
    }

    /// The mails that came through the mail server, oldest first.
    pub fn courriels(&self) -> Vec<CourrielRecu> {
        self.with_etat(|etat| etat.courriels.clone())
    }

    /// A dossier of i-milo.
    pub fn dossier(&self, numero: u64) -> Option<Dossier> {
        self.with_etat(|etat| etat.dossiers.get(&numero).cloned())
    }

    /// Adds or replaces a dossier of i-milo.
    pub fn put_dossier(&self, dossier: Dossier) {
        self.with_etat(|etat| etat.dossiers.insert(dossier.numero, dossier));
    }

    /// Adds events to the queue of i-milo, each with an identifier and a date of its own when it has
    /// none.
    pub fn push_evenements(&self, evenements: impl IntoIterator<Item = Evenement>) {
        let now = self.now();
        self.with_etat(|etat| {
            for mut evenement in evenements {
                if evenement.identifiant.is_empty() {
                    let mut identifiant = uuid::Uuid::new_v4().simple().to_string();
                    identifiant.truncate(24);
                    evenement.identifiant = identifiant;
                }
                if evenement.date == DateTime::<Utc>::default() {
                    evenement.date = now;
                }
                etat.evenements.push(evenement);
            }
        });
    }

    /// The events that were not acknowledged, oldest first.
    pub fn evenements(&self) -> Vec<Evenement> {
        self.with_etat(|etat| etat.evenements.clone())
    }

    /// A person of a realm, by account id or e-mail.
    pub fn personne(&self, realm: Realm, hint: &str) -> Option<Personne> {
        self.with_etat(|etat| etat.personne_by_hint(realm, hint).cloned())
    }

    /// Changes a person of a realm, or adds one.
    pub fn patch_personne(&self, patch: PersonnePatch) -> Personne {
        self.with_etat(|etat| etat.patch_personne(patch))
    }

    /// Every realm signs with a new key from now on, and publishes no other.
    pub fn rotate_keys(&self) -> anyhow::Result<()> {
        self.interieur.trousseau.write().unwrap_or_else(PoisonError::into_inner).rotate()
    }

    /// The next id token is wrong as said; the following ones are good again.
    pub fn falsify(&self, jeton: JetonFausse) {
        self.with_etat(|etat| etat.jetons_fausses.push_back(jeton));
    }

    /// Address of the issuer of a realm.
    pub fn issuer(&self, realm: Realm) -> String {
        format!("{}{}", self.base(), realm.chemin())
    }

    pub(crate) fn base(&self) -> &str {
        &self.interieur.options.base
    }

    pub(crate) fn lien_activation(&self) -> Duration {
        self.interieur.options.lien_activation
    }

    pub(crate) fn trousseau(&self) -> RwLockReadGuard<'_, Trousseau> {
        self.interieur.trousseau.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on the state, then brings its file level. No handler holds it across an await: what
    /// a call does is atomic.
    pub(crate) fn with_etat<T>(&self, travail: impl FnOnce(&mut Etat) -> T) -> T {
        let mut memoire = self.memoire();
        let Memoire { etat, fichier } = &mut *memoire;
        let resultat = travail(etat);
        if let Some(fichier) = fichier {
            fichier.save(etat, self.interieur.horloge.decalage_ms());
        }
        resultat
    }

    /// Why the file is behind the state, when it is.
    pub(crate) fn echec(&self) -> Option<String> {
        self.memoire().fichier.as_ref().and_then(Fichier::echec)
    }

    fn memoire(&self) -> MutexGuard<'_, Memoire> {
        self.interieur.memoire.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
