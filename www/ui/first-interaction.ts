// The first sign of a person: only then is fetched what nobody needs who merely looks.

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown', 'focusin'];

/**
 * Once, at the first of them.
 * @param {EventTarget} where @param {() => void} act @param {AbortSignal} ended
 */
export function atFirstSign(where, act, ended) {
  const seen = new AbortController();
  const signal = AbortSignal.any([seen.signal, ended]);
  const happened = () => {
    seen.abort();
    act();
  };
  for (const sign of SIGNS) where.addEventListener(sign, happened, { signal, passive: true });
}
