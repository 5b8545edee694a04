// Every panel under the steps, in the order in which they stand there: a new one is declared here.
import type { CodeTarget, Explanation, VariantInfo } from '../../pkg/attention_playground.js';
import type { Call } from '../core/calls.ts';
import { description } from '../core/description.ts';
import type { PlainError } from '../core/errors.ts';
import type { CoreQuery } from '../core/query.ts';
import type { QuickFix } from '../inputs/error-note.ts';
import { askedSeries, crossing, letters, SPAN } from '../state/curve-choices.ts';
import { decodes } from '../state/decoders.ts';
import type { State, View } from '../state/edits.ts';
import type { PanelView } from '../state/panel-views.ts';
import type { Place } from '../state/place.ts';
import type { Refusal, Report } from '../state/queries/pastes.ts';
import type { Good } from '../state/results.ts';
import type { Highlights } from '../tables/highlights.ts';
import { elementNamed } from '../ui/element-named.ts';
import { decodeRequest } from './decoding/decode-run.ts';
import { chosenSeries, growthRequest } from './growth/growth-question.ts';
import type { PanelElement } from './panel-element.ts';
import type { PanelHead } from './panel-frame.ts';
import type { PanelQueries, Question } from './panel-queries.ts';

/** What panels depend on that ask about nothing but what is chosen in them. */
export interface Chosen {
  view: Pick<View, 'open' | 'at'>;
  info?: VariantInfo;
}

/** What questions of panels are about. */
export interface Asking extends Chosen {
  view: View;
  info: VariantInfo;
  variants: VariantInfo[];
  good: Good;
  /** The last result that a person has paused on. */
  leisure: Good | null;
}

/** What panels are drawn from. */
export interface Shown extends Asking {
  state: State;
  error: PlainError | null;
  pinned: Place | null;
  explanation: Explanation | null;
  highlights: Map<string, Highlights>;
  /** What tokens are called. */
  words: readonly string[];
  narrow: boolean;
  quickFixes: QuickFix[];
  report: Report | null;
  refused: Refusal | null;
}

type Tag = {
  [T in keyof HTMLElementTagNameMap]: HTMLElementTagNameMap[T] extends PanelElement ? T : never;
}[keyof HTMLElementTagNameMap];

/** A panel that asks about `About`, and is drawn from `Of`. */
export interface Panel<
  Of extends Chosen = Shown,
  T extends Tag = Tag,
  F extends Call = Call,
  About extends Chosen = Asking,
> extends PanelHead,
    PanelView {
  /** The element, which comes after a first table. */
  tag: T;
  /** The variants that it is there for, where it is not for all. */
  forVariant?(info: VariantInfo): boolean;
  /** Whether it shows numbers that the steps compute. */
  tellsNumbers?: boolean;
  /** What more is chosen in it when a person opens it. */
  begin?(about: { view: View; info: VariantInfo; variants: VariantInfo[] }): Partial<View>;
  /** Whether it is open, where its view does not say so. */
  open?(shown: Of): boolean;
  question?: Question<F, About>;
  /** The properties of its element. */
  properties(shown: Of, answer: CoreQuery<F>): Partial<HTMLElementTagNameMap[T]>;
}

/** One of the workbench. */
const panel = <T extends Tag, F extends Call>(entry: Panel<Shown, T, F, Asking>) => entry;
/** One that stands anywhere. */
const panelOfChoices = <T extends Tag, F extends Call>(entry: Panel<Chosen, T, F, Chosen>) => entry;

const gradients = panel({
  tag: 'gradient-panel',
  title: 'Gradients',
  teaser: 'How the output changes when an input does.',
  view: 'steps',
  tellsNumbers: true,
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
    words: shown.words,
    narrow: shown.narrow,
    quickFixes: shown.quickFixes,
    report: shown.report,
    refused: shown.refused,
  }),
});

const cost = panel({
  tag: 'cost-panel',
  title: 'Cost',
  view: 'cost',
  question: {
    fn: 'costOf',
    args: ({ leisure }) => leisure && [leisure.state.variant, leisure.request],
  },
  properties: ({ error }, { value }) => ({ report: value, stale: error !== null }),
});

const growth = panel({
  tag: 'growth-panel',
  title: 'Growth',
  teaser: 'Time and memory as the sequence grows.',
  view: 'growth',
  begin: ({ view, info, variants }) =>
    view.curves.length > 0 ? {} : { curves: crossing(variants, info) },
  question: {
    fn: 'costCurves',
    args: (asking) => (asking.view.open.growth ? [growthRequest(asking)] : null),
  },
  properties: (shown, { value, about, error: refused }) => ({
    growth: value,
    series: about ? askedSeries(about[0], shown.variants) : [],
    chosen: chosenSeries(shown),
    variants: shown.variants,
    remark: refused?.message ?? '',
    at: shown.view.at,
    stale: shown.error !== null,
  }),
});

export const roofline = panelOfChoices({
  tag: 'roofline-panel',
  title: 'Roofline',
  teaser: 'Is a decoding step bound by memory?',
  view: 'roofline',
  forVariant: decodes,
  question: {
    fn: 'costCurves',
    args: ({ view }) => {
      const curves = description().decoders.map(({ variant }) => ({ variant }));
      return view.open.roofline
        ? [{ ...SPAN, curves, letter: 'n', sizes: letters(view.at) }]
        : null;
    },
  },
  properties: ({ view }, { value, error }) => ({
    growth: value,
    remark: error?.message ?? '',
    at: view.at,
  }),
});

export const decoding = panelOfChoices({
  tag: 'decoding-panel',
  title: 'Decoding',
  teaser: 'A sequence, token by token, through three caches.',
  view: 'decoding',
  forVariant: decodes,
  question: {
    fn: 'decodeRun',
    args: ({ view }) => (view.open.decoding ? [decodeRequest(view.at)] : null),
  },
  properties: ({ view }, { value, error }) => ({
    run: value,
    remark: error?.message ?? '',
    at: view.at,
  }),
});

const code = panel({
  tag: 'code-panel',
  title: 'This as code',
  name: 'the program',
  view: 'code',
  get choices() {
    return description().targets;
  },
  question: {
    fn: 'codeFor',
    args: ({ leisure, view }) =>
      leisure && typeof view.open.code === 'string'
        ? [leisure.state.variant, view.open.code as CodeTarget, leisure.request]
        : null,
  },
  properties: ({ error }, { value, about, error: refused }) => ({
    code: about && value !== null ? { target: about[1], text: value } : null,
    remark: refused?.message ?? '',
    stale: error !== null,
  }),
});

export const panels: Panel[] = [gradients, cost, growth, roofline, decoding, code];

/** A panel as it is now. */
export const drawn = <Of extends Chosen>(
  entry: Panel<Of, Tag, Call, Of>,
  shown: Of,
  queries: PanelQueries<Of>,
) =>
  elementNamed(entry.tag, {
    head: entry,
    open: entry.open?.(shown) ?? shown.view.open[entry.view] ?? false,
    ...entry.properties(shown, queries.of(entry.view) as CoreQuery<Call>),
  });
