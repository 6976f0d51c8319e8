import { useState } from "react";
import { Dispositif } from "@/gen/passemploi/identite/v1/structure_pb";
import { RaisonDispositif } from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { commun } from "@/i18n/fr/commun";
import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { dispositifs } from "@/i18n/fr/identite";
import { dansUnePhrase } from "@/platform/dates";
import { lireErreur } from "@/platform/erreurs";
import { useMaintenant } from "@/platform/maintenant";
import { BoutonsRadio, premierChoix } from "@/ui/Choix";
import { Dialogue } from "@/ui/Dialogue";
import { Mention } from "@/ui/Disposition";
import { Consigne, ResumeErreurs } from "@/ui/Formulaire";
import { useFormulaire } from "@/ui/useFormulaire";
import { useMotifs, type useModifierFiche } from "../api";
import type { FicheVue } from "../fiche";
import {
  bornesFin,
  erreursFin,
  finDemandee,
  idChampFin,
  reglesFin,
  type ChampFin,
} from "../finAccompagnement";
import { useVersion } from "../modification";
import { ChampsFin } from "./ChampsFin";
import { MotifsALire } from "./MotifsALire";
import { Refus } from "./Refus";

const textes = textesFiche.dispositif;
const CHAMP_RAISON = "dispositif-raison";
type Raison = "erreur" | "fin";
const CHAMPS: ChampFin[] = ["motif", "date"];

/** A change says why: a mistake, or the end of an accompaniment with its motive and date. */
export function DialogueDispositif({
  fiche,
  ouvert,
  modification,
  onFermer,
}: {
  fiche: FicheVue;
  ouvert: boolean;
  modification: ReturnType<typeof useModifierFiche>;
  onFermer: () => void;
}) {
  const version = useVersion(fiche);
  // What it was when the dialog opened: a change by somebody else does not turn the question over.
  const [actuel] = useState(fiche.dispositif);
  const voulu = actuel === Dispositif.CEJ ? Dispositif.PACEA : Dispositif.CEJ;
  const [raison, setRaison] = useState<Raison>();
  const [raisonManque, setRaisonManque] = useState(false);
  const [refus, setRefus] = useState<{ cause: unknown; essai: number }>();
  const bornes = bornesFin(fiche.creation, useMaintenant());
  const lecture = useMotifs(fiche.structure, ouvert && raison === "fin");
  const form = useFormulaire<ChampFin>(
    { motif: "", commentaire: "", date: bornes.fin },
    { ...reglesFin(lecture.data?.motifs ?? [], bornes), commentaire: () => undefined },
  );

  function envoyer() {
    setRefus(undefined);
    if (raison === undefined) {
      setRaisonManque(true);
      document.getElementById(premierChoix(CHAMP_RAISON))?.focus();
      return;
    }
    if (raison === "fin" && !form.valider()) return;
    modification.mutate(
      {
        beneficiaireId: fiche.id,
        etag: version.etag,
        dispositif: voulu,
        ...(raison === "fin"
          ? { raison: RaisonDispositif.FIN_ACCOMPAGNEMENT, ...finDemandee(form.valeurs) }
          : { raison: RaisonDispositif.ERREUR }),
      },
      {
        onSuccess: onFermer,
        onError: (cause) => {
          version.noter(cause);
          const erreurs = erreursFin(lireErreur(cause));
          if (erreurs) form.refuser(erreurs);
          else setRefus((ancien) => ({ cause, essai: (ancien?.essai ?? 0) + 1 }));
        },
      },
    );
  }

  return (
    <Dialogue
      ouvert={ouvert}
      titre={textes.titre(dispositifs[voulu])}
      fermer={commun.annuler}
      confirmer={modification.isPending ? textesFiche.enregistrement : textes.confirmer}
      formulaire
      occupe={modification.isPending}
      onFermer={onFermer}
      onConfirmer={envoyer}
    >
      {refus && <Refus key={refus.essai} cause={refus.cause} niveau="h3" />}
      {version.perimee && (
        <Mention>{textesFiche.valeurEnregistree(fiche.dispositifLibelle)}</Mention>
      )}
      <p>{textes.texte(dispositifs[actuel], dispositifs[voulu])}</p>
      {actuel === Dispositif.CEJ && fiche.peutVoirComptage && <p>{textes.compteurMasque}</p>}
      <Consigne>{commun.champsObligatoires}</Consigne>
      <BoutonsRadio<Raison>
        id={CHAMP_RAISON}
        legende={textes.raison}
        obligatoire
        valeur={raison}
        erreur={raisonManque ? textes.raisonRequise : undefined}
        options={[
          { valeur: "erreur", libelle: textes.raisons.erreur },
          { valeur: "fin", libelle: textes.raisons.fin },
        ]}
        onChange={(choisie) => {
          setRaisonManque(false);
          setRaison(choisie);
        }}
      />
      {raison === "fin" && (
        <MotifsALire lecture={lecture}>
          {(motifs) => (
            <>
              <ResumeErreurs
                essai={form.essai}
                erreurs={CHAMPS.flatMap((champ) => {
                  const message = form.erreurs[champ];
                  return message ? [{ champ: idChampFin(champ), message }] : [];
                })}
              />
              <ChampsFin
                form={form}
                motifs={motifs}
                bornes={bornes}
                derniereActivite={fiche.derniereActivite && dansUnePhrase(fiche.derniereActivite)}
                avecCommentaire={false}
              />
            </>
          )}
        </MotifsALire>
      )}
    </Dialogue>
  );
}
