// One lab alone, where the address of our page of labs asks for it before the #: it takes the place of them all.
import { hearParent } from '../embed/early-messages.ts';

if (new URLSearchParams(location.search).has('lab')) {
  const lab = document.createElement('attention-lab');
  lab.toggleAttribute('page', true);
  const page = document.querySelector('attention-labs');
  lab.append(...(page?.childNodes ?? []));
  page?.replaceWith(lab);
  hearParent('attention-lab');
  import('./attention-lab.ts').catch(({ message }: Error) => {
    const late = lab.querySelector('.late');
    if (late)
      late.textContent = `A file of this page could not be loaded. Load it again. The browser says: ${message}`;
  });
}
