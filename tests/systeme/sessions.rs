//! Sessions: list, sign-out of a device, limit, end of an account, cookies. AU-19, AU-25, AU-30, D4, D8.

use super::banc::navigateur::Navigateur;
use super::banc::personne::{Personne, browser};
use super::banc::refus::{expect, expect_champ};
use super::banc::{Systeme, until};
use access::{Compte, MotifRevocation, RevocationTx as _, Role};
use chrono::Duration;
use postgres::Purge;
use proto::passemploi::identite::v1::session_service_client::SessionServiceClient;
use proto::passemploi::identite::v1::{GetSessionRequest, ListSessionsRequest, RevokeSessionRequest, SessionOuverte};
use reqwest::StatusCode;
use simulators::cast;
use tonic::Code;

async fn sessions(qui: &Personne) -> Vec<SessionOuverte> {
    qui.session().list_sessions(ListSessionsRequest {}).await.unwrap().into_inner().sessions
}

async fn revoke(qui: &Personne, session_id: &str) -> Result<(), tonic::Status> {
    let request = RevokeSessionRequest { session_id: session_id.to_owned() };
    qui.session().revoke_session(request).await.map(|_| ())
}

async fn refused(qui: &Personne) -> tonic::Status {
    qui.session().get_session(GetSessionRequest {}).await.unwrap_err()
}

async fn renewal(systeme: &Systeme, jeton: &str) -> StatusCode {
    let form = [("grant_type", "refresh_token"), ("refresh_token", jeton)];
    browser().post(format!("{}/auth/jeton", systeme.url)).form(&form).send().await.unwrap().status()
}

fn jeremy() -> cast::Beneficiaire {
    cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn my_sessions_are_listed_the_last_used_first_and_those_of_others_are_not() {
    let systeme = Systeme::start().await;
    let mobile = systeme.nadia().await;
    systeme.horloge.advance(Duration::minutes(1));
    let mut navigateur = Navigateur::new();
    navigateur.sign_in(&systeme.url, "/auth/conseiller/connexion/similo-conseiller", cast::NADIA.email).await;
    let web = Personne { acces: navigateur.acces("conseiller"), ..mobile.clone() };
    let yann = systeme.yann().await;

    let listed = sessions(&web).await;
    let shown = |s: &SessionOuverte| (s.appareil.clone(), s.application_mobile, s.courante);
    assert_eq!(
        listed.iter().map(shown).collect::<Vec<_>>(),
        [(Some("Firefox, Linux".to_owned()), false, true), (None, true, false)]
    );
    assert!(listed[0].vue_le.unwrap().seconds > listed[1].vue_le.unwrap().seconds);
    assert_eq!(sessions(&yann).await.len(), 1);
    // A renewal is a use.
    systeme.horloge.advance(Duration::minutes(1));
    let mobile = mobile.renewed(&systeme.url).await;
    let listed = sessions(&mobile).await;
    assert_eq!(
        listed.iter().map(|s| (s.application_mobile, s.courante)).collect::<Vec<_>>(),
        [(true, true), (false, false)]
    );
    assert!(listed[0].vue_le.unwrap().seconds > listed[0].ouverte_le.unwrap().seconds);
    // Nothing of the User-Agent but the two words.
    assert_eq!(systeme.count("SELECT count(*) FROM session WHERE appareil LIKE '%Mozilla%'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_signed_out_from_another_at_once_and_everywhere() {
    let systeme = Systeme::start().await;
    let other_gateway = systeme.another_gateway().await;
    let (one, two) = (systeme.nadia().await, systeme.nadia().await);
    // Both gateways remember the second device.
    two.session().get_session(GetSessionRequest {}).await.unwrap();
    other_gateway.session(&two).get_session(GetSessionRequest {}).await.unwrap();
    let target = sessions(&one).await.into_iter().find(|session| !session.courante).unwrap().id;

    let yann = systeme.yann().await;
    for unknown in [target.as_str(), "018f4a3e-0000-7000-8000-000000000001"] {
        expect(&revoke(&yann, unknown).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
    }
    for bad in ["", "nadia", "018f4a3e000070008000000000000001"] {
        expect_champ(&revoke(&one, bad).await.unwrap_err(), "session_id", "IDENTIFIANT_INVALIDE");
    }
    two.session().get_session(GetSessionRequest {}).await.unwrap();

    revoke(&one, &target).await.unwrap();
    expect(&refused(&two).await, Code::Unauthenticated, "SESSION_REVOQUEE");
    until("the other gateway forgets", || async {
        other_gateway.session(&two).get_session(GetSessionRequest {}).await.is_err()
    })
    .await;
    assert_eq!(renewal(&systeme, &two.renouvellement).await, StatusCode::BAD_REQUEST);
    // Twice is once, and mine goes on.
    revoke(&one, &target).await.unwrap();
    assert_eq!(sessions(&one).await.len(), 1);
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'SESSION_FERMEE'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bearer_of_the_support_and_of_a_beneficiaire_list_and_close_theirs() {
    let systeme = Systeme::start().await;
    let jeremy = systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap();
    for qui in [systeme.support().await, jeremy] {
        let mine = sessions(&qui).await;
        assert_eq!((mine.len(), mine[0].courante), (1, true));
        revoke(&qui, &mine[0].id).await.unwrap();
        expect(&refused(&qui).await, Code::Unauthenticated, "SESSION_REVOQUEE");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_twenty_sessions_and_the_one_unseen_longest_leaves() {
    let systeme = Systeme::start().await;
    let mut opened = Vec::new();
    for _ in 0..20 {
        opened.push(systeme.nadia().await);
        systeme.horloge.advance(Duration::seconds(1));
    }
    for qui in &opened {
        qui.session().get_session(GetSessionRequest {}).await.unwrap();
    }
    // The first is used again: the second is now the one unseen longest.
    let first = opened[0].renewed(&systeme.url).await;
    let last = systeme.nadia().await;
    expect(&refused(&opened[1]).await, Code::Unauthenticated, "SESSION_REVOQUEE");
    for qui in [&first, &opened[2], &last] {
        qui.session().get_session(GetSessionRequest {}).await.unwrap();
    }
    assert_eq!(sessions(&last).await.len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_19_the_end_of_an_account_ends_every_session_of_it() {
    let systeme = Systeme::start().await;
    let other_gateway = systeme.another_gateway().await;
    let (one, two) = (
        systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap(),
        systeme.beneficiaire("ft-beneficiaire", &jeremy().email).await.unwrap(),
    );
    let sophie = systeme.sophie().await;
    for qui in [&one, &two, &sophie] {
        qui.session().get_session(GetSessionRequest {}).await.unwrap();
        other_gateway.session(qui).get_session(GetSessionRequest {}).await.unwrap();
    }
    let compte = Compte { role: Role::Beneficiaire, id: cast::JEREMY };
    // An act that rolls back revokes nothing.
    let mut undone = systeme.store.unit().await.unwrap();
    assert_eq!(undone.revoke_account(compte, MotifRevocation::Archivage).await.unwrap().len(), 2);
    drop(undone);
    one.session().get_session(GetSessionRequest {}).await.unwrap();

    let mut archive = systeme.store.unit().await.unwrap();
    assert_eq!(archive.revoke_account(compte, MotifRevocation::Archivage).await.unwrap().len(), 2);
    archive.commit().await.unwrap();
    for qui in [&one, &two] {
        until("this gateway forgets", || async { qui.session().get_session(GetSessionRequest {}).await.is_err() })
            .await;
        until("the other gateway forgets", || async {
            other_gateway.session(qui).get_session(GetSessionRequest {}).await.is_err()
        })
        .await;
        expect(&refused(qui).await, Code::Unauthenticated, "SESSION_REVOQUEE");
        assert_eq!(renewal(&systeme, &qui.renouvellement).await, StatusCode::BAD_REQUEST);
    }
    sophie.session().get_session(GetSessionRequest {}).await.unwrap();
    assert_eq!(systeme.faits("COMPTE_REVOQUE").await, 1);
    let row = "SELECT count(*) FROM journal WHERE acte = 'COMPTE_REVOQUE' AND detail = 'ARCHIVAGE'";
    assert_eq!(systeme.count(row).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_who_ends_sessions_is_heard_at_once() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    nadia.session().get_session(GetSessionRequest {}).await.unwrap();
    systeme.sql("UPDATE session SET revoquee_le = now() WHERE revoquee_le IS NULL").await;
    until("the gateway forgets", || async { nadia.session().get_session(GetSessionRequest {}).await.is_err() }).await;
    expect(&refused(&nadia).await, Code::Unauthenticated, "SESSION_REVOQUEE");
}

#[tokio::test(flavor = "multi_thread")]
async fn au_25_a_stolen_token_that_comes_back_ends_the_session_and_is_told() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    nadia.session().get_session(GetSessionRequest {}).await.unwrap();
    systeme.horloge.freeze();
    // Twenty at once, as a client that lost count would: each gets a token that works.
    let renewals = (0..20).map(|_| nadia.renewed(&systeme.url));
    let renewed = futures::future::join_all(renewals).await;
    for qui in &renewed {
        qui.session().get_session(GetSessionRequest {}).await.unwrap();
    }
    systeme.horloge.advance(Duration::seconds(20));
    let late = nadia.renewed(&systeme.url).await;
    systeme.horloge.advance(Duration::seconds(11));
    assert_eq!(renewal(&systeme, &nadia.renouvellement).await, StatusCode::BAD_REQUEST);
    for qui in [&late, &renewed[0], &nadia] {
        expect(&refused(qui).await, Code::Unauthenticated, "SESSION_REVOQUEE");
        assert_eq!(renewal(&systeme, &qui.renouvellement).await, StatusCode::BAD_REQUEST);
    }
    assert_eq!(systeme.faits("REUTILISATION_DETECTEE").await, 1, "told once, with the role");
    let told = "SELECT count(*) FROM tache WHERE contenu -> 'contenu' ->> 'role' = 'CONSEILLER'";
    assert_eq!(systeme.count(told).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_25_a_beneficiaire_is_written_one_mail_about_a_reused_token() {
    let systeme = Systeme::start().await;
    let email = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap().email;
    let kenza = systeme.beneficiaire("similo-jeune", &email).await.unwrap().signs_cgu().await;
    kenza.renewed(&systeme.url).await;
    systeme.horloge.advance(Duration::seconds(31));
    assert_eq!(renewal(&systeme, &kenza.renouvellement).await, StatusCode::BAD_REQUEST);
    assert_eq!(super::comptes::works(&systeme).await.courriels().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_out_of_date_leaves_and_nothing_else_does() {
    let systeme = Systeme::start().await;
    let (kept, closed) = (systeme.nadia().await, systeme.yann().await);
    let mine = sessions(&closed).await.remove(0).id;
    revoke(&closed, &mine).await.unwrap();
    // A sign-in that never comes back, and one that is refused and never explained.
    let mut navigateur = Navigateur::new();
    navigateur.get(&format!("{}/auth/conseiller/connexion/similo-conseiller", systeme.url)).await;
    navigateur.get(&format!("{}/auth/conseiller/connexion/inconnue", systeme.url)).await;
    let rows = async || {
        let mut counts = Vec::new();
        for table in
            ["session", "jeton_renouvellement", "interaction_connexion", "erreur_connexion", "tentative_connexion"]
        {
            counts.push(systeme.count(&format!("SELECT count(*) FROM {table}")).await);
        }
        counts
    };
    let purge = || systeme.store.purge(Purge::Sessions);
    assert_eq!(rows().await, [2, 2, 1, 1, 1]);
    assert_eq!(purge().await.unwrap(), 0);
    systeme.horloge.advance(Duration::hours(25));
    let kept = kept.renewed(&systeme.url).await;
    assert_eq!(purge().await.unwrap(), 4);
    assert_eq!(purge().await.unwrap(), 0, "twice is once");
    assert_eq!(rows().await, [1, 2, 0, 0, 0], "a replaced token tells a theft");
    systeme.horloge.advance(Duration::days(41));
    let kept = kept.renewed(&systeme.url).await;
    systeme.horloge.advance(Duration::days(2));
    purge().await.unwrap();
    assert_eq!(rows().await, [1, 2, 0, 0, 0]);
    let kept = kept.renewed(&systeme.url).await;
    kept.session().get_session(GetSessionRequest {}).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_are_for_this_origin_and_no_script() {
    let systeme = Systeme::start().await;
    let chemin = "/auth/conseiller/connexion/similo-conseiller";
    let mut navigateur = Navigateur::new();
    navigateur.sign_in(&systeme.url, chemin, cast::NADIA.email).await;
    let names: Vec<_> = navigateur.cookies.keys().cloned().collect();
    assert_eq!(names, ["pe-conseiller", "pe-navigateur"]);
    for pose in &navigateur.poses {
        assert!(pose.contains("; Path=/; HttpOnly; SameSite=Lax; Max-Age="), "{pose}");
        assert!(!pose.contains("Domain"), "{pose}");
    }

    // Behind a proxy that ends TLS: what the browser sees is https.
    let mut settings = systeme.settings.clone();
    settings.adresses = vec!["https://127.0.0.1".to_owned()];
    let secure = systeme.gateway_with(settings).await;
    let mut navigateur = Navigateur::new();
    let back = navigateur.choose(&secure.url, chemin, cast::NADIA.email).await;
    assert_eq!(back.scheme(), "https");
    let query = back.query().unwrap();
    navigateur.get(&format!("{}/auth/conseiller/retour?{query}", secure.url)).await;
    let names: Vec<_> = navigateur.cookies.keys().cloned().collect();
    assert_eq!(names, ["__Host-pe-conseiller", "__Host-pe-navigateur"]);
    for pose in &navigateur.poses {
        assert!(
            pose.starts_with("__Host-") && pose.ends_with("; Secure") && pose.contains("; Path=/; HttpOnly;"),
            "{pose}"
        );
    }
    // The name without prefix could be set by another site of the domain: it is not read.
    let plain = navigateur.cookies["__Host-pe-conseiller"].clone();
    let mut request = tonic::Request::new(GetSessionRequest {});
    request.metadata_mut().insert("cookie", format!("pe-conseiller={plain}").parse().unwrap());
    request.metadata_mut().insert("x-pe-espace", "conseiller".parse().unwrap());
    let channel = super::banc::personne::channel(&secure.url).await;
    let refus = SessionServiceClient::new(channel).get_session(request).await.unwrap_err();
    expect(&refus, Code::Unauthenticated, "JETON_INVALIDE");
}

#[tokio::test(flavor = "multi_thread")]
async fn au_30_the_cookie_of_a_space_is_worth_nothing_in_another() {
    let systeme = Systeme::start().await;
    let mut navigateur = Navigateur::new();
    for (espace, entree, qui) in [
        ("conseiller", "pe-conseiller", cast::SOPHIE.email),
        ("beneficiaire", "ft-beneficiaire", jeremy().email.as_str()),
        ("support", "support", cast::SUPPORT),
    ] {
        navigateur.sign_in(&systeme.url, &format!("/auth/{espace}/connexion/{entree}"), qui).await;
    }
    let channel = super::banc::personne::channel(&systeme.url).await;
    let call = async |cookie: String, espace: &'static str| {
        let mut request = tonic::Request::new(GetSessionRequest {});
        request.metadata_mut().insert("cookie", cookie.parse().unwrap());
        request.metadata_mut().insert("x-pe-espace", espace.parse().unwrap());
        SessionServiceClient::new(channel.clone()).get_session(request).await
    };
    let spaces = ["conseiller", "beneficiaire", "support"];
    for espace in spaces {
        call(navigateur.cookie(), espace).await.unwrap();
        for ailleurs in spaces.into_iter().filter(|ailleurs| *ailleurs != espace) {
            // Alone, and renamed by somebody who can write cookies.
            let value = &navigateur.cookies[&format!("pe-{espace}")];
            for cookie in [format!("pe-{espace}={value}"), format!("pe-{ailleurs}={value}")] {
                let refus = call(cookie.clone(), ailleurs).await.unwrap_err();
                expect(&refus, Code::Unauthenticated, "JETON_INVALIDE");
            }
            // Nor does its renewal token renew there.
            let mut voleur = Navigateur::new();
            voleur.cookies.insert(format!("pe-{ailleurs}"), value.clone());
            let answer = voleur.post(&format!("{}/auth/{ailleurs}/renouveler", systeme.url), Some(ailleurs)).await;
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{espace} in {ailleurs}");
        }
    }
    // Sophie signs out: Jérémy stays.
    let url = format!("{}/auth/conseiller/deconnexion", systeme.url);
    let before = navigateur.cookie();
    assert_eq!(navigateur.post(&url, Some("conseiller")).await.status(), StatusCode::NO_CONTENT);
    expect(&call(before, "conseiller").await.unwrap_err(), Code::Unauthenticated, "SESSION_REVOQUEE");
    call(navigateur.cookie(), "beneficiaire").await.unwrap();
}
