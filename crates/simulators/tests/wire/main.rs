//! The wire, as a client meets it: the simulators on a real socket, reqwest in front.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod activation;
mod banc;
mod boite_mail;
mod compte_jeune;
mod controle;
mod dossiers;
mod etat;
mod fautes;
mod france_travail;
mod oidc;
mod push;
mod smtp;
