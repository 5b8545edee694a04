// Make a virtual environment with NumPy in .tools: the tests run the programs that the page gives out.
import { join } from 'node:path';
import { install, offers } from './apt.mjs';
import { answer, Failure, find, privateTools, run, say } from './run.mjs';
import { versions } from './settings.mjs';

const windows = process.platform === 'win32';
const folder = join(privateTools, 'python');
/** A program of a virtual environment. */
export const programIn = (folder, name) =>
  join(folder, ...(windows ? ['Scripts', `${name}.exe`] : ['bin', name]));
const pythonIn = (folder) => programIn(folder, 'python');
const python = pythonIn(folder);
const cure =
  'The tests need a Python with NumPy. Install Python 3.11 or later with its venv module and start\n' +
  'again, or set PYTHON_NUMPY to the path of a Python that has NumPy.';

export function installPython() {
  if (process.env.PYTHON_NUMPY) return;
  const version = versions.numpy;
  if (answer(python, ['-c', 'import numpy; print(numpy.__version__)']) === version) return;
  say(
    `pip install numpy ${version} into .tools/python, to run the programs that the page gives out`,
  );
  newEnvironment(folder, { cure });
  run(python, ['-m', 'pip', 'install', '--quiet', `numpy==${version}`], { cure });
}

/** A virtual environment of its own in .tools, with one package. @returns {string} its Python */
export function pythonWith(name, what) {
  const version = versions[name];
  const folder = join(privateTools, name);
  const python = pythonIn(folder);
  const ask = `import importlib.metadata as m; print(m.version('${name}'))`;
  if (answer(python, ['-c', ask]) === version) return python;
  say(`pip install ${name} ${version} into .tools/${name}, ${what}`);
  const cure = `The tests need ${name}. It needs the network, or an index that pip is configured for.`;
  newEnvironment(folder, { cure });
  run(python, ['-m', 'pip', 'install', '--quiet', `${name}==${version}`], { cure });
  return python;
}

/** A virtual environment with nothing in it. @returns {string} its Python */
export function newEnvironment(folder, how) {
  run(systemPython(), ['-m', 'venv', '--clear', folder], how);
  return pythonIn(folder);
}

/** The machine's own Python, if it can make environments; Debian keeps that in a package apart. */
function systemPython() {
  const names = windows ? ['python', 'py'] : ['python3'];
  const ready = () =>
    names.map(find).find((file) => file && answer(file, ['-m', 'ensurepip', '--version']));
  const packages = ['python3', 'python3-venv'];
  if (!ready() && offers(packages))
    install(packages, 'to run the programs that the page gives out');
  const program = ready();
  if (!program) throw new Failure(cure);
  return program;
}
