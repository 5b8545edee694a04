// npm run release: everything that can be handed out, from what was built last, in release/. Nothing is
// published: .github/workflows/release.yml does that, where somebody has set it up.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { importMap, integrityOf } from './lib/integrity.mjs';
import { answer, Failure, find, main, root, run, say } from './lib/run.mjs';
import { setUp } from './setup.mjs';

/** Of what an author may say and of what a frame tells: what an embedded playground goes on to keep. */
const EMBED = 'v1';
const release = join(root, 'release');

/** The site in a folder of its exact version, which never changes, beside the one that goes on. */
function archive(version) {
  const folder = join(root, 'target', 'site');
  rmSync(folder, { recursive: true, force: true });
  const files = integrityOf(join(root, 'dist'));
  for (const name of [EMBED, `v${version}`]) {
    cpSync(join(root, 'dist'), join(folder, name), { recursive: true });
    write(join(folder, name, 'integrity.json'), files);
    write(join(folder, name, 'importmap.json'), importMap('./', files));
  }
  const file = join(release, `attention-playground-site-${version}.tar.gz`);
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  run('tar', [...same, '-czf', file, '-C', folder, EMBED, `v${version}`], { env: { GZIP: '-9n' } });
}

const write = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

function pack() {
  run('npm', ['pack', '--silent', '--pack-destination', release], {
    shell: process.platform === 'win32', // npm's commands are .cmd files there
  });
}

/** The crate, built once more from what is in it. */
function crate(version) {
  run('cargo', ['package', '--package', 'attention-playground', '--allow-dirty', '--quiet']);
  const name = `attention-playground-${version}.crate`;
  cpSync(join(root, 'target', 'package', name), join(release, name));
}

await main(async () => {
  await setUp({ browser: false });
  if (!isBuilt()) await build();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const others = answer('cargo', ['pkgid', '--package', 'attention-playground'])
    ?.split(/[#@]/)
    .at(-1);
  if (others !== version)
    throw new Failure(
      `package.json is of ${version}, Cargo.toml of ${others}: give both one version.`,
    );
  if (!find('tar')) throw new Failure('The archive of the site needs tar.');
  rmSync(release, { recursive: true, force: true });
  mkdirSync(release, { recursive: true });
  // These need what set-up has installed.
  const { buildWheel } = await import('./lib/wheel.mjs');
  const { singlePage } = await import('./lib/single.mjs');
  archive(version);
  pack();
  writeFileSync(join(release, 'single.html'), await singlePage());
  await buildWheel({ version, out: release });
  crate(version);
  write(join(release, 'integrity.json'), integrityOf(release));
  for (const file of readdirSync(release)) say(`release/${file}`);
});
