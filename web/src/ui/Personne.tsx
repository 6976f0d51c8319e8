import type { ReactNode } from "react";
import { LienRoute } from "./Lien";
import { Pastille } from "./Pastille";

/** NOM Prénom, the way lists show people. The source keeps the case for screen readers. */
export function NomPrenom({ prenom, nom }: { prenom: string; nom: string }) {
  return (
    <>
      <span className="pe-personne__famille">{nom}</span> {prenom}
    </>
  );
}

/** First cell of a list of people. */
export function CellulePersonne({ nom, marques }: { nom: ReactNode; marques: ReactNode }) {
  return (
    <div className="pe-personne">
      <span className="pe-personne__nom">{nom}</span>
      <span className="pe-personne__marques">{marques}</span>
    </div>
  );
}

/** Initials, name and a few words about a person. */
export function CartePersonne({
  prenom,
  nom,
  lignes,
}: {
  prenom: string;
  nom: string;
  lignes: string[];
}) {
  return (
    <div className="pe-carte-personne">
      <span aria-hidden="true" className="pe-avatar">
        {`${prenom.charAt(0)}${nom.charAt(0)}`.toLocaleUpperCase("fr")}
      </span>
      <div>
        <p className="pe-carte-personne__nom">{`${prenom} ${nom}`}</p>
        {lignes.map((ligne) => (
          <p key={ligne}>{ligne}</p>
        ))}
      </div>
    </div>
  );
}

/** Who is signed in, at the bottom of the menu: his name leads to his profile. */
export function Compte({
  nom,
  lieu,
  profil,
  pastille,
  action,
  onAction,
}: {
  nom: string;
  lieu?: string;
  /** Address of the profile. */
  profil: string;
  /** Something waits for the person in his profile: a dot, and its words. */
  pastille?: string;
  action: string;
  onAction: () => void;
}) {
  return (
    <div className="pe-compte">
      <LienRoute vers={profil} className="pe-compte__profil">
        <span className="pe-compte__nom">
          {nom}
          {pastille && <Pastille>{pastille}</Pastille>}
        </span>
        {lieu && <span className="pe-compte__lieu">{lieu}</span>}
      </LienRoute>
      <button type="button" onClick={onAction}>
        <span aria-hidden="true" className="fr-icon-logout-box-r-line" />
        {action}
      </button>
    </div>
  );
}
