//! The tables of what people are told.

mod appareils;
mod livraison;
mod notifications;
mod store;
mod tx;
