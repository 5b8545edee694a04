// What has a page of its own for shared links: every variant and every lab.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../www/core/lossless-json.ts';
import { labs } from '../../www/labs/registry.ts';
import { root } from './run.mjs';
import { settings } from './settings.mjs';

/** Every page: where it lies in the site, what it says, and where it leads. */
export function pages() {
  const file = join(root, settings.build['out-dir'], settings['first-core'].answers);
  const answers = JSON.parse(readFileSync(file, 'utf8'));
  const variants = read(answers.find(({ fn }) => fn === 'listVariants').value);
  return [
    ...variants.map(({ id, title, summary }) => ({
      path: `variants/${id}.html`,
      card: `variant-${id}`,
      title,
      description: summary,
      to: `../index.html#${id}`,
    })),
    ...labs.map(({ id, number, title, question }) => ({
      path: `labs/${id}.html`,
      card: `lab-${id}`,
      title: `Question ${number}: ${title}`,
      description: question,
      to: `../labs.html#${id}`,
    })),
  ];
}
