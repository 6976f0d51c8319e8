//! Changes of a fiche: PF-15 to PF-18, the etag, the e-mail that was mistyped; facts of the first
//! sign-in.

use super::archives::jour;
use super::banc::Systeme;
use super::banc::envois::Envois;
use super::banc::personne::Personne;
use super::banc::refus::{expect, expect_champ, metadata};
use chrono::NaiveDate;
use kernel::temps::Clock as _;
use proto::passemploi::communication::v1::ListNotificationsRequest;
use proto::passemploi::identite::v1::Dispositif;
use proto::passemploi::portefeuille::v1::{
    CorrectEmailRequest, CorrectEmailResponse, CreateBeneficiaireFtRequest, Fiche, GetFicheRequest, MotifSuppression,
    RaisonDispositif, UpdateBeneficiaireRequest,
};
use simulators::{PersonnePatch, Realm, cast};
use std::sync::Arc;
use tonic::{Code, Status};
use uuid::Uuid;

async fn fiche(qui: &Personne, id: Uuid) -> Fiche {
    let request = GetFicheRequest { beneficiaire_id: id.to_string() };
    qui.portefeuille().get_fiche(request).await.unwrap().into_inner().fiche.unwrap()
}

async fn update(qui: &Personne, demande: UpdateBeneficiaireRequest) -> Result<String, Status> {
    qui.portefeuille().update_beneficiaire(demande).await.map(|answer| answer.into_inner().etag)
}

/// A change of what the caller sees now.
async fn seen(qui: &Personne, id: Uuid) -> UpdateBeneficiaireRequest {
    let etag = fiche(qui, id).await.etag;
    UpdateBeneficiaireRequest { beneficiaire_id: id.to_string(), etag, ..Default::default() }
}

async fn correct(qui: &Personne, id: Uuid, email: &str, etag: &str) -> Result<CorrectEmailResponse, Status> {
    let request =
        CorrectEmailRequest { beneficiaire_id: id.to_string(), email: email.to_owned(), etag: etag.to_owned() };
    qui.portefeuille().correct_email(request).await.map(tonic::Response::into_inner)
}

pub async fn works(systeme: &Systeme) -> Arc<Envois> {
    let envois = Arc::new(Envois::default());
    systeme.ouvrier(&envois).drain().await.unwrap();
    envois
}

pub async fn avis(qui: &Personne) -> Vec<String> {
    let request = ListNotificationsRequest { page_size: 50, ..Default::default() };
    let listed = qui.notifications().list_notifications(request).await.unwrap().into_inner();
    listed.notifications.into_iter().map(|n| format!("{} — {}", n.titre, n.description)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_16_every_field_of_a_change_is_stored() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let demande = UpdateBeneficiaireRequest {
        identifiant_ft: Some(" 1234567890a ".into()),
        dispositif: Some(Dispositif::Cej.into()),
        ..seen(&sophie, cast::JEREMY).await
    };
    let etag = update(&sophie, demande.clone()).await.unwrap();
    let after = fiche(&sophie, cast::JEREMY).await;
    assert_eq!((after.identifiant_ft(), after.etag.as_str()), ("1234567890A", etag.as_str()));
    // Sent again after a lost answer: the same success.
    assert_eq!(update(&sophie, demande).await.unwrap(), etag);

    let nadia = systeme.nadia().await;
    systeme.sql(&format!("UPDATE beneficiaire SET dispositif = 'PACEA' WHERE id = '{}'", cast::KENZA)).await;
    let demande = UpdateBeneficiaireRequest {
        dispositif: Some(Dispositif::Cej.into()),
        peut_voir_comptage: Some(true),
        raison: RaisonDispositif::Erreur.into(),
        ..seen(&nadia, cast::KENZA).await
    };
    update(&nadia, demande).await.unwrap();
    let after = fiche(&nadia, cast::KENZA).await;
    assert_eq!((after.dispositif(), after.peut_voir_comptage), (Dispositif::Cej, true));
    assert_eq!(systeme.faits("DISPOSITIF_CHANGE").await, 1);
    assert_eq!(systeme.faits("FICHE_MODIFIEE").await, 2);
    let row = "SELECT count(*) FROM journal WHERE acte = 'DISPOSITIF_CHANGE' AND detail = 'PACEA>CEJ ERREUR'";
    assert_eq!(systeme.count(row).await, 1);
    // Nothing to change is a success that changes nothing.
    let nothing = seen(&nadia, cast::KENZA).await;
    assert_eq!(update(&nadia, nothing.clone()).await.unwrap(), nothing.etag);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_15_a_change_touches_no_other_column() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    systeme.sql(&format!("UPDATE beneficiaire SET date_fin_cej = '2026-03-31' WHERE id = '{}'", cast::KENZA)).await;
    let others =
        format!("SELECT (to_jsonb(b) - 'peut_voir_comptage')::text FROM beneficiaire b WHERE id = '{}'", cast::KENZA);
    let before = systeme.text(&others).await;
    let on = UpdateBeneficiaireRequest { peut_voir_comptage: Some(true), ..seen(&nadia, cast::KENZA).await };
    update(&nadia, on).await.unwrap();
    assert_eq!(systeme.text(&others).await, before);
    assert_eq!(
        fiche(&nadia, cast::KENZA).await.date_fin_cej,
        Some(jour(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_17_pf_18_a_change_is_refused_whole() {
    let systeme = Systeme::start().await;
    let (sophie, nadia) = (systeme.sophie().await, systeme.nadia().await);
    let jeremy = seen(&sophie, cast::JEREMY).await;
    let with =
        |identifiant: &str| UpdateBeneficiaireRequest { identifiant_ft: Some(identifiant.into()), ..jeremy.clone() };
    for bad in ["123456789012", "12 34", "é"] {
        expect_champ(&update(&sophie, with(bad)).await.unwrap_err(), "identifiant_ft", "IDENTIFIANT_FT_INVALIDE");
    }
    // One field is right, the other is not: none is stored.
    let half = UpdateBeneficiaireRequest { dispositif: Some(Dispositif::Pacea.into()), ..with("1234567A") };
    expect_champ(&update(&sophie, half).await.unwrap_err(), "dispositif", "DISPOSITIF_NON_PERMIS");
    let half = UpdateBeneficiaireRequest { peut_voir_comptage: Some(true), ..with("1234567A") };
    expect(&update(&sophie, half).await.unwrap_err(), Code::FailedPrecondition, "COMPTAGE_RESERVE_CEJ");
    assert_eq!(fiche(&sophie, cast::JEREMY).await.identifiant_ft, None);
    // The number of somebody else of the family.
    update(&sophie, with("1234567A")).await.unwrap();
    let other =
        UpdateBeneficiaireRequest { identifiant_ft: Some("1234567a".into()), ..seen(&sophie, cast::KENJI).await };
    expect(&update(&sophie, other).await.unwrap_err(), Code::AlreadyExists, "IDENTIFIANT_EXISTE_DEJA");
    // Removed, it is free.
    let none = UpdateBeneficiaireRequest { identifiant_ft: Some(String::new()), ..seen(&sophie, cast::JEREMY).await };
    update(&sophie, none).await.unwrap();
    assert_eq!(fiche(&sophie, cast::JEREMY).await.identifiant_ft, None);

    systeme.sql(&format!("UPDATE beneficiaire SET dispositif = 'PACEA' WHERE id = '{}'", cast::KENZA)).await;
    let kenza = seen(&nadia, cast::KENZA).await;
    let on = UpdateBeneficiaireRequest { peut_voir_comptage: Some(true), ..kenza.clone() };
    expect(&update(&nadia, on).await.unwrap_err(), Code::FailedPrecondition, "COMPTAGE_RESERVE_CEJ");
    let number = UpdateBeneficiaireRequest { identifiant_ft: Some("1A".into()), ..kenza.clone() };
    expect_champ(&update(&nadia, number).await.unwrap_err(), "identifiant_ft", "IDENTIFIANT_FT_INVALIDE");
    let cej = UpdateBeneficiaireRequest { dispositif: Some(Dispositif::Cej.into()), ..kenza };
    let end = UpdateBeneficiaireRequest { raison: RaisonDispositif::FinAccompagnement.into(), ..cej.clone() };
    let wrong = UpdateBeneficiaireRequest { motif: MotifSuppression::Esat.into(), ..end.clone() };
    let late = UpdateBeneficiaireRequest {
        motif: MotifSuppression::LimiteAge.into(),
        date_fin_accompagnement: Some(jour(NaiveDate::from_ymd_opt(2999, 1, 1).unwrap())),
        ..end.clone()
    };
    for (demande, champ, raison) in [
        (cej, "raison", "CHAMP_REQUIS"),
        (end, "motif", "CHAMP_REQUIS"),
        (wrong, "motif", "MOTIF_NON_PERMIS"),
        (late, "date_fin_accompagnement", "DATE_HORS_BORNES"),
    ] {
        expect_champ(&update(&nadia, demande).await.unwrap_err(), champ, raison);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_count_of_hours_goes_off_when_the_dispositif_leaves_the_cej() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let on = UpdateBeneficiaireRequest { peut_voir_comptage: Some(true), ..seen(&nadia, cast::KENZA).await };
    update(&nadia, on).await.unwrap();
    let today = systeme.horloge.now().date_naive();
    let pacea = UpdateBeneficiaireRequest {
        dispositif: Some(Dispositif::Pacea.into()),
        raison: RaisonDispositif::FinAccompagnement.into(),
        motif: MotifSuppression::ContratArriveAEcheance.into(),
        date_fin_accompagnement: Some(jour(today)),
        ..seen(&nadia, cast::KENZA).await
    };
    update(&nadia, pacea).await.unwrap();
    let after = fiche(&nadia, cast::KENZA).await;
    assert_eq!((after.dispositif(), after.peut_voir_comptage), (Dispositif::Pacea, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_edit_at_once_do_not_overwrite_each_other() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let seen = seen(&sophie, cast::JEREMY).await;
    let all = (0..8).map(|n| {
        let demande = UpdateBeneficiaireRequest { identifiant_ft: Some(format!("{n}A")), ..seen.clone() };
        update(&sophie, demande)
    });
    let all = futures::future::join_all(all).await;
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1);
    for refus in all.iter().filter_map(|one| one.as_ref().err()) {
        expect(refus, Code::Aborted, "ETAG_PERIME");
    }
    // Two people take the same number at once: one has it.
    let (jeremy, kenji) = (self::seen(&sophie, cast::JEREMY).await, self::seen(&sophie, cast::KENJI).await);
    let take = |demande: UpdateBeneficiaireRequest| {
        update(&sophie, UpdateBeneficiaireRequest { identifiant_ft: Some("7654321Z".into()), ..demande })
    };
    let (one, two) = tokio::join!(take(jeremy), take(kenji));
    let refus = [one, two].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    let [refus] = &refus[..] else { panic!("one of the two: {refus:?}") };
    expect(refus, Code::AlreadyExists, "IDENTIFIANT_EXISTE_DEJA");
}

#[tokio::test(flavor = "multi_thread")]
async fn states_that_forbid_a_change_say_so() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let uncertain = cast::beneficiaires()
        .into_iter()
        .find(|b| b.etat == cast::Etat::CreationIncertaine && b.conseiller == cast::NADIA.id)
        .unwrap();
    let demande = seen(&nadia, uncertain.id).await;
    expect(&update(&nadia, demande).await.unwrap_err(), Code::FailedPrecondition, "CREATION_INCERTAINE");
    let demande = seen(&nadia, cast::KENZA).await;
    systeme.sql(&format!("UPDATE beneficiaire SET repris_le = now() WHERE id = '{}'", cast::KENZA)).await;
    let refus = update(&nadia, demande).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "BENEFICIAIRE_REPRIS_PAR_AUTRE_ML");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistyped_email_is_corrected_before_the_first_sign_in_alone() {
    let systeme = Systeme::start().await;
    let (sophie, nadia) = (systeme.sophie().await, systeme.nadia().await);
    let request = CreateBeneficiaireFtRequest {
        request_id: Uuid::new_v4().to_string(),
        prenom: "Léo".into(),
        nom: "Garnier".into(),
        email: "leo.ganrier@mail.fr".into(),
        ..Default::default()
    };
    let cree = sophie.portefeuille().create_beneficiaire_ft(request).await.unwrap().into_inner();
    let id: Uuid = cree.beneficiaire_id.parse().unwrap();
    let etag = fiche(&sophie, id).await.etag;
    let taken = cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap().email;
    let refus = correct(&sophie, id, &taken, &etag).await.unwrap_err();
    expect(&refus, Code::AlreadyExists, "EMAIL_EXISTE_DEJA");
    assert_eq!(metadata(&refus, "chez").as_deref(), Some("MON_PORTEFEUILLE"));
    let refus = correct(&sophie, id, "zoé@mail.fr", &etag).await.unwrap_err();
    expect_champ(&refus, "email", "EMAIL_CARACTERE_REFUSE");
    assert_eq!(metadata(&refus, "caractere").as_deref(), Some("é"));
    expect(&correct(&sophie, id, "leo.garnier@mail.fr", "vieux").await.unwrap_err(), Code::Aborted, "ETAG_PERIME");

    let done = correct(&sophie, id, " Leo.Garnier@mail.fr ", &etag).await.unwrap();
    assert_eq!(done.email, "leo.garnier@mail.fr");
    assert_eq!(done.etag, fiche(&sophie, id).await.etag);
    // Again, after a lost answer.
    assert_eq!(correct(&sophie, id, "leo.garnier@mail.fr", &etag).await.unwrap(), done);
    assert_eq!(systeme.faits("EMAIL_CORRIGE").await, 1);
    // The address that was wrong is free.
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire WHERE email = 'leo.ganrier@mail.fr'").await, 0);

    let jeremy = fiche(&sophie, cast::JEREMY).await.etag;
    let refus = correct(&sophie, cast::JEREMY, "autre@mail.fr", &jeremy).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "COMPTE_DEJA_ACTIVE");
    let refus = correct(&nadia, cast::KENZA, "autre@mail.fr", "").await.unwrap_err();
    expect(&refus, Code::PermissionDenied, "ROLE_INTERDIT");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_corrections_to_one_address_make_one_holder() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let create = |n: usize| {
        let request = CreateBeneficiaireFtRequest {
            request_id: Uuid::new_v4().to_string(),
            prenom: "Léo".into(),
            nom: "Garnier".into(),
            email: format!("leo{n}@mail.fr"),
            ..Default::default()
        };
        let mut client = sophie.portefeuille();
        async move { client.create_beneficiaire_ft(request).await.unwrap().into_inner().beneficiaire_id.parse().unwrap() }
    };
    let ids: Vec<Uuid> = futures::future::join_all((0..6).map(create)).await;
    let mut corrections = Vec::new();
    for id in ids {
        let etag = fiche(&sophie, id).await.etag;
        let sophie = sophie.clone();
        corrections.push(async move { correct(&sophie, id, "leo.garnier@mail.fr", &etag).await });
    }
    let all = futures::future::join_all(corrections).await;
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1, "{all:?}");
    for refus in all.iter().filter_map(|one| one.as_ref().err()) {
        expect(refus, Code::AlreadyExists, "EMAIL_EXISTE_DEJA");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_conseiller_is_told_of_a_first_sign_in_and_of_an_email_that_is_taken() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let lina = cast::beneficiaires().into_iter().find(|b| b.id == cast::LINA).unwrap();
    let jeremy = cast::beneficiaires().into_iter().find(|b| b.id == cast::JEREMY).unwrap();
    systeme.beneficiaire("ft-beneficiaire", &lina.email).await.unwrap();
    systeme.beneficiaire("ft-beneficiaire", &lina.email).await.unwrap();
    works(&systeme).await;
    let told =
        |list: &[String]| list.iter().filter(|avis| avis.contains("s’est connecté pour la première fois")).count();
    assert_eq!(told(&avis(&sophie).await), 1);

    let sub = systeme.partenaires.personne(Realm::FtIndividu, &lina.email).unwrap().sub;
    let patch = PersonnePatch { email: Some(jeremy.email), ..PersonnePatch::new(Realm::FtIndividu, sub.clone()) };
    systeme.partenaires.patch_personne(patch);
    systeme.beneficiaire("ft-beneficiaire", &sub).await.unwrap();
    works(&systeme).await;
    let listed = avis(&sophie).await;
    assert!(listed.iter().any(|avis| avis.contains("Lina Costa est celle d’un autre compte")), "{listed:?}");
    assert_eq!(told(&listed), 1);
}
