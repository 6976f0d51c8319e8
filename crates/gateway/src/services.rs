//! One file a service: decode, call the use case, encode. No rule lives here.

pub mod convert;
pub mod portefeuille;
pub mod profil;
pub mod session;
