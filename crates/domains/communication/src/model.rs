//! What is said, and through which channel.

pub mod courriel;
pub mod push;
