import { Dispositif, Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import {
  EtatCompte,
  EtatSituation,
  type Fiche,
  type Situation,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { dispositifs } from "@/i18n/fr/identite";
import { fiche as textes } from "@/i18n/fr/portefeuille";
import {
  dansUnePhrase,
  dateSeule,
  instantDe,
  instantLisible,
  jourLisible,
  type DateLisible,
} from "@/platform/dates";

/** The banner of a person who never signed in. */
export interface BandeauJamaisConnecte {
  titre: string;
  lignes: string[];
  /** Red for a Mission Locale: its activation link dies after 12 hours. */
  urgent: boolean;
}

export interface LigneInformation {
  cle: string;
  libelle: string;
  valeur: string;
  long?: string;
  lien?: string;
}

export interface FicheVue {
  id: string;
  nomComplet: string;
  dispositif: string;
  jamaisConnecte: BandeauJamaisConnecte | undefined;
  creationIncertaine: boolean;
  reprisLe: string | undefined;
  lectureSeule: boolean;
  situations: string[];
  informations: LigneInformation[];
}

export function libelleSituation(situation: Situation): string {
  const etat = textes.etatsSituation[situation.etat];
  const fin = situation.dateFin && textes.situationJusquau(jourLisible(situation.dateFin));
  const precisions = [
    situation.etat === EtatSituation.EN_COURS ? "" : etat,
    fin ?? "",
  ].filter((p) => p !== "");
  return precisions.length ? `${situation.categorie} (${precisions.join(", ")})` : situation.categorie;
}

function bandeau(fiche: Fiche, maintenant: Date): BandeauJamaisConnecte | undefined {
  if (fiche.etat !== EtatCompte.NON_ACTIVE) return undefined;
  const t = textes.jamaisConnecte;
  const milo = fiche.structure === Structure.MILO;
  if (!milo) return { titre: t.titre, lignes: [t.texte, t.email], urgent: false };
  const fin = instantDe(fiche.lienActivationExpireLe);
  const lien = [];
  if (fin) {
    const quand = dansUnePhrase(instantLisible(fin, maintenant));
    lien.push(fin <= maintenant ? t.lienExpire(quand) : t.lienValable(quand));
  }
  return { titre: t.titre, lignes: [t.texte, t.milo, ...lien], urgent: true };
}

function informations(fiche: Fiche, maintenant: Date): LigneInformation[] {
  const { champs } = textes;
  const lignes: LigneInformation[] = [];
  const ajouter = (cle: string, libelle: string, valeur: string, plus: Partial<LigneInformation> = {}) =>
    lignes.push({ cle, libelle, valeur, ...plus });
  const ajouterInstant = (cle: string, libelle: string, date: DateLisible | undefined) =>
    ajouter(cle, libelle, date?.court ?? textes.jamais, { long: date?.long });
  const lisible = (instant: Date | undefined) => instant && instantLisible(instant, maintenant);

  const creation = instantDe(fiche.dateCreation);
  if (creation) ajouter("ajout", champs.ajouteLe, dateSeule(creation));
  ajouter("email", champs.email, fiche.email ?? textes.nonRenseigne);
  ajouterInstant("connexion", champs.derniereConnexion, lisible(instantDe(fiche.derniereConnexion)));
  ajouterInstant("activite", champs.derniereActivite, lisible(instantDe(fiche.derniereActivite)));
  if (fiche.structure === Structure.MILO && fiche.dispositif === Dispositif.CEJ) {
    const fin = fiche.dateFinCej;
    ajouter("fin-cej", champs.finCej, fin ? jourLisible(fin) : textes.nonRenseignee);
    ajouter(
      "compteur",
      champs.compteur,
      fiche.peutVoirComptage ? textes.compteurVisible : textes.compteurMasque,
    );
  }
  if (fiche.numeroDossier) {
    const lien = adresseWeb(fiche.urlDossier);
    const valeur = lien ? textes.dossierOuvrir(fiche.numeroDossier) : fiche.numeroDossier;
    ajouter("dossier", champs.dossier, valeur, { lien });
  }
  if (fiche.referent) ajouter("referent", champs.referent, fiche.referent);
  return lignes;
}

/** Only web addresses become links, whatever the partner sends. */
function adresseWeb(adresse: string | undefined): string | undefined {
  return adresse && /^https?:\/\//.test(adresse) ? adresse : undefined;
}

export function vueFiche(fiche: Fiche, maintenant: Date): FicheVue {
  const repris = instantDe(fiche.reprisLe);
  return {
    id: fiche.id,
    nomComplet: `${fiche.prenom} ${fiche.nom}`,
    dispositif: dispositifs[fiche.dispositif],
    jamaisConnecte: bandeau(fiche, maintenant),
    creationIncertaine: fiche.etat === EtatCompte.CREATION_INCERTAINE,
    reprisLe: repris && dateSeule(repris),
    lectureSeule: fiche.lectureSeule,
    situations: fiche.situations.map(libelleSituation),
    informations: informations(fiche, maintenant),
  };
}
