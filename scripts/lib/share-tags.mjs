// What a shared link shows, as tags of Open Graph: absolute where the address of the site is known.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** The address of the site, with its slash, where `npm run build -- --site URL` gives it. */
export const site = () => (process.env.PLAYGROUND_SITE ?? '').replace(/([^/])$/, '$1/');

/** The picture of a page, or that of the whole where it has none. @param {string} card */
function picture(card) {
  const found = [card, 'home'].find((name) =>
    existsSync(join(root, 'www', 'public', 'cards', `${name}.jpg`)),
  );
  return found && `cards/${found}.jpg`;
}

/**
 * @param {object} page
 * @param {string} page.path of the page in the site
 * @param {string} page.card the name of its picture, which `npm run screenshots` makes
 * @param {string} page.title
 * @param {string} page.description
 */
export function shareTags({ path, card, title, description }) {
  const image = picture(card);
  const up = '../'.repeat(path.split('/').length - 1);
  const start = site() || up || './';
  const tags = [
    ['og:type', 'website'],
    ['og:site_name', 'Attention Playground'],
    ['og:title', title],
    ['og:description', description],
    ...(site() ? [['og:url', site() + path]] : []),
    ...(image ? [['og:image', start + image]] : []),
  ];
  return [
    ...tags.map(([name, text]) => `<meta property="${name}" content="${text}">`),
    `<meta name="twitter:card" content="${image ? 'summary_large_image' : 'summary'}">`,
  ];
}
