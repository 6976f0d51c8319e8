//! `passemploi.identite.v1.SupportService`.

use super::convert;
use crate::app::App;
use identite::commands::grant_superviseur::{GrantSuperviseur, grant_superviseur};
use identite::commands::revoke_superviseur::{RevokeSuperviseur, revoke_superviseur};
use identite::model::superviseur::DroitSuperviseur;
use identite::queries::superviseurs::list_superviseurs;
use kernel::lieu::FamillePerimetre;
use proto::passemploi::identite::v1 as pb;
use proto::passemploi::identite::v1::support_service_server::SupportService;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub struct Support(pub Arc<App>);

#[tonic::async_trait]
impl SupportService for Support {
    async fn grant_superviseur(
        &self,
        request: Request<pb::GrantSuperviseurRequest>,
    ) -> Result<Response<pb::GrantSuperviseurResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let commande = GrantSuperviseur {
                    famille: read_famille(demande.famille()),
                    email: demande.email,
                    perimetre: demande.perimetre,
                    raison: demande.raison,
                    a_blanc: demande.a_blanc,
                };
                let droit = grant_superviseur(&app.identite, appel.acteur()?, &commande).await?;
                Ok(pb::GrantSuperviseurResponse { droit: Some(encode(droit)) })
            })
            .await
    }

    async fn revoke_superviseur(
        &self,
        request: Request<pb::RevokeSuperviseurRequest>,
    ) -> Result<Response<pb::RevokeSuperviseurResponse>, Status> {
        self.0
            .write(request, |app, appel, demande| async move {
                let commande = RevokeSuperviseur {
                    famille: read_famille(demande.famille()),
                    email: demande.email,
                    raison: demande.raison,
                    a_blanc: demande.a_blanc,
                };
                let droit = revoke_superviseur(&app.identite, appel.acteur()?, &commande).await?;
                Ok(pb::RevokeSuperviseurResponse { droit: droit.map(encode) })
            })
            .await
    }

    async fn list_superviseurs(
        &self,
        request: Request<pb::ListSuperviseursRequest>,
    ) -> Result<Response<pb::ListSuperviseursResponse>, Status> {
        self.0
            .read(request, |app, appel, demande| async move {
                let page = list_superviseurs(&app.identite, appel.acteur()?, demande.page_size, demande.skip).await?;
                Ok(pb::ListSuperviseursResponse {
                    droits: page.items.into_iter().map(encode).collect(),
                    total_size: i32::try_from(page.total).unwrap_or(i32::MAX),
                })
            })
            .await
    }
}

/// `None` for a value that is unspecified or that we do not know.
fn read_famille(famille: pb::FamillePerimetre) -> Option<FamillePerimetre> {
    match famille {
        pb::FamillePerimetre::Unspecified => None,
        pb::FamillePerimetre::MissionLocale => Some(FamillePerimetre::MissionLocale),
        pb::FamillePerimetre::FranceTravail => Some(FamillePerimetre::FranceTravail),
    }
}

fn encode(droit: DroitSuperviseur) -> pb::DroitSuperviseur {
    let famille = match droit.perimetre.famille {
        FamillePerimetre::MissionLocale => pb::FamillePerimetre::MissionLocale,
        FamillePerimetre::FranceTravail => pb::FamillePerimetre::FranceTravail,
    };
    pb::DroitSuperviseur {
        email: droit.email,
        famille: famille.into(),
        perimetre: droit.perimetre.lieux.into_iter().collect(),
        donne_le: Some(convert::timestamp(droit.donne_le)),
        donne_par: droit.donne_par,
    }
}
