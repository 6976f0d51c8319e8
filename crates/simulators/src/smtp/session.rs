//! One client, from its connection to its end.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use super::commande::{self, Commande, TAILLE_MAXIMALE};
use crate::Simulateurs;
use crate::courriel::{self, CourrielRecu};
use crate::fault::Effet;
use crate::journal::Appel;

/// A client that says nothing for this long is gone.
const PATIENCE: Duration = Duration::from_mins(1);
const LIGNE_MAXIMALE: u64 = 2_048;
const DESTINATAIRES_MAXIMUM: usize = 100;
const SERVICE: &str = "220 simulateurs.example ESMTP";

/// An answer: its code and its text.
struct Reponse(u16, String);

fn reponse(code: u16, texte: &str) -> Reponse {
    Reponse(code, texte.to_owned())
}

/// The mail that is being handed over.
#[derive(Default)]
struct Enveloppe {
    saluee: bool,
    expediteur: Option<String>,
    destinataires: Vec<String>,
}

impl Enveloppe {
    fn reset(&mut self) {
        self.expediteur = None;
        self.destinataires.clear();
    }
}

pub(super) struct Session {
    sim: Simulateurs,
    flux: BufReader<TcpStream>,
    enveloppe: Enveloppe,
}

impl Session {
    pub(super) fn new(sim: Simulateurs, flux: TcpStream) -> Self {
        Self { sim, flux: BufReader::new(flux), enveloppe: Enveloppe::default() }
    }

    /// Answers until the client leaves, or a fault cuts the connection.
    pub(super) async fn run(mut self) {
        // A client that vanished is no error of the server.
        let _ = self.converse().await;
    }

    async fn converse(&mut self) -> io::Result<()> {
        let (code, texte) = SERVICE.split_once(' ').unwrap_or_default();
        let code = code.parse().unwrap_or(220);
        let mut suite = self.play("CONNEXION", "/courriel", |_, _| reponse(code, texte)).await?;
        while suite {
            let Some(ligne) = self.line().await? else {
                return Ok(());
            };
            suite = self.answer(commande::parse(&ligne)).await?;
        }
        Ok(())
    }

    /// Answers a command; false when the connection must end.
    async fn answer(&mut self, commande: Commande) -> io::Result<bool> {
        match commande {
            Commande::Ehlo => {
                self.enveloppe = Enveloppe { saluee: true, ..Enveloppe::default() };
                let annonce = format!(
                    "250-simulateurs.example\r\n250-SIZE {TAILLE_MAXIMALE}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n\
                     250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN\r\n"
                );
                self.write(&annonce).await
            }
            Commande::Helo => {
                self.enveloppe = Enveloppe { saluee: true, ..Enveloppe::default() };
                self.send(reponse(250, "simulateurs.example")).await
            }
            Commande::Auth(compte) => {
                let chemin = format!("/courriel/{compte}");
                self.play("AUTH", &chemin, |_, _| reponse(235, "2.7.0 Authenticated")).await
            }
            Commande::Mail(de) => {
                let chemin = format!("/courriel/{de}");
                self.play("MAIL", &chemin, |_, enveloppe| {
                    if !enveloppe.saluee || enveloppe.expediteur.is_some() {
                        return reponse(503, "5.5.1 Bad sequence of commands");
                    }
                    enveloppe.expediteur = Some(de);
                    reponse(250, "2.1.0 OK")
                })
                .await
            }
            Commande::Rcpt(a) => {
                let chemin = format!("/courriel/{a}");
                self.play("RCPT", &chemin, |_, enveloppe| {
                    if enveloppe.expediteur.is_none() {
                        return reponse(503, "5.5.1 Bad sequence of commands");
                    }
                    if enveloppe.destinataires.len() == DESTINATAIRES_MAXIMUM {
                        return reponse(452, "4.5.3 Too many recipients");
                    }
                    enveloppe.destinataires.push(a);
                    reponse(250, "2.1.5 OK")
                })
                .await
            }
            Commande::Data => self.data().await,
            Commande::Rset => {
                self.enveloppe.reset();
                self.send(reponse(250, "2.0.0 OK")).await
            }
            Commande::Noop => self.send(reponse(250, "2.0.0 OK")).await,
            Commande::Quit => {
                self.send(reponse(221, "2.0.0 Bye")).await?;
                Ok(false)
            }
            Commande::Refusee(code, texte) => self.send(reponse(code, texte)).await,
        }
    }

    async fn data(&mut self) -> io::Result<bool> {
        let Some(premier) = self.enveloppe.destinataires.first() else {
            return self.send(reponse(503, "5.5.1 Bad sequence of commands")).await;
        };
        let chemin = format!("/courriel/{premier}");
        self.write("354 End data with <CR><LF>.<CR><LF>\r\n").await?;
        let Some(source) = self.content().await? else {
            return Ok(false);
        };
        // Whatever the answer, the next mail begins afresh.
        let Enveloppe { expediteur, destinataires, .. } =
            std::mem::replace(&mut self.enveloppe, Enveloppe { saluee: true, ..Enveloppe::default() });
        let expediteur = expediteur.unwrap_or_default();
        self.play("DATA", &chemin, |sim, _| {
            let Some(source) = source else {
                return reponse(552, "5.3.4 Message too big");
            };
            let Some(recu) = CourrielRecu::read(&source, &expediteur, sim.now()) else {
                return reponse(554, "5.6.0 Not a message");
            };
            sim.with_etat(|etat| courriel::deliver(&mut etat.courriels, &recu, &destinataires));
            // A restart would forget it.
            if sim.echec().is_some() { reponse(451, "4.3.0 Not stored") } else { reponse(250, "2.0.0 OK: taken") }
        })
        .await
    }

    /// The lines of a message, up to the lonely dot; a content that is too long is read and
    /// forgotten. `None` outside when the client left before the dot.
    async fn content(&mut self) -> io::Result<Option<Option<Vec<u8>>>> {
        let mut source = Some(Vec::new());
        let mut debut_de_ligne = true;
        loop {
            let mut ligne = Vec::new();
            let borne = TAILLE_MAXIMALE as u64;
            if in_time((&mut self.flux).take(borne).read_until(b'\n', &mut ligne)).await? == 0 {
                return Ok(None);
            }
            if debut_de_ligne && ligne == b".\r\n" {
                return Ok(Some(source));
            }
            let utile = if debut_de_ligne { ligne.strip_prefix(b".").unwrap_or(&ligne) } else { &ligne };
            debut_de_ligne = ligne.ends_with(b"\r\n");
            match &mut source {
                Some(lu) if lu.len() + utile.len() <= TAILLE_MAXIMALE => lu.extend_from_slice(utile),
                _ => source = None,
            }
        }
    }

    /// A command, without the end of its line; none when the client left.
    async fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut ligne = Vec::new();
        in_time((&mut self.flux).take(LIGNE_MAXIMALE).read_until(b'\n', &mut ligne)).await?;
        if ligne.is_empty() {
            return Ok(None);
        }
        let Some(utile) = ligne.strip_suffix(b"\n") else {
            self.send(reponse(500, "5.5.2 Line too long")).await?;
            return Ok(None);
        };
        Ok(Some(utile.strip_suffix(b"\r").unwrap_or(utile).to_vec()))
    }

    /// Writes a command in the journal, plays the fault that waits for it, and answers. False
    /// when the connection must end.
    async fn play(
        &mut self,
        verbe: &str,
        chemin: &str,
        travail: impl FnOnce(&Simulateurs, &mut Enveloppe) -> Reponse,
    ) -> io::Result<bool> {
        let sim = self.sim.clone();
        let (numero, effet) = sim.begin_call(call(&sim, verbe, chemin));
        let enveloppe = &mut self.enveloppe;
        let appliquer = || {
            let reponse = travail(&sim, enveloppe);
            sim.end_call(numero, reponse.0);
            reponse
        };
        let reponse = match effet {
            None => appliquer(),
            Some(Effet::Reponse { statut, corps, applique, .. }) => {
                if applique {
                    appliquer();
                }
                sim.end_call(numero, statut);
                Reponse(statut, if corps.is_empty() { "Simulated fault".to_owned() } else { corps })
            }
            Some(Effet::Delai { millisecondes }) => {
                let attente = Duration::from_millis(millisecondes);
                // A client that leaves meanwhile has sent nothing.
                if let Ok(lu) = tokio::time::timeout(attente, self.flux.fill_buf()).await
                    && lu?.is_empty()
                {
                    return Ok(false);
                }
                appliquer()
            }
            Some(Effet::DelaiApres { millisecondes }) => {
                let reponse = appliquer();
                tokio::time::sleep(Duration::from_millis(millisecondes)).await;
                reponse
            }
            Some(Effet::CoupureAvant) => return Ok(false),
            Some(Effet::CoupureApres | Effet::CorpsTronque { .. } | Effet::CorpsVide) => {
                appliquer();
                return Ok(false);
            }
        };
        self.send(reponse).await
    }

    /// Sends an answer; false after the one that ends the connection (RFC 5321 §3.8).
    async fn send(&mut self, Reponse(code, texte): Reponse) -> io::Result<bool> {
        let texte = texte.replace(['\r', '\n'], " ");
        self.write(&format!("{code} {texte}\r\n")).await?;
        Ok(code != 421)
    }

    async fn write(&mut self, texte: &str) -> io::Result<bool> {
        self.flux.get_mut().write_all(texte.as_bytes()).await?;
        Ok(true)
    }
}

async fn in_time<T>(lecture: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    tokio::time::timeout(PATIENCE, lecture).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

fn call(sim: &Simulateurs, verbe: &str, chemin: &str) -> Appel {
    Appel {
        numero: 0,
        instant: sim.now(),
        methode: verbe.to_owned(),
        chemin: chemin.to_owned(),
        parametres: BTreeMap::new(),
        entetes: BTreeMap::new(),
        corps: String::new(),
        statut: None,
        faute: None,
    }
}
