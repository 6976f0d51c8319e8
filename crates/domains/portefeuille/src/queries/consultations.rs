//! Who read the file of a person (`domain/transverse.md` §9.4).
//!
//! The conseiller who follows him reads the names and the refusals. The person reads what was
//! done, his own conseillers by name, the others by function and structure.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use access::{Acte, Acteur, Cible, Motif, Relation, Relations, Role};
use kernel::champ::{ChampsInvalides, Lecture, Probleme};
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::page::PAGE_MAX;
use kernel::structure::Structure;
use kernel::temps::{Instant, Jour};
use uuid::Uuid;

/// Lines of a page when the caller does not say.
pub const PAGE_DEFAULT: u32 = 20;
/// The acts that are shown.
const ACTES: [Acte; 7] = [
    Acte::FicheLire,
    Acte::ConsultationsLire,
    Acte::BeneficiaireCreerEmail,
    Acte::BeneficiaireCreerDossier,
    Acte::BeneficiaireModifier,
    Acte::BeneficiaireEmailCorriger,
    Acte::ActivationRenvoyer,
];

/// What the caller asks.
#[derive(Debug, Clone, Default)]
pub struct WhoRead {
    /// The person; empty when he asks himself.
    pub beneficiaire: String,
    /// Only this reader; empty for all.
    pub lecteur: String,
    /// First day, in the zone of the person.
    pub debut: Option<Jour>,
    /// Last day.
    pub fin: Option<Jour>,
    /// Lines of the page.
    pub page_size: i32,
    /// After this line; absent for the first page.
    pub apres: Option<Curseur>,
}

/// Where a page ends. The journal is append-only: what was written until the first page was asked
/// for is a list that does not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curseur {
    /// Rows after this instant are not of this list.
    pub instantane: Instant,
    /// Last instant of the last line.
    pub derniere: Instant,
    /// Key of the last line, for lines of the same instant.
    pub cle: String,
}

/// A question whose fields were read.
#[derive(Debug, Clone)]
pub struct ConsultationsQuery {
    /// The person.
    pub beneficiaire: BeneficiaireId,
    /// The person himself asks: refusals are left out, and so is who the others are.
    pub soi: bool,
    /// Only this reader.
    pub lecteur: Option<Uuid>,
    /// First day.
    pub debut: Option<Jour>,
    /// Last day.
    pub fin: Option<Jour>,
    /// Rows after this instant are not of this list.
    pub instantane: Instant,
    /// Last instant and key of the last line of the page before.
    pub apres: Option<(Instant, String)>,
    /// Lines at most.
    pub limite: u32,
}

/// Event of the journal when the support takes out everything that is held of a person.
pub const EXPORT: &str = "EXPORT_PERSONNE";

/// What was read, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objet {
    /// The fiche.
    Fiche,
    /// The journal of readings.
    Consultations,
    /// The account.
    Compte,
    /// Everything that is held of him.
    Export,
}

/// What a line of the journal tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// What it was about.
    pub objet: Objet,
    /// Changed, not read.
    pub modification: bool,
}

impl Trace {
    /// Codes of the lines that are shown, and of no other.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        ACTES.into_iter().map(Acte::code).chain([EXPORT])
    }

    /// Reads the code of a line.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == EXPORT {
            return Some(Self { objet: Objet::Export, modification: false });
        }
        let acte = Acte::from_code(code)?;
        let objet = match acte {
            Acte::FicheLire => Objet::Fiche,
            Acte::ConsultationsLire => Objet::Consultations,
            _ => Objet::Compte,
        };
        Some(Self { objet, modification: !acte.is_lecture() })
    }
}

/// Who read. His account is known to whoever may know his name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lecteur {
    /// His account.
    pub compte: Option<Uuid>,
    /// First and family name.
    pub nom: Option<String>,
    /// What he was at that time.
    pub role: Role,
    /// His structure at that time.
    pub structure: Option<Structure>,
    /// Name of his Mission Locale or agence at that time.
    pub lieu: Option<String>,
}

/// One reader, one act, one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Who.
    pub lecteur: Lecteur,
    /// He follows the person, or did at that time.
    pub referent: bool,
    /// What he was to the person; `None` when he was refused.
    pub relation: Option<Relation>,
    /// What he did.
    pub trace: Trace,
    /// Why, in the words of the support.
    pub motif: Option<String>,
    /// He was refused.
    pub refusee: bool,
    /// The day, in the zone of the person.
    pub jour: Jour,
    /// The last time of that day.
    pub derniere: Instant,
    /// How many times.
    pub nombre: u32,
    /// Tells lines of the same instant apart.
    pub cle: String,
}

/// One page, and where the next begins.
#[derive(Debug, Clone)]
pub struct PageConsultations {
    /// Newest first.
    pub consultations: Vec<Consultation>,
    /// Absent on the last page.
    pub suite: Option<Curseur>,
}

/// Lists who read a person, by reader, act and day. The reading of the conseiller is journaled too.
pub async fn who_read(
    domaine: &Portefeuille,
    acteur: &Acteur,
    demande: WhoRead,
) -> Result<PageConsultations, PortefeuilleError> {
    let now = domaine.clock.now();
    let query = parse(acteur, &demande, now)?;
    match acteur {
        Acteur::Beneficiaire(soi) => {
            let relation = if soi.id == query.beneficiaire { Relation::Soi } else { Relation::Aucune };
            let _permis = access::decide(acteur, Acte::ConsultationsLire, relation)?;
        }
        Acteur::Conseiller(_) => {
            let lue = domaine.store.find_fiche(acteur, query.beneficiaire).await?;
            let relations = Relations::to_beneficiaire(acteur, lue.as_ref().map(|lue| &lue.faits));
            let _permis = access::decide(acteur, Acte::ConsultationsLire, relations)?;
            let mut tx = domaine.store.begin().await?;
            let cible = Cible::Beneficiaire(query.beneficiaire);
            let _permis =
                access::authorize_lecture(tx.as_mut(), acteur, Acte::ConsultationsLire, relations, cible).await?;
            tx.commit().await?;
        }
        Acteur::Support(_) | Acteur::Partenaire(_) => return Err(Motif::RoleInterdit.into()),
    }
    let limite = usize::try_from(query.limite).unwrap_or(usize::MAX);
    // One more than the page tells whether there is a next one.
    let ask = ConsultationsQuery { limite: query.limite + 1, ..query.clone() };
    let mut consultations = domaine.store.list_consultations(&ask).await?;
    let more = consultations.len() > limite;
    consultations.truncate(limite);
    let suite = consultations.last().filter(|_| more).map(|last| Curseur {
        instantane: query.instantane,
        derniere: last.derniere,
        cle: last.cle.clone(),
    });
    if query.soi {
        consultations.iter_mut().filter(|line| !line.referent).for_each(|line| {
            line.lecteur.compte = None;
            line.lecteur.nom = None;
        });
    }
    Ok(PageConsultations { consultations, suite })
}

fn parse(acteur: &Acteur, demande: &WhoRead, now: Instant) -> Result<ConsultationsQuery, ChampsInvalides> {
    let mut lecture = Lecture::default();
    let beneficiaire = match acteur {
        Acteur::Beneficiaire(soi) if demande.beneficiaire.is_empty() => Ok(soi.id),
        _ => BeneficiaireId::parse(&demande.beneficiaire),
    };
    let beneficiaire = lecture.read("beneficiaire_id", beneficiaire);
    let lecteur = (!demande.lecteur.is_empty()).then(|| ConseillerId::parse(&demande.lecteur));
    let lecteur = lecture.read("lecteur_id", lecteur.transpose());
    let backwards = demande.debut.zip(demande.fin).is_some_and(|(debut, fin)| debut > fin);
    lecture.read("debut", if backwards { Err(Probleme::ValeurInconnue) } else { Ok(()) });
    let size = lecture.read("page_size", u32::try_from(demande.page_size).map_err(|_| Probleme::PageInvalide));
    lecture.finish()?;
    let Some(beneficiaire) = beneficiaire else {
        return Err(ChampsInvalides::one("beneficiaire_id", Probleme::IdentifiantInvalide));
    };
    Ok(ConsultationsQuery {
        beneficiaire,
        soi: acteur.role() == Role::Beneficiaire,
        lecteur: lecteur.flatten().map(|id| id.0),
        debut: demande.debut,
        fin: demande.fin,
        instantane: demande.apres.as_ref().map_or(now, |curseur| curseur.instantane),
        apres: demande.apres.clone().map(|curseur| (curseur.derniere, curseur.cle)),
        limite: match size.unwrap_or_default() {
            0 => PAGE_DEFAULT,
            size => size.min(PAGE_MAX),
        },
    })
}
