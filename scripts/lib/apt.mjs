// Install Debian packages, as root where that can be had without a question.
import { answer, attempt, Failure, find, run, say } from './run.mjs';

const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
let refreshed = false;

/** Run a command with root's rights; where there are none, stop with what a person can type. */
export function asRoot(command) {
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'];
  if (sudo.length > 0 && answer('sudo', ['-n', 'true']) === undefined) {
    throw new Failure(
      `This needs root. Run it yourself, then start again:\n  sudo ${command.join(' ')}`,
    );
  }
  const [program, ...args] = [...sudo, ...command];
  run(program, args, quiet);
}

/** Can apt install all of these here? A fresh machine's lists may be empty: refresh them first. */
export function offers(packages) {
  if (!find('apt-get')) return false;
  const listed = () =>
    packages.every((name) => /^Package:/m.test(answer('apt-cache', ['show', name]) ?? ''));
  if (listed()) return true;
  refresh();
  return listed();
}

/** Install packages; `why` completes the sentence that a person reads. */
export function install(packages, why) {
  say(`apt-get install ${packages.join(' ')}, ${why}`);
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  refresh();
  asRoot(command);
}

/** Stale lists name files that the archive has dropped. A failed refresh is not yet a failure. */
function refresh() {
  if (refreshed) return;
  refreshed = true;
  if (process.getuid() === 0) attempt('apt-get', ['update', '-q'], quiet);
  else attempt('sudo', ['-n', 'apt-get', 'update', '-q'], quiet);
}
