//! Sign-ins under way, refused, or waiting for a mobile app.

step!(
    r"
    CREATE TABLE interaction_connexion (
        state       bytea PRIMARY KEY,
        navigateur  bytea NOT NULL,
        entree      text NOT NULL,
        espace      text NOT NULL,
        nonce       text NOT NULL,
        pkce        text NOT NULL,
        redirection text NOT NULL,
        retour      text,
        mobile      jsonb,
        cree_le     timestamptz NOT NULL
    );
    CREATE INDEX interaction_connexion_cree_le ON interaction_connexion (cree_le);
    CREATE TABLE erreur_connexion (
        id                  bytea PRIMARY KEY,
        navigateur          bytea NOT NULL,
        raison              text NOT NULL,
        email               text,
        structure_existante text,
        cree_le             timestamptz NOT NULL
    );
    CREATE INDEX erreur_connexion_cree_le ON erreur_connexion (cree_le);
    CREATE TABLE code_mobile (
        code           bytea PRIMARY KEY,
        session        uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        redirect_uri   text NOT NULL,
        code_challenge text NOT NULL,
        cree_le        timestamptz NOT NULL
    );
    "
);
