// For notebooks: a widget as anywidget loads it, by its address. Its traits are the settings of the element that
// the trait `element` names, else of the playground; inputs go both ways, state, result and answer come back.

import { closedWidget } from './embed/closed-widget.ts';
import type { GivenTable } from './embed/refused.ts';
import type { Embedded } from './embed/schema.ts';
import type { AttentionPlayground } from './workbench/playground.ts';

/** What anywidget gives: a model with traits. */
interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes?(): void;
  on(event: string, listener: () => void): void;
  off?(event: string, listener: () => void): void;
}

/** JSON has no word for a number that is not finite. */
const plain = (value: number) => (Number.isFinite(value) ? value : String(value));

/** Where the first copy of the playground on a page keeps what loads its elements: see www/embed.ts. */
const FIRST = Symbol.for('attention-playground elements');

const TAGS = {
  playground: 'attention-playground',
  lab: 'attention-lab',
  model: 'attention-model',
} as const;

const kindOf = (model: Model) => (model.get('element') || 'playground') as Embedded;

/** mystmd copies this file into a site of its own, by another name and away from the files that it loads. */
const isCopy = /^https?:/.test(import.meta.url) && !/\/anywidget\.[jt]s\b/.test(import.meta.url);

/** The file that this one is a copy of. */
async function original(base: unknown): Promise<{ render: typeof render }> {
  const address = `${base || ''}`.replace(/\/?$/, '/anywidget.js');
  if (!/^https?:/.test(address))
    throw new Error(
      `This widget was copied to ${import.meta.url}, away from its files. Add "base" to its settings: the address of the folder that the playground is in.`,
    );
  const { default: widget } = await import(/* @vite-ignore */ address);
  return widget;
}

/** The element and the table of its settings. */
async function load(kind: Embedded) {
  const [schema] = await Promise.all([import('./embed/schema.ts'), import('./embed.ts')]);
  const elements = Reflect.get(globalThis, FIRST) as Record<string, () => Promise<unknown>>;
  const element = elements[TAGS[kind]];
  if (!element)
    throw new Error(
      `This widget has no element “${kind}”. Show it in a frame: “Embed” of its page writes one.`,
    );
  await element();
  return schema;
}

/** Where somebody reads results they are computed at once; else the playground comes when a person opens it. */
async function render({ model, el }: { model: Model; el: HTMLElement }) {
  if (isCopy) return renderOriginal({ model, el });
  const ended = new AbortController();
  const { signal } = ended;
  if (kindOf(model) !== 'playground' || model.get('result') === undefined) wait(model, el, signal);
  else await show(model, el, signal);
  return () => {
    ended.abort();
    el.replaceChildren();
  };
}

async function renderOriginal(given: { model: Model; el: HTMLElement }): Promise<() => void> {
  try {
    return await (await original(given.model.get('base'))).render(given);
  } catch (error) {
    const reason = document.createElement('p');
    reason.setAttribute('role', 'alert');
    reason.textContent = (error as Error).message;
    given.el.append(reason);
    return () => reason.remove();
  }
}

function wait(model: Model, el: HTMLElement, signal: AbortSignal) {
  const text = (name: string) => String(model.get(name) ?? '');
  const state = text('state');
  const shown = text('variant') || text('lab') || text('model') || state.split('?')[0];
  const reason = document.createElement('p');
  reason.setAttribute('role', 'alert');
  const given = ['q', 'k', 'v', 'x', 'y', 'mask', 'bias'].map((name) => [name, model.get(name)]);
  const closed = closedWidget({
    caption: text('caption') || ['Attention Playground', shown].filter(Boolean).join(': '),
    inputs: { ...Object.fromEntries(given), ...(model.get('inputs') ?? {}) },
    // What it takes comes earlier by a moment; where it cannot be had, that is said when it is opened.
    onNear: () => load(kindOf(model)).catch(() => {}),
    onOpen: () =>
      show(model, el, signal).then(
        () => {
          closed.remove();
          reason.remove();
        },
        ({ message }: Error) => {
          reason.textContent = message;
          closed.after(reason);
        },
      ),
  });
  el.append(closed);
}

async function show(model: Model, el: HTMLElement, ended: AbortSignal) {
  const kind = kindOf(model);
  const { propertyOf, settingsOf } = await load(kind);
  if (ended.aborted) return;
  const element = document.createElement(TAGS[kind]);
  const own = element as unknown as Record<string, unknown>;
  /** What the page itself has set: a trait that changes to it is no news. */
  const sent: Map<string, string> = new Map();
  const send = (name: string, value: unknown) => {
    sent.set(name, JSON.stringify(value));
    model.set(name, value);
    model.save_changes?.(); // not every host of widgets has it
  };
  const follow = (trait: string, take: (value: unknown) => void) => {
    const listener = () => {
      const value = model.get(trait);
      if (JSON.stringify(value) !== sent.get(trait)) take(value);
    };
    model.on(`change:${trait}`, listener);
    ended.addEventListener('abort', () => model.off?.(`change:${trait}`, listener));
  };
  for (const { name } of settingsOf(kind)) {
    const property = propertyOf(name);
    const trait = name.replaceAll('-', '_');
    const first = model.get(trait);
    if (first) own[property] = first;
    follow(trait, (value) => {
      own[property] = value === '' ? null : value;
    });
  }
  element.addEventListener('attention-change', ({ detail }: CustomEventInit) =>
    send('state', detail.state),
  );
  element.addEventListener('attention-answer', ({ detail }: CustomEventInit) =>
    send('answer', detail.statement),
  );
  element.addEventListener('attention-error', ({ detail }: CustomEventInit) =>
    send('error', detail.error.message),
  );
  el.append(element);
  if (kind === 'playground') exchange(element as AttentionPlayground, { model, send, follow });
}

interface Traits {
  model: Model;
  send(name: string, value: unknown): void;
  follow(trait: string, take: (value: unknown) => void): void;
}

/** Inputs go both ways, results come back. */
function exchange(element: AttentionPlayground, { model, send, follow }: Traits) {
  const inputs = model.get('inputs');
  const take = (given: unknown) =>
    element
      .setInputs(given as Record<string, GivenTable>)
      .catch(({ message }: Error) => send('error', message));
  /** Until the inputs of the notebook are in it, what it shows is nobody's. */
  let isGiven = !inputs || Object.keys(inputs).length === 0;
  const tell = () => {
    const { good } = element.workbench.results;
    if (!isGiven || !good || good.state !== element.workbench.store?.state) return;
    const steps = good.trace.steps.map(({ id, tensor: { axes, shape, data } }) => [
      id,
      { axes, shape, data: Array.from(data, plain) },
    ]);
    send('result', Object.fromEntries(steps));
    send('inputs', element.inputs);
    send('error', '');
  };
  element.addEventListener('attention-result', tell);
  if (!isGiven)
    take(inputs).finally(() => {
      isGiven = true;
      tell();
    });
  follow('inputs', take);
}

export default { render };
