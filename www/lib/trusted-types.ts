// The page's one Trusted Types policy: it lets through the scripts of its own workers and no other.
import { onceEach } from './once-each.ts';
import { scriptText } from './script-text.ts';

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL };
}

/** While the page is written, a worker is a module that imports others. */
const WRITTEN = import.meta.env?.DEV === true;

/** What may pass, by the address of the file. */
const own: Set<string> = new Set();
let policy: { createScriptURL(url: string): string | URL } | null = null;

/**
 * Where the script of a worker of ours stands once its bytes are checked: fetched once, so that a worker is
 * replaced without a network. Where it fails, the next call tries again.
 */
export const workerScript = onceEach(async (file) => {
  const url = WRITTEN
    ? file
    : URL.createObjectURL(new Blob([await scriptText(file)], { type: 'text/javascript' }));
  own.add(url);
  return url;
});

/**
 * A worker of ours, from the bytes that were checked: a classic one, since in a frame whose sandbox gives it no
 * origin Chromium starts no module from a text. It throws where the policy of the page around forbids it.
 */
export async function workerFrom(file: string, name: string) {
  const url = await workerScript(file);
  policy ??= makePolicy();
  return new Worker(policy.createScriptURL(url), { name, type: WRITTEN ? 'module' : 'classic' });
}

/** What a policy makes is an opaque object in place of a text. */
function makePolicy() {
  const rules = {
    createScriptURL(url: string) {
      if (!own.has(url))
        throw new TypeError(`Not the address of a worker of the playground: ${url}`);
      return url;
    },
  };
  // Not every browser has Trusted Types, and TypeScript's library does not describe them yet.
  const { trustedTypes } = globalThis as unknown as { trustedTypes?: PolicyFactory };
  return trustedTypes?.createPolicy('playground-worker', rules) ?? rules;
}
