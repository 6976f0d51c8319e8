//! What is said, to whom, and through which channel.

mod adresse;
pub mod courriel;
pub mod heures_calmes;
pub mod notification;
pub mod push;
