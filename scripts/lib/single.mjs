// single.html: the workbench and the labs in one file that opens from a disk, made of the shell of our page.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageAlone } from './alone.mjs';
import { Failure, root } from './run.mjs';
import { shellOf } from './shells.mjs';

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the shell fetches, and says where that cannot be: here nothing is fetched. */
const FETCHED =
  /\s*<(?:link rel="(?:preload|stylesheet|icon)"|script type="module")[^>]*>(?:<\/script>)?|\s*<!-- www\/shell\.js -->/g;

export async function singlePage() {
  const { code, css } = await pageAlone();
  // What ends a script may stand in no text of it.
  const script = code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const icon = readFileSync(join(root, 'www', 'icon.svg'));
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(css)}`,
    'font-src data:',
    'img-src data:',
    'connect-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html playground-worker',
  ].join('; ');
  const shell = shellOf('index.html');
  const isOne = /content="default-src[^"]*"/;
  if (!isOne.test(shell)) throw new Failure('index.html has no policy to put another in place of.');
  return shell
    .replace(isOne, () => `content="${policy}"`)
    .replaceAll(FETCHED, '')
    .replace('</head>', () =>
      [
        `  <link rel="icon" href="data:image/svg+xml;base64,${icon.toString('base64')}">`,
        `    <style>${css}</style>`,
        `    <script type="module">${script}</script>`,
        '  </head>',
      ].join('\n'),
    );
}
