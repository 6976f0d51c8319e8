//! The sender in front of the simulated mail server.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::Duration as Duree;
use communication::model::courriel::{Courriel, ModeleCourriel};
use communication::ports::{EchecEnvoi, EnvoyeurCourriel as _};
use courriel::{MotDePasse, Options, OptionsError, Smtp, Tls};
use kernel::structure::Marque;
use simulators::{CourrielRecu, Effet, Fault, Simulateurs};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use uuid::Uuid;

const ADRESSE: &str = "kenza.belkacem@mail.fr";

struct Banc {
    sim: Simulateurs,
    options: Options,
    _serveur: JoinSet<()>,
}

impl Banc {
    async fn start() -> Self {
        let sim = Simulateurs::new(simulators::Options {
            base: "http://localhost".to_owned(),
            lien_activation: Duree::hours(12),
            etat: None,
        })
        .unwrap();
        let ecoute = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let options = options(ecoute.local_addr().unwrap().port());
        let recepteur = sim.clone();
        let mut serveur = JoinSet::new();
        serveur.spawn(async move { recepteur.serve_smtp(ecoute).await.unwrap() });
        Self { sim, options, _serveur: serveur }
    }

    fn sender(&self) -> Smtp {
        Smtp::new(&self.options).unwrap()
    }

    fn fault(&self, verbe: &str, effet: Effet) {
        self.sim.push_fault(Fault::new(verbe, "/courriel*", effet));
    }

    fn only_mail(&self) -> CourrielRecu {
        let mut recus = self.sim.courriels();
        assert_eq!(recus.len(), 1, "{recus:?}");
        recus.remove(0)
    }

    fn calls(&self, verbe: &str) -> usize {
        self.sim.journal().iter().filter(|appel| appel.methode == verbe).count()
    }
}

fn options(port: u16) -> Options {
    Options {
        serveur: "127.0.0.1".to_owned(),
        port,
        tls: Tls::Aucun,
        utilisateur: None,
        mot_de_passe: None,
        expediteur: "ne-pas-repondre@passemploi.example".to_owned(),
        adresse_du_service: "https://passemploi.example".to_owned(),
        delai: Duration::from_secs(5),
    }
}

fn courriel(destinataire: &str) -> Courriel {
    Courriel {
        id: Uuid::new_v4(),
        destinataire: destinataire.to_owned(),
        marque: Marque::Cej,
        modele: ModeleCourriel::SessionFermee { prenom: "Kenza".to_owned() },
    }
}

/// A failure that may pass, whose text names nobody.
fn assert_passager(envoi: &Result<(), EchecEnvoi>, raison: &str) {
    assert_eq!(envoi, &Err(EchecEnvoi::Passager { raison: raison.to_owned(), attendre: None }));
}

/// A failure for good, whose text names nobody.
fn assert_definitif(envoi: &Result<(), EchecEnvoi>, raison: &str) {
    assert_eq!(envoi, &Err(EchecEnvoi::Definitif { raison: raison.to_owned() }));
}

#[tokio::test]
async fn a_mail_arrives_in_both_parts_with_the_headers_of_a_machine() {
    let banc = Banc::start().await;
    let courriel = Courriel {
        marque: Marque::PassEmploi,
        modele: ModeleCourriel::CompteSupprime { prenom: "Sophie".into(), beneficiaire: "Lina Dupré".into() },
        ..courriel("Sophie.Marchetti@pole-emploi.fr")
    };
    banc.sender().send(&courriel).await.unwrap();
    let recu = banc.only_mail();
    assert_eq!(recu.destinataire, "Sophie.Marchetti@francetravail.fr");
    assert_eq!(recu.expediteur, "ne-pas-repondre@passemploi.example");
    assert_eq!(recu.message_id, format!("{}@passemploi.example", courriel.id));
    assert_eq!(recu.objet, "Un compte de votre portefeuille a été supprimé");
    assert!(recu.texte.as_deref().unwrap().contains("Lina Dupré a supprimé son compte pass emploi"));
    assert!(recu.html.as_deref().unwrap().contains("<h1>Un compte de votre portefeuille a été supprimé</h1>"));
    for (nom, valeur) in [
        ("From", "\"pass emploi\" <ne-pas-repondre@passemploi.example>"),
        ("To", "Sophie.Marchetti@francetravail.fr"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
    ] {
        assert_eq!(recu.entete(nom), Some(valeur), "{nom}");
    }
    assert!(recu.entete("Content-Type").unwrap().starts_with("multipart/alternative"));
    assert!(recu.entete("Date").is_some());
}

/// "A mail with a line break in a name".
#[tokio::test]
async fn a_line_break_in_a_name_or_a_title_makes_no_header() {
    let banc = Banc::start().await;
    let piege = "Rendez-vous\r\nBcc: espion@mail.fr\r\nX-Piege: oui\r\n\r\n<b>corps</b>";
    let courriel = Courriel {
        modele: ModeleCourriel::Notification {
            prenom: piege.into(),
            titre: piege.into(),
            description: piege.into(),
            chemin: "/app".into(),
        },
        ..courriel(ADRESSE)
    };
    banc.sender().send(&courriel).await.unwrap();
    let recu = banc.only_mail();
    let mut noms: Vec<_> = recu.entetes.iter().map(|(nom, _)| nom.as_str()).collect();
    noms.sort_unstable();
    assert_eq!(
        noms,
        [
            "Auto-Submitted",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
            "X-Auto-Response-Suppress"
        ]
    );
    assert_eq!(recu.objet, "Rendez-vous Bcc: espion@mail.fr X-Piege: oui <b>corps</b>");
    assert_eq!(recu.destinataire, ADRESSE);
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_before_anything_is_said() {
    let banc = Banc::start().await;
    let smtp = banc.sender();
    for adresse in ["", "kenza", "kenza@mail.fr\r\nRCPT TO:<espion@mail.fr>", "Kenza <kenza@mail.fr>"] {
        assert_definitif(&smtp.send(&courriel(adresse)).await, "not an e-mail address");
    }
    assert!(banc.sim.journal().is_empty());
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_is_sent_again_and_shown_once() {
    let banc = Banc::start().await;
    let smtp = banc.sender();
    let courriel = courriel(ADRESSE);
    banc.fault("DATA", Effet::CoupureApres);
    assert_passager(&smtp.send(&courriel).await, "connection cut");
    smtp.send(&courriel).await.unwrap();
    assert_eq!(banc.only_mail().livraisons, 2);
}

#[tokio::test]
async fn what_the_server_says_decides_whether_to_try_again() {
    let banc = Banc::start().await;
    let smtp = banc.sender();
    for (verbe, code) in [("MAIL", 451), ("RCPT", 450), ("DATA", 452), ("CONNEXION", 421)] {
        banc.fault(verbe, Effet::reponse(code, format!("{code} 4.0.0 pas maintenant {ADRESSE}")));
        let ou = if verbe == "CONNEXION" { "at the connection" } else { "for the message" };
        assert_passager(&smtp.send(&courriel(ADRESSE)).await, &format!("smtp {code} {ou}"));
    }
    for (verbe, code) in [("MAIL", 553), ("RCPT", 550), ("DATA", 554), ("CONNEXION", 554)] {
        banc.fault(verbe, Effet::reponse(code, format!("5.0.0 jamais {ADRESSE}")));
        let ou = if verbe == "CONNEXION" { "at the connection" } else { "for the message" };
        assert_definitif(&smtp.send(&courriel(ADRESSE)).await, &format!("smtp {code} {ou}"));
    }
    assert!(banc.sim.courriels().is_empty());
    smtp.send(&courriel(ADRESSE)).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_down_may_come_back() {
    let banc = Banc::start().await;
    let smtp = banc.sender();
    banc.fault("CONNEXION", Effet::CoupureAvant);
    assert_passager(&smtp.send(&courriel(ADRESSE)).await, "no connection");
    smtp.send(&courriel(ADRESSE)).await.unwrap();
    banc.fault("MAIL", Effet::CoupureAvant);
    assert_passager(&smtp.send(&courriel(ADRESSE)).await, "connection cut");
    smtp.send(&courriel(ADRESSE)).await.unwrap();

    let personne = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = options(personne.local_addr().unwrap().port());
    drop(personne);
    assert_passager(&Smtp::new(&options).unwrap().send(&courriel(ADRESSE)).await, "no connection");
}

#[tokio::test]
async fn a_slow_server_does_not_hold_a_sending_past_its_deadline() {
    let banc = Banc::start().await;
    let smtp = Smtp::new(&Options { delai: Duration::from_millis(300), ..banc.options.clone() }).unwrap();
    for verbe in ["CONNEXION", "RCPT", "DATA"] {
        banc.fault(verbe, Effet::Delai { millisecondes: 60_000 });
        assert_passager(&smtp.send(&courriel(ADRESSE)).await, "no answer in time");
    }
    assert!(banc.sim.courriels().is_empty());
}

/// The late answer to a mail that was given up must not be read as the answer to the next one.
#[tokio::test]
async fn a_late_answer_is_never_taken_for_the_one_of_the_next_mail() {
    let banc = Banc::start().await;
    let smtp = Smtp::new(&Options { delai: Duration::from_millis(300), ..banc.options.clone() }).unwrap();
    smtp.send(&courriel(ADRESSE)).await.unwrap();
    banc.fault("DATA", Effet::DelaiApres { millisecondes: 600 });
    assert_passager(&smtp.send(&courriel(ADRESSE)).await, "no answer in time");
    banc.fault("RCPT", Effet::reponse(550, ""));
    assert_definitif(&smtp.send(&courriel("inconnue@mail.fr")).await, "smtp 550 for the message");
    smtp.send(&courriel("theo.lambert@mail.fr")).await.unwrap();
    let destinataires: Vec<_> = banc.sim.courriels().into_iter().map(|recu| recu.destinataire).collect();
    assert_eq!(destinataires, [ADRESSE, ADRESSE, "theo.lambert@mail.fr"]);
}

#[tokio::test]
async fn a_connection_serves_several_mails_and_one_that_died_is_replaced() {
    let banc = Banc::start().await;
    let smtp = banc.sender();
    for _ in 0..3 {
        smtp.send(&courriel(ADRESSE)).await.unwrap();
    }
    assert_eq!(banc.calls("CONNEXION"), 1);
    banc.fault("DATA", Effet::reponse(421, "4.3.2 fermeture"));
    assert_passager(&smtp.send(&courriel(ADRESSE)).await, "smtp 421 for the message");
    smtp.send(&courriel(ADRESSE)).await.unwrap();
    assert_eq!(banc.calls("CONNEXION"), 2);
}

#[tokio::test]
async fn many_mails_at_once_all_arrive_once() {
    let banc = Banc::start().await;
    let smtp = banc.sender();
    let mut envois = JoinSet::new();
    for rang in 0..20 {
        let smtp = smtp.clone();
        envois.spawn(async move { smtp.send(&courriel(&format!("personne{rang}@mail.fr"))).await });
    }
    while let Some(envoi) = envois.join_next().await {
        envoi.unwrap().unwrap();
    }
    let recus = banc.sim.courriels();
    assert_eq!(recus.len(), 20);
    assert!(recus.iter().all(|recu| recu.livraisons == 1));
}

#[tokio::test]
async fn the_account_is_given_and_its_refusal_is_for_good() {
    let mut banc = Banc::start().await;
    banc.options.utilisateur = Some("cej".to_owned());
    banc.options.mot_de_passe = Some(MotDePasse::new("secret"));
    assert!(!format!("{:?}", banc.options).contains("secret"));
    let smtp = banc.sender();
    smtp.send(&courriel(ADRESSE)).await.unwrap();
    let appel = banc.sim.journal().into_iter().find(|appel| appel.methode == "AUTH").unwrap();
    assert_eq!(appel.chemin, "/courriel/cej");
    banc.fault("AUTH", Effet::reponse(535, "5.7.8 refus"));
    assert_definitif(&banc.sender().send(&courriel(ADRESSE)).await, "smtp 535 at the connection");
}

#[tokio::test]
async fn nothing_is_sent_in_clear_when_tls_is_asked_for() {
    let banc = Banc::start().await;
    let smtp = Smtp::new(&Options { tls: Tls::StartTls, ..banc.options.clone() }).unwrap();
    assert_passager(&smtp.send(&courriel(ADRESSE)).await, "no connection");
    assert_eq!((banc.calls("CONNEXION"), banc.calls("MAIL")), (1, 0));
}

#[test]
fn wrong_settings_are_told_at_the_start() {
    let refus = |change: fn(&mut Options)| {
        let mut options = options(25);
        change(&mut options);
        Smtp::new(&options).err().unwrap()
    };
    assert!(matches!(refus(|o| o.expediteur = "cej".into()), OptionsError::Expediteur(_)));
    assert!(matches!(refus(|o| o.adresse_du_service = "/app".into()), OptionsError::AdresseDuService));
    assert!(matches!(refus(|o| o.adresse_du_service = "ftp://a.fr".into()), OptionsError::AdresseDuService));
    assert!(matches!(refus(|o| o.utilisateur = Some("cej".into())), OptionsError::Identifiants));
}
