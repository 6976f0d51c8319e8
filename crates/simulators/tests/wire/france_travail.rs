use serde_json::{Value, json};
use simulators::Realm;

use crate::banc::{Banc, refusal};

fn coordonnees(banc: &Banc, jeton: &str) -> reqwest::RequestBuilder {
    banc.client.get(banc.url("/ft/api/peconnect-coordonnees/v1/coordonnees")).bearer_auth(jeton)
}

#[tokio::test]
async fn coordonnees_are_those_of_the_bearer() {
    let banc = Banc::start().await;
    let jeton = banc.access_token(Realm::FtIndividu, "camille.roussel@mail.fr").await;
    let lues: Value = coordonnees(&banc, &jeton).send().await.unwrap().json().await.unwrap();
    assert_eq!(lues, json!({"nom": "Roussel", "prenom": "Camille", "email": "camille.roussel@mail.fr"}));
}

#[tokio::test]
async fn a_job_seeker_may_have_no_email() {
    let banc = Banc::start().await;
    let roger = simulators::cast::INDIVIDUS_LIBRES.iter().find(|i| i.email.is_none()).unwrap();
    let jeton = banc.access_token(Realm::FtIndividu, &roger.sub.to_string()).await;
    let lues: Value = coordonnees(&banc, &jeton).send().await.unwrap().json().await.unwrap();
    assert_eq!(lues, json!({"nom": "Besson", "prenom": "Roger"}));
}

#[tokio::test]
async fn an_agent_or_a_false_token_reads_nothing() {
    let banc = Banc::start().await;
    let agent = banc.access_token(Realm::FtAgent, "sophie.marchetti@francetravail.fr").await;
    refusal(coordonnees(&banc, &agent), 401).await;
    refusal(coordonnees(&banc, "faux"), 401).await;
    let jeton = banc.access_token(Realm::FtIndividu, "camille.roussel@mail.fr").await;
    banc.sim.advance(chrono::Duration::seconds(1170));
    refusal(coordonnees(&banc, &jeton), 401).await;
}
