//! Ends the accompaniment of a person who has signed in (A6): an encrypted copy for 2 years, and
//! nothing else.

use crate::Portefeuille;
use crate::commands::end_account::{erase, refuse_unconfirmed_loan};
use crate::commands::referent::{journalize, lock_followed};
use crate::error::PortefeuilleError;
use crate::model::archive::{Archive, FinAccompagnement};
use crate::model::beneficiaire::{Beneficiaire, EtatCompte};
use crate::model::motif::MotifSuppression;
use crate::ports::{Entourage, PortefeuilleTx};
use crate::queries::historique::periods;
use access::{Acte, Acteur, MotifRevocation};
use kernel::champ::{Lecture, Probleme};
use kernel::ids::{BeneficiaireId, SessionId};
use kernel::outbox::Fait;
use kernel::store::StoreError;
use kernel::temps::{Instant, Jour, jour_in};
use serde::Serialize;
use uuid::Uuid;

/// What the conseiller chose; a value that is absent or unknown comes with its problem.
#[derive(Debug, Clone)]
pub struct ArchiveBeneficiaire {
    /// Why.
    pub motif: Result<MotifSuppression, Probleme>,
    /// In his words.
    pub commentaire: String,
    /// Last day of the accompaniment.
    pub date_fin: Result<Jour, Probleme>,
    /// He knows that a loan ends with the account.
    pub confirmer_fin_de_pret: bool,
}

/// What has to be told: the row is gone, so the fact carries it until it is told.
#[derive(Debug, Serialize)]
struct Archivage<'a> {
    conseiller: Uuid,
    /// Who lent the person, and loses him.
    premier_conseiller: Option<Uuid>,
    nom: String,
    prenom: &'a str,
    email: Option<&'a str>,
    marque: &'static str,
    motif: &'static str,
    commentaire: Option<&'a str>,
    date_fin: Jour,
    /// Another Mission Locale follows him: nothing ended for him.
    repris: bool,
    /// No conseiller did it.
    automatique: bool,
}

/// Archives a person whom the caller follows. Answers the sessions that were open.
pub async fn archive_beneficiaire(
    domaine: &Portefeuille,
    acteur: &Acteur,
    id: BeneficiaireId,
    commande: ArchiveBeneficiaire,
) -> Result<Vec<SessionId>, PortefeuilleError> {
    let (mut tx, personne) = lock_followed(domaine, acteur, Acte::BeneficiaireArchiver, id).await?;
    match personne.etat_compte() {
        EtatCompte::CreationIncertaine => return Err(PortefeuilleError::CreationIncertaine),
        EtatCompte::NonActive => return Err(PortefeuilleError::CompteNonActive),
        EtatCompte::Actif => {}
    }
    let now = domaine.clock.now();
    let entourage = tx.find_entourage(id).await?;
    let fin = read_end(&personne, &entourage, &commande, now)?;
    refuse_unconfirmed_loan(&personne, &entourage, commande.confirmer_fin_de_pret)?;
    let closed = archive(domaine, tx.as_mut(), Some(acteur), &personne, &entourage, &fin).await?;
    tx.commit().await?;
    Ok(closed)
}

/// The bounds of the last day are days where the person is (PF-45).
fn read_end(
    personne: &Beneficiaire,
    entourage: &Entourage,
    commande: &ArchiveBeneficiaire,
    now: Instant,
) -> Result<FinAccompagnement, PortefeuilleError> {
    let mut lecture = Lecture::default();
    let offered = |motif: MotifSuppression| {
        if motif.is_offered_to(personne.structure) { Ok(motif) } else { Err(Probleme::MotifNonPermis) }
    };
    let motif = lecture.read("motif", commande.motif.clone().and_then(offered));
    let commentaire = motif.and_then(|motif| lecture.read("commentaire", motif.read_comment(&commande.commentaire)));
    let date_fin = commande.date_fin.clone().and_then(|jour| end_in_bounds(personne, entourage, jour, now));
    let date_fin = lecture.read("date_fin_accompagnement", date_fin);
    lecture.finish()?;
    let (Some(motif), Some(commentaire), Some(date_fin)) = (motif, commentaire, date_fin) else {
        return Err(StoreError::bug("a field was neither read nor refused").into());
    };
    Ok(FinAccompagnement { motif, commentaire, date_fin })
}

/// From the creation to today, in the zone of the person.
pub(super) fn end_in_bounds(
    personne: &Beneficiaire,
    entourage: &Entourage,
    jour: Jour,
    now: Instant,
) -> Result<Jour, Probleme> {
    let (debut, fin) = (jour_in(entourage.zone, personne.date_creation), jour_in(entourage.zone, now));
    if (debut..=fin).contains(&jour) { Ok(jour) } else { Err(Probleme::DateHorsBornes { debut, fin }) }
}

/// Copies, erases and tells, in this transaction: all of it or nothing. Without a conseiller who
/// does it, the program does.
pub(super) async fn archive(
    domaine: &Portefeuille,
    tx: &mut dyn PortefeuilleTx,
    acteur: Option<&Acteur>,
    personne: &Beneficiaire,
    entourage: &Entourage,
    fin: &FinAccompagnement,
) -> Result<Vec<SessionId>, StoreError> {
    let conseillers = periods(&entourage.referent, personne.date_creation, &tx.list_passages(personne.id).await?);
    let archive = Archive::seal(domaine.coffre.as_ref(), personne, &conseillers, fin, domaine.clock.now())?;
    tx.insert_archive(&archive).await?;
    journalize(tx, acteur, personne.id, "BENEFICIAIRE_ARCHIVE", Some(fin.motif.code().to_owned())).await?;
    let closed = erase(tx, personne, MotifRevocation::Archivage).await?;
    let archivage = Archivage {
        conseiller: personne.conseiller.0,
        premier_conseiller: personne.pret.map(|pret| pret.premier_conseiller.0),
        nom: personne.nom_complet(),
        prenom: &personne.prenom,
        email: personne.email.as_deref(),
        marque: personne.structure.capacites().marque.code(),
        motif: fin.motif.libelle(),
        commentaire: Some(fin.commentaire.as_str()).filter(|commentaire| !commentaire.is_empty()),
        date_fin: fin.date_fin,
        repris: personne.repris_le.is_some(),
        automatique: acteur.is_none(),
    };
    tx.emit(Fait::new("BENEFICIAIRE_ARCHIVE", personne.id.0).with(archivage)?).await?;
    Ok(closed)
}
