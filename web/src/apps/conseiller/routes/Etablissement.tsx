import { useEffect, useState } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { litEtablissement, useSession } from "@/domaines/identite/api";
import { useEtablissement } from "@/domaines/portefeuille/api";
import { ListeEtablissement } from "@/domaines/portefeuille/composants/ListeEtablissement";
import { RetardImilo } from "@/domaines/portefeuille/composants/RetardImilo";
import {
  ecrireRechercheEtablissement,
  lireRechercheEtablissement,
  rechercheComplete,
  vueEtablissement,
} from "@/domaines/portefeuille/etablissement";
import { nombreDePages, RECHERCHE_MAX } from "@/domaines/portefeuille/liste";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { etablissement as textes } from "@/i18n/fr/etablissement";
import { lireErreur } from "@/platform/erreurs";
import { useMaintenant } from "@/platform/maintenant";
import { Intro } from "@/ui/Disposition";
import { Chargement, EtatErreur, EtatVide } from "@/ui/Etats";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { Pages } from "@/ui/Pages";
import { Recherche } from "@/ui/Recherche";
import { SousTitre, StatutDiscret } from "@/ui/SousTitre";
import { EntetePage } from "@/ui/Titre";

const ICI = "/etablissement";

/** The people of the Mission Locale, whoever follows them; their fiches are read only. */
export function PageEtablissement() {
  return litEtablissement(useSession()) ? <Etablissement /> : <PageIntrouvable />;
}

function Etablissement() {
  const adresse = useSearch({ strict: false }) as { page?: string };
  const recherche = lireRechercheEtablissement(adresse);
  const aller = useNavigate();
  const maintenant = useMaintenant();
  const lecture = useEtablissement(recherche);
  const complete = rechercheComplete(recherche);
  const [courte, setCourte] = useState(!complete && recherche.q !== "");
  const donnees = complete ? lecture.data : undefined;
  const total = donnees?.totalSize;
  const derniere = nombreDePages(total ?? 0);
  const tropLoin = total !== undefined && !lecture.isPlaceholderData && recherche.page > derniere;
  const { page } = ecrireRechercheEtablissement({
    ...recherche,
    page: tropLoin ? derniere : recherche.page,
  });
  const pageFausse = page !== adresse.page;
  useEffect(() => {
    if (!pageFausse) return;
    void aller({ search: ((ancien: object) => ({ ...ancien, page })) as never, replace: true });
  }, [pageFausse, page, aller]);
  const erreur = complete && lecture.isError ? lireErreur(lecture.error) : undefined;

  function chercher(q: string) {
    setCourte(q !== "" && !rechercheComplete({ q }));
    if (q === "" || rechercheComplete({ q })) {
      void aller({ to: ICI, search: ecrireRechercheEtablissement({ q, page: 1 }) as never });
    }
  }

  return (
    <>
      <EntetePage titre={textes.titre} />
      <Intro>{textes.intro}</Intro>
      <Recherche
        libelle={textes.recherche.libelle}
        action={textes.recherche.action}
        effacer={textes.recherche.reinitialiser}
        aide={textes.recherche.aide}
        erreur={courte ? textes.recherche.tropCourte : undefined}
        valeur={recherche.q}
        maximum={RECHERCHE_MAX}
        onChercher={chercher}
      />
      <StatutDiscret>
        {total !== undefined && !lecture.isPlaceholderData ? textes.recherche.resultat(total) : ""}
      </StatutDiscret>
      <StatutDiscret>
        {recherche.page > 1 && !lecture.isPlaceholderData ? commun.page(recherche.page, derniere) : ""}
      </StatutDiscret>
      {complete && lecture.isPending && <Chargement />}
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={() => void lecture.refetch()}
        />
      )}
      {total === 0 && (
        <EtatVide titre={textes.recherche.vide}>
          <p>{textes.recherche.videTexte(recherche.q)}</p>
        </EtatVide>
      )}
      {donnees && total !== undefined && total > 0 && (
        <>
          <SousTitre suit={recherche.page}>{textes.liste.titre(total)}</SousTitre>
          <RetardImilo lues={donnees.lignes.map((ligne) => ligne.imiloLuLe)} />
          <ListeEtablissement
            legende={textes.liste.titre(total)}
            lignes={donnees.lignes.map((ligne) => vueEtablissement(ligne, maintenant))}
          />
          <Pages
            key={`${recherche.page}/${total}`}
            nombre={derniere}
            courante={Math.min(recherche.page, derniere)}
            lien={(page) => ({
              vers: ICI,
              parametres: ecrireRechercheEtablissement({ ...recherche, page }),
            })}
          />
        </>
      )}
    </>
  );
}
