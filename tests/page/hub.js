// A local server that answers as the Hub does: lists of files with sizes, redirects to another host, ranges.
import { createServer } from 'node:http';

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'range' };

const listening = async (answer) => {
  const server = createServer(answer);
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens));
  return { server, port: server.address().port };
};

/** A name that the model had before: the Hub leads on from it. */
export const OLD_NAME = 'someone/old';

/**
 * @param {Record<string, Buffer>} files of the one model that it has, by their names
 * @param {{ name: string, hold?: Promise<void> }} options what it is called; the last part of the weights waits for `hold`
 */
export async function openHub(files, { name, hold }) {
  /** Every request: method, path and range. */
  const asked = [];
  // The host that hands out the large files: another origin, as the Hub's is.
  const store = await listening(async (request, response) => {
    const { url, headers } = request;
    const file = files[url.slice(url.lastIndexOf('/') + 1)];
    const [, from = '0', to] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? [];
    const part = file.subarray(Number(from), to === undefined ? undefined : Number(to) + 1);
    asked.push(`store ${url} ${headers.range ?? ''}`.trim());
    const isRange = headers.range !== undefined;
    response.writeHead(isRange ? 206 : 200, {
      ...CORS,
      'content-length': part.length,
      ...(isRange && {
        'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${file.length}`,
      }),
    });
    const isLast = Number(from) + part.length === file.length && url.endsWith('.safetensors');
    if (!isLast || !hold) return response.end(part);
    response.write(part.subarray(0, 1000));
    await hold;
    response.end(part.subarray(1000));
  });
  const hub = await listening((request, response) => {
    const { url, headers } = request;
    asked.push(`hub ${url} ${headers.range ?? ''}`.trim());
    if (request.method === 'OPTIONS') return response.writeHead(204, CORS).end();
    if (url === `/api/models/${name}/tree/main`) {
      const list = Object.entries(files).map(([path, { length: size }]) => ({
        type: 'file',
        path,
        size,
      }));
      return response
        .writeHead(200, { ...CORS, 'content-type': 'application/json' })
        .end(JSON.stringify(list));
    }
    if (url.includes(`/${OLD_NAME}/`)) {
      const location = url.replace(`/${OLD_NAME}/`, `/${name}/`);
      return response.writeHead(307, { ...CORS, location }).end();
    }
    const [, kept] = /^\/api\/resolve-cache\/models\/.+\/([^/]+)$/.exec(url) ?? [];
    if (files[kept]) return response.writeHead(200, CORS).end(files[kept]);
    const [, file] = new RegExp(`^/${name}/resolve/main/(.+)$`).exec(url) ?? [];
    if (!files[file]) return response.writeHead(404, CORS).end();
    // Small files lie on the Hub itself, under the commit that they are of.
    if (!file.endsWith('.safetensors')) {
      const location = `/api/resolve-cache/models/${name}/0123abcd/${file}`;
      return response.writeHead(307, { ...CORS, location }).end();
    }
    const location = `http://localhost:${store.port}/${file}`;
    response.writeHead(302, { ...CORS, location }).end();
  });
  return {
    asked,
    hub: `http://127.0.0.1:${hub.port}`,
    store: `http://localhost:${store.port}`,
    close() {
      for (const { server } of [hub, store]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}
