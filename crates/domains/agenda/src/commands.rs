//! Use cases that write, one a file.

pub mod collect;
