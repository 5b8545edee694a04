// The package as another project has it: what it exports is there, and editors are told of the elements.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root } from '../../scripts/lib/run.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { meanings } from '../../www/embed/meanings.ts';
import { EVENTS, schema, settingsOf } from '../../www/embed/schema.ts';
import { blank, shows, useBrowser, withPage } from './support.js';

useBrowser();

test('everything that the package exports is a file of it', () => {
  for (const name of [
    '',
    '/lab',
    '/model',
    '/core',
    '/anywidget',
    '/files/index.html',
    '/files/attention-frame.js',
  ]) {
    const file = fileURLToPath(import.meta.resolve(`attention-playground${name}`));
    assert.ok(existsSync(file), `attention-playground${name} is ${file}`);
  }
});

test('the manifest names every attribute of every element, with its meaning', () => {
  const { customElements } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { modules } = JSON.parse(readFileSync(join(root, customElements), 'utf8'));
  const elements = modules.flatMap(({ declarations }) => declarations);
  assert.deepEqual(
    elements.map(({ tagName }) => tagName),
    ['attention-playground', 'attention-lab', 'attention-model'],
  );
  for (const { tagName, attributes } of elements)
    assert.deepEqual(
      attributes.map(({ name, description }) => [name, description]),
      settingsOf(tagName.replace('attention-', '')).map(({ name }) => [name, meanings[name]]),
    );
});

test('README names every setting, every word of one, and every event', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, section] = readme.replace(/^```[\s\S]*?^```$/gm, '').split('## Embed');
  const named = new Set([...section.matchAll(/`([^`]+)`/g)].map(([, text]) => text));
  const words = schema.flatMap(({ name, values = [] }) => [name, ...values]);
  assert.deepEqual(
    words.filter((word) => !named.has(word)),
    [],
  );
  const events = new Set(Object.values(EVENTS).flat());
  const told = [...events].filter(
    (event) => !named.has(`attention-${event}`) && !named.has(`-${event}`),
  );
  assert.deepEqual(told, []);
});

test('the file for the pages of others works as a module and as a script of the old kind', () => {
  const text = readFileSync(join(root, 'dist', 'attention-playground.js'), 'utf8');
  assert.ok(
    !/^\s*(import\b(?!\()|export\b)|[;}]\s*(import\s*["{*]|export\b)|import\.meta/m.test(text),
    'no statement that only a module may have',
  );
});

test('an application that is bundled has the element, its worker and its core', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'application-'));
  try {
    const entry = fileURLToPath(import.meta.resolve('attention-playground'));
    writeFileSync(join(folder, 'main.js'), `import ${JSON.stringify(entry)};`);
    writeFileSync(
      join(folder, 'index.html'),
      `<!doctype html><html lang="en"><title>Application</title><link rel="icon" href="data:,">
       <script type="module" src="/main.js"></script>
       <attention-playground compact state="argmax?q=3,1,2&k=1,2,0;0,3,4&v=1,0;0,1"></attention-playground>`,
    );
    await build({ root: folder, configFile: false, logLevel: 'silent' });
    const host = await serve(filesOf(join(folder, 'dist'), { compressed: false }));
    try {
      await withPage(
        async (page) => {
          await shows(page, 'Scores', [['5', '11']]);
          await blank(page, 'q', 1, 1).fill('1/2');
          await shows(page, 'Scores', [['2.5', '11']]);
        },
        { host: host.site },
      );
    } finally {
      host.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
