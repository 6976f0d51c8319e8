//! i-milo: one budget of calls for all processes, what was last read there, the inbox of its events,
//! and how far a nightly reading got.

step!(
    r"
    -- A bucket of tokens for each family of calls. Worth nothing after a crash: not logged.
    CREATE UNLOGGED TABLE debit_partenaire (
        seau  text PRIMARY KEY,
        solde double precision NOT NULL,
        vu_le timestamptz NOT NULL
    ) WITH (fillfactor = 50);

    -- Takes a token when at least `plancher` are left after it. A floor under zero books one that
    -- comes: `attente` seconds from now. When it is refused, `attente` says when to ask again.
    -- The clock is the one of the database: all processes share it.
    CREATE FUNCTION prendre_debit(
        nom text, capacite double precision, par_seconde double precision, plancher double precision,
        OUT pris boolean, OUT attente double precision
    ) LANGUAGE plpgsql AS $$
    DECLARE
        present timestamptz;
        plein double precision;
    BEGIN
        INSERT INTO debit_partenaire VALUES (nom, capacite, clock_timestamp()) ON CONFLICT DO NOTHING;
        SELECT d.solde, d.vu_le INTO plein, present FROM debit_partenaire d WHERE d.seau = nom FOR UPDATE;
        plein := least(capacite, plein + greatest(0, extract(epoch FROM clock_timestamp() - present)) * par_seconde);
        pris := plein - 1 >= plancher;
        IF pris THEN
            plein := plein - 1;
            attente := greatest(0, -plein / par_seconde);
        ELSE
            attente := (plancher + 1 - plein) / par_seconde;
        END IF;
        UPDATE debit_partenaire d SET solde = plein, vu_le = greatest(clock_timestamp(), present) WHERE d.seau = nom;
    END $$;

    -- Instant of the last good reading of the dossier; motives for which archiving is proposed.
    ALTER TABLE beneficiaire ADD imilo_lu_le timestamptz, ADD a_archiver text[] NOT NULL DEFAULT '{}';
    CREATE INDEX beneficiaire_dossier_a_lire ON beneficiaire (id)
        WHERE structure = 'MILO' AND dossier IS NOT NULL AND repris_le IS NULL AND etat <> 'CREATION_INCERTAINE';

    -- Events of i-milo, kept whether the dossier has an account or not.
    CREATE TABLE evenement_imilo (
        identifiant text PRIMARY KEY,
        dossier     text NOT NULL,
        type        text NOT NULL,
        action      text NOT NULL,
        id_type     text,
        date        timestamptz NOT NULL,
        recu_le     timestamptz NOT NULL,
        acquitte_le timestamptz,
        etat        text NOT NULL CHECK (etat IN ('A_TRAITER', 'IGNORE'))
    );
    CREATE INDEX evenement_imilo_a_traiter ON evenement_imilo (dossier, date) WHERE etat = 'A_TRAITER';
    CREATE INDEX evenement_imilo_recu ON evenement_imilo (recu_le);

    -- How far a run that reads every dossier got, written with each person.
    CREATE TABLE lecture_dossiers (
        passage   text PRIMARY KEY,
        debut     timestamptz NOT NULL,
        dernier   uuid,
        resultats jsonb NOT NULL DEFAULT '{}'
    );
    "
);
