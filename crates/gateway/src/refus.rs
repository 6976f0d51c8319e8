//! The one place where a refusal becomes a status (D1, D2; docs/errors.md is its golden table).

mod textes;

use communication::error::CommunicationError;
use identite::error::IdentiteError;
use kernel::champ::{ChampsInvalides, Probleme};
use kernel::partenaire::{Partenaire, PartnerError};
use kernel::store::StoreError;
use portefeuille::error::{Chez, PortefeuilleError};
use proto::passemploi::erreurs::v1::Raison;
use std::collections::HashMap;
use std::time::Duration;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

/// Domain of `ErrorInfo`.
pub const DOMAINE: &str = "passemploi.fr";
/// When to try again after the database or a partner failed.
const RETRY: Duration = Duration::from_secs(5);

/// A refusal, as the caller gets it.
#[derive(Debug)]
pub struct Refus {
    /// Canonical code.
    pub code: Code,
    /// Reason.
    pub raison: Raison,
    /// Metadata of the reason.
    pub metadata: Vec<(&'static str, String)>,
    /// Refused fields.
    pub champs: Vec<(&'static str, Raison, String)>,
    /// When to try again.
    pub retry: Option<Duration>,
    /// What really happened; logged, never sent.
    pub interne: Option<String>,
}

/// Key of the id that is given to the caller of a call that failed, and logged with its cause.
pub const INCIDENT: &str = "incident";

impl Refus {
    /// A refusal that only its reason explains.
    pub fn new(code: Code, raison: Raison) -> Self {
        Self { code, raison, metadata: Vec::new(), champs: Vec::new(), retry: None, interne: None }
    }

    /// Adds metadata.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.metadata.push((key, value.into()));
        self
    }

    /// Says when to try again.
    #[must_use]
    pub fn retry_in(mut self, delay: Duration) -> Self {
        self.retry = Some(delay);
        self
    }

    /// Refuses one field.
    pub fn champ(champ: &'static str, probleme: Probleme) -> Self {
        ChampsInvalides::one(champ, probleme).into()
    }

    /// True when the caller is told no: journaled. False for a request that is wrong by itself,
    /// which is about nobody, and when something of ours, or of a partner, does not work: logged.
    pub fn is_refusal(&self) -> bool {
        // A caller who calls too much would fill the journal with what it is not about.
        !matches!(self.code, Code::InvalidArgument | Code::Unavailable | Code::Internal)
            && self.raison != Raison::QuotaAppels
    }

    /// The id of a failure of ours, given to the caller.
    pub fn incident(&self) -> Option<&str> {
        self.metadata.iter().find(|(key, _)| *key == INCIDENT).map(|(_, id)| id.as_str())
    }

    /// Name of the reason on the wire.
    pub fn nom(&self) -> &'static str {
        self.raison.as_str_name().trim_start_matches("RAISON_")
    }

    /// The status. Its text is for developers; fronts have their own, by reason.
    pub fn into_status(self) -> Status {
        let metadata: HashMap<String, String> =
            self.metadata.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        let mut details = ErrorDetails::with_error_info(self.nom(), DOMAINE, metadata);
        if !self.champs.is_empty() {
            let violations: Vec<FieldViolation> = self
                .champs
                .iter()
                .map(|(champ, raison, description)| {
                    let mut violation = FieldViolation::new(*champ, description.clone());
                    raison.as_str_name().trim_start_matches("RAISON_").clone_into(&mut violation.reason);
                    violation
                })
                .collect();
            details.set_bad_request(violations);
        }
        if let Some(delay) = self.retry {
            details.set_retry_info(Some(delay));
        }
        Status::with_error_details(self.code, textes::message(self.raison), details)
    }
}

impl From<ChampsInvalides> for Refus {
    /// The reason and the metadata are those of the first field.
    fn from(champs: ChampsInvalides) -> Self {
        let mut refus = Self::new(Code::InvalidArgument, Raison::ChampRequis);
        if let Some(first) = champs.champs().first() {
            refus.raison = raison_of(&first.probleme);
            refus = match first.probleme {
                Probleme::ListeTropLongue { limite }
                | Probleme::TropLong { limite }
                | Probleme::RechercheTropCourte { limite } => refus.with("limite", limite.to_string()),
                Probleme::DateHorsBornes { debut, fin } => {
                    refus.with("debut", debut.0.to_string()).with("fin", fin.0.to_string())
                }
                Probleme::EmailCaractereRefuse { caractere } => refus.with("caractere", caractere.to_string()),
                _ => refus,
            };
        }
        refus.champs = champs
            .champs()
            .iter()
            .map(|refuse| (refuse.champ, raison_of(&refuse.probleme), textes::description(&refuse.probleme)))
            .collect();
        refus
    }
}

fn raison_of(probleme: &Probleme) -> Raison {
    match probleme {
        Probleme::Requis => Raison::ChampRequis,
        Probleme::TropLong { .. } => Raison::TexteTropLong,
        Probleme::CaractereInterdit => Raison::CaractereInterdit,
        Probleme::NomInvalide => Raison::NomInvalide,
        Probleme::EmailInvalide => Raison::EmailInvalide,
        Probleme::EmailCaractereRefuse { .. } => Raison::EmailCaractereRefuse,
        Probleme::NumeroDossierInvalide => Raison::NumeroDossierInvalide,
        Probleme::IdentifiantInvalide => Raison::IdentifiantInvalide,
        Probleme::ValeurInconnue => Raison::ValeurInconnue,
        Probleme::PageInvalide => Raison::PageInvalide,
        Probleme::DispositifNonPermis => Raison::DispositifNonPermis,
        Probleme::ListeVide => Raison::ListeVide,
        Probleme::ListeTropLongue { .. } => Raison::ListeTropLongue,
        Probleme::JetonDePageInvalide => Raison::JetonDePageInvalide,
        Probleme::ConfirmationInvalide => Raison::ConfirmationInvalide,
        Probleme::AbonnementInvalide => Raison::AbonnementInvalide,
        Probleme::PerimetreInvalide => Raison::PerimetreInvalide,
        Probleme::IdentifiantFtInvalide => Raison::IdentifiantFtInvalide,
        Probleme::MotifNonPermis => Raison::MotifNonPermis,
        Probleme::CommentaireRequis => Raison::CommentaireRequis,
        Probleme::RechercheTropCourte { .. } => Raison::RechercheTropCourte,
        Probleme::DateHorsBornes { .. } => Raison::DateHorsBornes,
    }
}

impl From<access::Motif> for Refus {
    fn from(motif: access::Motif) -> Self {
        match motif {
            access::Motif::RoleInterdit => Self::new(Code::PermissionDenied, Raison::RoleInterdit),
            access::Motif::Introuvable => Self::new(Code::NotFound, Raison::Introuvable),
            access::Motif::LectureSeule => Self::new(Code::PermissionDenied, Raison::LectureSeule),
            access::Motif::ReserveAuReferent => Self::new(Code::PermissionDenied, Raison::ReserveAuReferent),
            access::Motif::BeneficiairePrete => Self::new(Code::PermissionDenied, Raison::BeneficiairePrete),
        }
    }
}

impl From<StoreError> for Refus {
    fn from(error: StoreError) -> Self {
        let refus = if error.is_transient() {
            Self::new(Code::Unavailable, Raison::BaseIndisponible).retry_in(RETRY)
        } else {
            interne()
        };
        Self { interne: Some(chain(&error)), ..refus }
    }
}

/// Our fault: the caller gets an id to give to the support, the log has the rest.
fn interne() -> Refus {
    Refus::new(Code::Internal, Raison::ErreurInterne).with(INCIDENT, uuid::Uuid::new_v4().to_string())
}

/// A partner that did not answer. Nothing is said of why: it may be our own key.
pub fn partenaire_indisponible(partenaire: Partenaire, error: &PartnerError) -> Refus {
    let retry = match error {
        PartnerError::Limite { retry_after: Some(delay) } | PartnerError::Coupe { retry_after: delay } => *delay,
        _ => RETRY,
    };
    let refus = Refus::new(Code::Unavailable, Raison::PartenaireIndisponible);
    Refus { interne: Some(chain(error)), ..refus.with("partenaire", partenaire.code()).retry_in(retry) }
}

/// An error and its causes, once each.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

impl From<IdentiteError> for Refus {
    fn from(error: IdentiteError) -> Self {
        match error {
            IdentiteError::Champs(champs) => champs.into(),
            IdentiteError::Denied(motif) => motif.into(),
            IdentiteError::SessionRevoquee => Self::new(Code::Unauthenticated, Raison::SessionRevoquee),
            IdentiteError::SessionPartenaireExpiree(partenaire) => {
                Self::new(Code::FailedPrecondition, Raison::SessionPartenaireExpiree)
                    .with("partenaire", partenaire.code())
            }
            IdentiteError::PartenaireIndisponible(partenaire, error) => partenaire_indisponible(partenaire, &error),
            IdentiteError::JetonInvalide => Self::new(Code::Unauthenticated, Raison::JetonInvalide),
            IdentiteError::AgenceDejaChoisie => Self::new(Code::FailedPrecondition, Raison::AgenceDejaChoisie),
            IdentiteError::PortefeuilleNonVide { nombre } => {
                Self::new(Code::FailedPrecondition, Raison::PortefeuilleNonVide).with("nombre", nombre.to_string())
            }
            IdentiteError::Store(error) => error.into(),
        }
    }
}

impl From<CommunicationError> for Refus {
    fn from(error: CommunicationError) -> Self {
        match error {
            CommunicationError::Champs(champs) => champs.into(),
            CommunicationError::Denied(motif) => motif.into(),
            CommunicationError::Store(error) => error.into(),
        }
    }
}

impl From<PortefeuilleError> for Refus {
    fn from(error: PortefeuilleError) -> Self {
        use PortefeuilleError as E;
        let precondition = |raison| Self::new(Code::FailedPrecondition, raison);
        match error {
            E::Champs(champs) => champs.into(),
            E::Denied(motif) => motif.into(),
            E::ConseillerSansStructure => precondition(Raison::ConseillerMiloSansStructure),
            E::DossierIntrouvable => access::Motif::Introuvable.into(),
            E::DossierSansEmail => precondition(Raison::DossierSansEmail),
            E::QuotaDossiers { retry_after } => {
                Self::new(Code::ResourceExhausted, Raison::QuotaDossiers).retry_in(retry_after)
            }
            E::QuotaConsultations { retry_after } => {
                Self::new(Code::ResourceExhausted, Raison::QuotaConsultations).retry_in(retry_after)
            }
            E::DossierExisteDeja(chez) => held(Raison::DossierExisteDeja, chez),
            E::EmailExisteDeja(chez) => held(Raison::EmailExisteDeja, chez),
            E::CompteAutreMl => precondition(Raison::CompteAutreMl),
            E::CompteImiloDejaLie => Self::new(Code::AlreadyExists, Raison::CompteImiloDejaLie),
            E::CleReutilisee => Self::new(Code::AlreadyExists, Raison::CleReutilisee),
            E::ComptageReserveCej => precondition(Raison::ComptageReserveCej),
            E::CompteDejaActive => precondition(Raison::CompteDejaActive),
            E::CompteNonActive => precondition(Raison::CompteNonActive),
            E::CreationIncertaine => precondition(Raison::CreationIncertaine),
            E::ReprisParAutreMl => precondition(Raison::BeneficiaireReprisParAutreMl),
            E::PretAConfirmer { premier_conseiller } => {
                precondition(Raison::PretAConfirmer).with("conseiller", premier_conseiller)
            }
            E::IdentifiantExisteDeja => Self::new(Code::AlreadyExists, Raison::IdentifiantExisteDeja),
            E::EtagPerime => Self::new(Code::Aborted, Raison::EtagPerime),
            E::RenvoiTropTot { retry_after } => {
                Self::new(Code::ResourceExhausted, Raison::RenvoiTropTot).retry_in(retry_after)
            }
            E::QuotaDemandes { retry_after } => {
                Self::new(Code::ResourceExhausted, Raison::QuotaDemandes).retry_in(retry_after)
            }
            E::SessionPartenaireExpiree => {
                precondition(Raison::SessionPartenaireExpiree).with("partenaire", Partenaire::Imilo.code())
            }
            E::CreationEnCours { retry_after } => precondition(Raison::CreationIncertaine).retry_in(retry_after),
            E::PartenaireRefuse { code, message, http } => precondition(Raison::PartenaireRefuse)
                .with("partenaire", Partenaire::Imilo.code())
                .with("code", if code.is_empty() { http.to_string() } else { code })
                .with("message", message),
            E::PartenaireIndisponible(error) => partenaire_indisponible(Partenaire::Imilo, &error),
            E::Store(error) => error.into(),
        }
    }
}

fn held(raison: Raison, chez: Chez) -> Refus {
    let refus = Refus::new(Code::AlreadyExists, raison);
    match chez {
        Chez::MonPortefeuille(id) => refus.with("chez", "MON_PORTEFEUILLE").with("beneficiaire_id", id.to_string()),
        Chez::AutreConseiller => refus.with("chez", "AUTRE_CONSEILLER"),
    }
}
