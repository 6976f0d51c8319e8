//! Creation from an e-mail: PF-09, PF-10, D41, D44; sign-in by France Travail's e-mail.

use super::banc::Systeme;
use super::banc::personne::Personne;
use super::banc::refus::{dit, expect, expect_champ, metadata};
use proto::passemploi::identite::v1::{Dispositif, GetProfilBeneficiaireRequest};
use proto::passemploi::portefeuille::v1::{
    CheckEmailRequest, CreateBeneficiaireFtRequest, CreateBeneficiaireFtResponse, EtatCompte,
};
use simulators::cast;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use uuid::Uuid;

const CAMILLE: &str = "camille.roussel@mail.fr";

fn creation(email: &str) -> CreateBeneficiaireFtRequest {
    CreateBeneficiaireFtRequest {
        request_id: Uuid::new_v4().to_string(),
        prenom: "Camille".into(),
        nom: "Roussel".into(),
        email: email.into(),
        ..Default::default()
    }
}

async fn create(qui: &Personne, request: CreateBeneficiaireFtRequest) -> Result<CreateBeneficiaireFtResponse, Status> {
    qui.portefeuille().create_beneficiaire_ft(request).await.map(tonic::Response::into_inner)
}

async fn check(qui: &Personne, email: &str) -> Result<String, Status> {
    let request = CheckEmailRequest { email: email.into() };
    qui.portefeuille().check_email(request).await.map(|answer| answer.into_inner().email)
}

#[tokio::test(flavor = "multi_thread")]
async fn uc_06_a_free_email_makes_a_person_of_the_structure_of_the_conseiller() {
    let systeme = Systeme::start().await;
    let karim = systeme.conseiller("pe-brsa-conseiller", cast::KARIM.email).await;
    assert_eq!(check(&karim, "  Camille.Roussel@Mail.FR ").await.unwrap(), CAMILLE);
    let cree = create(&karim, creation(" Camille.Roussel@Mail.FR ")).await.unwrap();
    assert_eq!(cree.etat(), EtatCompte::NonActive);
    let lignes = karim.lignes().await;
    let ligne = lignes.iter().find(|ligne| ligne.id == cree.beneficiaire_id).unwrap();
    assert_eq!((ligne.dispositif(), ligne.etat()), (Dispositif::Brsa, EtatCompte::NonActive));
}

#[tokio::test(flavor = "multi_thread")]
async fn uc_06_an_email_already_held_is_refused_and_a_stranger_is_not_named() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let of = |id| cast::beneficiaires().into_iter().find(|b| b.id == id).unwrap().email;
    let before = systeme.count("SELECT count(*) FROM beneficiaire").await;
    for refus in [
        check(&sophie, &of(cast::JEREMY)).await.unwrap_err(),
        create(&sophie, creation(&of(cast::JEREMY))).await.unwrap_err(),
    ] {
        expect(&refus, Code::AlreadyExists, "EMAIL_EXISTE_DEJA");
        assert_eq!(metadata(&refus, "beneficiaire_id"), Some(cast::JEREMY.to_string()));
    }
    // Kenza is of a Mission Locale: an e-mail is unique over all structures.
    for refus in [
        check(&sophie, &of(cast::KENZA)).await.unwrap_err(),
        create(&sophie, creation(&of(cast::KENZA))).await.unwrap_err(),
    ] {
        expect(&refus, Code::AlreadyExists, "EMAIL_EXISTE_DEJA");
        assert_eq!(metadata(&refus, "chez").as_deref(), Some("AUTRE_CONSEILLER"));
        assert_eq!(metadata(&refus, "beneficiaire_id"), None);
    }
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_09_the_refused_character_is_named() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let refus = create(&sophie, creation("zoé@mail.fr")).await.unwrap_err();
    expect_champ(&refus, "email", "EMAIL_CARACTERE_REFUSE");
    assert_eq!(metadata(&refus, "caractere").as_deref(), Some("é"));
    let details = refus.get_error_details();
    assert!(details.bad_request().unwrap().field_violations[0].description.contains('é'));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_field_is_named_at_once() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let before = systeme.count("SELECT count(*) FROM beneficiaire").await;
    let bad = CreateBeneficiaireFtRequest {
        request_id: "x".into(),
        prenom: "  ".into(),
        nom: "a\u{7}b".into(),
        email: "pas un e-mail".into(),
        ..Default::default()
    };
    let refus = create(&sophie, bad).await.unwrap_err();
    assert_eq!(dit(&refus).code, Code::InvalidArgument);
    let details = refus.get_error_details();
    let named: Vec<_> = details
        .bad_request()
        .unwrap()
        .field_violations
        .iter()
        .map(|violation| (violation.field.as_str(), violation.reason.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            ("request_id", "IDENTIFIANT_INVALIDE"),
            ("prenom", "CHAMP_REQUIS"),
            ("nom", "CARACTERE_INTERDIT"),
            ("email", "EMAIL_CARACTERE_REFUSE"),
        ]
    );
    let long = CreateBeneficiaireFtRequest { nom: "a".repeat(256), ..creation(CAMILLE) };
    let refus = create(&sophie, long).await.unwrap_err();
    expect_champ(&refus, "nom", "TEXTE_TROP_LONG");
    assert_eq!(metadata(&refus, "limite").as_deref(), Some("255"));
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a5_avenir_pro_attests_the_age_and_the_others_do_not() {
    let systeme = Systeme::start().await;
    let agent = systeme.conseiller("avenirpro-conseiller", "laurent.bonnefoy@francetravail.fr").await.signs_cgu().await;
    let refus = create(&agent, creation(CAMILLE)).await.unwrap_err();
    expect_champ(&refus, "quinze_ans_ou_plus", "CHAMP_REQUIS");
    let attested = CreateBeneficiaireFtRequest { quinze_ans_ou_plus: true, ..creation(CAMILLE) };
    create(&agent, attested).await.unwrap();
    let sophie = systeme.sophie().await;
    create(&sophie, creation("leo.garnier@mail.fr")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_10_two_conseillers_create_the_same_email_at_once_and_one_wins() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let karim = systeme.conseiller("pe-brsa-conseiller", cast::KARIM.email).await;
    let creations = (0..20).map(|rank| {
        let qui = if rank % 2 == 0 { sophie.clone() } else { karim.clone() };
        async move { create(&qui, creation(CAMILLE)).await }
    });
    let answers = futures::future::join_all(creations).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refus in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        expect(refus, Code::AlreadyExists, "EMAIL_EXISTE_DEJA");
    }
    assert_eq!(systeme.count(&format!("SELECT count(*) FROM beneficiaire WHERE email = '{CAMILLE}'")).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_submit_makes_one_person_and_a_reused_key_is_refused() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let request = creation(CAMILLE);
    let answers = futures::future::join_all((0..8).map(|_| create(&sophie, request.clone()))).await;
    let first = answers[0].clone().unwrap();
    assert!(answers.into_iter().all(|answer| answer.unwrap() == first));
    let other = CreateBeneficiaireFtRequest { nom: "Autre".into(), ..request };
    expect(&create(&sophie, other).await.unwrap_err(), Code::AlreadyExists, "CLE_REUTILISEE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conseiller_of_a_mission_locale_never_creates_by_email_nor_the_other_way() {
    let systeme = Systeme::start().await;
    let (nadia, sophie) = (systeme.nadia().await, systeme.sophie().await);
    expect(&create(&nadia, creation(CAMILLE)).await.unwrap_err(), Code::PermissionDenied, "ROLE_INTERDIT");
    let request = proto::passemploi::portefeuille::v1::GetDossierImiloRequest { numero: "402117".into() };
    let refus = sophie.portefeuille().get_dossier_imilo(request).await.unwrap_err();
    expect(&refus, Code::PermissionDenied, "ROLE_INTERDIT");
    assert_eq!(systeme.calls("GET", "/sue/dossiers"), 0);
    let journaled = "SELECT count(*) FROM journal WHERE resultat = 'REFUSE' AND motif = 'ROLE_INTERDIT'";
    assert_eq!(systeme.count(journaled).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_france_travail_sign_in_activates_by_email_and_the_next_ones_by_identifier() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let refus = systeme.beneficiaire("ft-beneficiaire", CAMILLE).await.err();
    assert_eq!(refus.as_deref(), Some("UTILISATEUR_INEXISTANT"));

    let cree = create(&sophie, creation(CAMILLE)).await.unwrap();
    let camille = systeme.beneficiaire("ft-beneficiaire", CAMILLE).await.unwrap().signs_cgu().await;
    let lignes = sophie.lignes().await;
    assert_eq!(lignes.iter().find(|ligne| ligne.id == cree.beneficiaire_id).unwrap().etat(), EtatCompte::Actif);

    let profil = camille.profil().get_profil_beneficiaire(GetProfilBeneficiaireRequest {}).await.unwrap().into_inner();
    let conseiller = profil.conseiller.unwrap();
    assert_eq!((profil.prenom.as_str(), conseiller.nom.as_str()), ("Camille", "Marchetti"));
    assert!(conseiller.lieu.unwrap().contains("Thiers"));

    // AU-07: the e-mail changes at France Travail, the identifier stays.
    let known = systeme.partenaires.personne(simulators::Realm::FtIndividu, CAMILLE).unwrap();
    systeme.partenaires.patch_personne(simulators::PersonnePatch {
        email: Some("camille.nouvelle@mail.fr".into()),
        ..simulators::PersonnePatch::new(simulators::Realm::FtIndividu, known.sub.clone())
    });
    systeme.beneficiaire("ft-beneficiaire", &known.sub).await.unwrap();
    let renamed = "SELECT count(*) FROM beneficiaire WHERE email = 'camille.nouvelle@mail.fr'";
    assert_eq!(systeme.count(renamed).await, 1);
}
