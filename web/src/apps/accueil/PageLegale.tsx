import { useLoaderData, useParams } from "@tanstack/react-router";
import { dateVersion, type CleMarque } from "@/domaines/identite/modele";
import { NOMS_TEXTES, type TexteLegal } from "@/domaines/identite/textesLegaux";
import { accueil } from "@/i18n/fr/accueil";
import { Mention } from "@/ui/Disposition";
import { GabaritSimple } from "@/ui/Gabarit";
import { Lien, LienRoute } from "@/ui/Lien";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { Pied } from "@/ui/Pied";
import { EntetePage, Produit } from "@/ui/Titre";
import { Groupe, ListeLiens, TexteRedige } from "@/ui/Tuiles";

/** One legal text of one brand. */
export function PageLegale() {
  const texte = useLoaderData({ strict: false }) as unknown as TexteLegal;
  const { marque, texte: nom } = useParams({ strict: false }) as {
    marque: CleMarque;
    texte: string;
  };
  const textes = accueil.legal;
  const produit = textes.marques[marque];
  useMarqueDocument(marque);
  return (
    <Produit value={produit}>
      <GabaritSimple
        logo={
          <LienRoute vers="/">
            <Logo nom={produit} />
          </LienRoute>
        }
        pied={<Pied marque={marque} />}
      >
        <EntetePage key={nom} titre={texte.titre} />
        <Mention>{textes.version(dateVersion(texte.version))}</Mention>
        <TexteRedige html={texte.html} libelle={texte.titre} />
        <Groupe titre={textes.autres}>
          <ListeLiens>
            {NOMS_TEXTES.filter((autre) => autre !== nom).map((autre) => (
              <Lien key={autre} vers={`/legal/${marque}/${autre}`}>
                {textes.noms[autre]}
              </Lien>
            ))}
          </ListeLiens>
        </Groupe>
      </GabaritSimple>
    </Produit>
  );
}
