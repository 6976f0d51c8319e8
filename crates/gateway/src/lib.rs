//! The gateway: gRPC and gRPC-web, sign-in routes and fronts on one origin and one port.
//!
//! | Module | Does |
//! |---|---|
//! | [`contract`] | reads the access rule of every RPC; refuses to start on one without |
//! | [`auth`] | recognises the caller of a call: token, cookie, cache |
//! | [`connexion`] | sign-in, renewal and sign-out routes |
//! | `flux` | server streams, which end with the session of their caller |
//! | [`services`] | one file a gRPC service: decode, call the use case, encode |
//! | [`pages`] | page tokens of the endless lists |
//! | [`refus`] | the one place where a domain refusal becomes a status |
//! | [`fronts`] | the two web fronts and their headers |
//! | `sante` | health of each service |
//! | [`serve`] | listener, TLS, shutdown |

pub mod app;
pub mod auth;
pub mod connexion;
pub mod contract;
mod flux;
pub mod fronts;
pub mod jetons_partenaire;
pub mod pages;
pub mod refus;
mod router;
mod sante;
pub mod serve;
mod services;

pub use app::{App, Reglages};
pub use router::router;
