// What measurements become: the median, the quarters, and the slope with its uncertainty.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantile, slope, summary } from '../../www/measure/statistics.ts';

const close = (found, expected, bound = 1e-9) =>
  assert.ok(Math.abs(found - expected) <= bound, `${found}, and not ${expected}`);

/** Points on c·Nᵖ, each off by its own factor and as wide as `spread` says. */
const curve = (power, ns, off = () => 1, spread = 1.001) =>
  ns.map((n, at) => {
    const median = 3e-6 * n ** power * off(at);
    return { n, median, low: median / spread, high: median * spread };
  });

test('a median is the middle of an odd number of samples, and between the middles of an even one', () => {
  assert.equal(quantile([5, 1, 3], 0.5), 3);
  assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
  assert.deepEqual(summary([1, 2, 3, 4, 5]), { median: 3, low: 2, high: 4 });
  assert.deepEqual(summary([7]), { median: 7, low: 7, high: 7 });
});

test('the order of samples and the samples themselves are left alone', () => {
  const samples = Float64Array.of(3, 1, 2);
  summary(samples);
  assert.deepEqual([...samples], [3, 1, 2]);
});

test('the slope of a power is the power', () => {
  for (const power of [1, 2, 0.5]) {
    const fit = slope(curve(power, [256, 512, 1024, 2048]));
    close(fit.power, power);
    assert.ok(fit.error < 0.01);
    assert.equal(fit.points, 4);
  }
});

test('only the last octaves count', () => {
  // Small sizes cost the same whatever N is.
  const points = [...curve(0, [16, 32, 64]), ...curve(2, [512, 1024, 2048, 4096])];
  close(slope(points).power, 2);
  close(slope(points, 2).power, 2);
  assert.equal(slope(points, 2).points, 3);
});

test('scattered points and wide points make the slope uncertain', () => {
  const ns = [256, 512, 1024, 2048];
  const scattered = slope(curve(2, ns, (at) => (at % 2 === 0 ? 1.3 : 1)));
  assert.ok(scattered.error > 0.05);
  assert.ok(Math.abs(scattered.power - 2) <= 2 * scattered.error);
  assert.ok(slope(curve(2, ns, () => 1, 1.5)).error > 0.1);
});

test('no slope is made of two points, of one size, or of none', () => {
  assert.equal(slope(curve(2, [64, 128])), undefined);
  assert.equal(slope(curve(2, [64, 64, 64])), undefined);
  assert.equal(slope([]), undefined);
});
