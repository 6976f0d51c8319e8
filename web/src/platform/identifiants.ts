/** A UUID v4. `crypto.randomUUID` exists in secure contexts only, `getRandomValues` everywhere. */
export function nouvelUuid(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[6] = (octets[6]! & 0x0f) | 0x40;
  octets[8] = (octets[8]! & 0x3f) | 0x80;
  const hexa = Array.from(octets, (o) => o.toString(16).padStart(2, "0")).join("");
  return hexa.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
