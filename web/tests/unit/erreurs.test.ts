import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
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
