//! What the routes and services stand on.

use crate::auth::activite::Activites;
use crate::auth::adresses::Adresses;
use crate::auth::jetons::Jetons;
use crate::auth::limites::Limites;
use crate::auth::partenaires::ClesPartenaires;
use crate::auth::recognise::Recognizer;
use crate::pages::Pages;
use bus::Bus;
use communication::Communication;
use identite::Identite;
use identite::ports::{Coordonnees, FournisseursIdentite, JetonsPartenaire, StructuresImilo};
use ipnet::IpNet;
use portefeuille::Portefeuille;
use postgres::Store;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// What the operator decides about the gateway.
#[derive(Debug, Clone)]
pub struct Reglages {
    /// Folder of the built fronts.
    pub web: Option<PathBuf>,
    /// Public key of our push messages, for the browsers that subscribe.
    pub cle_push: Option<String>,
    /// Address that the activation mails of i-milo come from.
    pub expediteur_activation: Option<String>,
    /// Addresses that a mobile app may ask its code to be sent to. `http://127.0.0.1` and
    /// `http://[::1]` stand for any port and path there (RFC 8252).
    pub redirections_mobiles: Vec<String>,
    /// Networks of our own proxies, whose `X-Forwarded-For` is believed.
    pub proxys_de_confiance: Vec<IpNet>,
}

/// Everything that a request may need. Shared by all of them.
pub struct App {
    /// Accounts and sessions.
    pub identite: Identite,
    /// Who is in a portefeuille.
    pub portefeuille: Portefeuille,
    /// What people are told.
    pub communication: Communication,
    /// What changes, in every process.
    pub bus: Bus,
    /// The database, for the acts that span domains and for the journal of refusals.
    pub store: Store,
    /// Sign-in providers.
    pub fournisseurs: Arc<dyn FournisseursIdentite>,
    /// i-milo structures of a conseiller.
    pub structures: Arc<dyn StructuresImilo>,
    /// France Travail's name and e-mail of a bénéficiaire.
    pub coordonnees: Arc<dyn Coordonnees>,
    /// Tokens of people at the partners.
    pub jetons_partenaire: Arc<dyn JetonsPartenaire>,
    /// Our tokens.
    pub jetons: Jetons,
    /// Keys of the partners.
    pub partenaires: ClesPartenaires,
    /// Page tokens.
    pub pages: Pages,
    /// Who calls.
    pub recognizer: Recognizer,
    /// How many calls one account may make.
    pub limites: Limites,
    /// Last activities of the bénéficiaires.
    pub activites: Activites,
    /// Our public addresses.
    pub adresses: Adresses,
    /// What the operator decides.
    pub reglages: Reglages,
    /// True once the process is asked to stop.
    pub arret: watch::Receiver<bool>,
}
