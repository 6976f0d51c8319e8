//! What is called, from the transport alone to the list of a portefeuille.

use crate::database::Database;
use crate::server::pb;
use crate::{fill, load};
use anyhow::{Result, ensure};
use http::uri::PathAndQuery;
use prost::Message;
use prost::bytes::Bytes;
use proto::passemploi::portefeuille::v1::{GetFicheRequest, ListPortefeuilleRequest, ListPortefeuilleResponse};
use std::borrow::Cow;
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
/// Path of the fiche.
pub const GET_FICHE: &str = "/passemploi.portefeuille.v1.PortefeuilleService/GetFiche";
/// Path of the list.
pub const LIST_PORTEFEUILLE: &str = "/passemploi.portefeuille.v1.PortefeuilleService/ListPortefeuille";

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

/// A caller, and what he asks for.
pub struct Appelant {
    /// His header; absent for a caller who does not say who he is.
    pub bearer: Option<MetadataValue<Ascii>>,
    /// Operations to make in turn; each is the messages of its calls, one after the other.
    pub operations: Vec<Vec<Bytes>>,
}

impl Appelant {
    /// With this token.
    pub fn new(jeton: Option<&str>, operations: Vec<Vec<Bytes>>) -> Result<Self> {
        Ok(Self { bearer: jeton.map(|jeton| format!("Bearer {jeton}").parse()).transpose()?, operations })
    }
}

/// One kind of operation.
pub struct Case {
    /// Stable name, for JSON.
    pub name: Cow<'static, str>,
    /// For people.
    pub title: Cow<'static, str>,
    /// Path of the RPC.
    pub path: PathAndQuery,
    /// Who calls; the calls in flight are shared among them.
    pub appelants: Vec<Appelant>,
    /// Lines that an operation must bring, for a list.
    lignes: Option<usize>,
    /// How the calls must be refused, for a case that measures a refusal.
    pub refus: Option<Code>,
}

/// Every case, each adding to the one before.
pub fn all(database: &Database) -> Result<Vec<Case>> {
    let echo = pb::EchoRequest { texte: "bonjour".to_owned() };
    let token = pb::CheckTokenRequest { texte: "bonjour".to_owned() };
    let reads = reads(fill::BENEFICIAIRES);
    let layer = |name, title, path, jeton: Option<&str>, operations| Case::new(name, title, path, jeton, operations);
    // Of another Mission Locale than the caller; and nobody.
    let cachees = (1..).filter(|number| !fill::is_colleague(*number, fill::CONSEILLER_30)).take(ROWS as usize);
    let inconnues = (1..=ROWS).map(|number| fill::BENEFICIAIRES + number);
    let refused = |name, title: &'static str, numbers: &mut dyn Iterator<Item = u32>| -> Result<Case> {
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
    let operations = vec![pages.iter().map(page).collect()];
    Ok(Case { lignes: Some(lignes), ..Case::new(name, title, LIST_PORTEFEUILLE, Some(jeton), operations)? })
}

/// The read by primary key of rows spread over a table of this many.
pub fn read_by_key(jeton: &str, beneficiaires: u32) -> Result<Case> {
    Case::new(CLE_PRIMAIRE, "lecture par clé", READ_BENEFICIAIRE, Some(jeton), reads(beneficiaires))
}

fn reads(beneficiaires: u32) -> Vec<Vec<Bytes>> {
    let request = |row: u32| {
        let id = fill::beneficiaire(1 + row * 7_919 % beneficiaires);
        vec![encode(&pb::ReadBeneficiaireRequest { id: id.to_string() })]
    };
    (0..ROWS).map(request).collect()
}

/// The bytes of a message.
pub fn encode(message: &impl Message) -> Bytes {
    message.encode_to_vec().into()
}

impl Case {
    /// Calls of one RPC.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        title: impl Into<Cow<'static, str>>,
        path: &'static str,
        jeton: Option<&str>,
        operations: Vec<Vec<Bytes>>,
    ) -> Result<Self> {
        Ok(Self::shared(name, title, path, vec![Appelant::new(jeton, operations)?]))
    }

    /// Calls of one RPC, by several callers.
    pub fn shared(
        name: impl Into<Cow<'static, str>>,
        title: impl Into<Cow<'static, str>>,
        path: &'static str,
        appelants: Vec<Appelant>,
    ) -> Self {
        let path = PathAndQuery::from_static(path);
        Self { name: name.into(), title: title.into(), path, appelants, lignes: None, refus: None }
    }

    /// The first operation of the first caller.
    pub fn first(&self) -> (Option<&MetadataValue<Ascii>>, &[Bytes]) {
        let first = self.appelants.first();
        let messages = first.and_then(|appelant| appelant.operations.first()).map_or(&[][..], Vec::as_slice);
        (first.and_then(|appelant| appelant.bearer.as_ref()), messages)
    }

    /// True for the cases that call the product itself.
    pub fn is_list(&self) -> bool {
        self.lignes.is_some()
    }

    /// Makes one operation and fails when it does not bring what it must: a wrong answer is fast.
    pub async fn check(&self, channel: &Channel) -> Result<()> {
        let mut found = 0;
        let (bearer, messages) = self.first();
        for message in messages {
            let answer = load::call(channel, self, bearer, message.clone()).await?;
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
