// What a test holds back until it says so, so that nothing depends on how fast a machine is: files,
// timers, and answers of the worker.
import { beforeWorker } from './changed.js';

/** A way to keep these files from the page, from `hold` until `release`. @param {RegExp} files */
export function heldFiles(files) {
  let release;
  const held = new Promise((done) => {
    release = done;
  });
  const hold = (page) =>
    page.route(files, async (route) => {
      await held;
      await route.continue();
    });
  return { hold, release };
}

/**
 * Timers of one length never run by themselves: `pass` runs those that wait, as if the time were over,
 * and says how many they were.
 * @param {number} length milliseconds
 */
export function heldTimers(length) {
  const hold = (page) =>
    page.addInitScript((length) => {
      const { setTimeout: start, clearTimeout: clear } = window;
      window.heldTimers ??= {};
      const waiting = new Map();
      window.heldTimers[length] = waiting;
      window.setTimeout = (call, time, ...of) => {
        if (time !== length) return start(call, time, ...of);
        const id = start(() => {}, 2 ** 31 - 1); // a number that no other timer has
        waiting.set(id, () => call(...of));
        return id;
      };
      window.clearTimeout = (id) => {
        waiting.delete(id);
        clear(id);
      };
    }, length);
  /** How many wait. */
  const left = (page) => page.evaluate((length) => window.heldTimers[length].size, length);
  const pass = (page) =>
    page.evaluate((length) => {
      const waiting = window.heldTimers[length];
      const due = [...waiting.values()];
      waiting.clear();
      for (const call of due) call();
      return due.length;
    }, length);
  return { hold, left, pass };
}

/** The scripts of the core in the page, which answers what is small before any worker is asked. */
export const PAGE_CORE = /assets\/(attention_playground|program-core)-.*\.js$/;

/** All is asked of the worker, as where the core in the page has broken. */
export const withoutPageCore = (page) =>
  page.route(PAGE_CORE, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'export {};' }),
  );

/**
 * A worker that is given some questions only when it is told to: until then it is busy with them, as
 * far as the page can see, and it can be ended.
 * @param {(question: { fn: string, args: any[] }) => boolean} isHeld of nothing but its argument
 * @param {{ besidePage?: boolean }} of whether the page may answer by itself what is small
 */
export function heldAnswers(isHeld, { besidePage = false } = {}) {
  const inWorker = `{
    const isHeld = ${isHeld};
    const channel = new BroadcastChannel('held answers');
    const waiting = [];
    let released = false;
    channel.onmessage = ({ data }) => {
      if (data !== 'release') return;
      released = true;
      for (const data of waiting.splice(0)) dispatchEvent(new MessageEvent('message', { data }));
    };
    addEventListener('message', (event) => {
      if (released || !event.data.fn || !isHeld(event.data)) return;
      event.stopImmediatePropagation();
      waiting.push(event.data);
      channel.postMessage('held');
    });
  }\n`;
  const hold = async (page) => {
    if (!besidePage) await withoutPageCore(page);
    await page.addInitScript(() => {
      const channel = new BroadcastChannel('held answers');
      let released = false;
      window.held = 0;
      // A worker that comes after the release is told as well.
      channel.onmessage = ({ data }) => {
        if (data !== 'held') return;
        window.held += 1;
        if (released) channel.postMessage('release');
      };
      window.releaseAnswers = () => {
        released = true;
        channel.postMessage('release');
      };
    });
    await beforeWorker(page.context(), inWorker);
  };
  /** Wait until the worker has such a question. */
  const asked = (page) => page.waitForFunction(() => window.held > 0);
  const release = (page) => page.evaluate(() => window.releaseAnswers());
  return { hold, asked, release };
}
