// In a frame: what is told to the page around, and what that page may ask for. Nothing is told before it
// has said hello, and then to its origin alone.

import type { GivenTable } from './refused.ts';
import { EVENTS } from './schema.ts';

const US = 'attention-playground';
const THEM = 'attention-frame';
const VERSION = 1;
const LONGEST = 1 << 20; // characters of a state
const MOST = 64; // inputs in one message

/** What a frame holds: a playground, or a lab. */
export interface Framed extends HTMLElement {
  ready: Promise<void>;
  /** Go to another state: the text after the # of a link. */
  navigate(state: string): void;
  reset(): void;
  setTheme(theme: 'light' | 'dark'): void;
  setInputs?(inputs: Record<string, GivenTable>): Promise<void>;
  /** All that a page around may want to know, by the types of messages. */
  snapshot(): Record<string, object>;
}

/** @param early what has come before anybody listened */
export function answerParent(element: Framed, early: MessageEvent[]) {
  /** Where messages go; nowhere before a hello. */
  let target: string | null = null;
  const tell = (type: string, detail: object) => {
    if (target === null) return;
    parent.postMessage({ from: US, v: VERSION, type, ...detail }, target);
  };
  const tellSize = () =>
    tell('size', { height: Math.ceil(element.getBoundingClientRect().height) });
  const refuse = (message: string) => tell('error', { error: { code: 'refused', message } });

  const hear = ({ data, source, origin }: MessageEvent) => {
    if (source !== parent || parent === window || !isMessage(data)) return;
    if (data.type === 'hello') {
      target = origin === 'null' ? '*' : origin; // a page without an origin can be named by no other
      tellSize();
      element.ready.then(() => tell('ready', element.snapshot().ready ?? {}));
      return;
    }
    if (target === null || (target !== '*' && origin !== target)) return;
    if (data.type === 'reset') element.reset();
    else if (data.type === 'get')
      for (const [type, detail] of Object.entries(element.snapshot())) tell(type, detail);
    else if (data.type === 'set') set(element, data, refuse);
  };
  addEventListener('message', hear);
  for (const event of early) hear(event);

  const events = new Set<string>(Object.values(EVENTS).flat());
  events.delete('ready'); // that has an answer of its own
  for (const type of events)
    element.addEventListener(`attention-${type}`, (event) =>
      tell(type, (event as CustomEvent).detail),
    );
  new ResizeObserver(tellSize).observe(element);
}

interface Message {
  type: string;
  state?: unknown;
  inputs?: unknown;
  theme?: unknown;
}

function isMessage(data: unknown): data is Message {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  const { from, v, type } = data as Record<string, unknown>;
  return from === THEM && v === VERSION && typeof type === 'string';
}

/** What is not as it should be changes nothing, and that is told. */
function set(element: Framed, message: Message, refuse: (why: string) => void) {
  const { state, inputs, theme } = message;
  if (theme === 'light' || theme === 'dark') element.setTheme(theme);
  else if (theme !== undefined) refuse('A theme is “light” or “dark”.');
  if (typeof state === 'string' && state.length <= LONGEST) element.navigate(state);
  else if (state !== undefined) refuse('A state is the text after the # of a link.');
  if (inputs === undefined) return;
  const isRecord = typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs);
  if (!isRecord || !element.setInputs || Object.keys(inputs).length > MOST)
    return refuse('Inputs are tables by their names.');
  element
    .setInputs(inputs as Record<string, GivenTable>)
    .catch(({ message }: Error) => refuse(message));
}
