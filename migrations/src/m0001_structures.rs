//! Places: i-milo structures and agences.

step!(
    r"
    CREATE TABLE structure_milo (
        code         text PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 32),
        nom_officiel text NOT NULL,
        nom_usuel    text NOT NULL,
        zone         text NOT NULL
    );
    CREATE TABLE agence (
        id          text PRIMARY KEY,
        nom         text NOT NULL,
        departement text NOT NULL,
        zone        text NOT NULL
    );
    "
);
