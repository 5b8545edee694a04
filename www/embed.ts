// The entry for the pages of others, by a name that stays: it defines the custom element, or says why it cannot.

import('./workbench/playground.ts').catch((error) => {
  const reason = document.createElement('p');
  reason.setAttribute('role', 'alert');
  reason.textContent = `The Attention Playground could not be loaded. Either its files cannot be reached, or the security policy of this page forbids them. The browser says: ${error.message}`;
  for (const element of document.querySelectorAll('attention-playground')) {
    element.append(reason.cloneNode(true));
  }
});
