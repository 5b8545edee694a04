// The site of examples/mystmd/ as mystmd builds it. Its theme comes from a host of its own at each build, so that
// the built tree is shown here by what stands in for it: it makes the elements of widgets and frames, no more.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, root } from '../lib/run.mjs';
import { filesOf, serve } from '../lib/static-host.mjs';
import { generatorOf, PLAYGROUND, pins } from './build-recipe.mjs';
import { frame, lab } from './generators.mjs';
import { scoresOf, short, until } from './read.mjs';

const recipe = { name: 'mystmd', by: 'npm' };
const START = '3,11,5,2';

/** A theme that is installed by nothing and started by nothing. */
const THEME = `jtex: v1
title: Stand-in
version: 1.0.0
build:
  install: "true"
  start: "true"
`;

/** In the page: the nodes of the tree that ours are, as a theme makes elements of them. */
async function show(tree) {
  if (tree.type === 'iframe') {
    const { src, width, title = 'Frame' } = tree;
    document.body.append(Object.assign(document.createElement('iframe'), { src, width, title }));
  } else if (tree.type === 'anywidget') {
    const el = document.body.appendChild(document.createElement('div'));
    const { default: widget } = await import(tree.esm);
    const { model: traits } = tree;
    const model = { get: (name) => traits[name], set() {}, on() {}, off() {} };
    await widget.render({ model, el });
  } else for (const child of tree.children ?? []) await show(child);
}

const shell = (tree) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Course</title><link rel="icon" href="data:,"><body><script type="module">${show}; await show(${JSON.stringify(tree).replaceAll('<', '\\u003c')});</script></body></html>`;

/** @param {string} place where it is installed @param {string} site of ours, which it reaches while it builds */
async function build(place, site) {
  const work = join(place, 'work');
  rmSync(work, { recursive: true, force: true });
  cpSync(join(root, 'examples', recipe.name), work, { recursive: true });
  mkdirSync(join(work, 'theme'));
  writeFileSync(join(work, 'theme', 'template.yml'), THEME);
  const edit = (name, from, to) => {
    const text = readFileSync(join(work, name), 'utf8');
    writeFileSync(join(work, name), text.replaceAll(from, to));
  };
  edit('myst.yml', 'template: book-theme', 'template: ./theme');
  edit('index.md', PLAYGROUND, site);
  const myst = join(place, 'node_modules', 'mystmd', 'dist', 'myst.cjs');
  // It asks our site for the widget, which this process serves.
  await promisify(execFile)(process.execPath, [myst, 'build', '--site'], { cwd: work }).catch(
    ({ stdout, stderr }) => {
      throw new Failure(`myst build --site in ${work} failed:\n${stdout}${stderr}`);
    },
  );
  return join(work, '_build', 'site');
}

/** @param {import('playwright-core').Browser} browser @param {string} site of ours @returns {AsyncGenerator<import('./generators.mjs').Row>} */
export async function* myst(browser, site, only = '') {
  if (!recipe.name.includes(only)) return;
  const title = `${pins(recipe)[0]}, without its theme`;
  const { place, missing } = generatorOf(recipe);
  if (missing) yield { title, missing, cells: {} };
  else yield { title, cells: await rowOf(browser, await build(place, site)) };
}

async function rowOf(browser, built) {
  const { mdast } = JSON.parse(readFileSync(join(built, 'content', 'index.json'), 'utf8'));
  const files = filesOf(join(built, 'public'), { compressed: false });
  files.set('/index.html', { body: shell(mdast), headers: { 'content-type': 'text/html' } });
  const server = await serve(files);
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  const wrong = [];
  page.on('pageerror', ({ message }) => wrong.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`${message.text()} ${message.location().url}`);
  });
  try {
    await page.goto(server.site);
    const opened = async () => {
      await page.getByRole('button', { name: 'Open the playground' }).first().click();
    };
    await opened();
    const scores = await until(() => scoresOf(page.locator('attention-playground').first()));
    const cells = { widget: { ok: scores === START, text: scores ?? 'no table' } };
    await opened();
    cells.lab = await lab(page);
    cells.frame = await frame(page);
    cells.console = { ok: wrong.length === 0, text: wrong.length ? short(wrong[0]) : 'silent' };
    return cells;
  } finally {
    await page.close();
    server.close();
  }
}
