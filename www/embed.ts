// The entry for the pages of others, by a name that stays: it defines the custom elements, or says why it
// cannot. Imports are made as calls, so that a page may load it as a module or as a script of the old kind.
export {};

/** Of package.json. */
declare const __VERSION__: string;

const TAGS = {
  'attention-playground': () => import('./workbench/playground.ts'),
  'attention-lab': () => import('./labs/attention-lab.ts'),
  'attention-model': () => import('./models/attention-model.ts'),
};
/** Most pages hold none of these, and what they are made of comes with the first of them. */
const LATER = ['attention-lab', 'attention-model'] as const;

/** A name can be defined once: the first copy of the playground on a page has all elements, whoever asks for one. */
const FIRST = Symbol.for('attention-playground elements');
const page = globalThis as unknown as Record<symbol, typeof TAGS | undefined>;
page[FIRST] ??= TAGS;
const first = page[FIRST];

/** The version of the first copy; other versions are told that they are not used. */
const VERSION = Symbol.for('attention-playground version');
if (first === TAGS) Reflect.set(globalThis, VERSION, __VERSION__);
else {
  const used = Reflect.get(globalThis, VERSION) ?? 'unknown';
  if (used !== __VERSION__)
    console.warn(
      `Attention Playground: this page loads versions ${used} and ${__VERSION__}. All elements are of version ${used}, which came first. Take one of the two scripts out.`,
    );
}

/** What is being loaded, or has been. */
const coming = new Set<string>();

function load(tag: keyof typeof TAGS) {
  if (coming.has(tag) || customElements.get(tag)) return;
  coming.add(tag);
  first[tag]().catch((error) => {
    for (const element of document.querySelectorAll(tag)) {
      const reason = document.createElement('p');
      reason.setAttribute('role', 'alert');
      reason.textContent = reasonOf(error);
      element.append(reason);
    }
  });
}

function reasonOf({ name, message }: Error) {
  const cause =
    name === 'NotSupportedError' // a notebook has the widget, whose copy holds no labs and no models
      ? 'Another copy of it is on this page, and two cannot share the names of their parts. Take both from one place, or show this one in a frame.'
      : 'Either its files cannot be reached, or the security policy of this page forbids them, or they are not those that this page names (integrity).';
  return `The Attention Playground could not be loaded. ${cause} The browser says: ${message}`;
}

function look() {
  for (const tag of LATER) if (document.querySelector(tag)) load(tag);
  return LATER.every((tag) => coming.has(tag));
}

load('attention-playground');
if (!look()) {
  const later = new MutationObserver(() => look() && later.disconnect());
  later.observe(document, { childList: true, subtree: true });
}
