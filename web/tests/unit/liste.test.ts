import { describe, expect, test } from "vitest";
import { Dispositif } from "@/gen/passemploi/identite/v1/structure_pb";
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import {
  EtatCompte,
  EtatSituation,
  LignePortefeuilleSchema,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import {
  ecrireRecherche,
  lireRecherche,
  nombreDePages,
  requeteListe,
  trierAutrement,
  SANS_FILTRE,
  vueLigne,
  type RechercheListe,
} from "@/domaines/portefeuille/liste";

describe("address of the list", () => {
  test("the plain address is the plain list", () => {
    const recherche = lireRecherche({});
    expect(recherche).toEqual({
      q: "",
      tri: { colonne: "nom", descendant: false },
      page: 1,
      ...SANS_FILTRE,
    });
    expect(ecrireRecherche(recherche)).toEqual({});
  });

  test("what is written is read again", () => {
    const recherche = {
      q: "le goff",
      tri: { colonne: "derniere_activite", descendant: true },
      page: 3,
      dispositifs: [Dispositif.PACEA],
      statuts: ["non-active", "a-archiver"],
    } satisfies RechercheListe;
    expect(lireRecherche(ecrireRecherche(recherche))).toEqual(recherche);
  });

  test("a damaged address falls back on the defaults", () => {
    expect(lireRecherche({ dispositif: "rmi", statut: "x,,", page: "1" })).toEqual(lireRecherche({}));
    expect(lireRecherche({ tri: "-taille", page: "-4" })).toEqual(lireRecherche({}));
    expect(lireRecherche({ page: "deux" }).page).toBe(1);
    const loin = requeteListe(lireRecherche({ page: "999999999" }));
    expect(loin.skip).toBeLessThan(2 ** 31);
    expect(loin.skip + loin.pageSize).toBeGreaterThan(2 ** 31 - 1);
    expect(lireRecherche({ q: "x".repeat(200) }).q).toHaveLength(100);
  });
});

test("UC-05 the first click on the activity shows the most recent, the second inverts", () => {
  const parNom = { colonne: "nom", descendant: false } as const;
  const recents = trierAutrement(parNom, "derniere_activite");
  expect(recents).toEqual({ colonne: "derniere_activite", descendant: true });
  expect(trierAutrement(recents, "derniere_activite").descendant).toBe(false);
  expect(trierAutrement(recents, "nom")).toEqual(parNom);
});

test("the request speaks the words of the contract", () => {
  const recherche = lireRecherche({ q: "béa", tri: "-derniere_activite", page: "3" });
  expect(requeteListe(recherche)).toEqual({
    recherche: "béa",
    orderBy: "derniere_activite desc",
    pageSize: 10,
    skip: 20,
    dispositifs: [],
    nonActives: false,
    suiviTemporaire: false,
    aArchiver: false,
  });
  const filtree = lireRecherche({ dispositif: "pacea,rien", statut: "suivi-temporaire" });
  expect(requeteListe(filtree)).toMatchObject({
    dispositifs: [Dispositif.PACEA],
    nonActives: false,
    suiviTemporaire: true,
  });
  expect(nombreDePages(21)).toBe(3);
  expect(nombreDePages(0)).toBe(1);
});

describe("a row", () => {
  const maintenant = new Date("2026-11-21T12:00:00Z");
  const ligne = (etat: EtatCompte, plus = {}) =>
    vueLigne(
      create(LignePortefeuilleSchema, { id: "1", prenom: "Théo", nom: "Lambert", etat, ...plus }),
      maintenant,
    );

  test("says that the account is not activated", () => {
    const vue = ligne(EtatCompte.NON_ACTIVE);
    expect(vue.compteNonActive).toBe(true);
    expect(vue.sansActivite).toBe("Compte non activé");
  });

  test("an active account shows its activity and its situation", () => {
    const vue = ligne(EtatCompte.ACTIF, {
      derniereActivite: timestampFromDate(new Date("2026-11-20T08:00:00Z")),
      situation: { etat: EtatSituation.EN_COURS, categorie: "Scolarité" },
    });
    expect(vue.activite?.court).toBe("Hier à 09h00");
    expect(vue.situation).toBe("Scolarité");
    expect(vue.compteNonActive).toBe(false);
  });

  test("D47 a loan says until when, when it was said", () => {
    const fin = { annee: 2027, mois: 2, jour: 28 };
    expect(ligne(EtatCompte.ACTIF).suiviTemporaire).toBeUndefined();
    expect(ligne(EtatCompte.ACTIF, { suiviTemporaire: true }).suiviTemporaire).toBe("Suivi temporaire");
    expect(ligne(EtatCompte.ACTIF, { suiviTemporaire: true, suiviTemporaireFin: fin }).suiviTemporaire).toBe(
      "Suivi temporaire jusqu'au 28/02/2027",
    );
  });

  test("an uncertain creation is neither active nor simply inactive", () => {
    const vue = ligne(EtatCompte.CREATION_INCERTAINE);
    expect(vue.creationIncertaine).toBe(true);
    expect(vue.compteNonActive).toBe(false);
  });
});
