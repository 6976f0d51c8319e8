//! Notifications: the row first, push and mail later; preferences; quiet hours
//! (transverse.md §1, D32, D53, D54).

use super::banc::Systeme;
use super::banc::envois::Envois;
use super::banc::personne::Personne;
use super::banc::refus::{expect, expect_champ};
use access::{Compte, Role};
use chrono::Duration;
use communication::commands::notify::notify;
use communication::model::courriel::ModeleCourriel;
use communication::model::notification::{Avis, TypeNotification};
use communication::ports::EchecEnvoi;
use kernel::temps::Clock as _;
use proto::passemploi::communication::v1 as pb;
use proto::passemploi::communication::v1::register_appareil_request::Canal;
use proto::passemploi::identite::v1::{CategorieNotification, Preference, UpdatePreferencesRequest};
use proto::passemploi::portefeuille::v1::{GetFicheRequest, UpdateBeneficiaireRequest};
use simulators::cast;
use std::sync::Arc;
use tonic::Code;
use uuid::Uuid;

/// Kenza Belkacem, signed in, of Brest.
async fn kenza(systeme: &Systeme) -> (Personne, Uuid) {
    let kenza = cast::beneficiaires().into_iter().find(|b| b.prenom == "Kenza").unwrap();
    let signed_in = systeme.beneficiaire("similo-jeune", &kenza.email).await.unwrap();
    (signed_in, kenza.id)
}

fn avis(compte: Uuid, titre: &str) -> Avis {
    Avis {
        destinataire: Compte { role: Role::Beneficiaire, id: compte },
        type_: TypeNotification::Administratif,
        titre: titre.into(),
        description: "À lire.".into(),
        id_objet: None,
        cle: None,
        urgent: false,
    }
}

async fn tell(systeme: &Systeme, avis: &Avis) {
    let mut unit = systeme.store.unit().await.unwrap();
    notify(&systeme.communication(), &mut unit, avis).await.unwrap();
    unit.commit().await.unwrap();
}

/// Moves the clock to this hour of Paris, today or tomorrow; somebody stays signed in.
async fn at_hour(systeme: &Systeme, hour: u32, qui: Personne) -> Personne {
    use chrono::Timelike as _;
    let local = systeme.horloge.now().with_timezone(&chrono_tz::Tz::Europe__Paris);
    let ahead = (i64::from(hour) - i64::from(local.hour())).rem_euclid(24);
    systeme.horloge.advance(Duration::hours(ahead));
    qui.renewed(&systeme.url).await
}

async fn register(qui: &Personne, endpoint: &str) -> Result<String, tonic::Status> {
    let request = pb::RegisterAppareilRequest {
        canal: Some(Canal::WebPush(Systeme::abonnement(endpoint))),
        version: "1.0".into(),
    };
    qui.notifications().register_appareil(request).await.map(|answer| answer.into_inner().id)
}

async fn list(qui: &Personne, page_size: i32, page_token: &str) -> pb::ListNotificationsResponse {
    let request = pb::ListNotificationsRequest { page_size, page_token: page_token.into(), ..Default::default() };
    qui.notifications().list_notifications(request).await.unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_centre_is_read_page_by_page_and_marked() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    for n in 0..5 {
        tell(&systeme, &avis(id, &format!("Avis {n}"))).await;
    }
    let first = list(&kenza, 3, "").await;
    assert_eq!((first.notifications.len(), first.non_lues), (3, 5));
    assert_eq!(first.notifications[0].titre, "Avis 4");
    let second = list(&kenza, 3, &first.next_page_token).await;
    assert_eq!((second.notifications.len(), second.next_page_token.as_str()), (2, ""));
    let mark = |ids: Vec<String>, toutes| {
        let mut client = kenza.notifications();
        async move { client.mark_notifications_lues(pb::MarkNotificationsLuesRequest { ids, toutes }).await }
    };
    let one = first.notifications[0].id.clone();
    assert_eq!(mark(vec![one.clone()], false).await.unwrap().into_inner().non_lues, 4);
    let read = list(&kenza, 1, "").await.notifications[0].lue_le;
    assert_eq!(mark(vec![one, Uuid::new_v4().to_string()], false).await.unwrap().into_inner().non_lues, 4);
    assert_eq!(list(&kenza, 1, "").await.notifications[0].lue_le, read, "the first instant is kept");
    assert_eq!(mark(vec![], true).await.unwrap().into_inner().non_lues, 0);
    expect_champ(&mark(vec![], false).await.unwrap_err(), "ids", "LISTE_VIDE");
    expect_champ(&mark(vec!["x".into()], false).await.unwrap_err(), "ids", "IDENTIFIANT_INVALIDE");
    expect_champ(&mark(vec!["x".into(); 101], false).await.unwrap_err(), "ids", "LISTE_TROP_LONGUE");
    let bad = pb::ListNotificationsRequest { page_size: 1, page_token: "bidon".into(), ..Default::default() };
    let refused = kenza.notifications().list_notifications(bad).await.unwrap_err();
    expect_champ(&refused, "page_token", "JETON_DE_PAGE_INVALIDE");
}

#[tokio::test(flavor = "multi_thread")]
async fn d49_an_unread_avis_is_found_behind_those_that_were_read() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    for n in 0..12 {
        tell(&systeme, &avis(id, &format!("Avis {n}"))).await;
    }
    let unread = async |page_token: &str| {
        let request =
            pb::ListNotificationsRequest { page_size: 10, page_token: page_token.into(), non_lues_seulement: true };
        kenza.notifications().list_notifications(request).await
    };
    let first = unread("").await.unwrap().into_inner();
    let ids = first.notifications.iter().map(|notification| notification.id.clone()).collect();
    let request = pb::MarkNotificationsLuesRequest { ids, toutes: false };
    kenza.notifications().mark_notifications_lues(request).await.unwrap();
    let rest = unread("").await.unwrap().into_inner();
    let titles: Vec<_> = rest.notifications.iter().map(|notification| notification.titre.as_str()).collect();
    assert_eq!((titles, rest.non_lues), (vec!["Avis 1", "Avis 0"], 2));
    // A page of one list is not a page of the other.
    let token = list(&kenza, 10, "").await.next_page_token;
    expect_champ(&unread(&token).await.unwrap_err(), "page_token", "JETON_DE_PAGE_INVALIDE");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_marks_or_reads_the_notifications_of_another() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    tell(&systeme, &avis(id, "Pour Kenza")).await;
    let its = list(&kenza, 1, "").await.notifications[0].id.clone();
    let nadia = systeme.nadia().await;
    assert_eq!(list(&nadia, 10, "").await.notifications, []);
    let request = pb::MarkNotificationsLuesRequest { ids: vec![its], toutes: false };
    nadia.notifications().mark_notifications_lues(request).await.unwrap();
    assert_eq!(list(&kenza, 1, "").await.non_lues, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn tr_29_a_push_of_the_night_waits_for_eight_and_an_urgent_one_does_not() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    register(&kenza, "a").await.unwrap();
    let envois = Arc::new(Envois::default());
    let kenza = at_hour(&systeme, 22, kenza).await;
    tell(&systeme, &avis(id, "Demain")).await;
    tell(&systeme, &Avis { urgent: true, ..avis(id, "Tout de suite") }).await;
    assert_eq!(list(&kenza, 10, "").await.notifications.len(), 2, "the rows are there at once");
    systeme.ouvrier(&envois).drain().await.unwrap();
    let titles = || envois.pushes().into_iter().map(|(_, message)| message.titre).collect::<Vec<_>>();
    assert_eq!(titles(), ["Tout de suite"]);
    at_hour(&systeme, 8, kenza).await;
    systeme.horloge.advance(Duration::minutes(1));
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!(titles(), ["Tout de suite", "Demain"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn d32_a_worker_that_was_stopped_in_the_evening_does_not_ring_at_night() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    register(&kenza, "a").await.unwrap();
    let journaled = "SELECT count(*) FROM journal WHERE acte = 'APPAREILS_GERER' AND detail = 'APPAREIL_AJOUTE'";
    assert_eq!(systeme.count(journaled).await, 1);
    let envois = Arc::new(Envois::default());
    let kenza = at_hour(&systeme, 19, kenza).await;
    tell(&systeme, &avis(id, "Du soir")).await;
    let kenza = at_hour(&systeme, 23, kenza).await;
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!(envois.pushes().len(), 0);
    at_hour(&systeme, 8, kenza).await;
    systeme.horloge.advance(Duration::minutes(1));
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!(envois.pushes().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn tr_04_a_category_turned_off_is_not_pushed_and_stays_in_the_app() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    register(&kenza, "a").await.unwrap();
    let kenza = at_hour(&systeme, 12, kenza).await;
    let envois = Arc::new(Envois::default());
    let off = Preference { categorie: CategorieNotification::Administratif.into(), push: false, mail: false };
    tell(&systeme, &avis(id, "Avant le refus")).await;
    // Turned off between the planning and the sending: it is not sent.
    kenza.profil().update_preferences(UpdatePreferencesRequest { preferences: vec![off] }).await.unwrap();
    tell(&systeme, &avis(id, "Après le refus")).await;
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!((envois.pushes().len(), envois.courriels().len()), (0, 0));
    assert_eq!(list(&kenza, 10, "").await.non_lues, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_notification_a_dead_device_and_a_closed_session_are_not_pushed() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    let (elsewhere, _) = self::kenza(&systeme).await;
    register(&kenza, "a").await.unwrap();
    register(&elsewhere, "b").await.unwrap();
    let kenza = at_hour(&systeme, 12, kenza).await;
    let envois = Arc::new(Envois::default());
    tell(&systeme, &avis(id, "Deux appareils")).await;
    envois.fail_with([EchecEnvoi::AppareilMort]);
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!(envois.pushes().len(), 1);
    assert_eq!(systeme.count("SELECT count(*) FROM appareil").await, 1, "the dead one is forgotten");
    tell(&systeme, &avis(id, "Lue avant l’envoi")).await;
    let all = pb::MarkNotificationsLuesRequest { ids: vec![], toutes: true };
    kenza.notifications().mark_notifications_lues(all).await.unwrap();
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!(envois.pushes().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_replaces_the_push_of_who_has_no_device_once_a_category_and_day() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    at_hour(&systeme, 12, kenza).await;
    let envois = Arc::new(Envois::default());
    tell(&systeme, &avis(id, "Un")).await;
    tell(&systeme, &avis(id, "Deux")).await;
    tell(&systeme, &Avis { type_: TypeNotification::NouveauConseiller, ..avis(id, "Message") }).await;
    systeme.ouvrier(&envois).drain().await.unwrap();
    let [mail] = &envois.courriels()[..] else { panic!("one mail: {:?}", envois.courriels()) };
    assert!(matches!(&mail.modele, ModeleCourriel::Notification { titre, .. } if titre == "Un"), "{mail:?}");
    systeme.horloge.advance(Duration::days(1));
    tell(&systeme, &avis(id, "Le lendemain")).await;
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!(envois.courriels().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn tr_30_a_notification_of_one_key_is_one_row_updated() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    register(&kenza, "a").await.unwrap();
    let kenza = at_hour(&systeme, 12, kenza).await;
    let envois = Arc::new(Envois::default());
    for n in 1..=4 {
        let said = Avis { cle: Some("conversation".into()), ..avis(id, &format!("{n} nouveaux messages")) };
        tell(&systeme, &said).await;
    }
    let rows = list(&kenza, 10, "").await.notifications;
    assert_eq!(rows.iter().map(|row| row.titre.as_str()).collect::<Vec<_>>(), ["4 nouveaux messages"]);
    systeme.ouvrier(&envois).drain().await.unwrap();
    assert_eq!(envois.pushes().len(), 1, "the earlier versions are no longer true");
}

#[tokio::test(flavor = "multi_thread")]
async fn eleven_devices_are_ten_and_a_browser_goes_to_who_signed_in_last() {
    let systeme = Systeme::start().await;
    let (kenza, _) = kenza(&systeme).await;
    let first = register(&kenza, "0").await.unwrap();
    assert_eq!(register(&kenza, "0").await.unwrap(), first, "the same device");
    for n in 1..=10 {
        systeme.horloge.advance(Duration::seconds(1));
        register(&kenza, &n.to_string()).await.unwrap();
    }
    assert_eq!(systeme.count("SELECT count(*) FROM appareil").await, 10);
    let nadia = systeme.nadia().await;
    register(&nadia, "5").await.unwrap();
    assert_eq!(systeme.count("SELECT count(*) FROM appareil WHERE role = 'BENEFICIAIRE'").await, 9);
    // Nobody removes the device of another.
    let its = pb::DeleteAppareilRequest { id: first };
    kenza.notifications().delete_appareil(its).await.unwrap();
    assert_eq!(systeme.count("SELECT count(*) FROM appareil").await, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_tells_each_change_and_ends_with_its_session() {
    let systeme = Systeme::start().await;
    let (kenza, id) = kenza(&systeme).await;
    let mut stream =
        kenza.notifications().watch_notifications(pb::WatchNotificationsRequest {}).await.unwrap().into_inner();
    assert_eq!(stream.message().await.unwrap().unwrap().non_lues, 0);
    tell(&systeme, &avis(id, "Bonjour")).await;
    loop {
        // Waking up again without a change is allowed.
        if stream.message().await.unwrap().unwrap().non_lues == 1 {
            break;
        }
    }
    // Another process closes the session of this account.
    let close = format!("UPDATE session SET revoquee_le = now() WHERE compte = '{id}' RETURNING 1::bigint");
    systeme.count(&close).await;
    systeme.count(&format!("SELECT 1::bigint FROM pg_notify('comptes', '{id}')")).await;
    let ended = loop {
        match stream.message().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the end was not said"),
            Err(status) => break status,
        }
    };
    expect(&ended, Code::Unauthenticated, "SESSION_REVOQUEE");
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_a6_1_the_open_pages_of_both_are_told_of_a_change_of_the_fiche() {
    let systeme = Systeme::start().await;
    let (kenza, _) = kenza(&systeme).await;
    let nadia = systeme.nadia().await;
    let open = async |qui: &Personne| {
        let mut stream =
            qui.notifications().watch_notifications(pb::WatchNotificationsRequest {}).await.unwrap().into_inner();
        assert!(!stream.message().await.unwrap().unwrap().changement, "the first one tells the state");
        stream
    };
    let mut streams = [open(&nadia).await, open(&kenza).await];
    let beneficiaire_id = cast::KENZA.to_string();
    let request = GetFicheRequest { beneficiaire_id: beneficiaire_id.clone() };
    let fiche = nadia.portefeuille().get_fiche(request).await.unwrap().into_inner().fiche.unwrap();
    let change = UpdateBeneficiaireRequest {
        beneficiaire_id,
        etag: fiche.etag,
        peut_voir_comptage: Some(!fiche.peut_voir_comptage),
        ..Default::default()
    };
    nadia.portefeuille().update_beneficiaire(change).await.unwrap();
    systeme.ouvrier(&Arc::new(Envois::default())).drain().await.unwrap();
    for stream in &mut streams {
        while !stream.message().await.unwrap().unwrap().changement {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn welcome_goes_once_to_a_conseiller_of_a_mission_locale() {
    use kernel::outbox::{Fait, OutboxTx as _};
    let systeme = Systeme::start().await;
    let envois = Arc::new(Envois::default());
    let mut unit = systeme.store.unit().await.unwrap();
    for (code, who) in [
        ("CONSEILLER_CREE", cast::NADIA.id),
        ("CONSEILLER_EMAIL_CONNU", cast::NADIA.id),
        ("CONSEILLER_CREE", cast::SOPHIE.id),
        ("CONSEILLER_CREE", Uuid::new_v4()),
    ] {
        unit.emit(Fait::new(code, who)).await.unwrap();
    }
    unit.commit().await.unwrap();
    systeme.ouvrier(&envois).drain().await.unwrap();
    let [mail] = &envois.courriels()[..] else { panic!("one mail: {:?}", envois.courriels()) };
    assert_eq!(mail.destinataire, cast::NADIA.email);
    assert!(matches!(&mail.modele, ModeleCourriel::Bienvenue { prenom } if prenom == "Nadia"));
}
