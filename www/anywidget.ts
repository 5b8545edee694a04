// For notebooks: a widget as anywidget loads it, by its address. Its traits are the settings of the element;
// inputs go both ways, state and result come back.

/** What anywidget gives: a model with traits. */
interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes?(): void;
  on(event: string, listener: () => void): void;
  off?(event: string, listener: () => void): void;
}

type Playground = HTMLElement & { inputs: unknown; setInputs(inputs: object): Promise<void> };

async function render({ model, el }: { model: Model; el: HTMLElement }) {
  // A notebook may hold two copies of this file, and a name can be defined once.
  if (!customElements.get('attention-playground')) await import('./workbench/playground.ts');
  const { propertyOf, settingsOf } = await import('./embed/schema.ts');
  const element = document.createElement('attention-playground') as Playground;
  const own = element as unknown as Record<string, unknown>;
  /** What the page itself has set: a trait that changes to it is no news. */
  const sent: Map<string, string> = new Map();
  const send = (name: string, value: unknown) => {
    sent.set(name, JSON.stringify(value));
    model.set(name, value);
    model.save_changes?.(); // not every host of widgets has it
  };
  const ended = new AbortController();
  const follow = (trait: string, take: (value: any) => void) => {
    const listener = () => {
      const value = model.get(trait);
      if (JSON.stringify(value) !== sent.get(trait)) take(value);
    };
    model.on(`change:${trait}`, listener);
    ended.signal.addEventListener('abort', () => model.off?.(`change:${trait}`, listener));
  };
  for (const { name } of settingsOf('playground')) {
    const property = propertyOf(name);
    const trait = name.replaceAll('-', '_');
    const set = (value: unknown) => {
      if (value !== undefined && value !== null && value !== '') own[property] = value;
    };
    set(model.get(trait));
    follow(trait, set);
  }
  const inputs = model.get('inputs');
  const take = (given: object) =>
    element.setInputs(given).catch(({ message }: Error) => send('error', message));
  element.addEventListener('attention-change', ({ detail }: CustomEventInit) =>
    send('state', detail.state),
  );
  element.addEventListener('attention-result', ({ detail }: CustomEventInit) => {
    const steps = detail.result.steps.map(({ id, tensor: { axes, shape, data } }: any) => [
      id,
      { axes, shape, data: [...data] },
    ]);
    send('result', Object.fromEntries(steps));
    send('inputs', element.inputs);
    send('error', '');
  });
  element.addEventListener('attention-error', ({ detail }: CustomEventInit) =>
    send('error', detail.error.message),
  );
  el.append(element);
  if (inputs && Object.keys(inputs).length > 0) take(inputs);
  follow('inputs', take);
  return () => {
    ended.abort();
    element.remove();
  };
}

export default { render };
