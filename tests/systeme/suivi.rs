//! Who follows whom: marks of a loan, filters, history of the conseillers, entry from i-milo
//! (D12), search in the Mission Locale (G4), last activity (A3).

use super::banc::Systeme;
use super::banc::personne::Personne;
use super::banc::refus::{expect, expect_champ};
use chrono::Duration;
use proto::passemploi::commun::v1::Jour;
use proto::passemploi::communication::v1::register_appareil_request::Canal;
use proto::passemploi::communication::v1::{RegisterAppareilRequest, WatchNotificationsRequest};
use proto::passemploi::identite::v1::{Dispositif, GetSessionRequest};
use proto::passemploi::portefeuille::v1::{
    DroitFiche, Fiche, FindDossierImiloRequest, GetFicheRequest, ListHistoriqueConseillersRequest,
    ListIdentitesRequest, ListPortefeuilleRequest, ListPortefeuilleResponse, OrigineSuivi, PeriodeConseiller,
    SearchEtablissementRequest, SearchEtablissementResponse,
};
use simulators::cast;
use tonic::{Code, Status};
use uuid::Uuid;

/// Kenza, whom Nadia lends to Yann.
async fn lend_kenza(systeme: &Systeme) {
    systeme
        .sql(&format!(
            "UPDATE beneficiaire SET conseiller = '{}', premier_conseiller = '{}', fin_de_pret = '2026-12-24'
             WHERE id = '{}'",
            cast::YANN.id,
            cast::NADIA.id,
            cast::KENZA
        ))
        .await;
    systeme
        .sql(&format!(
            "INSERT INTO reaffectation (id, beneficiaire, type, source, source_nom, cible, cible_nom, auteur_nom, le)
             VALUES (gen_random_uuid(), '{}', 'TEMPORAIRE', '{}', 'Nadia Kerbrat', '{}', 'Yann Le Goff',
                     'Agnès Roche', now())",
            cast::KENZA,
            cast::NADIA.id,
            cast::YANN.id
        ))
        .await;
}

async fn list(qui: &Personne, request: ListPortefeuilleRequest) -> Result<ListPortefeuilleResponse, Status> {
    let request = ListPortefeuilleRequest { page_size: 100, ..request };
    qui.portefeuille().list_portefeuille(request).await.map(tonic::Response::into_inner)
}

async fn fiche(qui: &Personne, id: Uuid) -> Result<Fiche, Status> {
    let request = GetFicheRequest { beneficiaire_id: id.to_string() };
    qui.portefeuille().get_fiche(request).await.map(|answer| answer.into_inner().fiche.unwrap())
}

async fn historique(qui: &Personne, id: Uuid) -> Result<Vec<PeriodeConseiller>, Status> {
    let request = ListHistoriqueConseillersRequest { beneficiaire_id: id.to_string() };
    qui.portefeuille().list_historique_conseillers(request).await.map(|answer| answer.into_inner().periodes)
}

#[tokio::test(flavor = "multi_thread")]
async fn d47_a_lent_person_is_marked_and_filtered_and_the_first_conseiller_counts_him() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    lend_kenza(&systeme).await;
    let lent = ListPortefeuilleRequest { suivi_temporaire: true, ..Default::default() };
    let answer = list(&yann, lent.clone()).await.unwrap();
    assert_eq!((answer.total_size, answer.a_recuperer), (1, 0));
    assert!(answer.lignes[0].suivi_temporaire && answer.lignes[0].id == cast::KENZA.to_string());
    assert_eq!(answer.lignes[0].suivi_temporaire_fin, Some(Jour { annee: 2026, mois: 12, jour: 24 }));
    let answer = list(&nadia, ListPortefeuilleRequest::default()).await.unwrap();
    assert_eq!((answer.total_size, answer.a_recuperer), (33, 1));
    assert_eq!(list(&nadia, lent).await.unwrap().total_size, 0);
    // Past the end of the list, the count is still true.
    let past = ListPortefeuilleRequest { skip: 1_000, page_size: 10, ..Default::default() };
    assert_eq!(nadia.portefeuille().list_portefeuille(past).await.unwrap().into_inner().a_recuperer, 1);

    let read = fiche(&yann, cast::KENZA).await.unwrap();
    let pret = read.suivi_temporaire.unwrap();
    assert_eq!(pret.premier_conseiller, "Nadia Kerbrat");
    assert_eq!(pret.fin, Some(Jour { annee: 2026, mois: 12, jour: 24 }));
    assert!(read.conseiller_depuis.unwrap().seconds > read.date_creation.unwrap().seconds);
    // Nadia is a colleague of the same Mission Locale: she reads, no more.
    assert!(fiche(&nadia, cast::KENZA).await.unwrap().lecture_seule);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_filters_hold_together_and_a_foreign_dispositif_finds_nobody() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let by = |dispositifs: &[Dispositif], non_actives| ListPortefeuilleRequest {
        dispositifs: dispositifs.iter().map(|dispositif| (*dispositif).into()).collect(),
        non_actives,
        ..Default::default()
    };
    let count = async |request| list(&nadia, request).await.unwrap().total_size;
    let (cej, pacea) = (count(by(&[Dispositif::Cej], false)).await, count(by(&[Dispositif::Pacea], false)).await);
    assert!(cej > 0 && pacea > 0);
    assert_eq!(cej + pacea, 34);
    assert_eq!(count(by(&[Dispositif::Cej, Dispositif::Pacea], false)).await, 34);
    assert_eq!(count(by(&[Dispositif::Brsa], false)).await, 0);
    let asleep = count(by(&[], true)).await;
    assert!(asleep > 0 && asleep < 34);
    let both = count(by(&[Dispositif::Cej], true)).await + count(by(&[Dispositif::Pacea], true)).await;
    assert_eq!(both, asleep);
    let bad = ListPortefeuilleRequest { dispositifs: vec![99], ..Default::default() };
    expect_champ(&list(&nadia, bad).await.unwrap_err(), "dispositifs", "VALEUR_INCONNUE");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_mission_locale_at_imilo_is_marked_on_the_list_and_the_fiche() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    assert!(nadia.lignes().await.iter().all(|ligne| !ligne.ml_differente));
    systeme.sql(&format!("UPDATE beneficiaire SET structure_milo = '29151S00' WHERE id = '{}'", cast::MALEK)).await;
    let marked: Vec<_> = nadia.lignes().await.into_iter().filter(|ligne| ligne.ml_differente).map(|l| l.id).collect();
    assert_eq!(marked, [cast::MALEK.to_string()]);
    assert!(fiche(&nadia, cast::MALEK).await.unwrap().ml_differente);
    assert!(!fiche(&nadia, cast::KENZA).await.unwrap().ml_differente);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_says_when_imilo_was_read_unless_its_dossier_is_lost() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let lues = async || {
        let lignes = nadia.lignes().await;
        let known = lignes.iter().find(|ligne| ligne.id == cast::KENZA.to_string()).unwrap().imilo_lu_le.is_some();
        let request = SearchEtablissementRequest { recherche: "Kenza Belkacem".into(), ..Default::default() };
        let found = nadia.portefeuille().search_etablissement(request).await.unwrap().into_inner();
        (known, found.lignes[0].imilo_lu_le.is_some())
    };
    assert_eq!(lues().await, (true, true));
    systeme.sql(&format!("UPDATE beneficiaire SET a_archiver = '{{IMILO}}' WHERE id = '{}'", cast::KENZA)).await;
    assert_eq!(lues().await, (false, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a7_a_person_reads_his_own_fiche_without_what_is_for_conseillers() {
    let systeme = Systeme::start().await;
    lend_kenza(&systeme).await;
    let flags = "UPDATE beneficiaire SET a_archiver = '{IMILO}', structure_milo = '29151S00' WHERE id";
    systeme.sql(&format!("{flags} = '{}'", cast::KENZA)).await;
    let kenza = cast::beneficiaires().into_iter().find(|b| b.id == cast::KENZA).unwrap();
    let kenza = systeme.beneficiaire("similo-jeune", &kenza.email).await.unwrap();
    let read = fiche(&kenza, cast::KENZA).await.unwrap();
    assert_eq!((read.prenom.as_str(), read.referent.as_str()), ("Kenza", "Yann Le Goff"));
    assert_eq!(read.droits().collect::<Vec<_>>(), [DroitFiche::LireConsultations]);
    assert!(read.lecture_seule && read.a_archiver.is_empty() && !read.ml_differente && read.url_dossier.is_none());
    let [back, before] = &historique(&kenza, cast::KENZA).await.unwrap()[..] else { panic!("two periods") };
    assert_eq!((back.conseiller.as_str(), before.conseiller.as_str()), ("Yann Le Goff", "Nadia Kerbrat"));
    assert!(back.auteur.is_empty());
    // Somebody else's is as one that does not exist, and his own reading is nobody's business.
    for refus in [fiche(&kenza, cast::MALEK).await.unwrap_err(), historique(&kenza, cast::MALEK).await.unwrap_err()] {
        expect(&refus, Code::NotFound, "INTROUVABLE");
    }
    let journaled =
        "SELECT count(*) FROM journal WHERE role = 'BENEFICIAIRE' AND acte = 'FICHE_LIRE' AND motif IS NULL";
    assert_eq!(systeme.count(journaled).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fiche_says_what_the_caller_may_do_and_nothing_to_a_colleague() {
    use DroitFiche as D;
    let systeme = Systeme::start().await;
    let (nadia, sophie, yann) = (systeme.nadia().await, systeme.sophie().await, systeme.yann().await);
    let droits = async |qui: &Personne, id| fiche(qui, id).await.unwrap().droits().collect::<Vec<_>>();
    assert_eq!(
        droits(&nadia, cast::KENZA).await,
        [D::ChangerDispositif, D::ReglerCompteur, D::Archiver, D::LireConsultations]
    );
    assert_eq!(droits(&sophie, cast::JEREMY).await, [D::ModifierIdentifiant, D::Archiver, D::LireConsultations]);
    assert_eq!(
        droits(&sophie, cast::LINA).await,
        [D::ModifierIdentifiant, D::CorrigerEmail, D::Supprimer, D::LireConsultations]
    );
    assert!(droits(&yann, cast::KENZA).await.is_empty());
    let uncertain = "SELECT id::text FROM beneficiaire WHERE etat = 'CREATION_INCERTAINE' LIMIT 1";
    let owner = "SELECT c.email FROM beneficiaire b JOIN conseiller c ON c.id = b.conseiller
                 WHERE b.etat = 'CREATION_INCERTAINE' LIMIT 1";
    let referent = systeme.conseiller("similo-conseiller", &systeme.text(owner).await).await;
    let id = systeme.text(uncertain).await.parse().unwrap();
    assert_eq!(droits(&referent, id).await, [D::ReprendreCreation, D::LireConsultations]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_names_everybody_who_followed_the_person() {
    let systeme = Systeme::start().await;
    let (nadia, yann, ines) = (systeme.nadia().await, systeme.yann().await, systeme.ines().await);
    let [only] = historique(&nadia, cast::MALEK).await.unwrap().try_into().unwrap();
    assert_eq!((only.conseiller.as_str(), only.origine(), only.fin), ("Nadia Kerbrat", OrigineSuivi::Creation, None));
    lend_kenza(&systeme).await;
    let [now, before] = historique(&yann, cast::KENZA).await.unwrap().try_into().unwrap();
    assert_eq!((now.conseiller.as_str(), now.origine()), ("Yann Le Goff", OrigineSuivi::Temporaire));
    assert_eq!((now.auteur.as_str(), now.fin), ("Agnès Roche", None));
    assert_eq!((before.conseiller.as_str(), before.fin), ("Nadia Kerbrat", now.debut));
    // As the fiche: a stranger learns nothing, and a reading is journaled.
    expect(&historique(&ines, cast::KENZA).await.unwrap_err(), Code::NotFound, "INTROUVABLE");
    let journaled = format!(
        "SELECT count(*) FROM journal WHERE acte = 'FICHE_LIRE' AND compte = '{}' AND cible = '{}'",
        cast::YANN.id,
        cast::KENZA
    );
    assert_eq!(systeme.count(&journaled).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_38_d12_an_imilo_link_leads_to_the_fiche_or_to_the_creation() {
    let systeme = Systeme::start().await;
    let (nadia, yann, ines) = (systeme.nadia().await, systeme.yann().await, systeme.ines().await);
    let find = async |qui: &Personne, numero: &str| {
        let request = FindDossierImiloRequest { numero: numero.to_owned() };
        qui.portefeuille().find_dossier_imilo(request).await.map(tonic::Response::into_inner)
    };
    let numero = systeme.text(&format!("SELECT dossier FROM beneficiaire WHERE id = '{}'", cast::KENZA)).await;
    let kenza = Some(cast::KENZA.to_string());
    assert_eq!(find(&nadia, &numero).await.unwrap().beneficiaire_id, kenza);
    assert_eq!(find(&yann, &numero).await.unwrap().beneficiaire_id, kenza);
    let elsewhere = find(&ines, &format!("https://portail.i-milo.fr/{numero}/acces-externe")).await.unwrap();
    assert_eq!((elsewhere.numero, elsewhere.beneficiaire_id), (numero, None));
    assert_eq!(find(&nadia, "402117").await.unwrap().beneficiaire_id, None);
    expect_champ(&find(&nadia, "12AB").await.unwrap_err(), "numero", "NUMERO_DOSSIER_INVALIDE");
    // Nothing is asked of i-milo, and nothing counts as a look-up.
    assert_eq!(systeme.calls("GET", "/sue/dossiers"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_for_selectors_are_those_of_the_own_portefeuille() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let names = async |ids: &[Uuid]| {
        let ids = ids.iter().map(Uuid::to_string).collect();
        let answer = nadia.portefeuille().list_identites(ListIdentitesRequest { ids }).await.unwrap();
        answer.into_inner().identites
    };
    assert_eq!(names(&[]).await.len(), 34);
    let [kenza] = names(&[cast::KENZA, cast::ART, Uuid::new_v4()]).await.try_into().unwrap();
    assert_eq!((kenza.prenom.as_str(), kenza.nom.as_str()), ("Kenza", "Belkacem"));
    let many = ListIdentitesRequest { ids: vec![Uuid::new_v4().to_string(); 1_001] };
    expect_champ(&nadia.portefeuille().list_identites(many).await.unwrap_err(), "ids", "LISTE_TROP_LONGUE");
    let bad = ListIdentitesRequest { ids: vec!["402117".into()] };
    expect_champ(&nadia.portefeuille().list_identites(bad).await.unwrap_err(), "ids", "IDENTIFIANT_INVALIDE");
}

async fn search(qui: &Personne, recherche: &str, skip: i32) -> Result<SearchEtablissementResponse, Status> {
    let request = SearchEtablissementRequest { recherche: recherche.to_owned(), page_size: 0, skip };
    qui.portefeuille().search_etablissement(request).await.map(tonic::Response::into_inner)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_of_a_mission_locale_finds_the_people_of_colleagues_and_of_no_other() {
    let systeme = Systeme::start().await;
    let (nadia, yann, ines) = (systeme.nadia().await, systeme.yann().await, systeme.ines().await);
    let first = |answer: SearchEtablissementResponse| answer.lignes.into_iter().next().unwrap();
    // A mistake, no accent, the family name first.
    for typed in ["kenza belkacem", "Belkacem Kenza", "belkassem", "KENZA"] {
        let line = first(search(&yann, typed, 0).await.unwrap());
        assert_eq!((line.id, line.mon_portefeuille), (cast::KENZA.to_string(), false), "{typed}");
        assert_eq!(line.conseiller, "Nadia Kerbrat");
    }
    assert!(first(search(&nadia, "kenza", 0).await.unwrap()).mon_portefeuille);
    assert!(search(&ines, "kenza belkacem", 0).await.unwrap().lignes.iter().all(|l| l.id != cast::KENZA.to_string()));
    let all = search(&nadia, "le", 0).await.unwrap();
    let far = search(&nadia, "le", 10_000).await.unwrap();
    assert_eq!((far.lignes.len(), far.total_size), (0, all.total_size));
    for typed in ["k", " ", "é-"] {
        expect_champ(&search(&nadia, typed, 0).await.unwrap_err(), "recherche", "RECHERCHE_TROP_COURTE");
    }
    // A line of a list is not a reading.
    assert_eq!(
        systeme.count("SELECT count(*) FROM journal WHERE resultat = 'AUTORISE' AND acte ~ '_(LIRE|LISTER)$'").await,
        0
    );
    let sophie = systeme.sophie().await;
    expect(&search(&sophie, "kenza", 0).await.unwrap_err(), Code::PermissionDenied, "ROLE_INTERDIT");
    systeme.sql(&format!("UPDATE conseiller SET structure_milo = NULL WHERE id = '{}'", cast::NADIA.id)).await;
    let nowhere = systeme.gateway_with(systeme.settings.clone()).await;
    let nadia = Personne { channel: nowhere.channel.clone(), ..nadia };
    let refus = search(&nadia, "kenza", 0).await.unwrap_err();
    expect(&refus, Code::FailedPrecondition, "CONSEILLER_MILO_SANS_STRUCTURE");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_of_a_mission_locale_is_one_statement() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    search(&nadia, "kenza", 0).await.unwrap();
    let (answer, statements) = systeme.statements_of(search(&nadia, "le", 0)).await;
    answer.unwrap();
    assert_eq!(statements.len(), 1, "{statements:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_46_many_calls_write_one_activity_and_a_device_by_itself_writes_none() {
    let systeme = Systeme::start().await;
    let email = systeme.text(&format!("SELECT email FROM beneficiaire WHERE id = '{}'", cast::JEREMY)).await;
    systeme.horloge.freeze();
    let sophie = systeme.sophie().await;
    let jeremy = systeme.beneficiaire("ft-beneficiaire", &email).await.unwrap();
    let kept = || systeme.text("SELECT derniere_activite::text FROM beneficiaire WHERE prenom = 'Jérémy'");
    let signed_in = kept().await;
    let calls = async || jeremy.session().get_session(GetSessionRequest {}).await.map(drop).unwrap();

    systeme.horloge.advance(Duration::minutes(15));
    let ((), statements) = systeme
        .statements_of(async {
            for _ in 0..40 {
                calls().await;
            }
        })
        .await;
    assert!(statements.iter().filter(|sql| sql.contains("derniere_activite =")).count() <= 1, "{statements:#?}");
    assert_eq!(kept().await, signed_in);

    // A night of a phone: its push address, its stream.
    systeme.horloge.advance(Duration::seconds(1));
    let appareil = RegisterAppareilRequest {
        canal: Some(Canal::WebPush(Systeme::abonnement("/_sim/push/jeremy"))),
        version: "1.0".into(),
    };
    let _ = jeremy.notifications().register_appareil(appareil).await;
    jeremy.notifications().watch_notifications(WatchNotificationsRequest {}).await.unwrap();
    assert_eq!(kept().await, signed_in);

    calls().await;
    let awake = kept().await;
    assert_ne!(awake, signed_in);
    systeme.horloge.advance(Duration::minutes(14));
    for _ in 0..40 {
        calls().await;
    }
    assert_eq!(kept().await, awake);
    // Another process knows of it as well.
    let other = systeme.another_gateway().await;
    let elsewhere = Personne { channel: other.channel.clone(), ..jeremy.clone() };
    elsewhere.session().get_session(GetSessionRequest {}).await.unwrap();
    assert_eq!(kept().await, awake);
    let sophie = sophie.renewed(&systeme.url).await;
    let seen = fiche(&sophie, cast::JEREMY).await.unwrap().derniere_activite.unwrap();
    let expected = systeme
        .count("SELECT floor(extract(epoch FROM derniere_activite))::bigint FROM beneficiaire WHERE prenom = 'Jérémy'");
    assert_eq!(seen.seconds, expected.await);
}
