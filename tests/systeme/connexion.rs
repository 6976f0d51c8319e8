//! Sign-in: AU-01 to AU-10, AU-30, D2, D3, D10.

use super::banc::Systeme;
use super::banc::personne::{browser, location};
use proto::passemploi::identite::v1::{GetSessionRequest, Structure, get_session_response::Compte};
use reqwest::{Client, StatusCode, Url};
use simulators::{Champ, Effet, Fault, PersonnePatch, Realm, cast};

/// Signs in in this browser; where it ends up.
async fn sign_in(browser: &Client, url: &str, chemin: &str, qui: &str) -> Url {
    let mut next = location(&browser.get(format!("{url}{chemin}")).send().await.unwrap());
    if next.as_str().starts_with(url) {
        return next;
    }
    next.query_pairs_mut().append_pair("login_hint", qui);
    let back = location(&browser.get(next).send().await.unwrap());
    location(&browser.get(back).send().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn au_01_the_first_sign_in_makes_the_account() {
    let systeme = Systeme::start_empty().await;
    let paul = systeme.conseiller("pe-aij-conseiller", cast::PAUL.email).await;
    let session = paul.session().get_session(GetSessionRequest {}).await.unwrap().into_inner();
    assert_eq!((session.prenom.as_str(), session.structure()), ("Paul", Structure::PoleEmploiAij));
    assert!(session.cgu_a_signer.is_some());
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'CONSEILLER_CREE'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_conseiller_signs_in() {
    let systeme = Systeme::start().await;
    for (entree, qui) in [
        ("similo-conseiller", cast::BRUNO.email),
        ("pe-conseiller", cast::SOPHIE.email),
        ("pe-brsa-conseiller", cast::KARIM.email),
        ("pe-aij-conseiller", cast::PAUL.email),
        ("conseildepartemental-conseiller", cast::HELENE.email),
    ] {
        let personne = systeme.conseiller(entree, qui).await;
        let session = personne.session().get_session(GetSessionRequest {}).await.unwrap().into_inner();
        assert_eq!(session.email(), qui);
        if qui == cast::BRUNO.email {
            let Some(Compte::Conseiller(bruno)) = session.compte else { panic!("not a conseiller") };
            assert_eq!(bruno.mission_locale.as_deref(), Some("Mission Locale de Brest"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn au_02_another_dispositif_is_refused_and_nothing_is_written() {
    let systeme = Systeme::start().await;
    let before = systeme.count("SELECT count(*) FROM session").await;
    let refus =
        super::banc::personne::Personne::sign_in(&systeme.url, "conseiller", "pe-brsa-conseiller", cast::PAUL.email)
            .await;
    assert_eq!(refus.err().as_deref(), Some("UTILISATEUR_DEJA_PE_AIJ"));
    assert_eq!(systeme.count("SELECT count(*) FROM session").await, before);
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'CONNEXION_REFUSEE'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_05_a_conseiller_without_name_is_refused() {
    let systeme = Systeme::start_empty().await;
    let sub = cast::NADIA.sub.to_string();
    systeme
        .partenaires
        .patch_personne(PersonnePatch { sans: vec![Champ::Nom], ..PersonnePatch::new(Realm::ImiloConseillers, sub) });
    let refus =
        super::banc::personne::Personne::sign_in(&systeme.url, "conseiller", "similo-conseiller", cast::NADIA.email)
            .await;
    assert_eq!(refus.err().as_deref(), Some("CONSEILLER_NON_VALIDE"));
    // 256 letters are no name either (D9).
    let sub = cast::YANN.sub.to_string();
    systeme.partenaires.patch_personne(PersonnePatch {
        nom: Some("a".repeat(256)),
        ..PersonnePatch::new(Realm::ImiloConseillers, sub)
    });
    let refus =
        super::banc::personne::Personne::sign_in(&systeme.url, "conseiller", "similo-conseiller", cast::YANN.email)
            .await;
    assert_eq!(refus.err().as_deref(), Some("CONSEILLER_NON_VALIDE"));
    assert_eq!(systeme.count("SELECT count(*) FROM conseiller").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_email_stays_when_the_provider_gives_none() {
    let systeme = Systeme::start().await;
    let sub = cast::SOPHIE.sub.to_string();
    systeme
        .partenaires
        .patch_personne(PersonnePatch { sans: vec![Champ::Email], ..PersonnePatch::new(Realm::FtAgent, sub.clone()) });
    let sophie = systeme.conseiller("pe-conseiller", &sub).await;
    let session = sophie.session().get_session(GetSessionRequest {}).await.unwrap().into_inner();
    assert_eq!(session.email(), cast::SOPHIE.email);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_gets_a_cookie_of_its_space_and_opens_the_page_that_was_asked() {
    let systeme = Systeme::start().await;
    let chemin = "/auth/conseiller/connexion/similo-conseiller";
    for (retour, page) in [
        ("", "/conseiller/portefeuille"),
        ("?retour=/conseiller/portefeuille/nouveau", "/conseiller/portefeuille/nouveau"),
        ("?retour=https://ailleurs.example/conseiller", "/conseiller/portefeuille"),
        ("?retour=//ailleurs.example", "/conseiller/portefeuille"),
        ("?retour=/app/accueil", "/conseiller/portefeuille"),
    ] {
        let end = sign_in(&browser(), &systeme.url, &format!("{chemin}{retour}"), cast::NADIA.email).await;
        assert_eq!(end.as_str(), format!("{}{page}", systeme.url), "{retour}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_browser_learns_why_once_and_no_other_browser_does() {
    let systeme = Systeme::start().await;
    let (refused, other) = (browser(), browser());
    let end = sign_in(&refused, &systeme.url, "/auth/conseiller/connexion/pe-brsa-conseiller", cast::PAUL.email).await;
    assert_eq!(end.path(), "/conseiller/connexion");
    assert!(!end.as_str().contains("paul") && !end.as_str().contains('@'), "{end}");
    let id = end.query_pairs().find(|(key, _)| key == "erreur").unwrap().1.into_owned();
    // gRPC-web, as the page does: a length-prefixed message.
    let ask = async |browser: &Client| {
        let mut message = vec![0x0a, u8::try_from(id.len()).unwrap()];
        message.extend(id.as_bytes());
        let mut body = vec![0, 0, 0, 0, u8::try_from(message.len()).unwrap()];
        body.extend(&message);
        let path = "/passemploi.identite.v1.SessionService/GetErreurConnexion";
        let answer = browser
            .post(format!("{}{path}", systeme.url))
            .header("content-type", "application/grpc-web+proto")
            .header("x-grpc-web", "1")
            .body(body)
            .send()
            .await
            .unwrap();
        let status = answer.headers().get("grpc-status").map(|value| value.to_str().unwrap().to_owned());
        (status, answer.bytes().await.unwrap())
    };
    assert_eq!(ask(&other).await.0.as_deref(), Some("5"));
    let (status, body) = ask(&refused).await;
    assert_eq!(status, None, "the trailers of gRPC-web are in the body");
    // Field 1, the reason 103.
    assert!(body.windows(2).any(|pair| pair == [0x08, 103]), "{body:?}");
    assert_eq!(ask(&refused).await.0.as_deref(), Some("5"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_serves_once_and_in_its_own_browser() {
    let systeme = Systeme::start().await;
    let begin = async |browser: &Client| {
        let start = format!("{}/auth/conseiller/connexion/similo-conseiller", systeme.url);
        let mut next = location(&browser.get(start).send().await.unwrap());
        next.query_pairs_mut().append_pair("login_hint", cast::NADIA.email);
        location(&browser.get(next).send().await.unwrap())
    };
    let (mine, other) = (browser(), browser());
    let back = begin(&mine).await;
    // Stolen by another browser: refused, and spent.
    assert_eq!(location(&other.get(back.clone()).send().await.unwrap()).path(), "/conseiller/connexion");
    assert_eq!(location(&mine.get(back).send().await.unwrap()).path(), "/conseiller/connexion");
    // Replayed in the same browser: refused.
    let back = begin(&mine).await;
    assert_eq!(location(&mine.get(back.clone()).send().await.unwrap()).path(), "/conseiller/portefeuille");
    assert_eq!(location(&mine.get(back).send().await.unwrap()).path(), "/conseiller/connexion");
    // A state of nobody, no state, a refusal at the provider.
    for query in ["?code=x&state=y", "?code=x", "", "?error=access_denied"] {
        let answer = mine.get(format!("{}/auth/conseiller/retour{query}", systeme.url)).send().await.unwrap();
        assert_eq!(location(&answer).path(), "/conseiller/connexion");
    }
    assert_eq!(systeme.count("SELECT count(*) FROM session").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_is_said_and_no_session_is_opened() {
    let systeme = Systeme::start().await;
    let fault = Fault::new("POST", "/imilo/auth/realms/imilo-conseillers/*", Effet::reponse(503, "")).always();
    systeme.partenaires.push_fault(fault);
    let refus =
        super::banc::personne::Personne::sign_in(&systeme.url, "conseiller", "similo-conseiller", cast::NADIA.email)
            .await;
    assert_eq!(refus.err().as_deref(), Some("PARTENAIRE_INDISPONIBLE"));
    assert_eq!(systeme.count("SELECT count(*) FROM session").await, 0);
    // i-milo's own pages for structures may be down: the last known Mission Locale stays.
    systeme.partenaires.clear_faults();
    systeme.partenaires.push_fault(Fault::new("GET", "/imilo/api/operateurs/*", Effet::reponse(500, "")).always());
    let nadia = systeme.nadia().await;
    let session = nadia.session().get_session(GetSessionRequest {}).await.unwrap().into_inner();
    let Some(Compte::Conseiller(conseiller)) = session.compte else { panic!("not a conseiller") };
    assert_eq!(conseiller.mission_locale.as_deref(), Some("Mission Locale de Brest"));
}

#[tokio::test(flavor = "multi_thread")]
async fn au_30_each_space_has_its_cookie_and_its_sign_out() {
    let systeme = Systeme::start().await;
    let browser = browser();
    let url = &systeme.url;
    sign_in(&browser, url, "/auth/conseiller/connexion/pe-conseiller", cast::SOPHIE.email).await;
    let jeremy = cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap();
    sign_in(&browser, url, "/auth/beneficiaire/connexion/ft-beneficiaire", &jeremy.email).await;
    let post = async |chemin: &str, espace: Option<&str>| {
        let mut request = browser.post(format!("{url}/auth/{chemin}"));
        if let Some(espace) = espace {
            request = request.header("x-pe-espace", espace);
        }
        request.send().await.unwrap().status()
    };
    // A forged call of another site has no header of ours.
    assert_eq!(post("conseiller/deconnexion", None).await, StatusCode::FORBIDDEN);
    assert_eq!(post("conseiller/deconnexion", Some("beneficiaire")).await, StatusCode::FORBIDDEN);
    assert_eq!(post("conseiller/renouveler", Some("conseiller")).await, StatusCode::NO_CONTENT);
    assert_eq!(post("conseiller/deconnexion", Some("conseiller")).await, StatusCode::NO_CONTENT);
    assert_eq!(post("conseiller/renouveler", Some("conseiller")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(post("beneficiaire/renouveler", Some("beneficiaire")).await, StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mobile_code_goes_to_registered_addresses_only_and_serves_once() {
    let systeme = Systeme::start().await;
    let chemin = format!(
        "{}/auth/conseiller/connexion/similo-conseiller?client_id=mobile&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256",
        systeme.url
    );
    for bad in [
        "https://ailleurs.example/",
        "http://127.0.0.1.ailleurs.example/",
        "http://x@127.0.0.1/",
        "passemploi://autre",
        "",
    ] {
        let answer = browser().get(&chemin).query(&[("redirect_uri", bad)]).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{bad}");
    }
    let nadia = systeme.nadia().await;
    let form = [("grant_type", "refresh_token"), ("refresh_token", nadia.renouvellement.as_str())];
    let renewed = browser().post(format!("{}/auth/jeton", systeme.url)).form(&form).send().await.unwrap();
    assert_eq!(renewed.status(), StatusCode::OK);
    let form = [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "y"), ("code_verifier", "z")];
    let refused = browser().post(format!("{}/auth/jeton", systeme.url)).form(&form).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}
