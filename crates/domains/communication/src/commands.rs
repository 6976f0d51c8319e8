//! Use cases that write, one a file.

pub mod appareils;
pub mod deliver;
pub mod forget;
pub mod hear;
pub mod mark_lues;
pub mod notify;
pub mod push;
pub mod write_to;
