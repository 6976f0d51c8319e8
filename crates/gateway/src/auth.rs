//! Who calls.
//!
//! A call carries a bearer (mobile, partners) or the cookie of a space (browsers), never both.
//! The token proves the session; what the account may do is read from the database and kept
//! for at most a minute ([`recognise`]).

pub mod adresses;
pub mod appareil;
pub mod appel;
pub mod cookies;
pub mod jetons;
pub mod layer;
pub mod origine;
pub mod recognise;
pub mod secrets;
pub mod veille;
