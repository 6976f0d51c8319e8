//! What people are told: notifications in the app, push, mails (`domain/transverse.md` §1, 2).
//!
//! The row in the app is written in the transaction of the fact; push and mail are attempts to
//! deliver it, made by jobs, re-checked before each sending.

pub mod model;
pub mod ports;
