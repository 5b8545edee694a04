// How the plots of the growth panel are laid out: labels between the lines, hairlines, sliders in pairs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePlace, goesThrough } from '../../www/plot/label-placement.ts';
import { eventually, screens, still, useBrowser, withPage } from './support.js';

useBrowser();

test('no line goes through the label of a crossing, and every plot has one', async () => {
  for (const screen of [screens.wide, screens.phone, screens.small])
    for (const hash of [
      '#linear?open=growth&curves=scaled-dot-product,linear.elu%2B1',
      '#scaled-dot-product?open=growth&curves=linear.quadratic',
    ])
      await withPage(
        async (page) => {
          await page
            .getByRole('figure', { name: 'Operations', exact: true })
            .locator('log-plot circle.mark')
            .first()
            .waitFor();
          const labelled = page.locator('log-plot').filter({ has: page.locator('text.halo') });
          await eventually(async () => assert.equal(await labelled.count(), 3));
          await still(page);
          const plots = await page.locator('log-plot').evaluateAll((plots) =>
            plots.map(({ shadowRoot }) => {
              const all = (selector) => [...shadowRoot.querySelectorAll(selector)];
              return {
                labels: all('text.halo').map((text) => {
                  const { x, y, width, height } = text.getBBox();
                  return { left: x, right: x + width, top: y, bottom: y + height };
                }),
                lines: all('polyline.line').map(({ points }) =>
                  Array.from(points, ({ x, y }) => [x, y]),
                ),
              };
            }),
          );
          assert.equal(plots.length, 3);
          assert.ok(plots.every(({ labels }) => labels.length > 0));
          for (const { labels, lines } of plots)
            for (const label of labels)
              for (const line of lines)
                for (const [at, to] of line.entries())
                  assert.ok(
                    at === 0 || !goesThrough(line[at - 1], to, label),
                    JSON.stringify(label),
                  );
        },
        { hash, screen },
      );
});

test('a label takes the first place that is free, or none', () => {
  const box = (left, top) => ({ left, right: left + 2, top, bottom: top + 1 });
  const within = { left: 0, right: 10, top: 0, bottom: 10 };
  const diagonal = [
    [0, 0],
    [4, 4],
    [10, 10],
  ];
  const drawn = { within, lines: [diagonal], others: [box(0, 6)] };
  const outside = box(9, 2);
  const [crossed, taken, free] = [box(4, 4), box(1, 6.5), box(6, 1)];
  assert.equal(freePlace([outside, crossed, taken, free], drawn), free);
  assert.equal(freePlace([outside, crossed, taken], drawn), undefined);
  assert.ok(goesThrough([5, 0], [5, 9], box(4, 4)) && !goesThrough([5, 0], [5, 3], box(4, 4)));
});

test('no hairline thickens the axis', () =>
  withPage(
    async (page) => {
      await page.locator('log-plot').nth(2).locator('.grid').first().waitFor({ state: 'attached' });
      await still(page);
      const nearest = await page.locator('log-plot').evaluateAll((plots) =>
        plots.map(({ shadowRoot }) => {
          const level = [...shadowRoot.querySelectorAll('line.axis')].find(
            ({ y1, y2 }) => y1.baseVal.value === y2.baseVal.value,
          );
          const grid = [...shadowRoot.querySelectorAll('line.grid')];
          const axis = level.y1.baseVal.value;
          return Math.min(...grid.map(({ y1 }) => Math.abs(y1.baseVal.value - axis)));
        }),
      );
      assert.ok(Math.min(...nearest) >= 3, nearest.join());
    },
    { hash: '#multi-head-decode?open=growth' },
  ));

test('of four sliders none stands alone', () =>
  withPage(
    async (page) => {
      await page.locator('growth-panel size-slider').nth(3).waitFor();
      const boxes = await page
        .locator('growth-panel size-slider')
        .evaluateAll((sliders) => sliders.map((slider) => slider.offsetTop));
      assert.equal(boxes.length, 4);
      assert.ok(boxes[0] === boxes[1] && boxes[1] < boxes[2] && boxes[2] === boxes[3], `${boxes}`);
    },
    { hash: '#multi-head?open=growth&curves=scaled-dot-product,kernel' },
  ));
