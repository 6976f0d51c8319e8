//! The service speaks TLS itself when it is given a certificate, HTTP/2 first.

use super::banc::Systeme;
use reqwest::{Client, StatusCode, Version};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

#[tokio::test(flavor = "multi_thread")]
async fn with_a_certificate_pages_and_calls_go_through_tls() {
    let systeme = Systeme::start_empty().await;
    let folder = std::env::temp_dir().join(format!("pass-emploi-tls-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&folder).unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join("chain.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut settings = systeme.settings.clone();
    settings.adresses = vec![format!("https://localhost:{port}")];
    let (stop, arret) = watch::channel(false);
    let app =
        pass_emploi::wiring::app(&settings, systeme.store.clone(), systeme.horloge.clone(), arret.clone()).unwrap();
    let router = gateway::router(Arc::new(app)).await.unwrap();
    let acceptor = gateway::serve::tls_acceptor(&folder.join("chain.pem"), &folder.join("key.pem")).unwrap();
    let served = tokio::spawn(gateway::serve::serve(listener, Some(acceptor), router, arret));

    let certificate = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let browser =
        Client::builder().tls_certs_only([certificate]).redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let chemin = format!("https://localhost:{port}/auth/conseiller/connexion/similo-conseiller");
    let answer = browser.get(&chemin).send().await.unwrap();
    assert_eq!((answer.status(), answer.version()), (StatusCode::SEE_OTHER, Version::HTTP_2));
    // By TLS the cookies are tied to this origin, and the provider sends people back to it.
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-pe-navigateur=") && cookie.contains("; Secure"), "{cookie}");
    let location = answer.headers()["location"].to_str().unwrap();
    assert!(location.contains("redirect_uri=https%3A%2F%2Flocalhost"), "{location}");

    stop.send(true).unwrap();
    served.await.unwrap().unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
