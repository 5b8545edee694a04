// Models that a person brings: files from a disk, and a name on the Hub, from which nothing comes unasked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { hubName } from '../../www/models/hub.ts';
import { OLD_NAME, openHub } from './hub.js';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

const path = (name) => join(root, 'models', 'causal', name);
const NAMES = ['config.json', 'tokenizer.json', 'model.safetensors'];
const ready = (page) => page.locator('model-explorer fieldset.tabs').waitFor();
const chooser = (page) => page.locator('own-files input[type="file"]');

test('files of one’s own open as a model, and stay in this browser', () =>
  withPage(
    async (page) => {
      await ready(page);
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await chooser(page).setInputFiles(NAMES.map(path));
      await page.waitForFunction(() => location.hash.startsWith('#own'));
      await page.getByText('676,224 parameters').waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('model-view .tile').count(), 12),
      );
      assert.deepEqual(
        asked.filter((url) => !/^blob:|icon-/.test(url)),
        [],
      );
    },
    { hash: 'models.html' },
  ));

test('what is no model is refused with the file, the cause and the next step', () =>
  withPage(
    async (page) => {
      await ready(page);
      await chooser(page).setInputFiles([
        { name: 'config.json', mimeType: '', buffer: readFileSync(path('config.json')) },
        {
          name: 'model.safetensors',
          mimeType: '',
          buffer: Buffer.from([0x80, 2, 0x63, 0, 1, 2, 3, 4, 5, 6]),
        },
      ]);
      const error = page.locator('model-choice .error');
      await error.getByText(/model\.safetensors/).waitFor();
      await chooser(page).setInputFiles([path('model.safetensors')]);
      await error.getByText(/config\.json: It is missing\. Add it/).waitFor();
      await chooser(page).setInputFiles(NAMES.map(path));
      await eventually(async () => assert.equal(await error.count(), 0));
      await ready(page);
    },
    { hash: 'models.html' },
  ));

/** The site as it is built, with the Hub on this machine in the place of the Hub. */
async function siteWith({ hub, store }) {
  const files = filesOf(join(root, 'dist'), { compressed: false });
  for (const [name, file] of files) {
    if (!/\.(html|js)$/.test(name)) continue;
    const text = String(file.body)
      .replaceAll('https://huggingface.co', hub)
      .replace('https://*.hf.co', store);
    files.set(name, { ...file, body: text });
  }
  return serve(files);
}

/** A model whose weights come in several parts: as large as three of them, with a tensor that nobody needs. */
function padded() {
  const weights = readFileSync(path('model.safetensors'));
  const length = Number(weights.readBigUInt64LE());
  const header = JSON.parse(String(weights.subarray(8, 8 + length)));
  const data = weights.subarray(8 + length);
  const filler = 34 << 20;
  header.filler = {
    dtype: 'U8',
    shape: [filler],
    data_offsets: [data.length, data.length + filler],
  };
  header.filler.dtype = 'F16';
  header.filler.shape = [filler / 2];
  const text = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, data, Buffer.alloc(filler)]);
}

async function withHub(use, options = {}) {
  const files = {
    'README.md': Buffer.from('# A model'),
    'config.json': readFileSync(path('config.json')),
    'tokenizer.json': readFileSync(path('tokenizer.json')),
    'model.safetensors': padded(),
  };
  const hub = await openHub(files, { name: 'someone/small', ...options });
  const host = await siteWith(hub);
  try {
    // Requests to the two hosts are what this is about.
    const expected = [
      new RegExp(`^request: (${hub.hub}|${hub.store}|${host.site.slice(0, -1)})/`),
      /404/,
    ];
    await withPage((page) => use(page, hub), {
      host: `${host.site}models.html${options.hash ?? ''}`,
      expected,
    });
  } finally {
    host.close();
    hub.close();
  }
}

const name = (page) => page.getByRole('textbox', { name: 'A name on the Hugging Face Hub' });

test('a name on the Hub: nothing before the act, first the size, then the files in parts, and the second time none', () =>
  withHub(async (page, { asked }) => {
    await ready(page);
    await name(page).fill('someone/small');
    assert.deepEqual(asked, []);
    await page.getByRole('button', { name: 'How large is it?' }).click();
    await page.getByText(/someone\/small: 37\.1\sMB in 3 files\./).waitFor();
    assert.deepEqual(asked, ['hub /api/models/someone/small/tree/main']);
    await page.getByRole('button', { name: /^Fetch 37\.1\sMB/ }).click();
    await page.waitForFunction(() => location.hash.startsWith('#hub:someone/small'));
    await page.getByText('676,224 parameters').waitFor();
    await ready(page);
    const parts = asked.filter((line) => line.startsWith('store'));
    assert.equal(parts.length, 3, parts.join('; '));
    assert.ok(parts.every((line) => /bytes=\d+-\d+$/.test(line)));

    // The link names the model, and fetches nothing of itself; what was fetched is kept.
    const count = asked.length;
    await page.reload();
    await page.getByText(/It is not fetched\s+yet/).waitFor();
    assert.equal(asked.length, count);
    await page.getByRole('button', { name: 'How large is it?' }).click();
    await page.getByRole('button', { name: /^Fetch / }).click();
    await page.getByText('676,224 parameters').waitFor();
    assert.equal(asked.length, count + 1);
  }));

test('an address of the Hub under an older name leads to the files', () =>
  withHub(async (page, { asked }) => {
    await ready(page);
    await name(page).fill(`https://hf.co/${OLD_NAME}/tree/main?library=transformers`);
    await page.getByRole('button', { name: 'How large is it?' }).click();
    await page.getByRole('button', { name: /^Fetch 37\.1\sMB/ }).click();
    await page.getByText('676,224 parameters').waitFor();
    assert.ok(asked.some((line) => line.includes('/api/resolve-cache/models/someone/small/')));
    assert.ok(asked.some((line) => line.startsWith('store')));
  }));

for (const [text, expected] of [
  ['gpt2', 'gpt2'],
  [' openai-community/gpt2 ', 'openai-community/gpt2'],
  [
    'huggingface.co/sentence-transformers/all-MiniLM-L6-v2/',
    'sentence-transformers/all-MiniLM-L6-v2',
  ],
  [
    'https://huggingface.co/google-bert/bert-base-uncased/blob/main/config.json',
    'google-bert/bert-base-uncased',
  ],
  ['https://hf.co/distilbert/distilgpt2?library=transformers#uses', 'distilbert/distilgpt2'],
  ['https://huggingface.co/prajjwal1/bert-tiny/discussions', 'prajjwal1/bert-tiny'],
  ['a/b/c', null],
  ['../etc', null],
  ['', null],
  ['https://example.com/gpt2', null],
])
  test(`“${text}” is ${expected ? `the name ${expected}` : 'no name'} on the Hub`, () =>
    assert.equal(hubName(text), expected));

test('a fetch is cancelled, and what had come is not fetched again', async () => {
  let release;
  const hold = new Promise((go) => {
    release = () => go(undefined);
  });
  await withHub(
    async (page, { asked }) => {
      await ready(page);
      await name(page).fill('someone/small');
      await page.getByRole('button', { name: 'How large is it?' }).click();
      await page.getByRole('button', { name: /^Fetch / }).click();
      await eventually(async () =>
        assert.equal(asked.filter((line) => line.startsWith('store')).length, 3),
      );
      await page.getByText(/of 37\.1\sMB/).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText(/It is not fetched\s+yet/).waitFor();
      release();
      await page.getByRole('button', { name: /^Fetch / }).click();
      await page.getByText('676,224 parameters').waitFor();
      const ranges = asked.filter((line) => line.startsWith('store'));
      assert.equal(ranges.length, 4, ranges.join('; '));
      assert.equal(ranges[3], ranges[2]);
    },
    { hold },
  );
});

test('a name that is none, and one that the Hub does not have, are said', () =>
  withHub(async (page, { asked }) => {
    await ready(page);
    await name(page).fill('../etc passwd');
    await page.getByRole('button', { name: 'How large is it?' }).click();
    await page.getByText(/Type a name as the Hub writes it/).waitFor();
    assert.deepEqual(asked, []);
    await name(page).fill('https://huggingface.co/someone/other/tree/main');
    await page.getByRole('button', { name: 'How large is it?' }).click();
    await page.getByText('The Hub has no public model “someone/other”.').waitFor();
  }));
