//! The journal of readings: TR-32, TR-33, transverse §9.4.

use super::banc::Systeme;
use super::banc::envois::Envois;
use super::banc::personne::Personne;
use super::banc::refus::{expect, expect_champ, retry};
use chrono::{Days, Duration, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Paris;
use communication::model::courriel::ModeleCourriel;
use kernel::temps::Clock;
use proto::passemploi::commun::v1::Jour;
use proto::passemploi::portefeuille::v1::{
    Consultation, GetFicheRequest, GetFicheResponse, ObjetConsulte, RelationLecteur, WhoReadBeneficiaireRequest,
    WhoReadBeneficiaireResponse,
};
use simulators::cast;
use std::collections::BTreeSet;
use std::sync::Arc;
use tonic::{Code, Status};
use uuid::Uuid;

async fn fiche(qui: &Personne, id: Uuid) -> Result<GetFicheResponse, Status> {
    let request = GetFicheRequest { beneficiaire_id: id.to_string() };
    qui.portefeuille().get_fiche(request).await.map(tonic::Response::into_inner)
}

async fn who_read(qui: &Personne, request: WhoReadBeneficiaireRequest) -> Result<WhoReadBeneficiaireResponse, Status> {
    qui.portefeuille().who_read_beneficiaire(request).await.map(tonic::Response::into_inner)
}

fn kenza() -> WhoReadBeneficiaireRequest {
    WhoReadBeneficiaireRequest { beneficiaire_id: cast::KENZA.to_string(), ..Default::default() }
}

async fn lines(qui: &Personne, request: WhoReadBeneficiaireRequest) -> Vec<Consultation> {
    who_read(qui, request).await.unwrap().consultations
}

/// Moves the clock to an hour of a day to come, in Brest.
fn at(systeme: &Systeme, day: NaiveDate, hour: u32) {
    let instant = Paris.from_local_datetime(&day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap())).unwrap();
    systeme.horloge.advance(instant.to_utc() - systeme.horloge.now());
}

/// Who, what, how often, refused.
fn told(line: &Consultation) -> (&str, ObjetConsulte, i32, bool) {
    (line.lecteur.as_deref().unwrap_or(&line.fonction), line.objet(), line.nombre, line.refusee)
}

#[tokio::test(flavor = "multi_thread")]
async fn tr_32_the_referent_reads_the_names_and_the_refusals_and_the_person_reads_functions() {
    let systeme = Systeme::start().await;
    let (mut nadia, mut yann, ines) = (systeme.nadia().await, systeme.yann().await, systeme.ines().await);
    let email = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap().email;
    let person = systeme.beneficiaire("similo-jeune", &email).await.unwrap().signs_cgu().await;
    let day = systeme.horloge.now().with_timezone(&Paris).date_naive() + Days::new(2);
    for hour in [9, 11, 15] {
        at(&systeme, day, hour);
        yann = yann.renewed(&systeme.url).await;
        fiche(&yann, cast::KENZA).await.unwrap();
    }
    systeme.horloge.advance(Duration::minutes(1));
    let ines = ines.renewed(&systeme.url).await;
    expect(&fiche(&ines, cast::KENZA).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
    systeme.horloge.advance(Duration::minutes(1));
    nadia = nadia.renewed(&systeme.url).await;
    fiche(&nadia, cast::KENZA).await.unwrap();

    let (answer, statements) = systeme.statements_of(who_read(&nadia, kenza())).await;
    let seen = answer.unwrap().consultations;
    assert!(statements.len() <= 3, "{statements:#?}");
    let expected = [
        ("Nadia Kerbrat", ObjetConsulte::Fiche, 1, false),
        ("Inès Morvan", ObjetConsulte::Fiche, 1, true),
        ("Yann Le Goff", ObjetConsulte::Fiche, 3, false),
    ];
    assert_eq!(seen.iter().map(told).collect::<Vec<_>>(), expected);
    let jour = seen[2].jour.unwrap();
    assert_eq!(format!("{:04}-{:02}-{:02}", jour.annee, jour.mois, jour.jour), day.to_string());
    assert_eq!(seen[2].lecteur_id, Some(cast::YANN.id.to_string()));
    assert_eq!(
        seen.iter().map(Consultation::relation).collect::<Vec<_>>(),
        [RelationLecteur::Referent, RelationLecteur::Unspecified, RelationLecteur::Collegue]
    );

    let person = person.renewed(&systeme.url).await;
    let asks = WhoReadBeneficiaireRequest::default();
    let read_by_person = lines(&person, asks.clone()).await;
    let expected = [
        ("Nadia Kerbrat", ObjetConsulte::Consultations, 1, false),
        ("Nadia Kerbrat", ObjetConsulte::Fiche, 1, false),
        ("un conseiller de la Mission Locale de Brest", ObjetConsulte::Fiche, 3, false),
    ];
    assert_eq!(read_by_person.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!((&read_by_person[2].lecteur, &read_by_person[2].lecteur_id), (&None, &None));
    // Asking about one reader by his id tells nothing more.
    let about_yann = WhoReadBeneficiaireRequest { lecteur_id: cast::YANN.id.to_string(), ..asks };
    assert!(lines(&person, about_yann).await.is_empty());
    // A refusal is about her, whoever asks it of somebody else.
    let other = WhoReadBeneficiaireRequest { beneficiaire_id: cast::MALEK.to_string(), ..Default::default() };
    expect(&who_read(&person, other).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_is_journaled_once_in_fifteen_minutes_even_at_once() {
    let systeme = Systeme::start().await;
    let (nadia, ines) = (systeme.nadia().await, systeme.ines().await);
    let journaled = format!("SELECT count(*) FROM journal WHERE acte = 'FICHE_LIRE' AND cible = '{}'", cast::KENZA);
    futures::future::join_all((0..20).map(|_| fiche(&nadia, cast::KENZA))).await.into_iter().for_each(|answer| {
        answer.unwrap();
    });
    assert_eq!(systeme.count(&journaled).await, 1);
    systeme.horloge.advance(Duration::minutes(14));
    fiche(&nadia, cast::KENZA).await.unwrap();
    assert_eq!(systeme.count(&journaled).await, 1);
    systeme.horloge.advance(Duration::minutes(1));
    fiche(&nadia, cast::KENZA).await.unwrap();
    assert_eq!(systeme.count(&journaled).await, 2);
    // Another person, another object: rows of their own.
    fiche(&nadia, cast::MALEK).await.unwrap();
    lines(&nadia, kenza()).await;
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE relation = 'REFERENT'").await, 4);
    // Refusals all, and a row in a list is no reading.
    for _ in 0..3 {
        fiche(&ines, cast::KENZA).await.unwrap_err();
    }
    ines.lignes().await;
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte LIKE '%LIRE' AND resultat = 'REFUSE'").await, 3);
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte LIKE '%LISTER'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_does_not_read_who_read() {
    let systeme = Systeme::start().await;
    let (yann, ines) = (systeme.yann().await, systeme.ines().await);
    expect(&who_read(&yann, kenza()).await.unwrap_err(), Code::PermissionDenied, "RESERVE_AU_REFERENT");
    expect(&who_read(&ines, kenza()).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
}

/// Colleagues who read Kenza, one a minute.
async fn many_readers(systeme: &Systeme, readers: u32) {
    systeme
        .sql(&format!(
            "INSERT INTO journal (le, role, compte, acte, cible_type, cible, resultat, relation, structure, lieu)
             SELECT now() - n * interval '1 minute', 'CONSEILLER',
                    ('d0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'FICHE_LIRE', 'BENEFICIAIRE', '{}',
                    'AUTORISE', 'COLLEGUE', 'MILO', '29019S00'
             FROM generate_series(1, {readers}) n",
            cast::KENZA
        ))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_journal_are_those_of_one_moment_and_their_tokens_are_ours() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    many_readers(&systeme, 45).await;
    let mut seen = BTreeSet::new();
    let mut request = WhoReadBeneficiaireRequest { page_size: 10, ..kenza() };
    let mut pages = 0;
    let mut first_token = String::new();
    loop {
        let page = who_read(&nadia, request.clone()).await.unwrap();
        pages += 1;
        for line in &page.consultations {
            assert!(seen.insert((line.lecteur_id.clone(), line.jour.map(|jour| jour.jour))), "twice: {line:?}");
        }
        // Somebody reads meanwhile: he belongs to no page of this list.
        fiche(&yann, cast::KENZA).await.unwrap();
        if page.next_page_token.is_empty() {
            break;
        }
        if first_token.is_empty() {
            first_token.clone_from(&page.next_page_token);
        }
        request.page_token = page.next_page_token;
    }
    assert!(pages >= 5 && seen.len() >= 45, "{pages} pages, {} lines", seen.len());
    assert!(!seen.iter().any(|(reader, _)| *reader == Some(cast::YANN.id.to_string())));

    let with = |page_token: &str| WhoReadBeneficiaireRequest { page_token: page_token.to_owned(), ..kenza() };
    who_read(&nadia, with(&first_token)).await.unwrap();
    let foreign = WhoReadBeneficiaireRequest { beneficiaire_id: cast::MALEK.to_string(), ..with(&first_token) };
    let filtered = WhoReadBeneficiaireRequest { lecteur_id: cast::YANN.id.to_string(), ..with(&first_token) };
    for wrong in [with("x"), with(&format!("{first_token}AAAA")), foreign, filtered] {
        expect_champ(&who_read(&nadia, wrong).await.unwrap_err(), "page_token", "JETON_DE_PAGE_INVALIDE");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_is_filtered_by_reader_and_period() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    fiche(&yann, cast::KENZA).await.unwrap();
    fiche(&nadia, cast::KENZA).await.unwrap();
    let of = |lecteur: Uuid| WhoReadBeneficiaireRequest { lecteur_id: lecteur.to_string(), ..kenza() };
    let names: Vec<_> = lines(&nadia, of(cast::YANN.id)).await.into_iter().map(|line| line.lecteur).collect();
    assert_eq!(names, [Some("Yann Le Goff".to_owned())]);
    assert!(lines(&nadia, of(Uuid::new_v4())).await.is_empty());
    let jour = |days: i64| {
        let (annee, mois, jour) = kernel::temps::jour_in(Paris, systeme.horloge.now() + Duration::days(days)).ymd();
        Some(Jour { annee, mois, jour })
    };
    let period = |debut, fin| WhoReadBeneficiaireRequest { debut, fin, ..kenza() };
    assert!(lines(&nadia, period(jour(0), jour(0))).await.len() >= 2);
    assert!(lines(&nadia, period(jour(1), None)).await.is_empty());
    assert!(lines(&nadia, period(None, jour(-1))).await.is_empty());

    let refused = async |request| who_read(&nadia, request).await.unwrap_err();
    expect_champ(&refused(period(jour(1), jour(0))).await, "debut", "VALEUR_INCONNUE");
    let no_such_day = Some(Jour { annee: 2026, mois: 2, jour: 30 });
    expect_champ(&refused(period(no_such_day, None)).await, "debut", "VALEUR_INCONNUE");
    let bad = WhoReadBeneficiaireRequest { page_size: -1, ..kenza() };
    expect_champ(&refused(bad).await, "page_size", "PAGE_INVALIDE");
    let bad = WhoReadBeneficiaireRequest { lecteur_id: "yann".to_owned(), ..kenza() };
    expect_champ(&refused(bad).await, "lecteur_id", "IDENTIFIANT_INVALIDE");
    expect_champ(&refused(WhoReadBeneficiaireRequest::default()).await, "beneficiaire_id", "IDENTIFIANT_INVALIDE");
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_45_the_days_of_the_journal_are_those_of_the_zone_of_the_person() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    systeme.sql("UPDATE structure_milo SET zone = 'America/Cayenne' WHERE code = '29019S00'").await;
    systeme
        .sql(&format!(
            "INSERT INTO journal (le, role, compte, acte, cible_type, cible, resultat, relation, structure, lieu)
             VALUES ('2026-03-11T01:30:00Z', 'CONSEILLER', '{}', 'FICHE_LIRE', 'BENEFICIAIRE', '{}', 'AUTORISE',
                     'COLLEGUE', 'MILO', '29019S00')",
            cast::YANN.id,
            cast::KENZA
        ))
        .await;
    let seen = lines(&nadia, kenza()).await;
    assert_eq!(seen.last().unwrap().jour, Some(Jour { annee: 2026, mois: 3, jour: 10 }));
}

fn extra(number: u32) -> Uuid {
    format!("e0000000-0000-4000-8000-{number:012}").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn tr_33_unusual_reading_is_told_from_the_61st_and_stopped_at_the_181st() {
    let systeme = Systeme::start().await;
    let yann = systeme.yann().await;
    systeme
        .sql(&format!(
            "INSERT INTO beneficiaire (id, etat, prenom, nom, nom_recherche, nom_tri, fournisseur, famille, structure,
                                       dispositif, conseiller, structure_milo, date_creation)
             SELECT ('e0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'NON_ACTIVE', 'Prénom', 'Nom',
                    ' prenom nom', 'nom prenom', 'IMILO_JEUNE', 'MILO', 'MILO', 'CEJ', '{}', '29019S00', now()
             FROM generate_series(1, 300) n",
            cast::NADIA.id
        ))
        .await;
    let said = "SELECT count(*) FROM journal WHERE acte = 'LECTURES_INHABITUELLES'";
    for ligne in yann.lignes().await {
        fiche(&yann, ligne.id.parse().unwrap()).await.unwrap();
    }
    let warned = |answer: Result<GetFicheResponse, Status>| answer.unwrap().consultations_inhabituelles;
    for number in 1..=60 {
        assert_eq!(warned(fiche(&yann, extra(number)).await), None, "{number}");
    }
    assert_eq!(systeme.count(said).await, 0);
    assert_eq!(warned(fiche(&yann, extra(61)).await), Some(61));
    // The same person again is not one more.
    assert_eq!(warned(fiche(&yann, extra(1)).await), Some(61));
    assert_eq!(systeme.count(said).await, 1);
    // The support is told, by mail.
    let envois = Arc::new(Envois::default());
    systeme.ouvrier(&envois).drain().await.unwrap();
    let told: Vec<_> = envois.courriels().into_iter().map(|mail| (mail.destinataire, mail.modele)).collect();
    let modele = ModeleCourriel::LecturesInhabituelles { compte: cast::YANN.id, nombre: 61 };
    assert_eq!(told, [(cast::SUPPORT.to_owned(), modele)]);

    let answers = futures::future::join_all((62..=200).map(|number| fiche(&yann, extra(number)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 180 - 61);
    for refus in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        expect(refus, Code::ResourceExhausted, "QUOTA_CONSULTATIONS");
        let delay = retry(refus).unwrap().as_secs();
        assert!((3000..=3600).contains(&delay), "{delay}");
    }
    assert_eq!(systeme.count(said).await, 1);
    let people = "SELECT count(DISTINCT cible) FROM journal WHERE relation = 'COLLEGUE' AND resultat = 'AUTORISE'";
    assert_eq!(systeme.count(people).await, 180);
    // What was read stays readable, and so does the own portefeuille.
    assert_eq!(warned(fiche(&yann, extra(1)).await), Some(180));
    let mine = yann.lignes().await[0].id.parse().unwrap();
    assert_eq!(warned(fiche(&yann, mine).await), None);

    systeme.horloge.advance(Duration::hours(1));
    let yann = yann.renewed(&systeme.url).await;
    assert_eq!(warned(fiche(&yann, extra(250)).await), None);
    for number in 1..=60 {
        fiche(&yann, extra(number)).await.unwrap();
    }
    assert_eq!(systeme.count(said).await, 2);
}
