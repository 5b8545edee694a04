// A lab in a frame on the page of a course: its author decides whether the answers are shown.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { eventually, site, useBrowser, withPage } from './support.js';

useBrowser();

let server;
let course;
before(async () => {
  server = createServer(({ url }, response) => {
    const text = `<!doctype html><html lang="en"><title>Week 3</title><link rel="icon" href="data:,">
      <iframe title="Lab" width="900" height="900" src="${site}labs.html${decodeURIComponent(url.slice(2))}"></iframe>`;
    response.writeHead(200, { 'content-type': 'text/html' }).end(text);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  course = `http://127.0.0.1:${server.address().port}/`;
});
after(() => server?.close());

/** Open a page of the course with the lab of this address, and hand the frame to `use`. */
const inFrame = (hash, use) => async () => {
  const host = `${course}?${encodeURIComponent(hash)}`;
  await withPage((page) => use(page.frameLocator('iframe')), { host });
};

test(
  'hidden answers stay hidden, and are checked all the same',
  inFrame('#argmax?answers=hide', async (lab) => {
    const typed = lab.locator('argmax-lab own-output');
    await typed.waitFor();
    await eventually(async () =>
      assert.equal(await lab.getByRole('button', { name: /(Show|Hide) answers/ }).count(), 0),
    );
    await eventually(async () =>
      assert.equal(await lab.getByRole('link', { name: 'Workbench' }).count(), 0),
    );
    await eventually(async () =>
      assert.equal(await lab.locator('argmax-gradients, step-list, lab-table').count(), 0),
    );

    await lab.getByRole('navigation', { name: 'Labs' }).getByRole('link').first().click();
    await lab.locator('scaling-lab').waitFor();
    await eventually(async () =>
      assert.equal(await lab.getByRole('button', { name: /(Show|Hide) answers/ }).count(), 0),
    );
    await lab.getByRole('region', { name: 'Samples and theory' }).waitFor();
    for (const given of ['Show anyway', 'Hint 3 of 3'])
      await eventually(async () =>
        assert.equal(await lab.getByRole('button', { name: given }).count(), 0, given),
      );
    await eventually(async () =>
      assert.equal(await lab.getByRole('columnheader', { name: 'exact' }).count(), 0),
    );
  }),
);

test('the first page says how answers are hidden for a class', () =>
  withPage(
    async (page) => {
      await page
        .getByText('Try each question, check your answer, and see why.', { exact: true })
        .waitFor();
      const told = page.locator('.welcome .teacher');
      await eventually(async () =>
        assert.match(await told.innerText(), /“Hide answers”, or\s+answers=hide\s+in the link/),
      );
      const button = page.getByRole('button', { name: 'Hide answers' });
      await eventually(async () =>
        assert.match(await button.getAttribute('title'), /answers=hide/),
      );
      await button.click();
      await page.waitForFunction(() => location.hash.includes('answers=hide'));
    },
    { hash: 'labs.html' },
  ));

test(
  'shown answers cannot be hidden by a reader either, and the workbench is one step away',
  inFrame('#argmax', async (lab) => {
    await lab.getByRole('button', { name: 'Show anyway' }).first().waitFor();
    await eventually(async () =>
      assert.equal(await lab.getByRole('button', { name: /(Show|Hide) answers/ }).count(), 0),
    );
    await eventually(async () =>
      assert.equal(await lab.getByRole('link', { name: /workbench/i }).count(), 2),
    );
    await lab.getByRole('button', { name: 'Hint 1 of 3' }).first().waitFor();
  }),
);
