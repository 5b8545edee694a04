// npm run test:wheel: build the package for Python, install it into an environment of its own, and use it as a
// notebook does: a kernel with a widget, and a browser that has nothing but what that kernel sends.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { widgetName } from './lib/alone.mjs';
import { launchOptions } from './lib/browser.mjs';
import { pythonWith } from './lib/python.mjs';
import { main, root, run } from './lib/run.mjs';
import { buildWheel } from './lib/wheel.mjs';

const MOST = 2.5e6; // bytes of the wheel
const PATIENCE = 60_000; // milliseconds

/** The kernel, as messages that it sends and a way to send it some. */
function kernel(python) {
  const running = spawn(python, [join(root, 'tests', 'wheel', 'host.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const heard = [];
  const waiting = new Set();
  createInterface({ input: running.stdout }).on('line', (line) => {
    heard.push(JSON.parse(line));
    for (const look of [...waiting]) look();
  });
  /** The next message of a kind that fits. */
  const next = (fits) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The kernel is silent.')), PATIENCE);
      const look = () => {
        const at = heard.findIndex(fits);
        if (at < 0) return;
        waiting.delete(look);
        clearTimeout(timer);
        resolve(heard.splice(at, 1)[0]);
      };
      waiting.add(look);
      look();
    });
  const send = (message) => running.stdin.write(`${JSON.stringify(message)}\n`);
  const value = async (text) => {
    send({ run: text });
    return (await next(({ kind }) => kind === 'value')).value;
  };
  return { next, send, value, end: () => running.kill() };
}

/** In the page: a model as anywidget makes one, of the state that the kernel has opened it with. */
function widgetHost(state) {
  const listeners = new Map();
  const changed = {};
  const tell = (name, ...of) => {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(...of);
  };
  const model = {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      changed[name] = value;
      tell(`change:${name}`);
    },
    save_changes() {
      window.toKernel({ method: 'update', state: { ...changed }, buffer_paths: [] });
      for (const name of Object.keys(changed)) delete changed[name];
    },
    on: (name, listener) => listeners.set(name, (listeners.get(name) ?? new Set()).add(listener)),
    off: (name, listener) => listeners.get(name)?.delete(listener),
    send: (content) => window.toKernel({ method: 'custom', content }),
  };
  window.fromKernel = ({ method, state: next, content }, buffers) => {
    if (method === 'custom') {
      const bytes = buffers.map((text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
      tell(
        'msg:custom',
        content,
        bytes.map((one) => new DataView(one.buffer)),
      );
      return;
    }
    for (const [name, value] of Object.entries(next ?? {})) {
      state[name] = value;
      tell(`change:${name}`);
    }
  };
  const url = URL.createObjectURL(new Blob([state._esm], { type: 'text/javascript' }));
  window.show = async () => {
    const el = document.body.appendChild(document.createElement('div'));
    const { default: widget } = await import(`${url}`);
    return widget.render({ model, el });
  };
}

async function until(look) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Never: ${look}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

const scoresIn = async (place) =>
  (
    await place
      .getByRole('grid', { name: 'Scores', exact: true })
      .locator('tbody td')
      .allTextContents()
  ).join();

/** Everything that a person does in two cells. */
async function use({ next, send, value }, page, tag) {
  const { data } = await next(({ kind, data }) => kind === 'comm_open' && data.state._esm);
  assert.ok(data.state._esm.length < 12_000, 'what is kept of each widget is small');
  assert.deepEqual(data.state.inputs.q, [[3, 1, 2]]);
  await page.exposeFunction('toKernel', send);
  await page.evaluate(widgetHost, data.state);
  const relay = async () => {
    for (;;) {
      const { data: sent, buffers } = await next(({ kind }) => kind === 'comm_msg');
      await page.evaluate(([sent, buffers]) => window.fromKernel(sent, buffers), [sent, buffers]);
    }
  };
  relay().catch(() => {}); // it ends with the page
  await page.evaluate(() => window.show());
  const first = page.locator(tag).first();
  await until(async () => (await scoresIn(first)) === '5,11');
  await until(() => value("'weights' in p.result"));
  assert.deepEqual(await value("p.result['weights'].tolist()"), [[0, 1]]);
  assert.equal(await value("type(p.result['weights']).__mro__[1].__name__"), 'ndarray');
  assert.deepEqual(await value("list(p.result['weights'].axes)"), ['i', 'j']);
  console.log('✔ arrays in, results out as NumPy');
  await value("setattr(p, 'inputs', {**p.inputs, 'q': numpy.array([[1, 1, 1]])})");
  await until(async () => (await scoresIn(first)) === '3,7');
  await until(() => value("p.result['scores'].tolist() == [[3, 7]]"));
  console.log('✔ inputs from the kernel are shown');
  await first.getByLabel('q, row 1, column 1', { exact: true }).fill('1/2');
  await until(() => value("p.result['scores'].tolist() == [[2.5, 7]]"));
  assert.equal(await value("p.inputs['q'][0][0]"), 0.5);
  assert.deepEqual(await value("p.inputs['v'][1]"), [0.5, 1]);
  await until(async () => /q=1\/2,1,1/.test(await value('p.state')));
  console.log('✔ what is typed comes back: inputs, result, state');
  await value("setattr(p, 'inputs', {'q': [[1], [2, 3]]})");
  await until(async () => /not equally long/.test(await value('p.error')));
  console.log('✔ what cannot be read is said');
  await value("setattr(p, 'caption', 'Cell 3')");
  await first.getByText('Cell 3').waitFor();
  await value("setattr(p, 'caption', '')");
  await until(async () => (await first.locator('.caption').count()) === 0);
  // Shown in two cells, as when a cell is run again: the files came once.
  await page.evaluate(() => window.show());
  await until(async () => (await page.locator(tag).count()) === 2);
  const second = page.locator(tag).nth(1);
  await until(async () => (await scoresIn(second)) !== '');
  console.log('✔ shown again, from the same files');
}

await main(async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wheel = await buildWheel({ version, out: join(root, 'release') });
  const bytes = statSync(wheel).size;
  assert.ok(bytes <= MOST, `${bytes} bytes`);
  console.log(`✔ ${wheel}: ${(bytes / 1e6).toFixed(2)} MB`);
  const python = pythonWith('anywidget', 'to try the package for Python');
  run(python, ['-m', 'pip', 'install', '--quiet', '--force-reinstall', '--no-deps', wheel]);
  run(python, ['-m', 'pip', 'install', '--quiet', 'numpy']);
  const browser = await chromium.launch(launchOptions());
  const widget = kernel(python);
  try {
    const page = await browser.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', ({ message }) => asked.push(`error: ${message}`));
    await use(widget, page, widgetName('attention-playground', version));
    assert.deepEqual(
      asked.filter((url) => !/^(blob|data|about):/.test(url)),
      [],
    );
    console.log('✔ nothing was fetched');
  } finally {
    await browser.close();
    widget.end();
  }
});
