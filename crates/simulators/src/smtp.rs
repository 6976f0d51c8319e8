//! The mail server: it takes every mail and puts it in the simulated mail box.
//!
//! RFC 5321 as far as a client that submits mails needs it: `EHLO`, `HELO`, `AUTH PLAIN` (any
//! account), `MAIL`, `RCPT`, `DATA`, `RSET`, `NOOP`, `QUIT`; `SIZE`, `8BITMIME`, `SMTPUTF8`. No
//! TLS: it listens on the loopback only.
//!
//! Faults are those of the partners. A command is a call: its method is the verb, `CONNEXION` for
//! the greeting, and its path is `/courriel/{adresse}`: sender for `MAIL`, recipient for `RCPT`
//! and `DATA`, nothing for `CONNEXION`. A scripted status is the code of the answer;
//! `coupure_apres` on `DATA` loses the answer of a mail that was taken.

mod commande;
mod session;

use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::Simulateurs;
use session::Session;

impl Simulateurs {
    /// Takes mails until the future is dropped; the connections end with it.
    pub async fn serve_smtp(&self, ecoute: TcpListener) -> io::Result<()> {
        let mut sessions = JoinSet::new();
        loop {
            tokio::select! {
                accueil = ecoute.accept() => match accueil {
                    Ok((flux, _)) => {
                        let session = Session::new(self.clone(), flux);
                        sessions.spawn(session.run());
                    }
                    // One client that left, or no file left for a moment: the server stays.
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                },
                Some(_) = sessions.join_next() => {}
            }
        }
    }
}
