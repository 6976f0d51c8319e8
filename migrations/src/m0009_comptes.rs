//! Support accounts, accounts that move to another product, what a session shows of itself, and
//! the news of a session that ends.

step!(
    r"
    -- A person of the support, made by his first sign-in (D15).
    CREATE TABLE support (
        id                 uuid PRIMARY KEY,
        sub                text NOT NULL UNIQUE,
        email              text NOT NULL,
        prenom             text,
        nom                text,
        date_creation      timestamptz NOT NULL,
        derniere_connexion timestamptz NOT NULL
    );

    -- Day from which the account is used in another product (D3), set by the operator.
    ALTER TABLE conseiller ADD migration_le date
        CONSTRAINT conseiller_migration CHECK (migration_le IS NULL OR structure = 'POLE_EMPLOI');
    CREATE INDEX conseiller_email ON conseiller (email) WHERE email IS NOT NULL;

    ALTER TABLE session DROP CONSTRAINT session_role_check;
    ALTER TABLE session ADD CONSTRAINT session_role_check CHECK (role IN ('CONSEILLER', 'BENEFICIAIRE', 'SUPPORT'));
    ALTER TABLE session
        ADD appareil text,
        ADD mobile boolean NOT NULL DEFAULT false,
        ADD vue_le timestamptz NOT NULL DEFAULT now();
    UPDATE session SET vue_le = cree_le;

    -- Every process that remembers callers hears of it: another gateway, and an operator's UPDATE.
    CREATE FUNCTION annoncer_session_close() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('sessions_closes', NEW.id::text);
        RETURN NULL;
    END $$;
    CREATE TRIGGER session_close AFTER UPDATE OF revoquee_le ON session
        FOR EACH ROW WHEN (OLD.revoquee_le IS NULL AND NEW.revoquee_le IS NOT NULL)
        EXECUTE FUNCTION annoncer_session_close();
    "
);
