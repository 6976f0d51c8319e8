//! Nightly work on accounts: PF-26, PF-33, A3, A8. Run twice, each is done once.

use super::banc::Systeme;
use super::comptes::{avis, works};
use chrono::Duration;
use communication::model::courriel::ModeleCourriel;
use identite::commands::mark_dormants::mark_dormants;
use kernel::temps::Clock as _;
use portefeuille::commands::sweep::{Bilan, Travail, sweep};
use postgres::Purge;
use simulators::cast;
use uuid::Uuid;

async fn night(systeme: &Systeme, travail: Travail) -> Bilan {
    let until = systeme.horloge.now() + Duration::minutes(5);
    sweep(&systeme.app.portefeuille, &systeme.store, travail, until).await.unwrap()
}

async fn set(systeme: &Systeme, id: Uuid, columns: &str) {
    systeme.sql(&format!("UPDATE beneficiaire SET {columns} WHERE id = '{id}'")).await;
}

async fn motifs(systeme: &Systeme, id: Uuid) -> String {
    systeme.text(&format!("SELECT array_to_string(a_archiver, ' ') FROM beneficiaire WHERE id = '{id}'")).await
}

/// Everybody was seen yesterday, but whom a test changes.
async fn quiet(systeme: &Systeme) {
    systeme
        .sql(
            "UPDATE beneficiaire SET date_fin_cej = NULL, date_creation = now() - interval '1 day', a_archiver = '{}',
                 premiere_connexion = CASE WHEN etat = 'ACTIF' THEN now() - interval '1 day' END,
                 derniere_connexion = CASE WHEN etat = 'ACTIF' THEN now() - interval '1 day' END,
                 derniere_activite = CASE WHEN etat = 'ACTIF' THEN now() - interval '1 day' END",
        )
        .await;
}

fn never() -> cast::Beneficiaire {
    cast::beneficiaires()
        .into_iter()
        .find(|b| b.etat == cast::Etat::NonActive && b.conseiller == cast::NADIA.id)
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_calendar_says_is_proposed_for_archiving_and_taken_back() {
    let systeme = Systeme::start().await;
    quiet(&systeme).await;
    let never = never().id;
    set(&systeme, cast::KENZA, "date_fin_cej = (now() - interval '6 months 2 days')::date").await;
    set(&systeme, cast::MALEK, "derniere_activite = now() - interval '6 months 2 days'").await;
    set(&systeme, cast::THAM, "derniere_activite = now() - interval '6 months', a_archiver = '{IMILO}'").await;
    set(&systeme, never, "date_creation = now() - interval '6 months 1 hour'").await;
    let bilan = night(&systeme, Travail::MarquerAArchiver).await;
    assert_eq!(bilan, Bilan { faits: 3, echecs: 0, termine: true });
    assert_eq!(motifs(&systeme, cast::KENZA).await, "FIN_CEJ");
    assert_eq!(motifs(&systeme, cast::MALEK).await, "INACTIF");
    assert_eq!(motifs(&systeme, cast::THAM).await, "IMILO", "not yet, and what i-milo said stays");
    assert_eq!(motifs(&systeme, never).await, "JAMAIS_ACTIVE");
    assert_eq!(systeme.faits("A_ARCHIVER").await, 3);
    assert_eq!(night(&systeme, Travail::MarquerAArchiver).await.faits, 0);
    set(&systeme, cast::MALEK, "derniere_activite = now()").await;
    assert_eq!(night(&systeme, Travail::MarquerAArchiver).await.faits, 1);
    assert_eq!(motifs(&systeme, cast::MALEK).await, "");
    assert_eq!(systeme.faits("A_ARCHIVER").await, 3, "taken back is no news");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_activity_is_announced_a_month_before_it_is_archived() {
    let systeme = Systeme::start().await;
    quiet(&systeme).await;
    let nadia = systeme.nadia().await;
    let old =
        "derniere_activite = now() - interval '23 months 3 days', derniere_connexion = now() - interval '3 years',
               premiere_connexion = now() - interval '3 years', date_creation = now() - interval '3 years'";
    set(&systeme, cast::KENZA, old).await;
    // Malek was never told: 3 years without a sign are not enough to archive him tonight.
    set(&systeme, cast::MALEK, &old.replace("23 months 3 days", "3 years")).await;
    assert_eq!(night(&systeme, Travail::AnnoncerInactifs).await.faits, 2);
    assert_eq!(night(&systeme, Travail::ArchiverInactifs).await.faits, 0);
    works(&systeme).await;
    let told = |listed: Vec<String>| listed.iter().filter(|avis| avis.contains("sera archivé dans 30 jours")).count();
    assert_eq!(told(avis(&nadia).await), 2);
    systeme.passes(Duration::days(29));
    assert_eq!(night(&systeme, Travail::AnnoncerInactifs).await.faits, 0);
    assert_eq!(night(&systeme, Travail::ArchiverInactifs).await.faits, 0);
    // Malek comes back: what was announced is worth nothing any more.
    set(&systeme, cast::MALEK, "derniere_activite = now() + interval '28 days'").await;
    systeme.passes(Duration::days(1) + Duration::minutes(1));
    assert_eq!(night(&systeme, Travail::ArchiverInactifs).await, Bilan { faits: 1, echecs: 0, termine: true });
    assert_eq!(night(&systeme, Travail::ArchiverInactifs).await.faits, 0);
    let row = format!("SELECT count(*) FROM archive WHERE motif = 'INACTIVITE' AND beneficiaire = '{}'", cast::KENZA);
    assert_eq!(systeme.count(&row).await, 1);
    assert_eq!(systeme.count("SELECT count(*) FROM archive").await, 1);
    let envois = works(&systeme).await;
    let mails: Vec<_> = envois
        .courriels()
        .iter()
        .filter(|m| matches!(m.modele, ModeleCourriel::CompteArchive { .. }))
        .cloned()
        .collect();
    let [mail] = &mails[..] else { panic!("{:?}", envois.courriels()) };
    assert_eq!(mail.destinataire, cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap().email);
    let nadia = systeme.nadia().await;
    assert!(
        avis(&nadia).await.iter().any(|avis| avis.contains("Kenza") && avis.contains("sans activité depuis 2 ans"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archiving_that_fails_for_one_goes_on_with_the_others_and_a_lent_person_comes_back_first() {
    let systeme = Systeme::start().await;
    quiet(&systeme).await;
    for id in [cast::KENZA, cast::MALEK, cast::THAM] {
        set(&systeme, id, "derniere_activite = now() - interval '3 years', derniere_connexion = now() - interval '3 years', premiere_connexion = now() - interval '3 years', archivage_annonce_le = now() - interval '31 days'").await;
    }
    super::archives::lend(&systeme, cast::MALEK, cast::NADIA.id, cast::YANN.id).await;
    let refuse = format!(
        "CREATE FUNCTION refuser() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF NEW.beneficiaire = '{}' THEN RAISE EXCEPTION 'plein' USING ERRCODE = '53100'; END IF; RETURN NEW;
         END $$",
        cast::KENZA
    );
    systeme.sql(&refuse).await;
    systeme.sql("CREATE TRIGGER refus BEFORE INSERT ON archive FOR EACH ROW EXECUTE FUNCTION refuser()").await;
    assert_eq!(night(&systeme, Travail::ArchiverInactifs).await, Bilan { faits: 2, echecs: 1, termine: true });
    systeme.sql("DROP TRIGGER refus ON archive").await;
    assert_eq!(night(&systeme, Travail::ArchiverInactifs).await, Bilan { faits: 1, echecs: 0, termine: true });
    works(&systeme).await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    assert!(avis(&nadia).await.iter().any(|avis| avis.contains("Malek")), "it is hers again");
    assert!(!avis(&yann).await.iter().any(|avis| avis.contains("Malek")));
    // His history ends with her, in the copy that is kept.
    let (donnees, _) = super::export::export(&systeme, cast::MALEK).await;
    let last = &donnees["archive"][0]["conseillers"][0];
    assert_eq!((last["nom"].as_str(), last["origine"].as_str()), (Some("Nadia Kerbrat"), Some("RETOUR_AUTOMATIQUE")));
    // Out of time at once: the rest is for the next attempt.
    let now = systeme.horloge.now();
    set(&systeme, cast::ART, "derniere_activite = now() - interval '3 years', derniere_connexion = now() - interval '3 years', premiere_connexion = now() - interval '3 years', archivage_annonce_le = now() - interval '31 days'").await;
    let bilan = sweep(&systeme.app.portefeuille, &systeme.store, Travail::ArchiverInactifs, now).await.unwrap();
    assert_eq!(bilan, Bilan { faits: 0, echecs: 0, termine: false });
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_nobody_activated_is_erased_after_a_year() {
    let systeme = Systeme::start().await;
    quiet(&systeme).await;
    let never = never().id;
    set(&systeme, never, "date_creation = now() - interval '12 months' + interval '1 hour'").await;
    assert_eq!(night(&systeme, Travail::EffacerJamaisActives).await.faits, 0);
    set(&systeme, never, "date_creation = now() - interval '12 months 1 hour'").await;
    // As old, and active: never erased.
    set(&systeme, cast::KENZA, "date_creation = now() - interval '5 years'").await;
    assert_eq!(night(&systeme, Travail::EffacerJamaisActives).await.faits, 1);
    assert_eq!(night(&systeme, Travail::EffacerJamaisActives).await.faits, 0);
    assert_eq!(systeme.count(&format!("SELECT count(*) FROM beneficiaire WHERE id = '{never}'")).await, 0);
    assert_eq!(systeme.count("SELECT count(*) FROM archive").await, 0);
    assert!(works(&systeme).await.courriels().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_26_an_archive_is_erased_after_two_years() {
    let systeme = Systeme::start().await;
    for (age, id) in [("2 years 1 day", cast::KENZA), ("2 years", cast::MALEK)] {
        systeme
            .sql(&format!(
                "INSERT INTO archive (beneficiaire, structure, motif, archive_le, cle, contenu)
                 VALUES ('{id}', 'MILO', 'AUTRE', now() - interval '{age}' - interval '1 second', '', '')"
            ))
            .await;
    }
    systeme.store.purge(Purge::Archives).await.unwrap();
    let left = "SELECT count(*) FROM archive WHERE beneficiaire";
    assert_eq!(systeme.count(&format!("{left} = '{}'", cast::KENZA)).await, 0);
    assert!(systeme.count(&format!("{left} = '{}'", cast::MALEK)).await <= 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_33_the_people_of_a_conseiller_who_does_not_come_are_listed_and_nobody_is_erased() {
    let systeme = Systeme::start().await;
    let people = systeme.count("SELECT count(*) FROM beneficiaire").await;
    systeme.sql("UPDATE conseiller SET derniere_connexion = now()").await;
    let away = |id: Uuid| {
        format!("UPDATE conseiller SET derniere_connexion = now() - interval '2 years 1 day' WHERE id = '{id}'")
    };
    for id in [cast::YANN.id, cast::SOPHIE.id] {
        systeme.sql(&away(id)).await;
    }
    // Nadia is superviseur of Brest; nobody is of the agence of Sophie.
    systeme
        .sql(&format!(
            "INSERT INTO superviseur (id, email, famille, perimetre, donne_le, donne_par)
             SELECT gen_random_uuid(), '{}', 'MISSION_LOCALE', ARRAY[structure_milo], now(), 'support@exemple.fr'
             FROM conseiller WHERE id = '{}'",
            cast::NADIA.email,
            cast::NADIA.id
        ))
        .await;
    systeme.sql("DELETE FROM superviseur WHERE famille = 'FRANCE_TRAVAIL'").await;
    assert_eq!(mark_dormants(&systeme.app.identite).await.unwrap(), 2);
    assert_eq!(mark_dormants(&systeme.app.identite).await.unwrap(), 0);
    let envois = works(&systeme).await;
    let nadia = systeme.nadia().await;
    let listed = avis(&nadia).await;
    assert!(listed.iter().any(|avis| avis.contains("Yann Le Goff ne s’est pas connecté depuis 2 ans")), "{listed:?}");
    let support: Vec<_> = envois.courriels().iter().map(|mail| mail.modele.clone()).collect();
    assert!(
        matches!(&support[..], [ModeleCourriel::ConseillerDormant { compte, .. }] if *compte == cast::SOPHIE.id),
        "{support:?}"
    );
    assert_eq!(systeme.count("SELECT count(*) FROM beneficiaire").await, people);
    // He comes back: he is nobody's business any more, and may leave again.
    systeme.yann().await;
    let marked = "SELECT count(*) FROM conseiller WHERE dormant_depuis IS NOT NULL";
    assert_eq!(systeme.count(marked).await, 1);
    systeme.sql(&away(cast::YANN.id)).await;
    assert_eq!(mark_dormants(&systeme.app.identite).await.unwrap(), 0, "his session is renewed every day");
    systeme.sql("UPDATE session SET vue_le = now() - interval '2 years 1 day'").await;
    assert_eq!(mark_dormants(&systeme.app.identite).await.unwrap(), 1);
}
