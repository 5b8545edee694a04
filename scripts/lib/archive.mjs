// The site as it is handed out: in a folder of its exact version, which never changes, beside the one that goes on.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importMap, integrityOf } from './integrity.mjs';
import { root, run } from './run.mjs';

/** Of what an author may say and of what a frame tells: what an embedded playground goes on to keep. */
const EMBED = 'v1';

/** @param {string} version @param {string} out the folder that the archive goes to @returns its file */
export function archiveSite(version, out) {
  const folder = join(root, 'target', 'site');
  rmSync(folder, { recursive: true, force: true });
  const files = integrityOf(join(root, 'dist'));
  for (const name of [EMBED, `v${version}`]) {
    cpSync(join(root, 'dist'), join(folder, name), { recursive: true });
    write(join(folder, name, 'integrity.json'), files);
    write(join(folder, name, 'importmap.json'), importMap('./', files));
  }
  const file = join(out, `attention-playground-site-${version}.tar.gz`);
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  run('tar', [...same, '-czf', file, '-C', folder, EMBED, `v${version}`], { env: { GZIP: '-9n' } });
  return file;
}

const write = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
