//! Conseillers, made by their first sign-in.

step!(
    r"
    CREATE TABLE conseiller (
        id                 uuid PRIMARY KEY,
        structure          text NOT NULL,
        fournisseur        text NOT NULL,
        sub                text NOT NULL,
        prenom             text NOT NULL,
        nom                text NOT NULL,
        email              text,
        username           text,
        structure_milo     text REFERENCES structure_milo (code),
        agence             text REFERENCES agence (id),
        date_creation      timestamptz NOT NULL,
        derniere_connexion timestamptz NOT NULL,
        UNIQUE (fournisseur, sub)
    );
    CREATE INDEX conseiller_structure_milo ON conseiller (structure_milo);
    "
);
