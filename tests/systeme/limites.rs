//! How many calls one account, and one address, may make.

use super::banc::Systeme;
use super::banc::personne::{Personne, channel};
use super::banc::refus::{expect, retry};
use pass_emploi::settings::{Limites, Settings};
use proto::passemploi::identite::v1::GetSessionRequest;
use tonic::Code;

async fn calls(qui: &Personne, nombre: usize) -> Vec<tonic::Status> {
    let mut refused = Vec::new();
    for _ in 0..nombre {
        if let Err(status) = qui.session().get_session(GetSessionRequest {}).await {
            refused.push(status);
        }
    }
    refused
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_calls_too_much_is_told_when_to_come_back_and_the_others_go_on() {
    let systeme = Systeme::start().await;
    let (nadia, sophie) = (systeme.nadia().await, systeme.sophie().await);
    let limites = Limites { appels_par_compte: 5, ..Limites::default() };
    let passerelle = systeme.gateway_with(Settings { limites, ..systeme.settings.clone() }).await;
    let here = |qui: &Personne| Personne { channel: passerelle.channel.clone(), ..qui.clone() };
    let refused = calls(&here(&nadia), 8).await;
    assert_eq!(refused.len(), 3, "{refused:?}");
    expect(&refused[0], Code::ResourceExhausted, "QUOTA_APPELS");
    assert!(retry(&refused[0]).is_some_and(|wait| wait.as_secs() <= 12), "{:?}", retry(&refused[0]));
    assert!(calls(&here(&sophie), 5).await.is_empty());
    // What is refused so often is not worth a row of the journal each.
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE motif = 'QUOTA_APPELS'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_limited_whoever_calls_and_before_anything_is_read() {
    let systeme = Systeme::start().await;
    let (nadia, sophie) = (systeme.nadia().await, systeme.sophie().await);
    let limites = Limites { appels_par_adresse: 4, ..Limites::default() };
    let passerelle = systeme.gateway_with(Settings { limites, ..systeme.settings.clone() }).await;
    let channel = channel(&passerelle.url).await;
    let here = |qui: &Personne| Personne { channel: channel.clone(), ..qui.clone() };
    assert!(calls(&here(&nadia), 2).await.is_empty());
    let refused = calls(&here(&sophie), 4).await;
    assert_eq!(refused.len(), 2);
    expect(&refused[0], Code::ResourceExhausted, "QUOTA_APPELS");
    let nobody = Personne { acces: "x".into(), ..here(&nadia) };
    expect(&calls(&nobody, 1).await[0], Code::ResourceExhausted, "QUOTA_APPELS");
}
