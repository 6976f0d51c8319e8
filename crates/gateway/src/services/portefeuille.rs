//! `passemploi.portefeuille.v1.PortefeuilleService`.

use super::{compte, consultations, convert, fiche, listes};
use crate::app::App;
use crate::auth::appel::Appel;
use crate::refus::Refus;
use access::Cible;
use kernel::ids::BeneficiaireId;
use portefeuille::commands::create_beneficiaire_ft::{CreateBeneficiaireFt, create_beneficiaire_ft};
use portefeuille::commands::create_beneficiaire_milo::{CreateBeneficiaireMilo, create_beneficiaire_milo};
use portefeuille::commands::resume_creation::resume_creation;
use portefeuille::queries::dossier_imilo::{find_dossier_imilo, get_dossier_imilo};
use portefeuille::queries::email::check_email;
use portefeuille::queries::etablissement::search_etablissement;
use portefeuille::queries::fiche::get_fiche;
use portefeuille::queries::historique::list_historique;
use portefeuille::queries::identites::list_identites;
use portefeuille::queries::portefeuille::{ListPortefeuille, list_portefeuille};
use proto::passemploi::portefeuille::v1 as pb;
use proto::passemploi::portefeuille::v1::portefeuille_service_server::PortefeuilleService;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Portefeuille(pub Arc<App>);

#[tonic::async_trait]
impl PortefeuilleService for Portefeuille {
    async fn list_portefeuille(
        &self,
        request: Request<pb::ListPortefeuilleRequest>,
    ) -> Result<Response<pb::ListPortefeuilleResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let demande = ListPortefeuille {
                    recherche: demande.recherche,
                    order_by: demande.order_by,
                    page_size: demande.page_size,
                    skip: demande.skip,
                    dispositifs: demande.dispositifs.into_iter().map(convert::read_dispositif).collect(),
                    non_actives: demande.non_actives,
                    suivi_temporaire: demande.suivi_temporaire,
                    a_archiver: demande.a_archiver,
                };
                let trouves = list_portefeuille(&app.portefeuille, appel.acteur()?, demande).await?;
                Ok(pb::ListPortefeuilleResponse {
                    lignes: trouves.page.items.into_iter().map(listes::ligne).collect(),
                    total_size: convert::total(trouves.page.total),
                    a_recuperer: convert::total(trouves.a_recuperer),
                })
            })
            .await
    }

    async fn get_fiche(&self, request: Request<pb::GetFicheRequest>) -> Result<Response<pb::GetFicheResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let id = beneficiaire_id(&appel, &demande.beneficiaire_id)?;
                let fiche = get_fiche(&app.portefeuille, appel.acteur()?, id).await?;
                let inhabituelles = fiche.consultations_inhabituelles;
                Ok(pb::GetFicheResponse {
                    fiche: Some(fiche::encode(fiche)),
                    consultations_inhabituelles: inhabituelles.map(|nombre| i32::try_from(nombre).unwrap_or(i32::MAX)),
                })
            })
            .await
    }

    async fn check_email(
        &self,
        request: Request<pb::CheckEmailRequest>,
    ) -> Result<Response<pb::CheckEmailResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let email = check_email(&app.portefeuille, appel.acteur()?, &demande.email).await?;
                Ok(pb::CheckEmailResponse { email })
            })
            .await
    }

    async fn create_beneficiaire_ft(
        &self,
        request: Request<pb::CreateBeneficiaireFtRequest>,
    ) -> Result<Response<pb::CreateBeneficiaireFtResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let commande = CreateBeneficiaireFt {
                    request_id: demande.request_id,
                    prenom: demande.prenom,
                    nom: demande.nom,
                    email: demande.email,
                    quinze_ans_ou_plus: demande.quinze_ans_ou_plus,
                };
                let cree = create_beneficiaire_ft(&app.portefeuille, appel.acteur()?, commande).await?;
                let etat = convert::etat(cree.etat).into();
                Ok(pb::CreateBeneficiaireFtResponse { beneficiaire_id: cree.id.to_string(), etat })
            })
            .await
    }

    async fn get_dossier_imilo(
        &self,
        request: Request<pb::GetDossierImiloRequest>,
    ) -> Result<Response<pb::GetDossierImiloResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let dossier = get_dossier_imilo(&app.portefeuille, appel.acteur()?, &demande.numero).await?;
                let dossier = pb::DossierImilo {
                    numero: dossier.numero.to_string(),
                    prenom: dossier.prenom,
                    nom: dossier.nom,
                    date_naissance: dossier.date_naissance.map(convert::jour),
                    code_postal: dossier.code_postal,
                    email: dossier.email,
                };
                Ok(pb::GetDossierImiloResponse { dossier: Some(dossier) })
            })
            .await
    }

    async fn create_beneficiaire_milo(
        &self,
        request: Request<pb::CreateBeneficiaireMiloRequest>,
    ) -> Result<Response<pb::CreateBeneficiaireMiloResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let commande = CreateBeneficiaireMilo {
                    request_id: demande.request_id,
                    numero: demande.numero,
                    dispositif: convert::read_dispositif(demande.dispositif),
                    peut_voir_comptage: demande.peut_voir_comptage,
                    surcharge: demande.surcharge,
                };
                let cree = create_beneficiaire_milo(&app.portefeuille, appel.acteur()?, commande).await?;
                let etat = convert::etat(cree.etat).into();
                Ok(pb::CreateBeneficiaireMiloResponse { beneficiaire_id: cree.id.to_string(), etat })
            })
            .await
    }

    async fn who_read_beneficiaire(
        &self,
        request: Request<pb::WhoReadBeneficiaireRequest>,
    ) -> Result<Response<pb::WhoReadBeneficiaireResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move { consultations::list(&app, &appel, demande).await })
            .await
    }

    async fn resume_creation(
        &self,
        request: Request<pb::ResumeCreationRequest>,
    ) -> Result<Response<pb::ResumeCreationResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let id = beneficiaire_id(&appel, &demande.beneficiaire_id)?;
                let cree = resume_creation(&app.portefeuille, appel.acteur()?, id).await?;
                Ok(pb::ResumeCreationResponse { etat: convert::etat(cree.etat).into() })
            })
            .await
    }

    async fn find_dossier_imilo(
        &self,
        request: Request<pb::FindDossierImiloRequest>,
    ) -> Result<Response<pb::FindDossierImiloResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let (numero, trouve) = find_dossier_imilo(&app.portefeuille, appel.acteur()?, &demande.numero).await?;
                Ok(pb::FindDossierImiloResponse {
                    numero: numero.to_string(),
                    beneficiaire_id: trouve.map(|id| id.to_string()),
                })
            })
            .await
    }

    async fn list_identites(
        &self,
        request: Request<pb::ListIdentitesRequest>,
    ) -> Result<Response<pb::ListIdentitesResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let identites = list_identites(&app.portefeuille, appel.acteur()?, &demande.ids).await?;
                Ok(pb::ListIdentitesResponse { identites: identites.into_iter().map(listes::identite).collect() })
            })
            .await
    }

    async fn search_etablissement(
        &self,
        request: Request<pb::SearchEtablissementRequest>,
    ) -> Result<Response<pb::SearchEtablissementResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let (acteur, size, skip) = (appel.acteur()?, demande.page_size, demande.skip);
                let page = search_etablissement(&app.portefeuille, acteur, &demande.recherche, size, skip).await?;
                Ok(pb::SearchEtablissementResponse {
                    lignes: page.items.into_iter().map(listes::ligne_etablissement).collect(),
                    total_size: convert::total(page.total),
                })
            })
            .await
    }

    async fn list_historique_conseillers(
        &self,
        request: Request<pb::ListHistoriqueConseillersRequest>,
    ) -> Result<Response<pb::ListHistoriqueConseillersResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let id = beneficiaire_id(&appel, &demande.beneficiaire_id)?;
                let periodes = list_historique(&app.portefeuille, appel.acteur()?, id).await?;
                let periodes = periodes.into_iter().map(listes::periode).collect();
                Ok(pb::ListHistoriqueConseillersResponse { periodes })
            })
            .await
    }

    async fn update_beneficiaire(
        &self,
        request: Request<pb::UpdateBeneficiaireRequest>,
    ) -> Result<Response<pb::UpdateBeneficiaireResponse>, Status> {
        self.0.write(request, |app, appel, demande| async move { compte::update(&app, &appel, demande).await }).await
    }

    async fn correct_email(
        &self,
        request: Request<pb::CorrectEmailRequest>,
    ) -> Result<Response<pb::CorrectEmailResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move { compte::correct_email(&app, &appel, demande).await })
            .await
    }

    async fn resend_activation(
        &self,
        request: Request<pb::ResendActivationRequest>,
    ) -> Result<Response<pb::ResendActivationResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move { compte::resend_activation(&app, &appel, demande).await })
            .await
    }

    async fn request_activation(
        &self,
        request: Request<pb::RequestActivationRequest>,
    ) -> Result<Response<pb::RequestActivationResponse>, Status> {
        self.0
            .write(
                request,
                |app, appel, demande| async move { compte::request_activation(&app, &appel, demande).await },
            )
            .await
    }

    async fn abandon_creation(
        &self,
        request: Request<pb::AbandonCreationRequest>,
    ) -> Result<Response<pb::AbandonCreationResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move { compte::abandon_creation(&app, &appel, demande).await })
            .await
    }

    async fn list_motifs_suppression(
        &self,
        request: Request<pb::ListMotifsSuppressionRequest>,
    ) -> Result<Response<pb::ListMotifsSuppressionResponse>, Status> {
        self.0.read(request, |_, appel, demande| async move { compte::list_motifs(&appel, demande) }).await
    }

    async fn archive_beneficiaire(
        &self,
        request: Request<pb::ArchiveBeneficiaireRequest>,
    ) -> Result<Response<pb::ArchiveBeneficiaireResponse>, Status> {
        self.0.write(request, |app, appel, demande| async move { compte::archive(&app, &appel, demande).await }).await
    }

    async fn delete_beneficiaire(
        &self,
        request: Request<pb::DeleteBeneficiaireRequest>,
    ) -> Result<Response<pb::DeleteBeneficiaireResponse>, Status> {
        self.0.write(request, |app, appel, demande| async move { compte::delete(&app, &appel, demande).await }).await
    }
}

pub(super) fn beneficiaire_id(appel: &Appel, texte: &str) -> Result<BeneficiaireId, Refus> {
    let id = BeneficiaireId::parse(texte).map_err(|probleme| Refus::champ("beneficiaire_id", probleme))?;
    appel.about(Cible::Beneficiaire(id));
    Ok(id)
}
