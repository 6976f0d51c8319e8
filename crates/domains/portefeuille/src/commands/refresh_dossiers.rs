//! Reads the dossier of everybody, once a night (A3, wire/i-milo.md §3.1). A person is one
//! transaction, which also says how far the run got: killed anywhere, it goes on with the next one.

use crate::Portefeuille;
use crate::model::beneficiaire::{Beneficiaire, EtatCompte, MotifArchivage};
use crate::model::dossier::{Dossier, NumeroDossier};
use crate::ports::Identifiants;
use crate::ports::rafraichissement::{Avancement, LectureTx, LecturesDossiers};
use access::{Cible, Contexte, EntreeJournal, Resultat, Role};
use kernel::ids::BeneficiaireId;
use kernel::outbox::Fait;
use kernel::partenaire::PartnerError;
use kernel::store::StoreError;
use kernel::temps::Instant;
use std::collections::BTreeMap;
use std::time::Duration;

/// A run that is not over by then leaves the rest to the next one.
const DUREE_MAX: chrono::Duration = chrono::Duration::hours(24);
/// The same conflict of e-mails is told again after this time.
const RAPPEL_CONFLIT: chrono::Duration = chrono::Duration::days(30);

/// How an attempt at a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fin {
    /// Everybody was dealt with: how many had each result.
    Terminee(BTreeMap<String, u64>),
    /// Its time is over; the rest is for the next attempt.
    Suspendue,
    /// i-milo fails for everybody, or wants no call now.
    ImiloIndisponible {
        /// When it may be asked again.
        attendre: Option<Duration>,
    },
    /// It did not end within a day: the rest is for the next run.
    Perimee,
    /// Our key is refused: nobody was changed by that.
    CleRefusee,
}

/// Goes on with a run until `jusqua`.
pub async fn refresh_dossiers(
    domaine: &Portefeuille,
    lectures: &dyn LecturesDossiers,
    passage: &str,
    jusqua: Instant,
) -> Result<Fin, StoreError> {
    loop {
        let avancement: Avancement = lectures.begin_run(passage, domaine.clock.now()).await?;
        if domaine.clock.now() - avancement.debut > DUREE_MAX {
            return Ok(Fin::Perimee);
        }
        let people = lectures.next_to_read(&avancement).await?;
        if people.is_empty() {
            return Ok(Fin::Terminee(avancement.resultats));
        }
        for (id, numero) in people {
            if domaine.clock.now() >= jusqua {
                return Ok(Fin::Suspendue);
            }
            let lu = match domaine.dossiers.read_dossier(&numero).await {
                Err(PartnerError::CleRefusee) => return Ok(Fin::CleRefusee),
                Err(PartnerError::Limite { retry_after }) => {
                    return Ok(Fin::ImiloIndisponible { attendre: retry_after });
                }
                Err(PartnerError::Coupe { retry_after }) => {
                    return Ok(Fin::ImiloIndisponible { attendre: Some(retry_after) });
                }
                lu => lu,
            };
            let mut tx = lectures.begin().await?;
            let resultat = apply(domaine, tx.as_mut(), id, &numero, lu).await?;
            tx.advance(passage, id, resultat).await?;
            tx.commit().await?;
        }
    }
}

/// Writes what was read into the person; the result, for the count.
async fn apply(
    domaine: &Portefeuille,
    tx: &mut dyn LectureTx,
    id: BeneficiaireId,
    numero: &NumeroDossier,
    lu: Result<Dossier, PartnerError>,
) -> Result<&'static str, StoreError> {
    let Some(mut beneficiaire) = tx.lock(id).await? else { return Ok("parti") };
    // Between the reading and the lock he may have been taken over.
    if beneficiaire.dossier.as_ref() != Some(numero) || beneficiaire.repris_le.is_some() {
        return Ok("parti");
    }
    match lu {
        Ok(dossier) => {
            let before = beneficiaire.clone();
            read_into(domaine, tx, &mut beneficiaire, &dossier).await?;
            tx.update(&beneficiaire).await?;
            if before.situations != beneficiaire.situations {
                tx.emit(Fait::new("SITUATION_IMILO_CHANGEE", id.0)).await?;
            }
            let same = Beneficiaire { imilo_lu_le: beneficiaire.imilo_lu_le, ..before } == beneficiaire;
            Ok(if same { "inchange" } else { "change" })
        }
        Err(PartnerError::Introuvable | PartnerError::AccesNonJustifie) => {
            if beneficiaire.a_archiver.insert(MotifArchivage::Imilo) {
                tx.update(&beneficiaire).await?;
                let contenu = BTreeMap::from([("motif", MotifArchivage::Imilo.code())]);
                tx.emit(Fait::new("A_ARCHIVER", id.0).with(contenu)?).await?;
            }
            Ok("a_archiver")
        }
        Err(PartnerError::ReponseInvalide { .. }) => Ok("illisible"),
        Err(PartnerError::Refuse { .. }) => Ok("refuse"),
        Err(_) => Ok("indisponible"),
    }
}

async fn read_into(
    domaine: &Portefeuille,
    tx: &mut dyn LectureTx,
    beneficiaire: &mut Beneficiaire,
    dossier: &Dossier,
) -> Result<(), StoreError> {
    beneficiaire.a_archiver.remove(&MotifArchivage::Imilo);
    beneficiaire.refresh(dossier, domaine.clock.now());
    // Without a structure, or with one that nobody can name, the last one stays.
    if dossier.code_structure.is_some() && tx.know_structure(dossier).await? {
        beneficiaire.structure_milo.clone_from(&dossier.code_structure);
    }
    let Some(email) = &dossier.email else { return Ok(()) };
    if beneficiaire.etat_compte() != EtatCompte::NonActive || beneficiaire.email.as_ref() == Some(email) {
        return Ok(());
    }
    // An e-mail never overwrites one that is taken (PF-14). The conflict is told once in a while,
    // not every night.
    let identifiants = Identifiants { email: Some(email), ..Identifiants::default() };
    let taken = tx.lock_holders(&identifiants).await?.iter().any(|holder| holder.id != beneficiaire.id);
    if !taken {
        beneficiaire.email = Some(email.clone());
        return Ok(());
    }
    if tx.is_conflict_known(beneficiaire.id, domaine.clock.now() - RAPPEL_CONFLIT).await? {
        return Ok(());
    }
    tx.journalize(EntreeJournal {
        role: Some(Role::Beneficiaire),
        compte: Some(beneficiaire.id.0),
        acte: "CONFLIT_EMAIL",
        cible: Some(Cible::Beneficiaire(beneficiaire.id)),
        resultat: Resultat::Autorise,
        motif: None,
        detail: None,
        contexte: Contexte::default(),
    })
    .await?;
    let contenu = BTreeMap::from([("role", Role::Beneficiaire.code())]);
    tx.emit(Fait::new("CONFLIT_EMAIL", beneficiaire.id.0).with(contenu)?).await
}
