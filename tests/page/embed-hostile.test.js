// What somebody hostile writes is shown as the text that it is, wherever an embedded playground takes a text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schema } from '../../www/embed/schema.ts';
import { onCourse, useCourse } from './course.js';
import { hostileTexts } from './hostile.js';
import { eventually, homework, shows, site } from './support.js';

useCourse();

/** Every setting of every element, an input, and a name that is none. */
const NAMES = [...new Set(schema.map(({ name }) => name)), 'q', 'mask', 'zz'];

test('no hostile text runs: in attributes, properties, children, links, messages and traits', async () => {
  assert.ok(hostileTexts.length >= 250, `${hostileTexts.length}`);
  const body = `<div id="place"></div>
    <iframe id="frame" title="Attention" sandbox="allow-scripts" width="690" height="300" src="${site}?compact#argmax"></iframe>`;
  await onCourse(body, async (page) => {
    const frame = page.frameLocator('#frame');
    await shows(frame, 'Scores', homework.scores);
    await page.evaluate(() =>
      document
        .getElementById('frame')
        .contentWindow.postMessage({ from: 'attention-frame', v: 1, type: 'hello' }, '*'),
    );
    const found = await page.evaluate(
      async ([texts, names, site]) => {
        const found = [];
        let now = '';
        window.pwn = () => found.push(`ran: ${now}`);
        const { default: widget } = await import(`${site}anywidget.js`);
        const { contentWindow } = document.getElementById('frame');
        const place = document.getElementById('place');
        const inside = (root) => [
          ...root.querySelectorAll('*'),
          ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
            shadowRoot ? inside(shadowRoot) : [],
          ),
        ];
        const clear = (element) => {
          for (const one of inside(element)) {
            const { protocol = '' } = one;
            if (/^(javascript|data|vbscript):/.test(protocol)) found.push(`link: ${now}`);
            if (/^(script|iframe|object|embed|base|meta)$/.test(one.localName))
              found.push(`<${one.localName}>: ${now}`);
            for (const { name } of one.attributes)
              if (/^on\w+$/.test(name)) found.push(`${name}: ${now}`);
          }
          element.remove();
        };
        for (const text of texts) {
          now = text;
          const hash = encodeURIComponent(text.toWellFormed());
          const shown = ['attention-playground', 'attention-lab'].flatMap((tag) => {
            const said = document.createElement(tag);
            for (const name of names) said.setAttribute(name, text);
            said.append(text);
            const set = document.createElement(tag);
            const linked = document.createElement(tag);
            linked.setAttribute('lab', 'why-root-d');
            linked.setAttribute(
              'state',
              tag === 'attention-lab' ? `why-root-d?a=${hash}&${hash}=1` : `argmax?q=${hash}`,
            );
            place.append(said, set, linked);
            for (const name of ['caption', 'show', 'base', 'state', 'theme', 'lang'])
              set[name] = text;
            return [said, set, linked];
          });
          const cell = document.createElement('div');
          place.append(cell);
          const traits = Object.fromEntries(names.map((name) => [name.replaceAll('-', '_'), text]));
          const model = {
            get: (name) => ({ ...traits, inputs: { q: text }, result: {} })[name],
            set() {},
            on() {},
          };
          const end = await widget.render({ model, el: cell });
          for (const message of [
            { type: 'set', state: text },
            { type: 'set', inputs: { q: text, [text]: text } },
            { type: 'set', theme: text },
            { type: text },
          ])
            contentWindow.postMessage({ from: 'attention-frame', v: 1, ...message }, '*');
          await new Promise((later) => setTimeout(later, 20));
          for (const element of [...shown, cell]) clear(element);
          end?.();
        }
        return found;
      },
      [hostileTexts, NAMES, site],
    );
    assert.deepEqual(found, []);
    await eventually(async () =>
      assert.equal(await frame.locator('html').evaluate(() => 'pwn' in window), false),
    );
    await eventually(async () =>
      assert.deepEqual(await page.evaluate(() => Object.keys(Object.prototype)), []),
    );
  });
});
