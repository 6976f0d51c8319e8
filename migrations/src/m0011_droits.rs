//! Rights: what a caller was when he acted, readings journaled once in a while, the purge of the
//! journal by the calendar alone, superviseurs.

step!(
    r"
    -- What the caller was at that time. `lieu` is the code of a Mission Locale or the id of an agence.
    ALTER TABLE journal ADD COLUMN relation text, ADD COLUMN structure text, ADD COLUMN lieu text, ADD COLUMN raison text;

    -- Until now a fiche was journaled when a colleague of the Mission Locale read it, and only then.
    UPDATE journal SET relation = 'COLLEGUE', structure = 'MILO' WHERE acte = 'FICHE_LIRE' AND resultat = 'AUTORISE';

    -- One row for each reader, object and person within `intervalle`. The lock is held until the
    -- end of the transaction, and what follows it sees what its last holder wrote: exact, in one
    -- round trip.
    CREATE FUNCTION journaliser_lecture(
        instant timestamptz, intervalle interval, lecteur_role text, lecteur uuid, lecture text,
        objet_type text, objet text, lecteur_relation text, lecteur_structure text, lecteur_lieu text
    ) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('lecture:' || lecteur, 0));
        INSERT INTO journal (le, role, compte, acte, cible_type, cible, resultat, relation, structure, lieu)
        SELECT instant, lecteur_role, lecteur, lecture, objet_type, objet, 'AUTORISE',
               lecteur_relation, lecteur_structure, lecteur_lieu
        WHERE NOT EXISTS (
            SELECT FROM journal
            WHERE compte = lecteur AND acte = lecture AND resultat = 'AUTORISE'
              AND cible_type = objet_type AND cible = objet AND le > instant - intervalle
        );
        RETURN FOUND;
    END $$;

    -- The only way out of the journal (D21): readings after 12 months, everything else after 6
    -- years. It runs with the rights of its owner, the application has none to delete; a date of
    -- the future is brought back to now, so that the caller cannot choose what is erased.
    CREATE INDEX journal_le ON journal (le);
    CREATE FUNCTION purger_journal(maintenant timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
        present timestamptz := least(maintenant, now());
        purgees bigint;
    BEGIN
        DELETE FROM journal
        WHERE le < present - interval '6 years'
           OR (le < present - interval '12 months' AND acte ~ '_(LIRE|LISTER)$');
        GET DIAGNOSTICS purgees = ROW_COUNT;
        RETURN purgees;
    END $$;
    REVOKE ALL ON FUNCTION purger_journal(timestamptz) FROM PUBLIC;

    CREATE TABLE superviseur (
        id        uuid PRIMARY KEY,
        email     text NOT NULL,
        famille   text NOT NULL CHECK (famille IN ('MISSION_LOCALE', 'FRANCE_TRAVAIL')),
        perimetre text[] NOT NULL CHECK (cardinality(perimetre) BETWEEN 1 AND 50),
        donne_le  timestamptz NOT NULL,
        donne_par text NOT NULL,
        retire_le timestamptz,
        UNIQUE (email, famille)
    );
    "
);
