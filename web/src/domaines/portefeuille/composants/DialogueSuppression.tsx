import { useState } from "react";
import { commun } from "@/i18n/fr/commun";
import { suppression as textes } from "@/i18n/fr/suppression";
import { dansUnePhrase } from "@/platform/dates";
import { aPourRaison, lireErreur } from "@/platform/erreurs";
import { useMaintenant } from "@/platform/maintenant";
import { Alerte } from "@/ui/Alerte";
import { Dialogue } from "@/ui/Dialogue";
import { Mention, Puces } from "@/ui/Disposition";
import { Consigne, ResumeErreurs } from "@/ui/Formulaire";
import { useFormulaire } from "@/ui/useFormulaire";
import { useMotifs, type Suppression, type useSupprimerCompte } from "../api";
import type { FicheVue } from "../fiche";
import {
  bornesFin,
  erreursFin,
  finDemandee,
  idChampFin,
  reglesFin,
  type ChampFin,
} from "../finAccompagnement";
import { reponsePerdue } from "../suppression";
import { ChampsFin } from "./ChampsFin";
import { MotifsALire } from "./MotifsALire";
import { Refus } from "./Refus";

const CHAMPS: ChampFin[] = ["motif", "commentaire", "date"];

type Etape = "consequences" | "motif" | "pret";

interface Proprietes {
  fiche: FicheVue;
  ouvert: boolean;
  /** The person has signed in: he is archived. Otherwise he is erased. */
  archiver: boolean;
  suppression: ReturnType<typeof useSupprimerCompte>;
  onFait: () => void;
  /** Somebody else was first, or the person is followed by another conseiller. */
  onAbsent: () => void;
  onFermer: () => void;
}

/**
 * What happens, then why and when; one question only for a person who never signed in. A loan
 * is confirmed apart, once the server named who loses the person.
 */
export function DialogueSuppression(proprietes: Proprietes) {
  const { fiche, ouvert, archiver, suppression, onFait, onAbsent, onFermer } = proprietes;
  const [etape, setEtape] = useState<Etape>("consequences");
  const [preteur, setPreteur] = useState<string>();
  const [refus, setRefus] = useState<unknown>();
  const bornes = bornesFin(fiche.creation, useMaintenant());
  const lecture = useMotifs(fiche.structure, ouvert && archiver);
  const form = useFormulaire<ChampFin>(
    { motif: "", commentaire: "", date: bornes.fin },
    reglesFin(lecture.data?.motifs ?? [], bornes),
  );

  function fermer() {
    // A command under way is not taken back: its answer is waited for.
    if (suppression.isPending) return;
    // It begins again when it is opened again; what was typed stays.
    setEtape("consequences");
    setRefus(undefined);
    onFermer();
  }

  function envoyer(confirmerFinDePret: boolean) {
    setRefus(undefined);
    if (archiver && !confirmerFinDePret && !form.valider()) return;
    const demande: Suppression = {
      confirmerFinDePret,
      archivage: archiver
        ? { ...finDemandee(form.valeurs), commentaire: form.valeurs.commentaire.trim() }
        : undefined,
    };
    suppression.mutate(demande, { onSuccess: onFait, onError: montrer });
  }

  function montrer(cause: unknown) {
    const lue = lireErreur(cause);
    if (lue.raison === "PRET_A_CONFIRMER") {
      setPreteur(lue.metadonnees["conseiller"] ?? textes.pret.sansNom);
      return setEtape("pret");
    }
    if (lue.genre === "introuvable") return onAbsent();
    const erreurs = erreursFin(lue);
    if (!erreurs) return setRefus(cause);
    setEtape("motif");
    form.refuser(erreurs);
  }

  const reponse =
    refus === undefined ? null : reponsePerdue(lireErreur(refus)) ? (
      <Alerte key={suppression.submittedAt} gravite="warning" titre={textes.reponsePerdue.titre} niveau="h3" annoncee>
        <p>{textes.reponsePerdue.texte}</p>
        <Mention>{commun.code(lireErreur(refus).code)}</Mention>
      </Alerte>
    ) : (
      <Refus key={suppression.submittedAt} cause={refus} niveau="h3" />
    );
  const enCours = suppression.isPending ? textes.encours : undefined;
  const commune = { ouvert, occupe: suppression.isPending, onFermer: fermer };

  if (etape === "pret") {
    return (
      <Dialogue
        {...commune}
        titre={textes.pret.titre}
        fermer={commun.annuler}
        confirmer={enCours ?? textes.pret.confirmer}
        onConfirmer={() => envoyer(true)}
      >
        {reponse}
        <p>{textes.pret.texte(preteur ?? textes.pret.sansNom)}</p>
      </Dialogue>
    );
  }
  if (!archiver) {
    const suite = fiche.milo ? textes.jamaisActive.milo : textes.jamaisActive.email;
    return (
      <Dialogue
        {...commune}
        titre={textes.jamaisActive.titre}
        fermer={commun.annuler}
        // He signed in meanwhile: he is archived, by the dialog that opens next.
        confirmer={
          aPourRaison(refus, "COMPTE_DEJA_ACTIVE")
            ? undefined
            : (enCours ?? textes.jamaisActive.confirmer)
        }
        onConfirmer={() => envoyer(false)}
      >
        {reponse}
        <p>{textes.jamaisActive.texte(fiche.nomComplet)}</p>
        <p>{suite}</p>
      </Dialogue>
    );
  }
  if (etape === "consequences") {
    return (
      <Dialogue
        {...commune}
        titre={textes.archiver.titre}
        fermer={commun.annuler}
        confirmer={textes.continuer}
        onConfirmer={() => setEtape("motif")}
      >
        <Mention>{textes.etape(1)}</Mention>
        <p>{textes.archiver.texte(fiche.nomComplet)}</p>
        <Puces elements={textes.archiver.consequences} />
        <p>{fiche.reprisLe ? textes.archiver.nonAverti : textes.archiver.averti}</p>
      </Dialogue>
    );
  }
  return (
    <Dialogue
      {...commune}
      titre={textes.archiver.titreMotif}
      fermer={commun.annuler}
      confirmer={lecture.data && (enCours ?? textes.archiver.confirmer)}
      formulaire
      onConfirmer={() => envoyer(false)}
    >
      <Mention>{textes.etape(2)}</Mention>
      {reponse}
      <MotifsALire lecture={lecture}>
        {(motifs) => (
          <>
            <Consigne>{commun.champsObligatoires}</Consigne>
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
            />
          </>
        )}
      </MotifsALire>
    </Dialogue>
  );
}
