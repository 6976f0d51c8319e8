//! What is called, from the transport alone to the list of a portefeuille.

use crate::database::Database;
use crate::server::pb;
use crate::{fill, load};
use anyhow::{Result, ensure};
use http::uri::PathAndQuery;
use prost::Message;
use prost::bytes::Bytes;
use proto::passemploi::portefeuille::v1::{GetFicheRequest, ListPortefeuilleRequest, ListPortefeuilleResponse};
use tonic::Code;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::Channel;

/// Rows read by key in turn, spread over the table.
const ROWS: u32 = 1_024;
/// Longest page of a list (D5).
const PAGE: i32 = 100;

const ECHO_PATH: &str = "/passemploi.bench.v1.BenchService/Echo";
const CHECK_TOKEN: &str = "/passemploi.bench.v1.BenchService/CheckToken";
const READ_UNCHECKED: &str = "/passemploi.bench.v1.BenchService/ReadUnchecked";
const READ_BENEFICIAIRE: &str = "/passemploi.bench.v1.BenchService/ReadBeneficiaire";
const READ_GUARDED: &str = "/passemploi.bench.v1.BenchGardeService/ReadGuarded";
const GET_FICHE: &str = "/passemploi.portefeuille.v1.PortefeuilleService/GetFiche";
const LIST_PORTEFEUILLE: &str = "/passemploi.portefeuille.v1.PortefeuilleService/ListPortefeuille";

/// Name of the transport alone.
pub const ECHO: &str = "echo";
/// Name of the read by primary key of a caller whom nobody looks at.
pub const CLE_SANS_CONTROLE: &str = "cle_sans_controle";
/// Name of the read by primary key behind everything that the gateway puts in front of a call.
pub const CLE_GARDEE: &str = "cle_gardee";
/// Name of the read by primary key.
pub const CLE_PRIMAIRE: &str = "cle_primaire";
/// Name of the refusal of a person whom the caller may not see.
pub const FICHE_CACHEE: &str = "fiche_cachee";
/// Name of the refusal of an id of nobody.
pub const FICHE_INCONNUE: &str = "fiche_inconnue";
/// Name of the list of 30.
pub const LISTE_30: &str = "liste_30";

/// One kind of operation.
pub struct Case {
    /// Stable name, for JSON.
    pub name: &'static str,
    /// For people.
    pub title: &'static str,
    /// Path of the RPC.
    pub path: PathAndQuery,
    /// Header of the caller.
    pub bearer: Option<MetadataValue<Ascii>>,
    /// Operations to make in turn; each is the messages of its calls, one after the other.
    pub operations: Vec<Vec<Bytes>>,
    /// Lines that an operation must bring, for a list.
    lignes: Option<usize>,
    /// How the calls must be refused, for a case that measures a refusal.
    pub refus: Option<Code>,
}

/// Every case, each adding to the one before.
pub fn all(database: &Database) -> Result<Vec<Case>> {
    let echo = pb::EchoRequest { texte: "bonjour".to_owned() };
    let token = pb::CheckTokenRequest { texte: "bonjour".to_owned() };
    let reads: Vec<_> = (0..ROWS)
        .map(|row| {
            let id = fill::beneficiaire(1 + row * 7_919 % fill::BENEFICIAIRES);
            vec![encode(&pb::ReadBeneficiaireRequest { id: id.to_string() })]
        })
        .collect();
    let layer = |name, title, path, jeton: Option<&str>, operations| -> Result<Case> {
        let bearer = jeton.map(|jeton| format!("Bearer {jeton}").parse()).transpose()?;
        Ok(Case { name, title, path: PathAndQuery::from_static(path), bearer, operations, lignes: None, refus: None })
    };
    // Of another Mission Locale than the caller; and nobody.
    let cachees = (1..).filter(|number| !fill::is_colleague(*number, fill::CONSEILLER_30)).take(ROWS as usize);
    let inconnues = (1..=ROWS).map(|number| fill::BENEFICIAIRES + number);
    let refused = |name, title, numbers: &mut dyn Iterator<Item = u32>| -> Result<Case> {
        let request = |number| encode(&GetFicheRequest { beneficiaire_id: fill::beneficiaire(number).to_string() });
        let operations = numbers.map(|number| vec![request(number)]).collect();
        Ok(Case { refus: Some(Code::NotFound), ..layer(name, title, GET_FICHE, Some(&database.jeton_30), operations)? })
    };
    Ok(vec![
        layer(ECHO, "écho", ECHO_PATH, None, vec![vec![encode(&echo)]])?,
        layer("jeton", "+ jeton", CHECK_TOKEN, Some(&database.jeton_30), vec![vec![encode(&token)]])?,
        // The token travels with all three reads: what is compared is the check alone.
        layer(CLE_SANS_CONTROLE, "clé sans contrôle", READ_UNCHECKED, Some(&database.jeton_30), reads.clone())?,
        layer(CLE_PRIMAIRE, "+ lecture par clé", READ_BENEFICIAIRE, Some(&database.jeton_30), reads.clone())?,
        layer(CLE_GARDEE, "clé derrière la garde", READ_GUARDED, Some(&database.jeton_30), reads)?,
        refused(FICHE_CACHEE, "fiche d'autrui, refusée", &mut { cachees })?,
        refused(FICHE_INCONNUE, "identifiant inconnu", &mut { inconnues })?,
        list(LISTE_30, "liste de 30", &database.jeton_30, &[(30, 0)], 30)?,
        list("page_100", "100 premiers de 200", &database.jeton_200, &[(PAGE, 0)], 100)?,
        list("liste_200", "200 en deux appels", &database.jeton_200, &[(PAGE, 0), (PAGE, PAGE)], 200)?,
    ])
}

fn list(name: &'static str, title: &'static str, jeton: &str, pages: &[(i32, i32)], lignes: usize) -> Result<Case> {
    let page = |&(page_size, skip): &(i32, i32)| {
        encode(&ListPortefeuilleRequest { page_size, skip, ..ListPortefeuilleRequest::default() })
    };
    Ok(Case {
        name,
        title,
        path: PathAndQuery::from_static(LIST_PORTEFEUILLE),
        bearer: Some(format!("Bearer {jeton}").parse()?),
        operations: vec![pages.iter().map(page).collect()],
        lignes: Some(lignes),
        refus: None,
    })
}

fn encode(message: &impl Message) -> Bytes {
    message.encode_to_vec().into()
}

impl Case {
    /// True for the cases that call the product itself.
    pub fn is_list(&self) -> bool {
        self.lignes.is_some()
    }

    /// Makes one operation and fails when it does not bring what it must: a wrong answer is fast.
    pub async fn check(&self, channel: &Channel) -> Result<()> {
        let mut found = 0;
        for message in self.operations.first().into_iter().flatten() {
            let answer = load::call(channel, self, message.clone()).await?;
            ensure!(answer.is_empty() == self.refus.is_some(), "{} : réponse inattendue", self.title);
            if self.is_list() {
                found += ListPortefeuilleResponse::decode(answer)?.lignes.len();
            }
        }
        let expected = self.lignes.unwrap_or_default();
        ensure!(found == expected, "{} : {found} lignes au lieu de {expected}", self.title);
        Ok(())
    }
}
