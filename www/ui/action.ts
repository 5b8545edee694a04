// Actions: what a person does in a part of the page, as typed data for whoever stands above the part.
//
// A component declares its actions beside its element: `interface Actions { 'cell-edit': CellEdit }` under
// `declare global`. All travel as one event that bubbles through shadow roots. A context object would be
// handed down through every component for the same end, and could not be intercepted on the way, as the
// fields of an answer intercept edits that are nobody's inputs; and it would be a library to load.

declare global {
  /** The detail of each action, by its name. */
  interface Actions {
    /** What a screen reader is told. */
    announce: string;
  }
}

type Name = keyof Actions;

/** One of all actions: its name, and the detail that goes with that name. */
type Action = { [N in Name]: { name: N; detail: Actions[N] } }[Name];

/** What some of the actions do. @param from the element that the action was done in */
export type Handlers = {
  [N in Name]?: (detail: Actions[N], from: HTMLElement) => unknown;
};

const TYPE = 'action';

class ActionEvent extends Event {
  action: Action;

  constructor(action: Action) {
    super(TYPE, { bubbles: true, composed: true });
    this.action = action;
  }
}

/** Say that this was done. An action whose detail is `undefined` goes without one. */
export function act<N extends Name>(
  from: EventTarget,
  name: N,
  ...[detail]: Actions[N] extends undefined ? [] : [detail: Actions[N]]
) {
  from.dispatchEvent(new ActionEvent({ name, detail } as Action));
}

/** As a listener in a template: `@action=${handles({ 'cell-edit': (cell) => … })}`. What is handled goes no further. */
export const handles = (handlers: Handlers) => (event: Event) => {
  if (!(event instanceof ActionEvent)) return;
  const { name, detail } = event.action;
  const handler = handlers[name] as ((detail: unknown, from: EventTarget) => unknown) | undefined;
  if (!handler) return;
  event.stopPropagation();
  handler(detail, event.composedPath()[0]);
};

/** The same on an element for good, or until the signal. */
export const onActions = (
  host: EventTarget,
  handlers: Handlers,
  options?: { signal: AbortSignal },
) => host.addEventListener(TYPE, handles(handlers), options);
