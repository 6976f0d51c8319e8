import { etablissement } from "@/i18n/fr/etablissement";
import { portefeuille } from "@/i18n/fr/portefeuille";
import { DateTexte, Invisible } from "@/ui/Definitions";
import { Etat, Etiquette } from "@/ui/Etiquette";
import { Lien } from "@/ui/Lien";
import { CellulePersonne, NomPrenom } from "@/ui/Personne";
import { TableauSimple } from "@/ui/Tableau";
import type { LigneEtablissementVue } from "../etablissement";

const textes = etablissement.liste;

/** The nearest names first, in the order of the server. */
export function ListeEtablissement({
  legende,
  lignes,
}: {
  legende: string;
  lignes: LigneEtablissementVue[];
}) {
  return (
    <TableauSimple
      legende={legende}
      colonnes={COLONNES}
      lignes={lignes}
      cleLigne={({ id }) => id}
    />
  );
}

const COLONNES = [
  {
    cle: "nom",
    titre: textes.colonnes.nom,
    rendu: ({ id, prenom, nom, mien }: LigneEtablissementVue) => (
      <CellulePersonne
        nom={
          <Lien vers={`/beneficiaires/${id}`}>
            <Invisible>{portefeuille.liste.acceder}</Invisible>
            <NomPrenom prenom={prenom} nom={nom} />
          </Lien>
        }
        marques={mien && <Etat gravite="info">{textes.mien}</Etat>}
      />
    ),
  },
  {
    cle: "situation",
    titre: textes.colonnes.situation,
    rendu: ({ situation }: LigneEtablissementVue) => (
      <Etiquette>{situation?.categorie ?? portefeuille.liste.sansSituation}</Etiquette>
    ),
  },
  {
    cle: "derniere_activite",
    titre: textes.colonnes.derniere_activite,
    rendu: ({ activite, compteNonActive, sansActivite }: LigneEtablissementVue) => {
      if (activite) return <DateTexte {...activite} />;
      return compteNonActive ? <Etat gravite="warning">{sansActivite}</Etat> : sansActivite;
    },
  },
  {
    cle: "conseiller",
    titre: textes.colonnes.conseiller,
    rendu: ({ conseiller }: LigneEtablissementVue) => conseiller,
  },
];
