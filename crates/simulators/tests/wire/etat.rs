use std::path::{Path, PathBuf};

use serde_json::json;
use simulators::{Mail, PersonnePatch, Realm, Simulateurs};

use crate::banc::{Banc, options, refusal};
use crate::smtp::{Client, SOURCE};

const THEO: u64 = 402_117;
const EMAIL: &str = "theo.lambert@mail.fr";

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let chemin = Path::new(env!("CARGO_TARGET_TMPDIR")).join(uuid::Uuid::new_v4().to_string());
        std::fs::create_dir(&chemin).unwrap();
        Self(chemin)
    }

    fn fichier(&self) -> PathBuf {
        self.0.join("simulateurs.json")
    }

    async fn open(&self) -> Banc {
        Banc::open(Some(self.fichier())).await
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn mails_of_theo(banc: &Banc) -> Vec<Mail> {
    banc.sim.mails().into_iter().filter(|mail| mail.destinataire == EMAIL).collect()
}

#[tokio::test]
async fn somebody_created_and_activated_yesterday_signs_in_today() {
    let dossier = Folder::new();
    let hier = dossier.open().await;
    let sub = hier.create(THEO).send().await.unwrap().text().await.unwrap();
    assert_eq!(hier.choose_password(&mails_of_theo(&hier)[0].lien).await.status(), 200);
    hier.stop().await;

    let banc = dossier.open().await;
    let jeton = banc.access_token(Realm::SueJeunes, EMAIL).await;
    let qui = banc.userinfo(Realm::SueJeunes, &jeton).await;
    assert_eq!((&qui["sub"], &qui["email_verified"]), (&json!(sub), &json!(true)));
    let boite = banc.client.get(banc.url(&format!("/boite-mail?destinataire={EMAIL}"))).send().await.unwrap();
    assert!(boite.text().await.unwrap().contains(&mails_of_theo(&banc)[0].jeton));
    let encore = refusal(banc.create(THEO), 400).await;
    assert_eq!(encore["code"], "SUE_RECORD_ALREADY_ATTACHED_TO_ACCOUNT");
    assert_eq!(encore["id-keycloak"], json!(sub));
}

#[tokio::test]
async fn a_link_sent_yesterday_works_today_at_the_address_of_today() {
    let dossier = Folder::new();
    let hier = dossier.open().await;
    hier.create(THEO).send().await.unwrap();
    hier.stop().await;

    let banc = dossier.open().await;
    let lien = mails_of_theo(&banc)[0].lien.clone();
    assert!(lien.starts_with(&banc.base), "{lien}");
    assert_eq!(banc.choose_password(&lien).await.status(), 200);
}

#[tokio::test]
async fn dossiers_people_and_clock_last_but_tokens_and_faults_do_not() {
    let dossier = Folder::new();
    let hier = dossier.open().await;
    let karim = hier.sim.personne(Realm::FtAgent, "karim.haddad@francetravail.fr").unwrap();
    let mut patch = PersonnePatch::new(Realm::FtAgent, karim.sub.clone());
    patch.nom = Some("Haddad-Roy".to_owned());
    hier.sim.patch_personne(patch);
    let mut change = hier.sim.dossier(THEO).unwrap();
    change.prenom = "Théophile".to_owned();
    hier.sim.put_dossier(change);
    let avant = hier.sim.now();
    hier.sim.advance(chrono::Duration::days(2));
    let jetons = hier.sign_in(Realm::FtAgent, &karim.sub).await;
    let renouvellement = jetons["refresh_token"].as_str().unwrap().to_owned();
    let panne = json!({"chemin": "/imilo/*", "effet": {"type": "corps_vide"}});
    hier.client.post(hier.url("/_sim/fautes")).json(&panne).send().await.unwrap();
    assert_eq!(hier.sim.faults().len(), 1);
    hier.stop().await;

    let banc = dossier.open().await;
    assert_eq!(banc.sim.personne(Realm::FtAgent, &karim.sub).unwrap().nom.as_deref(), Some("Haddad-Roy"));
    assert_eq!(banc.sim.dossier(THEO).unwrap().prenom, "Théophile");
    assert!(banc.sim.now() - avant >= chrono::Duration::days(2));
    assert_eq!(banc.refresh(Realm::FtAgent, &renouvellement).await.status(), 400);
    assert!(banc.sim.faults().is_empty());
}

#[tokio::test]
async fn a_mail_received_yesterday_is_in_the_box_today() {
    let dossier = Folder::new();
    let hier = dossier.open().await;
    let mut client = Client::greeted(&hier).await;
    assert!(client.hand_over("zoe@mail.fr", SOURCE).await.starts_with("250 "));
    let recus = hier.sim.courriels();
    hier.stop().await;

    let banc = dossier.open().await;
    assert_eq!(banc.sim.courriels(), recus);
    Client::greeted(&banc).await.hand_over("zoe@mail.fr", SOURCE).await;
    assert_eq!(banc.sim.courriels()[0].livraisons, 2);
}

#[tokio::test]
async fn a_device_subscribed_yesterday_is_known_today() {
    let dossier = Folder::new();
    let hier = dossier.open().await;
    let abonnement = hier.sim.subscribe_push("Kenza", None).unwrap();
    hier.stop().await;

    let banc = dossier.open().await;
    let [appareil] = &banc.sim.appareils()[..] else { panic!("one device") };
    assert_eq!((appareil.id, appareil.nom.as_str(), appareil.allume), (abonnement.id, "Kenza", true));
}

#[tokio::test]
async fn a_mail_that_cannot_be_kept_is_not_taken() {
    let dossier = Folder::new();
    let banc = dossier.open().await;
    std::fs::remove_dir_all(&dossier.0).unwrap();
    let reponse = Client::greeted(&banc).await.hand_over("zoe@mail.fr", SOURCE).await;
    assert!(reponse.starts_with("451 "), "{reponse}");
}

#[tokio::test]
async fn a_reset_is_in_the_file_too() {
    let dossier = Folder::new();
    let hier = dossier.open().await;
    let cast = hier.sim.mails().len();
    hier.create(THEO).send().await.unwrap();
    hier.sim.advance(chrono::Duration::days(2));
    hier.sim.reset();
    let maintenant = hier.sim.now();
    hier.stop().await;

    let banc = dossier.open().await;
    assert_eq!(banc.sim.dossier(THEO).unwrap().compte, None);
    assert_eq!(banc.sim.personne(Realm::SueJeunes, EMAIL), None);
    assert_eq!(banc.sim.mails().len(), cast);
    assert!(banc.sim.now() - maintenant < chrono::Duration::hours(1));
}

#[tokio::test]
async fn a_change_that_cannot_be_written_is_not_acknowledged() {
    let dossier = Folder::new();
    let banc = dossier.open().await;
    std::fs::remove_dir_all(&dossier.0).unwrap();
    let refus = banc.create(THEO).send().await.unwrap();
    assert_eq!(refus.status(), 500);
    assert!(refus.text().await.unwrap().contains("simulateurs.json n’a pas pu être écrit"));

    // Once the folder is there again, the next call writes what was missing.
    std::fs::create_dir(&dossier.0).unwrap();
    let sub = refusal(banc.create(THEO), 400).await["id-keycloak"].clone();
    banc.stop().await;
    let banc = dossier.open().await;
    assert_eq!(refusal(banc.create(THEO), 400).await["id-keycloak"], sub);
}

fn error_of_start(etat: PathBuf) -> String {
    Simulateurs::new(options("http://localhost:8081", Some(etat))).err().unwrap().to_string()
}

#[test]
fn a_file_that_cannot_be_taken_up_is_named_with_the_way_out() {
    let dossier = Folder::new();
    let fichier = dossier.fichier();
    for (contenu, cause) in [
        ("", "illisible"),
        (r#"{"version": 1, "decalage_ms": 0, "etat": {"personnes": ["#, "illisible"),
        (r#"{"version": 1, "decalage_ms": 0, "etat": {}}"#, "illisible"),
        (r#"{"version": 0, "etat": "d'avant"}"#, "version 0"),
    ] {
        std::fs::write(&fichier, contenu).unwrap();
        let erreur = error_of_start(fichier.clone());
        for texte in [fichier.to_str().unwrap(), cause, "--reset"] {
            assert!(erreur.contains(texte), "{erreur}");
        }
        assert_eq!(std::fs::read_to_string(&fichier).unwrap(), contenu, "left as it was found");
    }
}

#[test]
fn a_place_where_nothing_can_be_written_is_told_at_the_start() {
    let dossier = Folder::new();
    let erreur = error_of_start(dossier.0.join("absent").join("simulateurs.json"));
    assert!(erreur.contains("n’a pas pu être écrit"), "{erreur}");
}
