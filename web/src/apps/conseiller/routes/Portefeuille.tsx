import { useEffect } from "react";
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { AvisConseiller } from "@/domaines/communication/composants/AvisConseiller";
import {
  expediteurActivation,
  modeCreation,
  montreSituations,
  useSession,
} from "@/domaines/identite/api";
import { AvisMigration } from "@/domaines/identite/composants/AvisMigration";
import { usePortefeuille } from "@/domaines/portefeuille/api";
import {
  AvisAjout,
  AvisDepart,
  lireAjout,
  lireDepart,
} from "@/domaines/portefeuille/composants/AvisPortefeuille";
import { CreationsEnAttente, useAttente } from "@/domaines/portefeuille/composants/CreationsEnAttente";
import { FiltresPortefeuille } from "@/domaines/portefeuille/composants/FiltresPortefeuille";
import { ListeBeneficiaires } from "@/domaines/portefeuille/composants/ListeBeneficiaires";
import { RetardImilo } from "@/domaines/portefeuille/composants/RetardImilo";
import { PortefeuilleVide } from "@/domaines/portefeuille/composants/PortefeuilleVide";
import {
  ecrireRecherche,
  lireRecherche,
  nombreDeFiltres,
  nombreDePages,
  RECHERCHE_MAX,
  SANS_FILTRE,
  vueLigne,
  type RechercheListe,
} from "@/domaines/portefeuille/liste";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { portefeuille as textes } from "@/i18n/fr/portefeuille";
import { lireErreur } from "@/platform/erreurs";
import { focusTitre } from "@/platform/navigation";
import { useMaintenant } from "@/platform/maintenant";
import { Encart } from "@/ui/Alerte";
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
  const attente = useAttente();
  const maintenant = useMaintenant();
  const etat = useLocation({ select: (lieu) => lieu.state });
  const ajout = lireAjout(etat);
  const depart = lireDepart(etat);

  const changer = (changement: Partial<RechercheListe>) =>
    void aller({
      to: ICI,
      search: ecrireRecherche({ ...recherche, page: 1, ...changement }) as never,
    });

  /** The button that erases goes away with what it erases. */
  const elargir = (changement: Partial<RechercheListe>) => {
    focusTitre();
    changer(changement);
  };

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
  const filtree = nombreDeFiltres(recherche) > 0;
  const reduite = recherche.q !== "" || filtree;
  const rienDuTout = total === 0 && !reduite;
  const lignes = liste.data?.lignes.map((ligne) => vueLigne(ligne, maintenant)) ?? [];
  const aRecuperer = liste.data?.aRecuperer ?? 0;

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
      <AvisMigration />
      <AvisConseiller />
      {ajout && <AvisAjout ajout={ajout} mode={mode} />}
      {depart && <AvisDepart depart={depart} />}
      <CreationsEnAttente attente={attente} />
      {aRecuperer > 0 && (
        <Encart>
          <p>{textes.aRecuperer(aRecuperer)}</p>
        </Encart>
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
          <SousTitre suit={recherche.page}>{textes.liste.titre(total)}</SousTitre>
          <FiltresPortefeuille
            filtres={recherche}
            dispositifs={session.dispositifs}
            onFiltrer={(filtres) => (filtres === SANS_FILTRE ? elargir : changer)(filtres)}
          />
        </>
      )}
      <StatutDiscret>
        {reduite && total !== undefined && !liste.isPlaceholderData
          ? textes.recherche.resultat(total)
          : ""}
      </StatutDiscret>
      <StatutDiscret>
        {recherche.page > 1 && !liste.isPlaceholderData ? commun.page(recherche.page, derniere) : ""}
      </StatutDiscret>
      {liste.isPending && <Chargement />}
      {liste.isError && <Panne erreur={liste.error} onReessayer={() => void liste.refetch()} />}
      {rienDuTout && mode && (
        <PortefeuilleVide mode={mode} expediteur={expediteurActivation(session)} />
      )}
      {total === 0 && reduite && (
        <EtatVide
          titre={textes.recherche.vide}
          action={
            <>
              {recherche.q !== "" && (
                <Bouton genre="secondaire" onClick={() => elargir({ q: "" })}>
                  {textes.recherche.reinitialiser}
                </Bouton>
              )}
              {filtree && (
                <Bouton genre="secondaire" onClick={() => elargir(SANS_FILTRE)}>
                  {textes.filtres.reinitialiser}
                </Bouton>
              )}
            </>
          }
        >
          {recherche.q !== "" && <p>{textes.recherche.videTexte(recherche.q)}</p>}
          {filtree && <p>{textes.filtres.vide}</p>}
        </EtatVide>
      )}
      {total !== undefined && total > 0 && (
        <>
          <RetardImilo lues={liste.data?.lignes.map((ligne) => ligne.imiloLuLe)} />
          <ListeBeneficiaires
            lignes={lignes}
            total={total}
            tri={recherche.tri}
            avecSituation={montreSituations(session)}
            repriseEnCours={attente.enCours}
            onTrier={(tri) => changer({ tri })}
            onReprendre={attente.reprendre}
            onAbandonner={attente.demanderAbandon}
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
