//! Portefeuille: identifiant France Travail, loans, archives, who followed a person, search in a
//! Mission Locale.

step!(
    r"
    ALTER TABLE beneficiaire
        ADD COLUMN identifiant_ft     text CHECK (identifiant_ft ~ '^[A-Z0-9]{1,11}$'),
        -- During a loan: who lent the person, and the last day when one was said (D47).
        ADD COLUMN premier_conseiller uuid REFERENCES conseiller (id),
        ADD COLUMN fin_de_pret        date,
        ADD CONSTRAINT pret CHECK (premier_conseiller IS NOT NULL OR fin_de_pret IS NULL);
    CREATE UNIQUE INDEX beneficiaire_identifiant_ft ON beneficiaire (famille, identifiant_ft) WHERE repris_le IS NULL;
    CREATE INDEX beneficiaire_prets ON beneficiaire (premier_conseiller) WHERE premier_conseiller IS NOT NULL;

    -- Names with small mistakes, among the people of one Mission Locale: some thousands, found by
    -- their conseillers and compared one by one.
    CREATE EXTENSION IF NOT EXISTS pg_trgm;

    -- Nobody signed in for 2 years: his people are listed 'à réaffecter'.
    ALTER TABLE conseiller ADD COLUMN dormant_depuis timestamptz;

    -- Who moved whom; names as they were. Lives as long as the person.
    CREATE TABLE reaffectation (
        id             uuid PRIMARY KEY,
        request_id     uuid,
        beneficiaire   uuid NOT NULL REFERENCES beneficiaire (id) ON DELETE CASCADE,
        type           text NOT NULL CHECK (type IN ('DEFINITIF', 'TEMPORAIRE', 'DEFINITIF_SUPPORT',
                                                     'TEMPORAIRE_SUPPORT', 'RECUPERATION', 'RETOUR_AUTOMATIQUE')),
        source         uuid NOT NULL,
        source_nom     text NOT NULL,
        cible          uuid NOT NULL,
        cible_nom      text NOT NULL,
        auteur_role    text,
        auteur         uuid,
        auteur_nom     text NOT NULL,
        le             timestamptz NOT NULL,
        fin_de_pret    date
    );
    CREATE INDEX reaffectation_beneficiaire ON reaffectation (beneficiaire, le DESC);

    -- The copy of a person who left, sealed with a key of its own; the key is sealed with the
    -- master key, and both go with the row.
    CREATE TABLE archive (
        beneficiaire uuid PRIMARY KEY,
        structure    text NOT NULL,
        motif        text NOT NULL,
        archive_le   timestamptz NOT NULL,
        cle          bytea NOT NULL,
        contenu      bytea NOT NULL
    );
    CREATE INDEX archive_le ON archive (archive_le);
    "
);
