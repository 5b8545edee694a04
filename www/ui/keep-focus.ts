// A control that the keyboard pressed may go away, or be disabled: the next one takes the keyboard over.

const CONTROLS = 'button, a[href], input, select, textarea, [tabindex="0"]';
const FRAMES = 3; // whoever moves the keyboard on purpose has done so by then
const QUIET = 30; // frames without a question to the core: what went away has done so by then

/** @param busy whether an answer is to come: what goes away does so when there is one */
export function keepFocus(
  host: HTMLElement,
  { busy, signal }: { busy: () => boolean; signal: AbortSignal },
) {
  host.addEventListener(
    'click',
    (event) => {
      const byKeyboard = event.detail === 0;
      const [pressed] = event.composedPath();
      if (byKeyboard && pressed instanceof HTMLElement) watch(pressed, controlsOf(host), busy);
    },
    { signal, capture: true },
  );
}

/** In the order of Tab, through all shadow roots. */
function controlsOf(root: Element | ShadowRoot): HTMLElement[] {
  const inner = root instanceof Element ? (root.shadowRoot ?? root) : root;
  return [...inner.querySelectorAll('*')].flatMap((node) => {
    if (node.shadowRoot) return controlsOf(node.shadowRoot);
    const stops = node instanceof HTMLElement && node.matches(CONTROLS) && node.tabIndex >= 0;
    return stops ? [node] : [];
  });
}

/** @param controls as they were when it was pressed */
function watch(pressed: HTMLElement, controls: HTMLElement[], busy: () => boolean) {
  const at = controls.indexOf(pressed);
  let lost = 0;
  let quiet = 0;
  const look = () => {
    lost = !stands(pressed) && nobodyHasIt() ? lost + 1 : 0;
    quiet = busy() ? 0 : quiet + 1;
    if (lost < FRAMES && (lost > 0 || quiet < QUIET)) requestAnimationFrame(look);
    else if (lost > 0)
      [...controls.slice(at + 1), ...controls.slice(0, at).reverse()].find(stands)?.focus();
  };
  requestAnimationFrame(look);
}

const stands = (control: HTMLElement) =>
  control.isConnected && !control.matches(':disabled') && control.checkVisibility();

const nobodyHasIt = () => (document.activeElement ?? document.body) === document.body;
