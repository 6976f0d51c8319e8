//! What is said, and through which channel.

mod adresse;
pub mod courriel;
pub mod push;
