//! What a refused call says.

use tonic::{Code, Status};
use tonic_types::StatusExt;

/// Code, reason and metadata of a refusal.
#[derive(Debug, PartialEq, Eq)]
pub struct Dit {
    pub code: Code,
    pub raison: String,
    pub champ: Option<String>,
}

/// Reads a refusal.
pub fn dit(status: &Status) -> Dit {
    let details = status.get_error_details();
    Dit {
        code: status.code(),
        raison: details.error_info().map(|info| info.reason.clone()).unwrap_or_default(),
        champ: details
            .bad_request()
            .and_then(|bad| bad.field_violations.first())
            .map(|violation| violation.field.clone()),
    }
}

/// One value of the metadata of a refusal.
pub fn metadata(status: &Status, key: &str) -> Option<String> {
    status.get_error_details().error_info().and_then(|info| info.metadata.get(key).cloned())
}

/// When a refusal says to try again.
pub fn retry(status: &Status) -> Option<std::time::Duration> {
    status.get_error_details().retry_info().and_then(|info| info.retry_delay)
}

/// Asserts code and reason.
#[track_caller]
pub fn expect(status: &Status, code: Code, raison: &str) {
    let dit = dit(status);
    assert_eq!((dit.code, dit.raison.as_str()), (code, raison), "{status:?}");
}

/// Asserts an invalid field.
#[track_caller]
pub fn expect_champ(status: &Status, champ: &str, raison: &str) {
    let dit = dit(status);
    assert_eq!(
        (dit.code, dit.raison.as_str(), dit.champ.as_deref()),
        (Code::InvalidArgument, raison, Some(champ)),
        "{status:?}"
    );
}
