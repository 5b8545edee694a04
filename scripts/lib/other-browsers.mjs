// Find Firefox and WebKitGTK with their drivers, or install them: the tests run in them too.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, offers } from './apt.mjs';
import { findDriver, launchOptions } from './browser.mjs';
import { installTool } from './cargo-tools.mjs';
import { Failure, find } from './run.mjs';

/**
 * @typedef {object} Driven a browser and how it is driven
 * @property {string} name
 * @property {string[]} command that starts the driver
 * @property {string} portFlag what stands before the number of the port
 * @property {Record<string, unknown>} capabilities
 */

const firefoxes = ['firefox', 'firefox-esr'];
const libraries = '/usr/lib/x86_64-linux-gnu';

/** Every browser of the tests; one that cannot be had here is a failure, never left out in silence. */
export function drivenBrowsers() {
  return [chromium(), firefox(), webKit()];
}

function chromium() {
  const { executablePath, args } = launchOptions();
  return {
    name: 'Chromium',
    command: [findDriver()],
    portFlag: '--port=',
    capabilities: {
      browserName: 'chrome',
      'goog:chromeOptions': { binary: executablePath, args: [...args, '--headless=new'] },
    },
  };
}

function firefox() {
  const browser = () => firefoxes.map(find).find(Boolean);
  if (!browser() && offers(['firefox-esr']))
    install(['firefox-esr'], 'to test the page in Firefox');
  if (!browser()) throw new Failure('Firefox is missing: install it, in a folder on PATH.');
  installTool('geckodriver', 'geckodriver', ['--locked'], 'to drive Firefox');
  return {
    name: 'Firefox',
    command: [find('geckodriver')],
    portFlag: '--port=',
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': { binary: browser(), args: ['-headless'] },
    },
  };
}

/** It has no headless mode: it draws on a display that is not there. */
function webKit() {
  const packages = ['webkit2gtk-driver', 'xvfb', 'xauth'];
  const ready = () => find('WebKitWebDriver') && find('xvfb-run') && miniBrowser();
  if (!ready() && offers(packages))
    install(packages, 'to test the page in WebKit, without a screen');
  if (!ready()) {
    throw new Failure(
      'WebKitGTK is missing: WebKitWebDriver, its MiniBrowser and xvfb-run.\n' +
        `On Debian:  apt-get install ${packages.join(' ')}`,
    );
  }
  return {
    name: 'WebKitGTK',
    command: [find('xvfb-run'), '-a', '-s', '-screen 0 1600x1200x24', find('WebKitWebDriver')],
    portFlag: '--port=',
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
    },
  };
}

function miniBrowser() {
  const versions = existsSync(libraries) ? readdirSync(libraries) : [];
  return versions
    .filter((name) => name.startsWith('webkit2gtk-4'))
    .map((name) => join(libraries, name, 'MiniBrowser'))
    .find((file) => existsSync(file));
}
