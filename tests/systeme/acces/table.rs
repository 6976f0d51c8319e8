//! Every RPC of the contract: who may ever call it, and about which object. Written by hand, from
//! the specifications and not from `access`: the two are compared by the calls.

use Qui::{Beneficiaire, ConseillerFt, ConseillerMl, Support};
use prost::Message;
use proto::passemploi::commun::v1 as commun;
use proto::passemploi::communication::v1 as communication;
use proto::passemploi::identite::v1 as identite;
use proto::passemploi::portefeuille::v1 as portefeuille;
use simulators::cast;
use uuid::Uuid;

/// Kinds of callers. The others are refused by their role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qui {
    /// Of a Mission Locale.
    ConseillerMl,
    /// Of France Travail.
    ConseillerFt,
    /// Of either.
    Beneficiaire,
    /// A person of the support.
    Support,
    /// A partner, by its key.
    Partenaire,
}

/// What a stranger of the right role is told about the object of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// `NOT_FOUND`, `INTROUVABLE`.
    Introuvable,
    /// The same success, and nothing is changed.
    SansEffet,
}

/// What the call is about.
pub enum Objet {
    /// Nothing that could be somebody else's: the caller himself, or a new object.
    Sans(Vec<u8>),
    /// An object, by its id.
    De {
        /// The request about this id.
        demande: fn(&str) -> Vec<u8>,
        /// An object of somebody else; `None` until something makes one.
        autrui: Option<Autrui>,
        /// An id of nobody.
        inconnu: String,
        /// What a stranger is told.
        sort: Sort,
    },
}

/// Where the object of somebody else is.
pub enum Autrui {
    /// Of the cast.
    Id(String),
    /// The text that this statement gives.
    Sql(&'static str),
}

/// One RPC.
pub struct Ligne {
    /// Its path, without the leading package.
    pub rpc: &'static str,
    /// Who may ever call it; `None` for anybody, without a session.
    pub roles: Option<&'static [Qui]>,
    /// What it is about.
    pub objet: Objet,
}

/// A notification of nobody of the cast.
const NOTIFICATION: &str = "
    INSERT INTO notification (id, role, compte, type, categorie, titre, description, date)
    VALUES (gen_random_uuid(), 'BENEFICIAIRE', gen_random_uuid(), 'ADMINISTRATIF', 'ADMINISTRATIF', 't', 'd', now())
    RETURNING id::text";
/// A device of nobody of the cast.
const APPAREIL: &str = "
    INSERT INTO appareil (id, session, role, compte, endpoint, p256dh, auth, version, vu_le)
    SELECT gen_random_uuid(), s.id, 'BENEFICIAIRE', gen_random_uuid(), gen_random_uuid()::text, '', '', '', now()
    FROM session s LIMIT 1
    RETURNING id::text";

const TOUS: &[Qui] = &[ConseillerMl, ConseillerFt, Beneficiaire, Support];
const PERSONNES: &[Qui] = &[ConseillerMl, ConseillerFt, Beneficiaire];
const CONSEILLERS: &[Qui] = &[ConseillerMl, ConseillerFt];
const ML: &[Qui] = &[ConseillerMl];
const FT: &[Qui] = &[ConseillerFt];
const BENEFICIAIRES: &[Qui] = &[Beneficiaire];
const SUPPORT: &[Qui] = &[Support];

fn sans(rpc: &'static str, roles: &'static [Qui], demande: &impl Message) -> Ligne {
    Ligne { rpc, roles: Some(roles), objet: Objet::Sans(demande.encode_to_vec()) }
}

fn de(
    rpc: &'static str,
    roles: &'static [Qui],
    autrui: Option<Autrui>,
    sort: Sort,
    demande: fn(&str) -> Vec<u8>,
) -> Ligne {
    let inconnu = Uuid::new_v4().to_string();
    Ligne { rpc, roles: Some(roles), objet: Objet::De { demande, autrui, inconnu, sort } }
}

/// A person, followed by Nadia at the Mission Locale de Brest.
#[expect(clippy::unnecessary_wraps, reason = "the column of the table is optional")]
fn kenza() -> Option<Autrui> {
    Some(Autrui::Id(cast::KENZA.to_string()))
}

/// An i-milo dossier of another Mission Locale than that of the stranger.
fn dossier(rpc: &'static str, demande: fn(&str) -> Vec<u8>) -> Ligne {
    let autrui = Some(Autrui::Id("990001".to_owned()));
    Ligne {
        rpc,
        roles: Some(ML),
        objet: Objet::De { demande, autrui, inconnu: "999999999".to_owned(), sort: Sort::Introuvable },
    }
}

/// The whole table.
pub fn lignes() -> Vec<Ligne> {
    [session(), profil(), referentiel_et_support(), notifications(), portefeuille()].into_iter().flatten().collect()
}

fn session() -> Vec<Ligne> {
    use identite as pb;
    vec![
        sans("identite.v1.SessionService/GetSession", TOUS, &pb::GetSessionRequest {}),
        Ligne {
            rpc: "identite.v1.SessionService/GetErreurConnexion",
            roles: None,
            objet: Objet::Sans(pb::GetErreurConnexionRequest { id: "inconnu".to_owned() }.encode_to_vec()),
        },
        sans("identite.v1.SessionService/ListSessions", TOUS, &pb::ListSessionsRequest {}),
        de(
            "identite.v1.SessionService/RevokeSession",
            TOUS,
            Some(Autrui::Sql(
                "SELECT s.id::text FROM session s JOIN conseiller c ON c.id = s.compte
                              WHERE c.prenom = 'Nadia' LIMIT 1",
            )),
            Sort::Introuvable,
            |id| pb::RevokeSessionRequest { session_id: id.to_owned() }.encode_to_vec(),
        ),
    ]
}

fn profil() -> Vec<Ligne> {
    use identite as pb;
    vec![
        sans("identite.v1.ProfilService/SignCgu", PERSONNES, &pb::SignCguRequest { version: "2000-01-01".to_owned() }),
        sans("identite.v1.ProfilService/GetProfilBeneficiaire", BENEFICIAIRES, &pb::GetProfilBeneficiaireRequest {}),
        sans("identite.v1.ProfilService/GetProfilConseiller", CONSEILLERS, &pb::GetProfilConseillerRequest {}),
        sans(
            "identite.v1.ProfilService/UpdateProfilConseiller",
            CONSEILLERS,
            &pb::UpdateProfilConseillerRequest::default(),
        ),
        sans(
            "identite.v1.ProfilService/DeleteCompte",
            PERSONNES,
            &pb::DeleteCompteRequest { confirmation: "non".to_owned() },
        ),
        sans("identite.v1.ProfilService/GetPreferences", BENEFICIAIRES, &pb::GetPreferencesRequest {}),
        sans("identite.v1.ProfilService/UpdatePreferences", BENEFICIAIRES, &pb::UpdatePreferencesRequest::default()),
        sans(
            "identite.v1.ProfilService/UpdatePartage",
            BENEFICIAIRES,
            &pb::UpdatePartageRequest { partage_favoris: true },
        ),
    ]
}

fn referentiel_et_support() -> Vec<Ligne> {
    use identite as pb;
    let perimetre = pb::GrantSuperviseurRequest {
        email: "agnes.roche@francetravail.fr".to_owned(),
        famille: pb::FamillePerimetre::FranceTravail.into(),
        perimetre: vec![cast::THIERS.id.to_owned()],
        raison: "Demande de l’agence".to_owned(),
        ..Default::default()
    };
    let retrait = pb::RevokeSuperviseurRequest {
        email: perimetre.email.clone(),
        famille: perimetre.famille,
        raison: perimetre.raison.clone(),
        ..Default::default()
    };
    let agences = pb::ListAgencesRequest { recherche: "Brest".to_owned(), departement: String::new() };
    let missions = pb::ListMissionsLocalesRequest { recherche: "Brest".to_owned(), departement: String::new() };
    vec![
        sans("identite.v1.ReferentielService/ListAgences", CONSEILLERS, &agences),
        sans("identite.v1.ReferentielService/ListMissionsLocales", CONSEILLERS, &missions),
        sans("identite.v1.SupportService/GrantSuperviseur", SUPPORT, &perimetre),
        sans("identite.v1.SupportService/RevokeSuperviseur", SUPPORT, &retrait),
        sans("identite.v1.SupportService/ListSuperviseurs", SUPPORT, &pb::ListSuperviseursRequest::default()),
    ]
}

fn notifications() -> Vec<Ligne> {
    use communication as pb;
    vec![
        sans(
            "communication.v1.NotificationsService/ListNotifications",
            PERSONNES,
            &pb::ListNotificationsRequest::default(),
        ),
        de(
            "communication.v1.NotificationsService/MarkNotificationsLues",
            PERSONNES,
            Some(Autrui::Sql(NOTIFICATION)),
            Sort::SansEffet,
            |id| pb::MarkNotificationsLuesRequest { ids: vec![id.to_owned()], toutes: false }.encode_to_vec(),
        ),
        sans("communication.v1.NotificationsService/WatchNotifications", PERSONNES, &pb::WatchNotificationsRequest {}),
        sans(
            "communication.v1.NotificationsService/RegisterAppareil",
            PERSONNES,
            &pb::RegisterAppareilRequest::default(),
        ),
        de(
            "communication.v1.NotificationsService/DeleteAppareil",
            PERSONNES,
            Some(Autrui::Sql(APPAREIL)),
            Sort::SansEffet,
            |id| pb::DeleteAppareilRequest { id: id.to_owned() }.encode_to_vec(),
        ),
    ]
}

fn portefeuille() -> Vec<Ligne> {
    use portefeuille as pb;
    let creation = pb::CreateBeneficiaireFtRequest {
        request_id: Uuid::new_v4().to_string(),
        prenom: "Camille".to_owned(),
        nom: "Roussel".to_owned(),
        email: "camille.roussel@mail.fr".to_owned(),
        ..Default::default()
    };
    let email = pb::CheckEmailRequest { email: "camille.roussel@mail.fr".to_owned() };
    vec![
        sans(
            "portefeuille.v1.PortefeuilleService/ListPortefeuille",
            CONSEILLERS,
            &pb::ListPortefeuilleRequest::default(),
        ),
        de("portefeuille.v1.PortefeuilleService/GetFiche", PERSONNES, kenza(), Sort::Introuvable, |id| {
            pb::GetFicheRequest { beneficiaire_id: id.to_owned() }.encode_to_vec()
        }),
        sans("portefeuille.v1.PortefeuilleService/CheckEmail", FT, &email),
        sans("portefeuille.v1.PortefeuilleService/CreateBeneficiaireFt", FT, &creation),
        dossier("portefeuille.v1.PortefeuilleService/GetDossierImilo", |numero| {
            pb::GetDossierImiloRequest { numero: numero.to_owned() }.encode_to_vec()
        }),
        dossier("portefeuille.v1.PortefeuilleService/CreateBeneficiaireMilo", |numero| {
            pb::CreateBeneficiaireMiloRequest {
                request_id: Uuid::new_v4().to_string(),
                numero: numero.to_owned(),
                dispositif: identite::Dispositif::Cej.into(),
                ..pb::CreateBeneficiaireMiloRequest::default()
            }
            .encode_to_vec()
        }),
        de("portefeuille.v1.PortefeuilleService/ResumeCreation", ML, kenza(), Sort::Introuvable, |id| {
            pb::ResumeCreationRequest { beneficiaire_id: id.to_owned() }.encode_to_vec()
        }),
        sans(
            "portefeuille.v1.PortefeuilleService/FindDossierImilo",
            ML,
            &pb::FindDossierImiloRequest { numero: "990001".to_owned() },
        ),
        sans("portefeuille.v1.PortefeuilleService/ListIdentites", CONSEILLERS, &pb::ListIdentitesRequest::default()),
        sans(
            "portefeuille.v1.PortefeuilleService/SearchEtablissement",
            ML,
            &pb::SearchEtablissementRequest { recherche: "kenza".to_owned(), ..Default::default() },
        ),
        de(
            "portefeuille.v1.PortefeuilleService/ListHistoriqueConseillers",
            PERSONNES,
            kenza(),
            Sort::Introuvable,
            |id| pb::ListHistoriqueConseillersRequest { beneficiaire_id: id.to_owned() }.encode_to_vec(),
        ),
        de("portefeuille.v1.PortefeuilleService/UpdateBeneficiaire", CONSEILLERS, kenza(), Sort::Introuvable, |id| {
            pb::UpdateBeneficiaireRequest { beneficiaire_id: id.to_owned(), ..Default::default() }.encode_to_vec()
        }),
        de("portefeuille.v1.PortefeuilleService/CorrectEmail", FT, kenza(), Sort::Introuvable, |id| {
            pb::CorrectEmailRequest {
                beneficiaire_id: id.to_owned(),
                email: "camille.roussel@mail.fr".to_owned(),
                etag: String::new(),
            }
            .encode_to_vec()
        }),
        de("portefeuille.v1.PortefeuilleService/ResendActivation", ML, kenza(), Sort::Introuvable, |id| {
            pb::ResendActivationRequest { beneficiaire_id: id.to_owned() }.encode_to_vec()
        }),
        Ligne {
            rpc: "portefeuille.v1.PortefeuilleService/RequestActivation",
            roles: None,
            objet: Objet::Sans(
                pb::RequestActivationRequest { email: "camille.roussel@mail.fr".to_owned() }.encode_to_vec(),
            ),
        },
        de("portefeuille.v1.PortefeuilleService/AbandonCreation", ML, kenza(), Sort::Introuvable, |id| {
            pb::AbandonCreationRequest { beneficiaire_id: id.to_owned() }.encode_to_vec()
        }),
        sans(
            "portefeuille.v1.PortefeuilleService/ListMotifsSuppression",
            CONSEILLERS,
            &pb::ListMotifsSuppressionRequest::default(),
        ),
        de("portefeuille.v1.PortefeuilleService/ArchiveBeneficiaire", CONSEILLERS, kenza(), Sort::Introuvable, |id| {
            pb::ArchiveBeneficiaireRequest {
                beneficiaire_id: id.to_owned(),
                motif: pb::MotifSuppression::Demenagement.into(),
                date_fin_accompagnement: Some(commun::Jour { annee: 2026, mois: 3, jour: 10 }),
                ..Default::default()
            }
            .encode_to_vec()
        }),
        de("portefeuille.v1.PortefeuilleService/DeleteBeneficiaire", CONSEILLERS, kenza(), Sort::Introuvable, |id| {
            pb::DeleteBeneficiaireRequest { beneficiaire_id: id.to_owned(), ..Default::default() }.encode_to_vec()
        }),
        de("portefeuille.v1.PortefeuilleService/WhoReadBeneficiaire", PERSONNES, kenza(), Sort::Introuvable, |id| {
            pb::WhoReadBeneficiaireRequest { beneficiaire_id: id.to_owned(), ..Default::default() }.encode_to_vec()
        }),
    ]
}
