//! The nightly work on accounts (A8): proposals of archiving, accounts without activity, accounts
//! that nobody activated. A person is one transaction, in which he is judged again; killed
//! anywhere, the rest is found by the next attempt, and what is done is not found again.

use crate::Portefeuille;
use crate::commands::archive_beneficiaire::archive;
use crate::commands::delete_beneficiaire::delete;
use crate::model::archive::FinAccompagnement;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte, SeuilsArchivage};
use crate::model::motif::MotifSuppression;
use crate::ports::PortefeuilleTx;
use crate::ports::balayage::{Balayage, Balayages};
use chrono::{Duration, Months};
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;
use kernel::store::StoreError;
use kernel::temps::{Instant, jour_in};

/// Without activity for so many months an account is archived.
const INACTIVITE: u32 = 24;
/// The conseiller is told so long before.
const PREAVIS: Duration = Duration::days(30);
/// An account that nobody activated is erased after so many months.
const JAMAIS_ACTIVE: u32 = 12;

/// A nightly work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travail {
    /// Sets and removes the proposals of archiving that the calendar decides.
    MarquerAArchiver,
    /// Tells the conseillers of accounts that will be archived.
    AnnoncerInactifs,
    /// Archives accounts without activity.
    ArchiverInactifs,
    /// Erases accounts that nobody activated.
    EffacerJamaisActives,
}

/// How an attempt went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bilan {
    /// People who were changed.
    pub faits: u64,
    /// People for whom it failed: the next run tries again.
    pub echecs: u64,
    /// False when its time was over before the end.
    pub termine: bool,
}

/// Does a work until `jusqua`.
pub async fn sweep(
    domaine: &Portefeuille,
    balayages: &dyn Balayages,
    travail: Travail,
    jusqua: Instant,
) -> Result<Bilan, StoreError> {
    let now = domaine.clock.now();
    let balayage = travail.looks_for(now);
    let (mut bilan, mut last) = (Bilan::default(), None);
    loop {
        let page = balayages.next_of(balayage, last).await?;
        let Some(end) = page.last().copied() else { return Ok(Bilan { termine: true, ..bilan }) };
        for id in page {
            if domaine.clock.now() >= jusqua {
                return Ok(bilan);
            }
            match one(domaine, balayage, id, now).await {
                Ok(done) => bilan.faits += u64::from(done),
                Err(_) => bilan.echecs += 1,
            }
        }
        last = Some(end);
    }
}

impl Travail {
    fn looks_for(self, now: Instant) -> Balayage {
        let vu_avant = now - Months::new(INACTIVITE);
        match self {
            Self::MarquerAArchiver => Balayage::Motifs(SeuilsArchivage::at(now)),
            Self::AnnoncerInactifs => Balayage::AAnnoncer { vu_avant: vu_avant + PREAVIS },
            Self::ArchiverInactifs => Balayage::AArchiver { vu_avant, annonce_avant: now - PREAVIS },
            Self::EffacerJamaisActives => Balayage::JamaisActives { cree_avant: now - Months::new(JAMAIS_ACTIVE) },
        }
    }
}

/// One person, in his transaction; false when nothing is to be done any more.
async fn one(domaine: &Portefeuille, balayage: Balayage, id: BeneficiaireId, now: Instant) -> Result<bool, StoreError> {
    let mut tx = domaine.store.begin().await?;
    let Some(mut personne) = tx.lock(id).await? else { return Ok(false) };
    let active = personne.etat_compte() == EtatCompte::Actif;
    match balayage {
        Balayage::Motifs(seuils) => {
            let before = personne.a_archiver.clone();
            if !personne.mark_by_dates(&seuils) {
                return Ok(false);
            }
            tx.update(&personne).await?;
            for motif in personne.a_archiver.difference(&before) {
                let contenu = std::collections::BTreeMap::from([("motif", motif.code())]);
                tx.emit(Fait::new("A_ARCHIVER", id.0).with(contenu)?).await?;
            }
        }
        Balayage::AAnnoncer { vu_avant } => {
            let told = tx.find_annonce(id).await?.is_some_and(|le| le > personne.last_seen());
            if !active || personne.last_seen() >= vu_avant || told {
                return Ok(false);
            }
            tx.note_annonce(id, now).await?;
            // Nobody has to be told again that another Mission Locale follows him.
            if personne.repris_le.is_none() {
                tx.emit(Fait::new("ARCHIVAGE_PROCHE", id.0)).await?;
            }
        }
        Balayage::AArchiver { vu_avant, annonce_avant } => {
            let last_seen = personne.last_seen();
            let told = tx.find_annonce(id).await?.is_some_and(|le| le > last_seen && le <= annonce_avant);
            if !active || last_seen >= vu_avant || !told {
                return Ok(false);
            }
            archive_inactive(domaine, tx.as_mut(), personne, now).await?;
        }
        Balayage::JamaisActives { cree_avant } => {
            if personne.etat_compte() != EtatCompte::NonActive || personne.date_creation >= cree_avant {
                return Ok(false);
            }
            end_loan(domaine, tx.as_mut(), &mut personne, now).await?;
            delete(tx.as_mut(), None, &personne).await?;
        }
    }
    tx.commit().await?;
    Ok(true)
}

async fn archive_inactive(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    mut personne: Beneficiaire,
    now: Instant,
) -> Result<(), StoreError> {
    end_loan(domaine, tx, &mut personne, now).await?;
    let entourage = tx.find_entourage(personne.id).await?;
    let fin = FinAccompagnement {
        motif: MotifSuppression::Inactivite,
        commentaire: String::new(),
        date_fin: jour_in(entourage.zone, now),
    };
    archive(domaine, tx, None, &personne, &entourage, &fin).await.map(|_| ())
}

/// A job gives a lent person back first (A4): it is his own conseiller who is told.
async fn end_loan(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    personne: &mut Beneficiaire,
    now: Instant,
) -> Result<(), StoreError> {
    if let Some(pret) = personne.pret.take() {
        tx.note_retour(personne.id, domaine.ids.new_uuid(), now).await?;
        personne.conseiller = pret.premier_conseiller;
        tx.update(personne).await?;
    }
    Ok(())
}
