//! The journal: who did what to whom. Append-only.

step!(
    r"
    CREATE TABLE journal (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        le         timestamptz NOT NULL,
        role       text,
        compte     uuid,
        acte       text NOT NULL,
        cible_type text,
        cible      text,
        resultat   text NOT NULL CHECK (resultat IN ('AUTORISE', 'REFUSE')),
        motif      text,
        detail     text
    );
    CREATE INDEX journal_compte ON journal (compte, acte, le);
    CREATE INDEX journal_cible ON journal (cible_type, cible, le);
    "
);
