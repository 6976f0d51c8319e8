/** A dot for the eyes, words for the ears. */
export function Pastille({ children }: { children: string }) {
  return (
    <>
      <span aria-hidden="true" className="pe-pastille" />
      <span className="fr-sr-only">{` ${children}`}</span>
    </>
  );
}
