//! Who may call what, for every RPC of the contract: AU-20, AU-21, AU-22, AU-26, AU-27, AU-29.
//! An RPC that has no line in the table fails, and so does a line without its RPC.

mod table;

use super::banc::brut::{EnTete, call};
use super::banc::personne::{Personne, browser, channel};
use super::banc::refus::{dit, expect};
use super::banc::{CLE_PARTENAIRE, Systeme};
use gateway::contract::Contract;
use pass_emploi::settings::{Partenaire, Settings};
use pass_emploi::wiring;
use prost::Message;
use proto::passemploi::identite::v1::{GetErreurConnexionRequest, GrantSuperviseurRequest};
use proto::passemploi::portefeuille::v1::{CreateBeneficiaireFtRequest, GetFicheRequest};
use simulators::cast;
use std::collections::BTreeSet;
use table::{Autrui, Ligne, Objet, Qui, Sort, lignes};
use tonic::transport::Channel;
use tonic::{Code, Status};
use uuid::Uuid;

/// Everybody who can call: strangers to the objects of the table, but for the first.
struct Monde {
    channel: Channel,
    /// Follows Kenza.
    _nadia: Personne,
    appelants: Vec<(Qui, EnTete)>,
}

impl Monde {
    async fn of(systeme: &Systeme) -> Self {
        let support = Personne::sign_in(&systeme.url, "support", "support", cast::SUPPORT).await.unwrap();
        let jeremy = systeme.beneficiaire("ft-beneficiaire", &email_of(cast::JEREMY)).await.unwrap();
        Self {
            channel: channel(&systeme.url).await,
            _nadia: systeme.nadia().await,
            appelants: vec![
                (Qui::ConseillerMl, systeme.ines().await.bearer()),
                (Qui::ConseillerFt, systeme.sophie().await.bearer()),
                (Qui::Beneficiaire, jeremy.bearer()),
                (Qui::Support, support.bearer()),
                (Qui::Partenaire, ("x-api-key", CLE_PARTENAIRE.to_owned())),
            ],
        }
    }

    async fn call(&self, ligne: &Ligne, headers: &[EnTete], body: Vec<u8>) -> Result<Vec<u8>, Status> {
        call(&self.channel, &path(ligne.rpc), headers, body).await
    }
}

fn path(rpc: &str) -> String {
    format!("/passemploi.{rpc}")
}

fn email_of(id: Uuid) -> String {
    cast::beneficiaires().into_iter().find(|b| b.id == id).unwrap().email
}

fn sample(objet: &Objet) -> Vec<u8> {
    match objet {
        Objet::Sans(body) => body.clone(),
        Objet::De { demande, inconnu, .. } => demande(inconnu),
    }
}

#[test]
fn the_table_has_every_rpc_of_the_contract_and_no_other() {
    let contract = Contract::load(proto::DESCRIPTOR_SET).unwrap();
    let rpcs: BTreeSet<String> = contract.paths().map(|(path, _)| path.to_owned()).collect();
    let table: Vec<Ligne> = lignes();
    let known: BTreeSet<String> = table.iter().map(|ligne| path(ligne.rpc)).collect();
    assert_eq!(rpcs, known, "an RPC without a line, or a line without its RPC");
    assert_eq!(table.len(), known.len(), "an RPC has two lines");
    for ligne in &table {
        let (_, rule) = contract.rule(&path(ligne.rpc)).unwrap();
        assert_eq!(ligne.roles.is_none(), rule.acte.is_none(), "{}: public here or there", ligne.rpc);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn au_26_nobody_and_wrong_keys_are_refused_by_every_rpc() {
    let systeme = Systeme::start().await;
    let monde = Monde::of(&systeme).await;
    let key = |value: &str| ("x-api-key", value.to_owned());
    for ligne in lignes().iter().filter(|ligne| ligne.roles.is_some()) {
        let refus = monde.call(ligne, &[], sample(&ligne.objet)).await.unwrap_err();
        expect(&refus, Code::Unauthenticated, "JETON_INVALIDE");
        for wrong in ["une-autre-cle-0123456789abcdef-0123456789", "courte", CLE_PARTENAIRE.to_uppercase().as_str()] {
            let refus = monde.call(ligne, &[key(wrong)], sample(&ligne.objet)).await.unwrap_err();
            expect(&refus, Code::Unauthenticated, "CLE_INVALIDE");
        }
        // A good key beside a good token: one of them is not meant.
        for (_, bearer) in monde.appelants.iter().filter(|(_, (name, _))| *name == "authorization") {
            let both = [key(CLE_PARTENAIRE), bearer.clone()];
            let refus = monde.call(ligne, &both, sample(&ligne.objet)).await.unwrap_err();
            expect(&refus, Code::Unauthenticated, "JETON_INVALIDE");
        }
        let cookie = [key(CLE_PARTENAIRE), ("cookie", "pe-conseiller=a~b".to_owned())];
        let refus = monde.call(ligne, &cookie, sample(&ligne.objet)).await.unwrap_err();
        expect(&refus, Code::Unauthenticated, "JETON_INVALIDE");
    }
}

#[test]
fn the_keys_of_the_settings_are_checked_at_start() {
    let with = |partenaire: &str, cle: &str| {
        let row = Partenaire { partenaire: partenaire.to_owned(), cles: vec![cle.to_owned()] };
        wiring::partner_keys(&Settings { partenaires: vec![row], ..Settings::default() })
    };
    assert!(with("FRANCE_TRAVAIL", &"0aF".repeat(32)[..64]).is_ok());
    assert!(with("france-travail", &"0".repeat(64)).unwrap_err().to_string().contains("france-travail"));
    // A key in clear is not a digest.
    assert!(with("IMMERSION", CLE_PARTENAIRE).unwrap_err().to_string().contains("IMMERSION"));
}

#[tokio::test(flavor = "multi_thread")]
async fn au_22_every_rpc_refuses_every_wrong_role_before_it_reads_anything() {
    let systeme = Systeme::start().await;
    let monde = Monde::of(&systeme).await;
    let mut refused = 0;
    for ligne in &lignes() {
        let Some(roles) = ligne.roles else { continue };
        for (qui, header) in monde.appelants.iter().filter(|(qui, _)| !roles.contains(qui)) {
            let refus = monde.call(ligne, std::slice::from_ref(header), sample(&ligne.objet)).await.unwrap_err();
            assert_eq!(dit(&refus).raison, "ROLE_INTERDIT", "{} as {qui:?}", ligne.rpc);
            assert_eq!(refus.code(), Code::PermissionDenied, "{} as {qui:?}", ligne.rpc);
            refused += 1;
        }
    }
    let journaled = "SELECT count(*) FROM journal WHERE resultat = 'REFUSE' AND motif = 'ROLE_INTERDIT'";
    assert_eq!(systeme.count(journaled).await, refused);
    let partners = "SELECT count(*) FROM journal WHERE role = 'PARTENAIRE' AND detail = 'IMMERSION' AND compte IS NULL";
    assert!(systeme.count(partners).await > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_21_an_object_of_somebody_else_is_told_as_one_that_does_not_exist() {
    let systeme = Systeme::start().await;
    let monde = Monde::of(&systeme).await;
    for ligne in &lignes() {
        let mut compared = 0;
        let (Some(roles), Objet::De { demande, autrui, inconnu, sort }) = (ligne.roles, &ligne.objet) else { continue };
        for (qui, header) in monde.appelants.iter().filter(|(qui, _)| roles.contains(qui)) {
            let header = std::slice::from_ref(header);
            let unknown = monde.call(ligne, header, demande(inconnu)).await;
            let id = match autrui.as_ref().unwrap_or_else(|| panic!("{} has no object to compare", ligne.rpc)) {
                Autrui::Id(id) => id.clone(),
                Autrui::Sql(sql) => systeme.text(sql).await,
            };
            let unseen = monde.call(ligne, header, demande(&id)).await;
            let what = format!("{} as {qui:?}", ligne.rpc);
            match (sort, unseen, unknown) {
                (Sort::Introuvable, Err(unseen), Err(unknown)) => {
                    expect(&unseen, Code::NotFound, "INTROUVABLE");
                    assert_eq!(unseen.code(), unknown.code(), "{what}");
                    assert_eq!(unseen.message(), unknown.message(), "{what}");
                    assert_eq!(unseen.details(), unknown.details(), "{what}");
                }
                (Sort::SansEffet, Ok(unseen), Ok(unknown)) => assert_eq!(unseen, unknown, "{what}"),
                (sort, unseen, unknown) => panic!("{what}: {sort:?} expected, {unseen:?} and {unknown:?}"),
            }
            compared += 1;
        }
        assert!(compared > 0, "{}: no stranger could try", ligne.rpc);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rpc_has_a_body() {
    let systeme = Systeme::start().await;
    let monde = Monde::of(&systeme).await;
    for ligne in &lignes() {
        // A stream that is permitted has no end.
        let stream = ligne.rpc.contains("/Watch");
        let Some(roles) = ligne.roles.filter(|_| !stream) else { continue };
        for (_, header) in monde.appelants.iter().filter(|(qui, _)| roles.contains(qui)) {
            let answer = monde.call(ligne, std::slice::from_ref(header), sample(&ligne.objet)).await;
            let unwritten = answer.is_err_and(|status| status.code() == Code::Unimplemented);
            assert!(!unwritten, "{} has no body", ligne.rpc);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sign_in_is_explained_to_its_browser_only() {
    let systeme = Systeme::start().await;
    let channel = channel(&systeme.url).await;
    let mine = browser();
    let answer = mine.get(format!("{}/auth/conseiller/connexion/inconnue", systeme.url)).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let page = super::banc::personne::location(&answer);
    let id = page.query_pairs().find(|(name, _)| name == "erreur").unwrap().1.into_owned();
    let read = async |id: &str, cookie: &str| {
        let body = GetErreurConnexionRequest { id: id.to_owned() }.encode_to_vec();
        let rpc = path("identite.v1.SessionService/GetErreurConnexion");
        call(&channel, &rpc, &[("cookie", cookie.to_owned())], body).await
    };
    let stranger = format!("pe-navigateur={}", "x".repeat(43));
    let unseen = read(&id, &stranger).await.unwrap_err();
    let unknown = read("inconnu", &stranger).await.unwrap_err();
    expect(&unseen, Code::NotFound, "INTROUVABLE");
    assert_eq!((unseen.message(), unseen.details()), (unknown.message(), unknown.details()));
    read(&id, &cookie).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn au_20_no_request_names_an_owner_or_an_author() {
    let systeme = Systeme::start().await;
    let pool = prost_reflect::DescriptorPool::decode(proto::DESCRIPTOR_SET).unwrap();
    let requests = pool.services().filter(|s| s.package_name().starts_with("passemploi.")).flat_map(|service| {
        let inputs: Vec<_> = service.methods().map(|method| method.input()).collect();
        inputs
    });
    for request in requests {
        for field in request.fields() {
            let named = ["conseiller_id", "auteur_id", "proprietaire_id", "acteur_id", "compte_id"];
            assert!(!named.contains(&field.name()), "{} takes {}", request.full_name(), field.name());
        }
    }
    // A field that the contract does not have changes nothing: the owner is who calls.
    let sophie = systeme.sophie().await;
    let creation = CreateBeneficiaireFtRequest {
        request_id: Uuid::new_v4().to_string(),
        prenom: "Camille".to_owned(),
        nom: "Roussel".to_owned(),
        email: "camille.roussel@mail.fr".to_owned(),
        ..Default::default()
    };
    let mut body = creation.encode_to_vec();
    let karim = cast::KARIM.id.to_string();
    for field in 6..16_u8 {
        body.extend([field << 3 | 2, u8::try_from(karim.len()).unwrap()]);
        body.extend(karim.bytes());
    }
    let rpc = path("portefeuille.v1.PortefeuilleService/CreateBeneficiaireFt");
    call(&sophie.channel, &rpc, &[sophie.bearer()], body).await.unwrap();
    let owner = "SELECT conseiller::text FROM beneficiaire WHERE email = 'camille.roussel@mail.fr'";
    assert_eq!(systeme.text(owner).await, cast::SOPHIE.id.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn au_26_a_support_command_is_for_the_support() {
    let systeme = Systeme::start().await;
    let monde = Monde::of(&systeme).await;
    let rpc = path("identite.v1.SupportService/GrantSuperviseur");
    let grant = async |headers: &[EnTete]| {
        call(&monde.channel, &rpc, headers, GrantSuperviseurRequest::default().encode_to_vec()).await.unwrap_err()
    };
    expect(&grant(&[]).await, Code::Unauthenticated, "JETON_INVALIDE");
    let wrong = ("x-api-key", "une-autre-cle-0123456789abcdef-0123456789".to_owned());
    expect(&grant(&[wrong]).await, Code::Unauthenticated, "CLE_INVALIDE");
    for (_, header) in monde.appelants.iter().filter(|(qui, _)| *qui != Qui::Support) {
        expect(&grant(std::slice::from_ref(header)).await, Code::PermissionDenied, "ROLE_INTERDIT");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn au_29_the_mission_locale_counts_and_the_label_of_the_agence_does_not() {
    let systeme = Systeme::start().await;
    systeme.sql("INSERT INTO agence VALUES ('recouvrance', 'Antenne Recouvrance', '29', 'Europe/Paris')").await;
    systeme.sql("INSERT INTO agence VALUES ('brest', 'Mission Locale de Brest', '29', 'Europe/Paris')").await;
    systeme.sql("UPDATE conseiller SET agence = 'recouvrance' WHERE prenom = 'Yann'").await;
    // Loïc, of the Mission Locale de Morlaix.
    systeme.sql("UPDATE conseiller SET agence = 'brest' WHERE prenom = 'Inès'").await;
    systeme.sql("UPDATE conseiller SET agence = 'brest' WHERE prenom = 'Nadia'").await;
    let read = async |qui: Personne| {
        let request = GetFicheRequest { beneficiaire_id: cast::KENZA.to_string() };
        qui.portefeuille().get_fiche(request).await.map(|answer| answer.into_inner().fiche.unwrap())
    };
    assert!(read(systeme.yann().await).await.unwrap().lecture_seule);
    expect(&read(systeme.ines().await).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
}
