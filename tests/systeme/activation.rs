//! The activation mail, sent again: PF-11, PF-12, PF-44, D18.

use super::banc::Systeme;
use super::banc::personne::{Personne, channel};
use super::banc::refus::{expect, expect_champ, retry};
use super::comptes::{avis, works};
use chrono::Duration;
use proto::passemploi::identite::v1::Dispositif;
use proto::passemploi::portefeuille::v1::portefeuille_service_client::PortefeuilleServiceClient;
use proto::passemploi::portefeuille::v1::{
    CreateBeneficiaireMiloRequest, GetFicheRequest, RequestActivationRequest, ResendActivationRequest,
    ResendActivationResponse,
};
use simulators::{Effet, Fault, cast};
use tonic::{Code, Status};
use uuid::Uuid;

const EMAIL: &str = "theo.lambert@mail.fr";
const ENVOI: &str = "/imilo/api/sue/sendVerifyEmail";

/// Théo, whom Nadia just created.
async fn theo(nadia: &Personne) -> String {
    let request = CreateBeneficiaireMiloRequest {
        request_id: Uuid::new_v4().to_string(),
        numero: "402117".into(),
        dispositif: Dispositif::Cej.into(),
        ..Default::default()
    };
    nadia.portefeuille().create_beneficiaire_milo(request).await.unwrap().into_inner().beneficiaire_id
}

async fn resend(qui: &Personne, id: &str) -> Result<ResendActivationResponse, Status> {
    let request = ResendActivationRequest { beneficiaire_id: id.to_owned() };
    qui.portefeuille().resend_activation(request).await.map(tonic::Response::into_inner)
}

async fn ask(systeme: &Systeme, email: &str) -> Result<(), Status> {
    let mut client = PortefeuilleServiceClient::new(channel(&systeme.url).await);
    client.request_activation(RequestActivationRequest { email: email.to_owned() }).await.map(|_| ())
}

fn mails(systeme: &Systeme) -> usize {
    systeme.partenaires.mails().iter().filter(|mail| mail.destinataire == EMAIL).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_11_pf_12_the_mail_is_sent_again_every_ten_minutes() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let id = theo(&nadia).await;
    assert_eq!(mails(&systeme), 1);
    // The mail of the creation counts.
    systeme.passes(Duration::minutes(9));
    let refus = resend(&nadia, &id).await.unwrap_err();
    expect(&refus, Code::ResourceExhausted, "RENVOI_TROP_TOT");
    assert!((55..=60).contains(&retry(&refus).unwrap().as_secs()), "{:?}", retry(&refus));
    systeme.passes(Duration::minutes(1));
    let sent = resend(&nadia, &id).await.unwrap();
    assert!(!sent.incertain);
    let (end, next) = (sent.lien_activation_expire_le.unwrap(), sent.prochain_envoi_le.unwrap());
    assert_eq!(end.seconds - next.seconds, 12 * 3600 - 600);
    assert_eq!(mails(&systeme), 2);
    expect(&resend(&nadia, &id).await.unwrap_err(), Code::ResourceExhausted, "RENVOI_TROP_TOT");
    let request = GetFicheRequest { beneficiaire_id: id };
    let fiche = nadia.portefeuille().get_fiche(request).await.unwrap().into_inner().fiche.unwrap();
    assert_eq!((fiche.lien_activation_expire_le, fiche.prochain_envoi_activation), (Some(end), Some(next)));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_browsers_send_one_mail() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let id = theo(&nadia).await;
    systeme.passes(Duration::minutes(11));
    let all = futures::future::join_all((0..8).map(|_| resend(&nadia, &id))).await;
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1);
    for refus in all.iter().filter_map(|one| one.as_ref().err()) {
        expect(refus, Code::ResourceExhausted, "RENVOI_TROP_TOT");
    }
    assert_eq!(mails(&systeme), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_counts_and_is_said_and_a_known_refusal_is_given_back() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let id = theo(&nadia).await;
    systeme.passes(Duration::minutes(11));
    // Refused, or never sent: nothing counts.
    let code = r#"{"code": "QUOTA", "message": "Trop de mails"}"#;
    for (effet, statut, raison) in [
        (Effet::reponse(400, code), Code::FailedPrecondition, "PARTENAIRE_REFUSE"),
        (Effet::reponse(429, ""), Code::Unavailable, "PARTENAIRE_INDISPONIBLE"),
    ] {
        systeme.partenaires.push_fault(Fault::new("PUT", ENVOI, effet));
        expect(&resend(&nadia, &id).await.unwrap_err(), statut, raison);
        systeme.passes(Duration::seconds(2));
    }
    assert_eq!(mails(&systeme), 1);
    // Sent, and the answer lost: it is said, counts, and is not repeated.
    systeme.partenaires.push_fault(Fault::new("PUT", ENVOI, Effet::CoupureApres));
    assert!(resend(&nadia, &id).await.unwrap().incertain);
    assert_eq!(mails(&systeme), 2);
    expect(&resend(&nadia, &id).await.unwrap_err(), Code::ResourceExhausted, "RENVOI_TROP_TOT");
    let row = "SELECT count(*) FROM journal WHERE acte = 'ACTIVATION_RENVOYEE' AND detail = 'INCERTAIN'";
    assert_eq!(systeme.count(row).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_imilo_refuses_is_renewed_and_used_once_more() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let id = theo(&nadia).await;
    systeme.passes(Duration::minutes(11));
    let nadia = nadia.renewed(&systeme.url).await;
    let token = "/protocol/openid-connect/token";
    let renewals = || systeme.calls("POST", token);
    let refused = || Fault::new("PUT", ENVOI, Effet::reponse(401, "{}"));
    // Once: nobody sees it. After 11 minutes the token is renewed anyway, then once more.
    let before = renewals();
    systeme.partenaires.push_fault(refused());
    assert!(!resend(&nadia, &id).await.unwrap().incertain);
    assert_eq!((mails(&systeme), renewals()), (2, before + 2));
    // Twice: his session is over there. Nothing was sent and nothing counts.
    systeme.passes(Duration::minutes(11));
    let nadia = nadia.renewed(&systeme.url).await;
    let asked = systeme.calls("PUT", "sendVerifyEmail");
    systeme.partenaires.push_fault(refused().always());
    expect(&resend(&nadia, &id).await.unwrap_err(), Code::FailedPrecondition, "SESSION_PARTENAIRE_EXPIREE");
    assert_eq!(systeme.calls("PUT", "sendVerifyEmail"), asked + 2);
    systeme.partenaires.clear_faults();
    // The provider refuses to renew it, whatever its words: the same.
    for statut in [400, 401, 403, 500] {
        systeme.partenaires.push_fault(refused());
        let realm = Fault::new("POST", "/imilo/auth/realms/imilo-conseillers/*", Effet::reponse(statut, "{}"));
        systeme.partenaires.push_fault(realm.always());
        let refus = resend(&nadia, &id).await.unwrap_err();
        assert!(matches!(refus.code(), Code::Unavailable | Code::FailedPrecondition), "{statut}: {refus:?}");
        systeme.partenaires.clear_faults();
    }
    assert_eq!(mails(&systeme), 2);
    let nadia = systeme.nadia().await;
    resend(&nadia, &id).await.unwrap();
    assert_eq!(mails(&systeme), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_takes_the_own_session_of_the_conseiller_at_imilo_and_a_person_to_activate() {
    let systeme = Systeme::start().await;
    let (nadia, yann, sophie) = (systeme.nadia().await, systeme.yann().await, systeme.sophie().await);
    let id = theo(&nadia).await;
    systeme.passes(Duration::minutes(11));
    expect(&resend(&yann, &id).await.unwrap_err(), Code::PermissionDenied, "LECTURE_SEULE");
    expect(&resend(&sophie, &id).await.unwrap_err(), Code::PermissionDenied, "ROLE_INTERDIT");
    let kenza = cast::KENZA.to_string();
    expect(&resend(&nadia, &kenza).await.unwrap_err(), Code::FailedPrecondition, "COMPTE_DEJA_ACTIVE");
    systeme.sql(&format!("DELETE FROM jeton_partenaire WHERE compte = '{}'", cast::NADIA.id)).await;
    let refus = resend(&nadia, &id).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "SESSION_PARTENAIRE_EXPIREE");
    assert_eq!(systeme.calls("PUT", "sendVerifyEmail"), 0);
    // Nothing was counted: it works once he has signed in.
    let nadia = systeme.nadia().await;
    resend(&nadia, &id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_44_the_person_asks_on_the_sign_in_page_and_one_counter_serves_both() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let id = theo(&nadia).await;
    systeme.passes(Duration::minutes(5));
    ask(&systeme, EMAIL).await.unwrap();
    works(&systeme).await;
    assert_eq!(mails(&systeme), 1, "five minutes after the mail of the creation");
    systeme.passes(Duration::minutes(6));
    resend(&nadia, &id).await.unwrap();
    assert_eq!(mails(&systeme), 2);
    // Ten minutes later he gets it by himself, with the token of Nadia, whose use is journaled.
    systeme.passes(Duration::minutes(11));
    ask(&systeme, " Theo.Lambert@mail.fr ").await.unwrap();
    works(&systeme).await;
    assert_eq!(mails(&systeme), 3);
    let row = format!(
        "SELECT count(*) FROM journal WHERE acte = 'JETON_EMPRUNTE' AND detail = 'ACTIVATION_IMILO'
         AND compte = '{id}' AND cible = '{id}' AND relation = 'SOI'"
    );
    assert_eq!(systeme.count(&row).await, 1);
    let nadia = nadia.renewed(&systeme.url).await;
    expect(&resend(&nadia, &id).await.unwrap_err(), Code::ResourceExhausted, "RENVOI_TROP_TOT");
    // Nothing of the address stays.
    assert_eq!(systeme.count("SELECT count(*) FROM tache WHERE contenu::text LIKE '%lambert%'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_44_the_answer_says_nothing_of_who_exists() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    theo(&nadia).await;
    systeme.passes(Duration::minutes(11));
    let mut seen = Vec::new();
    for email in [EMAIL, "personne@mail.fr", "kenza.belkacem@mail.fr"] {
        let (answer, statements) = systeme.statements_of(ask(&systeme, email)).await;
        answer.unwrap();
        seen.push(statements);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
    assert!(!seen[0].iter().any(|sql| sql.contains("beneficiaire")), "{:?}", seen[0]);
    assert_eq!(systeme.calls("PUT", "sendVerifyEmail"), 0, "i-milo is asked by the task");
    works(&systeme).await;
    assert_eq!(systeme.calls("PUT", "sendVerifyEmail"), 1);
    expect_champ(&ask(&systeme, "zoé@mail.fr").await.unwrap_err(), "email", "EMAIL_CARACTERE_REFUSE");
    expect_champ(&ask(&systeme, "").await.unwrap_err(), "email", "CHAMP_REQUIS");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_of_the_conseiller_he_is_told_once() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    theo(&nadia).await;
    systeme.passes(Duration::minutes(11));
    systeme.sql(&format!("DELETE FROM jeton_partenaire WHERE compte = '{}'", cast::NADIA.id)).await;
    for _ in 0..3 {
        ask(&systeme, EMAIL).await.unwrap();
        works(&systeme).await;
    }
    let listed = avis(&nadia).await;
    assert_eq!(listed.iter().filter(|avis| avis.contains("Théo Lambert a demandé un nouveau lien")).count(), 1);
    assert_eq!(mails(&systeme), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_asks_ten_times_in_ten_minutes() {
    let systeme = Systeme::start().await;
    systeme.horloge.freeze();
    for n in 0..10 {
        ask(&systeme, &format!("personne{n}@mail.fr")).await.unwrap();
    }
    let refus = ask(&systeme, "personne@mail.fr").await.unwrap_err();
    expect(&refus, Code::ResourceExhausted, "QUOTA_DEMANDES");
    assert_eq!(retry(&refus).unwrap().as_secs(), 600);
    systeme.passes(Duration::minutes(10));
    ask(&systeme, "personne@mail.fr").await.unwrap();
}
