import { useNavigate, useSearch } from "@tanstack/react-router";
import { lireFiltre, type FiltreConsultations } from "@/domaines/portefeuille/consultations";

/** The filters of a journal of readings, held by the address. */
export function useFiltreJournal() {
  const filtre = lireFiltre(useSearch({ strict: false }));
  const aller = useNavigate();
  const filtrer = (voulu: FiltreConsultations) =>
    void aller({ to: ".", search: voulu as never });
  return { filtre, filtrer };
}
