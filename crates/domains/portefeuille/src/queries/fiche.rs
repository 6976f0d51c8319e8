//! The fiche of a bénéficiaire.

use crate::Portefeuille;
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte, RENVOI_ACTIVATION};
use crate::queries::consultations_inhabituelles;
use access::{Acte, Acteur, Cible, FaitsBeneficiaire, Motif, Relations};
use kernel::ids::BeneficiaireId;
use kernel::named_enum;
use kernel::structure::{Capacite, Dispositif};
use kernel::temps::Instant;

/// A person, and who follows him.
#[derive(Debug, Clone)]
pub struct FicheLue {
    /// The person.
    pub beneficiaire: Beneficiaire,
    /// First and family name of his referent.
    pub referent: String,
    /// First and family name of who lent him.
    pub premier_conseiller: Option<String>,
    /// The last réaffectation.
    pub reaffecte_le: Option<Instant>,
    /// What decides who may read it.
    pub faits: FaitsBeneficiaire,
}

impl FicheLue {
    /// i-milo gives another Mission Locale than that of his referent (A3).
    fn ml_differente(&self) -> bool {
        let referent = self.faits.lieu_referent.as_ref().map(|lieu| lieu.id.as_str());
        let person = self.beneficiaire.structure_milo.as_deref();
        self.beneficiaire.structure.has(Capacite::Situations)
            && referent.zip(person).is_some_and(|(referent, person)| referent != person)
    }
}

named_enum!(
    /// What the caller may do on a fiche.
    DroitFiche {
        /// Sets the identifiant France Travail.
        ModifierIdentifiant = "MODIFIER_IDENTIFIANT",
        /// Changes the dispositif.
        ChangerDispositif = "CHANGER_DISPOSITIF",
        /// Shows or hides the count of hours.
        ReglerCompteur = "REGLER_COMPTEUR",
        /// Corrects the e-mail.
        CorrigerEmail = "CORRIGER_EMAIL",
        /// Has the activation mail sent again.
        RenvoyerActivation = "RENVOYER_ACTIVATION",
        /// Archives.
        Archiver = "ARCHIVER",
        /// Erases.
        Supprimer = "SUPPRIMER",
        /// Resumes a creation, or gives it up.
        ReprendreCreation = "REPRENDRE_CREATION",
        /// Reads who read the fiche.
        LireConsultations = "LIRE_CONSULTATIONS",
    }
);

/// What the caller may know of a person.
#[derive(Debug, Clone)]
pub struct Fiche {
    /// The person, and who follows him.
    pub lue: FicheLue,
    /// Address of the dossier in i-milo.
    pub url_dossier: Option<String>,
    /// End of the activation link.
    pub lien_activation_expire_le: Option<Instant>,
    /// When the activation mail may be asked for again, when it may not be now.
    pub prochain_envoi_activation: Option<Instant>,
    /// A colleague reads, or the person himself.
    pub lecture_seule: bool,
    /// i-milo gives another Mission Locale than that of his referent (A3); not told to the person.
    pub ml_differente: bool,
    /// What the caller may do.
    pub droits: Vec<DroitFiche>,
    /// People whose fiche the caller read outside his portefeuille within an hour, once that is
    /// unusual.
    pub consultations_inhabituelles: Option<u32>,
}

/// Reads a fiche. It is journaled before it is answered, and counted outside the own portefeuille.
pub async fn get_fiche(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<Fiche, PortefeuilleError> {
    let (mut lue, lecture) = read_fiche(domaine, acteur, id).await?;
    let himself = matches!(acteur, Acteur::Beneficiaire(_));
    if himself {
        // What is proposed to his conseiller.
        lue.beneficiaire.a_archiver.clear();
    }
    let beneficiaire = &lue.beneficiaire;
    let now = domaine.clock.now();
    // A link that was sent before another Mission Locale took the person over is of no use.
    let sent = beneficiaire.activation_envoyee_le.filter(|_| beneficiaire.repris_le.is_none());
    let numero = beneficiaire.dossier.as_ref().filter(|_| !himself);
    Ok(Fiche {
        url_dossier: numero.map(|numero| domaine.dossiers.url_dossier(numero)),
        lien_activation_expire_le: sent.map(|le| le + domaine.reglages.lien_activation),
        prochain_envoi_activation: sent.map(|le| le + RENVOI_ACTIVATION).filter(|next| *next > now),
        lecture_seule: lecture.lecture_seule,
        droits: match (himself, lecture.lecture_seule) {
            (true, _) => vec![DroitFiche::LireConsultations],
            (false, true) => Vec::new(),
            (false, false) => droits(beneficiaire),
        },
        ml_differente: lue.ml_differente() && !himself,
        consultations_inhabituelles: lecture.consultations_inhabituelles,
        lue,
    })
}

/// How a fiche was read.
pub(crate) struct LectureFiche {
    /// By a colleague, or by the person himself.
    pub lecture_seule: bool,
    /// See [`Fiche::consultations_inhabituelles`].
    pub consultations_inhabituelles: Option<u32>,
}

/// Decides, reads and journals: what every reading of a fiche begins with.
pub(crate) async fn read_fiche(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
) -> Result<(FicheLue, LectureFiche), PortefeuilleError> {
    let lue = domaine.store.find_fiche(acteur, id).await?;
    let relations = Relations::to_beneficiaire(acteur, lue.as_ref().map(|lue| &lue.faits));
    // Decided before a transaction is begun: a refusal costs one statement.
    let lecture_seule = access::decide(acteur, Acte::FicheLire, relations)?.is_read_only();
    let lue = lue.ok_or(Motif::Introuvable)?;
    let Acteur::Conseiller(lecteur) = acteur else {
        // What he reads of himself is his own business.
        return Ok((lue, LectureFiche { lecture_seule: true, consultations_inhabituelles: None }));
    };
    let mut tx = domaine.store.begin().await?;
    let cible = Cible::Beneficiaire(id);
    let _permis = access::authorize_lecture(tx.as_mut(), acteur, Acte::FicheLire, relations, cible).await?;
    let consultations_inhabituelles =
        if lecture_seule { consultations_inhabituelles::count(domaine, tx.as_mut(), lecteur, id).await? } else { None };
    tx.commit().await?;
    Ok((lue, LectureFiche { lecture_seule, consultations_inhabituelles }))
}

/// What the referent may do, by the state of the account and the structure (A4, A6). The commands
/// refuse the rest with a reason; this only keeps a front from offering it.
fn droits(beneficiaire: &Beneficiaire) -> Vec<DroitFiche> {
    use DroitFiche as D;
    let (etat, structure) = (beneficiaire.etat_compte(), beneficiaire.structure);
    let settled = etat != EtatCompte::CreationIncertaine && beneficiaire.repris_le.is_none();
    let never_signed_in = settled && etat == EtatCompte::NonActive;
    let by_dossier = structure.has(Capacite::CreationParDossier);
    let several = structure.capacites().dispositifs.len() > 1;
    let open = [
        (D::ModifierIdentifiant, settled && !by_dossier),
        (D::ChangerDispositif, settled && several),
        (D::ReglerCompteur, settled && by_dossier && beneficiaire.dispositif == Dispositif::Cej),
        (D::CorrigerEmail, never_signed_in && !by_dossier),
        (D::RenvoyerActivation, never_signed_in && by_dossier),
        (D::Archiver, etat == EtatCompte::Actif),
        (D::Supprimer, etat == EtatCompte::NonActive),
        (D::ReprendreCreation, etat == EtatCompte::CreationIncertaine),
        (D::LireConsultations, true),
    ];
    open.into_iter().filter_map(|(droit, open)| open.then_some(droit)).collect()
}
