//! What every domain shares, and nothing else: no I/O, no rule of one domain.
//!
//! | Module | Holds |
//! |---|---|
//! | [`ids`] | typed ids: a `BeneficiaireId` is never passed for a `ConseillerId` |
//! | [`structure`] | the nine structures and what each opens: one table, as data (A1) |
//! | [`categorie`] | what people choose to be told, and how (D53) |
//! | [`codes`] | enums whose values have a stable name |
//! | [`lieu`] | Missions Locales and agences as bounds of a right (D16) |
//! | [`champ`] | a refused input: which field, which problem, which limit (A2.1) |
//! | [`texte`] | normal form, limits and search folding of texts |
//! | [`temps`] | instants, days, zones and the [`temps::Clock`] |
//! | [`outbox`] | facts and work for later, written in the transaction of an act |
//! | [`coffre`] | sealing what the database must not show |
//! | [`debit`] | how often a partner may be called, and who goes first |
//! | [`page`] | numbered pages with a true total (D5) |
//! | [`partenaire`] | how a call to a partner may fail |
//! | [`store`] | how a call to the database may fail |

pub mod categorie;
pub mod champ;
pub mod codes;
pub mod coffre;
pub mod debit;
pub mod ids;
pub mod lieu;
pub mod outbox;
pub mod page;
pub mod partenaire;
pub mod store;
pub mod structure;
pub mod temps;
pub mod texte;
