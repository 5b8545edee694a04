// What the page around a frame says before its messages can be answered is kept until they can.
import type { Framed } from './frame-messages.ts';

/** @param name of the element that the frame holds */
export async function hearParent(name: string) {
  if (parent === window) return;
  const early: MessageEvent[] = [];
  const keep = (event: MessageEvent) => early.push(event);
  addEventListener('message', keep);
  const { answerParent } = await import('./frame-messages.ts');
  await customElements.whenDefined(name);
  removeEventListener('message', keep);
  const element = document.querySelector<Framed>(name);
  if (element) answerParent(element, early);
}
