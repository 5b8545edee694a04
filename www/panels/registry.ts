// Every panel under the steps, in the order in which they stand there: a new one is declared here.
import type { Explanation, VariantInfo } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import type { QuickFix } from '../inputs/error-note.ts';
import { decodes } from '../state/decoders.ts';
import type { State, View } from '../state/edits.ts';
import type { PanelView } from '../state/panel-views.ts';
import type { Readings } from '../state/queries/cost-and-code.ts';
import type { Refusal, Report } from '../state/queries/pastes.ts';
import type { Plots } from '../state/queries/plots.ts';
import type { Good, Place } from '../state/results.ts';
import type { Highlights } from '../tables/highlights.ts';
import { elementNamed } from '../ui/element-named.ts';
import type { PanelElement } from './panel-element.ts';
import type { PanelHead } from './panel-frame.ts';

/** What panels are drawn from that depend on nothing but what is chosen in them. */
export interface Chosen {
  view: Pick<View, 'open' | 'at'>;
  plots: Plots;
}

/** What all panels are drawn from. */
export interface Shown extends Chosen {
  state: State;
  info: VariantInfo;
  variants: VariantInfo[];
  good: Good;
  error: PlainError | null;
  pinned: Place | null;
  explanation: Explanation | null;
  highlights: Map<string, Highlights>;
  narrow: boolean;
  quickFixes: QuickFix[];
  report: Report | null;
  refused: Refusal | null;
  readings: Readings;
}

type Tag = {
  [T in keyof HTMLElementTagNameMap]: HTMLElementTagNameMap[T] extends PanelElement ? T : never;
}[keyof HTMLElementTagNameMap];

/** A panel that is drawn from `Of`. */
export interface Panel<Of = Shown, T extends Tag = Tag> extends PanelHead, PanelView {
  /** The element, which comes after a first table. */
  tag: T;
  /** The variants that it is there for, where it is not for all. */
  forVariant?(info: VariantInfo): boolean;
  /** Whether it is open, where its view does not say so. */
  open?(shown: Of): boolean;
  /** The properties of its element. */
  properties(shown: Of): Partial<HTMLElementTagNameMap[T]>;
}

const panel = <T extends Tag, Of = Shown>(entry: Panel<Of, T>) => entry;

const gradients = panel<'gradient-panel'>({
  tag: 'gradient-panel',
  title: 'Gradients',
  teaser: 'How the output changes when an input does.',
  view: 'steps',
  open: ({ state }) => state.gradients,
  properties: ({ good, state, error, ...shown }) => ({
    trace: good.trace,
    digits: good.state.digits,
    steps: Boolean(state.view.open.steps),
    upstream: state.inputs.upstream ?? null,
    error,
    stale: error !== null,
    pinned: shown.pinned,
    explanation: shown.explanation,
    highlights: shown.highlights,
    narrow: shown.narrow,
    quickFixes: shown.quickFixes,
    report: shown.report,
    refused: shown.refused,
  }),
});

const cost = panel<'cost-panel'>({
  tag: 'cost-panel',
  title: 'Cost',
  view: 'cost',
  properties: ({ readings, error }) => ({ report: readings.cost, stale: error !== null }),
});

const growth = panel<'growth-panel'>({
  tag: 'growth-panel',
  title: 'Growth',
  teaser: 'How the costs grow with the sequence.',
  view: 'growth',
  properties: ({ plots, variants, view, error }) => ({
    growth: plots.growth.answer,
    series: plots.growth.about ?? [],
    chosen: plots.chosen,
    variants,
    remark: plots.growth.remark,
    at: view.at,
    stale: error !== null,
  }),
});

export const roofline = panel<'roofline-panel', Chosen>({
  tag: 'roofline-panel',
  title: 'Roofline',
  teaser: 'Does a decoding step wait for memory?',
  view: 'roofline',
  forVariant: decodes,
  properties: ({ plots, view }) => ({
    growth: plots.roofline.answer,
    remark: plots.roofline.remark,
    at: view.at,
  }),
});

export const decoding = panel<'decoding-panel', Chosen>({
  tag: 'decoding-panel',
  title: 'Decoding',
  teaser: 'A sequence, token by token, through three caches.',
  view: 'decoding',
  forVariant: decodes,
  properties: ({ plots, view }) => ({
    run: plots.decoding.answer,
    remark: plots.decoding.remark,
    at: view.at,
  }),
});

const code = panel<'code-panel'>({
  tag: 'code-panel',
  title: 'The same program',
  name: 'the program',
  view: 'code',
  choices: [
    { value: 'numpy', label: 'NumPy' },
    { value: 'pytorch', label: 'PyTorch' },
    { value: 'latex', label: 'LaTeX' },
  ],
  properties: ({ readings, error }) => ({
    code: readings.code,
    remark: readings.remark,
    stale: error !== null,
  }),
});

export const panels: Panel[] = [gradients, cost, growth, roofline, decoding, code];

/** A panel as it is now. */
export const drawn = <Of extends Chosen>(entry: Panel<Of>, shown: Of) =>
  elementNamed(entry.tag, {
    head: entry,
    open: entry.open?.(shown) ?? shown.view.open[entry.view] ?? false,
    ...entry.properties(shown),
  });
