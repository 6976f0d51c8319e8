//! What the program writes about itself holds no name, no e-mail and no text of a person (A7).

use super::banc::brut::call;
use super::banc::personne::{Personne, channel};
use super::banc::processus::Processus;
use super::banc::{Systeme, until};
use gateway::contract::Contract;
use pass_emploi::settings::{Courriel, TlsCourriel};
use prost_reflect::{DescriptorPool, DynamicMessage, Kind, MessageDescriptor, Value};
use proto::passemploi::identite::v1::DeleteCompteRequest;
use proto::passemploi::portefeuille::v1::CreateBeneficiaireFtRequest;
use simulators::{PersonnePatch, Realm, cast};
use std::collections::HashSet;
use tokio::net::TcpListener;
use uuid::Uuid;

/// Words that nobody else says.
const CANARIS: [&str; 5] = [
    "Canarizelle",
    "Volièrovitch",
    "canarizelle@voliere.example",
    "un-texte-de-canari",
    "canari.nadia@voliere.example",
];

/// A message whose every text is a canary.
fn canary(descriptor: &MessageDescriptor, depth: usize) -> DynamicMessage {
    let mut message = DynamicMessage::new(descriptor.clone());
    let mut oneofs = HashSet::new();
    for field in descriptor.fields() {
        if field.containing_oneof().is_some_and(|one| !oneofs.insert(one.full_name().to_owned())) {
            continue;
        }
        let value = match field.kind() {
            Kind::String => Value::String(format!("{} {}", CANARIS[3], CANARIS[2])),
            Kind::Bool => Value::Bool(true),
            Kind::Enum(_) => Value::EnumNumber(1),
            Kind::Int32 => Value::I32(1),
            Kind::Message(inner) if depth < 3 => Value::Message(canary(&inner, depth + 1)),
            _ => continue,
        };
        message.set_field(&field, if field.is_list() { Value::List(vec![value]) } else { value });
    }
    message
}

#[tokio::test(flavor = "multi_thread")]
async fn no_log_no_output_and_no_metric_holds_what_a_person_said() {
    let mut systeme = Systeme::start().await;
    let smtp = TcpListener::bind("127.0.0.1:0").await.unwrap();
    systeme.settings.courriel = Some(Courriel {
        serveur: "127.0.0.1".into(),
        port: smtp.local_addr().unwrap().port(),
        tls: TlsCourriel::Aucun,
        utilisateur: None,
        mot_de_passe: None,
        expediteur: "ne-pas-repondre@passemploi.example".into(),
    });
    let partenaires = systeme.partenaires.clone();
    tokio::spawn(async move { partenaires.serve_smtp(smtp).await });
    // The gateway that is listened to answers at the address that the providers know.
    let sophie = systeme.sophie().await;
    let nadia = systeme.nadia().await;
    let gateway = Processus::start(&systeme.settings).await;
    let worker = Processus::worker(&systeme.settings).await;

    // A person with a canary's name, from her creation to the end of her account.
    let (sophie_here, nadia_here) = (gateway.calls_of(&sophie).await, gateway.calls_of(&nadia).await);
    let request = CreateBeneficiaireFtRequest {
        request_id: Uuid::new_v4().to_string(),
        prenom: CANARIS[0].into(),
        nom: CANARIS[1].into(),
        email: CANARIS[2].into(),
        ..Default::default()
    };
    sophie_here.portefeuille().create_beneficiaire_ft(request).await.unwrap();
    systeme.partenaires.patch_personne(PersonnePatch {
        prenom: Some(CANARIS[0].into()),
        nom: Some(CANARIS[1].into()),
        email: Some(CANARIS[2].into()),
        email_verifie: Some(true),
        active: Some(true),
        ..PersonnePatch::new(Realm::FtIndividu, Uuid::new_v4().to_string())
    });
    // Sign-ins of hers, refused and accepted, through the process that is listened to.
    systeme.partenaires.patch_personne(PersonnePatch {
        prenom: Some(CANARIS[0].into()),
        nom: Some(CANARIS[1].into()),
        email: Some(CANARIS[4].into()),
        ..PersonnePatch::new(Realm::FtIndividu, Uuid::new_v4().to_string())
    });
    let unknown = Personne::sign_in(&gateway.url, "beneficiaire", "ft-beneficiaire", CANARIS[4]).await;
    assert_eq!(unknown.err().as_deref(), Some("UTILISATEUR_INEXISTANT"));
    let canari = Personne::sign_in(&gateway.url, "beneficiaire", "ft-beneficiaire", CANARIS[2]).await.unwrap();
    let canari = canari.signs_cgu().await;

    // Every RPC, as three kinds of people, with canaries in every text.
    let pool = DescriptorPool::decode(proto::DESCRIPTOR_SET).unwrap();
    let contract = Contract::load(proto::DESCRIPTOR_SET).unwrap();
    let here = channel(&gateway.url).await;
    let mut called = 0;
    for (path, _) in contract.paths().filter(|(path, _)| !path.contains("/Watch") && !path.ends_with("/DeleteCompte")) {
        let (service, method) = path.trim_start_matches('/').split_once('/').unwrap();
        let service = pool.get_service_by_name(service).unwrap();
        let method = service.methods().find(|known| known.name() == method).unwrap();
        let body = prost_reflect::prost::Message::encode_to_vec(&canary(&method.input(), 0));
        for qui in [&nadia, &sophie, &canari] {
            let _ = call(&here, path, &[qui.bearer()], body.clone()).await;
            called += 1;
        }
    }
    assert!(called >= 60, "{called}");
    drop(nadia_here);

    // Her name is said in a mail to Sophie: sent, and forgotten.
    let canari_here = gateway.calls_of(&canari).await;
    let end = DeleteCompteRequest { confirmation: "supprimer".into() };
    canari_here.profil().delete_compte(end).await.unwrap();
    until("the mail about her is sent", || async {
        systeme.partenaires.courriels().iter().any(|mail| mail.destinataire == cast::SOPHIE.email)
    })
    .await;

    let lines: Vec<String> = gateway.sorties().into_iter().chain(worker.sorties()).collect();
    assert!(lines.iter().any(|line| line.contains("\"call\"")), "the calls are logged: {lines:?}");
    for line in &lines {
        for canari in CANARIS.iter().chain([&cast::NADIA.email, &cast::SOPHIE.email]) {
            assert!(!line.to_lowercase().contains(&canari.to_lowercase()), "{canari} in {line}");
        }
    }
    // Nor is anything of hers left in the tasks or the journal.
    for (table, text) in [("tache", "contenu::text"), ("journal", "concat(cible, motif, detail, raison)")] {
        let sql = format!("SELECT count(*) FROM {table} WHERE {text} ~* 'canari|voliere'");
        assert_eq!(systeme.count(&sql).await, 0, "{table}");
    }
}
