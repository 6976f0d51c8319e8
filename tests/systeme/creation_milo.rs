//! Creation from an i-milo dossier: PF-01 to PF-06, PF-39 to PF-43, D17.

use super::banc::personne::Personne;
use super::banc::refus::{expect, expect_champ, metadata, retry};
use super::banc::{Systeme, until};
use chrono::Duration;
use proto::passemploi::identite::v1::{Dispositif, GetSessionRequest};
use proto::passemploi::portefeuille::v1::{
    CreateBeneficiaireMiloRequest, CreateBeneficiaireMiloResponse, EtatCompte, GetDossierImiloRequest, GetFicheRequest,
    ResumeCreationRequest,
};
use simulators::cast;
use simulators::{Effet, Fault};
use tonic::{Code, Status};
use uuid::Uuid;

const THEO: &str = "402117";
const COMPTE_JEUNE: &str = "/imilo/api/sue/compte-jeune/*";

fn creation(numero: &str) -> CreateBeneficiaireMiloRequest {
    CreateBeneficiaireMiloRequest {
        request_id: Uuid::new_v4().to_string(),
        numero: numero.to_owned(),
        dispositif: Dispositif::Cej.into(),
        peut_voir_comptage: false,
        surcharge: false,
    }
}

async fn create(
    qui: &Personne,
    request: CreateBeneficiaireMiloRequest,
) -> Result<CreateBeneficiaireMiloResponse, Status> {
    qui.portefeuille().create_beneficiaire_milo(request).await.map(tonic::Response::into_inner)
}

async fn dossier(qui: &Personne, numero: &str) -> Result<(), Status> {
    let request = GetDossierImiloRequest { numero: numero.to_owned() };
    qui.portefeuille().get_dossier_imilo(request).await.map(|_| ())
}

async fn etat_of(qui: &Personne, id: &str) -> Option<EtatCompte> {
    qui.lignes()
        .await
        .iter()
        .find(|ligne| ligne.id == id)
        .map(proto::passemploi::portefeuille::v1::LignePortefeuille::etat)
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_01_theo_enters_the_portefeuille_and_imilo_is_asked_once() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = nadia.lignes().await.len();

    let lu = nadia.portefeuille().get_dossier_imilo(GetDossierImiloRequest { numero: THEO.into() }).await.unwrap();
    let lu = lu.into_inner().dossier.unwrap();
    assert_eq!((lu.prenom.as_str(), lu.nom.as_str(), lu.email()), ("Théo", "Lambert", "theo.lambert@mail.fr"));

    let cree = create(&nadia, creation(THEO)).await.unwrap();
    assert_eq!(cree.etat(), EtatCompte::NonActive);
    assert_eq!(nadia.lignes().await.len(), before + 1);
    assert_eq!(etat_of(&nadia, &cree.beneficiaire_id).await, Some(EtatCompte::NonActive));
    assert_eq!(systeme.calls("POST", "/sue/compte-jeune/402117"), 1);

    let fiche =
        nadia.portefeuille().get_fiche(GetFicheRequest { beneficiaire_id: cree.beneficiaire_id }).await.unwrap();
    let fiche = fiche.into_inner().fiche.unwrap();
    assert_eq!(fiche.email(), "theo.lambert@mail.fr");
    assert_eq!(fiche.numero_dossier(), THEO);
    let envoi = fiche.lien_activation_expire_le.unwrap().seconds - fiche.date_creation.unwrap().seconds;
    assert!((12 * 3600..12 * 3600 + 60).contains(&envoi), "{envoi}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_02_a_known_dossier_is_refused_before_any_call() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    let cree = create(&nadia, creation(THEO)).await.unwrap();
    let calls = systeme.partenaires.journal().len();

    let mine = create(&nadia, creation(THEO)).await.unwrap_err();
    expect(&mine, Code::AlreadyExists, "DOSSIER_EXISTE_DEJA");
    assert_eq!(metadata(&mine, "chez").as_deref(), Some("MON_PORTEFEUILLE"));
    assert_eq!(metadata(&mine, "beneficiaire_id"), Some(cree.beneficiaire_id));

    for refus in [create(&yann, creation(THEO)).await.unwrap_err(), dossier(&yann, THEO).await.unwrap_err()] {
        expect(&refus, Code::AlreadyExists, "DOSSIER_EXISTE_DEJA");
        assert_eq!(metadata(&refus, "chez").as_deref(), Some("AUTRE_CONSEILLER"));
        assert_eq!(metadata(&refus, "beneficiaire_id"), None);
    }
    assert_eq!(systeme.partenaires.journal().len(), calls);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_04_an_account_of_another_mission_locale_needs_a_confirmation() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = systeme.count("SELECT count(*) FROM beneficiaire").await;

    for numero in ["402208", "402209", "402210"] {
        let refus = create(&nadia, creation(numero)).await.unwrap_err();
        expect(&refus, Code::FailedPrecondition, "COMPTE_AUTRE_ML");
        assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, before, "{numero}: a row is left");
    }
    for (rank, numero) in ["402208", "402209", "402210"].into_iter().enumerate() {
        let confirmed = CreateBeneficiaireMiloRequest { surcharge: true, ..creation(numero) };
        let cree = create(&nadia, confirmed).await.unwrap();
        assert_eq!(cree.etat(), EtatCompte::NonActive, "{numero}");
        let journaled = "SELECT count(*) FROM journal WHERE acte = 'SURCHARGE_CONFIRMEE'";
        assert_eq!(systeme.count(journaled).await, i64::try_from(rank + 1).unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_05_a_dossier_already_attached_is_a_success() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let cree = create(&nadia, creation("402205")).await.unwrap();
    assert_eq!(cree.etat(), EtatCompte::NonActive);
    let bound = format!("SELECT count(*) FROM beneficiaire WHERE sub = '{}'", cast::SUB_K1);
    assert_eq!(systeme.count(&bound).await, 1);
    // The same, without identifier: bound at the first sign-in.
    assert_eq!(create(&nadia, creation("402207")).await.unwrap().etat(), EtatCompte::NonActive);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_06_an_account_that_serves_somebody_else_is_refused() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = systeme.count("SELECT count(*) FROM beneficiaire").await;
    let refus = create(&nadia, creation("402206")).await.unwrap_err();
    expect(&refus, Code::AlreadyExists, "COMPTE_IMILO_DEJA_LIE");
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_without_email_or_refused_leaves_no_row() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = systeme.count("SELECT count(*) FROM beneficiaire").await;
    expect(&create(&nadia, creation("402211")).await.unwrap_err(), Code::FailedPrecondition, "DOSSIER_SANS_EMAIL");
    for numero in ["402213", "402214"] {
        expect(&create(&nadia, creation(numero)).await.unwrap_err(), Code::FailedPrecondition, "PARTENAIRE_REFUSE");
    }
    // The e-mail of somebody of the same Mission Locale.
    let refus = create(&nadia, creation("402215")).await.unwrap_err();
    expect(&refus, Code::AlreadyExists, "EMAIL_EXISTE_DEJA");
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn au_27_unknown_unjustified_and_foreign_dossiers_are_one_refusal() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let texts: Vec<_> = {
        let mut texts = Vec::new();
        for numero in ["999999999", "402212", "402118", "990001"] {
            for refus in
                [dossier(&nadia, numero).await.unwrap_err(), create(&nadia, creation(numero)).await.unwrap_err()]
            {
                expect(&refus, Code::NotFound, "INTROUVABLE");
                texts.push((refus.message().to_owned(), refus.details().to_vec()));
            }
        }
        texts
    };
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "the refusals differ");
    let journaled = "SELECT count(*) FROM journal WHERE acte = 'DOSSIER_IMILO_LIRE' AND cible = '990001'";
    assert_eq!(systeme.count(journaled).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_that_left_the_mission_locale_between_the_two_readings_is_not_created() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = systeme.count("SELECT count(*) FROM beneficiaire").await;
    dossier(&nadia, THEO).await.unwrap();
    let mut moved = systeme.partenaires.dossier(402_117).unwrap();
    moved.structure = Some(cast::INES.mission_locale.unwrap().code.to_owned());
    systeme.partenaires.put_dossier(moved);
    let refus = create(&nadia, creation(THEO)).await.unwrap_err();
    expect(&refus, Code::NotFound, "INTROUVABLE");
    assert_eq!(systeme.calls("POST", "/sue/compte-jeune/402117"), 0);
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_dossiers_in_ten_minutes_and_no_more() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    for _ in 0..20 {
        dossier(&nadia, THEO).await.unwrap();
    }
    let refus = dossier(&nadia, THEO).await.unwrap_err();
    expect(&refus, Code::ResourceExhausted, "QUOTA_DOSSIERS");
    let delay = retry(&refus).unwrap().as_secs();
    assert!((590..=600).contains(&delay), "{delay}");
    assert_eq!(systeme.calls("GET", "/sue/dossiers/402117"), 20);
    systeme.horloge.advance(Duration::minutes(10));
    dossier(&nadia, THEO).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_fields_are_named() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let refus = |request| create(&nadia, request);
    let bad = CreateBeneficiaireMiloRequest { numero: "12AB".into(), ..creation(THEO) };
    expect_champ(&refus(bad).await.unwrap_err(), "numero", "NUMERO_DOSSIER_INVALIDE");
    let bad = CreateBeneficiaireMiloRequest { request_id: "1".into(), ..creation(THEO) };
    expect_champ(&refus(bad).await.unwrap_err(), "request_id", "IDENTIFIANT_INVALIDE");
    for (value, raison) in
        [(0, "VALEUR_INCONNUE"), (99, "VALEUR_INCONNUE"), (Dispositif::Aij.into(), "DISPOSITIF_NON_PERMIS")]
    {
        let bad = CreateBeneficiaireMiloRequest { dispositif: value, ..creation(THEO) };
        expect_champ(&refus(bad).await.unwrap_err(), "dispositif", raison);
    }
    let bad = CreateBeneficiaireMiloRequest {
        dispositif: Dispositif::Pacea.into(),
        peut_voir_comptage: true,
        ..creation(THEO)
    };
    expect(&refus(bad).await.unwrap_err(), Code::FailedPrecondition, "COMPTAGE_RESERVE_CEJ");
    assert_eq!(systeme.calls("POST", "/sue/"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_answers_the_same_person_and_a_reused_key_is_refused() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let request = creation(THEO);
    let first = create(&nadia, request.clone()).await.unwrap();
    assert_eq!(create(&nadia, request.clone()).await.unwrap(), first);
    let other = CreateBeneficiaireMiloRequest { dispositif: Dispositif::Pacea.into(), ..request };
    expect(&create(&nadia, other).await.unwrap_err(), Code::AlreadyExists, "CLE_REUTILISEE");
    assert_eq!(systeme.calls("POST", "/sue/compte-jeune/402117"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_submit_makes_one_person() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let request = creation(THEO);
    let answers = futures::future::join_all((0..8).map(|_| create(&nadia, request.clone()))).await;
    let ids: std::collections::BTreeSet<_> =
        answers.into_iter().map(|answer| answer.unwrap().beneficiaire_id).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(systeme.calls("POST", "/sue/compte-jeune/402117"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_42_forty_creations_at_once_make_one_person() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    let creations = (0..40).map(|rank| {
        let qui = if rank % 2 == 0 { nadia.clone() } else { yann.clone() };
        async move { create(&qui, creation(THEO)).await }
    });
    let answers = futures::future::join_all(creations).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refus in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        expect(refus, Code::AlreadyExists, "DOSSIER_EXISTE_DEJA");
    }
    assert_eq!(systeme.calls("POST", "/sue/compte-jeune/402117"), 1);
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire WHERE dossier = '402117'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_41_an_answer_lost_after_the_account_was_made_is_uncertain_then_completed_once() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::CoupureApres));
    let cree = create(&nadia, creation(THEO)).await.unwrap();
    assert_eq!(cree.etat(), EtatCompte::CreationIncertaine);
    assert_eq!(etat_of(&nadia, &cree.beneficiaire_id).await, Some(EtatCompte::CreationIncertaine));

    expect(&create(&yann, creation(THEO)).await.unwrap_err(), Code::AlreadyExists, "DOSSIER_EXISTE_DEJA");
    let resume = ResumeCreationRequest { beneficiaire_id: cree.beneficiaire_id.clone() };
    let foreign = yann.portefeuille().resume_creation(resume.clone()).await.unwrap_err();
    expect(&foreign, Code::PermissionDenied, "LECTURE_SEULE");

    let resumed = nadia.portefeuille().resume_creation(resume.clone()).await.unwrap().into_inner();
    assert_eq!(resumed.etat(), EtatCompte::NonActive);
    // Again changes nothing and asks nothing.
    nadia.portefeuille().resume_creation(resume).await.unwrap();
    assert_eq!(systeme.calls("POST", "/sue/compte-jeune/402117"), 2);
    let mails = systeme.partenaires.mails().iter().filter(|mail| mail.destinataire == "theo.lambert@mail.fr").count();
    assert_eq!(mails, 1);
    let bound = "SELECT count(*) FROM beneficiaire WHERE dossier = '402117' AND sub IS NOT NULL";
    assert_eq!(systeme.count(bound).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_unknown_outcome_is_uncertain_and_completes_on_retry() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let faults = [
        ("402201", Effet::CoupureAvant),
        ("402202", Effet::reponse(502, "<html>Bad gateway</html>")),
        ("402203", Effet::CorpsTronque { octets: 3 }),
    ];
    for (numero, effet) in faults {
        systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, effet.clone()));
        let request = creation(numero);
        let cree = create(&nadia, request.clone()).await.unwrap();
        assert_eq!(cree.etat(), EtatCompte::CreationIncertaine, "{numero} {effet:?}");
        // The same command again goes on with it.
        let again = create(&nadia, request).await.unwrap();
        assert_eq!(
            (again.beneficiaire_id, again.etat),
            (cree.beneficiaire_id, EtatCompte::NonActive.into()),
            "{numero}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_under_way_keeps_others_away_until_its_lease_ends() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let id = cast::beneficiaires()
        .into_iter()
        .find(|b| b.etat == cast::Etat::CreationIncertaine && b.conseiller == cast::NADIA.id);
    let id = id.unwrap().id.to_string();
    // Two at once: the one that comes second finds the lease of the first.
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::Delai { millisecondes: 400 }));
    let resume = || async {
        let request = ResumeCreationRequest { beneficiaire_id: id.clone() };
        nadia.portefeuille().resume_creation(request).await.map(tonic::Response::into_inner)
    };
    let (one, two) = tokio::join!(resume(), resume());
    let (done, refused) = if one.is_ok() { (one, two) } else { (two, one) };
    assert_eq!(done.unwrap().etat(), EtatCompte::NonActive);
    let refused = refused.unwrap_err();
    expect(&refused, Code::FailedPrecondition, "CREATION_INCERTAINE");
    assert!(retry(&refused).unwrap().as_secs() <= 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn imilo_down_writes_nothing_and_says_so() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let before = systeme.count("SELECT count(*) FROM beneficiaire").await;
    for effet in [Effet::reponse(503, ""), Effet::CoupureAvant, Effet::reponse(401, "{}"), Effet::CorpsVide] {
        systeme.partenaires.push_fault(Fault::new("GET", "/imilo/api/sue/dossiers/*", effet.clone()).always());
        let refus = create(&nadia, creation(THEO)).await.unwrap_err();
        systeme.partenaires.clear_faults();
        assert_eq!(refus.code(), Code::Unavailable, "{effet:?} {refus:?}");
    }
    systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, Effet::reponse(429, "")));
    let refus = create(&nadia, creation(THEO)).await.unwrap_err();
    expect(&refus, Code::Unavailable, "PARTENAIRE_INDISPONIBLE");
    assert!(retry(&refus).is_some());
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_43_a_person_taken_over_loses_his_session_and_keeps_his_history() {
    let systeme = Systeme::start().await;
    let (nadia, ines) = (systeme.nadia().await, systeme.ines().await);
    let cree = create(&nadia, creation(THEO)).await.unwrap();
    systeme.activate("theo.lambert@mail.fr");
    let theo = systeme.beneficiaire("similo-jeune", "theo.lambert@mail.fr").await.unwrap().signs_cgu().await;

    // His new dossier, of Morlaix.
    let refus = create(&ines, creation("402317")).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "COMPTE_AUTRE_ML");
    let confirmed = CreateBeneficiaireMiloRequest { surcharge: true, ..creation("402317") };
    let taken = create(&ines, confirmed).await.unwrap();
    assert_ne!(taken.beneficiaire_id, cree.beneficiaire_id);
    assert_eq!(taken.etat(), EtatCompte::NonActive);

    let lignes = nadia.lignes().await;
    let flagged = lignes.iter().find(|ligne| ligne.id == cree.beneficiaire_id).unwrap();
    assert!(flagged.repris_le.is_some());
    let request = GetFicheRequest { beneficiaire_id: cree.beneficiaire_id.clone() };
    let left = nadia.portefeuille().get_fiche(request).await.unwrap().into_inner().fiche.unwrap();
    assert_eq!((left.lien_activation_expire_le, left.prochain_envoi_activation), (None, None));
    // His sessions ended with the act: this gateway hears of it, and one that has not seen him reads it.
    assert_eq!(systeme.faits("COMPTE_REVOQUE").await, 1);
    until("the gateway forgets", || async { theo.session().get_session(GetSessionRequest {}).await.is_err() }).await;
    let elsewhere = systeme.another_gateway().await;
    let refus = elsewhere.session(&theo).get_session(GetSessionRequest {}).await.unwrap_err();
    expect(&refus, Code::Unauthenticated, "SESSION_REVOQUEE");

    // His account of i-milo is the new person's.
    let back = systeme.beneficiaire("similo-jeune", "theo.lambert@mail.fr").await.unwrap();
    let session = back.session().get_session(GetSessionRequest {}).await.unwrap().into_inner();
    assert_eq!(session.id, taken.beneficiaire_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_39_a_person_without_identifier_is_bound_by_his_verified_email_once_the_dossier_says_the_same() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let cree = create(&nadia, creation("402204")).await.unwrap();
    let bound = format!("SELECT count(*) FROM beneficiaire WHERE id = '{}' AND sub IS NOT NULL", cree.beneficiaire_id);
    assert_eq!(systeme.count(&bound).await, 0);
    let dossier = systeme.partenaires.dossier(402_204).unwrap();
    let email = dossier.email.clone().unwrap();

    // Not verified: refused, nothing bound.
    let personne = systeme.partenaires.personne(simulators::Realm::SueJeunes, &email).unwrap();
    let patch = |verified| simulators::PersonnePatch {
        active: Some(true),
        email_verifie: Some(verified),
        ..simulators::PersonnePatch::new(simulators::Realm::SueJeunes, personne.sub.clone())
    };
    systeme.partenaires.patch_personne(patch(false));
    assert_eq!(systeme.beneficiaire("similo-jeune", &email).await.err().as_deref(), Some("UTILISATEUR_INEXISTANT"));
    // Verified, but the dossier has another e-mail: refused.
    systeme.partenaires.patch_personne(patch(true));
    let other = simulators::Dossier { email: Some("autre@mail.fr".into()), ..dossier.clone() };
    systeme.partenaires.put_dossier(other);
    assert_eq!(systeme.beneficiaire("similo-jeune", &email).await.err().as_deref(), Some("UTILISATEUR_INEXISTANT"));
    assert_eq!(systeme.count(&bound).await, 0);
    systeme.partenaires.put_dossier(dossier);
    systeme.beneficiaire("similo-jeune", &email).await.unwrap();
    assert_eq!(systeme.count(&bound).await, 1);
    assert_eq!(etat_of(&nadia, &cree.beneficiaire_id).await, Some(EtatCompte::Actif));
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_13_the_first_sign_in_activates() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let cree = create(&nadia, creation(THEO)).await.unwrap();
    systeme.activate("theo.lambert@mail.fr");
    systeme.beneficiaire("similo-jeune", "theo.lambert@mail.fr").await.unwrap();
    let lignes = nadia.lignes().await;
    let theo = lignes.iter().find(|ligne| ligne.id == cree.beneficiaire_id).unwrap();
    assert_eq!(theo.etat(), EtatCompte::Actif);
    assert!(theo.derniere_activite.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_14_a_taken_email_is_kept_and_the_sign_in_works() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let cree = create(&nadia, creation(THEO)).await.unwrap();
    systeme.activate("theo.lambert@mail.fr");
    let kenza = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap();
    let theo = systeme.partenaires.personne(simulators::Realm::SueJeunes, "theo.lambert@mail.fr").unwrap();
    let sub = theo.sub.clone();
    systeme.partenaires.patch_personne(simulators::PersonnePatch {
        email: Some(kenza.email.clone()),
        ..simulators::PersonnePatch::new(simulators::Realm::SueJeunes, theo.sub)
    });
    systeme.beneficiaire("similo-jeune", &sub).await.unwrap();
    let fiche =
        nadia.portefeuille().get_fiche(GetFicheRequest { beneficiaire_id: cree.beneficiaire_id }).await.unwrap();
    assert_eq!(fiche.into_inner().fiche.unwrap().email(), "theo.lambert@mail.fr");
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'CONFLIT_EMAIL'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_43_a_refused_take_over_takes_nobody_over() {
    let systeme = Systeme::start().await;
    let (nadia, ines) = (systeme.nadia().await, systeme.ines().await);
    let theo = create(&nadia, creation(THEO)).await.unwrap();
    // i-milo answers the identifier of somebody whom Inès follows already.
    let known = cast::beneficiaires().into_iter().find(|b| b.conseiller == cast::INES.id && b.sub.is_some()).unwrap();
    let answer = Effet::reponse(201, known.sub.unwrap().to_string());
    systeme.partenaires.push_fault(Fault::new("PUT", "/imilo/api/sue/compte-jeune/surcharge/*", answer));
    let confirmed = CreateBeneficiaireMiloRequest { surcharge: true, ..creation("402317") };
    let refus = create(&ines, confirmed).await.unwrap_err();
    expect(&refus, Code::AlreadyExists, "COMPTE_IMILO_DEJA_LIE");
    let lignes = nadia.lignes().await;
    let kept = lignes.iter().find(|ligne| ligne.id == theo.beneficiaire_id).unwrap();
    assert_eq!(kept.repris_le, None);
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire WHERE repris_le IS NOT NULL").await, 0);
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire WHERE dossier = '402317'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_proxy_is_not_an_account() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    for (numero, status) in [("402201", 201), ("402202", 200)] {
        let page = Effet::reponse(status, "<html>maintenance</html>");
        systeme.partenaires.push_fault(Fault::new("POST", COMPTE_JEUNE, page));
        let request = creation(numero);
        assert_eq!(create(&nadia, request.clone()).await.unwrap().etat(), EtatCompte::CreationIncertaine);
        assert_eq!(create(&nadia, request).await.unwrap().etat(), EtatCompte::NonActive);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_02_leading_zeros_are_the_same_dossier() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    create(&nadia, creation(THEO)).await.unwrap();
    for numero in ["0402117", "00000402117"] {
        expect(&dossier(&nadia, numero).await.unwrap_err(), Code::AlreadyExists, "DOSSIER_EXISTE_DEJA");
    }
}
