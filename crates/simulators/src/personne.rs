//! A person of a sign-in realm.

use serde::{Deserialize, Serialize};

use crate::realm::Realm;

/// A person who may sign in to a realm, with what the realm says of him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personne {
    /// Realm of the account.
    pub realm: Realm,
    /// Account id.
    pub sub: String,
    /// First name.
    pub prenom: Option<String>,
    /// Family name.
    pub nom: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Whether the realm vouches for the e-mail.
    pub email_verifie: bool,
    /// Login (`preferred_username`).
    pub username: Option<String>,
    /// Who he is, in French, for the sign-in page.
    pub description: String,
    /// Codes of his structures at i-milo; the first one is the principal one.
    pub structures: Vec<String>,
    /// False until the person has chosen a password.
    pub active: bool,
}

impl Personne {
    /// An active account of which nothing is known.
    pub(crate) const fn new(realm: Realm, sub: String) -> Self {
        Self {
            realm,
            sub,
            prenom: None,
            nom: None,
            email: None,
            email_verifie: true,
            username: None,
            description: String::new(),
            structures: Vec::new(),
            active: true,
        }
    }

    /// First name and family name, as far as they are known.
    pub(crate) fn nom_complet(&self) -> String {
        [&self.prenom, &self.nom].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
    }

    /// Whether `hint` is the account id or the e-mail of this person.
    pub(crate) fn answers_to(&self, hint: &str) -> bool {
        self.sub == hint || self.email.as_deref().is_some_and(|email| email.eq_ignore_ascii_case(hint))
    }
}

/// A change of a person, or a person to add: fields that are absent keep their value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonnePatch {
    /// Realm of the account.
    pub realm: Realm,
    /// Account id; unknown in the realm, it adds a person.
    pub sub: String,
    /// New first name.
    pub prenom: Option<String>,
    /// New family name.
    pub nom: Option<String>,
    /// New e-mail.
    pub email: Option<String>,
    /// Whether the realm vouches for the e-mail.
    pub email_verifie: Option<bool>,
    /// New login.
    pub username: Option<String>,
    /// New description.
    pub description: Option<String>,
    /// New structures, the principal one first.
    pub structures: Option<Vec<String>>,
    /// Whether the person has chosen a password.
    pub active: Option<bool>,
    /// Claims that the realm must not give any more.
    #[serde(default)]
    pub sans: Vec<Champ>,
}

/// A claim that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Champ {
    /// First name.
    Prenom,
    /// Family name.
    Nom,
    /// E-mail.
    Email,
    /// Login.
    Username,
}

impl PersonnePatch {
    /// A patch that changes nothing yet.
    pub fn new(realm: Realm, sub: impl Into<String>) -> Self {
        Self {
            realm,
            sub: sub.into(),
            prenom: None,
            nom: None,
            email: None,
            email_verifie: None,
            username: None,
            description: None,
            structures: None,
            active: None,
            sans: Vec::new(),
        }
    }

    pub(crate) fn apply(self, personne: &mut Personne) {
        fn replace<T>(champ: &mut T, valeur: Option<T>) {
            if let Some(valeur) = valeur {
                *champ = valeur;
            }
        }
        personne.prenom = self.prenom.or(personne.prenom.take());
        personne.nom = self.nom.or(personne.nom.take());
        personne.email = self.email.or(personne.email.take());
        personne.username = self.username.or(personne.username.take());
        replace(&mut personne.email_verifie, self.email_verifie);
        replace(&mut personne.description, self.description);
        replace(&mut personne.structures, self.structures);
        replace(&mut personne.active, self.active);
        for champ in self.sans {
            match champ {
                Champ::Prenom => personne.prenom = None,
                Champ::Nom => personne.nom = None,
                Champ::Email => personne.email = None,
                Champ::Username => personne.username = None,
            }
        }
    }
}
