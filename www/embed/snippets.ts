// What an author pastes: an embedded playground as the text that each kind of site takes.
import type { Embedded, Setting } from './schema.ts';

/** An embedded playground: settings as attributes have them; a flag is the empty text. */
export interface Embed {
  /** Which element. */
  element: Embedded;
  /** The folder that the files are in, with a / at its end. */
  site: string;
  settings: Readonly<Record<string, string>>;
  /** What it opens with: the text after the # of a link. */
  state: string;
  /** Of a frame, in CSS pixels, until it tells its own. */
  height: number;
  title: string;
}

interface Target {
  id: string;
  title: string;
  /** Which elements it can be. */
  of: readonly Embedded[];
  /** What is to be known before it is pasted. */
  note: string;
  write(embed: Embed): string;
}

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '&#10;'); // in Markdown an empty line would end the tag

const attribute = ([name, value]: [string, string]) =>
  value === '' ? name : `${name}="${escaped(value)}"`;

/** With what it opens with, as one more attribute. */
const attributes = ({ settings, state }: Embed) =>
  Object.entries({ ...settings, ...(state && { state }) })
    .map(attribute)
    .join(' ');

/** Of our site, which shows an element as a whole page. */
const PAGES: Record<Embedded, string> = { playground: '', lab: 'labs.html', model: 'models.html' };

/** Where scripts may be added. */
function element(embed: Embed) {
  const { site, state, title } = embed;
  const tag = `attention-${embed.element}`;
  const link =
    site + PAGES[embed.element] + hashOf(embed.settings.lab ?? embed.settings.model ?? '', state);
  return [
    `<script type="module" src="${escaped(site)}attention-playground.js"></script>`,
    `<${tag} ${attributes(embed)}><a href="${escaped(link)}">${escaped(title)}</a></${tag}>`,
  ].join('\n');
}

/** @param start what a page shows that has no state: a lab, or a model */
const hashOf = (start: string, state: string) => (state || start ? `#${state || start}` : '');

/** The author's words before the #, the state behind it. */
export function frameAddress({ element, site, settings, state }: Embed) {
  const query = Object.entries(settings)
    .map(([name, value]) => (value === '' ? name : `${name}=${encodeURIComponent(value)}`))
    .join('&');
  return `${site}${PAGES[element]}${query ? `?${query}` : ''}${hashOf('', state)}`;
}

const iframe = (embed: Embed, more: string) =>
  `<iframe ${more}src="${escaped(frameAddress(embed))}" width="100%" height="${embed.height}" title="${escaped(embed.title)}"></iframe>`;

const frame = (embed: Embed) =>
  `${iframe(embed, 'data-attention allow="clipboard-write" ')}
<script src="${escaped(embed.site)}attention-frame.js"></script>`;

/** Settings as a widget takes them: by names without hyphens, numbers and flags as such. */
export function traits({ settings, state }: Embed, known: readonly Setting[]) {
  const all = Object.entries({ ...settings, ...(state && { state }) });
  return Object.fromEntries(
    all.map(([name, text]) => {
      const kind = known.find((setting) => setting.name === name)?.kind;
      const value = kind === 'flag' ? true : kind === 'number' ? Number(text) : text;
      return [name.replaceAll('-', '_'), value];
    }),
  );
}

/** What a widget by its address is given: where its files are, as mystmd copies it away from them, and which element, where it is no playground. */
const widget = (embed: Embed, known: readonly Setting[]) => ({
  base: embed.site,
  ...(embed.element !== 'playground' && { element: embed.element }),
  ...traits(embed, known),
});

/** As Python writes it. */
const python = (value: string | number | boolean) =>
  value === true ? 'True' : typeof value === 'string' ? JSON.stringify(value) : String(value);

/** A parameter of a shortcode: a raw text where it can be one. */
const parameter = ([name, value]: [string, string]) =>
  `${name.replaceAll('-', '_')}=${value.includes('`') ? JSON.stringify(value) : `\`${value || 'true'}\``}`;

/** What a shortcode of Hugo is called, and its file. */
export const shortcode = (element: Embedded) =>
  element === 'playground' ? 'attention' : `attention-${element}`;

/** layouts/shortcodes/ of a site of Hugo, by the name of the shortcode. */
export const hugoLayout = (site: string, element: Embedded = 'playground') =>
  `<script type="module" src="${escaped(site)}attention-playground.js"></script>
<attention-${element} {{ range $name, $value := .Params }}{{ printf "%s=%q" (replace $name "_" "-") (htmlEscape $value) | safeHTMLAttr }} {{ end }}></attention-${element}>`;

const EVERY: readonly Embedded[] = ['playground', 'lab', 'model'];

/** @param known the table of settings */
export const targets = (known: readonly Setting[]): readonly Target[] => [
  {
    id: 'element',
    of: EVERY,
    title: 'Element',
    note: 'For a page that may load scripts. The first line is needed once.',
    write: element,
  },
  {
    id: 'frame',
    of: EVERY,
    title: 'Frame',
    note: 'For any page. Where scripts are taken out, the second line goes, and the height stays as it is.',
    write: frame,
  },
  {
    id: 'markdown',
    of: EVERY,
    title: 'Markdown',
    note: 'For MkDocs, Sphinx with MyST, mdBook, Jekyll: HTML stands in the text, with an empty line around it.',
    write: (embed) => `\n${element(embed)}\n`,
  },
  {
    id: 'myst',
    of: EVERY,
    title: 'MyST directive',
    note: 'For mystmd and Jupyter Book 2, which take HTML out.',
    write: (embed) =>
      `:::{anywidget} ${embed.site}anywidget.js\n${JSON.stringify(widget(embed, known), null, 2)}\n:::`,
  },
  {
    id: 'notebook',
    of: ['playground'],
    title: 'Notebook cell',
    note: 'For Jupyter and marimo, with the package attention-playground. Its wheel is in a release.',
    write: (embed) => {
      const given = Object.entries(traits(embed, known));
      const lines = given.map(([name, value]) => `    ${name}=${python(value)},\n`);
      return `from attention_playground import Playground\n\nPlayground(\n${lines.join('')})`;
    },
  },
  {
    id: 'cell',
    of: ['lab', 'model'],
    title: 'Notebook cell',
    note: 'For Jupyter, as a frame: the package for Python holds the playground alone. In marimo: mo.iframe.',
    write: (embed) =>
      `from IPython.display import IFrame\n\nIFrame(${python(frameAddress(embed))}, "100%", ${embed.height})`,
  },
  {
    id: 'canvas',
    of: EVERY,
    title: 'Canvas',
    note: 'For the HTML editor of a learning platform that takes scripts out. A link to your answers stays in the frame: “Copy link”.',
    write: (embed) => iframe(embed, ''),
  },
  {
    id: 'hugo',
    of: EVERY,
    title: 'Hugo shortcode',
    note: 'It needs a file in layouts/shortcodes, which stands below it. A page that begins with it needs front matter, if only two lines of ---.',
    write: (embed) => {
      const all = { ...embed.settings, ...(embed.state && { state: embed.state }) };
      return `{{< ${shortcode(embed.element)} ${Object.entries(all).map(parameter).join(' ')} >}}`;
    },
  },
];
