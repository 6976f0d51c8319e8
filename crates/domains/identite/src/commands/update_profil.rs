//! A conseiller changes his profile (`portefeuille-reaffectation.md` A6, `UpdateProfil`).

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::profil::{ChoixConseiller, ProfilConseiller, Recapitulatif};
use crate::ports::profil::ProfilTx;
use crate::queries::profil_conseiller::get_profil_conseiller;
use access::{Acte, Acteur, ActeurConseiller, Cible, Motif};
use kernel::champ::{ChampsInvalides, Lecture, Probleme};
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
    let cible = Some(Cible::Conseiller(soi.id));
    let changed = changed(&commande);
    let _permis =
        access::authorize_change(tx.as_mut(), acteur, Acte::ProfilConseillerGerer, cible, changed, None).await?;
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

/// Names of the fields that change.
fn changed(commande: &UpdateProfil) -> String {
    let UpdateProfil { notifications_sonores, recapitulatif, visite_terminee, lieu } = commande;
    let fields = [
        ("notifications_sonores", notifications_sonores.is_some()),
        ("recapitulatif", recapitulatif.is_some()),
        ("visite_terminee", visite_terminee.is_some()),
        ("lieu", lieu.is_some()),
    ];
    fields.into_iter().filter_map(|(name, changes)| changes.then_some(name)).collect::<Vec<_>>().join(" ")
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

/// An agence of the referential is chosen once. A Mission Locale comes from i-milo; who has none there
/// chooses one once, and it is only a label: the perimeter is what i-milo says (D16).
async fn place(
    tx: &mut dyn ProfilTx,
    soi: &ActeurConseiller,
    choix: &mut ChoixConseiller,
    lieu: Lieu,
) -> Result<(), IdentiteError> {
    let famille = soi.structure.capacites().famille;
    let milo = famille == Famille::Milo;
    if choix.agence.is_some() || milo && (soi.structure_milo.is_some() || choix.agence_libre.is_some()) {
        return Err(IdentiteError::AgenceDejaChoisie);
    }
    match lieu {
        Lieu::Referentiel(id) if milo => {
            choix.agence_libre = Some(tx.nom_mission_locale(&id).await?.ok_or(Motif::Introuvable)?);
        }
        Lieu::Referentiel(id) => {
            if !tx.has_agence(famille, &id).await? {
                return Err(Motif::Introuvable.into());
            }
            choix.agence = Some(id);
            choix.agence_libre = None;
        }
        Lieu::Libre(_) if milo => return Err(ChampsInvalides::one("agence_libre", Probleme::ValeurInconnue).into()),
        Lieu::Libre(nom) => choix.agence_libre = Some(nom),
    }
    Ok(())
}
