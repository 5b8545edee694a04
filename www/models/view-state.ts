// What is looked at: read off the settings that an address holds, checked, and written back.
import type { Settings } from '../state/url/lab-codec.ts';
import { anything, listOf, oneOf, type UrlSchema, within } from '../state/url/url-schema.ts';
import type { HeadPlace, PatternName, RunData } from './protocol.ts';

export const VIEWS = ['model', 'head', 'neuron'] as const;
export type ViewName = (typeof VIEWS)[number];

export const FILTERS = ['all', 'aa', 'ab', 'ba', 'bb'] as const;
export type Filter = (typeof FILTERS)[number];

/** The patterns that a head is measured for, in words. */
export const PATTERNS: Record<PatternName, string> = {
  previous_token: 'token before',
  next_token: 'token after',
  same_token: 'same token',
  duplicate_token: 'same token elsewhere',
  first_token: 'first token',
  separator: '[SEP]',
  induction: 'token after an earlier copy of this token',
  copy: 'what [MASK] hides',
};

/** As in "attends to …". */
export const attended = (name: PatternName) =>
  /^(\[|what)/.test(PATTERNS[name]) ? PATTERNS[name] : `the ${PATTERNS[name]}`;

export const PATTERN_NAMES = Object.keys(PATTERNS) as PatternName[];

/** Of these the first whose weight is the largest; below this none is worth naming. */
const NOTABLE = 0.3;

export interface ViewState {
  text: string;
  second: string;
  view: ViewName;
  head: HeadPlace;
  /** Heads that are drawn in the head view; null for all. */
  heads: number[] | null;
  /** Tokens that are locked, and on which side. */
  locked: number[];
  side: 'query' | 'key';
  filter: Filter;
  sort: 'place' | PatternName;
  /** The least score of a head that is shown. */
  least: number;
  off: HeadPlace[];
  /** The position whose prediction is shown; the last where it is null. */
  at: number | null;
  /** The token whose logit is differentiated; the most probable where it is null. */
  of: number | null;
  /** The pair that is written out: the key. */
  key: number | null;
  /** Of the second run: its text, and its model. */
  other: string | null;
  otherSecond: string;
  otherModel: string | null;
}

const HEAD = '\\d+\\.\\d+';

export const viewSchema: UrlSchema = {
  text: anything,
  second: anything,
  view: oneOf(...VIEWS),
  head: listOf(HEAD),
  heads: listOf('\\d+'),
  locked: listOf('\\d+'),
  side: oneOf('query', 'key'),
  filter: oneOf(...FILTERS),
  sort: oneOf('place', ...PATTERN_NAMES),
  least: within([0, 1]),
  off: listOf(HEAD),
  at: within([0, 1e6]),
  of: within([0, 1e9]),
  key: within([0, 1e6]),
  other: anything,
  'other-second': anything,
  with: anything,
  open: listOf('(gradients|compare)'),
};

const headOf = (text: string): HeadPlace => {
  const [layer, head] = text.split('.').map(Number);
  return [layer, head];
};

export const headText = ([layer, head]: HeadPlace) => `${layer}.${head}`;

const listed = (text: string | undefined) => (text ? text.split(',') : []);

/** What cannot be read is as it opens. */
export function viewState(settings: Settings, start: Partial<ViewState> = {}): ViewState {
  const given = (name: string) => {
    const text = settings[name];
    return text !== undefined && viewSchema[name](text) ? text : undefined;
  };
  const number = (name: string) => {
    const text = given(name);
    return text === undefined ? null : Number(text);
  };
  const head = given('head');
  const heads = given('heads');
  return {
    text: settings.text ?? start.text ?? '',
    second: settings.second ?? (settings.text === undefined ? (start.second ?? '') : ''),
    view: (given('view') as ViewName) ?? start.view ?? 'model',
    head: head ? headOf(head) : (start.head ?? [0, 0]),
    heads: heads ? heads.split(',').map(Number) : null,
    locked: listed(given('locked')).map(Number),
    side: (given('side') as ViewState['side']) ?? 'query',
    filter: (given('filter') as Filter) ?? 'all',
    sort: (given('sort') as ViewState['sort']) ?? 'place',
    least: number('least') ?? 0,
    off: listed(given('off')).map(headOf),
    at: number('at'),
    of: number('of'),
    key: number('key'),
    other: settings.other ?? null,
    otherSecond: settings['other-second'] ?? '',
    otherModel: settings.with ?? null,
  };
}

/** What an address says of heads and tokens, as far as this run has them. */
export function fitted(state: ViewState, run: RunData): ViewState {
  const [layers, heads, tokens] = run.weights.shape;
  const [layer, head] = state.head;
  const isHere = (at: number) => at < tokens;
  const found = state.heads?.filter((at) => at < heads) ?? null;
  return {
    ...state,
    head: [Math.min(layer, layers - 1), Math.min(head, heads - 1)],
    heads: found && found.length > 0 ? found : null,
    locked: state.locked.filter(isHere),
    off: state.off.filter(([layer, head]) => layer < layers && head < heads),
    at: state.at !== null && isHere(state.at) ? state.at : null,
    key: state.key !== null && isHere(state.key) ? state.key : null,
  };
}

/** The pattern that a head follows most, where one is worth naming. */
export function strongest(run: RunData, [layer, head]: HeadPlace) {
  const heads = run.weights.shape[1];
  const scored = PATTERN_NAMES.map((name) => ({
    name,
    score: scoreOf(run, name, layer * heads + head),
  }));
  const best = scored.reduce((most, one) => (one.score > most.score ? one : most));
  return best.score >= NOTABLE ? best : null;
}

export const scoreOf = (run: RunData, name: PatternName, at: number) => run.patterns[name].data[at];

/** Whether a filter keeps the weight from a token to another; `all` keeps all. */
export const keeps = (filter: Filter, segments: number[]) => {
  if (filter === 'all') return () => true;
  const [from, to] = [...filter].map((letter) => (letter === 'a' ? 0 : 1));
  return (i: number, j: number) => segments[i] === from && segments[j] === to;
};
