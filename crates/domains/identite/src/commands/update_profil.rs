//! A conseiller changes his profile (`portefeuille-reaffectation.md` A6, `UpdateProfil`).

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::profil::{ChoixConseiller, ProfilConseiller, Recapitulatif};
use crate::ports::profil::ProfilTx;
use crate::queries::profil_conseiller::get_profil_conseiller;
use access::{Acte, Acteur, ActeurConseiller, Cible, Motif, Relation};
use kernel::champ::{Lecture, Probleme};
use kernel::structure::Famille;
use kernel::texte::parse_texte;

/// Longest free name of an agence, in characters.
const AGENCE_MAX: usize = 255;

/// Where he says that he works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lieu {
    /// Of the referential.
    Referentiel(String),
    /// A name of his own.
    Libre(String),
}

/// What to change; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpdateProfil {
    /// A sound for a new message.
    pub notifications_sonores: Option<bool>,
    /// The mail about unread messages: the inner `None` is a value that is not known.
    pub recapitulatif: Option<Option<Recapitulatif>>,
    /// True once the visit is over.
    pub visite_terminee: Option<bool>,
    /// Where he works.
    pub lieu: Option<Lieu>,
}

/// Changes what is present, all or nothing.
pub async fn update_profil(
    domaine: &Identite,
    acteur: &Acteur,
    commande: UpdateProfil,
) -> Result<ProfilConseiller, IdentiteError> {
    let Acteur::Conseiller(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let commande = read(commande)?;
    let mut tx = domaine.profils.begin().await?;
    let _permis = access::authorize(
        tx.as_mut(),
        acteur,
        Acte::ProfilConseillerGerer,
        Relation::Soi,
        Some(Cible::Conseiller(soi.id)),
    )
    .await?;
    let mut choix = tx.lock_choix(soi.id).await?.ok_or(IdentiteError::SessionRevoquee)?;
    choix.notifications_sonores = commande.notifications_sonores.unwrap_or(choix.notifications_sonores);
    choix.recapitulatif = commande.recapitulatif.flatten().unwrap_or(choix.recapitulatif);
    if commande.visite_terminee == Some(true) {
        choix.visite_terminee_le.get_or_insert(domaine.clock.now());
    }
    if let Some(lieu) = commande.lieu {
        place(tx.as_mut(), soi, &mut choix, lieu).await?;
    }
    tx.update_choix(soi.id, &choix).await?;
    tx.commit().await?;
    get_profil_conseiller(domaine, acteur).await
}

fn read(mut commande: UpdateProfil) -> Result<UpdateProfil, IdentiteError> {
    let mut lecture = Lecture::default();
    if commande.recapitulatif == Some(None) {
        lecture.read("recapitulatif", Err::<(), _>(Probleme::ValeurInconnue));
    }
    commande.lieu = match commande.lieu {
        Some(Lieu::Libre(nom)) => lecture
            .read(
                "agence_libre",
                parse_texte(&nom, AGENCE_MAX)
                    .and_then(|nom| if nom.is_empty() { Err(Probleme::Requis) } else { Ok(nom) }),
            )
            .map(Lieu::Libre),
        lieu => lieu,
    };
    lecture.finish()?;
    Ok(commande)
}

/// An agence of the referential is chosen once; a Mission Locale is only a label, because the
/// perimeter of its conseillers is what i-milo says (D16).
async fn place(
    tx: &mut dyn ProfilTx,
    soi: &ActeurConseiller,
    choix: &mut ChoixConseiller,
    lieu: Lieu,
) -> Result<(), IdentiteError> {
    if choix.agence.is_some() {
        return Err(IdentiteError::AgenceDejaChoisie);
    }
    let famille = soi.structure.capacites().famille;
    match lieu {
        Lieu::Referentiel(id) if famille == Famille::Milo => {
            choix.agence_libre = Some(tx.nom_mission_locale(&id).await?.ok_or(Motif::Introuvable)?);
        }
        Lieu::Referentiel(id) => {
            if !tx.has_agence(famille, &id).await? {
                return Err(Motif::Introuvable.into());
            }
            choix.agence = Some(id);
            choix.agence_libre = None;
        }
        Lieu::Libre(nom) => choix.agence_libre = Some(nom),
    }
    Ok(())
}
