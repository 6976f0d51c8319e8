//! The right of superviseur: AU-14, D5, D6, D13.
//!
//! The support has no way in yet: its commands are called as the gateway calls them.

use super::banc::Systeme;
use super::banc::personne::Personne;
use super::banc::refus::expect;
use access::{Acteur, ActeurSupport, Motif};
use gateway::App;
use gateway::refus::Refus;
use identite::commands::grant_superviseur::{GrantSuperviseur, grant_superviseur};
use identite::commands::revoke_superviseur::{RevokeSuperviseur, revoke_superviseur};
use identite::error::IdentiteError;
use identite::model::superviseur::DroitSuperviseur;
use identite::queries::superviseurs::list_superviseurs;
use kernel::ids::SupportId;
use kernel::lieu::FamillePerimetre;
use proto::passemploi::identite::v1::{GetSessionRequest, GetSessionResponse, get_session_response::Compte};
use proto::passemploi::portefeuille::v1::{GetFicheRequest, ResumeCreationRequest, WhoReadBeneficiaireRequest};
use simulators::{PersonnePatch, Realm, cast};
use tonic::{Code, Status};
use uuid::Uuid;

const RAISON: &str = "Demande de la direction de l’agence";

fn support() -> Acteur {
    Acteur::Support(ActeurSupport { id: SupportId(Uuid::from_u128(7)), email: "support@exemple.fr".to_owned() })
}

fn ask(email: &str, famille: FamillePerimetre, perimetre: &[&str]) -> GrantSuperviseur {
    GrantSuperviseur {
        email: email.to_owned(),
        famille: Some(famille),
        perimetre: perimetre.iter().map(|&lieu| lieu.to_owned()).collect(),
        raison: RAISON.to_owned(),
        a_blanc: false,
    }
}

async fn grant(systeme: &Systeme, commande: &GrantSuperviseur) -> Result<DroitSuperviseur, IdentiteError> {
    grant_superviseur(&systeme.app.identite, &support(), commande).await
}

async fn revoke(systeme: &Systeme, email: &str) -> Result<Option<DroitSuperviseur>, IdentiteError> {
    let famille = Some(FamillePerimetre::FranceTravail);
    let commande = RevokeSuperviseur { email: email.to_owned(), famille, raison: RAISON.to_owned(), a_blanc: false };
    revoke_superviseur(&systeme.app.identite, &support(), &commande).await
}

/// Ids of the places where the person is superviseur; `None` without the right.
fn perimetre(session: GetSessionResponse) -> Option<Vec<String>> {
    let Some(Compte::Conseiller(conseiller)) = session.compte else { panic!("not a conseiller") };
    conseiller.superviseur.map(|droit| droit.perimetre.into_iter().map(|lieu| lieu.id).collect())
}

async fn session(qui: &Personne) -> GetSessionResponse {
    qui.session().get_session(GetSessionRequest {}).await.unwrap().into_inner()
}

async fn fiche(qui: &Personne, id: Uuid) -> Status {
    qui.portefeuille().get_fiche(GetFicheRequest { beneficiaire_id: id.to_string() }).await.unwrap_err()
}

#[tokio::test(flavor = "multi_thread")]
async fn au_14_the_right_follows_the_email_in_either_spelling() {
    let systeme = Systeme::start().await;
    let agnes = PersonnePatch::new(Realm::FtAgent, cast::AGNES.sub.to_string());
    systeme.partenaires.patch_personne(PersonnePatch { email: Some("Agnes.Roche@pole-emploi.fr".to_owned()), ..agnes });
    let agnes = systeme.conseiller("pe-conseiller", &cast::AGNES.sub.to_string()).await;
    let seen = session(&agnes).await;
    assert_eq!(seen.email(), "agnes.roche@pole-emploi.fr");
    assert_eq!(perimetre(seen), Some(vec![cast::THIERS.id.to_owned()]));
    assert_eq!(perimetre(session(&systeme.sophie().await).await), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mission_locale_may_give_the_right_to_all_its_conseillers() {
    let systeme = Systeme::start().await;
    assert_eq!(perimetre(session(&systeme.nadia().await).await), Some(vec![cast::BREST.code.to_owned()]));
    assert_eq!(perimetre(session(&systeme.ines().await).await), Some(vec![cast::MORLAIX.code.to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_superviseur_sees_that_a_person_of_his_perimeter_exists_and_no_more() {
    let systeme = Systeme::start().await;
    let agnes = systeme.conseiller("pe-conseiller", cast::AGNES.email).await;
    // Followed by Sophie, at Thiers.
    expect(&fiche(&agnes, cast::JEREMY).await, Code::PermissionDenied, "RESERVE_AU_REFERENT");
    let ask_who = |id: Uuid| WhoReadBeneficiaireRequest { beneficiaire_id: id.to_string(), ..Default::default() };
    let refus = agnes.portefeuille().who_read_beneficiaire(ask_who(cast::JEREMY)).await.unwrap_err();
    expect(&refus, Code::PermissionDenied, "RESERVE_AU_REFERENT");
    // Followed by Paul, at Bellecour; in a Mission Locale.
    let of_paul = cast::beneficiaires().into_iter().find(|b| b.conseiller == cast::PAUL.id).unwrap().id;
    for id in [of_paul, cast::KENZA] {
        expect(&fiche(&agnes, id).await, Code::NotFound, "INTROUVABLE");
    }
    // Neighbours without the right see nothing.
    let karim = systeme.conseiller("pe-brsa-conseiller", cast::KARIM.email).await;
    expect(&fiche(&karim, cast::JEREMY).await, Code::NotFound, "INTROUVABLE");

    // A superviseur of two Missions Locales reads as a colleague in his own, and sees the other.
    let both = [cast::BREST.code, cast::MORLAIX.code];
    grant(&systeme, &ask(cast::INES.email, FamillePerimetre::MissionLocale, &both)).await.unwrap();
    let ines = systeme.ines().await;
    expect(&fiche(&ines, cast::KENZA).await, Code::PermissionDenied, "RESERVE_AU_REFERENT");
    let resume = ResumeCreationRequest { beneficiaire_id: cast::KENZA.to_string() };
    let refus = ines.portefeuille().resume_creation(resume).await.unwrap_err();
    expect(&refus, Code::PermissionDenied, "RESERVE_AU_REFERENT");
    let of_ines = cast::beneficiaires().into_iter().find(|b| b.conseiller == cast::INES.id).unwrap().id;
    let mine = GetFicheRequest { beneficiaire_id: of_ines.to_string() };
    assert!(!ines.portefeuille().get_fiche(mine).await.unwrap().into_inner().fiche.unwrap().lecture_seule);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_support_gives_and_removes_the_right_with_a_reason() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let facts = |code: &str| {
        format!(
            "SELECT count(*) FROM tache WHERE genre = 'fait' AND contenu->>'code' = '{code}'
             AND contenu->'contenu'->'conseillers' @> '[\"{}\"]'",
            cast::SOPHIE.id
        )
    };
    let wanted = ask(" Sophie.Marchetti@Pole-Emploi.fr ", FamillePerimetre::FranceTravail, &["461", "459", "459"]);
    let droit = grant(&systeme, &wanted).await.unwrap();
    assert_eq!((droit.email.as_str(), droit.donne_par.as_str()), (cast::SOPHIE.email, "support@exemple.fr"));
    // Known callers are remembered for a minute at most; another process remembers nobody.
    let seen = systeme.another_gateway().await.session(&sophie).get_session(GetSessionRequest {}).await.unwrap();
    assert_eq!(perimetre(seen.into_inner()), Some(vec!["461".to_owned(), "459".to_owned()]), "sorted by name");
    // The same again changes nothing, another perimeter does.
    assert_eq!(grant(&systeme, &wanted).await.unwrap(), droit);
    assert_eq!(systeme.count(&facts("SUPERVISEUR_ACCORDE")).await, 1);
    grant(&systeme, &ask(cast::SOPHIE.email, FamillePerimetre::FranceTravail, &["459"])).await.unwrap();
    assert_eq!(systeme.count(&facts("SUPERVISEUR_ACCORDE")).await, 2);

    let page = list_superviseurs(&systeme.app.identite, &support(), 1, 1).await.unwrap();
    assert_eq!((page.total, page.items[0].email.as_str()), (2, cast::SOPHIE.email));
    let past = list_superviseurs(&systeme.app.identite, &support(), 10, 5).await.unwrap();
    assert_eq!((past.total, past.items.len()), (2, 0));

    revoke(&systeme, cast::SOPHIE.email).await.unwrap();
    revoke(&systeme, cast::SOPHIE.email).await.unwrap();
    assert_eq!(systeme.count(&facts("SUPERVISEUR_RETIRE")).await, 1);
    let seen = systeme.another_gateway().await.session(&sophie).get_session(GetSessionRequest {}).await.unwrap();
    assert_eq!(perimetre(seen.into_inner()), None);
    let journaled = format!(
        "SELECT count(*) FROM journal WHERE acte = 'SUPERVISEURS_GERER' AND role = 'SUPPORT' AND raison = '{RAISON}'
         AND detail ~ '^(ACCORDE|RETIRE)'"
    );
    assert_eq!(systeme.count(&journaled).await, 5);

    // Given again after it was removed.
    let again = grant(&systeme, &wanted).await.unwrap();
    assert_ne!(again.id, droit.id);
    assert_eq!(list_superviseurs(&systeme.app.identite, &support(), 10, 0).await.unwrap().total, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fields_of_a_right_are_refused_together_and_its_places_must_exist() {
    let systeme = Systeme::start().await;
    let refused = async |commande: GrantSuperviseur| {
        let refus = Refus::from(grant(&systeme, &commande).await.unwrap_err());
        refus.champs.iter().map(|(champ, raison, _)| format!("{champ} {}", raison.as_str_name())).collect::<Vec<_>>()
    };
    let ft = FamillePerimetre::FranceTravail;
    let good = || ask(cast::SOPHIE.email, ft, &["459"]);
    let bad = GrantSuperviseur {
        email: "sophié@francetravail.fr".to_owned(),
        famille: None,
        perimetre: Vec::new(),
        raison: "  court  ".to_owned(),
        a_blanc: false,
    };
    assert_eq!(
        refused(bad).await,
        [
            "email RAISON_EMAIL_CARACTERE_REFUSE",
            "famille RAISON_VALEUR_INCONNUE",
            "perimetre RAISON_PERIMETRE_INVALIDE",
            "raison RAISON_CHAMP_REQUIS"
        ]
    );
    let many: Vec<String> = (0..51).map(|rank| rank.to_string()).collect();
    // An agence of the département beside one of France Travail: two families.
    let mixed =
        vec!["459".to_owned(), systeme.text("SELECT max(id) FROM agence WHERE famille <> 'FRANCE_TRAVAIL'").await];
    for perimetre in [many, vec!["inconnue".to_owned()], vec!["459".to_owned(), cast::BREST.code.to_owned()], mixed] {
        assert_eq!(refused(GrantSuperviseur { perimetre, ..good() }).await, ["perimetre RAISON_PERIMETRE_INVALIDE"]);
    }
    let long = GrantSuperviseur { raison: "a".repeat(501), ..good() };
    assert_eq!(refused(long).await, ["raison RAISON_TEXTE_TROP_LONG"]);
    assert_eq!(systeme.count("SELECT count(*) FROM journal WHERE acte = 'SUPERVISEURS_GERER'").await, 0);

    // Nobody else gives a right.
    let session = systeme.sophie().await;
    let conseiller = gateway_acteur(&systeme, &session).await;
    let refus = grant_superviseur(&systeme.app.identite, &conseiller, &good()).await.unwrap_err();
    assert!(matches!(refus, IdentiteError::Denied(Motif::RoleInterdit)), "{refus}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_of_the_support_answers_the_same_and_writes_nothing() {
    let systeme = Systeme::start().await;
    let journaled = "SELECT count(*) FROM journal WHERE acte = 'SUPERVISEURS_GERER'";
    let rights = "SELECT count(*) FROM superviseur WHERE retire_le IS NULL";
    let before = systeme.count(rights).await;
    let wanted = ask(cast::SOPHIE.email, FamillePerimetre::FranceTravail, &["459"]);
    let dry = grant(&systeme, &GrantSuperviseur { a_blanc: true, ..wanted.clone() }).await.unwrap();
    assert_eq!((dry.email.as_str(), dry.perimetre.lieux.len()), (cast::SOPHIE.email, 1));
    let unknown = GrantSuperviseur { a_blanc: true, perimetre: vec!["inconnue".to_owned()], ..wanted.clone() };
    assert!(grant(&systeme, &unknown).await.is_err());
    assert_eq!((systeme.count(rights).await, systeme.count(journaled).await), (before, 0));

    let given = grant(&systeme, &wanted).await.unwrap();
    let famille = Some(FamillePerimetre::FranceTravail);
    let dry = RevokeSuperviseur { email: wanted.email, famille, raison: RAISON.to_owned(), a_blanc: true };
    let removed = revoke_superviseur(&systeme.app.identite, &support(), &dry).await.unwrap();
    assert_eq!(removed.map(|droit| droit.id), Some(given.id));
    assert_eq!((systeme.count(rights).await, systeme.count(journaled).await), (before + 1, 1));
}

/// Who the gateway says that this person is.
async fn gateway_acteur(systeme: &Systeme, qui: &Personne) -> Acteur {
    let App { recognizer, jetons, identite, .. } = &*systeme.app;
    recognizer.recognise(jetons, identite, &qui.acces).await.unwrap().acteur.clone()
}
