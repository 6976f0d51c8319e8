//! Bénéficiaires and the uniqueness of what identifies them.

step!(
    r"
    CREATE TABLE beneficiaire (
        id                    uuid PRIMARY KEY,
        request_id            uuid,
        auteur                uuid,
        empreinte             bytea,
        etat                  text NOT NULL CHECK (etat IN ('CREATION_INCERTAINE', 'NON_ACTIVE', 'ACTIF')),
        surcharge             boolean NOT NULL DEFAULT false,
        bail                  timestamptz,
        prenom                text NOT NULL,
        nom                   text NOT NULL,
        -- Folded first and family name, for search (each word after a space) and for sorting.
        nom_recherche         text NOT NULL,
        nom_tri               text NOT NULL,
        email                 text,
        fournisseur           text NOT NULL,
        sub                   text,
        famille               text NOT NULL,
        dossier               text,
        structure             text NOT NULL,
        dispositif            text NOT NULL,
        conseiller            uuid NOT NULL REFERENCES conseiller (id),
        structure_milo        text,
        date_creation         timestamptz NOT NULL,
        premiere_connexion    timestamptz,
        derniere_connexion    timestamptz,
        derniere_activite     timestamptz,
        activation_envoyee_le timestamptz,
        date_fin_cej          date,
        situations            jsonb NOT NULL DEFAULT '[]',
        situation_courante    text,
        peut_voir_comptage    boolean NOT NULL DEFAULT false,
        repris_le             timestamptz,
        CHECK ((request_id IS NULL) = (auteur IS NULL) AND (auteur IS NULL) = (empreinte IS NULL)),
        CHECK (etat = 'CREATION_INCERTAINE' OR (NOT surcharge AND bail IS NULL)),
        CHECK ((etat = 'ACTIF') = (premiere_connexion IS NOT NULL))
    );

    -- A command is applied once (D4).
    CREATE UNIQUE INDEX beneficiaire_request ON beneficiaire (auteur, request_id);

    -- One holder of each value. A person taken over by another Mission Locale holds nothing; a
    -- take-over under way stands beside the person it takes over, alone of its kind.
    CREATE UNIQUE INDEX beneficiaire_email ON beneficiaire (email) WHERE repris_le IS NULL AND NOT surcharge;
    CREATE UNIQUE INDEX beneficiaire_email_surcharge ON beneficiaire (email) WHERE surcharge;
    CREATE UNIQUE INDEX beneficiaire_dossier ON beneficiaire (famille, dossier) WHERE repris_le IS NULL AND NOT surcharge;
    CREATE UNIQUE INDEX beneficiaire_dossier_surcharge ON beneficiaire (famille, dossier) WHERE surcharge;
    CREATE UNIQUE INDEX beneficiaire_sub ON beneficiaire (fournisseur, sub);

    -- Who holds a value, whatever his state: the partial indexes above cannot answer that.
    CREATE INDEX beneficiaire_email_holders ON beneficiaire (email);
    CREATE INDEX beneficiaire_dossier_holders ON beneficiaire (dossier);

    -- The portefeuille, in its default order.
    CREATE INDEX beneficiaire_portefeuille ON beneficiaire (conseiller, nom_tri, id);
    "
);
