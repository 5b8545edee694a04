// Pages as rude as those of others are, and each way in which they can have the playground: numbers are typed and
// read off, or what cannot be had is said in words.
import { createServer } from 'node:http';
import { scoresOf, short, until } from './read.mjs';

const LATE = 8000; // milliseconds after which a script that has not run will not
const STATE = 'argmax?q=3,1,2&k=1,2,0;0,3,4&v=1,0;0,1';
/** The scores of the state, and those after 1/2 is typed into the first blank. */
const START = '5,11';
const TYPED = '2.5,11';

/** The ways in which a page has the playground, each as its body. */
const ways = {
  element: (site) =>
    `${script(site)}<attention-playground compact state="${STATE}">fallback</attention-playground>`,
  'element, plain tag': (site) =>
    `${script(site).replace(' type="module"', '')}<attention-playground compact state="${STATE}"></attention-playground>`,
  widget: (site) =>
    // As a notebook does: what a widget's file cannot be had for stands in the cell.
    `<div id="cell"></div><script type="module">
     const traits = { compact: true, state: '${STATE}', result: {} };
     const el = document.getElementById('cell');
     const model = { get: (name) => traits[name], set(name, value) { traits[name] = value; }, on() {} };
     import('${site}anywidget.js').then(({ default: widget }) => widget.render({ el, model }))
       .catch(({ message }) => { el.setAttribute('role', 'alert'); el.textContent = message; });</script>`,
  frame: (site) => frame(site, ''),
  'frame, allow-scripts': (site) => frame(site, 'sandbox="allow-scripts"'),
  'frame, allow-scripts allow-same-origin': (site) =>
    frame(site, 'sandbox="allow-scripts allow-same-origin"'),
  'frame, no scripts': (site) => frame(site, 'sandbox=""'),
};
const script = (site) => `<script type="module" src="${site}attention-playground.js"></script>`;
const frame = (site, sandbox) =>
  `<iframe data-attention title="Attention" ${sandbox} width="690" height="600" src="${site}?compact#${STATE}"></iframe>`;

const listener = (target) => `<script>
  window.acted = [];
  ${target}.addEventListener('keydown', (event) => {
    const field = document.activeElement;
    const typing = field && (/^(INPUT|TEXTAREA|IFRAME)$/.test(field.tagName) || field.isContentEditable);
    if (!typing && ['1', '/', '2', '.', 'n', 's'].includes(event.key)) { window.acted.push(event.key); event.preventDefault(); }
  }, ${target === 'window'});</script>`;

/** What pages do, by name. */
const hosts = {
  plain: {},
  'shortcuts on document': { head: listener('document') },
  'shortcuts on window': { head: listener('window') },
  'right to left': { html: '<html dir="rtl" lang="ar">' },
  'root of 10 px': { head: '<style>html{font-size:10px}</style>' },
  'root of 20 px': { head: '<style>html{font-size:20px}</style>' },
  'dark, then light': { html: '<html style="color-scheme:dark">', act: toLight },
  'escaped link': {
    body: (text) => text.replaceAll('&k=', '&amp;amp;k=').replaceAll('&v=', '&amp;amp;v='),
  },
  'script twice': {
    body: (text, site) => text + script(`${site}`) + script(`${site}`).replace('.js', '.js?again'),
  },
  'all: unset': { head: '<style>* { all: unset } body { display: block }</style>' },
  'no storage': {
    head: `<script>for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });</script>`,
  },
  'strict policy, ours let in': {
    headers: (site) => ({
      'content-security-policy': `default-src 'none'; script-src 'self' ${site} 'wasm-unsafe-eval' 'unsafe-inline'; connect-src ${site}; font-src ${site}; worker-src blob: ${site}; frame-src ${site}; style-src 'self'; img-src data:`,
    }),
  },
  'strict policy, nothing of ours': {
    headers: () => ({
      'content-security-policy': `default-src 'self'; script-src 'self' 'unsafe-inline'; img-src data:; frame-src *`,
    }),
    words: /element|widget/,
  },
  'server without CORS': { cors: false, words: /element|widget|allow-scripts$/ },
};

async function toLight(page) {
  await page.evaluate(() => {
    document.documentElement.style.colorScheme = 'light';
  });
}

/** What a cell may say in place of numbers: there is a reason that a person reads. */
const REASONS =
  /could not be loaded|cannot be reached|forbid|switched off|sandbox|CORS|does not let|refused|fallback|Failed to fetch/i;

/** Where no script runs there are words alone. */
const mustSpeak = (name, { words }) => name === 'frame, no scripts' || words?.test(name) === true;

async function cell(browser, sites, host, name) {
  const way = ways[name];
  const {
    head = '',
    html = '<html lang="en">',
    body = (text) => text,
    headers,
    act,
    cors = true,
  } = host;
  const site = cors ? sites.open : sites.closed;
  sites.page = {
    html: `<!doctype html>${html}<head><meta charset="utf-8"><title>Lecture</title><link rel="icon" href="data:,">${head}</head><body>${body(way(site), site)}</body></html>`,
    headers: headers?.(site),
  };
  const context = await browser.newContext({ viewport: { width: 760, height: 900 } });
  const page = await context.newPage();
  let ran = 0;
  page.on('dialog', (dialog) => {
    ran += 1;
    dialog.dismiss();
  });
  try {
    await page.goto(sites.course);
    const inside = (await page.locator('iframe').count()) > 0 ? page.frameLocator('iframe') : page;
    const found = await outcome(page, inside);
    if (found.words) return { ok: mustSpeak(name, host), text: `says: ${found.words}` };
    if (found.scores !== START) return { ok: false, text: `scores ${found.scores ?? 'missing'}` };
    await act?.(page);
    const first = inside.getByLabel('q, row 1, column 1', { exact: true });
    await first.click();
    await first.press('ControlOrMeta+A');
    await first.pressSequentially('1/2');
    await first.press('Enter');
    const typed = await until(async () => {
      const scores = await scoresOf(inside);
      return scores === TYPED ? scores : null;
    });
    const acted = await page.evaluate(() => (window.acted ?? []).join(''));
    if (acted) return { ok: false, text: `the page acted on ${acted}` };
    if (!typed) return { ok: false, text: `typed 1/2, scores ${await scoresOf(inside)}` };
    const size = await first.evaluate((field) =>
      Number.parseFloat(getComputedStyle(field).fontSize),
    );
    if (size < 12) return { ok: false, text: `${size} px` };
    return { ok: ran === 0, text: typed };
  } finally {
    await context.close();
  }
}

/** Numbers, or the words that stand there instead. */
const outcome = async (page, inside, since = performance.now()) =>
  (await until(async () => {
    const scores = await scoresOf(inside);
    if (scores) return { scores };
    const words = await wordsOf(page, inside, since);
    return words ? { words } : null;
  })) ?? {};

async function wordsOf(page, inside, since) {
  const alerts = await inside
    .getByRole('alert')
    .allTextContents()
    .catch(() => []);
  const late = await inside
    .locator('.late')
    .allTextContents()
    .catch(() => []);
  const notices = await inside
    .locator('.notice')
    .allTextContents()
    .catch(() => []);
  const said = [...alerts, ...notices].find((one) => REASONS.test(one));
  if (said) return short(said);
  // What stands there until a script runs says so only where none does.
  if (performance.now() < since + LATE) return null;
  const isEmpty = await page
    .locator('attention-playground')
    .evaluateAll((all) => all.some(({ shadowRoot }) => !shadowRoot));
  const fallback = isEmpty ? 'the text that the page has in the element' : null;
  return late.length > 0 ? short(late[0]) : fallback;
}

/**
 * Every way on each page whose name has this in it.
 * @param {import('playwright-core').Browser} browser
 * @param {{ open: string, closed: string }} ours the site, on a host that lets others read it and on one that does not
 * @returns {AsyncGenerator<import('./generators.mjs').Row>}
 */
export async function* rudeHosts(browser, ours, only = '') {
  const sites = { ...ours, page: null, course: '' };
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html', ...sites.page.headers })
      .end(sites.page.html),
  );
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  sites.course = `http://localhost:${server.address().port}/`;
  for (const [title, host] of Object.entries(hosts)) {
    if (!title.includes(only)) continue;
    const cells = {};
    for (const name of Object.keys(ways)) cells[name] = await cell(browser, sites, host, name);
    yield { title, cells };
  }
  server.close();
}
