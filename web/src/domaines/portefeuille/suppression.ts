import { useRef } from "react";
import { useMutation } from "@tanstack/react-query";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ArchiveBeneficiaireRequestSchema } from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { lireErreur, type Erreur } from "@/platform/erreurs";
import { useClient, useRelireListes } from "./client";

type DemandeArchivage = MessageInitShape<typeof ArchiveBeneficiaireRequestSchema>;
export type Archivage = Pick<DemandeArchivage, "motif" | "commentaire" | "dateFinAccompagnement">;

export interface Suppression {
  /** For a person who has signed in; the others are erased. */
  archivage: Archivage | undefined;
  confirmerFinDePret: boolean;
}

/** Nobody knows whether the server did what it was asked. */
export function reponsePerdue({ genre, raison }: Erreur): boolean {
  if (genre !== "indisponible" && genre !== "inattendu") return false;
  return raison === undefined || raison === "BASE_INDISPONIBLE" || raison === "ERREUR_INTERNE";
}

/** A command that ends in "he is not there any more": after a lost answer, that is a success. */
function useDisparition<D>(appeler: (demande: D) => Promise<unknown>) {
  const perdue = useRef(false);
  const mutation = useMutation({
    mutationFn: async (demande: D) => {
      try {
        await appeler(demande);
      } catch (cause) {
        const lue = lireErreur(cause);
        if (lue.raison === "INTROUVABLE" && perdue.current) return;
        perdue.current ||= reponsePerdue(lue);
        throw cause;
      }
    },
    onSuccess: useRelireListes(),
  });
  return {
    ...mutation,
    /** An answer was lost: a person who is not found any more is one who is gone. */
    perdue: () => perdue.current,
  };
}

export function useSupprimerCompte(beneficiaireId: string) {
  const client = useClient();
  return useDisparition(({ archivage, confirmerFinDePret }: Suppression) =>
    archivage
      ? client.archiveBeneficiaire({ beneficiaireId, confirmerFinDePret, ...archivage })
      : client.deleteBeneficiaire({ beneficiaireId, confirmerFinDePret }),
  );
}

export function useAbandonnerCreation() {
  const client = useClient();
  return useDisparition((beneficiaireId: string) => client.abandonCreation({ beneficiaireId }));
}
