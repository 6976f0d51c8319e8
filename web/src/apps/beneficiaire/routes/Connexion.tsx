import { useState } from "react";
import { useSearch } from "@tanstack/react-router";
import { AvisConnexion } from "@/domaines/identite/composants/AvisConnexion";
import { ChoixEntree } from "@/domaines/identite/composants/ChoixEntree";
import { choixBeneficiaire, cleDernierChoix } from "@/domaines/identite/modele";
import { RenvoiLien } from "@/domaines/portefeuille/composants/RenvoiLien";
import { accueil } from "@/i18n/fr/accueil";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { identite } from "@/i18n/fr/identite";
import { BASE } from "@/platform/espace";
import { retourSur } from "@/platform/navigation";
import { declarerPostePartage, estPostePartage } from "@/platform/postePartage";
import { lire } from "@/platform/stockage";
import { Encart } from "@/ui/Alerte";
import { CaseACocher } from "@/ui/Choix";
import { Intro } from "@/ui/Disposition";
import { GabaritSimple } from "@/ui/Gabarit";
import { LienExterne } from "@/ui/Lien";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { Pied } from "@/ui/Pied";
import { EntetePage, Produit } from "@/ui/Titre";
import { Groupe } from "@/ui/Tuiles";
import { marqueAvantConnexion } from "../marque";

const ESPACE = "beneficiaire";
const ACCUEIL = `${BASE.beneficiaire}/accueil`;

/** Who accompanies the person decides with which account he signs in. */
export function PageConnexion() {
  const parametres = useSearch({ strict: false }) as Record<string, string | undefined>;
  const marque = marqueAvantConnexion(parametres.marque);
  const textes = identite.connexion;
  const [partage, setPartage] = useState(estPostePartage);
  const { besoin, sansCompte, postePartage } = beneficiaire.connexion;
  const entrees = choixBeneficiaire(marque, lire("appareil", cleDernierChoix(ESPACE)));
  const produit = accueil.legal.marques[marque];
  useMarqueDocument(marque);
  return (
    <Produit value={produit}>
      <GabaritSimple logo={<Logo nom={produit} />} pied={<Pied marque={marque} />}>
        <EntetePage titre={textes.titreBeneficiaire} />
        <AvisConnexion
          espace={ESPACE}
          marque={marque}
          erreur={parametres.erreur}
          motif={parametres.motif}
        />
        <Intro>{textes.introBeneficiaire}</Intro>
        {/* Before the buttons, which leave the page. */}
        <CaseACocher
          id="poste-partage"
          legende={postePartage.legende}
          libelle={postePartage.libelle}
          aide={postePartage.aide}
          cochee={partage}
          onChange={setPartage}
        />
        <ChoixEntree
          espace={ESPACE}
          entrees={entrees}
          retour={retourSur(parametres.retour, BASE.beneficiaire) ?? ACCUEIL}
          onChoisir={() => declarerPostePartage(partage)}
        />
        <Encart titre={besoin.titre}>
          {entrees.includes("similo-jeune") && (
            <>
              <p>{besoin.milo}</p>
              <p>{besoin.miloOubli}</p>
              <p>{besoin.spams}</p>
            </>
          )}
          <p>{besoin.franceTravail}</p>
        </Encart>
        {entrees.includes("similo-jeune") && <RenvoiLien />}
        {marque === "cej" && (
          <Groupe titre={sansCompte.titre}>
            <p>{sansCompte.texte}</p>
          </Groupe>
        )}
        <p>
          {textes.autreEspace.conseiller}{" "}
          <LienExterne adresse={BASE.conseiller}>{textes.autreEspace.lienConseiller}</LienExterne>
        </p>
      </GabaritSimple>
    </Produit>
  );
}
