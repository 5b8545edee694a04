// A course site beside ours: pages of another origin that hold one element or two.
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { site, useBrowser, withPage } from './support.js';

/** A path names one of its pages. */
const pages = new Map();
let server;
let course;

/** Once for the tests of a file: the browser, and the course site on a port of its own. */
export function useCourse() {
  useBrowser();
  before(async () => {
    server = createServer((request, response) => {
      const { html = '', headers = {} } = pages.get(request.url) ?? {};
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(html);
    });
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    course = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server?.close());
}

/** A further file of the course site, for its pages: @returns its address */
export function courseFile(body, type = 'text/html') {
  const path = `/${pages.size}`;
  pages.set(path, { html: body, headers: { 'content-type': type } });
  return course + path;
}

export const ONE = '<attention-playground id="one" variant="argmax"></attention-playground>';
export const TWO = `${ONE}<attention-playground id="two" variant="scaled-dot-product"></attention-playground>`;

/** Open a page of the course that holds this; its style is one that nobody would want for us. */
export function onCourse(
  body,
  use,
  { from = site, headers, html = '<html lang="en">', before = '', ...options } = {},
) {
  const path = `/${pages.size}`;
  const text = `<!doctype html>${html}<head><meta charset="utf-8"><title>Lecture 7</title>
    <link rel="icon" href="data:,">
    <style>body { font: 20px/3 monospace; color: maroon; text-align: center; letter-spacing: 3px; }
      p, td, button { text-transform: uppercase; margin: 30px } .column { width: 600px }</style>
    ${before}
    <script type="module" src="${from}attention-playground.js"></script></head>
    <body><main><h1>Lecture 7</h1><p>On attention.</p>${body}</main></body></html>`;
  pages.set(path, { html: text, headers });
  return withPage(use, { host: course + path, ...options });
}

export const one = (page) => page.locator('#one');
export const two = (page) => page.locator('#two');
export const noted = (page, text) => one(page).getByText(text).first().waitFor();
