// npm run release: everything that can be handed out, from what was built last, in release/. Nothing is
// published: .github/workflows/release.yml does that, where somebody has set it up.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { archiveSite } from './lib/archive.mjs';
import { integrityOf } from './lib/integrity.mjs';
import { answer, Failure, find, main, root, run, say } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const release = join(root, 'release');

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
  archiveSite(version, release);
  pack();
  writeFileSync(join(release, 'single.html'), await singlePage());
  await buildWheel({ version, out: release });
  crate(version);
  writeFileSync(
    join(release, 'integrity.json'),
    `${JSON.stringify(integrityOf(release), null, 2)}\n`,
  );
  for (const file of readdirSync(release)) say(`release/${file}`);
});
