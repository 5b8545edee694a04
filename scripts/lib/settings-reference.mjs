// The reference of the embedded elements, in embedding.html: each with an example at work, its settings and its events.
import { meanings } from '../../www/embed/meanings.ts';
import { EVENTS, propertyOf, settingsOf } from '../../www/embed/schema.ts';
import { escaped } from './escaped.mjs';

const PLACE = '<!-- the settings of www/embed/schema.ts -->';

/** What each element is, what it may be set to, and an example of it. */
const ELEMENTS = {
  playground: {
    about:
      'A variant with its inputs, its steps and its panels. Its inputs are attributes too: q, k, v and so on, each anything that can be pasted.',
    example: {
      variant: 'argmax',
      compact: '',
      q: '1 1 2',
      caption: 'Which key does the query choose?',
    },
  },
  lab: {
    about: 'A lab of the homework, or one part of it, with its hints and its check.',
    example: { lab: 'argmax', part: 'b' },
  },
  model: {
    about:
      'A text in a trained model: all of its heads, the lines of one, or every number of a row.',
    example: {
      model: 'causal',
      text: 'The dog ran to the car, and the dog ran',
      view: 'head',
      head: '1.3',
    },
  },
};

/** @param {string} text */
const code = (text) => `<code translate="no">${escaped(text)}</code>`;

/** @param {string} tag @param {Record<string, string>} settings @param {string} [within] what is read where no script runs */
function elementOf(tag, settings, within = '') {
  const attributes = Object.entries(settings).map(([name, text]) =>
    text === '' ? ` ${name}` : ` ${name}="${escaped(text)}"`,
  );
  return `<${tag}${attributes.join('')}>${within}</${tag}>`;
}

/** What may be said, in words where it is not one of a few. @param {import('../../www/embed/schema.ts').Setting} setting */
function valuesOf(setting) {
  switch (setting.kind) {
    case 'flag':
      return 'there or not';
    case 'number':
      return `${setting.range[0]} to ${setting.range[1]}`;
    case 'address':
      return 'an address';
    case 'choice':
      return setting.values.map(code).join(', ');
    case 'words':
      return setting.values
        ? `any of ${setting.values.map(code).join(', ')}`
        : 'words, with blanks between';
    default:
      return 'a text';
  }
}

/** @param {keyof typeof ELEMENTS} element */
function section(element) {
  const tag = `attention-${element}`;
  const { about, example } = ELEMENTS[element];
  const rows = settingsOf(element).map((setting) => {
    const property = propertyOf(setting.name);
    const other = property === setting.name ? '' : `<br>property ${code(property)}`;
    return `<tr><th scope="row">${code(setting.name)}${other}</th><td>${meanings[setting.name]}</td><td>${valuesOf(setting)}</td></tr>`;
  });
  return `<section aria-labelledby="${tag}">
        <h2 id="${tag}">${code(`<${tag}>`)}</h2>
        <p>${escaped(about)}</p>
        <pre tabindex="0" translate="no"><code>${escaped(elementOf(tag, example))}</code></pre>
        ${elementOf(tag, { ...example, 'heading-level': '3' }, 'Here it is at work where JavaScript runs.')}
        <div class="wide" tabindex="0" role="region" aria-label="Settings of ${tag}">
          <table>
            <thead><tr><th scope="col">attribute</th><th scope="col">says</th><th scope="col">values</th></tr></thead>
            <tbody>${rows.join('')}</tbody>
          </table>
        </div>
        <p>It tells ${EVENTS[element].map((event) => code(`attention-${event}`)).join(', ')}.</p>
      </section>`;
}

/** All of it. */
export const reference = () =>
  `<p>One script tag brings three elements: a playground, a lab and a trained model. Give it the address of this site.</p>
      <pre tabindex="0" translate="no"><code>${escaped('<script type="module" src="https://your.site/playground/attention-playground.js"></script>')}</code></pre>
      <p>
        “Embed” on the workbench, a lab or a model chooses the settings with you, and copies them as an element, a
        frame, Markdown, a directive of MyST, a notebook cell, Canvas or Hugo. Here are all of them.
      </p>
      ${Object.keys(ELEMENTS)
        .map((element) => section(/** @type {keyof typeof ELEMENTS} */ (element)))
        .join('\n      ')}
      <section aria-labelledby="frames">
        <h2 id="frames">In a frame</h2>
        <p>
          Where a page takes no script, a frame shows the same. The settings stand in its address before the #, by
          the same names, and what it opens with behind it.
        </p>
        <pre tabindex="0" translate="no"><code>${escaped('<iframe src="https://your.site/playground/?compact&lock=v#argmax" width="100%" height="600" title="Attention"></iframe>')}</code></pre>
      </section>`;

/** While vite builds or serves. */
export const settingsReference = () => ({
  name: 'settings-reference',
  transformIndexHtml: {
    order: 'pre',
    /** @param {string} html */
    handler: (html) => html.replace(PLACE, reference),
  },
});
