import { useSearch } from "@tanstack/react-router";
import { useErreurConnexion } from "@/domaines/identite/api";
import { AvisConnexion } from "@/domaines/identite/composants/AvisConnexion";
import { ChoixEntree } from "@/domaines/identite/composants/ChoixEntree";
import {
  choixConseiller,
  choixDispositif,
  cleDernierChoix,
  type Entree,
} from "@/domaines/identite/modele";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { commun } from "@/i18n/fr/commun";
import { conseiller } from "@/i18n/fr/conseiller";
import { identite } from "@/i18n/fr/identite";
import { BASE } from "@/platform/espace";
import { retourSur } from "@/platform/navigation";
import { lire } from "@/platform/stockage";
import { Intro } from "@/ui/Disposition";
import { GabaritSimple } from "@/ui/Gabarit";
import { LienExterne } from "@/ui/Lien";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { Pied } from "@/ui/Pied";
import { EntetePage, Produit } from "@/ui/Titre";
import { Groupe } from "@/ui/Tuiles";

const ESPACE = "conseiller";
const ACCUEIL = `${BASE.conseiller}/portefeuille`;
const textes = identite.connexion;

/** Where a conseiller says who he works for, and leaves for his provider. */
export function PageConnexion() {
  const parametres = useSearch({ strict: false }) as Record<string, string | undefined>;
  const refus = useErreurConnexion(parametres.erreur);
  const retour = retourSur(parametres.retour, BASE.conseiller) ?? ACCUEIL;
  const inexistant = refus.data?.raison === Raison.UTILISATEUR_INEXISTANT;
  useMarqueDocument("pass-emploi");
  return (
    <Produit value={commun.produitNeutre}>
      <GabaritSimple
        logo={<Logo nom={commun.produitNeutre} ligne={conseiller.espace} />}
        pied={<Pied marque="pass-emploi" />}
      >
        <EntetePage titre={textes.titreConseiller} />
        <AvisConnexion
          espace={ESPACE}
          marque="pass-emploi"
          erreur={parametres.erreur}
          motif={parametres.motif}
        />
        {!inexistant && <Intro>{textes.introConseiller}</Intro>}
        {(inexistant ? parDispositif() : parStructure()).map(({ titre, entrees }) => (
          <Groupe key={titre} titre={titre}>
            <ChoixEntree espace={ESPACE} entrees={entrees} retour={retour} />
          </Groupe>
        ))}
        <p>
          {textes.autreEspace.beneficiaire}{" "}
          <LienExterne adresse={BASE.beneficiaire}>
            {textes.autreEspace.lienBeneficiaire}
          </LienExterne>
        </p>
      </GabaritSimple>
    </Produit>
  );
}

interface GroupeEntrees {
  titre: string;
  entrees: Entree[];
}

function parStructure(): GroupeEntrees[] {
  const choix = choixConseiller(lire("appareil", cleDernierChoix(ESPACE)));
  return [
    ...(choix.dernier ? [{ titre: textes.dernierChoix, entrees: [choix.dernier] }] : []),
    { titre: textes.principales, entrees: choix.principales },
    { titre: textes.autres, entrees: choix.autres },
  ];
}

/** AU-04: the account is created in the dispositif that is chosen here. */
function parDispositif(): GroupeEntrees[] {
  const { franceTravail, autres } = choixDispositif();
  return [
    { titre: textes.dispositifs, entrees: franceTravail },
    { titre: textes.autresStructures, entrees: autres },
  ];
}
