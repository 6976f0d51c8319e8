//! A bénéficiaire and the life cycle of his account (A4).

use crate::model::dossier::{Dossier, NumeroDossier};
use crate::model::situation::Situation;
use chrono::{Duration, Months};
use chrono_tz::Tz;
use kernel::ids::{BeneficiaireId, ConseillerId, RequestId};
use kernel::structure::{Dispositif, Fournisseur, Structure};
use kernel::temps::{Instant, Jour, jour_in};
use std::collections::BTreeSet;

/// The activation mail is sent again at most every so often, whoever asks (D18).
pub const RENVOI_ACTIVATION: Duration = Duration::minutes(10);

/// An activity is written at most once in so long (A3).
pub const ACTIVITE_NOTEE: Duration = Duration::minutes(15);

/// State of an account, as people see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EtatCompte {
    /// i-milo has not said yet whether the account exists (D17).
    CreationIncertaine,
    /// Never signed in: "Compte non activé".
    NonActive,
    /// Signed in at least once.
    Actif,
}

impl EtatCompte {
    /// Stable name, in the database and on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::CreationIncertaine => "CREATION_INCERTAINE",
            Self::NonActive => "NON_ACTIVE",
            Self::Actif => "ACTIF",
        }
    }

    /// The state of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::CreationIncertaine, Self::NonActive, Self::Actif].into_iter().find(|etat| etat.code() == code)
    }
}

/// State of an account, with what only that state has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Etat {
    /// The person is reserved here; i-milo is being asked, or its answer was lost.
    CreationIncertaine(Reservation),
    /// Never signed in.
    NonActive,
    /// Signed in at least once.
    Actif,
}

/// A creation under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reservation {
    /// The conseiller confirmed the take-over of an account of another Mission Locale.
    pub surcharge: bool,
    /// An attempt is under way until then; nobody else may ask i-milo before.
    pub bail: Option<Instant>,
}

kernel::named_enum! {
    /// Why archiving a person is proposed (A3).
    MotifArchivage {
        /// i-milo does not know the dossier any more, or says that our access is not justified.
        Imilo = "IMILO",
        /// The CEJ ended six months ago.
        FinCej = "FIN_CEJ",
        /// No activity for six months.
        Inactif = "INACTIF",
        /// Never signed in for six months.
        JamaisActive = "JAMAIS_ACTIVE",
        /// Another Mission Locale follows him.
        ReprisParAutreMl = "REPRIS_PAR_AUTRE_ML",
    }
}

/// Before what archiving is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeuilsArchivage {
    /// End of the CEJ.
    pub fin_cej: Jour,
    /// Last activity.
    pub activite: Instant,
    /// Creation of an account that nobody activated.
    pub creation: Instant,
}

impl SeuilsArchivage {
    /// 6 months and a day ago, and 6 months for a creation.
    pub fn at(now: Instant) -> Self {
        let creation = now - Months::new(6);
        let activite = creation - Duration::days(1);
        Self { fin_cej: jour_in(Tz::Europe__Paris, activite), activite, creation }
    }
}

/// Which command made the row: what a replay is compared with (D4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origine {
    /// Chosen by the client.
    pub request_id: RequestId,
    /// Who created.
    pub auteur: ConseillerId,
    /// Digest of the content of the command.
    pub empreinte: Vec<u8>,
}

/// A bénéficiaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beneficiaire {
    /// The person.
    pub id: BeneficiaireId,
    /// The command that made the row; absent for imported rows.
    pub origine: Option<Origine>,
    /// State of the account.
    pub etat: Etat,
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// E-mail, lower-cased; unique over all structures.
    pub email: Option<String>,
    /// Identifier at the provider that signs him in; unique.
    pub sub: Option<String>,
    /// i-milo dossier; Mission Locale only, unique.
    pub dossier: Option<NumeroDossier>,
    /// Who accompanies; never changes.
    pub structure: Structure,
    /// His scheme.
    pub dispositif: Dispositif,
    /// Who follows him.
    pub conseiller: ConseillerId,
    /// Code of his i-milo structure.
    pub structure_milo: Option<String>,
    /// "Ajouté le".
    pub date_creation: Instant,
    /// First sign-in.
    pub premiere_connexion: Option<Instant>,
    /// Last sign-in.
    pub derniere_connexion: Option<Instant>,
    /// Last activity.
    pub derniere_activite: Option<Instant>,
    /// When i-milo was last known to send an activation link.
    pub activation_envoyee_le: Option<Instant>,
    /// Planned end of the CEJ, from i-milo.
    pub date_fin_cej: Option<Jour>,
    /// Situations of i-milo, sorted.
    pub situations: Vec<Situation>,
    /// Sees the count of his hours.
    pub peut_voir_comptage: bool,
    /// Followed by another Mission Locale since then (D17).
    pub repris_le: Option<Instant>,
    /// Identifiant France Travail, in capitals; not in a Mission Locale (D45).
    pub identifiant_ft: Option<String>,
    /// Set while he is lent to the conseiller who follows him (D47).
    pub pret: Option<Pret>,
    /// Last good reading of the i-milo dossier: how old what it says is.
    pub imilo_lu_le: Option<Instant>,
    /// Why archiving is proposed (A3).
    pub a_archiver: BTreeSet<MotifArchivage>,
}

/// A loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pret {
    /// Who lent the person.
    pub premier_conseiller: ConseillerId,
    /// Last day, when one was said.
    pub fin: Option<Jour>,
}

/// Identity proven by a sign-in provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentiteProuvee {
    /// The provider.
    pub fournisseur: Fournisseur,
    /// Identifier of the person there.
    pub sub: String,
    /// First name, when given.
    pub prenom: Option<String>,
    /// Family name, when given.
    pub nom: Option<String>,
    /// E-mail, lower-cased, when given.
    pub email: Option<String>,
    /// The provider checked that the e-mail is his.
    pub email_verifie: bool,
}

impl Beneficiaire {
    /// A person who was never seen yet: what is not known is empty.
    pub fn new(
        id: BeneficiaireId,
        conseiller: ConseillerId,
        structure: Structure,
        dispositif: Dispositif,
        date_creation: Instant,
    ) -> Self {
        Self {
            id,
            origine: None,
            etat: Etat::NonActive,
            prenom: String::new(),
            nom: String::new(),
            email: None,
            sub: None,
            dossier: None,
            structure,
            dispositif,
            conseiller,
            structure_milo: None,
            date_creation,
            premiere_connexion: None,
            derniere_connexion: None,
            derniere_activite: None,
            activation_envoyee_le: None,
            date_fin_cej: None,
            situations: Vec::new(),
            peut_voir_comptage: false,
            repris_le: None,
            identifiant_ft: None,
            pret: None,
            imilo_lu_le: None,
            a_archiver: BTreeSet::new(),
        }
    }

    /// State of the account, as people see it.
    pub fn etat_compte(&self) -> EtatCompte {
        match self.etat {
            Etat::CreationIncertaine(_) => EtatCompte::CreationIncertaine,
            Etat::NonActive => EtatCompte::NonActive,
            Etat::Actif => EtatCompte::Actif,
        }
    }

    /// First and family name.
    pub fn nom_complet(&self) -> String {
        format!("{} {}", self.prenom, self.nom)
    }

    /// Takes the identity of the dossier.
    pub fn read_dossier(&mut self, dossier: &Dossier, now: Instant) {
        self.imilo_lu_le = Some(now);
        self.prenom.clone_from(&dossier.prenom);
        self.nom.clone_from(&dossier.nom);
        self.email.clone_from(&dossier.email);
        self.structure_milo.clone_from(&dossier.code_structure);
        self.date_fin_cej = dossier.date_fin_cej;
        self.situations.clone_from(&dossier.situations);
    }

    /// What a later reading of the dossier changes: situations and end of the CEJ. His structure and
    /// his e-mail are the caller's affair, because they may not be usable.
    pub fn refresh(&mut self, dossier: &Dossier, now: Instant) {
        self.imilo_lu_le = Some(now);
        self.date_fin_cej = dossier.date_fin_cej;
        self.situations.clone_from(&dossier.situations);
    }

    /// Begins an attempt to have the account made by i-milo. Refused, with the end of the
    /// attempt under way, when there is one; `Ok(None)` when nothing is left to ask.
    pub fn take_lease(&mut self, now: Instant, bail: Duration) -> Result<Option<Reservation>, Instant> {
        match &mut self.etat {
            Etat::CreationIncertaine(reservation) => match reservation.bail {
                Some(end) if end > now => Err(end),
                _ => {
                    reservation.bail = Some(now + bail);
                    Ok(Some(*reservation))
                }
            },
            Etat::NonActive | Etat::Actif => Ok(None),
        }
    }

    /// Ends an attempt whose outcome is unknown: the next may begin at once.
    pub fn release_lease(&mut self) {
        if let Etat::CreationIncertaine(reservation) = &mut self.etat {
            reservation.bail = None;
        }
    }

    /// i-milo has the account: created now, or found there.
    pub fn complete_creation(&mut self, sub: Option<String>, now: Instant) {
        if matches!(self.etat, Etat::CreationIncertaine(_)) {
            self.etat = Etat::NonActive;
            self.sub = sub;
            self.activation_envoyee_le = Some(now);
        }
    }

    /// What a person who uses his account did last; the dates of old imports have holes.
    pub fn last_seen(&self) -> Instant {
        let seen = [self.derniere_activite, self.derniere_connexion, self.premiere_connexion];
        seen.into_iter().flatten().max().unwrap_or(self.date_creation)
    }

    /// Sets the motives that the calendar alone decides (A3); true when one changed.
    pub fn mark_by_dates(&mut self, seuils: &SeuilsArchivage) -> bool {
        let before = self.a_archiver.clone();
        for (motif, holds) in [
            (MotifArchivage::FinCej, self.date_fin_cej.is_some_and(|fin| fin < seuils.fin_cej)),
            (MotifArchivage::Inactif, self.derniere_activite.is_some_and(|le| le < seuils.activite)),
            (MotifArchivage::JamaisActive, self.etat == Etat::NonActive && self.date_creation < seuils.creation),
        ] {
            if holds {
                self.a_archiver.insert(motif);
            } else {
                self.a_archiver.remove(&motif);
            }
        }
        self.a_archiver != before
    }

    /// Another Mission Locale follows the person from now on: he signs in there, and holds neither
    /// his e-mail nor his number any more, which the fiche still shows. Proposed for archiving.
    pub fn be_taken_over(&mut self, now: Instant) {
        self.repris_le = Some(now);
        self.sub = None;
        self.a_archiver.insert(MotifArchivage::ReprisParAutreMl);
    }

    /// A sign-in: binds the identifier, refreshes the names, activates at the first one. The
    /// e-mail is the caller's affair, because it may be taken (PF-14).
    pub fn sign_in(&mut self, identite: &IdentiteProuvee, now: Instant) {
        self.etat = Etat::Actif;
        self.sub = Some(identite.sub.clone());
        if let Some(prenom) = &identite.prenom {
            self.prenom.clone_from(prenom);
        }
        if let Some(nom) = &identite.nom {
            self.nom.clone_from(nom);
        }
        self.premiere_connexion.get_or_insert(now);
        self.derniere_connexion = Some(now);
        self.derniere_activite = Some(now);
    }
}
