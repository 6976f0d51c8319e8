// Push messages of the espace bénéficiaire: shown even when no page is open. A message is
// `{ id, titre, description, chemin }`; `chemin` is a page of this site, which knows the rest.

const SECOURS = { titre: "Pass Emploi", description: "Vous avez une nouvelle notification." };

function lire(donnees) {
  try {
    return donnees?.json() ?? {};
  } catch {
    // Unreadable: the browser still wants something to be shown.
    return {};
  }
}

/** The page to open: of this site, and nowhere else. */
function adresse({ chemin, id }) {
  const url = new URL(typeof chemin === "string" ? chemin : "/app/notifications", location.origin);
  if (url.origin !== location.origin) return new URL("/app/notifications", location.origin).href;
  if (id) url.searchParams.set("ouvrir", id);
  return url.href;
}

self.addEventListener("push", (evenement) => {
  const message = lire(evenement.data);
  evenement.waitUntil(
    self.registration.showNotification(message.titre ?? SECOURS.titre, {
      body: message.description ?? SECOURS.description,
      // The same notification twice replaces itself.
      tag: message.id,
      lang: "fr",
      data: adresse(message),
    }),
  );
});

async function ouvrir(url) {
  const pages = await self.clients.matchAll({ type: "window" });
  const page = pages.find((p) => new URL(p.url).pathname.startsWith("/app"));
  if (!page) return self.clients.openWindow(url);
  await page.focus();
  return page.navigate(url);
}

self.addEventListener("notificationclick", (evenement) => {
  evenement.notification.close();
  evenement.waitUntil(ouvrir(evenement.notification.data));
});
