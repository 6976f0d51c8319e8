//! Accounts without activity: archiving is announced a month before.

step!(
    r"
    -- When the conseiller was told that the account will be archived; worth something only when it is
    -- after the last activity.
    ALTER TABLE beneficiaire ADD archivage_annonce_le timestamptz;
    "
);
