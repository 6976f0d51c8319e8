//! Outbox and jobs: one row a task, written in the transaction of the act that needs it.
//!
//! `disponible_le` is the whole lease: a worker that takes a task moves it to the end of its
//! lease, so that a task whose worker died comes back by itself.

step!(
    r"
    CREATE TABLE tache (
        id            uuid PRIMARY KEY,
        genre         text NOT NULL,
        cle           text NOT NULL,
        voie          text,
        contenu       jsonb NOT NULL,
        etat          text NOT NULL CHECK (etat IN ('A_FAIRE', 'FAITE', 'ECARTEE')),
        echeance      timestamptz NOT NULL,
        disponible_le timestamptz NOT NULL,
        bail          uuid,
        tentatives    integer NOT NULL DEFAULT 0,
        erreur        text,
        cree_le       timestamptz NOT NULL,
        fini_le       timestamptz,
        UNIQUE (genre, cle)
    );
    CREATE INDEX tache_a_faire ON tache (disponible_le) WHERE etat = 'A_FAIRE';
    CREATE INDEX tache_ecartee ON tache (genre, fini_le) WHERE etat = 'ECARTEE';
    CREATE INDEX tache_finie ON tache (fini_le) WHERE etat <> 'A_FAIRE';
    CREATE UNIQUE INDEX tache_voie ON tache (voie) WHERE bail IS NOT NULL AND voie IS NOT NULL;

    CREATE TABLE genre_en_pause (
        genre   text PRIMARY KEY,
        depuis  timestamptz NOT NULL
    );

    CREATE TABLE calendrier (
        genre        text PRIMARY KEY,
        prochaine_le timestamptz NOT NULL,
        derniere_le  timestamptz
    );

    CREATE FUNCTION annoncer_taches() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('taches', '');
        RETURN NULL;
    END $$;
    CREATE TRIGGER tache_annoncee AFTER INSERT ON tache
        FOR EACH STATEMENT EXECUTE FUNCTION annoncer_taches();
    "
);
