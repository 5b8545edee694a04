// The thumbnail of question 1: the histogram of products of random queries and keys, as the lab is set.
import { svg } from 'lit';
import type { ScalingRequest } from '../../../pkg/attention_playground.js';
import type { Thumbnail } from '../lab.ts';
import { HEIGHT, WIDTH } from '../parts/drawn.ts';
import { requestOf } from './scaling-settings.ts';

const SAMPLES = 2000; // enough for the shape
const MOST_WIDTH = 64; // wider ones take longer, and look the same

export const thumbnail: Thumbnail = async (ask, settings) => {
  const asked = requestOf({ settings }) as ScalingRequest;
  const d = Math.min(MOST_WIDTH, Number(asked.d) || MOST_WIDTH);
  const narrow = d === asked.d ? asked : { ...asked, d, mean: 0 };
  const report = await ask('scalingExperiment', { ...narrow, samples: SAMPLES });
  const counts = Array.from(report?.histogram.counts ?? []);
  const most = Math.max(...counts, 1);
  const bar = WIDTH / counts.length;
  return svg`${counts.map((count, at) => {
    const height = (count / most) * (HEIGHT - 2);
    return svg`<rect class="p3" x=${at * bar} y=${HEIGHT - height} width=${bar} height=${height}></rect>`;
  })}<line class="ground" x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT}></line>`;
};
