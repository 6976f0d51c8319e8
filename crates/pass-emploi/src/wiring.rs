//! From settings to a running gateway.

use crate::jetons_imilo::JetonsDIdentite;
use crate::settings::{Debit, Oidc, Secret, Settings, TlsCourriel};
use crate::{exploitation, legal, ports, stop};
use access::PartenaireAppelant;
use anyhow::{Context, Result};
use bus::Bus;
use chrono::Duration;
use clap::Args;
use coffre::CoffreAes;
use communication::Communication;
use communication::model::push::OriginesPermises;
use communication::ports::{EnvoyeurCourriel, EnvoyeurPush};
use gateway::auth::activite::Activites;
use gateway::auth::adresses::Adresses;
use gateway::auth::jetons::Jetons;
use gateway::auth::limites::Limites;
use gateway::auth::partenaires::ClesPartenaires;
use gateway::auth::recognise::Recognizer;
use gateway::jetons_partenaire::JetonsDetaches;
use gateway::pages::Pages;
use gateway::{App, Reglages};
use identite::Identite;
use identite::commands::borrow_jeton::Emprunts;
use identite::model::superviseur::SuperviseursDOffice;
use identite::model::tentatives;
use identite::ports::JetonsPartenaire;
use imilo::{CleDossier, CleEnvoiEmail, CleEvenements, CleJeune, CleUtilisateurs, DebitFamille, Debits, Imilo};
use jobs::envois::Envoyeurs;
use kernel::ids::UuidV7;
use kernel::structure::Fournisseur;
use kernel::temps::{Clock, SystemClock};
use portefeuille::Portefeuille;
use postgres::{NomRole, RoleError, Store};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Opens the database of the settings.
pub async fn open(settings: &Settings) -> Result<Store> {
    let options = postgres::Options { url: settings.database_url.0.clone(), connexions: settings.connexions };
    Store::connect(&options, Arc::new(SystemClock)).await.map_err(explain)
}

/// Options of `migrate`.
#[derive(Debug, Default, Args)]
pub struct Migration {
    /// Account of the service, which then gets the rights that it needs and no more
    #[arg(long, value_name = "NOM")]
    role: Option<String>,
}

/// `migrate`: with the account that owns the schema.
pub async fn migrate(settings: &Settings, options: &Migration) -> Result<()> {
    let role = options.role.as_deref().map(NomRole::parse).transpose().context("--role")?;
    let store = open(settings).await?;
    let pending = store.pending_migrations().await.map_err(explain)?;
    store.migrate().await.map_err(explain)?;
    println!("{} migration(s) appliquée(s)", pending.len());
    if let Some(role) = role {
        store.grant(&role).await.map_err(|error| match error {
            RoleError::Absent => anyhow::anyhow!("--role : ce compte n'existe pas dans la base de données"),
            RoleError::Proprietaire => {
                anyhow::anyhow!("--role : ce compte possède le schéma, ou administre le serveur ; donnez-en un autre")
            }
            RoleError::Store(error) => explain(error),
        })?;
        println!("droits du compte de service accordés");
    }
    Ok(())
}

/// Opens the database of the settings; refuses one whose schema is behind.
pub async fn open_current(settings: &Settings) -> Result<Store> {
    let store = open(settings).await?;
    let pending = store.pending_migrations().await.map_err(explain)?;
    anyhow::ensure!(
        pending.is_empty(),
        "la base de données n'est pas à jour ({} migration(s) en attente) : lancez « pass-emploi migrate »",
        pending.len()
    );
    Ok(store)
}

/// `serve`
pub async fn serve(settings: Settings) -> Result<()> {
    let listener = ports::listen(settings.ecoute).await?;
    let store = open_current(&settings).await?;
    let arret = stop::on_signal()?;
    exploitation::start(&settings, store.clone(), arret.clone()).await?;
    run_gateway(&settings, store, listener, arret, || {
        println!("Prêt : {}", settings.adresses.first().map_or("", String::as_str));
    })
    .await
}

/// Runs the gateway until `arret` becomes true; `ready` is called once it answers.
pub async fn run_gateway(
    settings: &Settings,
    store: Store,
    listener: TcpListener,
    arret: watch::Receiver<bool>,
    ready: impl FnOnce(),
) -> Result<()> {
    let app = Arc::new(app(settings, store, Arc::new(SystemClock), arret.clone())?);
    let tls = settings
        .tls
        .as_ref()
        .map(|tls| {
            gateway::serve::tls_acceptor(&tls.certificat, &tls.cle)
                .map_err(|error| anyhow::anyhow!("certificat : {error}"))
        })
        .transpose()?;
    let router = gateway::router(Arc::clone(&app)).await?;
    tokio::spawn(gateway::auth::veille::follow(app));
    ready();
    gateway::serve::serve(listener, tls, router, arret).await.context("le serveur s'est arrêté")
}

/// Wires every port to its adapter.
pub fn app(settings: &Settings, store: Store, clock: Arc<dyn Clock>, arret: watch::Receiver<bool>) -> Result<App> {
    let imilo = Arc::new(imilo(settings, &store, &clock)?);
    let adresses = Adresses::parse(&settings.adresses)?;
    let oidc = Arc::new(providers(settings, &clock)?);
    let identite = identite(settings, &store, &clock)?;
    let emprunts = Emprunts { identite: identite.clone(), fournisseurs: oidc.clone() };
    let jetons_partenaire: Arc<dyn JetonsPartenaire> = Arc::new(JetonsDetaches(Arc::new(emprunts)));
    Ok(App {
        communication: communication(settings, &store, &clock)?,
        bus: Bus::start(&settings.database_url.0),
        activites: Activites::default(),
        limites: Limites::new(settings.limites.appels_par_compte, settings.limites.appels_par_adresse),
        identite,
        portefeuille: portefeuille(settings, &store, clock, imilo.clone(), Arc::clone(&jetons_partenaire))?,
        store,
        fournisseurs: oidc,
        jetons_partenaire,
        structures: imilo,
        coordonnees: Arc::new(france_travail::FranceTravail::new(&settings.france_travail.api)?),
        jetons: jetons(settings, &adresses.issuer())?,
        partenaires: partner_keys(settings)?,
        pages: Pages::new(&settings.cle_signature.0),
        recognizer: Recognizer::default(),
        adresses,
        reglages: Reglages {
            web: settings.web.clone(),
            cle_push: web_push(settings)?.map(|push| push.cle_publique()),
            expediteur_activation: settings.imilo.expediteur_activation.clone(),
            redirections_mobiles: settings.redirections_mobiles.clone(),
            proxys_de_confiance: settings.proxys_de_confiance.clone(),
        },
        arret,
    })
}

/// Our access tokens.
pub fn jetons(settings: &Settings, issuer: &str) -> Result<Jetons> {
    let jetons = Jetons::new(issuer, &settings.cle_signature.0).context("réglage cle_signature")?;
    match &settings.cle_signature_precedente {
        Some(precedente) => jetons.accepting(&precedente.0).context("réglage cle_signature_precedente"),
        None => Ok(jetons),
    }
}

/// Accounts and sessions.
pub fn identite(settings: &Settings, store: &Store, clock: &Arc<dyn Clock>) -> Result<Identite> {
    Ok(Identite {
        store: Arc::new(store.clone()),
        profils: Arc::new(store.clone()),
        clock: Arc::clone(clock),
        ids: Arc::new(UuidV7),
        cgu: legal::cgu_en_vigueur()?,
        conseillers_departement: lower_cased(&settings.conseillers_departement),
        support: lower_cased(&settings.support),
        superviseurs_d_office: SuperviseursDOffice::parse(&settings.superviseurs_d_office),
        coffre: Arc::new(coffre(settings)?),
        limites: tentatives::Limites {
            connexions: settings.limites_connexion.par_adresse,
            echecs: settings.limites_connexion.echecs,
        },
    })
}

/// What people are told.
pub fn communication(settings: &Settings, store: &Store, clock: &Arc<dyn Clock>) -> Result<Communication> {
    Ok(Communication {
        store: Arc::new(store.clone()),
        clock: Arc::clone(clock),
        ids: Arc::new(UuidV7),
        origines_push: origines_push(settings)?,
        support: lower_cased(&settings.support),
    })
}

fn origines_push(settings: &Settings) -> Result<OriginesPermises> {
    let origines = settings.push.as_ref().map(|push| push.origines_permises.as_slice()).unwrap_or_default();
    OriginesPermises::parse(origines).context("réglage push.origines_permises")
}

/// The ways out of mails and pushes.
pub fn envoyeurs(settings: &Settings) -> Result<Envoyeurs> {
    let courriel = courriel(settings)?.map(|smtp| Arc::new(smtp) as Arc<dyn EnvoyeurCourriel>);
    let push = web_push(settings)?.map(|push| Arc::new(push) as Arc<dyn EnvoyeurPush>);
    Ok(Envoyeurs { courriel, push })
}

fn courriel(settings: &Settings) -> Result<Option<courriel::Smtp>> {
    let Some(courriel) = &settings.courriel else { return Ok(None) };
    let options = courriel::Options {
        serveur: courriel.serveur.clone(),
        port: courriel.port,
        tls: match courriel.tls {
            TlsCourriel::Aucun => courriel::Tls::Aucun,
            TlsCourriel::Starttls => courriel::Tls::StartTls,
            TlsCourriel::Tls => courriel::Tls::Tls,
        },
        utilisateur: courriel.utilisateur.clone(),
        mot_de_passe: courriel.mot_de_passe.as_ref().map(|secret| courriel::MotDePasse::new(&secret.0)),
        expediteur: courriel.expediteur.clone(),
        adresse_du_service: settings.adresses.first().cloned().unwrap_or_default(),
        delai: courriel::DELAI,
    };
    Ok(Some(courriel::Smtp::new(&options).context("réglage courriel")?))
}

/// Push services compare our signatures with their own clock: it is the machine's.
fn web_push(settings: &Settings) -> Result<Option<push::WebPush>> {
    let Some(push) = &settings.push else { return Ok(None) };
    let options = push::Options {
        cle: push::ClePrivee::parse(&push.cle.0).context("réglage push.cle")?,
        contact: push.contact.clone(),
        origines_permises: origines_push(settings)?,
        delai: push::DELAI,
        duree_de_vie: push::DUREE_DE_VIE,
    };
    Ok(Some(push::WebPush::new(options, Arc::new(SystemClock)).context("réglage push")?))
}

/// What seals, from the keys of the settings.
pub fn coffre(settings: &Settings) -> Result<CoffreAes> {
    let keys = settings.cles_chiffrement.iter().map(|(version, Secret(cle))| {
        let version =
            version.parse::<u32>().with_context(|| format!("réglage cles_chiffrement : version {version}"))?;
        Ok((version, cle.clone()))
    });
    let keys: Vec<_> = keys.collect::<Result<_>>()?;
    CoffreAes::new(keys).context("réglage cles_chiffrement")
}

fn lower_cased(emails: &[String]) -> Vec<String> {
    emails.iter().map(|email| email.trim().to_lowercase()).collect()
}

/// The keys of the partners that call us.
pub fn partner_keys(settings: &Settings) -> Result<ClesPartenaires> {
    let mut keys = ClesPartenaires::default();
    for row in &settings.partenaires {
        let partenaire = PartenaireAppelant::from_code(&row.partenaire)
            .with_context(|| format!("réglage partenaires : {} n'est pas un partenaire", row.partenaire))?;
        for cle in &row.cles {
            keys.add(partenaire, cle).with_context(|| format!("réglage partenaires : {}", row.partenaire))?;
        }
    }
    Ok(keys)
}

/// The sign-in providers of the settings.
pub fn providers(settings: &Settings, clock: &Arc<dyn Clock>) -> Result<oidc::Oidc> {
    let configured =
        settings.oidc().into_iter().map(|(fournisseur, options)| (fournisseur, oidc_options(fournisseur, options)));
    Ok(oidc::Oidc::new(configured, clock)?)
}

/// The portefeuilles, with this client of i-milo.
pub fn portefeuille(
    settings: &Settings,
    store: &Store,
    clock: Arc<dyn Clock>,
    imilo: Arc<Imilo>,
    jetons: Arc<dyn JetonsPartenaire>,
) -> Result<Portefeuille> {
    Ok(Portefeuille {
        store: Arc::new(store.clone()),
        dossiers: imilo,
        jetons: Arc::new(JetonsDIdentite(jetons)),
        coffre: Arc::new(coffre(settings)?),
        clock,
        ids: Arc::new(UuidV7),
        reglages: portefeuille::Reglages {
            bail_creation: Duration::seconds(settings.bail_creation_secondes.into()),
            lien_activation: Duration::hours(settings.lien_activation_heures.into()),
        },
    })
}

/// The client of i-milo; its budget is in the database.
pub fn imilo(settings: &Settings, store: &Store, clock: &Arc<dyn Clock>) -> Result<Imilo> {
    let debit = |debit: Debit| DebitFamille {
        appels: debit.appels,
        par: std::time::Duration::from_millis(debit.millisecondes.into()),
    };
    let debits = settings.imilo.debits;
    let options = imilo::Options {
        api: settings.imilo.api.clone(),
        web: settings.imilo.web.clone(),
        cle_dossier: CleDossier::new(settings.imilo.cle_dossier.0.clone()),
        cle_jeune: CleJeune::new(settings.imilo.cle_jeune.0.clone()),
        cle_envoi_email: CleEnvoiEmail::new(settings.imilo.cle_envoi_email.0.clone()),
        cle_evenements: CleEvenements::new(settings.imilo.cle_evenements.0.clone()),
        cle_utilisateurs: CleUtilisateurs::new(settings.imilo.cle_utilisateurs.0.clone()),
        debits: Debits {
            dossier: debit(debits.dossier),
            jeune: debit(debits.jeune),
            envoi_email: debit(debits.envoi_email),
            evenements: debit(debits.evenements),
            utilisateurs: debit(debits.utilisateurs),
        },
    };
    Ok(Imilo::new(options, Arc::new(store.clone()), Arc::clone(clock))?)
}

fn oidc_options(fournisseur: Fournisseur, options: &Oidc) -> oidc::Options {
    oidc::Options {
        issuer: options.issuer.clone(),
        client_id: options.client_id.clone(),
        client_secret: options.client_secret.0.clone(),
        scopes: options.scopes.clone(),
        duree_acces: Duration::seconds(match fournisseur {
            Fournisseur::FtAgent | Fournisseur::FtIndividu => 1170,
            _ => 299,
        }),
    }
}

/// An error of the database, with its cause.
pub fn explain(error: kernel::store::StoreError) -> anyhow::Error {
    let advice = if error.is_transient() { "la base de données ne répond pas" } else { "base de données" };
    anyhow::Error::new(error).context(advice)
}
