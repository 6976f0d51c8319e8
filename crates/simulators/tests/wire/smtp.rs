use std::time::{Duration, Instant};

use simulators::{Effet, Fault};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use crate::banc::Banc;

/// A client that writes what it is told, line by line.
pub struct Client(BufReader<TcpStream>);

impl Client {
    pub async fn connect(banc: &Banc) -> Self {
        Self(BufReader::new(TcpStream::connect(("127.0.0.1", banc.smtp)).await.unwrap()))
    }

    /// A client whom the server greeted.
    pub async fn greeted(banc: &Banc) -> Self {
        let mut client = Self::connect(banc).await;
        assert!(client.answer().await.starts_with("220 "));
        assert!(client.say("EHLO client.example").await.ends_with("250 AUTH PLAIN"));
        client
    }

    /// The whole answer; empty when the connection is over.
    pub async fn answer(&mut self) -> String {
        let mut reponse = String::new();
        loop {
            let mut ligne = String::new();
            if self.0.read_line(&mut ligne).await.unwrap_or_default() == 0 {
                return reponse;
            }
            reponse.push_str(&ligne);
            if ligne.as_bytes().get(3) == Some(&b' ') {
                return reponse.trim_end().to_owned();
            }
        }
    }

    pub async fn write(&mut self, texte: &str) {
        self.0.get_mut().write_all(texte.as_bytes()).await.unwrap();
    }

    pub async fn say(&mut self, ligne: &str) -> String {
        self.write(&format!("{ligne}\r\n")).await;
        self.answer().await
    }

    /// The code of the answer to a line.
    pub async fn code(&mut self, ligne: &str) -> String {
        self.say(ligne).await.chars().take(3).collect()
    }

    /// Hands a mail over, up to the answer to its last dot.
    pub async fn hand_over(&mut self, a: &str, source: &str) -> String {
        assert_eq!(self.code("MAIL FROM:<service@example.fr>").await, "250");
        assert_eq!(self.code(&format!("RCPT TO:<{a}>")).await, "250");
        assert_eq!(self.code("DATA").await, "354");
        self.say(&format!("{source}\r\n.")).await
    }
}

pub const SOURCE: &str = "Message-ID: <un@example.fr>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\
                          Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour\r\n..\r\n..x";

#[tokio::test]
async fn a_mail_is_taken_decoded_and_its_dots_restored() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    assert!(client.hand_over("zoe@mail.fr", SOURCE).await.starts_with("250 "));
    assert_eq!(client.code("QUIT").await, "221");
    assert_eq!(client.answer().await, "", "the server closes");
    let [recu] = &banc.sim.courriels()[..] else { panic!("one mail") };
    assert_eq!((recu.destinataire.as_str(), recu.expediteur.as_str()), ("zoe@mail.fr", "service@example.fr"));
    assert_eq!((recu.message_id.as_str(), recu.objet.as_str()), ("un@example.fr", "Café"));
    assert_eq!(recu.entete("subject"), Some("=?utf-8?q?Caf=C3=A9?="));
    assert_eq!(recu.texte.as_deref().map(|t| t.replace('\r', "")), Some("Bonjour\n.\n.x\n".to_owned()));
    assert_eq!(recu.html, None);
}

#[tokio::test]
async fn a_repeated_message_id_is_shown_once_and_counted() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    for _ in 0..3 {
        client.hand_over("zoe@mail.fr", SOURCE).await;
    }
    client.hand_over("kenza@mail.fr", SOURCE).await;
    client.hand_over("zoe@mail.fr", &SOURCE.replace("<un@", "<deux@")).await;
    let comptes: Vec<_> = banc.sim.courriels().iter().map(|r| (r.destinataire.clone(), r.livraisons)).collect();
    assert_eq!(comptes, [("zoe@mail.fr".into(), 3), ("kenza@mail.fr".into(), 1), ("zoe@mail.fr".into(), 1)]);
}

#[tokio::test]
async fn one_mail_for_two_people_is_in_both_boxes() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    client.say("MAIL FROM:<service@example.fr>").await;
    client.say("RCPT TO:<zoe@mail.fr>").await;
    client.say("RCPT TO:<kenza@mail.fr>").await;
    client.say("DATA").await;
    client.say(&format!("{SOURCE}\r\n.")).await;
    let courriels = banc.sim.courriels();
    assert_eq!(courriels.iter().map(|r| r.destinataire.as_str()).collect::<Vec<_>>(), ["zoe@mail.fr", "kenza@mail.fr"]);
    assert_ne!(courriels[0].id, courriels[1].id);
}

#[tokio::test]
async fn commands_out_of_their_order_are_refused() {
    let banc = Banc::start().await;
    let mut client = Client::connect(&banc).await;
    client.answer().await;
    assert_eq!(client.code("MAIL FROM:<a@b.fr>").await, "503", "nobody said hello");
    assert_eq!(client.code("HELO client.example").await, "250");
    assert_eq!(client.code("RCPT TO:<a@b.fr>").await, "503");
    assert_eq!(client.code("DATA").await, "503");
    assert_eq!(client.code("MAIL FROM:<a@b.fr>").await, "250");
    assert_eq!(client.code("MAIL FROM:<a@b.fr>").await, "503");
    assert_eq!(client.code("DATA").await, "503", "no recipient");
    assert_eq!(client.code("RCPT TO:<c@d.fr>").await, "250");
    assert_eq!(client.code("RSET").await, "250");
    assert_eq!(client.code("DATA").await, "503", "forgotten by RSET");
    assert_eq!(client.code("NOOP").await, "250");
    assert_eq!(client.code("VRFY a").await, "502");
    assert!(banc.sim.courriels().is_empty());
}

#[tokio::test]
async fn what_is_too_long_is_refused_and_the_connection_survives_a_mail() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    assert_eq!(client.code("MAIL FROM:<a@b.fr> SIZE=1048577").await, "552");
    let enorme = format!("Subject: x\r\n\r\n{}", "0123456789\r\n".repeat(100_000));
    assert!(client.hand_over("zoe@mail.fr", &enorme).await.starts_with("552 "));
    assert!(client.hand_over("zoe@mail.fr", SOURCE).await.starts_with("250 "));
    assert_eq!(banc.sim.courriels().len(), 1);
    assert_eq!(client.code(&"X".repeat(5_000)).await, "500");
}

#[tokio::test]
async fn a_lone_line_feed_before_the_dot_does_not_end_a_mail() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    let reponse = client.hand_over("zoe@mail.fr", "Subject: x\r\n\r\nun\n.\r\nMAIL FROM:<a@b.fr>").await;
    assert!(reponse.starts_with("250 "), "{reponse}");
    let [recu] = &banc.sim.courriels()[..] else { panic!("one mail") };
    assert!(recu.texte.as_deref().unwrap().contains("MAIL FROM"));
}

#[tokio::test]
async fn a_mail_that_ends_before_its_dot_was_not_sent() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    client.say("MAIL FROM:<a@b.fr>").await;
    client.say("RCPT TO:<zoe@mail.fr>").await;
    client.say("DATA").await;
    client.write(SOURCE).await;
    client.0.get_mut().shutdown().await.unwrap();
    assert_eq!(client.answer().await, "", "the server closes");
    assert!(banc.sim.courriels().is_empty());
}

#[tokio::test]
async fn a_refusal_is_scripted_for_one_address_and_one_command() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("RCPT", "/courriel/zoe@mail.fr", Effet::reponse(550, "5.1.1 inconnue")));
    banc.sim.push_fault(Fault::new("DATA", "/courriel/*", Effet::reponse(451, "")));
    let mut client = Client::greeted(&banc).await;
    client.say("MAIL FROM:<a@b.fr>").await;
    assert_eq!(client.code("RCPT TO:<kenza@mail.fr>").await, "250");
    assert_eq!(client.say("RCPT TO:<zoe@mail.fr>").await, "550 5.1.1 inconnue");
    client.say("RSET").await;
    assert!(client.hand_over("zoe@mail.fr", SOURCE).await.starts_with("451 "));
    assert!(banc.sim.courriels().is_empty());
    assert!(client.hand_over("zoe@mail.fr", SOURCE).await.starts_with("250 "));
    let appel = banc.sim.journal().into_iter().find(|appel| appel.statut == Some(550)).unwrap();
    assert_eq!((appel.methode.as_str(), appel.chemin.as_str()), ("RCPT", "/courriel/zoe@mail.fr"));
    assert!(appel.faute.is_some());
}

#[tokio::test]
async fn the_answer_of_a_mail_that_was_taken_may_be_lost() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("DATA", "/courriel/*", Effet::CoupureApres));
    let mut client = Client::greeted(&banc).await;
    assert_eq!(client.hand_over("zoe@mail.fr", SOURCE).await, "");
    assert_eq!(banc.sim.courriels().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_down_greets_nobody_and_one_that_is_busy_says_so() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("CONNEXION", "/courriel", Effet::CoupureAvant));
    banc.sim.push_fault(Fault::new("CONNEXION", "/courriel", Effet::reponse(421, "4.3.2 trop de monde")));
    assert_eq!(Client::connect(&banc).await.answer().await, "");
    let mut client = Client::connect(&banc).await;
    assert_eq!(client.answer().await, "421 4.3.2 trop de monde");
    assert_eq!(client.answer().await, "", "the server closes");
    Client::greeted(&banc).await;
}

#[tokio::test]
async fn a_slow_server_takes_the_mail_after_its_time() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("DATA", "/courriel/*", Effet::Delai { millisecondes: 100 }));
    let mut client = Client::greeted(&banc).await;
    let debut = Instant::now();
    assert!(client.hand_over("zoe@mail.fr", SOURCE).await.starts_with("250 "));
    assert!(debut.elapsed() >= Duration::from_millis(100));
}

#[tokio::test]
async fn a_client_that_leaves_a_slow_server_sent_nothing() {
    let banc = Banc::start().await;
    banc.sim.push_fault(Fault::new("DATA", "/courriel/*", Effet::Delai { millisecondes: 60_000 }));
    let mut client = Client::greeted(&banc).await;
    client.say("MAIL FROM:<a@b.fr>").await;
    client.say("RCPT TO:<zoe@mail.fr>").await;
    client.say("DATA").await;
    client.write(&format!("{SOURCE}\r\n.\r\n")).await;
    client.0.get_mut().shutdown().await.unwrap();
    assert_eq!(client.answer().await, "", "the server closes without waiting");
    assert!(banc.sim.courriels().is_empty());
}
