//! A bénéficiaire changes what he is told and what he shares (D53).

use crate::Identite;
use crate::error::IdentiteError;
use crate::ports::profil::Preferences;
use crate::queries::preferences::get_preferences;
use access::{Acte, Acteur, Motif};
use kernel::categorie::{Canaux, Categorie};
use kernel::champ::{ChampsInvalides, Probleme};

/// Changes the channels of the categories that are named; the others stay. `None` is a category
/// that is not known.
pub async fn update_preferences(
    domaine: &Identite,
    acteur: &Acteur,
    demande: &[(Option<Categorie>, Canaux)],
) -> Result<Preferences, IdentiteError> {
    let categories = read(demande)?;
    let Acteur::Beneficiaire(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let mut tx = domaine.profils.begin().await?;
    let changed = categories.iter().map(|(categorie, _)| categorie.code()).collect::<Vec<_>>().join(" ");
    let _permis = access::authorize_change(tx.as_mut(), acteur, Acte::PreferencesGerer, None, changed, None).await?;
    for (categorie, canaux) in categories {
        tx.upsert_preference(soi.id, categorie, canaux).await?;
    }
    tx.commit().await?;
    get_preferences(domaine, acteur).await
}

fn read(demande: &[(Option<Categorie>, Canaux)]) -> Result<Vec<(Categorie, Canaux)>, ChampsInvalides> {
    let refuse = |probleme| Err(ChampsInvalides::one("preferences", probleme));
    if demande.is_empty() {
        return refuse(Probleme::ListeVide);
    }
    if demande.len() > Categorie::ALL.len() {
        return refuse(Probleme::ListeTropLongue { limite: Categorie::ALL.len() });
    }
    let mut read: Vec<(Categorie, Canaux)> = Vec::with_capacity(demande.len());
    for (categorie, canaux) in demande {
        match categorie {
            Some(categorie) if read.iter().all(|(seen, _)| seen != categorie) => read.push((*categorie, *canaux)),
            _ => return refuse(Probleme::ValeurInconnue),
        }
    }
    // One order for all: two devices that change everything at once do not wait for each other.
    read.sort_by_key(|(categorie, _)| *categorie);
    Ok(read)
}

/// Opens or closes the sharing of his favoris with his conseiller.
pub async fn update_partage(domaine: &Identite, acteur: &Acteur, partage: bool) -> Result<(), IdentiteError> {
    let Acteur::Beneficiaire(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    let mut tx = domaine.profils.begin().await?;
    let changed = "PARTAGE".to_owned();
    let _permis = access::authorize_change(tx.as_mut(), acteur, Acte::PreferencesGerer, None, changed, None).await?;
    tx.update_partage(soi.id, partage).await?;
    tx.commit().await?;
    Ok(())
}
