import { useState } from "react";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { useMutation } from "@tanstack/react-query";
import type { UpdateBeneficiaireRequestSchema } from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { aPourRaison } from "@/platform/erreurs";
import { useClient, useRelire } from "./client";

export type ModificationFiche = Omit<
  MessageInitShape<typeof UpdateBeneficiaireRequestSchema>,
  "$typeName"
>;

/** Nothing is shown before the server has it; what somebody else changed is read at once. */
function useSuites() {
  const relire = useRelire();
  return {
    onSuccess: relire,
    onError: (cause: unknown) => (aPourRaison(cause, "ETAG_PERIME") ? relire() : undefined),
  };
}

export function useModifierFiche() {
  const client = useClient();
  return useMutation({
    mutationFn: (modification: ModificationFiche) => client.updateBeneficiaire(modification),
    ...useSuites(),
  });
}

export function useCorrigerEmail() {
  const client = useClient();
  return useMutation({
    mutationFn: (correction: { beneficiaireId: string; email: string; etag: string }) =>
      client.correctEmail(correction),
    ...useSuites(),
  });
}

/**
 * The version on which a form works: the one that was shown when it opened, whatever is read
 * meanwhile, so that a change by somebody else is noticed. Once the person was told, it is the
 * one that is shown now.
 */
export function useVersion(fiche: { etag: string }) {
  const [ouverture] = useState(fiche.etag);
  const [perimee, setPerimee] = useState(false);
  return {
    etag: perimee ? fiche.etag : ouverture,
    /** Somebody else changed the fiche while the form was open. */
    perimee,
    noter: (cause: unknown) => {
      if (aPourRaison(cause, "ETAG_PERIME")) setPerimee(true);
    },
  };
}
