import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { texteErreur } from "@/i18n/fr/erreurs";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { lireErreur, type NomRaison } from "@/platform/erreurs";
import { refus } from "../doublure/refus";

describe("reading a refusal", () => {
  test("reason, metadata, fields and delay come out of the details", () => {
    const erreur = lireErreur(
      refus(Code.AlreadyExists, "EMAIL_EXISTE_DEJA", {
        metadonnees: { chez: "MON_PORTEFEUILLE", beneficiaire_id: "42" },
        champs: [{ champ: "email", description: "déjà là" }],
        attente: 61,
      }),
    );
    expect(erreur).toEqual({
      genre: "conflit",
      raison: "EMAIL_EXISTE_DEJA",
      metadonnees: { chez: "MON_PORTEFEUILLE", beneficiaire_id: "42" },
      champs: [{ champ: "email", description: "déjà là" }],
      attente: 61,
      code: "EMAIL_EXISTE_DEJA",
    });
  });

  test("a reason of tomorrow does not break the page of today", () => {
    const erreur = new ConnectError("?", Code.FailedPrecondition);
    expect(lireErreur(erreur)).toMatchObject({ genre: "conflit", raison: undefined });
    expect(texteErreur(lireErreur(erreur)).titre).toBe("L'action n'est plus possible");
  });

  test("a session that ended is not a missing right", () => {
    const erreur = lireErreur(refus(Code.Unauthenticated, "SESSION_REVOQUEE"));
    expect(texteErreur(erreur).titre).toBe("Votre session a expiré");
  });

  test("a cut network is told apart from a fault of the server", () => {
    expect(lireErreur(new TypeError("Failed to fetch"))).toMatchObject({
      genre: "indisponible",
      code: "RESEAU",
    });
    expect(lireErreur(new ConnectError("", Code.Internal)).genre).toBe("inattendu");
  });
});

const texte = (...args: Parameters<typeof refus>) => texteErreur(lireErreur(refus(...args))).texte;

describe("words of a refusal", () => {
  test("every reason of a call has words of its own, whatever the code it comes with", () => {
    const noms = Object.keys(Raison).filter(
      (nom): nom is NomRaison =>
        Number.isNaN(Number(nom)) &&
        Raison[nom as NomRaison] > 0 &&
        Raison[nom as NomRaison] < Raison.CONSEILLER_NON_VALIDE,
    );
    expect(noms.length).toBeGreaterThan(40);
    const generaux = new Set(
      [Code.InvalidArgument, Code.FailedPrecondition, Code.ResourceExhausted, Code.Internal].map(
        (code) => texteErreur(lireErreur(new ConnectError("", code))).titre,
      ),
    );
    for (const nom of noms) {
      const { titre, texte } = texteErreur(lireErreur(refus(Code.FailedPrecondition, nom)));
      expect(texte, nom).not.toMatch(/undefined|NaN/);
      // The three ways to say that the page itself asked something absurd share one text.
      const absurde = ["IDENTIFIANT_INVALIDE", "PAGE_INVALIDE", "MESSAGE_ILLISIBLE", "ERREUR_INTERNE"];
      if (!absurde.includes(nom)) expect(generaux.has(titre), nom).toBe(false);
    }
  });

  test("PORTEFEUILLE_NON_VIDE says how many people remain", () => {
    const nombre = { metadonnees: { nombre: "12" } };
    expect(texte(Code.FailedPrecondition, "PORTEFEUILLE_NON_VIDE", nombre)).toContain("12 bénéficiaires");
  });

  test("QUOTA_CONSULTATIONS says when reading opens again", () => {
    expect(texte(Code.ResourceExhausted, "QUOTA_CONSULTATIONS", { attente: 900 })).toContain("15 minutes");
  });

  test("D44 the refused character is named", () => {
    const refuse = { metadonnees: { caractere: "é" } };
    expect(texte(Code.InvalidArgument, "EMAIL_CARACTERE_REFUSE", refuse)).toContain("é");
    const espace = { metadonnees: { caractere: " " } };
    expect(texte(Code.InvalidArgument, "EMAIL_CARACTERE_REFUSE", espace)).toContain("espace");
  });

  test("the partner and the delay are said", () => {
    const erreur = lireErreur(
      refus(Code.Unavailable, "PARTENAIRE_INDISPONIBLE", {
        metadonnees: { partenaire: "i-milo" },
        attente: 120,
      }),
    );
    expect(texteErreur(erreur).titre).toBe("i-milo ne répond pas");
    expect(texteErreur(erreur).texte).toContain("2 minutes");
  });

  test("UC-06 another conseiller is never named", () => {
    const chez = { metadonnees: { chez: "AUTRE_CONSEILLER" } };
    expect(texte(Code.AlreadyExists, "EMAIL_EXISTE_DEJA", chez)).toContain("autre conseiller");
  });
});
