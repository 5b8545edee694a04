// The package as another project has it: what it exports is there, and editors are told of the elements.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/lib/run.mjs';
import { meanings } from '../../www/embed/meanings.ts';
import { settingsOf } from '../../www/embed/schema.ts';

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

test('the file for the pages of others works as a module and as a script of the old kind', () => {
  const text = readFileSync(join(root, 'dist', 'attention-playground.js'), 'utf8');
  assert.ok(
    !/^\s*(import\b(?!\()|export\b)|[;}]\s*(import\s*["{*]|export\b)|import\.meta/m.test(text),
    'no statement that only a module may have',
  );
});
