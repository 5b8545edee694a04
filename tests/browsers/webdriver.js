// The part of W3C WebDriver that the flows need, over fetch: a driver, one session, one page.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { eventually } from '../eventually.js';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'; // what the standard calls a reference to one

/** A port that nobody uses. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });

/** In the page, before every script: what is found through all shadow roots, from `outer >>> inner`, and what one reads. */
const HELPERS = `
  const find = (selector, from) => [
    ...from.querySelectorAll(selector),
    ...[...from.querySelectorAll('*')].flatMap((node) => node.shadowRoot ? find(selector, node.shadowRoot) : []),
  ];
  const all = (path) => path.split(' >>> ').reduce(
    (found, selector) => found.flatMap((node) => find(selector, node.shadowRoot ?? node)), [document]);
  const text = (node) => node.nodeType === Node.TEXT_NODE ? node.data
    : node.localName === 'style' ? '' : [...(node.shadowRoot ?? node).childNodes].map(text).join('');
  const words = (node) => text(node).replace(/\\s+/g, ' ').trim();
`;

export class Browser {
  /** Start the driver and a session. @param {import('../../scripts/lib/other-browsers.mjs').Driven} driven */
  static async start({ command, portFlag, capabilities }) {
    const port = await freePort();
    const [program, ...args] = [...command, `${portFlag}${port}`];
    // A group of its own, since a driver under xvfb-run has children that must end with it.
    const driver = spawn(program, args, { stdio: 'ignore', detached: true });
    const browser = new Browser(driver, `http://127.0.0.1:${port}`);
    try {
      await browser.#begin(capabilities);
      return browser;
    } catch (error) {
      browser.#kill(); // else it would live on, and the tests with it
      throw error;
    }
  }

  /** @param {object} capabilities */
  async #begin(capabilities) {
    await eventually(() => fetch(`${this.base}/status`));
    const { sessionId } = await this.#ask('POST', '', {
      capabilities: { alwaysMatch: capabilities },
    });
    this.session = `/${sessionId}`;
    await this.#ask('POST', '/window/rect', { width: 1440, height: 1000 });
  }

  /** @param {import('node:child_process').ChildProcess} driver @param {string} base */
  constructor(driver, base) {
    this.driver = driver;
    this.base = base;
    this.session = '';
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async #ask(method, path, body) {
    const response = await fetch(`${this.base}/session${this.session}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** @param {string} url */
  async open(url) {
    await this.#ask('POST', '/url', { url: 'about:blank' }); // another # alone would load nothing
    await this.#ask('POST', '/url', { url });
  }

  /** What follows happens in a frame. @param {(...args: any[]) => unknown} script */
  async intoFrame(script) {
    await this.#ask('POST', '/frame', { id: { [ELEMENT]: await this.element(script) } });
  }

  outOfFrame() {
    return this.#ask('POST', '/frame', { id: null });
  }

  back() {
    return this.#ask('POST', '/back', {});
  }

  /** What a function gives in the page; it may use `all` and `words`. @param {(...args: any[]) => unknown} script @param {unknown[]} args */
  run(script, ...args) {
    return this.#ask('POST', '/execute/sync', {
      script: `${HELPERS}; return (${script}).apply(null, arguments)`,
      args,
    });
  }

  /** Wait for an element that a function finds. @param {(...args: any[]) => unknown} script @param {unknown[]} args */
  async element(script, ...args) {
    const found = await eventually(async () => {
      const node = await this.run(script, ...args);
      if (!node) throw new Error(`Nothing found by ${script} of ${JSON.stringify(args)}`);
      return node;
    });
    return found[ELEMENT];
  }

  /**
   * Press it once it stands still, and until it has heard that: a driver presses where it was, and what comes
   * above it at that moment takes it from there.
   * @param {(...args: any[]) => unknown} script @param {unknown[]} args
   */
  async click(script, ...args) {
    const element = await this.element(script, ...args);
    const place = () => this.#ask('GET', `/element/${element}/rect`);
    const listen = (node) => {
      window.clicked = false;
      const hear = () => {
        window.clicked = true;
      };
      node.addEventListener('click', hear, { once: true, capture: true });
    };
    let last = await place();
    await eventually(async () => {
      const before = last;
      last = await place();
      if (before.x !== last.x || before.y !== last.y) throw new Error('It moves.');
      await this.run(listen, { [ELEMENT]: element });
      await this.#ask('POST', `/element/${element}/click`, {});
      // A page that was left by it knows nothing of it.
      const isHeard = (await this.run(() => window.clicked)) !== false;
      if (!isHeard) throw new Error(`The click missed ${script}, ${JSON.stringify(args)}.`);
    });
  }

  /** Replace what a field holds, key by key. @param {string} text @param {(...args: any[]) => unknown} script @param {unknown[]} args */
  async type(text, script, ...args) {
    const field = `/element/${await this.element(script, ...args)}`;
    await this.#ask('POST', `${field}/clear`, {});
    await this.#ask('POST', `${field}/value`, { text });
  }

  /** To what has the keyboard. @param {string} text */
  async keys(text) {
    const actions = [...text].flatMap((value) =>
      ['keyDown', 'keyUp'].map((type) => ({ type, value })),
    );
    await this.#ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async quit() {
    await this.#ask('DELETE', '').catch(() => {}); // it may have died
    this.#kill();
  }

  #kill() {
    if (this.driver.pid) process.kill(-this.driver.pid);
  }
}
