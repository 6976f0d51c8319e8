//! Who calls.
//!
//! A call carries a bearer (mobile), the cookie of a space (browsers) or a key (partners), never
//! two of them.
//! The token proves the session; what the account may do is read from the database and kept
//! for at most a minute ([`recognise`]).

pub mod activite;
pub mod adresses;
pub mod appareil;
pub mod appel;
pub mod cookies;
pub mod jetons;
pub mod layer;
pub mod limites;
pub mod origine;
pub mod partenaires;
pub mod recognise;
pub mod secrets;
pub mod veille;
