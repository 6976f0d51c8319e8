//! The contract on the wire: every RPC, as nobody; unreadable messages; health, reflection,
//! unknown services; one origin.

use super::banc::brut::call;
use super::banc::personne::{browser, channel};
use super::banc::refus::expect;
use super::banc::{Systeme, until};
use gateway::contract::Contract;
use reqwest::StatusCode;
use tonic::Code;

#[tokio::test(flavor = "multi_thread")]
async fn every_rpc_refuses_nobody_and_unreadable_bytes() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let contract = Contract::load(proto::DESCRIPTOR_SET).unwrap();
    for (path, rule) in contract.paths().filter(|(_, rule)| rule.acte.is_some()) {
        let refus = call(&nadia.channel, path, &[], Vec::new()).await.unwrap_err();
        expect(&refus, Code::Unauthenticated, "JETON_INVALIDE");
        // Field 1 as a string of 200 bytes that are not there.
        let refus = call(&nadia.channel, path, &[nadia.bearer()], vec![0x0a, 200]).await.unwrap_err();
        assert!(matches!(refus.code(), Code::InvalidArgument | Code::PermissionDenied), "{path} {rule:?} {refus:?}");
        let refus = call(&nadia.channel, path, &[nadia.bearer()], vec![0; (1 << 20) + 1]).await.unwrap_err();
        assert!(matches!(refus.code(), Code::InvalidArgument | Code::PermissionDenied), "{path} {rule:?} {refus:?}");
    }
    let list = "/passemploi.portefeuille.v1.PortefeuilleService/ListPortefeuille";
    let refus = call(&nadia.channel, list, &[nadia.bearer()], vec![0; (1 << 20) + 1]).await.unwrap_err();
    expect(&refus, Code::InvalidArgument, "MESSAGE_TROP_GRAND");
    let refus = call(&nadia.channel, list, &[nadia.bearer()], vec![0x0a, 200]).await.unwrap_err();
    expect(&refus, Code::InvalidArgument, "MESSAGE_ILLISIBLE");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_services_and_methods_are_unimplemented() {
    let systeme = Systeme::start_empty().await;
    let channel = channel(&systeme.url).await;
    for path in ["/passemploi.inconnu.v1.InconnuService/Faire", "/passemploi.identite.v1.SessionService/Inconnu"] {
        let refus = call(&channel, path, &[], Vec::new()).await.unwrap_err();
        assert_eq!(refus.code(), Code::Unimplemented, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_reflection_need_no_session() {
    let systeme = Systeme::start_empty().await;
    let channel = channel(&systeme.url).await;
    let health = call(&channel, "/grpc.health.v1.Health/Check", &[], Vec::new()).await.unwrap();
    assert_eq!(health, [0x08, 0x01]);
    for version in ["v1", "v1alpha"] {
        let path = format!("/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo");
        // list_services, field 7.
        let services = call(&channel, &path, &[], vec![0x3a, 0x01, b'*']).await.unwrap();
        let text = String::from_utf8_lossy(&services).into_owned();
        assert!(text.contains("passemploi.portefeuille.v1.PortefeuilleService"), "{version}");
        assert!(text.contains("grpc.health.v1.Health"), "{version}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_database_no_service_serves() {
    let systeme = Systeme::start_empty().await;
    let channel = channel(&systeme.url).await;
    // Field 1 of the request, the name of a service.
    let name = b"passemploi.identite.v1.SessionService";
    let request: Vec<u8> = [&[0x0a, u8::try_from(name.len()).unwrap()], &name[..]].concat();
    let status = async |request: Vec<u8>| call(&channel, "/grpc.health.v1.Health/Check", &[], request).await;
    until("the service serves", || async { status(request.clone()).await.is_ok_and(|answer| answer == [8, 1]) }).await;
    systeme.store.clone().close().await.unwrap();
    until("it is said", || async { status(request.clone()).await.is_ok_and(|answer| answer == [8, 2]) }).await;
    assert_eq!(status(Vec::new()).await.unwrap(), [8, 2], "the whole, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_request_of_a_page_is_not_taken_for_a_call() {
    let systeme = Systeme::start_empty().await;
    let answer = browser().get(format!("{}/page-inconnue", systeme.url)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let answer = browser().get(format!("{}/auth/conseiller/connexion/inconnue", systeme.url)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let answer = browser().get(format!("{}/auth/ailleurs/connexion/pe-conseiller", systeme.url)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
