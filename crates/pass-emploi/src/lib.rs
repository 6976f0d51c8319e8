//! The wiring of the product: from settings to a running gateway, a demo, a check-up. Every rule
//! lives in a domain. It is a library so that the tests of the whole system start the very same
//! thing.

pub mod demo;
pub mod doctor;
pub mod exploitation;
pub mod export;
mod jetons_imilo;
pub mod legal;
pub mod ouvriers;
pub mod ports;
pub mod referentiel;
pub mod seed;
pub mod settings;
pub mod stop;
pub mod wiring;
