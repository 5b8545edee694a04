// The package that npm packs has both modules, whole.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';

test('npm packs the core and the models, each with its module and its types', () => {
  const list = execFileSync('npm', ['pack', '--dry-run', '--json'], {
    cwd: join(root, 'pkg'),
    shell: process.platform === 'win32', // npm's commands are .cmd files there
  });
  const packed = new Set(JSON.parse(list.toString())[0].files.map(({ path }) => path));
  for (const name of ['attention_playground', 'attention_models'])
    for (const file of [`${name}.js`, `${name}.d.ts`, `${name}_bg.wasm`])
      assert.ok(packed.has(file), `${file} is not packed`);
});
