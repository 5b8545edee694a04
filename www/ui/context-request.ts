// A question to whoever stands above: an event whose hearer gives the answer there and then.

/**
 * @param {EventTarget} asker @param {string} type @param {object} [detail] `give`, for the answer, goes along
 * @returns {any} the answer, or null where nobody hears
 */
export function ask(asker, type, detail) {
  let answer = null;
  const give = (/** @type {unknown} */ given) => {
    answer = given;
  };
  asker.dispatchEvent(
    new CustomEvent(type, { detail: { ...detail, give }, bubbles: true, composed: true }),
  );
  return answer;
}
