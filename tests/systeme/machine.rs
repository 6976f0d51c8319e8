//! The account state machine (A4) against a model: random commands, through the domain, on
//! PostgreSQL; and everybody at once on the same person.

use super::banc::Systeme;
use super::banc::refus::dit;
use access::{Acteur, ActeurConseiller};
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::structure::{Fournisseur, Structure};
use kernel::temps::{Clock as _, Jour};
use portefeuille::Portefeuille;
use portefeuille::commands::archive_beneficiaire::{ArchiveBeneficiaire, archive_beneficiaire};
use portefeuille::commands::correct_email::correct_email;
use portefeuille::commands::create_beneficiaire_ft::{CreateBeneficiaireFt, create_beneficiaire_ft};
use portefeuille::commands::delete_beneficiaire::delete_beneficiaire;
use portefeuille::commands::sign_in_beneficiaire::{match_account, record_sign_in};
use portefeuille::commands::update_beneficiaire::{UpdateBeneficiaire, update_beneficiaire};
use portefeuille::error::{PortefeuilleError as E, RefusConnexion};
use portefeuille::model::beneficiaire::IdentiteProuvee;
use portefeuille::model::etag::etag;
use portefeuille::model::motif::MotifSuppression;
use portefeuille::queries::fiche::get_fiche;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use proto::passemploi::portefeuille::v1::{
    ArchiveBeneficiaireRequest, CorrectEmailRequest, CreateBeneficiaireFtRequest, DeleteBeneficiaireRequest,
    GetFicheRequest,
};
use simulators::cast;
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Commande {
    Create { email: usize },
    Correct { qui: usize, email: usize },
    SignIn { qui: usize },
    Number { qui: usize, numero: usize },
    Lend { qui: usize },
    Recover { qui: usize },
    Archive { qui: usize, confirme: bool },
    Delete { qui: usize, confirme: bool },
}

fn commande() -> impl Strategy<Value = Commande> {
    let (qui, email, numero) = (0..4_usize, 0..3_usize, 0..2_usize);
    prop_oneof![
        3 => email.clone().prop_map(|email| Commande::Create { email }),
        2 => (qui.clone(), email).prop_map(|(qui, email)| Commande::Correct { qui, email }),
        3 => qui.clone().prop_map(|qui| Commande::SignIn { qui }),
        2 => (qui.clone(), numero).prop_map(|(qui, numero)| Commande::Number { qui, numero }),
        1 => qui.clone().prop_map(|qui| Commande::Lend { qui }),
        1 => qui.clone().prop_map(|qui| Commande::Recover { qui }),
        2 => (qui.clone(), any::<bool>()).prop_map(|(qui, confirme)| Commande::Archive { qui, confirme }),
        2 => (qui, any::<bool>()).prop_map(|(qui, confirme)| Commande::Delete { qui, confirme }),
    ]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vie {
    NonActive,
    Actif,
    Archive,
    Efface,
}

/// A person, as the rules say he is.
#[derive(Debug, Clone)]
struct Attendu {
    id: BeneficiaireId,
    vie: Vie,
    email: usize,
    numero: Option<usize>,
    prete: bool,
}

impl Attendu {
    fn vit(&self) -> bool {
        matches!(self.vie, Vie::NonActive | Vie::Actif)
    }
}

struct Essai<'a> {
    systeme: &'a Systeme,
    /// Makes the e-mails and numbers of this run its own.
    cle: String,
    gens: Vec<Attendu>,
}

fn sophie() -> Acteur {
    Acteur::Conseiller(ActeurConseiller {
        id: ConseillerId(cast::SOPHIE.id),
        structure: Structure::PoleEmploi,
        structure_milo: None,
        agence: None,
        superviseur: None,
    })
}

impl Essai<'_> {
    fn domaine(&self) -> &Portefeuille {
        &self.systeme.app.portefeuille
    }

    fn email(&self, email: usize) -> String {
        format!("m{email}{}@mail.fr", self.cle)
    }

    fn numero(&self, numero: usize) -> String {
        format!("{numero}{}", &self.cle[..8]).to_uppercase()
    }

    fn holder(&self, email: usize) -> Option<usize> {
        self.gens.iter().position(|one| one.vit() && one.email == email)
    }

    async fn etag(&self, id: BeneficiaireId) -> String {
        get_fiche(self.domaine(), &sophie(), id).await.map(|fiche| etag(&fiche.lue.beneficiaire)).unwrap_or_default()
    }

    #[expect(clippy::too_many_lines, reason = "one arm a command, beside what the rules say of it")]
    async fn step(&mut self, commande: &Commande) {
        let acteur = sophie();
        match *commande {
            Commande::Create { email } => {
                let demande = CreateBeneficiaireFt {
                    request_id: Uuid::new_v4().to_string(),
                    prenom: "Machine".into(),
                    nom: "Essai".into(),
                    email: self.email(email),
                    ..Default::default()
                };
                match (create_beneficiaire_ft(self.domaine(), &acteur, demande).await, self.holder(email)) {
                    (Ok(cree), None) => {
                        self.gens.push(Attendu { id: cree.id, vie: Vie::NonActive, email, numero: None, prete: false });
                    }
                    (Err(E::EmailExisteDeja(_)), Some(_)) => {}
                    (other, holder) => panic!("{commande:?}: {other:?}, held by {holder:?}"),
                }
            }
            Commande::Correct { qui, email } => {
                let Some(one) = self.gens.get(qui).cloned() else { return };
                let vu = self.etag(one.id).await;
                let answer = correct_email(self.domaine(), &acteur, one.id, &self.email(email), &vu).await;
                let taken = self.holder(email).is_some_and(|holder| holder != qui);
                match (answer, one.vie) {
                    (Ok(_), Vie::NonActive) if !taken => self.gens[qui].email = email,
                    (Err(E::EmailExisteDeja(_)), Vie::NonActive) if taken => {}
                    (Err(E::CompteDejaActive), Vie::Actif) | (Err(E::Denied(_)), Vie::Archive | Vie::Efface) => {}
                    (other, _) => panic!("{commande:?}: {other:?}, {one:?}, taken {taken}"),
                }
            }
            Commande::SignIn { qui } => {
                let Some(one) = self.gens.get(qui).cloned() else { return };
                let identite = IdentiteProuvee {
                    fournisseur: Fournisseur::FtIndividu,
                    sub: one.id.to_string(),
                    prenom: None,
                    nom: None,
                    email: Some(self.email(one.email)),
                    email_verifie: true,
                };
                let found = match_account(self.domaine(), &identite).await;
                match (found, one.vie) {
                    (Ok(found), Vie::NonActive | Vie::Actif) => {
                        let mut unit = self.systeme.store.unit().await.unwrap();
                        let (id, _) = record_sign_in(self.domaine(), &mut unit, found, &identite).await.unwrap();
                        unit.commit().await.unwrap();
                        assert_eq!(id, one.id);
                        self.gens[qui].vie = Vie::Actif;
                    }
                    // Somebody else may have the e-mail now: then it is him, if he never signed in.
                    (Ok(_), _) => assert!(self.holder(one.email).is_some()),
                    (Err(RefusConnexion::UtilisateurInexistant), Vie::Archive | Vie::Efface) => {}
                    (other, _) => panic!("{commande:?}: {other:?}, {one:?}"),
                }
            }
            Commande::Number { qui, numero } => {
                let Some(one) = self.gens.get(qui).cloned() else { return };
                let demande = UpdateBeneficiaire {
                    etag: self.etag(one.id).await,
                    identifiant_ft: Some(self.numero(numero)),
                    dispositif: None,
                    peut_voir_comptage: None,
                    raison: Err(kernel::champ::Probleme::Requis),
                    motif: Err(kernel::champ::Probleme::Requis),
                    date_fin: Err(kernel::champ::Probleme::Requis),
                };
                let answer = update_beneficiaire(self.domaine(), &acteur, one.id, demande).await;
                let taken = self.gens.iter().any(|o| o.vit() && o.id != one.id && o.numero == Some(numero));
                match (answer, one.vit()) {
                    (Ok(_), true) if !taken => self.gens[qui].numero = Some(numero),
                    (Err(E::IdentifiantExisteDeja), true) if taken => {}
                    (Err(E::Denied(_)), false) => {}
                    (other, _) => panic!("{commande:?}: {other:?}, {one:?}, taken {taken}"),
                }
            }
            Commande::Lend { qui } | Commande::Recover { qui } => {
                let Some(one) = self.gens.get_mut(qui) else { return };
                one.prete = matches!(commande, Commande::Lend { .. });
                let premier = if one.prete { format!("'{}'", cast::KARIM.id) } else { "NULL".to_owned() };
                let id = one.id;
                self.systeme
                    .sql(&format!("UPDATE beneficiaire SET premier_conseiller = {premier} WHERE id = '{id}'"))
                    .await;
            }
            Commande::Archive { qui, confirme } => {
                let Some(one) = self.gens.get(qui).cloned() else { return };
                let demande = ArchiveBeneficiaire {
                    motif: Ok(MotifSuppression::Demenagement),
                    commentaire: String::new(),
                    date_fin: Ok(Jour(
                        self.systeme.horloge.now().with_timezone(&chrono_tz::Europe::Paris).date_naive(),
                    )),
                    confirmer_fin_de_pret: confirme,
                };
                match (archive_beneficiaire(self.domaine(), &acteur, one.id, demande).await, one.vie) {
                    (Ok(_), Vie::Actif) if confirme || !one.prete => self.gens[qui].vie = Vie::Archive,
                    (Err(E::PretAConfirmer { .. }), Vie::Actif) if one.prete && !confirme => {}
                    (Err(E::CompteNonActive), Vie::NonActive) | (Err(E::Denied(_)), Vie::Archive | Vie::Efface) => {}
                    (other, _) => panic!("{commande:?}: {other:?}, {one:?}"),
                }
            }
            Commande::Delete { qui, confirme } => {
                let Some(one) = self.gens.get(qui).cloned() else { return };
                match (delete_beneficiaire(self.domaine(), &acteur, one.id, confirme).await, one.vie) {
                    (Ok(()), Vie::NonActive) if confirme || !one.prete => self.gens[qui].vie = Vie::Efface,
                    (Err(E::PretAConfirmer { .. }), Vie::NonActive) if one.prete && !confirme => {}
                    (Err(E::CompteDejaActive), Vie::Actif) | (Err(E::Denied(_)), Vie::Archive | Vie::Efface) => {}
                    (other, _) => panic!("{commande:?}: {other:?}, {one:?}"),
                }
            }
        }
        self.check(commande).await;
    }

    /// The database says of everybody what the model says.
    async fn check(&self, apres: &Commande) {
        for one in &self.gens {
            let said = format!(
                "SELECT coalesce((SELECT concat_ws(' ', etat, email, identifiant_ft) FROM beneficiaire WHERE id = '{id}'),
                                 (SELECT 'ARCHIVE' FROM archive WHERE beneficiaire = '{id}'), 'EFFACE')",
                id = one.id
            );
            let numero = one.numero.map(|numero| format!(" {}", self.numero(numero))).unwrap_or_default();
            let expected = match one.vie {
                Vie::NonActive => format!("NON_ACTIVE {}{numero}", self.email(one.email)),
                Vie::Actif => format!("ACTIF {}{numero}", self.email(one.email)),
                Vie::Archive => "ARCHIVE".to_owned(),
                Vie::Efface => "EFFACE".to_owned(),
            };
            assert_eq!(self.systeme.text(&said).await, expected, "after {apres:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a4_random_commands_do_to_the_database_what_they_do_to_the_model() {
    let systeme = Systeme::start().await;
    let handle = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
        let commands = proptest::collection::vec(commande(), 5..40);
        let result = runner.run(&commands, |commands| {
            handle.block_on(async {
                let cle = Uuid::new_v4().simple().to_string();
                let mut essai = Essai { systeme: &systeme, cle, gens: Vec::new() };
                for commande in &commands {
                    essai.step(commande).await;
                }
            });
            Ok(())
        });
        result.unwrap();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn archiving_correcting_and_creating_the_same_person_at_once_never_makes_two() {
    let systeme = Systeme::start().await;
    let sophie = systeme.sophie().await;
    let karim = systeme.conseiller("pe-brsa-conseiller", cast::KARIM.email).await.signs_cgu().await;
    let today = systeme.horloge.now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    for round in 0..12 {
        let email = format!("lea{round}@mail.fr");
        let create = |qui: &super::banc::personne::Personne| {
            let (mut client, email) = (qui.portefeuille(), email.clone());
            async move {
                let request = CreateBeneficiaireFtRequest {
                    request_id: Uuid::new_v4().to_string(),
                    prenom: "Léa".into(),
                    nom: "Martin".into(),
                    email,
                    ..Default::default()
                };
                client.create_beneficiaire_ft(request).await.map(|answer| answer.into_inner().beneficiaire_id)
            }
        };
        let id = create(&sophie).await.unwrap();
        // Half of the rounds she has signed in: she is archived rather than erased.
        if round % 2 == 0 {
            let signed = format!(
                "UPDATE beneficiaire SET etat = 'ACTIF', premiere_connexion = now(), sub = 'lea{round}' WHERE id = '{id}'"
            );
            systeme.sql(&signed).await;
        }
        let request = GetFicheRequest { beneficiaire_id: id.clone() };
        let etag = sophie.portefeuille().get_fiche(request).await.unwrap().into_inner().fiche.unwrap().etag;
        let (mut one, mut two, mut three) = (sophie.portefeuille(), sophie.portefeuille(), sophie.portefeuille());
        let correct =
            CorrectEmailRequest { beneficiaire_id: id.clone(), email: format!("lea{round}.martin@mail.fr"), etag };
        let archive: ArchiveBeneficiaireRequest = super::archives::archivage(
            id.parse().unwrap(),
            proto::passemploi::portefeuille::v1::MotifSuppression::Demenagement,
            today,
        );
        let delete = DeleteBeneficiaireRequest { beneficiaire_id: id.clone(), ..Default::default() };
        let (ended, deleted, corrected, again, elsewhere) = tokio::join!(
            one.archive_beneficiaire(archive),
            two.delete_beneficiaire(delete),
            three.correct_email(correct),
            create(&sophie),
            create(&karim),
        );
        let ends = usize::from(ended.is_ok()) + usize::from(deleted.is_ok());
        assert_eq!(ends, 1, "round {round}: {ended:?} {deleted:?}");
        assert!(again.is_err() || elsewhere.is_err(), "round {round}: two with one e-mail");
        let refusals = [ended.err(), deleted.err(), corrected.err(), again.err(), elsewhere.err()];
        for refus in refusals.into_iter().flatten() {
            let known = [
                "INTROUVABLE",
                "COMPTE_NON_ACTIVE",
                "COMPTE_DEJA_ACTIVE",
                "ETAG_PERIME",
                "EMAIL_EXISTE_DEJA",
                "BASE_INDISPONIBLE",
            ];
            assert!(known.contains(&dit(&refus).raison.as_str()), "round {round}: {refus:?}");
        }
        let doubles = "SELECT count(*) FROM (SELECT FROM beneficiaire WHERE email LIKE 'lea%' GROUP BY email HAVING count(*) > 1) d";
        assert_eq!(systeme.count(doubles).await, 0);
        let archives = format!("SELECT count(*) FROM archive WHERE beneficiaire = '{id}'");
        assert_eq!(systeme.count(&archives).await, i64::from(round % 2 == 0));
        systeme.sql(&format!("DELETE FROM beneficiaire WHERE email LIKE 'lea{round}%'")).await;
    }
}
