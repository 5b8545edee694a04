// The built site on this machine, as a host of static files hands it out.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
};
const PROBE = '/probe.js';

/** @typedef {Map<string, { body: Buffer | string, headers: Record<string, string> }>} Files by path */

/**
 * What is in a folder. Vite's preview compresses at every request, which on two cores takes longer than
 * the page does: here every file is compressed once, with brotli, or never.
 * @param {string} dist
 * @param {object} [options]
 * @param {boolean} [options.compressed]
 * @param {string} [options.probe] a script that every page begins with
 * @returns {Files}
 */
export function filesOf(dist, { compressed = true, probe } = {}) {
  const files = new Map();
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(path)];
    const bytes = type === 'text/html' && probe ? probed(path) : readFileSync(path);
    const packed = compressed && type !== undefined; // a font is compressed already
    files.set(path.slice(dist.length).replaceAll(sep, '/'), {
      body: packed ? brotliCompressSync(bytes) : bytes,
      headers: {
        'access-control-allow-origin': '*', // the pages of others load the element
        'content-type': type ?? 'font/woff2',
        ...(packed && { 'content-encoding': 'br' }),
      },
    });
  }
  if (probe) files.set(PROBE, { body: probe, headers: { 'content-type': TYPES['.js'] } });
  return files;
}

/** A host of these files; `heard` is the first number that a page of it tells, by a request to /told?…. @param {Files} files */
export async function serve(files) {
  const fileAt = (url) => {
    const path = new URL(url, 'http://host').pathname;
    return files.get(path.endsWith('/') ? `${path}index.html` : path);
  };
  let hear;
  const heard = new Promise((told) => {
    hear = told;
  });
  const server = createServer(({ url }, response) => {
    const [path, told] = url.split('?');
    if (path === '/told') hear(Number(told));
    const file = fileAt(url);
    response.writeHead(file ? 200 : 404, file?.headers).end(file?.body);
  });
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address();
  const site = `http://127.0.0.1:${port}/`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { site, heard, bytesOf: (url) => fileAt(url).body.length, close };
}

const probed = (shell) =>
  readFileSync(shell, 'utf8').replace('<head>', `<head><script src="${PROBE}"></script>`);
