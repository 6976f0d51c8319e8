//! A mail that somebody sent through the simulated mail server.

use chrono::{DateTime, Utc};
use mail_parser::{MessageParser, PartType};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many mails are kept: the oldest leave.
const GARDES: usize = 1_000;

/// A mail in the box of one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourrielRecu {
    /// Name of its page.
    pub id: Uuid,
    /// Whose box it is in: the address of the envelope.
    pub destinataire: String,
    /// Address of the envelope that it comes from.
    pub expediteur: String,
    /// `Message-ID`, without its brackets; empty when there is none.
    pub message_id: String,
    /// Subject.
    pub objet: String,
    /// Its part in plain text.
    pub texte: Option<String>,
    /// Its part in HTML.
    pub html: Option<String>,
    /// Headers as they came, name and value, in their order.
    pub entetes: Vec<(String, String)>,
    /// When it first came.
    pub recu_le: DateTime<Utc>,
    /// How many times it came: a mail box shows a repeated `Message-ID` once.
    pub livraisons: u32,
}

impl CourrielRecu {
    /// Reads a message; `None` when it is not one.
    pub(crate) fn read(source: &[u8], expediteur: &str, recu_le: DateTime<Utc>) -> Option<Self> {
        let message = MessageParser::default().parse(source)?;
        let entetes =
            message.headers_raw().map(|(nom, valeur)| (nom.to_owned(), valeur.trim().to_owned())).collect::<Vec<_>>();
        if entetes.is_empty() {
            return None;
        }
        let texte = message.text_part(0).and_then(|part| match &part.body {
            PartType::Text(texte) => Some(texte.clone().into_owned()),
            _ => None,
        });
        let html = message.html_part(0).and_then(|part| match &part.body {
            PartType::Html(html) => Some(html.clone().into_owned()),
            _ => None,
        });
        Some(Self {
            id: Uuid::new_v4(),
            destinataire: String::new(),
            expediteur: expediteur.to_owned(),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            objet: message.subject().unwrap_or_default().to_owned(),
            texte,
            html,
            entetes,
            recu_le,
            livraisons: 1,
        })
    }

    /// Value of a header, as it came.
    pub fn entete(&self, nom: &str) -> Option<&str> {
        self.entetes.iter().find(|(n, _)| n.eq_ignore_ascii_case(nom)).map(|(_, valeur)| valeur.as_str())
    }
}

/// Puts a mail in the box of each recipient; one that is there already is only counted.
pub(crate) fn deliver(boite: &mut Vec<CourrielRecu>, courriel: &CourrielRecu, destinataires: &[String]) {
    for destinataire in destinataires {
        let connu = boite.iter_mut().find(|recu| {
            !recu.message_id.is_empty()
                && recu.message_id == courriel.message_id
                && recu.destinataire.eq_ignore_ascii_case(destinataire)
        });
        if let Some(recu) = connu {
            recu.livraisons += 1;
        } else {
            boite.push(CourrielRecu { id: Uuid::new_v4(), destinataire: destinataire.clone(), ..courriel.clone() });
        }
    }
    boite.drain(..boite.len().saturating_sub(GARDES));
}
