//! Profiles, preferences and referentials (D7, D16, D52, D53; ui 3.2, 3.22).

use super::banc::Systeme;
use super::banc::envois::Envois;
use super::banc::refus::{expect, expect_champ, metadata};
use communication::model::courriel::ModeleCourriel;
use proto::passemploi::identite::v1::get_session_response::Compte;
use proto::passemploi::identite::v1::update_profil_conseiller_request::Lieu;
use proto::passemploi::identite::v1::{
    CategorieNotification, DeleteCompteRequest, GetPreferencesRequest, GetProfilConseillerRequest, GetSessionRequest,
    ListAgencesRequest, ListMissionsLocalesRequest, Preference, Recapitulatif, SessionConseiller, UpdatePartageRequest,
    UpdatePreferencesRequest, UpdateProfilConseillerRequest,
};
use simulators::cast;
use std::sync::Arc;
use tonic::Code;

use super::banc::personne::Personne;

async fn session(qui: &Personne) -> SessionConseiller {
    match qui.session().get_session(GetSessionRequest {}).await.unwrap().into_inner().compte {
        Some(Compte::Conseiller(conseiller)) => conseiller,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_sign_in_has_a_visit_and_a_place_to_choose() {
    let systeme = Systeme::start().await;
    // Paul's first sign-in: France Travail says nothing of his agence.
    let paul = systeme.conseiller("pe-aij-conseiller", cast::PAUL.email).await.signs_cgu().await;
    systeme
        .count(&format!("UPDATE conseiller SET agence = NULL WHERE id = '{}' RETURNING 1::bigint", cast::PAUL.id))
        .await;
    let before = session(&paul).await;
    assert!(before.lieu_a_choisir && before.notifications_sonores);
    let update = UpdateProfilConseillerRequest {
        visite_terminee: Some(true),
        notifications_sonores: Some(false),
        recapitulatif: Some(Recapitulatif::JoursOuvres.into()),
        lieu: Some(Lieu::AgenceId("459".into())),
    };
    let profil = paul.profil().update_profil_conseiller(update).await.unwrap().into_inner().profil.unwrap();
    assert_eq!(profil.agence.as_deref(), Some("Agence France Travail Thiers"));
    assert!(profil.agence_du_referentiel && !profil.notifications_sonores);
    assert_eq!(profil.recapitulatif(), Recapitulatif::JoursOuvres);
    let after = session(&paul).await;
    assert!(!after.visite_a_faire && !after.lieu_a_choisir);
    // Once of the referential, only the support changes it.
    let again =
        UpdateProfilConseillerRequest { lieu: Some(Lieu::AgenceLibre("Ailleurs".into())), ..Default::default() };
    let refused = paul.profil().update_profil_conseiller(again).await.unwrap_err();
    expect(&refused, Code::FailedPrecondition, "AGENCE_DEJA_CHOISIE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_profile_changes_nothing() {
    let systeme = Systeme::start().await;
    let paul = systeme.conseiller("pe-aij-conseiller", cast::PAUL.email).await.signs_cgu().await;
    systeme.sql(&format!("UPDATE conseiller SET agence = NULL WHERE id = '{}'", cast::PAUL.id)).await;
    let update = |request| {
        let mut client = paul.profil();
        async move { client.update_profil_conseiller(request).await.unwrap_err() }
    };
    let asked = || UpdateProfilConseillerRequest { notifications_sonores: Some(false), ..Default::default() };
    expect_champ(
        &update(UpdateProfilConseillerRequest { recapitulatif: Some(0), ..asked() }).await,
        "recapitulatif",
        "VALEUR_INCONNUE",
    );
    for (nom, raison) in
        [("", "CHAMP_REQUIS"), ("a\nb", "CARACTERE_INTERDIT"), (&"é".repeat(256)[..], "TEXTE_TROP_LONG")]
    {
        let request = UpdateProfilConseillerRequest { lieu: Some(Lieu::AgenceLibre(nom.into())), ..asked() };
        expect_champ(&update(request).await, "agence_libre", raison);
    }
    let unknown = UpdateProfilConseillerRequest { lieu: Some(Lieu::AgenceId("nulle-part".into())), ..asked() };
    expect(&update(unknown).await, Code::NotFound, "INTROUVABLE");
    let profil = paul.profil().get_profil_conseiller(GetProfilConseillerRequest {}).await.unwrap().into_inner();
    assert!(profil.notifications_sonores);
    // What did change is journaled by the names of its fields.
    let good = UpdateProfilConseillerRequest { visite_terminee: Some(true), ..asked() };
    paul.profil().update_profil_conseiller(good).await.unwrap();
    let detail = "SELECT string_agg(detail, ';') FROM journal WHERE acte = 'PROFIL_CONSEILLER_GERER'";
    assert_eq!(systeme.text(detail).await, "notifications_sonores visite_terminee");
}

#[tokio::test(flavor = "multi_thread")]
async fn d16_the_mission_locale_is_that_of_i_milo_and_one_chosen_without_it_is_only_a_label() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let update = async |qui: &Personne, lieu: Lieu| {
        let request = UpdateProfilConseillerRequest { lieu: Some(lieu), ..Default::default() };
        qui.profil().update_profil_conseiller(request).await.map(|answer| answer.into_inner().profil.unwrap())
    };
    let morlaix = || Lieu::AgenceId(cast::INES.mission_locale.unwrap().code.into());
    let refused = update(&nadia, morlaix()).await.unwrap_err();
    expect(&refused, Code::FailedPrecondition, "AGENCE_DEJA_CHOISIE");

    // i-milo gives none: she chooses one of the referential, once, and no other words.
    systeme.sql(&format!("UPDATE conseiller SET structure_milo = NULL WHERE id = '{}'", cast::NADIA.id)).await;
    let autre = systeme.another_gateway().await;
    let nadia = Personne { channel: autre.channel.clone(), ..nadia };
    expect_champ(
        &update(&nadia, Lieu::AgenceLibre("Chez moi".into())).await.unwrap_err(),
        "agence_libre",
        "VALEUR_INCONNUE",
    );
    let profil = update(&nadia, morlaix()).await.unwrap();
    assert!(profil.agence.unwrap().contains("Morlaix") && !profil.agence_du_referentiel);
    expect(&update(&nadia, morlaix()).await.unwrap_err(), Code::FailedPrecondition, "AGENCE_DEJA_CHOISIE");
    // Only a label: it gives no right on the people of Morlaix.
    assert_eq!(profil.mission_locale, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_referential_is_searched_by_words_and_departement_within_the_family() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let agences = |qui: &Personne, recherche: &str, departement: &str| {
        let mut client = qui.referentiel();
        let request = ListAgencesRequest { recherche: recherche.into(), departement: departement.into() };
        async move { client.list_agences(request).await.map(tonic::Response::into_inner) }
    };
    let names = |answer: proto::passemploi::identite::v1::ListAgencesResponse| {
        answer.agences.into_iter().map(|agence| agence.nom).collect::<Vec<_>>()
    };
    assert_eq!(names(agences(&sophie, "THIERS france", "").await.unwrap()), ["Agence France Travail Thiers"]);
    assert_eq!(agences(&sophie, "", "63").await.unwrap().total_size, 2);
    assert_eq!(agences(&sophie, "finistere", "").await.unwrap().total_size, 0, "another family");
    expect_champ(&agences(&sophie, "", "6").await.unwrap_err(), "departement", "VALEUR_INCONNUE");
    expect_champ(&agences(&sophie, &"a".repeat(101), "").await.unwrap_err(), "recherche", "TEXTE_TROP_LONG");
    let nadia = systeme.nadia().await;
    assert_eq!(agences(&nadia, "", "").await.unwrap().total_size, 0);
    let request = ListMissionsLocalesRequest { recherche: String::new(), departement: "29".into() };
    let found = nadia.referentiel().list_missions_locales(request).await.unwrap().into_inner();
    assert_eq!(found.total_size, 2, "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn d53_preferences_are_all_on_until_changed_and_each_change_is_its_own() {
    let systeme = Systeme::start().await;
    let kenza = cast::beneficiaires().into_iter().find(|b| b.prenom == "Kenza").unwrap();
    let kenza = systeme.beneficiaire("similo-jeune", &kenza.email).await.unwrap();
    let read = || async { kenza.profil().get_preferences(GetPreferencesRequest {}).await.unwrap().into_inner() };
    let before = read().await;
    assert_eq!(before.preferences.len(), 7);
    assert!(before.partage_favoris && before.preferences.iter().all(|p| p.push && p.mail));
    let update = |preferences| kenza_update(&kenza, preferences);
    let offres = Preference { categorie: CategorieNotification::Offres.into(), push: false, mail: true };
    update(vec![offres]).await.unwrap();
    assert_eq!(read().await.preferences.iter().filter(|p| !p.push).count(), 1);
    kenza.profil().update_partage(UpdatePartageRequest { partage_favoris: false }).await.unwrap();
    assert!(!read().await.partage_favoris);
    expect_champ(&update(vec![]).await.unwrap_err(), "preferences", "LISTE_VIDE");
    expect_champ(&update(vec![offres; 8]).await.unwrap_err(), "preferences", "LISTE_TROP_LONGUE");
    expect_champ(&update(vec![offres, offres]).await.unwrap_err(), "preferences", "VALEUR_INCONNUE");
    let unknown = Preference { categorie: 0, push: true, mail: true };
    expect_champ(&update(vec![unknown]).await.unwrap_err(), "preferences", "VALEUR_INCONNUE");
}

async fn kenza_update(
    kenza: &Personne,
    preferences: Vec<Preference>,
) -> Result<tonic::Response<proto::passemploi::identite::v1::UpdatePreferencesResponse>, tonic::Status> {
    kenza.profil().update_preferences(UpdatePreferencesRequest { preferences }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn ub_23_a_beneficiaire_erases_his_account_by_typing_the_word() {
    let systeme = Systeme::start().await;
    let cast = cast::beneficiaires().into_iter().find(|b| b.prenom == "Kenza").unwrap();
    let kenza = systeme.beneficiaire("similo-jeune", &cast.email).await.unwrap();
    let elsewhere = systeme.beneficiaire("similo-jeune", &cast.email).await.unwrap();
    let delete = |qui: &Personne, confirmation: &str| {
        let (mut client, confirmation) = (qui.profil(), confirmation.to_owned());
        async move { client.delete_compte(DeleteCompteRequest { confirmation }).await }
    };
    for wrong in ["", "suprimer", "supprimer mon compte"] {
        expect_champ(&delete(&kenza, wrong).await.unwrap_err(), "confirmation", "CONFIRMATION_INVALIDE");
    }
    assert_eq!(systeme.nadia().await.lignes().await.len(), 34, "nothing was done");
    delete(&kenza, " Supprimer ").await.unwrap();
    for qui in [&kenza, &elsewhere] {
        let refused = qui.session().get_session(GetSessionRequest {}).await.unwrap_err();
        expect(&refused, Code::Unauthenticated, "SESSION_REVOQUEE");
    }
    assert_eq!(systeme.nadia().await.lignes().await.len(), 33);
    // Nothing of her is left but ids in the journal.
    for table in ["beneficiaire WHERE id", "signature_cgu WHERE compte", "notification WHERE compte"] {
        assert_eq!(systeme.count(&format!("SELECT count(*) FROM {table} = '{}'", cast.id)).await, 0, "{table}");
    }
    // Her conseiller is told once, in the app and by mail; then her name is nowhere in the tasks.
    let envois = Arc::new(Envois::default());
    systeme.ouvrier(&envois).drain().await.unwrap();
    let [mail] = &envois.courriels()[..] else { panic!("one mail: {:?}", envois.courriels()) };
    assert_eq!(mail.destinataire, cast::NADIA.email);
    assert!(
        matches!(&mail.modele, ModeleCourriel::CompteSupprime { beneficiaire, .. } if beneficiaire.contains("Kenza"))
    );
    assert_eq!(systeme.count("SELECT count(*) FROM tache WHERE contenu::text LIKE '%Kenza%'").await, 0);
    // The same person may be known again: the sign-in says that there is no account.
    let again = systeme.beneficiaire("similo-jeune", &cast.email).await.err();
    assert_eq!(again.as_deref(), Some("UTILISATEUR_INEXISTANT"));
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_34_a_conseiller_deletes_his_account_once_his_portefeuille_is_empty() {
    let systeme = Systeme::start().await;
    let delete = |qui: &Personne| {
        let mut client = qui.profil();
        async move { client.delete_compte(DeleteCompteRequest { confirmation: String::new() }).await }
    };
    let nadia = systeme.nadia().await;
    let refused = delete(&nadia).await.unwrap_err();
    expect(&refused, Code::FailedPrecondition, "PORTEFEUILLE_NON_VIDE");
    assert_eq!(metadata(&refused, "nombre").as_deref(), Some("34"));
    // Bruno signs in for the first time: nobody is in his portefeuille.
    let bruno = systeme.conseiller("similo-conseiller", cast::BRUNO.email).await.signs_cgu().await;
    delete(&bruno).await.unwrap();
    let refused = bruno.session().get_session(GetSessionRequest {}).await.unwrap_err();
    expect(&refused, Code::Unauthenticated, "SESSION_REVOQUEE");
    // He may come back by another button, as somebody new (A10).
    let again = systeme.conseiller("similo-conseiller", cast::BRUNO.email).await;
    assert!(session(&again).await.visite_a_faire);
}
