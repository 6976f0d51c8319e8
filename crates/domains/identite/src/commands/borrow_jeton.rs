//! Hands out the token of a person at a partner, renewed when it is about to end or was refused.
//!
//! A provider accepts a renewal token once: two renewals at the same time would end the person's
//! session there. The renewal is therefore alone for an account and provider, in all processes,
//! under a lease in the row; the others wait for its result. No transaction is open while the
//! provider is asked.

use crate::Identite;
use crate::commands::entree;
use crate::commands::mandate::EMPRUNT;
use crate::error::IdentiteError;
use crate::model::jetons::{JetonPartenaire, JetonsFournisseur, JetonsGardes, Titulaire};
use crate::model::mandat::Mandat;
use crate::ports::{Attendu, FournisseursIdentite, JetonsPartenaire};
use access::{Acteur, Cible, Contexte, EntreeJournal, Motif, Relation, Role};
use async_trait::async_trait;
use chrono::Duration;
use kernel::partenaire::PartnerError;
use kernel::store::StoreError;
use std::sync::Arc;

/// How long others wait for a renewal (wire/i-milo.md §8.4).
const PATIENCE: Duration = Duration::seconds(8);
/// A renewal whose process died leaves its place after this time: longer than a call lasts.
const BAIL: Duration = Duration::seconds(30);

/// The tokens that the database keeps, and the providers that renew them. A caller that goes away
/// must not stop it half-way: the token that the provider gave would be lost.
#[derive(Clone)]
pub struct Emprunts {
    /// The accounts.
    pub identite: Identite,
    /// The providers.
    pub fournisseurs: Arc<dyn FournisseursIdentite>,
}

#[async_trait]
impl JetonsPartenaire for Emprunts {
    async fn pour(
        &self,
        acteur: &Acteur,
        mandat: &Mandat,
        refuse: Option<&JetonPartenaire>,
    ) -> Result<JetonPartenaire, IdentiteError> {
        let mandataire = mandat.mandataire();
        if (acteur.role(), acteur.compte()) != (mandataire.role, Some(mandataire.id)) {
            return Err(Motif::Introuvable.into());
        }
        let jeton = self.fresh(mandat.titulaire(), refuse).await?;
        if let Some(id) = mandat.emprunt() {
            let relation = if mandataire.role == Role::Beneficiaire { Relation::Soi } else { Relation::Referent };
            let mut tx = self.identite.store.begin().await?;
            tx.journalize(EntreeJournal {
                cible: Some(Cible::Beneficiaire(id)),
                detail: Some(mandat.usage().code().to_owned()),
                contexte: Contexte { relation: Some(relation), ..Contexte::of(acteur) },
                ..entree(mandataire.role, mandataire.id, EMPRUNT)
            })
            .await?;
            tx.commit().await?;
        }
        Ok(jeton)
    }
}

impl Emprunts {
    async fn fresh(
        &self,
        titulaire: Titulaire,
        refuse: Option<&JetonPartenaire>,
    ) -> Result<JetonPartenaire, IdentiteError> {
        let domaine = &self.identite;
        let over = || IdentiteError::SessionPartenaireExpiree(titulaire.fournisseur.partenaire());
        let deadline = domaine.clock.now() + PATIENCE;
        loop {
            let kept = domaine.store.find_jetons(titulaire).await?.ok_or_else(over)?;
            let (acces, renouvellement) = kept.open(domaine.coffre.as_ref()).map_err(StoreError::bug)?;
            let now = domaine.clock.now();
            let refused = refuse == Some(&acces);
            if kept.is_fresh(now) && !refused {
                return Ok(acces);
            }
            let Some(renouvellement) = renouvellement else {
                // It cannot be renewed: what is left of it serves.
                return if kept.expire_le > now && !refused { Ok(acces) } else { Err(over()) };
            };
            if domaine.store.take_bail_jetons(&kept, now, now + BAIL).await? {
                if let Some(acces) = self.renew(&kept, renouvellement).await? {
                    return Ok(acces);
                }
            } else if domaine.store.wait_for_jetons(&kept, deadline - now).await? == Attendu::Rien {
                let cause = PartnerError::Indisponible("another renewal does not end".to_owned());
                return Err(IdentiteError::PartenaireIndisponible(titulaire.fournisseur.partenaire(), cause));
            }
        }
    }

    /// Renews under the lease. `None` when the row changed meanwhile (a new sign-in, an account
    /// that ended): what the row says then wins.
    async fn renew(
        &self,
        kept: &JetonsGardes,
        renouvellement: JetonPartenaire,
    ) -> Result<Option<JetonPartenaire>, IdentiteError> {
        let (domaine, fournisseur) = (&self.identite, kept.titulaire.fournisseur);
        match self.fournisseurs.renew(fournisseur, &renouvellement).await {
            Ok(jetons) => {
                // A provider that does not rotate leaves the renewal token out.
                let renouvellement = jetons.renouvellement.or(Some(renouvellement));
                let jetons = JetonsFournisseur { renouvellement, ..jetons };
                let (coffre, version) = (domaine.coffre.as_ref(), domaine.ids.new_uuid());
                let new = JetonsGardes::seal(coffre, kept.titulaire, &jetons, version, domaine.clock.now())?;
                let written = domaine.store.replace_jetons(kept, &new).await?;
                Ok(written.then_some(jetons.acces))
            }
            Err(PartnerError::SessionExpiree) => {
                domaine.store.delete_jetons(kept).await?;
                Err(IdentiteError::SessionPartenaireExpiree(fournisseur.partenaire()))
            }
            Err(error) => {
                domaine.store.release_bail_jetons(kept).await?;
                Err(IdentiteError::PartenaireIndisponible(fournisseur.partenaire(), error))
            }
        }
    }
}
