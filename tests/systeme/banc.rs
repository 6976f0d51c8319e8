//! The test bench: a database, simulated partners, a gateway, and people who sign in.

pub mod base;
pub mod brut;
pub mod envois;
pub mod horloge;
pub mod navigateur;
pub mod personne;
pub mod processus;
pub mod refus;

use axum::Router;
use base::Base;
use chrono::Duration;
use communication::Communication;
use envois::Envois;
use gateway::App;
use horloge::Horloge;
use jobs::ouvrier::{Cadence, Ouvrier};
use jobs::registre::Registre;
use kernel::temps::Clock;
use pass_emploi::settings::{Partenaire, Settings};
use pass_emploi::{demo, legal, ouvriers, seed, wiring};
use personne::Personne;
use postgres::Store;
use proto::passemploi::communication::v1::AbonnementWebPush;
use proto::passemploi::identite::v1::session_service_client::SessionServiceClient;
use simulators::{Realm, Simulateurs};
use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The base point of P-256, uncompressed: a public key like another.
const CLE_PUBLIQUE: [u8; 65] = *b"\x04\x6b\x17\xd1\xf2\xe1\x2c\x42\x47\xf8\xbc\xe6\xe5\x63\xa4\x40\xf2\
\x77\x03\x7d\x81\x2d\xeb\x33\xa0\xf4\xa1\x39\x45\xd8\x98\xc2\x96\
\x4f\xe3\x42\xe2\xfe\x1a\x7f\x9b\x8e\xe7\xeb\x4a\x7c\x0f\x9e\x16\
\x2b\xce\x33\x57\x6b\x31\x5e\xce\xcb\xb6\x40\x68\x37\xbf\x51\xf5";

/// A whole system, alive until it is dropped.
pub struct Systeme {
    /// Address of the gateway.
    pub url: String,
    /// The simulated partners.
    pub partenaires: Simulateurs,
    /// The database, for what no call can tell.
    pub store: Store,
    /// What the gateway stands on.
    pub app: Arc<App>,
    /// The clock of the gateway.
    pub horloge: Arc<Horloge>,
    /// The settings of the gateway.
    pub settings: Settings,
    statements: Arc<Mutex<Vec<String>>>,
    base: Base,
    tasks: Vec<JoinHandle<()>>,
    _arret: watch::Sender<bool>,
}

impl Systeme {
    /// A system whose database holds the cast.
    pub async fn start() -> Self {
        let systeme = Self::start_empty().await;
        let cgu = legal::cgu_en_vigueur().unwrap();
        assert!(seed::seed(&systeme.store, systeme.horloge.as_ref(), &cgu).await.unwrap());
        systeme
    }

    /// A system whose database is empty.
    pub async fn start_empty() -> Self {
        let base = Base::create().await;
        let partners = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://127.0.0.1:{}", gateway.local_addr().unwrap().port());
        let partners_origin = format!("http://127.0.0.1:{}", partners.local_addr().unwrap().port());
        let options =
            simulators::Options { base: partners_origin.clone(), lien_activation: Duration::hours(12), etat: None };
        let partenaires = Simulateurs::new(options).unwrap();
        let settings = Settings { adresses: vec![origin.clone()], ..base.settings(&partners_origin, &partenaires) };

        let statements = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&statements);
        let horloge = Arc::new(Horloge::default());
        let clock: Arc<dyn Clock> = horloge.clone();
        let options = postgres::Options { url: settings.database_url.0.clone(), connexions: 8 };
        let store = Store::connect_observed(&options, Arc::clone(&clock), move |sql| {
            seen.lock().unwrap().push(sql.to_owned());
        })
        .await
        .unwrap();
        let (stop, arret) = watch::channel(false);
        let app = Arc::new(wiring::app(&settings, store.clone(), clock, arret).unwrap());
        let router = gateway::router(Arc::clone(&app)).await.unwrap();
        let veille = tokio::spawn(gateway::auth::veille::follow(Arc::clone(&app)));
        let tasks = vec![spawn(partners, partenaires.router()), spawn(gateway, router), veille];
        Self { url: origin, partenaires, store, app, horloge, settings, statements, base, tasks, _arret: stop }
    }

    /// A second gateway on the same database: it remembers nobody.
    pub async fn another_gateway(&self) -> AutrePasserelle {
        self.gateway_with(self.settings.clone()).await
    }

    /// Another gateway on the same database, with settings of its own.
    pub async fn gateway_with(&self, settings: Settings) -> AutrePasserelle {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, arret) = watch::channel(false);
        let app = Arc::new(wiring::app(&settings, self.store.clone(), self.horloge.clone(), arret).unwrap());
        let router = gateway::router(Arc::clone(&app)).await.unwrap();
        let tasks = vec![spawn(listener, router), tokio::spawn(gateway::auth::veille::follow(Arc::clone(&app)))];
        AutrePasserelle { channel: personne::channel(&url).await, url, app, tasks, _arret: stop }
    }

    /// Signs a conseiller in, as a mobile app would.
    pub async fn conseiller(&self, entree: &str, email: &str) -> Personne {
        Personne::sign_in(&self.url, "conseiller", entree, email).await.unwrap()
    }

    /// Signs in Nadia Kerbrat, Mission Locale de Brest.
    pub async fn nadia(&self) -> Personne {
        self.conseiller("similo-conseiller", simulators::cast::NADIA.email).await
    }

    /// Signs in Yann Le Goff, Mission Locale de Brest.
    pub async fn yann(&self) -> Personne {
        self.conseiller("similo-conseiller", simulators::cast::YANN.email).await
    }

    /// Signs in Inès Morvan, Mission Locale de Morlaix.
    pub async fn ines(&self) -> Personne {
        self.conseiller("similo-conseiller", simulators::cast::INES.email).await
    }

    /// Signs in Sophie Marchetti, France Travail CEJ.
    pub async fn sophie(&self) -> Personne {
        self.conseiller("pe-conseiller", simulators::cast::SOPHIE.email).await
    }

    /// Signs in the person of the support.
    pub async fn support(&self) -> Personne {
        Personne::sign_in(&self.url, "support", "support", simulators::cast::SUPPORT).await.unwrap()
    }

    /// Signs a bénéficiaire in.
    pub async fn beneficiaire(&self, entree: &str, email: &str) -> Result<Personne, String> {
        Personne::sign_in(&self.url, "beneficiaire", entree, email).await
    }

    /// Activates an i-milo account, as the link of the mail does.
    pub fn activate(&self, email: &str) {
        let personne = self.partenaires.personne(Realm::SueJeunes, email).unwrap();
        let patch = simulators::PersonnePatch {
            active: Some(true),
            email_verifie: Some(true),
            ..simulators::PersonnePatch::new(Realm::SueJeunes, personne.sub)
        };
        self.partenaires.patch_personne(patch);
    }

    /// Time passes here and at the partners.
    pub fn passes(&self, duration: Duration) {
        self.horloge.advance(duration);
        self.partenaires.advance(duration);
    }

    /// Calls that the partners got on this path.
    pub fn calls(&self, methode: &str, chemin: &str) -> usize {
        self.partenaires
            .journal()
            .iter()
            .filter(|appel| appel.methode == methode && appel.chemin.contains(chemin))
            .count()
    }

    /// The database again, through a connection of its own that tells `observe` every statement.
    pub async fn observed_store(&self, observe: impl Fn(&str) + Send + Sync + 'static) -> Store {
        let options = postgres::Options { url: self.settings.database_url.0.clone(), connexions: 3 };
        Store::connect_observed(&options, self.horloge.clone(), observe).await.unwrap()
    }

    /// A subscription of a browser at this name, in the form that browsers give.
    pub fn abonnement(nom: &str) -> AbonnementWebPush {
        let b64 = |bytes: &[u8]| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, bytes);
        AbonnementWebPush {
            endpoint: format!("https://push.example.com/{nom}"),
            p256dh: b64(&CLE_PUBLIQUE),
            auth: b64(&[7; 16]),
        }
    }

    /// What people are told, as the product wires it.
    pub fn communication(&self) -> Communication {
        let clock: Arc<dyn Clock> = self.horloge.clone();
        wiring::communication(&self.settings, &self.store, &clock).unwrap()
    }

    /// A worker of the product, whose mails and pushes come here.
    pub fn ouvrier(&self, envois: &Arc<Envois>) -> Ouvrier {
        self.ouvrier_on(&self.store, self.registre(&self.store, envois))
    }

    /// Everything that a worker of the product can do, on this connection to the database.
    pub fn registre(&self, store: &Store, envois: &Arc<Envois>) -> Registre {
        let clock: Arc<dyn Clock> = self.horloge.clone();
        ouvriers::registre(&self.settings, store, &clock, envois.envoyeurs()).unwrap()
    }

    /// A worker that can do only this.
    pub fn ouvrier_on(&self, store: &Store, registre: Registre) -> Ouvrier {
        Ouvrier::new(store.clone(), self.horloge.clone(), Arc::new(registre), Cadence::default())
    }

    /// Statements that a call sends to the database.
    pub async fn statements_of<T>(&self, call: impl Future<Output = T>) -> (T, Vec<String>) {
        self.statements.lock().unwrap().clear();
        let result = call.await;
        (result, self.statements.lock().unwrap().clone())
    }

    /// Facts said so far, by their code.
    pub async fn faits(&self, code: &str) -> i64 {
        self.count(&format!("SELECT count(*) FROM tache WHERE genre = 'fait' AND contenu ->> 'code' = '{code}'")).await
    }

    /// One number read from the database.
    pub async fn count(&self, sql: &str) -> i64 {
        self.base.one(sql).await
    }

    /// One text read from the database.
    pub async fn text(&self, sql: &str) -> String {
        self.base.one(sql).await
    }

    /// Address of the database for its owner.
    pub fn owner_url(&self) -> String {
        self.base.url()
    }

    /// Changes the database behind the product's back, as its owner.
    pub async fn sql(&self, sql: &str) {
        self.base.sql(sql).await.unwrap();
    }

    /// As [`Self::sql`], when the database may refuse.
    pub async fn try_sql(&self, sql: &str) -> Result<(), String> {
        self.base.sql(sql).await
    }
}

impl Drop for Systeme {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Another process of the service, beside the first.
pub struct AutrePasserelle {
    /// Address of this gateway.
    pub url: String,
    /// What it stands on.
    pub app: Arc<gateway::App>,
    pub channel: tonic::transport::Channel,
    tasks: Vec<JoinHandle<()>>,
    _arret: watch::Sender<bool>,
}

impl AutrePasserelle {
    /// The calls of this person, through this gateway.
    pub fn session(&self, qui: &Personne) -> SessionServiceClient<personne::Appels> {
        Personne { channel: self.channel.clone(), ..qui.clone() }.session()
    }
}

impl Drop for AutrePasserelle {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Waits until this is so; never for a fixed time.
pub async fn until<F: Future<Output = bool>>(what: &str, mut so: impl FnMut() -> F) {
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(30);
    while !so().await {
        assert!(tokio::time::Instant::now() < deadline, "{what}: not in time");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

fn spawn(listener: TcpListener, router: Router) -> JoinHandle<()> {
    tokio::spawn(async move { axum::serve(listener, gateway::serve::service(router)).into_future().await.unwrap() })
}

/// Key with which Immersion calls.
pub const CLE_PARTENAIRE: &str = "immersion-cle-de-test-0123456789abcdef";
/// Its SHA-256, as the settings keep it.
const EMPREINTE_CLE: &str = "fe6052e0549dfafa85750db8b80426fdf0bcbb81d56af3cb5fa443ac302c7033";

/// The settings of the demo, pointed at the partners of a test.
pub fn settings(database_url: &str, partners: &str, partenaires: &Simulateurs) -> Settings {
    let immersion = Partenaire { partenaire: "IMMERSION".to_owned(), cles: vec![EMPREINTE_CLE.to_owned()] };
    Settings {
        partenaires: vec![immersion],
        ..demo::partner_settings(partners, partenaires, database_url, CLE_SIGNATURE)
    }
}

/// 32 bytes in base64, which sign the access tokens of the tests.
pub const CLE_SIGNATURE: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
