//! `passemploi.identite.v1.ProfilService`.

use super::convert;
use crate::app::App;
use crate::refus::Refus;
use access::Acteur;
use identite::commands::delete_compte::delete_compte;
use identite::commands::sign_cgu::sign_cgu;
use identite::commands::update_preferences::{update_partage, update_preferences};
use identite::commands::update_profil::{Lieu, UpdateProfil, update_profil};
use identite::model::profil::{ProfilConseiller, Recapitulatif};
use identite::ports::profil::Preferences;
use identite::queries::preferences::get_preferences;
use identite::queries::profil::get_profil;
use identite::queries::profil_conseiller::get_profil_conseiller;
use kernel::categorie::{Canaux, Categorie};
use kernel::ids::SessionId;
use portefeuille::commands as portefeuille;
use proto::passemploi::identite::v1 as pb;
use proto::passemploi::identite::v1::profil_service_server::ProfilService;
use proto::passemploi::identite::v1::update_profil_conseiller_request::Lieu as LieuDemande;
use proto::passemploi::identite::v1::{
    GetProfilBeneficiaireRequest, GetProfilBeneficiaireResponse, MonConseiller, SignCguRequest, SignCguResponse,
};
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Profil(pub Arc<App>);

#[tonic::async_trait]
impl ProfilService for Profil {
    async fn sign_cgu(&self, request: Request<SignCguRequest>) -> Result<Response<SignCguResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let signee_le = sign_cgu(&app.identite, appel.acteur()?, &demande.version).await?;
                if let Some(jeton) = &appel.jeton {
                    app.recognizer.forget(jeton).await;
                }
                Ok(SignCguResponse { signee_le: Some(convert::timestamp(signee_le)) })
            })
            .await
    }

    async fn get_profil_conseiller(
        &self,
        request: Request<pb::GetProfilConseillerRequest>,
    ) -> Result<Response<pb::GetProfilConseillerResponse>, Status> {
        self.0
            .read(request, |app, appel, _| async move {
                Ok(encode_conseiller(get_profil_conseiller(&app.identite, appel.acteur()?).await?))
            })
            .await
    }

    async fn update_profil_conseiller(
        &self,
        request: Request<pb::UpdateProfilConseillerRequest>,
    ) -> Result<Response<pb::UpdateProfilConseillerResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let commande = UpdateProfil {
                    notifications_sonores: demande.notifications_sonores,
                    recapitulatif: demande.recapitulatif.map(read_recapitulatif),
                    visite_terminee: demande.visite_terminee,
                    lieu: demande.lieu.map(|lieu| match lieu {
                        LieuDemande::AgenceId(id) => Lieu::Referentiel(id),
                        LieuDemande::AgenceLibre(nom) => Lieu::Libre(nom),
                    }),
                };
                let profil = update_profil(&app.identite, appel.acteur()?, commande).await?;
                Ok(pb::UpdateProfilConseillerResponse { profil: Some(encode_conseiller(profil)) })
            })
            .await
    }

    async fn delete_compte(
        &self,
        request: Request<pb::DeleteCompteRequest>,
    ) -> Result<Response<pb::DeleteCompteResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                for session in delete_account(&app, appel.acteur()?, &demande.confirmation).await? {
                    app.recognizer.close(session).await;
                }
                Ok(pb::DeleteCompteResponse {})
            })
            .await
    }

    async fn get_preferences(
        &self,
        request: Request<pb::GetPreferencesRequest>,
    ) -> Result<Response<pb::GetPreferencesResponse>, Status> {
        self.0
            .read(request, |app, appel, _| async move {
                let preferences = get_preferences(&app.identite, appel.acteur()?).await?;
                Ok(pb::GetPreferencesResponse {
                    preferences: encode_preferences(&preferences),
                    partage_favoris: preferences.partage_favoris,
                })
            })
            .await
    }

    async fn update_preferences(
        &self,
        request: Request<pb::UpdatePreferencesRequest>,
    ) -> Result<Response<pb::UpdatePreferencesResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let asked: Vec<_> = demande
                    .preferences
                    .iter()
                    .map(|one| (convert::read_categorie(one.categorie), Canaux { push: one.push, mail: one.mail }))
                    .collect();
                let preferences = update_preferences(&app.identite, appel.acteur()?, &asked).await?;
                Ok(pb::UpdatePreferencesResponse { preferences: encode_preferences(&preferences) })
            })
            .await
    }

    async fn update_partage(
        &self,
        request: Request<pb::UpdatePartageRequest>,
    ) -> Result<Response<pb::UpdatePartageResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                update_partage(&app.identite, appel.acteur()?, demande.partage_favoris).await?;
                Ok(pb::UpdatePartageResponse { partage_favoris: demande.partage_favoris })
            })
            .await
    }

    async fn get_profil_beneficiaire(
        &self,
        request: Request<GetProfilBeneficiaireRequest>,
    ) -> Result<Response<GetProfilBeneficiaireResponse>, Status> {
        self.0
            .read(request, |app, appel, _| async move {
                let profil = get_profil(&app.identite, appel.acteur()?).await?;
                Ok(GetProfilBeneficiaireResponse {
                    prenom: profil.prenom,
                    nom: profil.nom,
                    email: profil.email,
                    dispositif: convert::dispositif(profil.dispositif).into(),
                    conseiller: Some(MonConseiller {
                        prenom: profil.conseiller_prenom,
                        nom: profil.conseiller_nom,
                        lieu: profil.lieu,
                        depuis: Some(convert::timestamp(profil.depuis)),
                    }),
                })
            })
            .await
    }
}

/// One transaction, in which each domain forgets the account (D6).
async fn delete_account(app: &App, acteur: &Acteur, confirmation: &str) -> Result<Vec<SessionId>, Refus> {
    let mut unit = app.store.unit().await?;
    let closed = if matches!(acteur, Acteur::Beneficiaire(_)) {
        portefeuille::delete_compte::delete_compte(&mut unit, acteur, confirmation).await?
    } else {
        // Nobody may name a conseiller who is gone.
        portefeuille::release_prets::release_prets(&mut unit, acteur).await?;
        delete_compte(&mut unit, acteur).await?
    };
    unit.commit().await?;
    Ok(closed)
}

fn encode_conseiller(profil: ProfilConseiller) -> pb::GetProfilConseillerResponse {
    pb::GetProfilConseillerResponse {
        prenom: profil.prenom,
        nom: profil.nom,
        email: profil.email,
        structure: convert::structure(profil.structure).into(),
        agence: profil.agence,
        mission_locale: profil.mission_locale,
        agence_du_referentiel: profil.agence_du_referentiel,
        notifications_sonores: profil.notifications_sonores,
        recapitulatif: recapitulatif(profil.recapitulatif).into(),
    }
}

fn encode_preferences(preferences: &Preferences) -> Vec<pb::Preference> {
    let encode = |(categorie, canaux): &(Categorie, Canaux)| pb::Preference {
        categorie: convert::categorie(*categorie).into(),
        push: canaux.push,
        mail: canaux.mail,
    };
    preferences.canaux.iter().map(encode).collect()
}

fn recapitulatif(recapitulatif: Recapitulatif) -> pb::Recapitulatif {
    match recapitulatif {
        Recapitulatif::TousLesJours => pb::Recapitulatif::TousLesJours,
        Recapitulatif::JoursOuvres => pb::Recapitulatif::JoursOuvres,
        Recapitulatif::Jamais => pb::Recapitulatif::Jamais,
    }
}

/// `None` for a value that is unspecified or that we do not know.
fn read_recapitulatif(number: i32) -> Option<Recapitulatif> {
    let known = pb::Recapitulatif::try_from(number).ok()?;
    Recapitulatif::ALL.iter().copied().find(|candidate| recapitulatif(*candidate) == known)
}
