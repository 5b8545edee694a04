// A lab as text for a write-up: questions, one's own answers, what was said of them, the hints that were
// opened, tables; and the plots as files.
import { download } from '../exports/download.ts';
import { pictures } from '../exports/drawing.ts';
import { plotSvg } from '../exports/plot-svg.ts';
import type { SavePlot } from '../exports/save-plot.ts';
import { screenGrid } from '../exports/table.ts';
import { type Block, formula, NONE, type WriteUpFormat, written } from './blocks.ts';
import type { Lab } from './lab.ts';
import { mathSign } from './latex-document.ts';
import type { CheckedAnswer } from './parts/checked-answer.ts';
import { LabTable } from './parts/lab-table.ts';

/** What is on the screen for a hand to press, and nothing to read. */
const SKIPPED =
  'style, script, button, select, input, nav, input-list, lab-inputs, param-settings, size-slider, measure-here';

export function writeUp({ number, title, question }: Lab, lab: HTMLElement, format: WriteUpFormat) {
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: `Question ${number}: ${title}` },
    { kind: 'text', text: question },
    ...withoutEmpty(collected(within(lab))),
  ];
  return written(blocks, format);
}

/** Without headings under which nothing stands. */
function withoutEmpty(blocks: Block[]) {
  const left: Block[] = [];
  for (const block of blocks.toReversed()) {
    const next = left[0];
    const isEmpty =
      block.kind === 'heading' && (!next || (next.kind === 'heading' && next.level <= block.level));
    if (!isEmpty) left.unshift(block);
  }
  return left;
}

/** What stands under an element, through shadow roots, in the order of the page. */
function collected(root: Element | ShadowRoot): Block[] {
  return [...root.children].flatMap((child) => {
    const own = block(child);
    if (own !== null) return own;
    return collected(child.shadowRoot ?? child);
  });
}

/** What an element is to a write-up; null where its parts are looked at. */
function block(element: Element): Block[] | null {
  if (element.matches(SKIPPED) || !(element as HTMLElement).checkVisibility()) return [];
  if (element.matches('.experiment')) return ownText(element as HTMLElement);
  const text = words(element);
  if (element.matches('h3')) return [{ kind: 'heading', level: 2, text }];
  if (element.matches('h4')) return [{ kind: 'heading', level: 3, text }];
  if (element.matches('.verdict')) return text ? [{ kind: 'verdict', text }] : [];
  if (element.matches('p.text')) return [{ kind: 'text', text }];
  if (element.matches('p, legend, figcaption')) return [];
  if (element instanceof LabTable && element.tensor)
    return [{ kind: 'text', text: element.label }, ...collected(within(element))];
  if (element.matches('typed-answer')) return answered(element as HTMLElement);
  if (element.matches('choice-answer')) return chosen(element as HTMLElement);
  if (element.matches('measured-claim')) return claimed(element as HTMLElement);
  if (element.matches('hint-rungs')) return hints(element as HTMLElement);
  if (element.matches('program-form')) return [{ kind: 'code', text: code(element) }];
  if (element.matches('shared-keys-program'))
    return [{ kind: 'code', text: code(element) }, ...rest(within(element as HTMLElement))];
  if (element.matches('own-words')) return ownWords(element as HTMLElement);
  if (element.matches('own-output')) return own(element as HTMLElement);
  if (element instanceof HTMLTableElement) return [{ kind: 'table', grid: screenGrid(element) }];
  if (element.matches('save-plot')) {
    const { name } = element as SavePlot;
    return [{ kind: 'figure', name, file: fileOf(name) }];
  }
  return null;
}

const within = (element: HTMLElement) => element.shadowRoot ?? element;

function answered(element: HTMLElement): Block[] {
  const root = within(element);
  const text = root.querySelector('input')?.value ?? '';
  const label = root.querySelector('.label')?.textContent?.trim() ?? '';
  if (text === '') return [{ kind: 'answer', label, text: NONE }];
  return [{ kind: 'answer', label, text }, ...rest(root)];
}

function chosen(element: HTMLElement): Block[] {
  const root = within(element);
  const label = root.querySelector('legend')?.textContent?.trim() ?? '';
  const picked = root.querySelector('input:checked')?.closest('label');
  const text = picked ? words(picked) : NONE;
  return [{ kind: 'answer', label, text, plain: true }, ...rest(root)];
}

/** A claim of what stands in the fields of a sentence. */
function claimed(element: HTMLElement): Block[] {
  const root = within(element);
  const label = root.querySelector('.question')?.textContent?.trim() ?? '';
  const form = root.querySelector('form');
  // What stands in the fields as they came is no answer.
  const isOwn = (element as CheckedAnswer).value !== '';
  const text = form && isOwn ? typed(form).replaceAll(/\s+/g, ' ').trim() : NONE;
  return [{ kind: 'answer', label, text, plain: true }, ...rest(root)];
}

/** A table of one's own. */
function own(element: HTMLElement): Block[] {
  const fields = [...within(element).querySelectorAll('matrix-field')];
  const cells = fields.flatMap((field) =>
    [...(field.shadowRoot?.querySelectorAll('input') ?? [])].map(({ value }) => value),
  );
  const text = cells.some((cell) => cell !== '') ? `(${cells.join(', ')})` : NONE;
  return [{ kind: 'answer', label: 'o =', text }, ...rest(within(element))];
}

function ownWords(element: HTMLElement): Block[] {
  const root = within(element);
  const text = root.querySelector('textarea')?.value.trim() ?? '';
  const label = root.querySelector('.asks')?.textContent?.trim() ?? '';
  return text === '' ? [] : [{ kind: 'words', label, text }];
}

/** The text that an experiment is made on, where that is one's own to choose; nothing else of it. */
function ownText(element: HTMLElement): Block[] {
  const explorer = element.querySelector<HTMLElement>('model-explorer');
  if (!explorer || !element.matches('[data-own]')) return [];
  const texts = [...within(explorer).querySelectorAll('textarea')].map(({ value }) => value.trim());
  return texts.filter(Boolean).map((text) => ({ kind: 'words', label: 'My text:', text }));
}

/** What was said of an answer, and the hints that were opened. */
const rest = (root: ParentNode): Block[] =>
  [...root.querySelectorAll('.verdict, hint-rungs')].flatMap((found) =>
    found.matches('hint-rungs')
      ? hints(found as HTMLElement)
      : [{ kind: 'verdict', text: words(found) }],
  );

function hints(element: HTMLElement): Block[] {
  const items = [...within(element).querySelectorAll('li')];
  const leaves = items.filter((item) => !item.querySelector('li'));
  return leaves.map((item) => ({ kind: 'step', text: words(item) }));
}

/** A listing with what stands in its fields. */
function code(element: Element) {
  const root = element.shadowRoot ?? element;
  const lines = [...root.querySelectorAll('li')];
  const line = (item: Element) => {
    const line = item.querySelector('.line');
    return line
      ? typed(line).replaceAll(/^\s*\n|\s+$/g, '')
      : typed(item.querySelector('.code') ?? item).trim();
  };
  return lines.map(line).join('\n');
}

function typed(node: Node): string {
  if (node instanceof HTMLInputElement) return node.value || '____';
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.textContent ?? '____';
  if (node instanceof Element && node.matches('.mark, .hidden, button')) return '';
  if (node instanceof Text)
    return node.data.trim() === '' ? node.data.replaceAll('\n', '') : node.data;
  return [...node.childNodes].map(typed).join('');
}

/** The words of an element, with formulas as LaTeX. */
function words(node: Node): string {
  const text = (at: Node): string => {
    if (at instanceof Text) return at.data;
    if (at instanceof Element && at.localName === 'math') return ` ${formula(mathLatex(at))} `;
    if (at instanceof Element && at.matches('button, input, .hidden')) return '';
    return [...at.childNodes].map(text).join('');
  };
  return text(node).replaceAll(/\s+/g, ' ').replaceAll(' .', '.').replaceAll(' ,', ',').trim();
}

function mathLatex(node: Element): string {
  const parts = [...node.children].map(mathLatex);
  const [base = '', low = '', high = ''] = parts;
  switch (node.localName) {
    case 'msub':
    case 'munder':
      return `${base}_{${low}}`;
    case 'msup':
      return `${base}^{${low}}`;
    case 'msubsup':
    case 'munderover':
      return `${base}_{${low}}^{${high}}`;
    case 'msqrt':
      return `\\sqrt{${parts.join('')}}`;
    case 'mfrac':
      return `\\frac{${base}}{${low}}`;
  }
  if (parts.length > 0) return parts.join('');
  const text = node.textContent?.trim() ?? '';
  const signs = [...text].map(mathSign).join('');
  return node.localName === 'mi' && /^[A-Za-z]{2,}$/.test(text) ? `\\mathrm{${text}}` : signs;
}

/** The one kind of picture that LaTeX and every reader of Markdown show. */
const PNG = pictures.find(({ name }) => name === 'PNG') ?? pictures[0];

const fileOf = (name: string) =>
  `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${PNG.name.toLowerCase()}`;

interface Plot {
  name: string;
  drawing: SVGSVGElement;
}

/** Every plot that a write-up of a lab names. */
export const plotsIn = (lab: HTMLElement): Plot[] => plotsUnder(within(lab));

const plotsUnder = (root: Element | ShadowRoot): Plot[] =>
  [...root.children].flatMap((child) => {
    if (!child.matches('save-plot')) return plotsUnder(child.shadowRoot ?? child);
    const { name, plot } = child as SavePlot;
    const beside = (child.getRootNode() as ShadowRoot).querySelector(plot);
    const drawing = beside?.shadowRoot?.querySelector('svg');
    return drawing ? [{ name, drawing }] : [];
  });

/** Each as a file of its own. */
export async function savePlots(plots: Plot[]) {
  for (const { name, drawing } of plots)
    download(await PNG.blobOf(await plotSvg(drawing, name)), fileOf(name));
}
