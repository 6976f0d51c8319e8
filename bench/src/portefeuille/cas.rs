//! What is asked at each size.

use super::parc::{self, Jetons, PORTEFEUILLES};
use crate::cases::{self, Appelant, Case, GET_FICHE, LIST_PORTEFEUILLE, encode};
use crate::load;
use anyhow::{Result, ensure};
use prost::Message;
use prost::bytes::Bytes;
use proto::passemploi::identite::v1::Dispositif;
use proto::passemploi::portefeuille::v1::{
    GetFicheRequest, GetFicheResponse, ListPortefeuilleRequest, ListPortefeuilleResponse, SearchEtablissementRequest,
    SearchEtablissementResponse,
};
use tonic::transport::Channel;

const SEARCH_ETABLISSEMENT: &str = "/passemploi.portefeuille.v1.PortefeuilleService/SearchEtablissement";

/// Longest page of a list (D5).
const PAGE: i32 = 100;
/// Fiches that each reader reads: below what is unusual, of a colleague's people as well.
const FICHES: u32 = 39;
/// Sorts of the list.
const TRIS: [&str; 6] =
    ["nom", "nom desc", "situation", "situation desc", "derniere_activite", "derniere_activite desc"];
/// Beginnings of first and family names; each finds some people in a portefeuille of 200.
const RECHERCHES: [&str; 8] = ["le", "ma", "ca", "mor", "élo", "be", "n'd", "a"];
/// Names as they are typed, some with a mistake.
const NOMS: [&str; 8] =
    ["Kenza", "Le Goff", "Diallo Mamadou", "Jeremie", "Kerguelen", "Morven", "anne sophie", "Haddad"];

/// A case, and what its first answer must hold.
pub struct Cas {
    /// What is called.
    pub case: Case,
    /// People among whom it looks.
    pub people: u32,
    attendu: Attendu,
}

enum Attendu {
    /// Something.
    Reponse,
    /// All these people, on pages of [`PAGE`].
    Lignes(u32),
    /// Some of them.
    QuelquesLignes,
    /// A fiche, read by a colleague or not.
    Fiche { lecture_seule: bool },
    /// Some people of the Mission Locale.
    Etablissement,
}

/// The read by primary key first: it is what the others are compared with.
pub fn all(jetons: &Jetons, taille: u32) -> Result<Vec<Cas>> {
    let jeton = |index: usize| jetons.portefeuilles.get(index).map(String::as_str);
    let key = cases::read_by_key(jeton(0).unwrap_or_default(), taille)?;
    let mut all = vec![Cas { case: key, people: 1, attendu: Attendu::Reponse }];
    for (index, (_, people)) in PORTEFEUILLES.into_iter().enumerate() {
        let case = |titre: &str, operations| {
            Case::new(
                format!("liste_{people}_{titre}"),
                format!("{people}, {titre}"),
                LIST_PORTEFEUILLE,
                jeton(index),
                operations,
            )
        };
        for tri in TRIS {
            let demande = ListPortefeuilleRequest { order_by: tri.to_owned(), ..page() };
            all.push(Cas { case: case(tri, vec![vec![encode(&demande)]])?, people, attendu: Attendu::Lignes(people) });
        }
        let searched = |recherche: &&str| ListPortefeuilleRequest { recherche: (*recherche).to_owned(), ..page() };
        let operations = RECHERCHES.iter().map(searched).map(|demande| vec![encode(&demande)]).collect();
        all.push(Cas { case: case("recherche", operations)?, people, attendu: Attendu::QuelquesLignes });
        let filtered = |demande| ListPortefeuilleRequest {
            order_by: "derniere_activite desc".to_owned(),
            dispositifs: vec![Dispositif::Cej.into()],
            ..demande
        };
        let operations = RECHERCHES.iter().map(searched).map(|demande| vec![encode(&filtered(demande))]).collect();
        all.push(Cas {
            case: case("recherche, filtre, activité", operations)?,
            people,
            attendu: Attendu::QuelquesLignes,
        });
    }
    let read = |title, shift| Case::shared(title, title, GET_FICHE, readers(jetons, taille, shift).unwrap_or_default());
    all.push(Cas { case: read("fiche, référent", 0), people: 1, attendu: Attendu::Fiche { lecture_seule: false } });
    all.push(Cas { case: read("fiche, collègue", 1), people: 1, attendu: Attendu::Fiche { lecture_seule: true } });
    let search = |nom: &&str| {
        vec![encode(&SearchEtablissementRequest { recherche: (*nom).to_owned(), page_size: PAGE, skip: 0 })]
    };
    let callers = jetons.lecteurs.iter().map(|jeton| Appelant::new(Some(jeton), NOMS.iter().map(search).collect()));
    let case = Case::shared(
        "etablissement_3000",
        "établissement de 3 000",
        SEARCH_ETABLISSEMENT,
        callers.collect::<Result<_>>()?,
    );
    all.push(Cas { case, people: parc::ETABLISSEMENT, attendu: Attendu::Etablissement });
    Ok(all)
}

fn page() -> ListPortefeuilleRequest {
    ListPortefeuilleRequest { page_size: PAGE, ..ListPortefeuilleRequest::default() }
}

/// Each colleague reads his people, or those of another one.
fn readers(jetons: &Jetons, taille: u32, shift: u32) -> Result<Vec<Appelant>> {
    let operations = |reader: u32| -> Vec<Vec<Bytes>> {
        let request = |index| {
            let id = parc::suivi(taille, parc::rank_of(reader + shift, index));
            vec![encode(&GetFicheRequest { beneficiaire_id: id.to_string() })]
        };
        (0..FICHES).map(request).collect()
    };
    (0..).zip(&jetons.lecteurs).map(|(reader, jeton)| Appelant::new(Some(jeton), operations(reader))).collect()
}

impl Cas {
    /// Makes the first operation and fails when it does not bring what it must: a wrong answer is
    /// fast.
    pub async fn check(&self, channel: &Channel) -> Result<()> {
        let (bearer, messages) = self.case.first();
        ensure!(!messages.is_empty(), "{} : rien à demander", self.case.title);
        for message in messages {
            let answer = load::call(channel, &self.case, bearer, message.clone()).await?;
            ensure!(self.holds(answer)?, "{} : réponse inattendue", self.case.title);
        }
        Ok(())
    }

    fn holds(&self, answer: Bytes) -> Result<bool> {
        Ok(match self.attendu {
            Attendu::Reponse => !answer.is_empty(),
            Attendu::Lignes(people) => {
                let answer = ListPortefeuilleResponse::decode(answer)?;
                let lines = i32::try_from(answer.lignes.len())?;
                let people = i32::try_from(people)?;
                answer.total_size == people && lines == people.min(PAGE) && answer.a_recuperer > 0
            }
            Attendu::QuelquesLignes => {
                let answer = ListPortefeuilleResponse::decode(answer)?;
                !answer.lignes.is_empty() && answer.total_size > 0
            }
            Attendu::Fiche { lecture_seule } => {
                GetFicheResponse::decode(answer)?.fiche.is_some_and(|fiche| fiche.lecture_seule == lecture_seule)
            }
            Attendu::Etablissement => {
                let answer = SearchEtablissementResponse::decode(answer)?;
                !answer.lignes.is_empty() && answer.total_size > 0
            }
        })
    }
}
