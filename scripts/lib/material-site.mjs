// Build a small course site with Material for MkDocs in .tools: the tests put the element on its pages.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonWith } from './python.mjs';
import { privateTools, run } from './run.mjs';
import { versions } from './settings.mjs';

/** Stands in the built pages where the address of our own site is to be. */
export const PLAYGROUND = 'https://playground.example/';

const SETTINGS = `site_name: Course
use_directory_urls: false
theme:
  name: material
  font: false
nav: [Week 1: index.md, Week 2: week-2.md, Week 3: week-3.md]
`;

const PAGES = {
  'index.md': '# Week 1\n\nThe first.\n',
  'week-2.md': `# Week 2

<script type="module" src="${PLAYGROUND}attention-playground.js"></script>
<attention-playground id="one" variant="argmax"></attention-playground>
`,
  'week-3.md': '# Week 3\n\nThe last.\n',
};

/** @returns {string} the folder of the built site */
export function materialSite() {
  const folder = join(privateTools, 'material-site', versions['mkdocs-material']);
  const built = join(folder, 'site');
  if (existsSync(join(built, 'week-3.html'))) return built;
  const python = pythonWith('mkdocs-material', 'to try the element on a page of it');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'docs'), { recursive: true });
  writeFileSync(join(folder, 'mkdocs.yml'), SETTINGS);
  for (const [name, text] of Object.entries(PAGES)) writeFileSync(join(folder, 'docs', name), text);
  const config = join(folder, 'mkdocs.yml');
  run(python, ['-m', 'mkdocs', 'build', '--quiet', '--config-file', config], {
    env: { NO_MKDOCS_2_WARNING: '1' }, // a notice of its successor
    cure: 'MkDocs could not build the site of the tests.',
  });
  return built;
}
