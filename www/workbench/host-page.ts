// What the page around an element says of it, at first and later: attributes, and colours of its own.
import { onSchemeOf, recoloured } from '../ui/theme.ts';
import type { AttentionPlayground } from './playground.ts';

/** What is followed otherwise, or says nothing to us. */
const UNSAID = ['variant', 'state', 'page', 'id', 'class', 'style', 'hidden'];
const INPUT_ATTRIBUTES = ['theme', 'variant', 'state', 'page', 'worksheet', 'style', 'class'];

/** Whether somebody says more than which variant and which state. */
export function isAuthored(element: AttentionPlayground) {
  if (element.page) return location.search !== '';
  const isSaid = element.getAttributeNames().some((name) => !UNSAID.includes(name));
  return isSaid || element.theme !== undefined;
}

export async function readAuthor(element: AttentionPlayground) {
  const { authorOf, authorOfFrame } = await import('../embed/read-author.ts');
  if (element.page) return authorOfFrame(location.search);
  // Properties may have been set in place of their attributes.
  const { variant, theme = '' } = element;
  const author = authorOf(element, { variant, theme });
  if (author.settings.theme) element.theme = author.settings.theme;
  return author;
}

export function followPage(element: AttentionPlayground, signal: AbortSignal) {
  const isSetting = ({ attributeName }: MutationRecord) =>
    attributeName !== null &&
    !INPUT_ATTRIBUTES.includes(attributeName) &&
    !/^(data|aria)-/.test(attributeName);
  const attributes = new MutationObserver((changes) => {
    if (changes.some(isSetting))
      readAuthor(element).then((author) => element.workbench.revise(author));
  });
  attributes.observe(element, { attributes: true });
  signal.addEventListener('abort', () => attributes.disconnect());
  const recolour = () => {
    element.requestUpdate();
    element.updateComplete.then(recoloured);
  };
  onSchemeOf(element.renderRoot as ShadowRoot, recolour, { signal });
}
