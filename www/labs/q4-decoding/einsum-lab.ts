// The einsum desk: any equation on one or two operands, and everything that its letters say.
import { css, html, nothing } from 'lit';
import type { EinsumReport } from '../../../pkg/attention_playground.js';
import type { PlainError } from '../../core/errors.ts';
import { CoreTask } from '../../core/query.ts';
import { errorNote, errorStyles, errorText } from '../../inputs/error-note.ts';
import { base } from '../../styles/base.ts';
import { axisLetter } from '../../ui/axis.ts';
import { property, state } from '../../ui/property.ts';
import './axes-drawing.ts';
import '../../exports/save-plot.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { type Operand, readOperand } from './einsum-operand.ts';
import { deskReport } from './einsum-report.ts';
import { DIFFERENT, type Sizes } from './size-fields.ts';

/** What is loaded into the desk. */
interface Loaded {
  eq: string;
  one: string;
  two: string;
}

const START: Loaded = { eq: 'bhk,bnk->bhn', one: 'q: b h k', two: 'K: b n k' };

export class EinsumLab extends LabElement {
  @property({ attribute: false }) sizes = DIFFERENT;
  @state() private operands: Operand[] = [];

  static styles = [
    base,
    labStyles,
    errorStyles,
    css`
      .desk {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: 0.75rem 1.75rem;
      }
      .desk label {
        display: block;
      }
      .desk input {
        width: 100%;
      }
      .desk + .label {
        margin-top: 0.5rem;
      }
      .out {
        margin-top: 1.25rem;
      }
      .out > * + * {
        margin-top: 1rem;
      }
      .finding {
        max-width: 40rem;
        padding-left: 0.8125rem;
        border-left: 3px solid var(--ink);
      }
      dl {
        display: grid;
        grid-template-columns: 6rem minmax(0, 1fr);
        gap: 0.75rem 1rem;
      }
      dt {
        font-size: 0.875rem;
        line-height: 1.5rem;
        color: var(--ink2);
      }
      pre {
        margin: 0;
        overflow-x: auto;
        font: 0.8125rem/1.25rem var(--mono);
      }
      code {
        font: 0.875rem/1.25rem var(--mono);
      }
      math-formula {
        overflow-x: auto;
        overflow-y: hidden;
        padding: 0.125rem 0;
      }
      .way + .way {
        margin-top: 0.5rem;
      }
      @container (max-width: 37.5rem) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0.125rem;
        }
        dd + dt {
          margin-top: 0.75rem;
        }
      }
    `,
  ];

  run = new CoreTask(this, {
    args: () => [this.loaded, this.sizes],
    task: async (ask, { eq, one, two }: Loaded, sizes: Sizes) => {
      const typed = two.trim() === '' ? [one] : [one, two];
      const operands = [];
      for (const [place, text] of typed.entries())
        operands.push(await readOperand(text, place, sizes, (cells) => ask('parseMatrix', cells)));
      this.operands = operands;
      const given = operands.map(({ shape, values, ...of }) =>
        values === undefined ? { ...of, shape } : { ...of, values },
      );
      return ask('einsum', eq, given);
    },
  });
  /** The error that was said last. */
  told: PlainError | null = null;

  get loaded() {
    const { eq, one, two } = this.settings;
    return { eq: eq ?? START.eq, one: one ?? START.one, two: two ?? START.two };
  }

  willUpdate() {
    const { error } = this.run;
    if (error && error !== this.told) this.say(errorText(error));
    this.told = error;
  }

  render() {
    const { operands, run } = this;
    const { error } = run;
    const report = error ? null : run.value;
    const { eq, one, two } = this.loaded;
    return html`
      <div class="desk">
        ${this.#field('eq', 'Equation', eq)} ${this.#field('one', 'First operand', one)}
        ${this.#field('two', 'Second operand, or none', two)}
      </div>
      <p class="label">
        An operand is a letter for each axis, with the sizes above, such as q: b h k; or numbers, such as
        [[1, 2], [3, 4]] or q bhk: [[[1, 2], [3, 4]]], where bhk says what its axes are called.
      </p>
      <div class="out">
        ${error ? errorNote(error) : nothing}
        ${report ? this.#ownSizes(report) : nothing}
        <axes-drawing .equation=${report?.equation ?? eq} .operands=${operands}></axes-drawing>
        ${
          report
            ? html`<save-plot .name=${`Axes of ${report.equation}`} .plot=${'axes-drawing'}></save-plot>`
            : nothing
        }
        ${
          report
            ? deskReport(
                report,
                operands.map(({ name }) => name),
              )
            : nothing
        }
      </div>
    `;
  }

  /** Numbers have sizes of their own, whatever stands in the fields. */
  #ownSizes({ letters }: EinsumReport) {
    const own = letters.filter(
      ({ letter, size }) => letter in this.sizes && size !== this.sizes[letter],
    );
    if (own.length === 0) return nothing;
    return html`<p class="label" data-own-sizes>
      Numbers bring their own sizes. Here
      ${own.map(({ letter, size }, at) => html`${at > 0 ? ', ' : ''}${axisLetter(letter)} = ${size}`)},
      and not what the fields say.
    </p>`;
  }

  #field(name: keyof Loaded, label: string, value: string) {
    return html`<label>
      <span class="label">${label}</span>
      <input
        class="wide"
        name=${name}
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        .value=${value}
        @input=${({ target }: InputEvent & { target: HTMLInputElement }) => this.set({ [name]: target.value })}
      >
    </label>`;
  }
}

customElements.define('einsum-lab', EinsumLab);

declare global {
  interface HTMLElementTagNameMap {
    'einsum-lab': EinsumLab;
  }
}
