import { useSearch } from "@tanstack/react-router";
import { MOTIF_SESSION_EXPIREE } from "@/apps/garde";
import { AvisConnexion } from "@/domaines/identite/composants/AvisConnexion";
import { ChoixEntree } from "@/domaines/identite/composants/ChoixEntree";
import { choixConseiller, cleDernierChoix } from "@/domaines/identite/modele";
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

/** Where a conseiller says who he works for, and leaves for his provider. */
export function PageConnexion() {
  const parametres = useSearch({ strict: false }) as Record<string, string | undefined>;
  const textes = identite.connexion;
  const choix = choixConseiller(lire("appareil", cleDernierChoix(ESPACE)));
  const retour = retourSur(parametres.retour, BASE.conseiller) ?? ACCUEIL;
  useMarqueDocument("pass-emploi");
  return (
    <Produit value={commun.produitNeutre}>
      <GabaritSimple
        logo={<Logo nom={commun.produitNeutre} ligne={conseiller.espace} />}
        pied={<Pied marque="pass-emploi" />}
      >
        <EntetePage titre={textes.titreConseiller} />
        <AvisConnexion
          erreur={parametres.erreur}
          sessionExpiree={parametres.motif === MOTIF_SESSION_EXPIREE}
        />
        <Intro>{textes.introConseiller}</Intro>
        {choix.dernier && (
          <Groupe titre={textes.dernierChoix}>
            <ChoixEntree espace={ESPACE} entrees={[choix.dernier]} retour={retour} />
          </Groupe>
        )}
        <Groupe titre={textes.principales}>
          <ChoixEntree espace={ESPACE} entrees={choix.principales} retour={retour} />
        </Groupe>
        <Groupe titre={textes.autres}>
          <ChoixEntree espace={ESPACE} entrees={choix.autres} retour={retour} />
        </Groupe>
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
