// The first sign of a person: only then is fetched what nobody needs who merely looks.

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown', 'focusin'];

/** Once, at the first of them. */
export function atFirstSign(where: EventTarget, act: () => void, ended: AbortSignal) {
  const seen = new AbortController();
  const signal = AbortSignal.any([seen.signal, ended]);
  const happened = () => {
    seen.abort();
    act();
  };
  for (const sign of SIGNS) where.addEventListener(sign, happened, { signal, passive: true });
}
