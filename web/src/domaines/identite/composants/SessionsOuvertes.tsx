import type { SessionOuverte } from "@/gen/passemploi/identite/v1/session_service_pb";
import { texteErreur } from "@/i18n/fr/erreurs";
import { sessions as textes } from "@/i18n/fr/sessions";
import { instantDe, instantLisible } from "@/platform/dates";
import { lireErreur } from "@/platform/erreurs";
import type { Espace } from "@/platform/espace";
import { Alerte } from "@/ui/Alerte";
import { Bouton } from "@/ui/Bouton";
import { Bloc, DateTexte, Invisible } from "@/ui/Definitions";
import { Mention } from "@/ui/Disposition";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { Etat } from "@/ui/Etiquette";
import { Lignes } from "@/ui/Lignes";
import { useFermerSession, useSessions } from "../api";
import { useDeconnexion } from "../deconnexion";
import { EchecDeconnexion } from "./EchecDeconnexion";
import { RefusAppel } from "./RefusAppel";

/** Where the account is open; each one is closed from here, the present one by signing out. */
export function SessionsOuvertes({ espace }: { espace: Espace }) {
  const lecture = useSessions();
  const fermeture = useFermerSession();
  const sortie = useDeconnexion(espace);
  const erreur = lecture.isError ? lireErreur(lecture.error) : undefined;
  const enCours = fermeture.isPending ? fermeture.variables.id : undefined;
  const maintenant = new Date();

  function fermer(session: SessionOuverte) {
    if (session.courante) sortie.mutate();
    else fermeture.mutate({ id: session.id, nom: nomDe(session) });
  }

  return (
    <Bloc titre={textes.titre}>
      <Mention>{textes.intro}</Mention>
      {fermeture.isSuccess && (
        <Alerte
          key={fermeture.variables.id}
          gravite="success"
          niveau="h3"
          titre={textes.fermee(fermeture.variables.nom)}
          annoncee
        >
          <p>{textes.fermeeTexte}</p>
        </Alerte>
      )}
      {fermeture.isError && <RefusAppel cause={fermeture.error} niveau="h3" />}
      {lecture.isPending && <Chargement lignes={2} />}
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          niveau="h3"
          onReessayer={() => void lecture.refetch()}
        />
      )}
      {lecture.data && (
        <Lignes
          libelle={textes.liste}
          lignes={lecture.data.sessions.map((session) => ({
            cle: session.id,
            titre: nomDe(session),
            marques: (
              <>
                {session.courante && <Etat gravite="success">{textes.courante}</Etat>}
                {session.push && <Etat>{textes.push}</Etat>}
              </>
            ),
            details: <Dates session={session} maintenant={maintenant} />,
            action: (
              <Bouton
                genre="secondaire"
                petit
                occupe={enCours === session.id || (session.courante && sortie.isPending)}
                onClick={() => fermer(session)}
              >
                {textes.deconnecter}
                <Invisible>{textes.deconnecterDe(nomDe(session))}</Invisible>
              </Bouton>
            ),
          }))}
        />
      )}
      <EchecDeconnexion sortie={sortie} />
    </Bloc>
  );
}

function nomDe(session: SessionOuverte): string {
  return session.appareil ?? (session.applicationMobile ? textes.application : textes.appareilInconnu);
}

function Dates({ session, maintenant }: { session: SessionOuverte; maintenant: Date }) {
  const ouverte = instantDe(session.ouverteLe);
  const vue = instantDe(session.vueLe);
  return (
    <>
      {ouverte && (
        <Mention>
          {textes.ouverte}
          <DateTexte {...instantLisible(ouverte, maintenant)} />
        </Mention>
      )}
      {vue && (
        <Mention>
          {textes.vue}
          <DateTexte {...instantLisible(vue, maintenant)} />
        </Mention>
      )}
    </>
  );
}
