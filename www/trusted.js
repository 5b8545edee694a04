// The page's one Trusted Types policy: it lets through the worker's own address and no other.
import address from './worker.js?worker&url';

const worker = new URL(address, import.meta.url).href;

/** @param {string} url */
function check(url) {
  if (url !== worker) throw new TypeError(`Not the address of the playground's worker: ${url}`);
  return url;
}

/** @typedef {{createPolicy(name: string, rules: {createScriptURL(url: string): string}): {createScriptURL(url: string): URL}}} PolicyFactory */

// Not every browser has Trusted Types, and TypeScript's library does not describe them yet. What a
// policy makes is an opaque object that the constructor of Worker accepts in place of an address.
const factory = /** @type {{trustedTypes?: PolicyFactory}} */ (/** @type {unknown} */ (globalThis))
  .trustedTypes;
const policy = factory?.createPolicy('playground-worker', { createScriptURL: check });

/** The worker's address, in the form that this browser asks for. @returns {string | URL} */
export const workerAddress = () => (policy ? policy.createScriptURL(worker) : check(worker));
