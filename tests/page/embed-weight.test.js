// What an embedded playground weighs: its bytes until a first table, and what is left of it when it has gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ONE, onCourse, one, useCourse } from './course.js';
import { homework, shows, site } from './support.js';

useCourse();

const MOST_BYTES = 200 * 1024;

test('an element and its first table are 200 KB, packed by gzip', (t) =>
  onCourse(
    '<div id="place"></div>',
    async (page) => {
      const loaded = [];
      page.on('response', (response) => loaded.push(response));
      await page.evaluate(
        ([element, site]) => {
          const deep = (selector, from = document) =>
            from.querySelector(selector) ??
            [...from.querySelectorAll('*')]
              .map(({ shadowRoot }) => shadowRoot && deep(selector, shadowRoot))
              .find(Boolean);
          const look = () => {
            if (deep('value-table[grid]')?.shadowRoot.querySelector('td'))
              window.first = performance.now();
            else requestAnimationFrame(look);
          };
          look();
          document.getElementById('place').setHTMLUnsafe(element);
          const script = document.createElement('script');
          Object.assign(script, { type: 'module', src: `${site}attention-playground.js` });
          document.head.append(script);
        },
        [ONE, site],
      );
      await shows(one(page), 'Scores', homework.scores);
      // What comes behind it, such as the panels, keeps nobody waiting: by the clock of the page, as a busy
      // machine tells of a table late.
      const names = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter(({ responseEnd }) => responseEnd <= window.first)
          .map(({ name }) => name),
      );
      const until = loaded.filter((response) => names.includes(response.url()));
      const sizes = await Promise.all(
        until.map(async (response) => {
          const bytes = await response.body();
          return Math.min(bytes.length, gzipSync(bytes, { level: 9 }).length);
        }),
      );
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      t.diagnostic(`${bytes} bytes in ${until.length} files`);
      assert.ok(until.length > 2 && bytes <= MOST_BYTES, `${bytes} bytes`);
    },
    { from: 'data:text/javascript,//' },
  ));

const MOUNTS = 500;
const PER_WINDOW = 100;
const MOST_LEFT = { Nodes: 500, JSEventListeners: 20, JSHeapUsedSize: 2048 * PER_WINDOW }; // in a window
const WARM_UP = 100; // until then caches fill and code is compiled

test('500 elements that come and go leave neither nodes, listeners, workers nor memory', (t) =>
  onCourse('<div id="place"></div>', async (page) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const count = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    const mount = (times) =>
      page.evaluate(async (times) => {
        const place = document.getElementById('place');
        for (let at = 0; at < times; at += 1) {
          const element = document.createElement('attention-playground');
          element.setAttribute('state', `argmax?q=${at},1,2&k=1,2,0;0,3,4&v=1,0;0,1`);
          element.toggleAttribute('compact', true);
          place.append(element);
          await element.ready;
          element.remove();
        }
      }, times);
    await mount(WARM_UP);
    const counts = [await count()];
    for (let mounted = WARM_UP; mounted < MOUNTS; mounted += PER_WINDOW) {
      await mount(PER_WINDOW);
      counts.push(await count());
    }
    // What is left of each element grows in every window. Compiled code and what the collector has not met yet
    // count too, in some windows and not in others: the window that grew least tells the two apart.
    for (const [name, most] of Object.entries(MOST_LEFT)) {
      const grown = counts.slice(1).map((now, at) => now[name] - counts[at][name]);
      t.diagnostic(`${name}: ${grown.join(', ')}`);
      assert.ok(
        Math.min(...grown) < most,
        `${name} grew by ${grown.join(', ')}, ${PER_WINDOW} elements each`,
      );
    }
    assert.ok(page.workers().length <= 1, `${page.workers().length} workers`);
  }));

test('twenty elements have their tables soon, and take little memory', (t) =>
  onCourse(
    Array.from(
      { length: 20 },
      (_, at) =>
        `<attention-playground compact state="argmax?q=${at},1,2&k=1,2,0;0,3,4&v=1,0;0,1"></attention-playground>`,
    ).join(''),
    async (page) => {
      const took = await page.evaluate(async () => {
        const all = [...document.querySelectorAll('attention-playground')];
        await customElements.whenDefined('attention-playground');
        await Promise.all(all.map(({ ready }) => ready));
        while (!all.every(({ result }) => result)) await new Promise(requestAnimationFrame);
        return performance.now();
      });
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Performance.enable');
      await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      const { value: heap } = metrics.find(({ name }) => name === 'JSHeapUsedSize');
      t.diagnostic(
        `the last first table after ${Math.round(took)} ms, ${Math.round(heap / 2 ** 20)} MiB of heap, ${page.workers().length} workers`,
      );
      assert.ok(heap < 100 * 2 ** 20, `${heap} bytes`);
      assert.ok(page.workers().length <= 1);
    },
  ));
