//! The settings, typed and checked when the program starts.
//!
//! They come from a TOML file, then from the environment (`PASS_EMPLOI_ECOUTE`,
//! `PASS_EMPLOI_IMILO__API`: two underscores go one level down). `DATABASE_URL` is read too.

use anyhow::{Context, Result};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use ipnet::IpNet;
use kernel::structure::Fournisseur;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// A value that is never printed.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "Value")]
pub struct Secret(pub String);

impl Serialize for Secret {
    /// What `print-config` shows: whether there is one. The defaults hold none.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0.is_empty() { "" } else { "(secret)" })
    }
}

/// The environment gives a secret of digits as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(u64),
}

impl From<Value> for Secret {
    fn from(value: Value) -> Self {
        match value {
            Value::Text(text) => Self(text),
            Value::Number(number) => Self(number.to_string()),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(absent)" } else { "(secret)" })
    }
}

/// Everything that the operator decides.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `postgres://` address of the database.
    pub database_url: Secret,
    /// Connections to the database at most.
    pub connexions: u32,
    /// Address and port to listen at.
    pub ecoute: SocketAddr,
    /// Origins at which people reach the service; the first is the one that is given out.
    pub adresses: Vec<String>,
    /// Folder of the built fronts.
    pub web: Option<PathBuf>,
    /// Certificate chain and key, in PEM: the service then speaks TLS itself.
    pub tls: Option<Tls>,
    /// 32 secret bytes in base64, which sign the access tokens.
    pub cle_signature: Secret,
    /// The one before it, for the half-hour after it was replaced.
    pub cle_signature_precedente: Option<Secret>,
    /// 32 secret bytes in base64 by version (a number): seal what the database must not show. The
    /// highest version seals, all of them open.
    pub cles_chiffrement: BTreeMap<String, Secret>,
    /// Addresses that mobile apps may be sent back to.
    pub redirections_mobiles: Vec<String>,
    /// E-mails of the conseillers of the départements who may have an account.
    pub conseillers_departement: Vec<String>,
    /// E-mails of the people of the support.
    pub support: Vec<String>,
    /// Places whose conseillers are all superviseurs of their own place: codes of structures (`MILO`:
    /// every Mission Locale), codes of Missions Locales, ids of agences.
    pub superviseurs_d_office: Vec<String>,
    /// Partners that call us, and their keys.
    pub partenaires: Vec<Partenaire>,
    /// How long an attempt of creation keeps others away.
    pub bail_creation_secondes: u32,
    /// How long the activation link of i-milo is valid (D18).
    pub lien_activation_heures: u32,
    /// Address and port of the metrics and of the health page; they are for the operator alone.
    pub ecoute_exploitation: Option<SocketAddr>,
    /// How many calls a person, or an address, may make.
    pub limites: Limites,
    /// Tasks that a worker does at once.
    pub ouvrier_places: u32,
    /// How mails leave; without it they are set aside.
    pub courriel: Option<Courriel>,
    /// How push messages leave; without it browsers are not asked to subscribe.
    pub push: Option<Push>,
    /// Networks of our own proxies, such as `10.0.0.0/8`: their `X-Forwarded-For` is believed.
    pub proxys_de_confiance: Vec<IpNet>,
    /// Attempts of sign-in in ten minutes.
    pub limites_connexion: LimitesConnexion,
    /// i-milo.
    pub imilo: Imilo,
    /// France Travail.
    pub france_travail: FranceTravail,
    /// Sign-in providers.
    pub fournisseurs: Fournisseurs,
}

/// How many calls are answered; past them the caller is told when to come back.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limites {
    /// Calls of one account in a minute.
    pub appels_par_compte: u32,
    /// Calls from one address in a minute: an agence or a school shares one.
    pub appels_par_adresse: u32,
}

impl Default for Limites {
    fn default() -> Self {
        Self { appels_par_compte: 600, appels_par_adresse: 6_000 }
    }
}

/// Protection of the connection to the mail server.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TlsCourriel {
    /// None: a relay on the same machine.
    Aucun,
    /// Begins in clear (port 587).
    Starttls,
    /// Encrypted from the first byte (port 465).
    Tls,
}

/// The mail server.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Courriel {
    /// Name of the SMTP server.
    pub serveur: String,
    /// Its port.
    pub port: u16,
    /// Protection of the connection.
    pub tls: TlsCourriel,
    /// Account at the server.
    #[serde(default)]
    pub utilisateur: Option<String>,
    /// Its password.
    #[serde(default)]
    pub mot_de_passe: Option<Secret>,
    /// Address that mails come from.
    pub expediteur: String,
}

/// Web Push.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Push {
    /// Private key, 32 bytes in base64url: browsers subscribe with its public half, for ever.
    pub cle: Secret,
    /// How the operator of a push service writes to us: `mailto:…` or `https://…`.
    pub contact: String,
    /// Push services that may be called although they are not public: a simulator.
    #[serde(default)]
    pub origines_permises: Vec<String>,
}

/// Attempts of sign-in that are allowed in ten minutes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitesConnexion {
    /// Sign-ins begun from one address.
    pub par_adresse: u32,
    /// Refused codes and tokens, of one address or one account.
    pub echecs: u32,
}

impl Default for LimitesConnexion {
    fn default() -> Self {
        Self { par_adresse: 30, echecs: 10 }
    }
}

/// Certificate of the service.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Certificate chain.
    pub certificat: PathBuf,
    /// Private key.
    pub cle: PathBuf,
}

/// A partner that calls us.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partenaire {
    /// `IMMERSION` or `FRANCE_TRAVAIL`.
    pub partenaire: String,
    /// SHA-256 of its keys, in hexadecimal; several are valid at once.
    pub cles: Vec<String>,
}

/// How to reach i-milo.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Imilo {
    /// Address of the API.
    pub api: String,
    /// Address of i-milo's own pages.
    pub web: String,
    /// Key of the dossiers.
    pub cle_dossier: Secret,
    /// Key of the accounts of the jeunes.
    pub cle_jeune: Secret,
    /// Key of the activation mails.
    pub cle_envoi_email: Secret,
    /// Key of the events.
    pub cle_evenements: Secret,
    /// Key of the users.
    pub cle_utilisateurs: Secret,
    /// Address that its activation mails come from, shown to who waits for one.
    pub expediteur_activation: Option<String>,
    /// How often each family of calls may be used, by all processes together.
    pub debits: Debits,
    /// Events that may wait here to be treated; past them i-milo keeps the others.
    pub evenements_en_attente: u32,
}

impl Default for Imilo {
    fn default() -> Self {
        Self {
            api: String::new(),
            web: String::new(),
            cle_dossier: Secret::default(),
            cle_jeune: Secret::default(),
            cle_envoi_email: Secret::default(),
            cle_evenements: Secret::default(),
            cle_utilisateurs: Secret::default(),
            expediteur_activation: None,
            debits: Debits::default(),
            evenements_en_attente: 5_000,
        }
    }
}

/// Budget of each family of calls to i-milo.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Debits {
    /// Dossiers.
    pub dossier: Debit,
    /// Accounts of the jeunes.
    pub jeune: Debit,
    /// Activation mails.
    pub envoi_email: Debit,
    /// Events and their acknowledgements.
    pub evenements: Debit,
    /// Users and their structures.
    pub utilisateurs: Debit,
}

impl Debits {
    /// The same budget for all.
    pub fn all(debit: Debit) -> Self {
        Self { dossier: debit, jeune: debit, envoi_email: debit, evenements: debit, utilisateurs: debit }
    }

    fn each(&self) -> [Debit; 5] {
        [self.dossier, self.jeune, self.envoi_email, self.evenements, self.utilisateurs]
    }
}

/// Calls in a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Debit {
    /// Calls.
    pub appels: u32,
    /// In so many milliseconds.
    pub millisecondes: u32,
}

impl Default for Debit {
    fn default() -> Self {
        Self { appels: 3, millisecondes: 1_000 }
    }
}

/// How to reach France Travail.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FranceTravail {
    /// Address of the API.
    pub api: String,
}

/// The sign-in providers; one that is absent cannot be used.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fournisseurs {
    /// i-milo, conseillers.
    pub imilo_conseiller: Option<Oidc>,
    /// i-milo, jeunes.
    pub imilo_jeune: Option<Oidc>,
    /// France Travail, agents.
    pub ft_agent: Option<Oidc>,
    /// France Travail, individuals.
    pub ft_individu: Option<Oidc>,
    /// Conseil départemental.
    pub conseil_departemental: Option<Oidc>,
    /// The support.
    pub support: Option<Oidc>,
}

/// One sign-in provider.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oidc {
    /// Issuer.
    pub issuer: String,
    /// Our identifier there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: Secret,
    /// Scopes beside `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database_url: Secret::default(),
            connexions: 16,
            ecoute: SocketAddr::from(([127, 0, 0, 1], 8080)),
            adresses: vec!["http://localhost:8080".to_owned(), "http://127.0.0.1:8080".to_owned()],
            web: None,
            tls: None,
            cle_signature: Secret::default(),
            cle_signature_precedente: None,
            cles_chiffrement: BTreeMap::new(),
            redirections_mobiles: vec![
                "passemploi://connexion".to_owned(),
                "http://127.0.0.1".to_owned(),
                "http://[::1]".to_owned(),
            ],
            conseillers_departement: Vec::new(),
            support: Vec::new(),
            superviseurs_d_office: Vec::new(),
            partenaires: Vec::new(),
            bail_creation_secondes: 30,
            lien_activation_heures: 12,
            ecoute_exploitation: None,
            limites: Limites::default(),
            ouvrier_places: 8,
            courriel: None,
            push: None,
            proxys_de_confiance: Vec::new(),
            limites_connexion: LimitesConnexion::default(),
            imilo: Imilo::default(),
            france_travail: FranceTravail::default(),
            fournisseurs: Fournisseurs::default(),
        }
    }
}

impl Settings {
    /// Reads the file and the environment; names the setting that is missing or wrong.
    pub fn load(file: Option<&Path>) -> Result<Self> {
        let settings = Self::read(file)?;
        settings.check()?;
        Ok(settings)
    }

    /// Reads without checking what only a running service needs.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            anyhow::ensure!(file.is_file(), "le fichier de réglages {} n'existe pas", file.display());
            figment = figment.merge(Toml::file(file));
        }
        if let Ok(url) = std::env::var("DATABASE_URL") {
            figment = figment.merge(Serialized::default("database_url", url));
        }
        let ignored = ["config", "postgres", "test_pg", "url", "sim_url", "ecrire"];
        figment.merge(Env::prefixed("PASS_EMPLOI_").ignore(&ignored).split("__")).extract().context("réglages")
    }

    fn check(&self) -> Result<()> {
        anyhow::ensure!(
            !self.database_url.0.is_empty(),
            "réglage manquant : DATABASE_URL, adresse de la base de données"
        );
        anyhow::ensure!(self.connexions >= 2, "réglage connexions : au moins 2");
        let limites = self.limites_connexion;
        anyhow::ensure!(limites.par_adresse >= 1 && limites.echecs >= 1, "réglage limites_connexion : au moins 1");
        anyhow::ensure!(self.bail_creation_secondes >= 1, "réglage bail_creation_secondes : au moins 1");
        anyhow::ensure!(
            self.imilo.debits.each().iter().all(|debit| debit.appels >= 1 && debit.millisecondes >= 1),
            "réglage imilo.debits : au moins 1"
        );
        anyhow::ensure!(self.ouvrier_places >= 1, "réglage ouvrier_places : au moins 1");
        anyhow::ensure!(
            self.limites.appels_par_compte >= 1 && self.limites.appels_par_adresse >= 1,
            "réglage limites : au moins 1"
        );
        gateway::auth::adresses::Adresses::parse(&self.adresses).context("réglage adresses")?;
        Ok(())
    }

    /// The configured providers.
    pub fn oidc(&self) -> BTreeMap<Fournisseur, &Oidc> {
        let f = &self.fournisseurs;
        [
            (Fournisseur::ImiloConseiller, &f.imilo_conseiller),
            (Fournisseur::ImiloJeune, &f.imilo_jeune),
            (Fournisseur::FtAgent, &f.ft_agent),
            (Fournisseur::FtIndividu, &f.ft_individu),
            (Fournisseur::ConseilDepartemental, &f.conseil_departemental),
            (Fournisseur::Support, &f.support),
        ]
        .into_iter()
        .filter_map(|(fournisseur, oidc)| Some((fournisseur, oidc.as_ref()?)))
        .collect()
    }
}
