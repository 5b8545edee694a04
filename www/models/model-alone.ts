// One model alone, where the address of our page of models asks for it before the #: it takes the place of them all.
import { hearParent } from '../embed/early-messages.ts';

if (new URLSearchParams(location.search).has('model')) {
  const page = document.querySelector('attention-models');
  const model = document.createElement('attention-model');
  model.toggleAttribute('page', true);
  model.append(...(page?.childNodes ?? []));
  page?.replaceWith(model);
  hearParent('attention-model');
  import('./attention-model.ts').catch(({ message }: Error) => {
    const late = model.querySelector('.late');
    if (late)
      late.textContent = `A file of this page could not be loaded. Load it again. The browser says: ${message}`;
  });
}
