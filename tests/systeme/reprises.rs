//! Creations that i-milo leaves uncertain, resumed by themselves or given up: PF-40, PF-41, PF-43,
//! A8.

use super::banc::Systeme;
use super::banc::personne::Personne;
use super::banc::refus::{expect, retry};
use super::comptes::{avis, works};
use chrono::Duration;
use communication::model::courriel::ModeleCourriel;
use proto::passemploi::identite::v1::Dispositif;
use proto::passemploi::portefeuille::v1::{
    AbandonCreationRequest, CreateBeneficiaireMiloRequest, CreateBeneficiaireMiloResponse, EtatCompte,
    FindDossierImiloRequest,
};
use simulators::{Effet, Fault, cast};
use tonic::{Code, Status};
use uuid::Uuid;

const COMPTE_JEUNE: &str = "/imilo/api/sue/compte-jeune/*";

fn creation(numero: &str) -> CreateBeneficiaireMiloRequest {
    CreateBeneficiaireMiloRequest {
        request_id: Uuid::new_v4().to_string(),
        numero: numero.into(),
        dispositif: Dispositif::Cej.into(),
        ..Default::default()
    }
}

async fn create(qui: &Personne, request: CreateBeneficiaireMiloRequest) -> CreateBeneficiaireMiloResponse {
    qui.portefeuille().create_beneficiaire_milo(request).await.unwrap().into_inner()
}

async fn abandon(qui: &Personne, id: &str) -> Result<(), Status> {
    let request = AbandonCreationRequest { beneficiaire_id: id.to_owned() };
    qui.portefeuille().abandon_creation(request).await.map(|_| ())
}

async fn etat(systeme: &Systeme, numero: &str) -> String {
    let sql = format!("SELECT coalesce(max(etat), 'RIEN') FROM beneficiaire WHERE dossier = '{numero}'");
    systeme.text(&sql).await
}

fn asked(systeme: &Systeme) -> usize {
    systeme.calls("POST", "/sue/compte-jeune/402117")
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_41_an_uncertain_creation_is_resumed_by_itself_and_the_conseiller_is_told() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::CoupureApres));
    let cree = create(&nadia, creation("402117")).await;
    assert_eq!(cree.etat(), EtatCompte::CreationIncertaine);
    // Not before a minute.
    works(&systeme).await;
    assert_eq!(asked(&systeme), 1);
    systeme.passes(Duration::seconds(61));
    works(&systeme).await;
    assert_eq!((etat(&systeme, "402117").await.as_str(), asked(&systeme)), ("NON_ACTIVE", 2));
    assert!(avis(&nadia).await.iter().any(|avis| avis.contains("i-milo a confirmé la création du compte de Théo")));
    let mails = systeme.partenaires.mails().iter().filter(|m| m.destinataire == "theo.lambert@mail.fr").count();
    assert_eq!(mails, 1);
    // Nothing more is asked, and a creation that somebody saw is told to nobody.
    systeme.passes(Duration::hours(30));
    works(&systeme).await;
    assert_eq!(asked(&systeme), 2);
    assert_eq!(avis(&systeme.nadia().await).await.iter().filter(|avis| avis.contains("Théo")).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn attempts_are_spaced_and_after_a_day_the_conseiller_is_told() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::reponse(502, "")).always());
    create(&nadia, creation("402117")).await;
    let mut count = Vec::new();
    for minutes in [1, 2, 5, 15, 60, 60] {
        systeme.passes(Duration::minutes(minutes) + Duration::seconds(1));
        works(&systeme).await;
        // Run again at once: nothing is due.
        works(&systeme).await;
        count.push(asked(&systeme));
    }
    assert_eq!(count, [2, 3, 4, 5, 6, 7]);
    assert_eq!(etat(&systeme, "402117").await, "CREATION_INCERTAINE");
    systeme.passes(Duration::hours(24));
    works(&systeme).await;
    works(&systeme).await;
    let listed = avis(&systeme.nadia().await).await;
    assert_eq!(listed.iter().filter(|avis| avis.contains("Une création attend i-milo depuis un jour")).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_found_by_the_task_is_told_and_leaves_nobody() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::CoupureAvant));
    create(&nadia, creation("402117")).await;
    let refus = r#"{"code": "SUE_ACCOUNT_EXISTING_OTHER_ML", "message": "Autre ML"}"#;
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::reponse(400, refus)));
    systeme.passes(Duration::seconds(61));
    works(&systeme).await;
    assert_eq!(etat(&systeme, "402117").await, "RIEN");
    let listed = avis(&nadia).await;
    assert!(
        listed.iter().any(|avis| avis.contains("i-milo a refusé la création du compte de Théo Lambert")),
        "{listed:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_41_a_creation_is_given_up_once_no_attempt_is_under_way() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::CoupureApres));
    let cree = create(&nadia, creation("402117")).await;
    let id = cree.beneficiaire_id;
    let lease = format!("UPDATE beneficiaire SET bail = now() + interval '20 seconds' WHERE id = '{id}'");
    systeme.sql(&lease).await;
    let refus = abandon(&nadia, &id).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "CREATION_INCERTAINE");
    assert!((15..=20).contains(&retry(&refus).unwrap().as_secs()));
    expect(&abandon(&yann, &id).await.unwrap_err(), Code::PermissionDenied, "LECTURE_SEULE");
    systeme.passes(Duration::seconds(21));
    abandon(&nadia, &id).await.unwrap();
    assert_eq!(etat(&systeme, "402117").await, "RIEN");
    expect(&abandon(&nadia, &id).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
    // The task that was planned finds nobody.
    systeme.passes(Duration::minutes(2));
    works(&systeme).await;
    assert_eq!(asked(&systeme), 1);
    // A later creation uses the account that i-milo made.
    let again = create(&nadia, creation("402117")).await;
    assert_eq!(again.etat(), EtatCompte::NonActive);
    expect(&abandon(&nadia, &again.beneficiaire_id).await.unwrap_err(), Code::FailedPrecondition, "COMPTE_DEJA_ACTIVE");
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_43_the_former_conseiller_is_told_in_the_app_and_by_mail() {
    let systeme = Systeme::start().await;
    let (nadia, ines) = (systeme.nadia().await, systeme.ines().await);
    let theo = create(&nadia, creation("402117")).await.beneficiaire_id;
    create(&ines, CreateBeneficiaireMiloRequest { surcharge: true, ..creation("402317") }).await;
    let envois = works(&systeme).await;
    let [mail] = &envois.courriels()[..] else { panic!("one mail: {:?}", envois.courriels()) };
    assert_eq!(mail.destinataire, cast::NADIA.email);
    let ModeleCourriel::Avis { description, .. } = &mail.modele else { panic!("{mail:?}") };
    assert!(description.contains("Théo Lambert") && !description.contains("Morlaix"), "the other is not named");
    assert!(avis(&nadia).await.iter().any(|avis| avis.contains("suit maintenant Théo Lambert")));
    // What the fiche shows of him stays; what somebody else holds now is released.
    let kept = format!(
        "SELECT count(*) FROM beneficiaire WHERE id = '{theo}' AND email = 'theo.lambert@mail.fr' AND dossier = '402117'
         AND sub IS NULL AND a_archiver = ARRAY['REPRIS_PAR_AUTRE_ML']"
    );
    assert_eq!(systeme.count(&kept).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn d12_the_link_of_i_milo_still_opens_the_fiche_of_a_person_taken_over() {
    let systeme = Systeme::start().await;
    let (nadia, ines) = (systeme.nadia().await, systeme.ines().await);
    let theo = create(&nadia, creation("402117")).await.beneficiaire_id;
    create(&ines, CreateBeneficiaireMiloRequest { surcharge: true, ..creation("402317") }).await;
    let found = async |qui: &Personne| {
        let request = FindDossierImiloRequest { numero: "402117".into() };
        qui.portefeuille().find_dossier_imilo(request).await.unwrap().into_inner().beneficiaire_id
    };
    assert_eq!(found(&nadia).await, Some(theo));
    assert_eq!(found(&ines).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_ends_a_take_over_that_i_milo_left_uncertain() {
    let systeme = Systeme::start().await;
    let (nadia, ines) = (systeme.nadia().await, systeme.ines().await);
    let theo = create(&nadia, creation("402117")).await.beneficiaire_id;
    systeme.partenaires.push_fault(Fault::new("PUT", COMPTE_JEUNE, Effet::CoupureApres));
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::CoupureApres));
    let taken = create(&ines, CreateBeneficiaireMiloRequest { surcharge: true, ..creation("402317") }).await;
    assert_eq!(taken.etat(), EtatCompte::CreationIncertaine);
    // i-milo did it, whatever became of its answer, with an identifier that nobody has here: the person signs in.
    systeme.sql(&format!("UPDATE beneficiaire SET sub = 'avant' WHERE id = '{theo}'")).await;
    systeme.activate("theo.lambert@mail.fr");
    systeme.beneficiaire("similo-jeune", "theo.lambert@mail.fr").await.unwrap();
    assert_eq!(etat(&systeme, "402317").await, "ACTIF");
    let released = format!("SELECT count(*) FROM beneficiaire WHERE id = '{theo}' AND repris_le IS NOT NULL");
    assert_eq!(systeme.count(&released).await, 1);
}
