// How the costs grow with the sequence: operations, memory and intensity, beside other variants.
import { html, nothing } from 'lit';
import type {
  CostCurves,
  CostMeasure as Measure,
  VariantInfo,
} from '../../../pkg/attention_playground.js';
import { figure } from '../../lib/format.ts';
import { nearest } from '../../lib/nearest.ts';
import { LinkedCursor } from '../../plot/linked-cursor.ts';
import { besides, MOST_CURVES, type Series } from '../../state/curve-choices.ts';
import { withShares } from '../../state/decoders.ts';
import { base } from '../../styles/base.ts';
import { named } from '../../styles/named-table.ts';
import { answers, panel } from '../../styles/panel.ts';
import { plot } from '../../styles/plot.ts';
import { plotPanel } from '../../styles/plot-panel.ts';
import { act, handles } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { PanelElement } from '../panel-element.ts';
import { growthNumbers, growthTable } from './growth-table.ts';
import '../../plot/log-plot.ts';
import '../benchmark/launcher.ts';
import '../../exports/save-plot.ts';
import '../../ui/size-slider.ts';
import { reading } from '../../plot/swatch.ts';

const RULES: { value: Measure; label: string; help: string }[] = [
  {
    value: 'fused',
    label: 'fused kernel',
    help: 'Numbers that a fused kernel reads and writes; scores never leave it.',
  },
  {
    value: 'every',
    label: 'every intermediate',
    help: 'Numbers in all tables, as a step-by-step program stores them.',
  },
  {
    value: 'kept',
    label: 'kept for backpropagation',
    help: 'Numbers in the tables that the backward pass needs again.',
  },
];
const OPENING = 4096; // the size that is read at first

export class GrowthPanel extends PanelElement {
  @property({ attribute: false }) growth: CostCurves | null = null;
  /** The curves in it, in their order. */
  @property({ attribute: false }) series: Series[] = [];
  /** The curves that it will have, once there is an answer. */
  @property({ attribute: false }) chosen: Series[] = [];
  @property({ attribute: false }) variants: VariantInfo[] = [];
  @property({ attribute: false }) at: Record<string, number> = {};
  @state() private table = false;

  cursor = new LinkedCursor(this, (place) => {
    if (this.growth) act(this, 'at-set', { [this.growth.letter]: this.growth.at[place] });
  });

  static styles = [base, panel, answers, plot, plotPanel, named];

  content() {
    const { growth, open } = this;
    if (!growth) return nothing;
    return html`${open ? this.#body(growth) : nothing}
      <measure-here
        .letter=${growth.letter}
        .shown=${Boolean(open)}
        ?hidden=${!open}
      ></measure-here>`;
  }

  #body(growth: CostCurves) {
    const usual = RULES.findIndex(
      ({ value }) => value === (growth.letter === 'n' ? 'fused' : 'kept'),
    );
    const { value: rule, help } = RULES[this.at.rule] ?? RULES[usual];
    return html`<div
      class="body"
      @action=${this.cursor.hear}
    >
      ${this.#choices()} ${this.#sliders(growth)} ${this.#ownSizes()}
      ${this.#operations(growth)}
      ${this.#figure(growth, 'Memory', rule, help, this.#rules(rule))}
      ${this.#figure(growth, 'Arithmetic intensity', 'intensity', 'Operations per number that a fused kernel reads or writes.')}
      <p class="foot">
        <button class="act" aria-expanded=${this.table} @click=${() => {
          this.table = !this.table;
        }}>${this.table ? 'Hide the table' : 'Table of the numbers'}</button>
      </p>
      ${this.table ? growthTable(growth, this.series, rule) : nothing}
    </div>`;
  }

  #choices() {
    const [own] = this.chosen;
    const chosen = this.chosen.map(({ id }) => id);
    const others = besides(this.variants, own);
    if (others.length === 0) return nothing;
    const full = chosen.length >= MOST_CURVES;
    return html`<fieldset class="checks">
      <legend class="label">Beside ${own.name}${full ? `: ${MOST_CURVES} curves at most` : ''}</legend>
      <div>${others.map(
        ({ id, name }) => html`<label>
            <input
              type="checkbox"
              .checked=${chosen.includes(id)}
              ?disabled=${full && !chosen.includes(id)}
              @change=${() => this.#toggle(id, chosen)}
            />${name}
          </label>`,
      )}</div>
    </fieldset>`;
  }

  #toggle(id: string, chosen: string[]) {
    const others = chosen.slice(1);
    const curves = others.includes(id) ? others.filter((other) => other !== id) : [...others, id];
    act(this, 'curves-set', curves);
  }

  #sliders({ sizes }: CostCurves) {
    return html`<div
      class="sliders"
      @action=${handles({ 'size-set': (set) => act(this, 'at-set', withShares(sizes, set)) })}
    >
      ${sizes.map(
        ({ letter, meaning, size }) => html`<size-slider
          .letter=${letter}
          .meaning=${meaning}
          .size=${size}
          .most=${letter === 'b' || letter === 'h' || letter === 'g' ? 256 : 16_384}
        ></size-slider>`,
      )}
    </div>`;
  }

  #ownSizes() {
    const isOwn = this.series[0]?.info.program !== undefined;
    if (!isOwn) return nothing;
    return html`<p class="label">A program says how its cost grows, not how large its axes are: these sizes are a start.</p>`;
  }

  /** All of them; where a mask forbids some, those that it leaves needed as well. */
  #operations(growth: CostCurves) {
    const isMasked = growth.curves.some(({ lines }) => lines.needed.text !== lines.operations.text);
    const isNeeded = isMasked && this.at.needed === 1;
    const help = isNeeded
      ? 'Operations of a schedule that skips what the mask forbids.'
      : 'One multiply–add, function or comparison of numbers is one operation.';
    const rules = isMasked ? this.#needed(isNeeded) : nothing;
    return this.#figure(growth, 'Operations', isNeeded ? 'needed' : 'operations', help, rules);
  }

  #needed(isNeeded: boolean) {
    return html`<fieldset class="rules">
      <legend class="hidden">Which operations count</legend>
      ${['performed', 'needed under the mask'].map(
        (label, at) => html`<label>
          <input
            type="radio"
            name="needed"
            .checked=${isNeeded === (at === 1)}
            @change=${() => act(this, 'at-set', { needed: at })}
          />${label}
        </label>`,
      )}
    </fieldset>`;
  }

  #rules(rule: Measure) {
    return html`<fieldset class="rules">
      <legend class="hidden">Which numbers count</legend>
      ${RULES.map(
        ({ value, label }, at) => html`<label>
          <input
            type="radio"
            name="rule"
            .checked=${value === rule}
            @change=${() => act(this, 'at-set', { rule: at })}
          />${label}
        </label>`,
      )}
    </fieldset>`;
  }

  #figure(
    growth: CostCurves,
    name: string,
    measure: Measure,
    help: string,
    rules: unknown = nothing,
  ) {
    const { letter, meaning, at, curves } = growth;
    const set = nearest(at, this.at[letter] ?? OPENING);
    const cursor = this.cursor.of(set, at.length);
    const lines = curves.map(({ lines }, place) => ({
      name: this.series[place].name,
      short: this.series[place].name.replace(' attention', ''),
      values: lines[measure].values,
      slope: lines[measure].slope,
      series: place + 1,
    }));
    const crossings = growth.crossings.filter((crossing) => crossing.measure === measure);
    return html`<figure aria-label=${name}>
      <div class="head">
        <h3>${name}</h3>
        <save-plot
          .name=${`${name} by ${letter}`}
          .plot=${`log-plot[data-measure="${measure}"]`}
          .numbers=${() => growthNumbers(growth, this.series)}
        ></save-plot>
      </div>
      ${rules}
      <p class="label">${help}</p>
      ${reading(letter, at[cursor], lines, cursor)}
      <log-plot
        data-measure=${measure}
        .name=${name}
        .letter=${letter}
        .meaning=${meaning}
        .at=${at}
        .lines=${lines}
        .marks=${crossings}
        .cursor=${cursor}
      ></log-plot>
      ${crossings.length > 0 ? html`<figcaption class="label">${this.#crossed(growth, crossings)}</figcaption>` : nothing}
    </figure>`;
  }

  /** Where curves cross, in words; beside the width squared where a quadratic map has part in it. */
  #crossed({ letter, sizes }: CostCurves, crossings: CostCurves['crossings']) {
    const width = sizes.find((size) => size.letter === 'D')?.size;
    return crossings.map(({ measure, curves, at }) => {
      const [one, two] = curves.map((curve) => this.series[curve]);
      const squared =
        width && measure !== 'intensity' && [one, two].some(({ id }) => id.endsWith('.quadratic'));
      return html`<span>
        ${one.name} and ${two.name} are equal at <i>${letter}</i> = ${figure(Math.round(at))}${squared ? html`; <i>D</i>² is ${figure(width ** 2)}` : ''}.
      </span> `;
    });
  }
}

customElements.define('growth-panel', GrowthPanel);

declare global {
  interface Actions {
    /** The curves beside the variant's own. */
    'curves-set': string[];
  }
  interface HTMLElementTagNameMap {
    'growth-panel': GrowthPanel;
  }
}
