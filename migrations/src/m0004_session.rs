//! Sessions, their renewal tokens, signatures of the CGU.

step!(
    r"
    CREATE TABLE session (
        id          uuid PRIMARY KEY,
        role        text NOT NULL CHECK (role IN ('CONSEILLER', 'BENEFICIAIRE')),
        compte      uuid NOT NULL,
        cree_le     timestamptz NOT NULL,
        expire_le   timestamptz NOT NULL,
        revoquee_le timestamptz
    );
    CREATE INDEX session_compte ON session (compte);
    CREATE TABLE jeton_renouvellement (
        empreinte   bytea PRIMARY KEY,
        session     uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        remplace_le timestamptz
    );
    CREATE INDEX jeton_renouvellement_session ON jeton_renouvellement (session);
    CREATE TABLE signature_cgu (
        compte    uuid NOT NULL,
        version   text NOT NULL,
        signee_le timestamptz NOT NULL,
        PRIMARY KEY (compte, version)
    );
    "
);
