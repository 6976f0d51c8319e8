//! The tables of the accounts and sessions, and their conversion to and from the domain.

use crate::error::InconsistentRow;
use access::Role;
use identite::model::conseiller::Conseiller;
use identite::model::session::{Appareil, JetonRenouvellement, Session};
use kernel::ids::{ConseillerId, SessionId};
use kernel::store::StoreError;
use kernel::structure::Structure;
use sea_orm::Set;

/// Table `conseiller`.
pub mod conseiller {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "conseiller")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub structure: String,
        pub fournisseur: String,
        pub sub: String,
        pub prenom: String,
        pub nom: String,
        pub email: Option<String>,
        pub username: Option<String>,
        pub structure_milo: Option<String>,
        pub agence: Option<String>,
        pub date_creation: DateTimeUtc,
        pub derniere_connexion: DateTimeUtc,
        pub dormant_depuis: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Table `session`.
pub mod session {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub role: String,
        pub compte: Uuid,
        pub cree_le: DateTimeUtc,
        pub expire_le: DateTimeUtc,
        pub revoquee_le: Option<DateTimeUtc>,
        pub appareil: Option<String>,
        pub mobile: bool,
        pub vue_le: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Table `jeton_renouvellement`.
pub mod jeton {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "jeton_renouvellement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub empreinte: Vec<u8>,
        pub session: Uuid,
        pub remplace_le: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl conseiller::Model {
    /// The conseiller of this row.
    pub fn into_domain(self) -> Result<Conseiller, StoreError> {
        let structure = Structure::from_code(&self.structure)
            .ok_or_else(|| InconsistentRow::error("conseiller", "structure", &self.structure))?;
        Ok(Conseiller {
            id: ConseillerId(self.id),
            structure,
            sub: self.sub,
            prenom: self.prenom,
            nom: self.nom,
            email: self.email,
            username: self.username,
            structure_milo: self.structure_milo,
            agence: self.agence,
            date_creation: self.date_creation,
            derniere_connexion: self.derniere_connexion,
        })
    }
}

/// Every column of a conseiller.
pub fn conseiller_row(conseiller: &Conseiller) -> conseiller::ActiveModel {
    let fournisseur = conseiller.structure.capacites().fournisseur_conseiller;
    conseiller::ActiveModel {
        id: Set(conseiller.id.0),
        structure: Set(conseiller.structure.code().to_owned()),
        fournisseur: Set(fournisseur.code().to_owned()),
        sub: Set(conseiller.sub.clone()),
        prenom: Set(conseiller.prenom.clone()),
        nom: Set(conseiller.nom.clone()),
        email: Set(conseiller.email.clone()),
        username: Set(conseiller.username.clone()),
        structure_milo: Set(conseiller.structure_milo.clone()),
        agence: Set(conseiller.agence.clone()),
        date_creation: Set(conseiller.date_creation),
        derniere_connexion: Set(conseiller.derniere_connexion),
        // Whoever is written here has just signed in.
        dormant_depuis: Set(None),
    }
}

impl session::Model {
    /// The session of this row.
    pub fn into_domain(self) -> Result<Session, StoreError> {
        Ok(Session {
            id: SessionId(self.id),
            role: Role::from_code(&self.role).ok_or_else(|| InconsistentRow::error("session", "role", &self.role))?,
            compte: self.compte,
            cree_le: self.cree_le,
            expire_le: self.expire_le,
            revoquee_le: self.revoquee_le,
            appareil: Appareil { description: self.appareil, mobile: self.mobile },
            vue_le: self.vue_le,
        })
    }
}

/// Every column of a session.
pub fn session_row(session: &Session) -> session::ActiveModel {
    session::ActiveModel {
        id: Set(session.id.0),
        role: Set(session.role.code().to_owned()),
        compte: Set(session.compte),
        cree_le: Set(session.cree_le),
        expire_le: Set(session.expire_le),
        revoquee_le: Set(session.revoquee_le),
        appareil: Set(session.appareil.description.clone()),
        mobile: Set(session.appareil.mobile),
        vue_le: Set(session.vue_le),
    }
}

impl jeton::Model {
    /// The renewal token of this row.
    pub fn into_domain(self) -> Result<JetonRenouvellement, StoreError> {
        let empreinte = self
            .empreinte
            .try_into()
            .map_err(|_| InconsistentRow::error("jeton_renouvellement", "empreinte", "not 32 bytes"))?;
        Ok(JetonRenouvellement { empreinte, session: SessionId(self.session), remplace_le: self.remplace_le })
    }
}

/// Every column of a renewal token.
pub fn jeton_row(jeton: &JetonRenouvellement) -> jeton::ActiveModel {
    jeton::ActiveModel {
        empreinte: Set(jeton.empreinte.to_vec()),
        session: Set(jeton.session.0),
        remplace_le: Set(jeton.remplace_le),
    }
}
