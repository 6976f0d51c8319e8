import { portefeuille as textes } from "@/i18n/fr/portefeuille";
import { abandon } from "@/i18n/fr/suppression";
import { Bouton } from "@/ui/Bouton";
import { DateTexte, Invisible } from "@/ui/Definitions";
import { Etat, Etiquette } from "@/ui/Etiquette";
import { Lien } from "@/ui/Lien";
import { CellulePersonne, NomPrenom } from "@/ui/Personne";
import { Tableau, type Colonne } from "@/ui/Tableau";
import { trierAutrement, type ColonneTriable, type LigneVue, type Tri } from "../liste";

interface Proprietes {
  lignes: LigneVue[];
  total: number;
  tri: Tri;
  avecSituation: boolean;
  /** The person whose creation is being resumed. */
  repriseEnCours: string | undefined;
  onTrier: (tri: Tri) => void;
  onReprendre: (ligne: LigneVue) => void;
  onAbandonner: (ligne: LigneVue) => void;
}

export function ListeBeneficiaires({
  lignes,
  total,
  tri,
  avecSituation,
  repriseEnCours,
  onTrier,
  onReprendre,
  onAbandonner,
}: Proprietes) {
  const { colonnes: titres } = textes.liste;
  const colonnes: Colonne<LigneVue, ColonneTriable>[] = [
    {
      cle: "nom",
      titre: titres.nom,
      rendu: (ligne) => (
        <Beneficiaire
          ligne={ligne}
          occupe={repriseEnCours === ligne.id}
          onReprendre={() => onReprendre(ligne)}
          onAbandonner={() => onAbandonner(ligne)}
        />
      ),
    },
    {
      cle: "derniere_activite",
      titre: titres.derniere_activite,
      rendu: (ligne) => <Activite ligne={ligne} />,
    },
  ];
  if (avecSituation) {
    colonnes.splice(1, 0, {
      cle: "situation",
      titre: titres.situation,
      rendu: (ligne) => <Etiquette>{ligne.situation ?? textes.liste.sansSituation}</Etiquette>,
    });
  }
  return (
    <Tableau
      legende={textes.liste.titre(total)}
      colonnes={colonnes}
      lignes={lignes}
      cleLigne={(ligne) => ligne.id}
      tri={tri}
      onTrier={(colonne) => onTrier(trierAutrement(tri, colonne))}
      onChoisirTri={onTrier}
    />
  );
}

function Beneficiaire({
  ligne,
  occupe,
  onReprendre,
  onAbandonner,
}: {
  ligne: LigneVue;
  occupe: boolean;
  onReprendre: () => void;
  onAbandonner: () => void;
}) {
  return (
    <CellulePersonne
      nom={
        <Lien vers={`/beneficiaires/${ligne.id}`}>
          <Invisible>{textes.liste.acceder}</Invisible>
          <NomPrenom prenom={ligne.prenom} nom={ligne.nom} />
        </Lien>
      }
      marques={
        <>
          <Etat>{ligne.dispositif}</Etat>
          {ligne.suiviTemporaire && (
            <Etat icone="fr-icon-time-line">{ligne.suiviTemporaire}</Etat>
          )}
          {ligne.aArchiver && <Etat gravite="warning">{textes.liste.aArchiver}</Etat>}
          {ligne.mlDifferente && <Etat gravite="warning">{textes.liste.mlDifferente}</Etat>}
          {ligne.repris && <Etat gravite="warning">{textes.liste.repris}</Etat>}
          {ligne.creationIncertaine && (
            <>
              <Etat gravite="info">{textes.liste.creationIncertaine}</Etat>
              <Bouton genre="secondaire" petit occupe={occupe} onClick={onReprendre}>
                {textes.liste.reprendre}
                <Invisible>{textes.liste.reprendreDe(ligne.nomComplet)}</Invisible>
              </Bouton>
              <Bouton genre="discret" petit onClick={onAbandonner}>
                {abandon.action}
                <Invisible>{abandon.actionDe(ligne.nomComplet)}</Invisible>
              </Bouton>
            </>
          )}
        </>
      }
    />
  );
}

function Activite({ ligne }: { ligne: LigneVue }) {
  if (ligne.activite) return <DateTexte {...ligne.activite} />;
  if (ligne.creationIncertaine) return null;
  if (ligne.compteNonActive) return <Etat gravite="warning">{ligne.sansActivite}</Etat>;
  return <>{ligne.sansActivite}</>;
}
