// The built site as a host of static files hands it out: every file compressed beforehand, with brotli.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Vite's preview compresses on demand, which on two cores takes longer than the page does.
 * @param {string} dist @param {string} [probe] a script that every page begins with; the first number
 *   that it tells, by a request to /told?…, is `heard`
 */
export async function serve(dist, probe) {
  const files = new Map();
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(path)];
    const bytes = type === 'text/html' && probe ? probed(path) : readFileSync(path);
    const packed = type !== undefined; // a font is compressed already
    files.set(path.slice(dist.length), {
      body: packed ? brotliCompressSync(bytes) : bytes,
      headers: {
        'content-type': type ?? 'font/woff2',
        ...(packed && { 'content-encoding': 'br' }),
      },
    });
  }
  const fileAt = (url) => {
    const path = new URL(url, 'http://host').pathname;
    return files.get(path.endsWith('/') ? `${path}index.html` : path);
  };
  if (probe) files.set(PROBE, { body: probe, headers: { 'content-type': TYPES['.js'] } });
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

const PROBE = '/probe.js';

const probed = (shell) =>
  readFileSync(shell, 'utf8').replace('<head>', `<head><script src="${PROBE}"></script>`);
