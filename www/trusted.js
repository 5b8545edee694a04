// The page's one Trusted Types policy: it lets through the addresses of its own workers and no other.
import measuring from './measure/worker.js?worker&url';
import address from './worker.js?worker&url';

const worker = new URL(address, import.meta.url).href;
const measure = new URL(measuring, import.meta.url).href;

/** @param {string} url */
function check(url) {
  if (url !== worker && url !== measure)
    throw new TypeError(`Not the address of a worker of the playground: ${url}`);
  return url;
}

/** @typedef {{createPolicy(name: string, rules: {createScriptURL(url: string): string}): {createScriptURL(url: string): URL}}} PolicyFactory */

// Not every browser has Trusted Types, and TypeScript's library does not describe them yet. What a
// policy makes is an opaque object that the constructor of Worker accepts in place of an address.
const factory = /** @type {{trustedTypes?: PolicyFactory}} */ (/** @type {unknown} */ (globalThis))
  .trustedTypes;
const policy = factory?.createPolicy('playground-worker', { createScriptURL: check });

/** @param {string} url @returns {string | URL} */
const trusted = (url) => (policy ? policy.createScriptURL(url) : check(url));

/** The worker's address, in the form that this browser asks for. */
export const workerAddress = () => trusted(worker);
/** The address of the worker that measures kernels. */
export const measureAddress = () => trusted(measure);
