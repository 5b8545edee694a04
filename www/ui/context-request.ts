// A question to whoever stands above: an event whose hearer gives the answer there and then.

/**
 * @param detail `give`, for the answer, goes along
 * @returns the answer, or null where nobody hears
 */
export function ask(asker: EventTarget, type: string, detail?: object): any {
  let answer = null;
  const give = (given: unknown) => {
    answer = given;
  };
  asker.dispatchEvent(
    new CustomEvent(type, { detail: { ...detail, give }, bubbles: true, composed: true }),
  );
  return answer;
}
