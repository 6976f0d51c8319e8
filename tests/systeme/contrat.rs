//! The contract on the wire: every RPC, as nobody; unreadable messages; health, reflection,
//! unknown services; one origin.

use super::banc::Systeme;
use super::banc::personne::{browser, channel};
use super::banc::refus::expect;
use gateway::contract::Contract;
use http::uri::PathAndQuery;
use reqwest::StatusCode;
use tonic::client::Grpc;
use tonic::codec::{BufferSettings, Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::transport::Channel;
use tonic::{Code, Request, Status};

/// Bytes as they are.
#[derive(Default)]
struct Brut;

impl Codec for Brut {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Brut {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, item: Vec<u8>, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        use prost_reflect::prost::bytes::BufMut as _;
        buffer.put_slice(&item);
        Ok(())
    }

    fn buffer_settings(&self) -> BufferSettings {
        BufferSettings::default()
    }
}

impl Decoder for Brut {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        use prost_reflect::prost::bytes::Buf as _;
        Ok(Some(buffer.copy_to_bytes(buffer.remaining()).to_vec()))
    }
}

async fn call(channel: &Channel, path: &str, jeton: Option<&str>, body: Vec<u8>) -> Result<Vec<u8>, Status> {
    let mut client = Grpc::new(channel.clone());
    client.ready().await.unwrap();
    let mut request = Request::new(body);
    if let Some(jeton) = jeton {
        request.metadata_mut().insert("authorization", format!("Bearer {jeton}").parse().unwrap());
    }
    let path: PathAndQuery = path.parse().unwrap();
    client.unary(request, path, Brut).await.map(tonic::Response::into_inner)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rpc_refuses_nobody_and_unreadable_bytes() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let contract = Contract::load(proto::DESCRIPTOR_SET).unwrap();
    for (path, rule) in contract.paths().filter(|(_, rule)| rule.acte.is_some()) {
        let refus = call(&nadia.channel, path, None, Vec::new()).await.unwrap_err();
        expect(&refus, Code::Unauthenticated, "JETON_INVALIDE");
        // Field 1 as a string of 200 bytes that are not there.
        let refus = call(&nadia.channel, path, Some(&nadia.acces), vec![0x0a, 200]).await.unwrap_err();
        assert!(matches!(refus.code(), Code::InvalidArgument | Code::PermissionDenied), "{path} {rule:?} {refus:?}");
        let refus = call(&nadia.channel, path, Some(&nadia.acces), vec![0; (1 << 20) + 1]).await.unwrap_err();
        assert!(matches!(refus.code(), Code::InvalidArgument | Code::PermissionDenied), "{path} {rule:?} {refus:?}");
    }
    let list = "/passemploi.portefeuille.v1.PortefeuilleService/ListPortefeuille";
    let refus = call(&nadia.channel, list, Some(&nadia.acces), vec![0; (1 << 20) + 1]).await.unwrap_err();
    expect(&refus, Code::InvalidArgument, "MESSAGE_TROP_GRAND");
    let refus = call(&nadia.channel, list, Some(&nadia.acces), vec![0x0a, 200]).await.unwrap_err();
    expect(&refus, Code::InvalidArgument, "MESSAGE_ILLISIBLE");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_services_and_methods_are_unimplemented() {
    let systeme = Systeme::start_empty().await;
    let channel = channel(&systeme.url).await;
    for path in ["/passemploi.inconnu.v1.InconnuService/Faire", "/passemploi.identite.v1.SessionService/Inconnu"] {
        let refus = call(&channel, path, None, Vec::new()).await.unwrap_err();
        assert_eq!(refus.code(), Code::Unimplemented, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_reflection_need_no_session() {
    let systeme = Systeme::start_empty().await;
    let channel = channel(&systeme.url).await;
    let health = call(&channel, "/grpc.health.v1.Health/Check", None, Vec::new()).await.unwrap();
    assert_eq!(health, [0x08, 0x01]);
    for version in ["v1", "v1alpha"] {
        let path = format!("/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo");
        // list_services, field 7.
        let services = call(&channel, &path, None, vec![0x3a, 0x01, b'*']).await.unwrap();
        let text = String::from_utf8_lossy(&services).into_owned();
        assert!(text.contains("passemploi.portefeuille.v1.PortefeuilleService"), "{version}");
        assert!(text.contains("grpc.health.v1.Health"), "{version}");
    }
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
