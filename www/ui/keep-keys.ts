// On the page of others: keys that are used or typed in the element stay in it, so that no shortcut of that page hears them.

const COMMANDS = /^([acvxyz]|Backspace|Delete|Insert|Enter|Home|End|Arrow.*)$/i;
const EDITS = /^(.|Enter|Backspace|Delete|Insert|Home|End|Page(Up|Down)|Arrow.*)$/u;
/** Parts of a character: a modifier that changes it, an accent before it, an input method that composes it. */
const COMPOSES = /^(Shift|CapsLock|AltGraph|Dead|Compose|Process|Unidentified)$/;
const PRESSES = /^(Enter| )$/;
const MOVES = /^( |Home|End|Page(Up|Down)|Arrow.*)$/;

/** What is known of a key. */
const KEPT = [
  ...(['key', 'code', 'location', 'repeat', 'isComposing'] as const),
  ...(['ctrlKey', 'shiftKey', 'altKey', 'metaKey'] as const),
] as const;

/** Inputs that hold no text. */
const CONTROLS = /^(radio|checkbox|range|button|submit|reset|file|color|image)$/;

/**
 * Listeners of a page may stand on the window itself and hear keys on their way down: whatever is kept
 * ends there, and goes on below as an event of our own, from shadow root to shadow root.
 */
export function keepKeys(host: HTMLElement, { signal }: { signal: AbortSignal }) {
  /** The keys that are down and were kept: what follows of them is kept too. */
  const down = new Set<string>();
  const nameOf = ({ code, key }: KeyboardEvent) => code || key;

  const press = (event: KeyboardEvent) => {
    const path = event.composedPath();
    down.delete(nameOf(event));
    if (!path.includes(host)) return;
    const isUsed = relay(event, path, host);
    if (!isUsed && !isMeantFor(path[0], event)) return;
    down.add(nameOf(event));
    event.stopImmediatePropagation();
  };
  const follow = (event: KeyboardEvent) => {
    if (!down.has(nameOf(event))) return;
    if (event.type === 'keyup') down.delete(nameOf(event));
    event.stopImmediatePropagation();
  };

  addEventListener('keydown', press, { signal, capture: true });
  addEventListener('keypress', follow, { signal, capture: true });
  addEventListener('keyup', follow, { signal, capture: true });
}

/**
 * A key as the parts of the element hear it, one shadow root after another. It is no KeyboardEvent: Firefox lets
 * each of these out of every shadow root, where the page would hear it, and we ourselves once more.
 */
class KeptKey extends Event implements Pick<KeyboardEvent, (typeof KEPT)[number]> {
  declare readonly key: string;
  declare readonly code: string;
  declare readonly location: number;
  declare readonly repeat: boolean;
  declare readonly isComposing: boolean;
  declare readonly ctrlKey: boolean;
  declare readonly shiftKey: boolean;
  declare readonly altKey: boolean;
  declare readonly metaKey: boolean;
  isStopped = false;
  #path: EventTarget[];

  constructor(event: KeyboardEvent, path: EventTarget[]) {
    super(event.type, { bubbles: true, cancelable: true });
    Object.assign(this, Object.fromEntries(KEPT.map((name) => [name, event[name]])));
    this.#path = path;
  }

  composedPath() {
    return this.#path;
  }

  stopPropagation() {
    this.isStopped = true;
    super.stopPropagation();
  }
}

/** As far as the shadow root of the element: an event of the element itself would be heard outside. @returns whether a part has used it */
function relay(event: KeyboardEvent, path: EventTarget[], host: HTMLElement) {
  let target = path[0] as Node;
  while (target !== host) {
    const kept = new KeptKey(event, path);
    if (event.defaultPrevented) kept.preventDefault();
    target.dispatchEvent(kept);
    if (kept.defaultPrevented) event.preventDefault();
    if (kept.isStopped) return true;
    const root = target.getRootNode();
    if (!(root instanceof ShadowRoot)) break;
    target = root.host;
  }
  return event.defaultPrevented;
}

/** Whether a key types into what has the keyboard, or works it, without a listener of ours. */
function isMeantFor(target: EventTarget, event: KeyboardEvent) {
  const { key, ctrlKey, altKey, metaKey } = event;
  const isTyped = ctrlKey === altKey && !metaKey && EDITS.test(key); // Ctrl and Alt: as Windows writes AltGr
  const isSpecial = altKey && !ctrlKey && !metaKey && /^[^a-z0-9]$/iu.test(key); // as macOS writes with Option
  if (holdsCursor(target)) {
    const isCommand = (ctrlKey || metaKey) && !altKey && isText(target) && COMMANDS.test(key);
    return isTyped || isSpecial || isCommand || COMPOSES.test(key);
  }
  if (ctrlKey || altKey || metaKey) return false;
  if (target instanceof HTMLInputElement) return MOVES.test(key);
  return target instanceof HTMLElement && target.matches('button, summary, a') && PRESSES.test(key);
}

/** A text, a choice from a list, or a place in a table, a tree, a plot: there every key without a command is for it. */
function holdsCursor(target: EventTarget) {
  if (isText(target) || target instanceof HTMLSelectElement) return true;
  if (!(target instanceof Element) || target instanceof HTMLInputElement) return false;
  return target.hasAttribute('tabindex') || target.closest('table, [role="tree"]') !== null;
}

function isText(target: EventTarget) {
  if (target instanceof HTMLInputElement) return !CONTROLS.test(target.type);
  return target instanceof HTMLTextAreaElement;
}

/**
 * Whether somebody types in the element: for a script of the page around that hears a key before us, or
 * asks what has the keyboard. During a key it is about that key, as one that types nothing is the page's.
 */
export function isTypedIn(host: Element) {
  const { event } = window;
  if (event instanceof KeyboardEvent) return isMeantFor(event.composedPath()[0], event);
  let active: Element | null | undefined = host.shadowRoot?.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active ? isText(active) : false;
}
