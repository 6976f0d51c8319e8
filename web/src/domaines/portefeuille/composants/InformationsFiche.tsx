import { fiche as textes } from "@/i18n/fr/portefeuille";
import { Bloc, DateTexte, Definitions } from "@/ui/Definitions";
import { Etiquettes } from "@/ui/Disposition";
import { Etiquette } from "@/ui/Etiquette";
import { LienExterne } from "@/ui/Lien";
import type { FicheVue, LigneInformation } from "../fiche";

export function InformationsFiche({ fiche }: { fiche: FicheVue }) {
  return (
    <Bloc titre={textes.informations}>
      {fiche.situations.length > 0 && (
        <Etiquettes
          elements={fiche.situations.map((situation) => ({
            cle: situation,
            contenu: <Etiquette>{situation}</Etiquette>,
          }))}
        />
      )}
      <Definitions
        definitions={fiche.informations.map((ligne) => ({
          cle: ligne.cle,
          terme: ligne.libelle,
          valeur: <Valeur ligne={ligne} />,
        }))}
      />
    </Bloc>
  );
}

function Valeur({ ligne }: { ligne: LigneInformation }) {
  if (ligne.lien) {
    return (
      <LienExterne adresse={ligne.lien} nouvelleFenetre>
        {ligne.valeur}
      </LienExterne>
    );
  }
  return <DateTexte court={ligne.valeur} long={ligne.long} />;
}
