//! Tests of the whole system: the real gateway on a real PostgreSQL, against the stateful
//! simulators. Each test has a database of its own. A test is named after the rule it proves.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails panics")]

mod systeme {
    pub mod banc;

    mod acces;
    mod activation;
    mod architecture;
    mod archives;
    mod comptes;
    mod connexion;
    mod connexion_arriere;
    mod connexion_entrees;
    mod connexion_limites;
    mod consultations;
    mod contrat;
    mod creation_milo;
    mod creation_par_email;
    mod documents;
    mod exploitation;
    mod export;
    mod imilo_adaptateur;
    mod imilo_debit;
    mod imilo_evenements;
    mod imilo_nuit;
    mod jetons;
    mod jetons_fournisseur;
    mod jetons_partenaire;
    mod journaux;
    mod limites;
    mod liste;
    mod machine;
    mod morts;
    mod notifications;
    mod nuits;
    mod panne;
    mod profils;
    mod reprises;
    mod role;
    mod sessions;
    mod structure_conseiller;
    mod suivi;
    mod superviseurs;
    mod taches;
    mod tls;
}
