use serde_json::Value;

use crate::banc::Banc;
use crate::smtp::{Client, SOURCE};

const HTML: &str = "Message-ID: <page@example.fr>\r\nSubject: Une <page>\r\nMIME-Version: 1.0\r\n\
                    Content-Type: multipart/alternative; boundary=b\r\n\r\n\
                    --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nEn <texte>\r\n\
                    --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
                    <html><head></head><body><script>alert(1)</script><p>En page</p></body></html>\r\n--b--";

async fn page(banc: &Banc, chemin: &str) -> reqwest::Response {
    banc.client.get(banc.url(chemin)).send().await.unwrap()
}

#[tokio::test]
async fn the_box_shows_both_kinds_of_mails_newest_first() {
    let banc = Banc::start().await;
    banc.create(402_117).send().await.unwrap();
    let mut client = Client::greeted(&banc).await;
    client.hand_over("theo.lambert@mail.fr", SOURCE).await;
    client.hand_over("theo.lambert@mail.fr", SOURCE).await;
    client.hand_over("kenza@mail.fr", HTML).await;
    let tout = page(&banc, "/boite-mail").await.text().await.unwrap();
    let rang = |texte: &str| tout.find(texte).unwrap_or_else(|| panic!("{texte} is not shown"));
    assert!(rang("Une &lt;page&gt;") < rang("Café") && rang("Café") < rang("Activer mon compte (Théo Lambert)"));
    assert_eq!(tout.matches("Café").count(), 1);
    let theo = page(&banc, "/boite-mail?destinataire=theo.lambert@mail.fr").await.text().await.unwrap();
    assert!(theo.contains("Café") && theo.contains("Activer mon compte") && !theo.contains("Une &lt;page&gt;"));
}

#[tokio::test]
async fn one_mail_is_shown_with_its_two_parts_and_runs_nothing() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    client.hand_over("kenza@mail.fr", HTML).await;
    client.hand_over("kenza@mail.fr", HTML).await;
    let id = banc.sim.courriels()[0].id;
    let mail = page(&banc, &format!("/boite-mail/{id}")).await.text().await.unwrap();
    assert!(mail.contains("En &lt;texte&gt;") && mail.contains("Arrivé 2 fois"));
    assert!(mail.contains(&format!("<iframe src=\"/boite-mail/{id}/page\"")) && !mail.contains("<script>"));
    let html = page(&banc, &format!("/boite-mail/{id}/page")).await;
    let politique = html.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(politique.starts_with("sandbox allow-popups") && !politique.contains("allow-scripts"), "{politique}");
    assert!(html.text().await.unwrap().contains("<base target=\"_blank\">"));
}

#[tokio::test]
async fn a_mail_that_does_not_exist_is_not_found() {
    let banc = Banc::start().await;
    let id = uuid::Uuid::new_v4();
    assert_eq!(page(&banc, &format!("/boite-mail/{id}")).await.status(), 404);
    assert_eq!(page(&banc, &format!("/boite-mail/{id}/page")).await.status(), 404);
}

#[tokio::test]
async fn the_control_plane_gives_the_mails_of_a_person_and_a_reset_empties_the_box() {
    let banc = Banc::start().await;
    let mut client = Client::greeted(&banc).await;
    client.hand_over("kenza@mail.fr", HTML).await;
    client.hand_over("zoe@mail.fr", SOURCE).await;
    let lus: Value = page(&banc, "/_sim/courriels?destinataire=zoe@mail.fr").await.json().await.unwrap();
    assert_eq!(
        (lus.as_array().unwrap().len(), &lus[0]["objet"], &lus[0]["livraisons"]),
        (1, &"Café".into(), &1.into())
    );
    banc.sim.reset();
    assert!(banc.sim.courriels().is_empty());
}
