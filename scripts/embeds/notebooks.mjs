// JupyterLab and marimo with the package for Python, as a person uses them: the notebooks of examples/ are opened
// in a browser and run, numbers are typed, the kernel is asked for them, and the notebook is opened again.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { widgetName } from '../lib/alone.mjs';
import { programIn } from '../lib/python.mjs';
import { Failure, root, run } from '../lib/run.mjs';
import { buildWheel } from '../lib/wheel.mjs';
import { generatorOf, PLAYGROUND, pins } from './build-recipe.mjs';
import { frame, lab } from './generators.mjs';
import { scoresOf, short, until } from './read.mjs';

/** What the notebooks show: q is 3, 1, 2, and then 1/2, 1, 2 is typed. */
const GIVEN = '5,11,15,2';
const TYPED = '2.5,11,2.5,2';
const WEIGHTS = /\[\[?0\.?, 1\.?, 0\.?, 0\.?\]\]?/;
/** With the keyboard on a cell of its own, a notebook adds, deletes, cuts and turns cells on these. */
const COMMANDS = 'abddxmz';

/** @typedef {import('playwright-core').Page} Page */
/**
 * @typedef {object} Notebook
 * @property {string} name of its folder in examples/
 * @property {string} file
 * @property {string} program
 * @property {(port: number) => string[]} serve its arguments
 * @property {string} path of the notebook on its server
 * @property {(page: Page) => Promise<void>} open wait until it can be run
 * @property {(page: Page) => Promise<void>} runAll
 * @property {(page: Page) => Promise<void>} runAgain the cell of the first widget, in a page where that was shown before
 * @property {(page: Page) => Promise<void>} askKernel run the cell that reads a result once more, where that is needed
 * @property {string} output where the results of cells stand
 * @property {(page: Page) => Promise<void>} save
 * @property {(page: Page, file: string) => Promise<number>} cells that it has, once it is saved
 * @property {(page: Page) => Promise<boolean>} [command] add a cell by a key of its own, and delete it
 */

/** @type {readonly Notebook[]} */
const all = [
  {
    name: 'jupyterlab',
    file: 'attention.ipynb',
    program: 'jupyter-lab',
    serve: (port) => [
      ...['--no-browser', '--allow-root', `--port=${port}`, '--ServerApp.port_retries=0'],
      ...['--IdentityProvider.token=', '--ServerApp.root_dir=.', '--LabApp.news_url='],
    ],
    path: 'lab/tree/attention.ipynb',
    open: async (page) => {
      await page.locator('.jp-Notebook .jp-CodeCell').first().waitFor();
      await page.getByText(/Python 3 \(ipykernel\) \| Idle/).waitFor();
    },
    runAll: (page) => menu(page, 'Run', 'Run All Cells'),
    runAgain: (page) => menu(page, 'Run', 'Run All Cells'),
    askKernel: async (page) => {
      await page.locator('.jp-CodeCell', { hasText: 'p.result' }).locator('.cm-content').click();
      await page.keyboard.press('Shift+Enter');
    },
    output: '.jp-OutputArea-output',
    save: async (page) => {
      await menu(page, 'File', 'Save Notebook');
      await page.locator('.jp-mod-dirty').first().waitFor({ state: 'detached' });
    },
    cells: async (_, file) => JSON.parse(readFileSync(file, 'utf8')).cells.length,
    command: async (page) => {
      const count = (number) => page.getByText(new RegExp(`^Cell \\d+/${number}$`)).waitFor();
      await page.locator('.jp-CodeCell .jp-InputPrompt').first().click();
      await count(6);
      await page.keyboard.press('b');
      await count(7);
      await page.keyboard.press('d');
      await page.keyboard.press('d');
      await count(6);
      return true;
    },
  },
  {
    name: 'marimo',
    file: 'attention.py',
    program: 'marimo',
    serve: (port) => [
      ...['edit', 'attention.py', '--headless', '--no-token', '--skip-update-check'],
      ...['--port', String(port)],
    ],
    path: '',
    open: (page) => page.locator('.cm-content').nth(5).waitFor(),
    runAll: (page) => page.getByTestId('run-button').last().click(),
    runAgain: async (page) => {
      await page.locator('.cm-content', { hasText: 'Playground("argmax"' }).click();
      await page.keyboard.press('Control+Enter');
    },
    askKernel: async () => {}, // its cells run by themselves
    output: '.output-area',
    save: (page) => page.getByTestId('save-button').click(),
    cells: (page) => page.locator('.cm-content').count(),
  },
];

async function menu(page, ...names) {
  for (const name of names)
    await page
      .getByRole('menuitem')
      .filter({ hasText: new RegExp(`^${name}(Ctrl.*)?$`) })
      .click();
}

/** Every notebook whose name has this in it. @param {import('playwright-core').Browser} browser @param {string} site of ours @returns {AsyncGenerator<import('./generators.mjs').Row>} */
export async function* notebooks(browser, site, only = '') {
  let wheel;
  for (const notebook of all.filter(({ name }) => name.includes(only))) {
    const recipe = { name: notebook.name, by: 'pip' };
    const title = pins(recipe)[0];
    const { place, missing } = generatorOf(recipe);
    if (missing) {
      yield { title, missing, cells: {} };
      continue;
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    wheel ??= await buildWheel({ version, out: join(root, 'release') });
    const environment = join(place, 'python');
    const flags = ['--quiet', '--force-reinstall', '--no-deps'];
    run(programIn(environment, 'python'), ['-m', 'pip', 'install', ...flags, wheel]);
    yield { title, cells: await rowOf(browser, site, notebook, environment, join(place, 'work')) };
  }
}

async function rowOf(browser, site, notebook, environment, work) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const file = join(work, notebook.file);
  cpSync(join(root, 'examples', notebook.name, notebook.file), file);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(PLAYGROUND, site));
  const server = await started(programIn(environment, notebook.program), notebook, work);
  const context = await browser.newContext({ viewport: { width: 1300, height: 1000 } });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', ({ message }) => wrong.push(message));
  page.on('console', (message) => {
    const { url } = message.location();
    const isOurs = url.startsWith(site) || url.startsWith('blob:');
    if (message.type() === 'error' && isOurs) wrong.push(`${message.text()} ${url}`);
  });
  try {
    await page.goto(server.url);
    await notebook.open(page);
    await notebook.runAll(page);
    const cells = await used(page, notebook, file);
    await page.goto(server.url);
    await notebook.open(page);
    const again = await until(() => scoresOf(widget(page, 0)));
    cells['opened again'] = { ok: again === TYPED, text: again ?? 'no table' };
    await notebook.runAgain(page);
    const anew = await until(async () => (await scoresOf(widget(page, 0))) === GIVEN);
    cells['run again'] = { ok: anew === true, text: anew ? GIVEN : 'not shown anew' };
    cells.console = { ok: wrong.length === 0, text: wrong.length ? short(wrong[0]) : 'silent' };
    return cells;
  } finally {
    await context.close();
    server.close();
  }
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const widget = (page, at) => page.locator(widgetName('attention-playground', version)).nth(at);

async function used(page, notebook, file) {
  const cells = {};
  const before = await notebook.cells(page, file);
  const first = await until(() => scoresOf(widget(page, 0)));
  cells.widget = { ok: first === GIVEN, text: first ?? 'no table' };
  const second = await until(() => scoresOf(widget(page, 1)));
  cells['a second one'] = { ok: second !== null, text: second ?? 'no table' };
  const framed = 'iframe[src*="lab=argmax"]';
  await page.locator(framed).scrollIntoViewIfNeeded();
  cells['lab in a frame'] = await lab(page, page.frameLocator(framed));
  cells.frame = await frame(page);
  const field = widget(page, 0).getByLabel('q, row 1, column 1', { exact: true });
  await field.selectText();
  await page.keyboard.type(COMMANDS);
  const text = await field.inputValue();
  await field.selectText();
  await page.keyboard.type('1/2');
  await page.keyboard.press('Enter');
  const typed = await until(async () => {
    const now = await scoresOf(widget(page, 0));
    return now === TYPED && now;
  });
  const grid = widget(page, 0).getByRole('grid', { name: 'Scores', exact: true });
  await grid.locator('td').first().focus();
  for (const key of COMMANDS) await page.keyboard.press(key);
  cells.typed = { ok: typed !== null && text === COMMANDS, text: `${text}, ${typed}` };
  await notebook.askKernel(page);
  const told = await until(async () => {
    const outputs = await page.locator(notebook.output).allInnerTexts();
    return outputs.find((one) => WEIGHTS.test(one));
  });
  cells['p.result["weights"]'] = { ok: told !== null, text: short(told ?? 'not told') };
  await notebook.save(page);
  const saved = await notebook.cells(page, file);
  cells['cells after those keys'] = { ok: saved === before, text: `${saved} of ${before}` };
  if (notebook.command) {
    const acts = await notebook.command(page).catch(({ message }) => short(message));
    cells['its own keys'] = { ok: acts === true, text: acts === true ? 'act' : acts };
  }
  return cells;
}

/** Start its server, which keeps what it keeps in its folder. */
async function started(program, { serve, path }, work) {
  const port = await freePort();
  const own = (name) => join(work, '.own', name);
  const running = spawn(program, serve(port), {
    ...{ cwd: work, stdio: 'ignore', detached: true },
    env: {
      ...process.env,
      ...{ HOME: own('home'), XDG_CONFIG_HOME: own('config'), XDG_STATE_HOME: own('state') },
      ...{ JUPYTER_CONFIG_DIR: own('jupyter'), JUPYTER_RUNTIME_DIR: own('runtime') },
      ...{ JUPYTERLAB_SETTINGS_DIR: own('settings'), JUPYTERLAB_WORKSPACES_DIR: own('spaces') },
    },
  });
  const close = () => process.kill(-running.pid); // with its kernels
  const origin = `http://127.0.0.1:${port}/`;
  const answers = await until(() =>
    fetch(origin).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  if (answers) return { url: origin + path, close };
  close();
  throw new Failure(`${program} does not answer at ${origin}.`);
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
