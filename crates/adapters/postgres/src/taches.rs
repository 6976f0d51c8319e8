//! Outbox and jobs.

mod plan;
