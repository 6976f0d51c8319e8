//! What the calls to i-milo need of the database.

mod debit;
mod evenements;
mod lectures;
