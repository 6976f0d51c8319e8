//! Typed ids. All are UUIDs; new ones are of version 7, so that rows written together stay
//! together in the indexes.

use crate::champ::Probleme;
use uuid::Uuid;

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads the usual text form of a UUID.
            pub fn parse(text: &str) -> Result<Self, Probleme> {
                parse_uuid(text).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

typed_id!(
    /// A bénéficiaire.
    BeneficiaireId
);
typed_id!(
    /// A conseiller.
    ConseillerId
);
typed_id!(
    /// A person of the support.
    SupportId
);
typed_id!(
    /// A notification.
    NotificationId
);
typed_id!(
    /// A device that takes push messages.
    AppareilId
);
typed_id!(
    /// A session of ours: one sign-in on one device.
    SessionId
);
typed_id!(
    /// Chosen by the client of a creation and kept through its retries (D4).
    RequestId
);

/// Only the hyphenated form, so that one id has one spelling.
fn parse_uuid(text: &str) -> Result<Uuid, Probleme> {
    if text.len() != uuid::fmt::Hyphenated::LENGTH {
        return Err(Probleme::IdentifiantInvalide);
    }
    Uuid::try_parse(text).map_err(|_| Probleme::IdentifiantInvalide)
}

/// Makes ids. Randomness is a parameter: tests give their own.
pub trait IdGenerator: Send + Sync {
    /// A new, unique UUID.
    fn new_uuid(&self) -> Uuid;
}

/// Time-ordered UUIDs of version 7.
#[derive(Debug, Clone, Copy, Default)]
pub struct UuidV7;

impl IdGenerator for UuidV7 {
    fn new_uuid(&self) -> Uuid {
        Uuid::now_v7()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let text = "018f4a3e-0000-7000-8000-000000000001";
        assert_eq!(BeneficiaireId::parse(text).unwrap().to_string(), text);
        for bad in ["", "402117", "018f4a3e000070008000000000000001", "{018f4a3e-0000-7000-8000-000000000001}"] {
            assert_eq!(BeneficiaireId::parse(bad), Err(Probleme::IdentifiantInvalide), "{bad}");
        }
    }
}
