// What an element tells whoever has put it on a page: events that leave every shadow root.

/** @param name without the `attention-` that all of them begin with */
export const fire = (element: Element, name: string, detail: object) =>
  element.dispatchEvent(
    new CustomEvent(`attention-${name}`, { detail, bubbles: true, composed: true }),
  );
