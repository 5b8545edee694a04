// What an instructor chooses is shown as it will look, and every text that is copied says just that.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import { readQuery } from '../../www/embed/frame-query.ts';
import { readSettings } from '../../www/embed/read-settings.ts';
import { propertyOf, settingsOf } from '../../www/embed/schema.ts';
import { frameAddress, hugoLayout, targets, traits } from '../../www/embed/snippets.ts';
import { onCourse, useCourse } from './course.js';
import { eventually, homework, inspect, screens, shows, site, withPage } from './support.js';

useCourse();

const known = settingsOf('playground').filter(({ name }) => name !== 'state');
const all = targets(settingsOf('playground'));
const textOf = (id, embed) => all.find((target) => target.id === id).write(embed);

/** Numbers of a generator that is written down: the same settings every time. */
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TEXTS = [
  'Example 1',
  'say "yes" & <no>',
  "l'été – Ω",
  'in x[i,d]\n\ny[i,d] = 2 x[i,d] # 100 % + 1',
  '`ticks` \\ {{ braces }} >}}',
  '</script><!-- x -->',
];

/** Settings as the form gives them. */
function random(seed) {
  const next = generator(seed);
  const settings = {};
  for (const setting of known) {
    if (next(3) > 0) continue;
    const { name, kind } = setting;
    if (kind === 'flag') settings[name] = '';
    else if (kind === 'choice') settings[name] = setting.values[next(setting.values.length)];
    else if (kind === 'number')
      settings[name] = String(setting.range[0] + next(setting.range[1] - setting.range[0]));
    else if (kind === 'address') settings[name] = 'https://course.example/play/';
    else if (kind === 'words') {
      const words = setting.values ?? ['q', 'k', 'scores', 'scaled-dot-product'];
      settings[name] = words.filter(() => next(2)).join(' ') || words[0];
    } else settings[name] = TEXTS[next(TEXTS.length)];
  }
  const state = [
    'argmax',
    'argmax?q=1/2,1,2&k=1,2,0;0,3,4&v=1,0;0,1',
    'own?program=in x[i]~y[i] = x[i]',
  ];
  return {
    element: 'playground',
    site: 'https://your.site/play/',
    settings,
    state: state[next(3)],
    height: 600,
    title: TEXTS[next(TEXTS.length)],
  };
}

const embeds = Array.from({ length: 200 }, (_, at) => random(at + 1));
const properties = ({ settings }) => readSettings('playground', Object.entries(settings));

// On a page of others, where a text may be parsed: ours has no policy for that.
test('200 random settings come back out of every text as they went in', () =>
  onCourse('', async (page) => {
    const parsed = (texts, selector) =>
      page.evaluate(
        ([texts, selector]) =>
          texts.map((text) => {
            const found = new DOMParser()
              .parseFromString(text, 'text/html')
              .querySelectorAll(selector);
            return [...found].map((one) =>
              [...one.attributes].map(({ name, value }) => [name, value]),
            );
          }),
        [texts, selector],
      );
    const write = (id) => embeds.map((embed) => textOf(id, embed));
    const expected = embeds.map(({ settings, state }) => ({ ...settings, state }));

    for (const id of ['element', 'markdown'])
      for (const [at, found] of (await parsed(write(id), 'attention-playground')).entries())
        assert.deepEqual(found.map(Object.fromEntries), [expected[at]], id);

    for (const id of ['frame', 'canvas'])
      for (const [at, found] of (await parsed(write(id), 'iframe')).entries()) {
        assert.equal(found.length, 1);
        const { src, title, height } = Object.fromEntries(found[0]);
        assert.deepEqual([title, height], [embeds[at].title, '600']);
        assert.equal(src, frameAddress(embeds[at]));
        const { search, hash, origin, pathname } = new URL(src);
        assert.equal(origin + pathname, 'https://your.site/play/');
        assert.deepEqual(readQuery('playground', search), properties(embeds[at]), src);
        assert.equal(decodeURIComponent(hash), `#${embeds[at].state}`);
      }

    for (const [at, text] of write('myst').entries()) {
      const [, url, json] = /^:::\{anywidget\} (\S+)\n([\s\S]*)\n:::$/.exec(text);
      assert.equal(url, 'https://your.site/play/anywidget.js');
      assert.deepEqual(JSON.parse(json), {
        base: 'https://your.site/play/',
        ...traits(embeds[at], settingsOf('playground')),
      });
    }

    const cells = JSON.stringify(write('notebook'));
    const program = `
import ast, json, sys
cells = []
for text in json.load(sys.stdin):
    call = ast.parse(text).body[-1].value
    cells.append({one.arg: ast.literal_eval(one.value) for one in call.keywords})
print(json.dumps(cells))`;
    const read = JSON.parse(execFileSync('python3', ['-c', program], { input: cells }));
    for (const [at, found] of read.entries())
      assert.deepEqual(found, traits(embeds[at], settingsOf('playground')));

    for (const [at, text] of write('hugo').entries()) {
      const body = /^\{\{< attention ([\s\S]*) >\}\}$/.exec(text)[1];
      const parameters = [...body.matchAll(/(\w+)=(?:`([^`]*)`|("(?:[^"\\]|\\.)*"))/g)];
      const found = parameters.map(([, name, raw, quoted]) => [
        name.replaceAll('_', '-'),
        raw ?? JSON.parse(quoted),
      ]);
      assert.deepEqual(
        readSettings(
          'playground',
          found.filter(([name]) => name !== 'state'),
        ).settings,
        properties(embeds[at]).settings,
      );
      assert.equal(Object.fromEntries(found).state, embeds[at].state);
    }
    assert.equal(
      `${hugoLayout('https://your.site/playground/')}\n`,
      readFileSync(join(root, 'examples/hugo/layouts/shortcodes/attention.html'), 'utf8'),
    );
  }));

test('every trait of a widget is a property of the element', () => {
  const names = new Set(settingsOf('playground').map(({ name }) => propertyOf(name)));
  for (const embed of embeds)
    for (const trait of Object.keys(traits(embed, settingsOf('playground'))))
      assert.ok(names.has(propertyOf(trait.replaceAll('_', '-'))), trait);
});

test('a lab and a model come back out of a directive and of a cell', () => {
  const others = {
    lab: { lab: 'argmax', part: 'b', caption: TEXTS[1], 'heading-level': '3' },
    model: { model: 'causal', view: 'head', caption: TEXTS[3], size: '20' },
  };
  for (const [element, settings] of Object.entries(others)) {
    const known = settingsOf(element);
    const embed = { ...embeds[0], element, settings, state: 'argmax?x=1/2' };
    const write = (id) =>
      targets(known)
        .find((target) => target.id === id)
        .write(embed);
    const bare = targets(known)[0].write({ ...embed, state: '' });
    const { [element]: start } = settings;
    assert.ok(bare.includes(`<a href="https://your.site/play/${element}s.html#${start}">`), bare);
    const [, url, json] = /^:::\{anywidget\} (\S+)\n([\s\S]*)\n:::$/.exec(write('myst'));
    assert.equal(url, 'https://your.site/play/anywidget.js');
    const { base, element: named, ...given } = JSON.parse(json);
    assert.deepEqual([base, named], ['https://your.site/play/', element]);
    assert.deepEqual(given, traits(embed, known));
    const program = `
import ast, json, sys
call = ast.parse(sys.stdin.read()).body[-1].value
print(json.dumps([ast.literal_eval(one) for one in call.args]))`;
    const input = write('cell');
    assert.deepEqual(JSON.parse(execFileSync('python3', ['-c', program], { input })), [
      frameAddress(embed),
      '100%',
      600,
    ]);
  }
});

const open = async (page) => {
  await page.getByRole('button', { name: 'Embed', exact: true }).click();
  await page.locator('embed-builder').waitFor();
};
const preview = (page) => page.locator('embed-builder attention-playground');
const text = (page) => page.getByLabel('The text to paste').textContent();

test('what is chosen is shown at once and copied; it works on the page of a course', async () => {
  let copied = '';
  await withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await open(page);
      const builder = page.locator('embed-builder');
      await shows(preview(page), 'Scores', homework.scores);
      await eventually(async () =>
        assert.equal(await preview(page).locator('page-bar').count(), 0),
      );
      await inspect(page, 'the builder');
      await builder.getByText('Steps to show').click();
      await builder.getByRole('group', { name: 'Steps to show' }).getByLabel('weights').check();
      await builder.getByRole('textbox', { name: /^Caption/ }).fill('Say "which"');
      const results = builder.getByRole('combobox', { name: 'Show results' });
      await results.selectOption('after a right table was typed');
      await preview(page).getByText('Predict first').waitFor();
      await preview(page).getByText('Say "which"').waitFor();
      const wide = (await builder.locator('.preview').boundingBox()).width;
      await builder.getByLabel('390 px').check();
      await eventually(async () =>
        assert.ok((await builder.locator('.preview').boundingBox()).width < wide),
      );
      for (const target of all.filter(({ of }) => of.includes('playground'))) {
        await builder.getByLabel(target.title, { exact: true }).check();
        await eventually(async () => assert.match(await text(page), /tried/));
      }
      await builder.getByLabel('Element', { exact: true }).check();
      await eventually(async () => assert.match(await text(page), /<attention-playground /));
      await builder.getByRole('button', { name: 'Copy', exact: true }).first().click();
      await builder.getByRole('button', { name: 'Copied' }).waitFor();
      copied = await page.evaluate(() => navigator.clipboard.readText());
      await eventually(async () => assert.equal(copied, await text(page)));
    },
    { hash: '#argmax' },
  );
  const body = copied
    .split('\n')[1]
    .replace('<attention-playground', '<attention-playground id="one"');
  await onCourse(body, async (page) => {
    await page.locator('#one').getByText('Predict first').waitFor();
    await page.locator('#one .caption').getByText('Say "which"').waitFor();
  });
});

test('each student has other numbers, the same for the same seed, and each link opens', () =>
  withPage(
    async (page) => {
      await open(page);
      const builder = page.locator('embed-builder');
      await builder.getByLabel('first seed').fill('7');
      await builder.getByLabel('students', { exact: true }).fill('3');
      const copy = async () => {
        await page.evaluate(() => navigator.clipboard.writeText('nothing'));
        await builder.getByRole('button', { name: 'Copy the links' }).click();
        await eventually(async () =>
          assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^seed\tlink\n/),
        );
        return page.evaluate(() => navigator.clipboard.readText());
      };
      const first = await copy();
      const lines = first.split('\n').map((line) => line.split('\t'));
      assert.deepEqual(
        lines.map(([seed]) => seed),
        ['seed', '7', '8', '9'],
      );
      assert.equal(new Set(lines.map(([, link]) => link)).size, 4);
      await builder.getByLabel('students', { exact: true }).fill('2');
      await builder.getByRole('button', { name: 'Copied' }).waitFor({ state: 'detached' });
      assert.equal(await copy().then((again) => first.startsWith(again)), true);
      await page.goto(lines[1][1]);
      await page.getByRole('grid', { name: 'Scores', exact: true }).waitFor();
      assert.match(page.url(), /\?compact#argmax\?q=/);
      await eventually(async () => assert.equal(await page.locator('page-bar').count(), 0));
    },
    { hash: '#argmax' },
  ));

test('the builder comes when it is opened, and only on our page', async () => {
  await withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      const asked = () =>
        page.evaluate(
          () =>
            performance
              .getEntriesByType('resource')
              .filter(({ name }) => /embed-builder/.test(name)).length,
        );
      await eventually(async () => assert.equal(await asked(), 0));
      // On a phone a row of the bar is dear.
      await page.getByRole('button', { name: 'Save / print' }).click();
      await open(page);
      await eventually(async () => assert.equal(await asked(), 1));
    },
    { hash: '#argmax', screen: screens.phone },
  );
  await onCourse(
    '<attention-playground id="one" variant="argmax"></attention-playground>',
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Embed', exact: true }).count(), 0),
      );
    },
  );
  assert.ok(site);
});

test('a lab and a part of it are embedded from the page of labs, without anybody’s answers', async () => {
  const texts = {};
  await withPage(
    async (page) => {
      const answer = page.locator('scaling-lab typed-answer[name="a"]');
      await answer.first().getByRole('textbox').fill('||mu||^2');
      await open(page);
      const builder = page.locator('embed-builder');
      const shown = builder.locator('attention-lab');
      await shown.locator('typed-answer[name="a"]').waitFor();
      await inspect(page, 'the builder of labs');
      await builder.getByLabel('Part of the question').selectOption('b');
      await builder
        .getByLabel('Show what gives an answer away')
        .selectOption('only when it is right');
      await shown.locator('typed-answer[name="b"]').waitFor();
      await eventually(async () => assert.match(await text(page), /answers="hide" part="b"/));
      for (const id of [
        ...['Element', 'Frame', 'Canvas', 'MyST directive'],
        ...['Notebook cell', 'Hugo shortcode'],
      ]) {
        const others = Object.values(texts);
        await builder.getByLabel(id, { exact: true }).check();
        await eventually(async () => {
          texts[id] = await text(page);
          assert.match(texts[id], /lab(?:=|": )["`]?why-root-d/);
          assert.ok(!others.includes(texts[id]), 'it is that of another');
        });
        assert.doesNotMatch(texts[id], /mu/);
      }
    },
    { hash: 'labs.html#why-root-d?d=32' },
  );
  assert.match(texts.Element, /state="why-root-d\?d=32"/);
  assert.match(
    texts['Hugo shortcode'],
    /^\{\{< attention-lab lab=`why-root-d` answers=`hide` part=`b`/,
  );
  await onCourse(texts.Element.split('\n')[1] + texts.Canvas, async (page) => {
    for (const place of [page, page.frameLocator('iframe')]) {
      await place.locator('typed-answer[name="b"]').waitFor();
      await eventually(async () =>
        assert.equal(await place.locator('typed-answer[name="a"]').isVisible(), false),
      );
    }
  });
});

test('a model is embedded from the page of models, with what is looked at', async () => {
  let copied = '';
  await withPage(
    async (page) => {
      await page.locator('model-explorer').first().waitFor();
      await open(page);
      const builder = page.locator('embed-builder');
      await builder.locator('attention-model model-explorer').waitFor();
      await inspect(page, 'the builder of models');
      await builder.getByRole('textbox', { name: /^Caption/ }).fill('A head');
      await eventually(async () => assert.match(await text(page), /caption="A head"/));
      copied = await text(page);
    },
    { hash: 'models.html#causal?text=The+dog&view=head&head=0.2', screen: screens.phone },
  );
  assert.match(
    copied,
    /<attention-model model="causal" caption="A head" state="causal\?text=The\+dog/,
  );
  await onCourse(copied.split('\n')[1], async (page) => {
    await page.locator('attention-model .caption').getByText('A head').waitFor();
    await page.locator('attention-model head-view').waitFor();
  });
});
