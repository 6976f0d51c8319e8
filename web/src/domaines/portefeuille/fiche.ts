import { Dispositif, Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import {
  DroitFiche,
  EtatCompte,
  EtatSituation,
  MotifArchivage,
  type Fiche,
  type Situation,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { dispositifs } from "@/i18n/fr/identite";
import { fiche as textes } from "@/i18n/fr/fiche";
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
  /** When the activation mail may be asked for again; absent when it may be now. */
  prochainEnvoi: string | undefined;
}

/** A loan, in words. */
export interface SuiviVue {
  texte: string;
  fin: string;
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
  etag: string;
  nomComplet: string;
  structure: Structure;
  dispositif: Dispositif;
  dispositifLibelle: string;
  email: string | undefined;
  identifiantFt: string | undefined;
  peutVoirComptage: boolean;
  /** "Ajouté le", first day that an accompaniment may end. */
  creation: Date | undefined;
  derniereActivite: DateLisible | undefined;
  milo: boolean;
  jamaisConnecte: BandeauJamaisConnecte | undefined;
  creationIncertaine: boolean;
  reprisLe: string | undefined;
  lectureSeule: boolean;
  /** Why the account is proposed for archiving, beside what `reprisLe` says. */
  aArchiver: string[];
  suiviTemporaire: SuiviVue | undefined;
  mlDifferente: boolean;
  situations: string[];
  /** When what comes from i-milo was read there. */
  imiloLu: string | undefined;
  peut: (droit: DroitFiche) => boolean;
  informations: LigneInformation[];
  /** What the page of the details says. */
  details: LigneInformation[];
}

/** Last reading of a dossier that is still read every night. */
export function lectureAttendue({ imiloLuLe, reprisLe, aArchiver }: Fiche) {
  return reprisLe || aArchiver.includes(MotifArchivage.IMILO) ? undefined : imiloLuLe;
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
  const envoi = instantDe(fiche.prochainEnvoiActivation);
  const prochainEnvoi =
    envoi && envoi > maintenant ? dansUnePhrase(instantLisible(envoi, maintenant)) : undefined;
  if (!milo) return { titre: t.titre, lignes: [t.texte, t.email], urgent: false, prochainEnvoi };
  const fin = instantDe(fiche.lienActivationExpireLe);
  const lien = [];
  if (fin) {
    const quand = dansUnePhrase(instantLisible(fin, maintenant));
    lien.push(fin <= maintenant ? t.lienExpire(quand) : t.lienValable(quand));
  }
  return { titre: t.titre, lignes: [t.texte, t.milo, ...lien], urgent: true, prochainEnvoi };
}

function ligneInstant(
  cle: string,
  libelle: string,
  instant: Date | undefined,
  maintenant: Date,
): LigneInformation {
  const date = instant && instantLisible(instant, maintenant);
  return { cle, libelle, valeur: date?.court ?? textes.jamais, long: date?.long };
}

function informations(fiche: Fiche, maintenant: Date): LigneInformation[] {
  const { champs } = textes;
  const lignes: LigneInformation[] = [];
  const ajouter = (cle: string, libelle: string, valeur: string, plus: Partial<LigneInformation> = {}) =>
    lignes.push({ cle, libelle, valeur, ...plus });
  const ajouterInstant = (cle: string, libelle: string, instant: Date | undefined) =>
    lignes.push(ligneInstant(cle, libelle, instant, maintenant));

  const creation = instantDe(fiche.dateCreation);
  if (creation) ajouter("ajout", champs.ajouteLe, dateSeule(creation));
  ajouter("email", champs.email, fiche.email ?? textes.nonRenseigne);
  ajouterInstant("connexion", champs.derniereConnexion, instantDe(fiche.derniereConnexion));
  ajouterInstant("activite", champs.derniereActivite, instantDe(fiche.derniereActivite));
  if (fiche.structure === Structure.MILO && fiche.dispositif === Dispositif.CEJ) {
    const fin = fiche.dateFinCej;
    ajouter("fin-cej", champs.finCej, fin ? jourLisible(fin) : textes.nonRenseignee);
  }
  if (fiche.numeroDossier) {
    const lien = adresseWeb(fiche.urlDossier);
    const valeur = lien ? textes.dossierOuvrir(fiche.numeroDossier) : fiche.numeroDossier;
    ajouter("dossier", champs.dossier, valeur, { lien });
  }
  if (fiche.structure !== Structure.MILO) {
    ajouter("identifiant-ft", champs.identifiantFt, fiche.identifiantFt ?? textes.nonRenseigne);
  }
  if (fiche.referent) {
    const depuis = instantDe(fiche.conseillerDepuis);
    const { referent } = fiche;
    ajouter("referent", champs.referent, depuis ? champs.depuis(referent, dateSeule(depuis)) : referent);
  }
  return lignes;
}

/** The same, and what the fiche leaves out. */
function details(fiche: Fiche, maintenant: Date): LigneInformation[] {
  const { dispositif, premiereConnexion } = textes.details;
  const premiere = instantDe(fiche.premiereConnexion);
  return [
    { cle: "dispositif", libelle: dispositif, valeur: dispositifs[fiche.dispositif] },
    ...informations(fiche, maintenant).flatMap((ligne) =>
      ligne.cle === "connexion"
        ? [ligneInstant("premiere", premiereConnexion, premiere, maintenant), ligne]
        : [ligne],
    ),
  ];
}

/** Only web addresses become links, whatever the partner sends. */
function adresseWeb(adresse: string | undefined): string | undefined {
  return adresse && /^https?:\/\//.test(adresse) ? adresse : undefined;
}

function suivi(fiche: Fiche): SuiviVue | undefined {
  const pret = fiche.suiviTemporaire;
  const t = textes.suiviTemporaire;
  return (
    pret && {
      texte: t.texte(pret.premierConseiller),
      fin: pret.fin ? t.jusquau(jourLisible(pret.fin)) : t.sansFin,
    }
  );
}

export function vueFiche(fiche: Fiche, maintenant: Date): FicheVue {
  const repris = instantDe(fiche.reprisLe);
  const lu = instantDe(fiche.imiloLuLe);
  const activite = instantDe(fiche.derniereActivite);
  const motifs = fiche.aArchiver.filter(
    (motif) => !(repris && motif === MotifArchivage.REPRIS_PAR_AUTRE_ML),
  );
  return {
    id: fiche.id,
    etag: fiche.etag,
    nomComplet: `${fiche.prenom} ${fiche.nom}`,
    structure: fiche.structure,
    dispositif: fiche.dispositif,
    dispositifLibelle: dispositifs[fiche.dispositif],
    email: fiche.email,
    identifiantFt: fiche.identifiantFt,
    peutVoirComptage: fiche.peutVoirComptage,
    creation: instantDe(fiche.dateCreation),
    derniereActivite: activite && instantLisible(activite, maintenant),
    milo: fiche.structure === Structure.MILO,
    jamaisConnecte: bandeau(fiche, maintenant),
    creationIncertaine: fiche.etat === EtatCompte.CREATION_INCERTAINE,
    reprisLe: repris && dateSeule(repris),
    lectureSeule: fiche.lectureSeule,
    aArchiver: motifs.map((motif) => textes.aArchiver.motifs[motif] ?? textes.aArchiver.motifs[0]),
    suiviTemporaire: suivi(fiche),
    mlDifferente: fiche.mlDifferente,
    situations: fiche.situations.map(libelleSituation),
    imiloLu: lu && textes.imiloLu(dansUnePhrase(instantLisible(lu, maintenant))),
    peut: (droit) => !fiche.lectureSeule && fiche.droits.includes(droit),
    informations: informations(fiche, maintenant),
    details: details(fiche, maintenant),
  };
}
