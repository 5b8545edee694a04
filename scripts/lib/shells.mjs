// What the shells of all pages begin with, and say where no script runs: written once, in www/head.html and www/late.html.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const INCLUDED = /^( *)<!-- (www\/(?:head|late)\.html)(?:, connect-src ([^<]*?))? -->/gm;

/** A shell with what it includes. @param {string} html @returns {string} */
export const included = (html) =>
  html.replaceAll(INCLUDED, (_, indent, path, hosts) => {
    const text = readFileSync(join(root, path), 'utf8').trim().replaceAll(/^/gm, indent);
    return hosts ? text.replace("connect-src 'self'", `$& ${hosts}`) : text;
  });

/** The shell of a page, whole. @param {string} path such as `index.html` */
export const shellOf = (path) => included(readFileSync(join(root, path), 'utf8'));

/** The same while vite builds or serves. */
export const shells = () => ({
  name: 'shells',
  transformIndexHtml: { order: 'pre', handler: included },
});
