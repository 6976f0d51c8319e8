//! The list and the fiche: PF-29 to PF-32, UC-04, UC-05, D5, D40; query budgets.

use super::banc::Systeme;
use super::banc::personne::Personne;
use super::banc::refus::{expect, expect_champ};
use proto::passemploi::portefeuille::v1::{
    EtatCompte, GetFicheRequest, LignePortefeuille, ListPortefeuilleRequest, ListPortefeuilleResponse,
};
use simulators::cast;
use tonic::{Code, Status};
use uuid::Uuid;

async fn list(qui: &Personne, request: ListPortefeuilleRequest) -> Result<ListPortefeuilleResponse, Status> {
    qui.portefeuille().list_portefeuille(request).await.map(tonic::Response::into_inner)
}

fn recherche(texte: &str) -> ListPortefeuilleRequest {
    ListPortefeuilleRequest { recherche: texte.into(), page_size: 100, ..Default::default() }
}

fn sorted_by(order_by: &str) -> ListPortefeuilleRequest {
    ListPortefeuilleRequest { order_by: order_by.into(), page_size: 100, ..Default::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn uc_04_pf_30_a_search_wants_every_piece_at_the_beginning_of_a_word() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let names = |answer: ListPortefeuilleResponse| -> Vec<String> {
        answer.lignes.into_iter().map(|ligne| format!("{} {}", ligne.prenom, ligne.nom)).collect()
    };
    let all = list(&nadia, recherche("")).await.unwrap();
    assert_eq!((all.total_size, all.lignes.len()), (34, 34));
    let beatrice = names(list(&nadia, recherche("beatrice")).await.unwrap());
    assert!(!beatrice.is_empty() && beatrice.iter().all(|name| name.contains("Béatrice")), "{beatrice:?}");
    // Any order, hyphens and case folded, the beginnings of words.
    let kenza = names(list(&nadia, recherche("BELK-ken ")).await.unwrap());
    assert_eq!(kenza, ["Kenza Belkacem"]);
    assert!(names(list(&nadia, recherche("elkacem")).await.unwrap()).is_empty());
    for literal in ["%", "_", "\\", "' OR 1=1"] {
        assert_eq!(list(&nadia, recherche(literal)).await.unwrap().total_size, 0, "{literal}");
    }
    expect_champ(&list(&nadia, recherche(&"a".repeat(101))).await.unwrap_err(), "recherche", "TEXTE_TROP_LONG");
}

#[tokio::test(flavor = "multi_thread")]
async fn uc_05_pf_31_never_active_come_last_both_ways() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let seconds = |lignes: &[LignePortefeuille]| -> Vec<Option<i64>> {
        lignes.iter().map(|ligne| ligne.derniere_activite.map(|instant| instant.seconds)).collect()
    };
    let recent = seconds(&list(&nadia, sorted_by("derniere_activite desc")).await.unwrap().lignes);
    let old = seconds(&list(&nadia, sorted_by("derniere_activite")).await.unwrap().lignes);
    let active = recent.iter().flatten().count();
    assert!(active < recent.len());
    assert!(recent[..active].iter().all(Option::is_some) && old[..active].iter().all(Option::is_some));
    assert!(recent[..active].windows(2).all(|pair| pair[0] >= pair[1]));
    assert!(old[..active].windows(2).all(|pair| pair[0] <= pair[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_sorted_without_accents_and_situations_with_none_last() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    let names: Vec<_> = list(&nadia, sorted_by(""))
        .await
        .unwrap()
        .lignes
        .iter()
        .map(|l| kernel::texte::fold(&format!("{} {}", l.nom, l.prenom)))
        .collect();
    assert!(names.is_sorted(), "{names:?}");
    let situations: Vec<_> = list(&nadia, sorted_by("situation"))
        .await
        .unwrap()
        .lignes
        .into_iter()
        .map(|l| l.situation.map(|s| s.categorie.to_lowercase()))
        .collect();
    let known = situations.iter().flatten().count();
    assert!(situations[..known].iter().all(Option::is_some) && situations[..known].is_sorted());
    for bad in ["situation", "email", "nom; DROP TABLE beneficiaire"] {
        let sophie = systeme.sophie().await;
        expect_champ(&list(&sophie, sorted_by(bad)).await.unwrap_err(), "order_by", "VALEUR_INCONNUE");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_32_pages_have_a_true_total_even_past_the_end() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let page = |page_size, skip| ListPortefeuilleRequest { page_size, skip, ..Default::default() };
    for (size, skip, rows) in [(10, 0, 10), (10, 20, 1), (0, 0, 10), (1000, 0, 21), (10, 21, 0), (10, 100_000, 0)] {
        let answer = list(&sophie, page(size, skip)).await.unwrap();
        assert_eq!((answer.lignes.len(), answer.total_size), (rows, 21), "{size} {skip}");
    }
    expect_champ(&list(&sophie, page(-1, 0)).await.unwrap_err(), "page_size", "PAGE_INVALIDE");
    expect_champ(&list(&sophie, page(10, -1)).await.unwrap_err(), "skip", "PAGE_INVALIDE");
    // Pages neither repeat nor miss a line.
    let mut seen = std::collections::BTreeSet::new();
    for skip in (0..21).step_by(5) {
        for ligne in list(&sophie, ListPortefeuilleRequest { order_by: "derniere_activite".into(), ..page(5, skip) })
            .await
            .unwrap()
            .lignes
        {
            assert!(seen.insert(ligne.id));
        }
    }
    assert_eq!(seen.len(), 21);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_one_statement_at_any_size() {
    let systeme = Systeme::start().await;
    let nadia = systeme.nadia().await;
    list(&nadia, recherche("")).await.unwrap();
    for request in [recherche(""), recherche("le"), ListPortefeuilleRequest { page_size: 1, ..Default::default() }] {
        let (answer, statements) = systeme.statements_of(list(&nadia, request)).await;
        answer.unwrap();
        assert!(statements.len() <= 2, "{statements:#?}");
        assert_eq!(statements.len(), 1, "{statements:#?}");
    }
    let known = GetFicheRequest { beneficiaire_id: cast::KENZA.to_string() };
    let (fiche, statements) = systeme.statements_of(nadia.portefeuille().get_fiche(known)).await;
    fiche.unwrap();
    assert!(statements.len() <= 2, "{statements:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pf_29_au_21_a_fiche_that_may_not_be_seen_is_the_same_as_none() {
    let systeme = Systeme::start().await;
    let karim = systeme.conseiller("pe-brsa-conseiller", cast::KARIM.email).await;
    let (ines, sophie) = (systeme.ines().await, systeme.sophie().await);
    let read = async |qui: &Personne, id: Uuid| {
        qui.portefeuille().get_fiche(GetFicheRequest { beneficiaire_id: id.to_string() }).await
    };
    // A colleague of the same agence, a conseiller of another Mission Locale, an unknown id.
    let refusals = [
        read(&karim, cast::JEREMY).await.unwrap_err(),
        read(&ines, cast::KENZA).await.unwrap_err(),
        read(&sophie, Uuid::new_v4()).await.unwrap_err(),
    ];
    for refus in &refusals {
        expect(refus, Code::NotFound, "INTROUVABLE");
        assert_eq!((refus.message(), refus.details()), (refusals[0].message(), refusals[0].details()));
    }
    let journaled =
        "SELECT count(*) FROM journal WHERE acte = 'FICHE_LIRE' AND resultat = 'REFUSE' AND cible IS NOT NULL";
    assert_eq!(systeme.count(journaled).await, 3);
    let bad = sophie.portefeuille().get_fiche(GetFicheRequest { beneficiaire_id: "402117".into() }).await.unwrap_err();
    expect_champ(&bad, "beneficiaire_id", "IDENTIFIANT_INVALIDE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_of_the_mission_locale_reads_only_and_it_is_journaled() {
    let systeme = Systeme::start().await;
    let (nadia, yann) = (systeme.nadia().await, systeme.yann().await);
    let read = async |qui: &Personne| {
        let request = GetFicheRequest { beneficiaire_id: cast::KENZA.to_string() };
        qui.portefeuille().get_fiche(request).await.unwrap().into_inner().fiche.unwrap()
    };
    let mine = read(&nadia).await;
    assert!(!mine.lecture_seule);
    assert_eq!(mine.etat(), EtatCompte::Actif);
    assert_eq!(mine.referent, "Nadia Kerbrat");
    let journaled = |relation| {
        format!(
            "SELECT count(*) FROM journal WHERE acte = 'FICHE_LIRE' AND resultat = 'AUTORISE'
             AND relation = '{relation}' AND structure = 'MILO' AND lieu = '29019S00'"
        )
    };
    assert_eq!(systeme.count(&journaled("REFERENT")).await, 1);
    assert!(read(&yann).await.lecture_seule);
    assert_eq!(systeme.count(&journaled("COLLEGUE")).await, 1);
}
