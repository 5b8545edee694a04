// The package for Python: its own files, the playground as one packed module, and the table of settings.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { meanings } from '../../www/embed/meanings.ts';
import { settingsOf } from '../../www/embed/schema.ts';
import { widgetModule } from './alone.mjs';
import { root, run } from './run.mjs';

const NAME = 'attention_playground';

/** @param {{ version: string, out: string }} of @returns {Promise<string>} the wheel */
export async function buildWheel({ version, out }) {
  const folder = join(root, 'target', 'wheel');
  const files = join(folder, NAME);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(files, { recursive: true });
  mkdirSync(out, { recursive: true });
  for (const file of ['__init__.py', 'loader.js']) {
    const text = readFileSync(join(root, 'python', NAME, file), 'utf8');
    writeFileSync(join(files, file), text.replaceAll('VERSION', version));
  }
  const settings = settingsOf('playground').map(({ name, kind }) => ({
    name: name.replaceAll('-', '_'),
    kind,
    meaning: meanings[name],
  }));
  writeFileSync(join(files, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
  writeFileSync(join(files, 'widget.js.gz'), gzipSync(await widgetModule(version), { level: 9 }));
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE'])
    cpSync(join(root, licence), join(files, licence), { force: true });
  const readme = join(root, 'python', 'README.md');
  run('python3', [
    join(root, 'scripts', 'lib', 'make_wheel.py'),
    ...[NAME, version, readme, out, folder],
  ]);
  return join(out, `${NAME}-${version}-py3-none-any.whl`);
}
