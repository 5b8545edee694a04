// The page's one Trusted Types policy: it lets through the addresses of its own workers and no other.
import { foreign } from './base-url.ts';

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL };
}

/** What is handed to the constructor of Worker, by the worker's own address. */
const checked: Map<string, string | URL> = new Map();
/** What may pass. */
const own: Set<string> = new Set();
let policy: { createScriptURL(url: string): string | URL } | null = null;

/**
 * A worker of ours. Where the page comes from elsewhere it is a classic one, which fetches its module
 * itself: in a frame whose sandbox gives it no origin, Chromium starts no module from a text.
 * It throws where the policy of the page around forbids it.
 */
export const workerFrom = (file: string, name: string) =>
  new Worker(trusted(file), { type: foreign ? 'classic' : 'module', name });

/** A worker whose script is a text: a classic one, of which Chromium starts any. */
export function workerOfText(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  own.add(url);
  policy ??= makePolicy();
  return new Worker(policy.createScriptURL(url), { name });
}

/**
 * The address of a worker of ours, in the form that this browser asks for. What a policy makes is an opaque object in place of a text. It throws where the policy of the page
 * around forbids this one.
 */
function trusted(file: string): string | URL {
  const known = checked.get(file);
  if (known) return known;
  const url = foreign ? errand(file) : file;
  own.add(url);
  policy ??= makePolicy();
  const address = policy.createScriptURL(url);
  checked.set(file, address);
  return address;
}

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

/**
 * A worker may not start from another site, but from a text of our own, which may import from there.
 * What it is told before the module listens, it hears then.
 */
function errand(file: string) {
  const text = `const early = [];
const keep = ({ data }) => early.push(data);
addEventListener('message', keep);
import(${JSON.stringify(file)}).then(
  () => {
    removeEventListener('message', keep);
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
  },
  () => postMessage({ unreached: true }),
);`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}
