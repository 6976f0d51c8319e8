import { useEffect, useState } from "react";
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { AvisConseiller } from "@/domaines/communication/composants/AvisConseiller";
import { modeCreation, montreSituations, useSession } from "@/domaines/identite/api";
import { EtatCompte } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { texteErreur } from "@/i18n/fr/erreurs";
import { portefeuille as textes } from "@/i18n/fr/portefeuille";
import { lireErreur } from "@/platform/erreurs";
import { useReprendreCreation, usePortefeuille } from "@/domaines/portefeuille/api";
import { AvisAjout, lireAjout } from "@/domaines/portefeuille/composants/AvisAjout";
import { ListeBeneficiaires } from "@/domaines/portefeuille/composants/ListeBeneficiaires";
import { PortefeuilleVide } from "@/domaines/portefeuille/composants/PortefeuilleVide";
import {
  ecrireRecherche,
  lireRecherche,
  nombreDePages,
  RECHERCHE_MAX,
  vueLigne,
  type LigneVue,
  type RechercheListe,
} from "@/domaines/portefeuille/liste";
import { Alerte, type Gravite } from "@/ui/Alerte";
import { Bouton, BoutonLien } from "@/ui/Bouton";
import { Chargement, EtatErreur, EtatVide } from "@/ui/Etats";
import { Pages } from "@/ui/Pages";
import { Recherche } from "@/ui/Recherche";
import { SousTitre, StatutDiscret } from "@/ui/SousTitre";
import { EntetePage } from "@/ui/Titre";

const ICI = "/portefeuille";

export function PagePortefeuille() {
  const session = useSession();
  const adresse = useSearch({ strict: false }) as { page?: string };
  const recherche = lireRecherche(adresse);
  const aller = useNavigate();
  const mode = modeCreation(session);
  const liste = usePortefeuille(recherche);
  const reprise = useReprise();
  const ajout = lireAjout(useLocation({ select: (lieu) => lieu.state }));

  const changer = (changement: Partial<RechercheListe>) =>
    void aller({
      to: ICI,
      search: ecrireRecherche({ ...recherche, page: 1, ...changement }) as never,
    });

  const total = liste.data?.totalSize;
  const derniere = nombreDePages(total ?? 0);
  const tropLoin = total !== undefined && !liste.isPlaceholderData && recherche.page > derniere;
  // The list got shorter, or the address is old: the last page is the nearest one.
  const { page } = ecrireRecherche({ ...recherche, page: tropLoin ? derniere : recherche.page });
  const pageFausse = page !== adresse.page;
  useEffect(() => {
    if (!pageFausse) return;
    void aller({ search: ((ancien: object) => ({ ...ancien, page })) as never, replace: true });
  }, [pageFausse, page, aller]);
  const rienDuTout = total === 0 && recherche.q === "";
  const maintenant = new Date();
  const lignes = liste.data?.lignes.map((ligne) => vueLigne(ligne, maintenant)) ?? [];

  return (
    <>
      <EntetePage
        titre={textes.titre}
        actions={
          mode && (
            <BoutonLien vers="/portefeuille/nouveau" icone="fr-icon-add-line">
              {textes.ajouter}
            </BoutonLien>
          )
        }
      />
      <AvisConseiller />
      {ajout && <AvisAjout ajout={ajout} mode={mode} />}
      {reprise.avis && (
        <Alerte
          key={reprise.avis.numero}
          gravite={reprise.avis.gravite}
          titre={reprise.avis.titre}
          annoncee
        >
          <p>{reprise.avis.texte}</p>
        </Alerte>
      )}
      {!rienDuTout && (
        <>
          <Recherche
            libelle={textes.recherche.libelle}
            action={textes.recherche.action}
            effacer={textes.recherche.reinitialiser}
            valeur={recherche.q}
            maximum={RECHERCHE_MAX}
            onChercher={(q) => changer({ q })}
          />
          <SousTitre>{textes.liste.titre(total)}</SousTitre>
        </>
      )}
      <StatutDiscret>
        {recherche.q !== "" && total !== undefined && !liste.isPlaceholderData
          ? textes.recherche.resultat(total)
          : ""}
      </StatutDiscret>
      {liste.isPending && <Chargement />}
      {liste.isError && <Panne erreur={liste.error} onReessayer={() => void liste.refetch()} />}
      {rienDuTout && mode && <PortefeuilleVide mode={mode} />}
      {total === 0 && recherche.q !== "" && (
        <EtatVide
          titre={textes.recherche.vide}
          action={
            <Bouton genre="secondaire" onClick={() => changer({ q: "" })}>
              {textes.recherche.reinitialiser}
            </Bouton>
          }
        >
          <p>{textes.recherche.videTexte(recherche.q)}</p>
        </EtatVide>
      )}
      {total !== undefined && total > 0 && (
        <>
          <ListeBeneficiaires
            lignes={lignes}
            total={total}
            tri={recherche.tri}
            avecSituation={montreSituations(session)}
            repriseEnCours={reprise.enCours}
            onTrier={(tri) => changer({ tri })}
            onReprendre={reprise.reprendre}
          />
          <Pages
            key={`${recherche.page}/${total}`}
            nombre={derniere}
            courante={Math.min(recherche.page, derniere)}
            lien={(page) => ({
              vers: ICI,
              parametres: ecrireRecherche({ ...recherche, page }),
            })}
          />
        </>
      )}
    </>
  );
}

function Panne({ erreur, onReessayer }: { erreur: unknown; onReessayer: () => void }) {
  const lue = lireErreur(erreur);
  return <EtatErreur {...texteErreur(lue)} code={lue.code} onReessayer={onReessayer} />;
}

interface AvisReprise {
  /** A new notice each time, even with the same words: it takes the focus again. */
  numero: number;
  gravite: Gravite;
  titre: string;
  texte: string;
}

function useReprise() {
  const [avis, setAvis] = useState<AvisReprise>();
  const mutation = useReprendreCreation();
  const dire = (nouveau: Omit<AvisReprise, "numero">) =>
    setAvis((ancien) => ({ ...nouveau, numero: (ancien?.numero ?? 0) + 1 }));

  function reprendre(ligne: LigneVue) {
    mutation.mutate(ligne.id, {
      onSuccess: ({ etat }) => {
        const { titreAttente, attente, titreSucces, succes } = textes.reprise;
        if (etat === EtatCompte.CREATION_INCERTAINE) {
          dire({ gravite: "info", titre: titreAttente, texte: attente(ligne.nomComplet) });
        } else {
          dire({ gravite: "success", titre: titreSucces, texte: succes(ligne.nomComplet) });
        }
      },
      onError: (erreur) => {
        const lue = lireErreur(erreur);
        dire({ gravite: "error", ...texteErreur(lue) });
      },
    });
  }
  return { avis, reprendre, enCours: mutation.isPending ? mutation.variables : undefined };
}
