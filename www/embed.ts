// The entry for the pages of others, by a name that stays: it defines the custom elements, or says why it
// cannot. Imports are made as calls, so that a page may load it as a module or as a script of the old kind.

const TAGS = {
  'attention-playground': () => import('./workbench/playground.ts'),
  'attention-lab': () => import('./labs/attention-lab.ts'),
  'attention-model': () => import('./models/attention-model.ts'),
};
/** Most pages hold none of these, and what they are made of comes with the first of them. */
const LATER = ['attention-lab', 'attention-model'] as const;

/** What is being loaded, or has been. */
const coming = new Set<string>();

function load(tag: keyof typeof TAGS) {
  if (coming.has(tag) || customElements.get(tag)) return;
  coming.add(tag);
  TAGS[tag]().catch((error) => {
    for (const element of document.querySelectorAll(tag)) {
      const reason = document.createElement('p');
      reason.setAttribute('role', 'alert');
      reason.textContent = `The Attention Playground could not be loaded. Either its files cannot be reached, or the security policy of this page forbids them. The browser says: ${error.message}`;
      element.append(reason);
    }
  });
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
