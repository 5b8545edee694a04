// What an author says of an embedded playground: one table for attributes, properties, the address of a
// frame, the traits of a widget, and the builder.

/** The parts of a playground that can be left out, in the order in which they stand on the page. */
export const PARTS = [
  'bar',
  'about',
  'picker',
  'inputs',
  'sizes',
  'settings',
  'program',
  'drawing',
  'steps',
  'formulas',
  'panels',
  'code',
] as const;
export type Part = (typeof PARTS)[number];

/** What `compact` stands for. */
const COMPACT: readonly Part[] = ['inputs', 'steps'];
/** What is shown of one step alone. */
export const ALONE: readonly Part[] = ['steps', 'formulas'];

/** An element, as `attention-` and this. */
export type Embedded = 'playground' | 'lab' | 'model';

interface Described {
  /** The attribute, and the name in an address. */
  name: string;
  /** Which elements take it. */
  of: readonly Embedded[];
}

export type Setting = Described &
  (
    | { kind: 'text' }
    | { kind: 'address' }
    | { kind: 'flag' }
    | { kind: 'words'; values?: readonly string[] }
    | { kind: 'choice'; values: readonly string[] }
    | { kind: 'number'; range: readonly [number, number] }
  );

const ALL_OF = ['playground', 'lab', 'model'] as const;

export const schema = [
  {
    name: 'variant',
    kind: 'text',
    of: ['playground'],
  },
  {
    name: 'variants',
    kind: 'words',
    of: ['playground'],
  },
  {
    name: 'state',
    kind: 'text',
    of: ALL_OF,
  },
  {
    name: 'program',
    kind: 'text',
    of: ['playground'],
  },
  {
    name: 'show',
    kind: 'words',
    values: PARTS,
    of: ['playground'],
  },
  {
    name: 'compact',
    kind: 'flag',
    of: ['playground'],
  },
  {
    name: 'step',
    kind: 'words',
    of: ['playground'],
  },
  {
    name: 'lock',
    kind: 'words',
    of: ['playground'],
  },
  {
    name: 'reveal',
    kind: 'choice',
    values: ['always', 'tried', 'never'],
    of: ['playground'],
  },
  {
    name: 'of',
    kind: 'words',
    of: ['playground'],
  },
  {
    name: 'answers',
    kind: 'choice',
    values: ['tried', 'hide', 'show'],
    of: ['playground', 'lab'],
  },
  { name: 'theme', kind: 'choice', values: ['light', 'dark'], of: ALL_OF },
  { name: 'lang', kind: 'text', of: ALL_OF },
  { name: 'caption', kind: 'text', of: ALL_OF },
  {
    name: 'heading-level',
    kind: 'number',
    range: [1, 6],
    of: ALL_OF,
  },
  {
    name: 'size',
    kind: 'number',
    range: [10, 40],
    of: ALL_OF,
  },
  {
    name: 'base',
    kind: 'address',
    of: ALL_OF,
  },
  {
    name: 'group',
    kind: 'text',
    of: ['playground'],
  },
  { name: 'lab', kind: 'text', of: ['lab'] },
  { name: 'part', kind: 'text', of: ['lab'] },
  { name: 'model', kind: 'text', of: ['model'] },
  { name: 'text', kind: 'text', of: ['model'] },
  { name: 'second', kind: 'text', of: ['model'] },
  { name: 'view', kind: 'choice', values: ['model', 'head', 'neuron'], of: ['model'] },
  { name: 'head', kind: 'text', of: ['model'] },
  {
    name: 'below',
    kind: 'words',
    values: ['prediction', 'gradients', 'compare'],
    of: ['model'],
  },
] as const satisfies readonly Setting[];

/** What the elements tell, each as `attention-` and this. */
export const EVENTS = {
  playground: ['ready', 'input', 'result', 'change', 'check', 'error'],
  lab: ['ready', 'change', 'answer'],
  model: ['ready', 'change', 'error'],
} as const;

type Entry = (typeof schema)[number];

type Camel<N extends string> = N extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : N;

type ValueOf<S extends Entry> = S extends { kind: 'flag' }
  ? boolean
  : S extends { kind: 'number' }
    ? number
    : S extends { kind: 'words'; values: readonly (infer V)[] }
      ? V[]
      : S extends { kind: 'words' }
        ? string[]
        : S extends { kind: 'choice'; values: readonly (infer V)[] }
          ? V
          : string;

/** What was said, by the names of the properties. */
export type Settings = { [S in Entry as Camel<S['name']>]?: ValueOf<S> };

/** The property of an attribute. */
export const propertyOf = (name: string) =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof Settings;

export const settingsOf = (element: Embedded): readonly Setting[] =>
  schema.filter(({ of }) => (of as readonly Embedded[]).includes(element));

/** The parts that are shown. */
export function shownParts({ show, compact, step, variants = [] }: Settings): ReadonlySet<Part> {
  if (show) return new Set(show);
  if (!compact && !step) return new Set(PARTS);
  // Who names several variants wants them to be chosen from.
  const list = variants.length > 1 ? (['picker'] as const) : [];
  return new Set([...(compact ? COMPACT : ALONE), ...list]);
}
