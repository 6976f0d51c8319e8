//! The end of an account: PF-20 to PF-26, PF-34, PF-45, A4, A6.

use super::banc::envois::Envois;
use super::banc::personne::Personne;
use super::banc::refus::{expect, expect_champ, metadata};
use super::banc::{Systeme, until};
use chrono::{Datelike, Duration, NaiveDate, Timelike, Utc};
use communication::model::courriel::ModeleCourriel;
use kernel::ids::BeneficiaireId;
use kernel::temps::Clock as _;
use portefeuille::ports::PortefeuilleStore as _;
use proto::passemploi::commun::v1::Jour;
use proto::passemploi::communication::v1::ListNotificationsRequest;
use proto::passemploi::identite::v1::{DeleteCompteRequest, GetSessionRequest, Structure};
use proto::passemploi::portefeuille::v1::{
    ArchiveBeneficiaireRequest, CreateBeneficiaireFtRequest, DeleteBeneficiaireRequest, GetFicheRequest,
    ListMotifsSuppressionRequest, MotifSuppression,
};
use simulators::cast;
use std::sync::Arc;
use tonic::{Code, Status};
use uuid::Uuid;

pub fn jour(date: NaiveDate) -> Jour {
    let part = |n: u32| i32::try_from(n).unwrap();
    Jour { annee: date.year(), mois: part(date.month()), jour: part(date.day()) }
}

pub fn archivage(id: Uuid, motif: MotifSuppression, date: NaiveDate) -> ArchiveBeneficiaireRequest {
    ArchiveBeneficiaireRequest {
        beneficiaire_id: id.to_string(),
        motif: motif.into(),
        date_fin_accompagnement: Some(jour(date)),
        ..Default::default()
    }
}

fn today(systeme: &Systeme) -> NaiveDate {
    systeme.horloge.now().with_timezone(&chrono_tz::Europe::Paris).date_naive()
}

async fn archive(qui: &Personne, demande: ArchiveBeneficiaireRequest) -> Result<(), Status> {
    qui.portefeuille().archive_beneficiaire(demande).await.map(|_| ())
}

async fn delete(qui: &Personne, id: Uuid) -> Result<(), Status> {
    let demande = DeleteBeneficiaireRequest { beneficiaire_id: id.to_string(), ..Default::default() };
    qui.portefeuille().delete_beneficiaire(demande).await.map(|_| ())
}

async fn works(systeme: &Systeme) -> Arc<Envois> {
    let envois = Arc::new(Envois::default());
    systeme.ouvrier(&envois).drain().await.unwrap();
    envois
}

async fn avis(qui: &Personne) -> Vec<String> {
    let request = ListNotificationsRequest::default();
    let listed = qui.notifications().list_notifications(request).await.unwrap().into_inner();
    listed.notifications.into_iter().map(|n| format!("{} {}", n.titre, n.description)).collect()
}

/// Rows that tables hold about a person.
async fn rows_of(systeme: &Systeme, id: Uuid) -> i64 {
    let mut rows = 0;
    for place in [
        "beneficiaire WHERE id",
        "signature_cgu WHERE compte",
        "notification WHERE compte",
        "appareil WHERE compte",
        "preference WHERE beneficiaire",
        "jeton_partenaire WHERE compte",
        "reaffectation WHERE beneficiaire",
        "session WHERE revoquee_le IS NULL AND compte",
    ] {
        rows += systeme.count(&format!("SELECT count(*) FROM {place} = '{id}'")).await;
    }
    rows
}

/// Nadia lends Kenza to Yann.
pub async fn lend(systeme: &Systeme, id: Uuid, premier: Uuid, present: Uuid) {
    let lend =
        format!("UPDATE beneficiaire SET conseiller = '{present}', premier_conseiller = '{premier}' WHERE id = '{id}'");
    systeme.sql(&lend).await;
    let passage = format!(
        "INSERT INTO reaffectation (id, beneficiaire, type, source, source_nom, cible, cible_nom, auteur_nom, le)
         VALUES (gen_random_uuid(), '{id}', 'TEMPORAIRE', '{premier}', 'Nadia Kerbrat', '{present}', 'Yann Le Goff',
                 'Agnès Roche', now())"
    );
    systeme.sql(&passage).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_motives_are_those_of_the_structure() {
    let systeme = Systeme::start().await;
    let motifs = |qui: Personne| async move {
        let answer = qui.portefeuille().list_motifs_suppression(ListMotifsSuppressionRequest::default()).await.unwrap();
        answer.into_inner().motifs
    };
    let milo = motifs(systeme.nadia().await).await;
    assert_eq!(milo.len(), 9);
    assert_eq!(milo[0].libelle, "Emploi durable (plus de 6 mois)");
    let last = milo.last().unwrap();
    assert_eq!((last.motif(), last.commentaire_requis), (MotifSuppression::Autre, true));
    let aij = motifs(systeme.conseiller("pe-aij-conseiller", cast::PAUL.email).await.signs_cgu().await).await;
    assert!(aij.iter().any(|m| m.motif() == MotifSuppression::Esat));
    assert!(!aij.iter().any(|m| m.motif() == MotifSuppression::LimiteAge));
    // Of the structure of the person, when her conseiller is of another one.
    let paul = systeme.conseiller("pe-aij-conseiller", cast::PAUL.email).await;
    let of_milo = ListMotifsSuppressionRequest { structure: Structure::Milo.into() };
    assert_eq!(paul.portefeuille().list_motifs_suppression(of_milo).await.unwrap().into_inner().motifs, milo);
    let unknown = ListMotifsSuppressionRequest { structure: 99 };
    assert_eq!(paul.portefeuille().list_motifs_suppression(unknown).await.unwrap().into_inner().motifs, aij);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_20_a_person_who_never_signed_in_is_erased_without_a_trace() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let lina = cast::beneficiaires().into_iter().find(|b| b.id == cast::LINA).unwrap();
    delete(&sophie, cast::LINA).await.unwrap();
    assert_eq!(rows_of(&systeme, cast::LINA).await, 0);
    assert_eq!(systeme.count("SELECT count(*) FROM archive").await, 0);
    assert!(works(&systeme).await.courriels().is_empty());
    expect(&delete(&sophie, cast::LINA).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
    // She may be created again.
    let again = CreateBeneficiaireFtRequest {
        request_id: Uuid::new_v4().to_string(),
        prenom: lina.prenom.to_owned(),
        nom: lina.nom.to_owned(),
        email: lina.email.clone(),
        ..Default::default()
    };
    let again = sophie.portefeuille().create_beneficiaire_ft(again).await.unwrap().into_inner();
    assert_ne!(again.beneficiaire_id, cast::LINA.to_string());
    let row = format!(
        "SELECT count(*) FROM journal WHERE acte = 'BENEFICIAIRE_SUPPRIME' AND cible = '{}' AND compte = '{}'",
        cast::LINA,
        cast::SOPHIE.id
    );
    assert_eq!(systeme.count(&row).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_21_each_state_has_its_own_end() {
    let systeme = Systeme::start().await;
    let (sophie, nadia) = (systeme.sophie().await, systeme.nadia().await);
    expect(&delete(&sophie, cast::JEREMY).await.unwrap_err(), Code::FailedPrecondition, "COMPTE_DEJA_ACTIVE");
    let lina = archivage(cast::LINA, MotifSuppression::Demenagement, today(&systeme));
    expect(&archive(&sophie, lina).await.unwrap_err(), Code::FailedPrecondition, "COMPTE_NON_ACTIVE");
    let uncertain = cast::beneficiaires()
        .into_iter()
        .find(|b| b.etat == cast::Etat::CreationIncertaine && b.conseiller == cast::NADIA.id)
        .unwrap();
    let end = archivage(uncertain.id, MotifSuppression::Demenagement, today(&systeme));
    for refus in [delete(&nadia, uncertain.id).await.unwrap_err(), archive(&nadia, end).await.unwrap_err()] {
        expect(&refus, Code::FailedPrecondition, "CREATION_INCERTAINE");
    }
    // A colleague of the Mission Locale reads, and does not end; a stranger sees nobody.
    let yann = systeme.yann().await;
    let kenza = || archivage(cast::KENZA, MotifSuppression::Demenagement, today(&systeme));
    expect(&archive(&yann, kenza()).await.unwrap_err(), Code::PermissionDenied, "LECTURE_SEULE");
    expect(&archive(&sophie, kenza()).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
    assert_eq!(systeme.count("SELECT count(*) FROM archive").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_22_pf_23_pf_24_what_a_conseiller_says_of_an_end_is_checked() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let today = today(&systeme);
    let ask = |motif| archivage(cast::KENZA, motif, today);
    let with = |commentaire: String| ArchiveBeneficiaireRequest { commentaire, ..ask(MotifSuppression::Autre) };
    let day =
        |date| ArchiveBeneficiaireRequest { date_fin_accompagnement: date, ..ask(MotifSuppression::Demenagement) };
    let creation = "SELECT (date_creation AT TIME ZONE 'Europe/Paris')::date::text FROM beneficiaire WHERE id";
    let creation: NaiveDate = systeme.text(&format!("{creation} = '{}'", cast::KENZA)).await.parse().unwrap();
    for (demande, champ, raison) in [
        (ask(MotifSuppression::Esat), "motif", "MOTIF_NON_PERMIS"),
        (ask(MotifSuppression::Unspecified), "motif", "CHAMP_REQUIS"),
        (ArchiveBeneficiaireRequest { motif: 99, ..ask(MotifSuppression::Autre) }, "motif", "VALEUR_INCONNUE"),
        (with(" ".into()), "commentaire", "COMMENTAIRE_REQUIS"),
        (with("\u{200B}\u{2060} \u{FEFF}".into()), "commentaire", "COMMENTAIRE_REQUIS"),
        (with("é".repeat(251)), "commentaire", "TEXTE_TROP_LONG"),
        (day(None), "date_fin_accompagnement", "CHAMP_REQUIS"),
        (day(Some(Jour { annee: 2026, mois: 2, jour: 30 })), "date_fin_accompagnement", "VALEUR_INCONNUE"),
        (day(Some(jour(today.succ_opt().unwrap()))), "date_fin_accompagnement", "DATE_HORS_BORNES"),
        (day(Some(jour(creation.pred_opt().unwrap()))), "date_fin_accompagnement", "DATE_HORS_BORNES"),
    ] {
        expect_champ(&archive(&nadia, demande).await.unwrap_err(), champ, raison);
    }
    assert_eq!(systeme.count("SELECT count(*) FROM archive").await, 0);
    archive(&nadia, day(Some(jour(creation)))).await.unwrap();
    // AIJ (PF-22): the motives are those of the person.
    let paul = systeme.conseiller("pe-aij-conseiller", cast::PAUL.email).await.signs_cgu().await;
    let move_to_paul = format!(
        "UPDATE beneficiaire SET conseiller = '{}', structure = 'POLE_EMPLOI_AIJ', dispositif = 'AIJ' WHERE id = '{}'",
        cast::PAUL.id,
        cast::JEREMY
    );
    systeme.sql(&move_to_paul).await;
    let refus = archive(&paul, archivage(cast::JEREMY, MotifSuppression::LimiteAge, today)).await.unwrap_err();
    expect_champ(&refus, "motif", "MOTIF_NON_PERMIS");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_keeps_everything_sealed_and_the_person_is_told_and_signed_out() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let cast = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap();
    let kenza = systeme.beneficiaire("similo-jeune", &cast.email).await.unwrap().signs_cgu().await;
    let demande = ArchiveBeneficiaireRequest {
        commentaire: "Bravo !\nÀ bientôt.".into(),
        ..archivage(cast::KENZA, MotifSuppression::EmploiDurable, today(&systeme))
    };
    archive(&nadia, demande.clone()).await.unwrap();

    assert_eq!(rows_of(&systeme, cast::KENZA).await, 0);
    let refused = kenza.session().get_session(GetSessionRequest {}).await.unwrap_err();
    expect(&refused, Code::Unauthenticated, "SESSION_REVOQUEE");
    assert_eq!(
        systeme.beneficiaire("similo-jeune", &cast.email).await.err().as_deref(),
        Some("UTILISATEUR_INEXISTANT")
    );
    // Again is another person's end.
    expect(&archive(&nadia, demande).await.unwrap_err(), Code::NotFound, "INTROUVABLE");

    let archive = systeme.store.find_archive(BeneficiaireId(cast::KENZA)).await.unwrap().unwrap();
    let copy = archive.open(systeme.app.portefeuille.coffre.as_ref()).unwrap();
    assert_eq!((copy["prenom"].as_str(), copy["email"].as_str()), (Some("Kenza"), Some(cast.email.as_str())));
    assert_eq!(copy["motif"], "EMPLOI_DURABLE");
    assert_eq!(copy["commentaire"], "Bravo !\nÀ bientôt.");
    assert_eq!(copy["conseillers"][0]["nom"], "Nadia Kerbrat");
    // The database shows nothing of her, and the key of one archive opens no other.
    let clear = "SELECT count(*) FROM archive WHERE position('Kenza'::bytea IN contenu) > 0";
    assert_eq!(systeme.count(clear).await, 0);
    let mut foreign = archive.clone();
    foreign.beneficiaire = BeneficiaireId(cast::MALEK);
    assert!(foreign.open(systeme.app.portefeuille.coffre.as_ref()).is_err());

    let envois = works(&systeme).await;
    let [mail] = &envois.courriels()[..] else { panic!("one mail: {:?}", envois.courriels()) };
    assert_eq!(mail.destinataire, cast.email);
    let ModeleCourriel::CompteArchive { motif, commentaire, .. } = &mail.modele else { panic!("{mail:?}") };
    assert_eq!(motif, "Emploi durable (plus de 6 mois)");
    assert_eq!(commentaire.as_deref(), Some("Bravo !\nÀ bientôt."));
    // Her name was in the fact until it was told, and is nowhere since.
    assert_eq!(systeme.count("SELECT count(*) FROM tache WHERE contenu::text LIKE '%Kenza%'").await, 0);
    let journal = "SELECT count(*) FROM journal WHERE acte = 'BENEFICIAIRE_ARCHIVE' AND detail = 'EMPLOI_DURABLE'";
    assert_eq!(systeme.count(journal).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_followed_by_another_mission_locale_is_archived_without_a_mail() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    systeme.sql(&format!("UPDATE beneficiaire SET repris_le = now() WHERE id = '{}'", cast::KENZA)).await;
    archive(&nadia, archivage(cast::KENZA, MotifSuppression::Demenagement, today(&systeme))).await.unwrap();
    assert!(works(&systeme).await.courriels().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lent_person_is_archived_once_it_is_confirmed_and_who_lent_him_is_told() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    lend(&systeme, cast::KENZA, cast::NADIA.id, cast::YANN.id).await;
    let demande = archivage(cast::KENZA, MotifSuppression::Demenagement, today(&systeme));
    let refus = archive(&yann, demande.clone()).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "PRET_A_CONFIRMER");
    assert_eq!(metadata(&refus, "conseiller").as_deref(), Some("Nadia Kerbrat"));
    // The first conseiller has no right meanwhile (D47): a colleague of the Mission Locale reads.
    expect(&archive(&nadia, demande.clone()).await.unwrap_err(), Code::PermissionDenied, "LECTURE_SEULE");
    archive(&yann, ArchiveBeneficiaireRequest { confirmer_fin_de_pret: true, ..demande }).await.unwrap();
    works(&systeme).await;
    assert!(avis(&nadia).await.iter().any(|avis| avis.contains("suivi temporaire") && avis.contains("Kenza")));
    let archive = systeme.store.find_archive(BeneficiaireId(cast::KENZA)).await.unwrap().unwrap();
    let copy = archive.open(systeme.app.portefeuille.coffre.as_ref()).unwrap();
    let names: Vec<_> = copy["conseillers"].as_array().unwrap().iter().map(|c| c["nom"].as_str().unwrap()).collect();
    assert_eq!(names, ["Yann Le Goff", "Nadia Kerbrat"]);

    // The same for one who never signed in.
    let never = cast::beneficiaires()
        .into_iter()
        .find(|b| b.etat == cast::Etat::NonActive && b.conseiller == cast::NADIA.id)
        .unwrap();
    lend(&systeme, never.id, cast::NADIA.id, cast::YANN.id).await;
    expect(&delete(&yann, never.id).await.unwrap_err(), Code::FailedPrecondition, "PRET_A_CONFIRMER");
    let demande = DeleteBeneficiaireRequest { beneficiaire_id: never.id.to_string(), confirmer_fin_de_pret: true };
    yann.portefeuille().delete_beneficiaire(demande).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_25_an_archive_that_cannot_be_written_leaves_all() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let email = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap().email;
    let kenza = systeme.beneficiaire("similo-jeune", &email).await.unwrap().signs_cgu().await;
    let before = rows_of(&systeme, cast::KENZA).await;
    // The disk is full, at the archive, then at the last thing that is forgotten of her.
    for table in ["archive", "appareil", "signature_cgu"] {
        let event = if table == "archive" { "INSERT" } else { "DELETE" };
        systeme
            .sql(&format!(
                "CREATE FUNCTION plein_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN RAISE EXCEPTION 'plein' USING ERRCODE = '53100'; END $$"
            ))
            .await;
        systeme
            .sql(&format!(
                "CREATE TRIGGER plein BEFORE {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION plein_{table}()"
            ))
            .await;
        let demande = archivage(cast::KENZA, MotifSuppression::Demenagement, today(&systeme));
        let refus = archive(&nadia, demande).await.unwrap_err();
        expect(&refus, Code::Unavailable, "BASE_INDISPONIBLE");
        systeme.sql(&format!("DROP TRIGGER plein ON {table}")).await;
    }
    assert_eq!(rows_of(&systeme, cast::KENZA).await, before);
    assert_eq!(systeme.count("SELECT count(*) FROM archive").await, 0);
    kenza.session().get_session(GetSessionRequest {}).await.unwrap();
    assert!(works(&systeme).await.courriels().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_45_the_last_day_is_a_day_of_the_place_of_the_person() {
    let systeme = Systeme::start().await;
    // The next 01:30 UTC: in Cayenne it is still the day before.
    let now = systeme.horloge.now();
    let midnight = now.date_naive().succ_opt().unwrap().and_hms_opt(1, 30, 0).unwrap().and_local_timezone(Utc).unwrap();
    systeme.passes(midnight - now);
    assert_eq!(systeme.horloge.now().hour(), 1);
    let nadia = systeme.nadia().await;
    systeme
        .sql(
            "INSERT INTO structure_milo (code, nom_officiel, nom_usuel, zone)
             VALUES ('97302S00', 'ML Cayenne', 'ML Cayenne', 'America/Cayenne')",
        )
        .await;
    systeme.sql(&format!("UPDATE beneficiaire SET structure_milo = '97302S00' WHERE id = '{}'", cast::KENZA)).await;
    let there = midnight.date_naive().pred_opt().unwrap();
    let tomorrow = archivage(cast::KENZA, MotifSuppression::Demenagement, midnight.date_naive());
    let refus = archive(&nadia, tomorrow).await.unwrap_err();
    expect_champ(&refus, "date_fin_accompagnement", "DATE_HORS_BORNES");
    assert_eq!(metadata(&refus, "fin").as_deref(), Some(there.to_string().as_str()));
    archive(&nadia, archivage(cast::KENZA, MotifSuppression::Demenagement, there)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conseiller_who_goes_ends_nothing_half_way_and_two_who_archive_at_once_make_one_archive() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let demande = archivage(cast::KENZA, MotifSuppression::Demenagement, today(&systeme));
    let all = futures::future::join_all((0..6).map(|_| archive(&nadia, demande.clone()))).await;
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1);
    for refus in all.iter().filter_map(|one| one.as_ref().err()) {
        expect(refus, Code::NotFound, "INTROUVABLE");
    }
    assert_eq!(works(&systeme).await.courriels().len(), 1);
    until("the archive", || async { systeme.count("SELECT count(*) FROM archive").await == 1 }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_34_people_lent_by_a_conseiller_who_leaves_become_definitive_and_their_conseiller_is_told() {
    let systeme = Systeme::start().await;
    let yann = systeme.yann().await;
    let bruno = systeme.conseiller("similo-conseiller", cast::BRUNO.email).await.signs_cgu().await;
    let id = systeme.text(&format!("SELECT id::text FROM conseiller WHERE email = '{}'", cast::BRUNO.email)).await;
    let bruno_id: Uuid = id.parse().unwrap();
    lend(&systeme, cast::KENZA, bruno_id, cast::YANN.id).await;
    lend(&systeme, cast::MALEK, bruno_id, cast::YANN.id).await;
    bruno.profil().delete_compte(DeleteCompteRequest { confirmation: String::new() }).await.unwrap();
    let envois = works(&systeme).await;
    let [mail] = &envois.courriels()[..] else { panic!("one mail: {:?}", envois.courriels()) };
    assert_eq!(mail.destinataire, cast::YANN.email);
    assert!(
        matches!(&mail.modele, ModeleCourriel::Avis { description, .. } if description.contains("les 2 bénéficiaires"))
    );
    assert!(avis(&yann).await.iter().any(|avis| avis.contains("Bruno Dumont")));
    let request = GetFicheRequest { beneficiaire_id: cast::KENZA.to_string() };
    let fiche = yann.portefeuille().get_fiche(request).await.unwrap().into_inner().fiche.unwrap();
    assert_eq!(fiche.suivi_temporaire, None);
    systeme.passes(Duration::seconds(1));
}
