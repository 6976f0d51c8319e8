//! What people are told, on which devices, and what they chose.

step!(
    r"
    CREATE TABLE notification (
        id          uuid PRIMARY KEY,
        role        text NOT NULL,
        compte      uuid NOT NULL,
        type        text NOT NULL,
        categorie   text NOT NULL,
        titre       text NOT NULL,
        description text NOT NULL,
        id_objet    text,
        cle         text,
        version     integer NOT NULL DEFAULT 1,
        date        timestamptz NOT NULL,
        lue_le      timestamptz
    );
    CREATE UNIQUE INDEX notification_cle ON notification (role, compte, cle) WHERE cle IS NOT NULL;
    CREATE INDEX notification_compte ON notification (role, compte, date DESC, id DESC);
    CREATE INDEX notification_non_lue ON notification (role, compte) WHERE lue_le IS NULL;
    CREATE INDEX notification_date ON notification (date);

    CREATE TABLE appareil (
        id       uuid PRIMARY KEY,
        session  uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        role     text NOT NULL,
        compte   uuid NOT NULL,
        endpoint text NOT NULL UNIQUE,
        p256dh   bytea NOT NULL,
        auth     bytea NOT NULL,
        version  text NOT NULL,
        vu_le    timestamptz NOT NULL
    );
    CREATE INDEX appareil_compte ON appareil (role, compte, vu_le);
    CREATE INDEX appareil_session ON appareil (session);
    CREATE INDEX appareil_vu_le ON appareil (vu_le);

    CREATE TABLE preference (
        beneficiaire uuid NOT NULL REFERENCES beneficiaire (id) ON DELETE CASCADE,
        categorie    text NOT NULL,
        push         boolean NOT NULL,
        mail         boolean NOT NULL,
        PRIMARY KEY (beneficiaire, categorie)
    );
    ALTER TABLE beneficiaire ADD COLUMN partage_favoris boolean NOT NULL DEFAULT true;
    ALTER TABLE conseiller
        ADD COLUMN notifications_sonores boolean NOT NULL DEFAULT true,
        ADD COLUMN recapitulatif text NOT NULL DEFAULT 'TOUS_LES_JOURS',
        ADD COLUMN visite_terminee_le timestamptz,
        ADD COLUMN agence_libre text;
    ALTER TABLE agence ADD COLUMN famille text NOT NULL DEFAULT 'FT';
    ALTER TABLE agence ADD COLUMN nom_recherche text NOT NULL DEFAULT '';
    ALTER TABLE structure_milo
        ADD COLUMN nom_recherche text NOT NULL DEFAULT '',
        ADD COLUMN departement text NOT NULL DEFAULT '';
    "
);
