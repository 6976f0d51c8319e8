//! Use cases that read, one a file.

pub mod notifications;
