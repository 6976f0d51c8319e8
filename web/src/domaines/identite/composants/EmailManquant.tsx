import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { Puces } from "@/ui/Disposition";
import { Consignes } from "@/ui/Tuiles";

/** Where the e-mail of a Mission Locale conseiller comes from, and what it closes (D19). */
export function EmailManquant() {
  const textes = entreeConseiller.email;
  return (
    <>
      <p>{textes.texte}</p>
      <Consignes etapes={textes.consignes} />
      <p>{textes.ferme}</p>
      <Puces elements={textes.outils} />
    </>
  );
}
