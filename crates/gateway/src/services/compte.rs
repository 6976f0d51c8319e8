//! What a conseiller does to the account of a person whom he follows: messages to commands.

use super::convert;
use super::portefeuille::beneficiaire_id;
use crate::app::App;
use crate::auth::appel::Appel;
use crate::refus::Refus;
use access::Motif;
use identite::commands::limit_attempts::{Compteur, count_attempt};
use kernel::champ::Probleme;
use kernel::structure::Structure;
use kernel::temps::Jour;
use portefeuille::commands::abandon_creation::abandon_creation as abandon;
use portefeuille::commands::archive_beneficiaire::{ArchiveBeneficiaire, archive_beneficiaire};
use portefeuille::commands::correct_email::correct_email as correct;
use portefeuille::commands::delete_beneficiaire::delete_beneficiaire;
use portefeuille::commands::request_activation::{read_email, request_activation as request};
use portefeuille::commands::resend_activation::resend_activation as resend;
use portefeuille::commands::update_beneficiaire::{RaisonDispositif, UpdateBeneficiaire, update_beneficiaire};
use portefeuille::error::PortefeuilleError;
use portefeuille::model::motif::MotifSuppression;
use proto::passemploi::commun::v1 as commun;
use proto::passemploi::identite::v1 as pb_identite;
use proto::passemploi::portefeuille::v1 as pb;

pub fn list_motifs(
    appel: &Appel,
    demande: pb::ListMotifsSuppressionRequest,
) -> Result<pb::ListMotifsSuppressionResponse, Refus> {
    let mine = appel.acteur()?.structure().ok_or(Motif::RoleInterdit)?;
    let structure = match demande.structure() {
        pb_identite::Structure::Unspecified => mine,
        asked => Structure::ALL
            .iter()
            .copied()
            .find(|structure| convert::structure(*structure) == asked)
            .ok_or_else(|| Refus::champ("structure", Probleme::ValeurInconnue))?,
    };
    let motifs = MotifSuppression::of(structure).filter_map(|motif| {
        Some(pb::MotifPropose {
            motif: encode_motif(motif)?.into(),
            libelle: motif.libelle().to_owned(),
            commentaire_requis: motif.needs_comment(),
        })
    });
    Ok(pb::ListMotifsSuppressionResponse { motifs: motifs.collect() })
}

pub async fn archive(
    app: &App,
    appel: &Appel,
    demande: pb::ArchiveBeneficiaireRequest,
) -> Result<pb::ArchiveBeneficiaireResponse, Refus> {
    let id = beneficiaire_id(appel, &demande.beneficiaire_id)?;
    let commande = ArchiveBeneficiaire {
        motif: read_motif(demande.motif),
        commentaire: demande.commentaire,
        date_fin: read_jour(demande.date_fin_accompagnement),
        confirmer_fin_de_pret: demande.confirmer_fin_de_pret,
    };
    for session in archive_beneficiaire(&app.portefeuille, appel.acteur()?, id, commande).await? {
        app.recognizer.close(session).await;
    }
    Ok(pb::ArchiveBeneficiaireResponse {})
}

pub async fn delete(
    app: &App,
    appel: &Appel,
    demande: pb::DeleteBeneficiaireRequest,
) -> Result<pb::DeleteBeneficiaireResponse, Refus> {
    let id = beneficiaire_id(appel, &demande.beneficiaire_id)?;
    delete_beneficiaire(&app.portefeuille, appel.acteur()?, id, demande.confirmer_fin_de_pret).await?;
    Ok(pb::DeleteBeneficiaireResponse {})
}

pub async fn update(
    app: &App,
    appel: &Appel,
    demande: pb::UpdateBeneficiaireRequest,
) -> Result<pb::UpdateBeneficiaireResponse, Refus> {
    let id = beneficiaire_id(appel, &demande.beneficiaire_id)?;
    let read_dispositif = |number| convert::read_dispositif(number).ok_or(Probleme::ValeurInconnue);
    let commande = UpdateBeneficiaire {
        etag: demande.etag,
        identifiant_ft: demande.identifiant_ft,
        dispositif: demande.dispositif.map(read_dispositif),
        peut_voir_comptage: demande.peut_voir_comptage,
        raison: read_raison(demande.raison),
        motif: read_motif(demande.motif),
        date_fin: read_jour(demande.date_fin_accompagnement),
    };
    let etag = update_beneficiaire(&app.portefeuille, appel.acteur()?, id, commande).await?;
    Ok(pb::UpdateBeneficiaireResponse { etag })
}

pub async fn correct_email(
    app: &App,
    appel: &Appel,
    demande: pb::CorrectEmailRequest,
) -> Result<pb::CorrectEmailResponse, Refus> {
    let id = beneficiaire_id(appel, &demande.beneficiaire_id)?;
    let corrige = correct(&app.portefeuille, appel.acteur()?, id, &demande.email, &demande.etag).await?;
    Ok(pb::CorrectEmailResponse { email: corrige.email, etag: corrige.etag })
}

pub async fn resend_activation(
    app: &App,
    appel: &Appel,
    demande: pb::ResendActivationRequest,
) -> Result<pb::ResendActivationResponse, Refus> {
    let id = beneficiaire_id(appel, &demande.beneficiaire_id)?;
    let renvoi = resend(&app.portefeuille, appel.acteur()?, id).await?;
    Ok(pb::ResendActivationResponse {
        lien_activation_expire_le: Some(convert::timestamp(renvoi.lien_expire_le)),
        prochain_envoi_le: Some(convert::timestamp(renvoi.prochain_le)),
        incertain: renvoi.incertain,
    })
}

/// Nobody calls it by name: it is counted by address, and says nothing of who exists.
pub async fn request_activation(
    app: &App,
    appel: &Appel,
    demande: pb::RequestActivationRequest,
) -> Result<pb::RequestActivationResponse, Refus> {
    let email = read_email(&demande.email)?;
    let compteur = Compteur::Activations(appel.origine.key());
    if let Some(depassement) = count_attempt(&app.identite, compteur).await? {
        let retry_after = depassement.attente.to_std().unwrap_or_default();
        return Err(PortefeuilleError::QuotaDemandes { retry_after }.into());
    }
    request(&app.portefeuille, email).await?;
    Ok(pb::RequestActivationResponse {})
}

pub async fn abandon_creation(
    app: &App,
    appel: &Appel,
    demande: pb::AbandonCreationRequest,
) -> Result<pb::AbandonCreationResponse, Refus> {
    let id = beneficiaire_id(appel, &demande.beneficiaire_id)?;
    abandon(&app.portefeuille, appel.acteur()?, id).await?;
    Ok(pb::AbandonCreationResponse {})
}

fn read_raison(number: i32) -> Result<RaisonDispositif, Probleme> {
    match pb::RaisonDispositif::try_from(number).map_err(|_| Probleme::ValeurInconnue)? {
        pb::RaisonDispositif::Unspecified => Err(Probleme::Requis),
        pb::RaisonDispositif::Erreur => Ok(RaisonDispositif::Erreur),
        pb::RaisonDispositif::FinAccompagnement => Ok(RaisonDispositif::FinAccompagnement),
    }
}

fn read_jour(jour: Option<commun::Jour>) -> Result<Jour, Probleme> {
    convert::read_jour(jour.ok_or(Probleme::Requis)?).ok_or(Probleme::ValeurInconnue)
}

fn read_motif(number: i32) -> Result<MotifSuppression, Probleme> {
    let known = pb::MotifSuppression::try_from(number).map_err(|_| Probleme::ValeurInconnue)?;
    let found = MotifSuppression::ALL.iter().copied().find(|motif| encode_motif(*motif) == Some(known));
    // What is left is the value that says nothing.
    found.ok_or(Probleme::Requis)
}

/// `None` for those that nobody chooses.
fn encode_motif(motif: MotifSuppression) -> Option<pb::MotifSuppression> {
    use MotifSuppression as M;
    use pb::MotifSuppression as P;
    Some(match motif {
        M::EmploiDurable => P::EmploiDurable,
        M::Formation => P::Formation,
        M::Cdi => P::Cdi,
        M::CddCtt => P::CddCtt,
        M::EmploiCourt => P::EmploiCourt,
        M::ContratArriveAEcheance => P::ContratArriveAEcheance,
        M::CessationInscription => P::CessationInscription,
        M::LimiteAge => P::LimiteAge,
        M::ChangementAccompagnement => P::ChangementAccompagnement,
        M::DemandeDuJeune => P::DemandeDuJeune,
        M::DemandeDuConseiller => P::DemandeDuConseiller,
        M::DemandeDuBeneficiaireBrsa => P::DemandeDuBeneficiaireBrsa,
        M::ConseillerOuAbandon => P::ConseillerOuAbandon,
        M::NonRespectOuAbandon => P::NonRespectOuAbandon,
        M::Demenagement => P::Demenagement,
        M::DemenagementTerritoireHorsExperimentation => P::DemenagementTerritoireHorsExperimentation,
        M::ChangementConseiller => P::ChangementConseiller,
        M::ServiceCivique => P::ServiceCivique,
        M::CreationEntreprise => P::CreationEntreprise,
        M::Esat => P::Esat,
        M::Autre => P::Autre,
        M::Inactivite | M::Support | M::Migration => return None,
    })
}
