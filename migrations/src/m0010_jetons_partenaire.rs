//! Tokens of people at the providers, sign-outs that the providers send, attempts of sign-in.

step!(
    r"
    -- What the provider gave at the last sign-in, sealed; one row an account and provider.
    CREATE TABLE jeton_partenaire (
        role        text NOT NULL,
        compte      uuid NOT NULL,
        fournisseur text NOT NULL,
        scelle      bytea NOT NULL,
        expire_le   timestamptz NOT NULL,
        -- Changes at each write: a renewal never overwrites what came meanwhile.
        version     uuid NOT NULL,
        -- A renewal is under way until then, in one process.
        bail        timestamptz,
        PRIMARY KEY (role, compte, fournisseur)
    );

    -- Sign-outs received, so that one is applied once.
    CREATE TABLE deconnexion_recue (
        fournisseur text NOT NULL,
        jti         text NOT NULL,
        recue_le    timestamptz NOT NULL,
        PRIMARY KEY (fournisseur, jti)
    );

    -- Sign-ins and failures of an address or an account; the key is a digest. Short-lived, and
    -- not worth the durability: after a crash everybody begins again.
    CREATE UNLOGGED TABLE tentative_connexion (
        cle    bytea PRIMARY KEY,
        debut  timestamptz NOT NULL,
        nombre integer NOT NULL
    );
    CREATE INDEX tentative_connexion_debut ON tentative_connexion (debut);
    "
);
