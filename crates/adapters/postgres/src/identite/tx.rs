//! Accounts and sessions, in a transaction.

use super::entity::{conseiller, conseiller_row, jeton, jeton_row, session, session_row};
use super::{comptes, connexion, dormants, jetons, sessions};
use crate::Unit;
use crate::error::store_error;
use access::{Compte, MotifRevocation, RevocationTx};
use async_trait::async_trait;
use communication::commands::forget::forget;
use identite::commands::delete_compte::forget_account;
use identite::commands::revoke_account::revoke_account;
use identite::model::conseiller::{Agence, Conseiller, StructureMilo};
use identite::model::interaction::{CodeMobile, Empreinte};
use identite::model::jetons::JetonsGardes;
use identite::model::session::{JetonRenouvellement, Session};
use identite::model::superviseur::DroitSuperviseur;
use identite::model::support::PersonneSupport;
use identite::ports::{ConseillerDormant, IdentiteTx};
use kernel::ids::{ConseillerId, SessionId, SupportId};
use kernel::lieu::{FamillePerimetre, Perimetre};
use kernel::store::StoreError;
use kernel::structure::{Famille, Fournisseur, Structure};
use kernel::temps::{Echeance, Instant, departement_of_code_structure, zone_of_code_structure};
use kernel::texte::fold_for_search;
use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, SelectExt, Statement,
};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Signature {
    signee_le: Instant,
}

#[async_trait]
impl IdentiteTx for Unit {
    async fn lock_conseiller(&mut self, fournisseur: Fournisseur, sub: &str) -> Result<Option<Conseiller>, StoreError> {
        let row = conseiller::Entity::find()
            .filter(conseiller::Column::Fournisseur.eq(fournisseur.code()))
            .filter(conseiller::Column::Sub.eq(sub))
            .lock_exclusive()
            .one(&self.txn)
            .await
            .map_err(store_error)?;
        row.map(conseiller::Model::into_domain).transpose()
    }

    async fn insert_conseiller(&mut self, conseiller: &Conseiller) -> Result<bool, StoreError> {
        crate::insert::or_nothing(&self.txn, conseiller_row(conseiller)).await
    }

    async fn is_of_mission_locale(&mut self, id: ConseillerId) -> Result<bool, StoreError> {
        let milo =
            conseiller::Entity::find_by_id(id.0).filter(conseiller::Column::Structure.eq(Structure::Milo.code()));
        milo.exists(&self.txn).await.map_err(store_error)
    }

    async fn set_structure_milo(&mut self, id: ConseillerId, code: Option<&str>) -> Result<bool, StoreError> {
        let sql = "UPDATE conseiller SET structure_milo = $2 WHERE id = $1 AND structure_milo IS DISTINCT FROM $2";
        Ok(self.run(sql, vec![id.0.into(), code.map(str::to_owned).into()]).await? > 0)
    }

    async fn update_conseiller(&mut self, conseiller: &Conseiller) -> Result<(), StoreError> {
        let update = conseiller::Entity::update_many()
            .set(conseiller_row(conseiller))
            .filter(conseiller::Column::Id.eq(conseiller.id.0));
        update.exec(&self.txn).await.map_err(store_error)?;
        Ok(())
    }

    async fn lock_email_conseiller(
        &mut self,
        famille: Famille,
        email: &str,
    ) -> Result<Option<ConseillerId>, StoreError> {
        comptes::lock_email(self, famille, email).await
    }

    async fn find_migration(&mut self, id: ConseillerId) -> Result<Option<Echeance>, StoreError> {
        let sql = "SELECT c.migration_le, a.zone AS migration_zone
                   FROM conseiller c LEFT JOIN agence a ON a.id = c.agence WHERE c.id = $1";
        comptes::find_migration(&self.txn, sql, id.0.into()).await
    }

    async fn upsert_support(&mut self, personne: &PersonneSupport) -> Result<SupportId, StoreError> {
        comptes::upsert_support(self, personne).await
    }

    async fn upsert_structure_milo(&mut self, structure: &StructureMilo) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO structure_milo (code, nom_officiel, nom_usuel, zone, nom_recherche, departement)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (code) DO UPDATE SET nom_officiel = excluded.nom_officiel, nom_usuel = excluded.nom_usuel,
                 nom_recherche = excluded.nom_recherche, departement = excluded.departement
             WHERE (structure_milo.nom_officiel, structure_milo.nom_usuel, structure_milo.nom_recherche)
                 <> (excluded.nom_officiel, excluded.nom_usuel, excluded.nom_recherche)",
            vec![
                structure.code.clone().into(),
                structure.nom_officiel.clone().into(),
                structure.nom_usuel.clone().into(),
                zone_of_code_structure(&structure.code).name().into(),
                fold_for_search(&structure.nom_usuel).into(),
                departement_of_code_structure(&structure.code).into(),
            ],
        )
        .await?;
        Ok(())
    }

    async fn upsert_agence(&mut self, agence: &Agence) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO agence (id, nom, departement, zone, famille, nom_recherche) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE
             SET nom = excluded.nom, departement = excluded.departement, zone = excluded.zone,
                 famille = excluded.famille, nom_recherche = excluded.nom_recherche",
            vec![
                agence.id.clone().into(),
                agence.nom.clone().into(),
                agence.departement.clone().into(),
                agence.zone.clone().into(),
                agence.famille.code().into(),
                fold_for_search(&agence.nom).into(),
            ],
        )
        .await?;
        Ok(())
    }

    async fn insert_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let insert = session::Entity::insert(session_row(session));
        insert.exec_without_returning(&self.txn).await.map_err(store_error)?;
        Ok(())
    }

    async fn close_excess_sessions(
        &mut self,
        compte: Compte,
        kept: u64,
        now: Instant,
    ) -> Result<Vec<SessionId>, StoreError> {
        sessions::close_excess(&self.txn, compte, kept, now).await
    }

    async fn revoke_sessions_of(&mut self, compte: Compte, now: Instant) -> Result<Vec<SessionId>, StoreError> {
        sessions::revoke_all(&self.txn, compte, now).await
    }

    async fn lock_session(&mut self, id: SessionId) -> Result<Option<Session>, StoreError> {
        let row = session::Entity::find_by_id(id.0).lock_exclusive().one(&self.txn).await.map_err(store_error)?;
        row.map(session::Model::into_domain).transpose()
    }

    async fn lock_session_of(
        &mut self,
        empreinte: &Empreinte,
    ) -> Result<Option<(Session, JetonRenouvellement)>, StoreError> {
        let found = jeton::Entity::find_by_id(empreinte.to_vec()).one(&self.txn).await.map_err(store_error)?;
        let Some(found) = found else { return Ok(None) };
        let session = session::Entity::find_by_id(found.session).lock_exclusive();
        let Some(session) = session.one(&self.txn).await.map_err(store_error)? else { return Ok(None) };
        // Read again under the lock: another renewal may have replaced the token meanwhile.
        let found = jeton::Entity::find_by_id(empreinte.to_vec()).one(&self.txn).await.map_err(store_error)?;
        let Some(found) = found else { return Ok(None) };
        Ok(Some((session.into_domain()?, found.into_domain()?)))
    }

    async fn update_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let update =
            session::Entity::update_many().set(session_row(session)).filter(session::Column::Id.eq(session.id.0));
        update.exec(&self.txn).await.map_err(store_error)?;
        Ok(())
    }

    async fn revoke_session(&mut self, id: SessionId, now: Instant) -> Result<(), StoreError> {
        let revoke = session::Entity::update_many()
            .col_expr(session::Column::RevoqueeLe, sea_orm::sea_query::Expr::value(now))
            .filter(session::Column::Id.eq(id.0).and(session::Column::RevoqueeLe.is_null()));
        revoke.exec(&self.txn).await.map_err(store_error)?;
        Ok(())
    }

    async fn insert_jeton(&mut self, jeton: &JetonRenouvellement) -> Result<(), StoreError> {
        let insert = jeton::Entity::insert(jeton_row(jeton));
        insert.exec_without_returning(&self.txn).await.map_err(store_error)?;
        Ok(())
    }

    async fn replace_jeton(&mut self, empreinte: &Empreinte, now: Instant) -> Result<(), StoreError> {
        self.run(
            "UPDATE jeton_renouvellement SET remplace_le = coalesce(remplace_le, $2) WHERE empreinte = $1",
            vec![empreinte.to_vec().into(), now.into()],
        )
        .await?;
        Ok(())
    }

    async fn insert_code_mobile(&mut self, code: &CodeMobile) -> Result<(), StoreError> {
        connexion::insert_code(&self.txn, code).await
    }

    async fn find_compte(&mut self, fournisseur: Fournisseur, sub: &str) -> Result<Option<Compte>, StoreError> {
        comptes::find_compte(self, fournisseur, sub).await
    }

    async fn insert_deconnexion(
        &mut self,
        fournisseur: Fournisseur,
        jti: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        comptes::insert_deconnexion(self, fournisseur, jti, now).await
    }

    async fn upsert_jetons(&mut self, jetons: &JetonsGardes) -> Result<(), StoreError> {
        jetons::upsert(&self.txn, jetons).await
    }

    async fn take_jetons_of(&mut self, compte: Compte) -> Result<Vec<JetonsGardes>, StoreError> {
        jetons::take_of(&self.txn, compte).await
    }

    async fn sign_cgu(&mut self, compte: Uuid, version: &str, now: Instant) -> Result<Instant, StoreError> {
        let sql = "
            WITH nouvelle AS (
                INSERT INTO signature_cgu (compte, version, signee_le) VALUES ($1, $2, $3)
                ON CONFLICT DO NOTHING RETURNING signee_le
            )
            SELECT signee_le FROM nouvelle
            UNION ALL
            SELECT signee_le FROM signature_cgu WHERE compte = $1 AND version = $2
            LIMIT 1";
        let values = [compte.into(), version.into(), now.into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let signature = Signature::find_by_statement(statement).one(&self.txn).await.map_err(store_error)?;
        // None: a concurrent signature, committed after this statement began. It is signed.
        Ok(signature.map_or(now, |signature| signature.signee_le))
    }

    async fn count_lieux(&mut self, perimetre: &Perimetre) -> Result<usize, StoreError> {
        self.count_known(perimetre).await
    }

    async fn lock_superviseur(
        &mut self,
        email: &str,
        famille: FamillePerimetre,
    ) -> Result<Option<DroitSuperviseur>, StoreError> {
        self.lock_droit(email, famille).await
    }

    async fn write_superviseur(&mut self, droit: &DroitSuperviseur) -> Result<(), StoreError> {
        self.write_droit(droit).await
    }

    async fn remove_superviseur(&mut self, id: Uuid) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.run("UPDATE superviseur SET retire_le = $2 WHERE id = $1", vec![id.into(), now.into()]).await?;
        Ok(())
    }

    async fn find_conseillers_by_adresse(&mut self, adresse: &str) -> Result<Vec<ConseillerId>, StoreError> {
        self.conseillers_of(adresse).await
    }

    async fn mark_dormant(
        &mut self,
        id: ConseillerId,
        avant: Instant,
        now: Instant,
    ) -> Result<Option<ConseillerDormant>, StoreError> {
        dormants::mark(self, id, avant, now).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Unit::commit(*self).await
    }
}

/// A domain ends an account through those that keep something of it, in its own transaction.
#[async_trait]
impl RevocationTx for Unit {
    async fn revoke_account(&mut self, compte: Compte, motif: MotifRevocation) -> Result<Vec<SessionId>, StoreError> {
        let now = self.clock.now();
        revoke_account(self, compte, motif, now).await
    }

    async fn forget_account(&mut self, compte: Compte) -> Result<(), StoreError> {
        forget_account(self, compte).await?;
        forget(self, compte).await
    }
}
