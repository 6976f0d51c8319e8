//! The sender in front of the simulated push service.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use communication::model::push::{AbonnementWebPush, MessagePush, OriginesPermises, verifier_abonnement};
use communication::ports::{EchecEnvoi, EnvoyeurPush as _};
use kernel::temps::SystemClock;
use push::{ClePrivee, Options, OptionsError, WebPush};
use simulators::{AbonnementPush, AppareilPatch, Effet, Fault, Simulateurs};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use uuid::Uuid;

struct Banc {
    sim: Simulateurs,
    base: String,
    permises: OriginesPermises,
    _serveur: JoinSet<()>,
}

impl Banc {
    async fn start() -> Self {
        let ecoute = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", ecoute.local_addr().unwrap());
        let options =
            simulators::Options { base: base.clone(), lien_activation: chrono::TimeDelta::hours(12), etat: None };
        let sim = Simulateurs::new(options).unwrap();
        let routes = sim.router();
        let mut serveur = JoinSet::new();
        serveur.spawn(async move { axum::serve(ecoute, routes).await.unwrap() });
        let permises = OriginesPermises::parse(&[&base]).unwrap();
        Self { sim, base, permises, _serveur: serveur }
    }

    fn options(&self) -> Options {
        Options {
            cle: ClePrivee::generate().unwrap(),
            contact: "mailto:contact@passemploi.example".to_owned(),
            origines_permises: self.permises.clone(),
            delai: Duration::from_secs(5),
            duree_de_vie: Duration::from_hours(24),
        }
    }

    fn sender(&self) -> WebPush {
        WebPush::new(self.options(), Arc::new(SystemClock)).unwrap()
    }

    /// A device, and the subscription that its browser gives, as the application reads it.
    fn device(&self) -> (Uuid, AbonnementWebPush) {
        let AbonnementPush { id, endpoint, p256dh, auth } = self.sim.subscribe_push("Téléphone", None).unwrap();
        (id, verifier_abonnement(&endpoint, &p256dh, &auth, &self.permises).unwrap())
    }

    fn fault(&self, effet: Effet) {
        self.sim.push_fault(Fault::new("POST", "/push/v1/*", effet));
    }
}

fn message() -> MessagePush {
    MessagePush {
        id: Uuid::new_v4(),
        titre: "Nouveau rendez-vous".to_owned(),
        description: "Votre conseiller vous a proposé un rendez-vous.".to_owned(),
        chemin: "/app/notifications".to_owned(),
    }
}

fn passager(raison: &str, attendre: Option<Duration>) -> Result<(), EchecEnvoi> {
    Err(EchecEnvoi::Passager { raison: raison.to_owned(), attendre })
}

fn definitif(raison: &str) -> Result<(), EchecEnvoi> {
    Err(EchecEnvoi::Definitif { raison: raison.to_owned() })
}

#[tokio::test]
async fn a_message_reaches_its_device_and_nobody_on_the_way_reads_it() {
    let banc = Banc::start().await;
    let (id, abonnement) = banc.device();
    let message = message();
    banc.sender().push(&abonnement, &message).await.unwrap();
    let [recu] = &banc.sim.push_messages(id)[..] else { panic!("one message") };
    assert_eq!(recu.champ("id"), Some(message.id.to_string()));
    assert_eq!(recu.champ("titre").as_deref(), Some("Nouveau rendez-vous"));
    assert_eq!(recu.champ("description").as_ref(), Some(&message.description));
    assert_eq!(recu.champ("chemin").as_deref(), Some("/app/notifications"));
    assert_eq!((recu.ttl, recu.urgence.as_deref()), (86_400, Some("normal")));
    assert_eq!(recu.topic, Some(message.id.simple().to_string()));
}

#[tokio::test]
async fn the_key_that_browsers_subscribe_with_is_the_one_that_signs() {
    let banc = Banc::start().await;
    let sender = banc.sender();
    let AbonnementPush { endpoint, p256dh, auth, .. } =
        banc.sim.subscribe_push("Téléphone", Some(&sender.cle_publique())).unwrap();
    let abonnement = verifier_abonnement(&endpoint, &p256dh, &auth, &banc.permises).unwrap();
    sender.push(&abonnement, &message()).await.unwrap();
    assert_eq!(banc.sender().push(&abonnement, &message()).await, definitif("http 403"), "another key");
}

#[tokio::test]
async fn a_message_sent_again_replaces_the_one_that_waits() {
    let banc = Banc::start().await;
    let (id, abonnement) = banc.device();
    let sender = banc.sender();
    let allumer = |allume| banc.sim.patch_push(id, AppareilPatch { allume: Some(allume), mort: None }).unwrap();
    allumer(false);
    let message = message();
    banc.fault(Effet::CoupureApres);
    assert_eq!(sender.push(&abonnement, &message).await, passager("connection cut", None));
    sender.push(&abonnement, &message).await.unwrap();
    allumer(true);
    assert_eq!(banc.sim.push_messages(id).len(), 1);
    assert_eq!(banc.sim.push_messages(id)[0].livraisons, 1);
}

#[tokio::test]
async fn a_device_that_is_gone_is_told() {
    let banc = Banc::start().await;
    let (id, abonnement) = banc.device();
    let sender = banc.sender();
    banc.sim.patch_push(id, AppareilPatch { mort: Some(true), allume: None }).unwrap();
    assert_eq!(sender.push(&abonnement, &message()).await, Err(EchecEnvoi::AppareilMort));
    let inconnu = AbonnementWebPush { endpoint: format!("{}/push/v1/{}", banc.base, Uuid::new_v4()), ..abonnement };
    assert_eq!(sender.push(&inconnu, &message()).await, Err(EchecEnvoi::AppareilMort));
}

#[tokio::test]
async fn a_key_that_is_on_no_curve_is_of_a_device_that_is_gone() {
    let banc = Banc::start().await;
    let (_, mut abonnement) = banc.device();
    abonnement.p256dh[64] ^= 1;
    assert_eq!(banc.sender().push(&abonnement, &message()).await, Err(EchecEnvoi::AppareilMort));
    assert!(banc.sim.journal().is_empty());
}

#[tokio::test]
async fn a_service_that_is_busy_or_down_is_tried_again_when_it_says() {
    let banc = Banc::start().await;
    let (_, abonnement) = banc.device();
    let sender = banc.sender();
    let entetes = BTreeMap::from([("Retry-After".to_owned(), "90".to_owned())]);
    banc.fault(Effet::Reponse { statut: 429, corps: String::new(), entetes, applique: false });
    banc.fault(Effet::reponse(503, ""));
    banc.fault(Effet::CoupureAvant);
    assert_eq!(sender.push(&abonnement, &message()).await, passager("http 429", Some(Duration::from_secs(90))));
    assert_eq!(sender.push(&abonnement, &message()).await, passager("http 503", None));
    assert_eq!(sender.push(&abonnement, &message()).await, passager("connection cut", None));
    for statut in [400, 401, 403, 413] {
        banc.fault(Effet::reponse(statut, "vous"));
        assert_eq!(sender.push(&abonnement, &message()).await, definitif(&format!("http {statut}")));
    }
    sender.push(&abonnement, &message()).await.unwrap();

    let personne = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let ferme = format!("http://{}", personne.local_addr().unwrap());
    drop(personne);
    let options = Options { origines_permises: OriginesPermises::parse(&[&ferme]).unwrap(), ..banc.options() };
    let sender = WebPush::new(options, Arc::new(SystemClock)).unwrap();
    let abonnement = AbonnementWebPush { endpoint: format!("{ferme}/x"), ..abonnement };
    assert_eq!(sender.push(&abonnement, &message()).await, passager("no connection", None));
}

#[tokio::test]
async fn a_slow_service_does_not_hold_a_sending_past_its_deadline() {
    let banc = Banc::start().await;
    let (id, abonnement) = banc.device();
    let options = Options { delai: Duration::from_millis(200), ..banc.options() };
    let sender = WebPush::new(options, Arc::new(SystemClock)).unwrap();
    banc.fault(Effet::Delai { millisecondes: 60_000 });
    assert_eq!(sender.push(&abonnement, &message()).await, passager("no answer in time", None));
    assert!(banc.sim.push_messages(id).is_empty());
}

/// A permitted service could send us anywhere.
#[tokio::test]
async fn a_redirection_is_not_followed() {
    let banc = Banc::start().await;
    let (id, abonnement) = banc.device();
    let entetes = BTreeMap::from([("Location".to_owned(), abonnement.endpoint.clone())]);
    for statut in [301, 307] {
        banc.fault(Effet::Reponse { statut, corps: String::new(), entetes: entetes.clone(), applique: false });
        assert_eq!(banc.sender().push(&abonnement, &message()).await, definitif(&format!("http {statut}")));
    }
    assert_eq!(banc.sim.journal().len(), 2);
    assert!(banc.sim.push_messages(id).is_empty());
}

/// "A subscription to a private address": one that was stored is not called either.
#[tokio::test]
async fn an_address_inside_the_network_is_not_called() {
    let banc = Banc::start().await;
    let (_, abonnement) = banc.device();
    let options = Options { origines_permises: OriginesPermises::default(), ..banc.options() };
    let sender = WebPush::new(options, Arc::new(SystemClock)).unwrap();
    let port = banc.base.rsplit(':').next().unwrap().to_owned();
    for endpoint in [
        abonnement.endpoint.clone(),
        format!("http://localhost:{port}/push/v1/x"),
        format!("https://127.0.0.1:{port}/x"),
        "https://[::1]/x".to_owned(),
        "https://169.254.169.254/latest".to_owned(),
        "https://10.0.0.1/x".to_owned(),
        "https://localhost/x".to_owned(),
    ] {
        let abonnement = AbonnementWebPush { endpoint, ..abonnement.clone() };
        let refus = definitif("the address of the push service is not public");
        assert_eq!(sender.push(&abonnement, &message()).await, refus);
    }
    assert!(banc.sim.journal().is_empty());
}

#[tokio::test]
async fn a_message_that_no_service_takes_is_not_sent() {
    let banc = Banc::start().await;
    let (_, abonnement) = banc.device();
    let longue = MessagePush { description: "é".repeat(2_000), ..message() };
    assert_eq!(banc.sender().push(&abonnement, &longue).await, definitif("the message is too long"));
    assert!(banc.sim.journal().is_empty());
}

#[tokio::test]
async fn a_contact_that_nobody_can_write_to_is_told_at_the_start() {
    let banc = Banc::start().await;
    let options = Options { contact: "contact@passemploi.example".to_owned(), ..banc.options() };
    assert!(matches!(WebPush::new(options, Arc::new(SystemClock)), Err(OptionsError::Contact)));
}
