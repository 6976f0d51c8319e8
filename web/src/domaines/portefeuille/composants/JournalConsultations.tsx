import { useEffect, useState } from "react";
import { consultations as textes } from "@/i18n/fr/consultations";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { focusTitre } from "@/platform/navigation";
import { Mention } from "@/ui/Disposition";
import { Chargement, EtatErreur, EtatVide } from "@/ui/Etats";
import { Etat } from "@/ui/Etiquette";
import { StatutDiscret } from "@/ui/SousTitre";
import { Suite } from "@/ui/Suite";
import { TableauSimple } from "@/ui/Tableau";
import { useConsultations } from "../api";
import {
  lecteurs,
  SANS_FILTRE,
  vueConsultation,
  type ConsultationVue,
  type FiltreConsultations,
  type Lecteur,
} from "../consultations";
import { FiltreJournal } from "./FiltreJournal";

/** Who read the file, when, how many times, and who was refused (transverse §9.4). */
export function JournalConsultations({
  beneficiaireId,
  filtre,
  onFiltrer,
}: {
  /** Empty when the person himself asks. */
  beneficiaireId: string;
  filtre: FiltreConsultations;
  onFiltrer: (filtre: FiltreConsultations) => void;
}) {
  const lecture = useConsultations(beneficiaireId, filtre);
  const pages = lecture.data?.pages;
  const lignes = pages?.flatMap((page) => page.consultations);
  // A filter hides the others: those who were met stay in the choice.
  const [connus, setConnus] = useState<Lecteur[]>([]);
  useEffect(() => {
    for (const { consultations } of pages ?? []) {
      setConnus((anciens) => lecteurs(consultations, anciens));
    }
  }, [pages]);
  const erreur = lecture.isError ? lireErreur(lecture.error) : undefined;
  const sansFiltre = filtre.lecteur === "" && filtre.debut === "" && filtre.fin === "";

  function filtrer(voulu: FiltreConsultations) {
    // The button "erase" disappears with the filter.
    if (voulu === SANS_FILTRE) focusTitre();
    onFiltrer(voulu);
  }

  return (
    <>
      {(!sansFiltre || (lignes && lignes.length > 0)) && (
        <FiltreJournal filtre={filtre} lecteurs={connus} onFiltrer={filtrer} />
      )}
      <StatutDiscret>
        {lignes && !lecture.isPlaceholderData ? textes.trouvees(lignes.length, lecture.hasNextPage) : ""}
      </StatutDiscret>
      {lecture.isPending && <Chargement />}
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={erreur.genre === "droits" ? undefined : () => void lecture.refetch()}
        />
      )}
      {lignes?.length === 0 && (
        <EtatVide titre={textes.vide}>{!sansFiltre && <p>{textes.videFiltre}</p>}</EtatVide>
      )}
      {lignes && lignes.length > 0 && (
        <>
          <TableauSimple
            legende={textes.legende}
            colonnes={lignes.some(({ motif }) => motif !== undefined) ? [...COLONNES, MOTIF] : COLONNES}
            lignes={lignes.map(vueConsultation)}
            cleLigne={({ cle }) => cle}
          />
          <Suite
            reste={lecture.hasNextPage}
            occupe={lecture.isFetchingNextPage}
            libelle={textes.suite}
            fin={textes.fin}
            onSuite={() => void lecture.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}

const COLONNES = [
  {
    cle: "date",
    titre: textes.colonnes.date,
    rendu: ({ jour, derniere }: ConsultationVue) => (
      <>
        {jour}
        {derniere && <Mention>{derniere}</Mention>}
      </>
    ),
  },
  {
    cle: "personne",
    titre: textes.colonnes.personne,
    rendu: ({ personne }: ConsultationVue) => personne,
  },
  {
    cle: "fonction",
    titre: textes.colonnes.fonction,
    rendu: ({ fonction, relation }: ConsultationVue) => (
      <>
        {fonction}
        {relation && <Mention>{relation}</Mention>}
      </>
    ),
  },
  {
    cle: "acte",
    titre: textes.colonnes.acte,
    rendu: ({ acte, objet, nombre, refusee }: ConsultationVue) => (
      <>
        {refusee ? <Etat gravite="error">{acte}</Etat> : acte}
        <Mention>{[objet, nombre].filter(Boolean).join(", ")}</Mention>
      </>
    ),
  },
];

/** Only when somebody of the support read something. */
const MOTIF = {
  cle: "motif",
  titre: textes.colonnes.motif,
  rendu: ({ motif }: ConsultationVue) => motif,
};
