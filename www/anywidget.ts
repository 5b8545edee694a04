// For notebooks: a widget as anywidget loads it, by its address. Its traits are the settings of the element;
// inputs go both ways, state and result come back.

import { closedWidget } from './embed/closed-widget.ts';
import type { GivenTable } from './embed/refused.ts';
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

/** A notebook may hold two copies of this file, and a name can be defined once. */
const load = async () => {
  if (!customElements.get('attention-playground')) await import('./workbench/playground.ts');
  return import('./embed/schema.ts');
};

/** Where somebody reads results they are computed at once; else the playground comes when a person opens it. */
async function render({ model, el }: { model: Model; el: HTMLElement }) {
  const ended = new AbortController();
  const { signal } = ended;
  if (model.get('result') === undefined) wait(model, el, signal);
  else await show(model, el, signal);
  return () => {
    ended.abort();
    el.replaceChildren();
  };
}

function wait(model: Model, el: HTMLElement, signal: AbortSignal) {
  const text = (name: string) => String(model.get(name) ?? '');
  const state = text('state');
  const variant = text('variant') || state.split('?')[0];
  const reason = document.createElement('p');
  reason.setAttribute('role', 'alert');
  const given = ['q', 'k', 'v', 'x', 'y', 'mask', 'bias'].map((name) => [name, model.get(name)]);
  const closed = closedWidget({
    caption: text('caption') || ['Attention Playground', variant].filter(Boolean).join(': '),
    inputs: { ...Object.fromEntries(given), ...(model.get('inputs') ?? {}) },
    // What it takes comes earlier by a moment; where it cannot be had, that is said when it is opened.
    onNear: () => load().catch(() => {}),
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
  const { propertyOf, settingsOf } = await load();
  if (ended.aborted) return;
  const element = document.createElement('attention-playground') as AttentionPlayground;
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
  for (const { name } of settingsOf('playground')) {
    const property = propertyOf(name);
    const trait = name.replaceAll('-', '_');
    const first = model.get(trait);
    if (first) own[property] = first;
    follow(trait, (value) => {
      own[property] = value === '' ? null : value;
    });
  }
  const inputs = model.get('inputs');
  const take = (given: unknown) =>
    element
      .setInputs(given as Record<string, GivenTable>)
      .catch(({ message }: Error) => send('error', message));
  element.addEventListener('attention-change', ({ detail }: CustomEventInit) =>
    send('state', detail.state),
  );
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
  element.addEventListener('attention-error', ({ detail }: CustomEventInit) =>
    send('error', detail.error.message),
  );
  el.append(element);
  if (!isGiven)
    take(inputs).finally(() => {
      isGiven = true;
      tell();
    });
  follow('inputs', take);
}

export default { render };
