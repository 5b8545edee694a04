// A formula: the core's tree of MathML, built element by element, from an allow-list of tags.
import { css, html, LitElement } from 'lit';
import type { MathNode } from '../../pkg/attention_playground.js';
import { base } from '../styles/base.ts';
import { property } from './property.ts';

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const TAGS = new Set(
  'math mrow mi mn mo mtext ms mspace msub msup msubsup munder mover munderover mfrac msqrt mroot mtable mtr mtd mstyle mpadded mphantom menclose semantics'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'class display displaystyle mathvariant scriptlevel stretchy lspace rspace fence separator form largeop movablelimits accent accentunder linethickness width height depth minsize maxsize symmetric columnalign rowspacing columnspacing'.split(
    ' ',
  ),
);

function buildMath(node: MathNode | string): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  if (!TAGS.has(node.tag)) throw new TypeError(`<${node.tag}> has no place in a formula`);
  const element = document.createElementNS(MATHML, node.tag);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  }
  element.append(...node.children.map(buildMath));
  return element;
}

export class MathFormula extends LitElement {
  /** Each answer of the core brings it anew, and seldom another. */
  @property({
    attribute: false,
    hasChanged: (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b),
  })
  tree: MathNode | null = null;
  static styles = [
    base,
    css`
      math {
        font-family: var(--maths);
        font-size: 1.25rem;
      }
      /* An index of an exponent is as small as it gets: a prime at an index is no smaller. */
      msup > msub > :last-child {
        font-size: 0.75rem;
      }
      :is(msub, msup, munder) msup > mo {
        font-size: 0.75rem;
      }
    `,
  ];

  sizes = new ResizeObserver(() => this.#reach());

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  /** Told of it anew after the next layout, which to measure here would force for each formula. */
  updated() {
    this.sizes.unobserve(this);
    this.sizes.observe(this);
  }

  /** Where its place is too narrow it is scrolled, so the keyboard has to come to it. */
  #reach() {
    if (this.scrollWidth > this.clientWidth && this.clientWidth > 0) this.tabIndex = 0;
    else this.removeAttribute('tabindex');
  }

  render() {
    if (!this.tree) return undefined;
    const math =
      this.tree.tag === 'math' ? this.tree : { tag: 'math', attributes: {}, children: [this.tree] };
    const element = buildMath(math) as Element;
    element.setAttribute('displaystyle', 'true');
    element.removeAttribute('display'); // inline: it stands at the left, as the tables do
    return html`${element}`;
  }
}

customElements.define('math-formula', MathFormula);

declare global {
  interface HTMLElementTagNameMap {
    'math-formula': MathFormula;
  }
}
