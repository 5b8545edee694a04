// The page's one Trusted Types policy: it lets through the worker's own address and no other.
import { foreign } from './site.js';
import address from './worker.js?worker&url';

const worker = new URL(address, import.meta.url).href;

/** @typedef {{createPolicy(name: string, rules: {createScriptURL(url: string): string}): {createScriptURL(url: string): URL}}} PolicyFactory */

/** What is handed to the constructor of Worker. @type {string | URL | null} */
let checked = null;

/**
 * The worker's address, in the form that this browser asks for: what a policy makes is an opaque
 * object in place of a text. It throws where the policy of the page around forbids this one.
 * @returns {string | URL}
 */
export function workerAddress() {
  if (checked) return checked;
  const own = foreign ? errand() : worker;
  /** @param {string} url */
  const check = (url) => {
    if (url !== own) throw new TypeError(`Not the address of the playground's worker: ${url}`);
    return url;
  };
  // Not every browser has Trusted Types, and TypeScript's library does not describe them yet.
  const { trustedTypes } = /** @type {{trustedTypes?: PolicyFactory}} */ (
    /** @type {unknown} */ (globalThis)
  );
  const policy = trustedTypes?.createPolicy('playground-worker', { createScriptURL: check });
  checked = policy ? policy.createScriptURL(own) : check(own);
  return checked;
}

/** A worker may not start from another site, but from a text of our own, which may import from there. */
function errand() {
  const text = `import ${JSON.stringify(worker)};`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}
