// Find Chrome and its driver, or install Chromium; keep the choice in webdriver.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, offers } from './apt.mjs';
import { answer, Failure, find, root } from './run.mjs';

// wasm-bindgen's test runner reads this file. Set-up writes it, since Chrome's place differs.
const record = join(root, 'webdriver.json');

// A page in it costs two thirds of one in a browser with windows, and is drawn by the same engine.
const SHELL = 'chromium-headless-shell';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

// The sandbox refuses to start as root and in most containers; the tests open only our own pages.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
];

/** Options for playwright's `chromium.launch`: the same browser as in the WebAssembly tests. */
export function launchOptions() {
  const { binary, args } = JSON.parse(readFileSync(record, 'utf8'))['goog:chromeOptions'];
  return { executablePath: binary, args };
}

/** The same for tests of the page, which are many: without windows, where there is such a browser. */
export function windowlessOptions() {
  const options = launchOptions();
  return { ...options, executablePath: find(SHELL) ?? options.executablePath };
}

/** chromedriver's path; hosted runners name its folder in CHROMEWEBDRIVER. */
export function findDriver() {
  const { CHROMEDRIVER, CHROMEWEBDRIVER } = process.env;
  return (
    CHROMEDRIVER ??
    find('chromedriver') ??
    (CHROMEWEBDRIVER && join(CHROMEWEBDRIVER, 'chromedriver'))
  );
}

export function installBrowser() {
  if (findDriver() && recorded()) return;
  const packages = ['chromium', 'chromium-driver'];
  if (!matchingBrowser() && offers(packages)) {
    if (offers([SHELL])) packages.push(SHELL);
    install(packages, 'to run the tests in a real browser');
  }
  const binary = matchingBrowser();
  if (!binary) {
    throw new Failure(
      'The tests need Chrome (or Chromium) and a chromedriver of the same version.\n' +
        'Chrome:        https://www.google.com/chrome, or your package manager\n' +
        'chromedriver:  https://googlechromelabs.github.io/chrome-for-testing, in a folder on PATH',
    );
  }
  const options = { 'goog:chromeOptions': { binary, args } };
  writeFileSync(record, `${JSON.stringify(options, null, 2)}\n`);
}

/** Does webdriver.json name a browser that is still there, with the options we would write? */
function recorded() {
  if (!existsSync(record)) return false;
  const options = launchOptions();
  return existsSync(options.executablePath) && options.args.join() === args.join();
}

/** A driver works only with a browser of its own major version. */
function matchingBrowser() {
  const driver = findDriver();
  const browsers = [...names.map(find), ...(places[process.platform] ?? [])].filter(
    (file) => file && existsSync(file),
  );
  return driver && browsers.find((browser) => major(browser) === major(driver));
}

function major(program) {
  // Chrome on Windows opens a window instead of answering; there the first one found is taken.
  if (process.platform === 'win32') return undefined;
  return answer(program, ['--version'])?.match(/(\d+)\./)?.[1];
}
