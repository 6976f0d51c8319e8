import { accueil as textes } from "@/i18n/fr/accueil";
import { commun } from "@/i18n/fr/commun";
import { BASE } from "@/platform/espace";
import { Encart } from "@/ui/Alerte";
import { Heros, Intro } from "@/ui/Disposition";
import { GabaritSimple } from "@/ui/Gabarit";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { Pied } from "@/ui/Pied";
import { Produit, TitrePage } from "@/ui/Titre";
import { Groupe, Tuiles } from "@/ui/Tuiles";

/** The choice of a space. */
export function PageAccueil() {
  useMarqueDocument("pass-emploi");
  return (
    <Produit value={commun.produitNeutre}>
      <GabaritSimple
        large
        logo={<Logo nom={commun.produitNeutre} />}
        pied={<Pied marque="pass-emploi" />}
      >
        <Heros>
          <TitrePage document={textes.document}>{textes.titre}</TitrePage>
          <Intro>{textes.intro}</Intro>
        </Heros>
        <Groupe titre={textes.espaces}>
          <Tuiles
            disposition="grille"
            choix={[
              {
                ...textes.conseiller,
                cle: "conseiller",
                adresse: BASE.conseiller,
                icone: "fr-icon-briefcase-line",
              },
              {
                ...textes.beneficiaire,
                cle: "beneficiaire",
                adresse: BASE.beneficiaire,
                icone: "fr-icon-user-line",
              },
            ]}
          />
        </Groupe>
        <Encart titre={textes.employeurs.titre}>
          <p>{textes.employeurs.texte}</p>
        </Encart>
      </GabaritSimple>
    </Produit>
  );
}
