//! `demo`: everything in one process. A private PostgreSQL in the data folder, the cast, the
//! simulated partners and the gateway; the data are kept from one start to the next.

use crate::settings::{
    Courriel, Debit, Debits, Fournisseurs, FranceTravail, Imilo, LimitesConnexion, Oidc, Push, Secret, Settings,
    TlsCourriel,
};
use crate::{legal, ouvriers, ports, seed, stop, wiring};
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bus::Bus;
use clap::Args;
use kernel::temps::SystemClock;
use pg_local::{Binaires, Cluster, Source};
use postgres::NomRole;
use simulators::{Realm, Simulateurs, acces, cast};
use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Account of the service in the database of the demo.
const SERVICE: &str = "passemploi_app";

/// Options of the demo.
#[derive(Debug, Args)]
pub struct Options {
    /// Folder of the data
    #[arg(long, default_value = "donnees")]
    donnees: PathBuf,
    /// Folder of the PostgreSQL programs; looked for when absent
    #[arg(long)]
    postgres_bin: Option<PathBuf>,
    /// Folder of the built fronts
    #[arg(long, default_value = "web/dist")]
    web: PathBuf,
    /// Port of the pages
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Port of the simulated partners; the next one when absent
    #[arg(long)]
    port_simulateurs: Option<u16>,
    /// Forgets the data of the earlier starts
    #[arg(long)]
    reset: bool,
}

impl Options {
    /// The simulated mail server, beside the partners.
    fn mail_port(&self) -> u16 {
        self.partners_port().saturating_add(1)
    }

    fn partners_port(&self) -> u16 {
        self.port_simulateurs.unwrap_or_else(|| self.port.saturating_add(1))
    }
}

/// Runs the demo until Ctrl-C.
pub async fn run(options: Options) -> Result<()> {
    // The ports first: nothing is started when one is taken.
    let listener = ports::listen(local(options.port)).await?;
    let simulators_listener = ports::listen(local(options.partners_port())).await?;
    let mail_listener = ports::listen(local(options.mail_port())).await?;
    anyhow::ensure!(
        options.web.join("index.html").is_file(),
        "les pages ne sont pas construites dans {} : lancez « cargo xtask demo »",
        options.web.display()
    );
    let binaires = binaries(&options)?;
    if options.reset {
        pg_local::erase(&binaires, &options.donnees.join("postgres"))?;
        erase(&options.donnees)?;
    }
    fs::create_dir_all(&options.donnees)
        .with_context(|| format!("impossible de créer {}", options.donnees.display()))?;

    let arret = stop::on_signal()?;
    let mut cluster = start_cluster(binaires, &options.donnees).await?;
    let result = serve(
        &options,
        &cluster,
        Listeners { pages: listener, partners: simulators_listener, mail: mail_listener },
        arret,
    )
    .await;
    tokio::task::spawn_blocking(move || cluster.stop()).await?;
    result?;
    println!("Arrêté. Les données sont gardées dans {}.", options.donnees.display());
    Ok(())
}

/// The sockets of the demo.
struct Listeners {
    pages: TcpListener,
    partners: TcpListener,
    mail: TcpListener,
}

async fn serve(
    options: &Options,
    cluster: &Cluster,
    listeners: Listeners,
    arret: tokio::sync::watch::Receiver<bool>,
) -> Result<()> {
    let base = format!("http://localhost:{}", options.partners_port());
    let simulateurs = ports::simulators(base, Some(options.donnees.join("simulateurs.json")))?;
    let settings = settings(options, &service_account(cluster).await?, &simulateurs)?;
    let store = wiring::open(&settings).await?;
    let seeded = seed::seed(&store, &SystemClock, &legal::cgu_en_vigueur()?).await?;
    let mail = {
        let simulateurs = simulateurs.clone();
        tokio::spawn(async move { simulateurs.serve_smtp(listeners.mail).await })
    };
    let partners = tokio::spawn(ports::serve_simulators(listeners.partners, simulateurs, arret.clone()));
    let bus = Bus::start(&settings.database_url.0);
    let ouvrier = {
        let (settings, store, arret) = (settings.clone(), store.clone(), arret.clone());
        tokio::spawn(async move { ouvriers::work(&settings, store, &bus, Arc::new(SystemClock), arret).await })
    };
    let announce = || announce(options, seeded);
    wiring::run_gateway(&settings, store.clone(), listeners.pages, arret, announce).await?;
    ouvrier.await??;
    partners.await??;
    mail.abort();
    store.close().await.map_err(wiring::explain)
}

fn local(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

fn binaries(options: &Options) -> Result<Binaires> {
    if let Some(folder) = &options.postgres_bin {
        return Ok(Binaires::open(folder, Source::Path)?);
    }
    pg_local::find(Source::from_env()?, Path::new(".outils"))?
        .context("PostgreSQL est introuvable : lancez « cargo xtask demo », qui l'installe")
}

fn erase(donnees: &Path) -> Result<()> {
    match fs::remove_dir_all(donnees) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("impossible d'effacer {}", donnees.display()))
        }
        _ => Ok(()),
    }
}

async fn start_cluster(binaires: Binaires, donnees: &Path) -> Result<Cluster> {
    let options = pg_local::Options {
        binaires,
        donnees: donnees.join("postgres"),
        port: None,
        durable: true,
        journal: donnees.join("postgres.log"),
    };
    let cluster = tokio::task::spawn_blocking(move || Cluster::start(&options)).await??;
    if let Some(notice) = cluster.avis() {
        println!("{notice}");
    }
    Ok(cluster)
}

/// Migrates as the owner of the database, and gives the address of the account of the service,
/// which may not change the schema nor what the journal holds. Its password is made at each start.
async fn service_account(cluster: &Cluster) -> Result<String> {
    let role = NomRole::parse(SERVICE)?;
    let password = format!("{:032x}", rand::random::<u128>());
    let owner = Settings { database_url: Secret(cluster.url("postgres")), ..Settings::default() };
    let store = wiring::open(&owner).await?;
    store.migrate().await.map_err(wiring::explain)?;
    store.create_role(&role, &password).await.map_err(wiring::explain)?;
    store.grant(&role).await?;
    store.close().await.map_err(wiring::explain)?;
    Ok(cluster.url_for(SERVICE, &password, "postgres"))
}

/// The settings of the demo: the same program, pointed at the simulated partners.
fn settings(options: &Options, database_url: &str, simulateurs: &Simulateurs) -> Result<Settings> {
    let port = options.port;
    let partners = format!("http://localhost:{}", options.partners_port());
    let key = secret_key(&options.donnees.join("cle-signature"))?;
    let sealing_key = secret_key(&options.donnees.join("cle-chiffrement"))?;
    Ok(Settings {
        ecoute: local(port),
        adresses: vec![format!("http://localhost:{port}"), format!("http://127.0.0.1:{port}")],
        web: Some(options.web.clone()),
        cles_chiffrement: BTreeMap::from([("1".to_owned(), Secret(sealing_key))]),
        courriel: Some(Courriel {
            serveur: "localhost".to_owned(),
            port: options.mail_port(),
            tls: TlsCourriel::Aucun,
            utilisateur: None,
            mot_de_passe: None,
            expediteur: "ne-pas-repondre@passemploi.example".to_owned(),
        }),
        push: Some(Push {
            cle: Secret(push_key(&options.donnees.join("cle-push"))?),
            contact: "mailto:exploitation@passemploi.example".to_owned(),
            origines_permises: vec![partners.clone()],
        }),
        ..partner_settings(&partners, simulateurs, database_url, &key)
    })
}

/// Settings that reach simulated partners at this address; one key signs and seals.
pub fn partner_settings(partners: &str, simulateurs: &Simulateurs, database_url: &str, key: &str) -> Settings {
    let oidc = |realm, scopes: &[&str]| {
        Some(Oidc {
            issuer: simulateurs.issuer(realm),
            client_id: acces::CLIENT_ID.to_owned(),
            client_secret: Secret(acces::CLIENT_SECRET.to_owned()),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        })
    };
    let keycloak = &["email", "profile", "offline_access"];
    let france_travail = &["email", "profile"];
    Settings {
        database_url: Secret(database_url.to_owned()),
        cle_signature: Secret(key.to_owned()),
        cles_chiffrement: BTreeMap::from([("1".to_owned(), Secret(key.to_owned()))]),
        conseillers_departement: vec![cast::HELENE.email.to_owned()],
        support: vec![cast::SUPPORT.to_owned()],
        // As the Missions Locales want it today (D13).
        superviseurs_d_office: vec!["MILO".to_owned()],
        // Everybody of a demonstration has one address.
        limites_connexion: LimitesConnexion { par_adresse: 1000, echecs: 1000 },
        imilo: Imilo {
            api: format!("{partners}/imilo/api"),
            web: format!("{partners}/imilo/dossiers"),
            cle_dossier: Secret(acces::CLE_DOSSIER.to_owned()),
            cle_jeune: Secret(acces::CLE_JEUNE.to_owned()),
            cle_envoi_email: Secret(acces::CLE_ENVOI_EMAIL.to_owned()),
            cle_evenements: Secret(acces::CLE_EVENEMENTS.to_owned()),
            cle_utilisateurs: Secret(acces::CLE_UTILISATEURS.to_owned()),
            expediteur_activation: Some("ne-pas-repondre@i-milo.exemple.fr".to_owned()),
            // A simulated partner bears more than the real one.
            debits: Debits::all(Debit { appels: 1_000, millisecondes: 1_000 }),
            ..Imilo::default()
        },
        france_travail: FranceTravail { api: format!("{partners}/ft/api") },
        fournisseurs: Fournisseurs {
            imilo_conseiller: oidc(Realm::ImiloConseillers, keycloak),
            imilo_jeune: oidc(Realm::SueJeunes, keycloak),
            ft_agent: oidc(Realm::FtAgent, france_travail),
            ft_individu: oidc(Realm::FtIndividu, france_travail),
            conseil_departemental: oidc(Realm::ConseilDepartemental, keycloak),
            support: oidc(Realm::Support, &["email", "profile"]),
        },
        ..Settings::default()
    }
}

/// Made at the first start and kept, so that people stay signed in from one start to the next.
fn secret_key(file: &Path) -> Result<String> {
    if let Ok(key) = fs::read_to_string(file) {
        return Ok(key.trim().to_owned());
    }
    let key = STANDARD.encode(rand::random::<[u8; 32]>());
    fs::write(file, &key).with_context(|| format!("impossible d'écrire {}", file.display()))?;
    Ok(key)
}

/// As the signing key: browsers subscribe to it for ever.
fn push_key(file: &Path) -> Result<String> {
    if let Ok(key) = fs::read_to_string(file) {
        return Ok(key.trim().to_owned());
    }
    let key = push::ClePrivee::generate().context("clé de push")?.expose();
    fs::write(file, &key).with_context(|| format!("impossible d'écrire {}", file.display()))?;
    Ok(key)
}

fn announce(options: &Options, seeded: bool) {
    let port = options.port;
    let data = if seeded { "base neuve" } else { "données gardées" };
    println!(
        "
Prêt : http://localhost:{port}   ({data} ; Ctrl-C pour arrêter)

  Espace conseiller      http://localhost:{port}/conseiller
    Mission Locale       {nadia} (34 bénéficiaires), {yann}, {ines} (Morlaix)
                         {bruno} : première connexion
    France Travail       {sophie} (CEJ), {karim} (BRSA), {paul} (AIJ)
    Département          {helene}
  Espace bénéficiaire    http://localhost:{port}/app
    Mission Locale       Kenza Belkacem, ou Théo Lambert après création de son compte :
                         dossier i-milo 402117, lien d'activation dans la boîte mail
    France Travail       Jérémy Ardéchois, ou Camille Roussel après création de son compte :
                         camille.roussel@mail.fr
  Espace support         http://localhost:{port}/support
  Partenaires simulés    http://localhost:{sim}   (boîte mail : /boite-mail, notifications : /push)

  Choisissez une personne sur la page de connexion simulée : il n'y a pas de mot de passe.
",
        sim = options.partners_port(),
        nadia = name(&cast::NADIA),
        yann = name(&cast::YANN),
        ines = name(&cast::INES),
        bruno = name(&cast::BRUNO),
        sophie = name(&cast::SOPHIE),
        karim = name(&cast::KARIM),
        paul = name(&cast::PAUL),
        helene = name(&cast::HELENE),
    );
}

fn name(conseiller: &cast::Conseiller) -> String {
    format!("{} {}", conseiller.prenom, conseiller.nom)
}
