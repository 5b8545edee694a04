// Headings begin at the level that an author asks for: on the page of others an h1 would be a second title.

const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/** All headings in an element, now and as they come, in every shadow root; until the signal. */
export function levelHeadings(host: Element, highest: number, signal: AbortSignal) {
  const seen: WeakSet<ShadowRoot> = new WeakSet();
  const watch = (root: ShadowRoot) => {
    if (seen.has(root)) return;
    seen.add(root);
    const observer = new MutationObserver(() => look(root));
    observer.observe(root, { childList: true, subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
    look(root);
  };
  const look = (root: ShadowRoot) => {
    for (const heading of root.querySelectorAll(HEADINGS)) {
      const level = Number(heading.localName.slice(1)) + highest - 1;
      heading.ariaLevel = String(Math.min(9, level));
    }
    // A component that is not defined yet, or not drawn, has no root: it is looked at again when it has.
    for (const element of root.querySelectorAll('*')) {
      if (!element.localName.includes('-')) continue;
      if (element.shadowRoot) watch(element.shadowRoot);
      else customElements.whenDefined(element.localName).then(() => again(element));
    }
  };
  const again = (element: Element) => {
    const isGone = signal.aborted || !element.isConnected;
    if (!isGone && element.shadowRoot) watch(element.shadowRoot);
  };
  if (host.shadowRoot) watch(host.shadowRoot);
}
