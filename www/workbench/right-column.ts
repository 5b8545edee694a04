// The right column: what to do, the steps, and what the variant is about.
import { html, nothing } from 'lit';
import type { VariantInfo } from '../../pkg/attention_playground.js';
import { errorNote } from '../inputs/error-note.ts';
import { wordIn } from '../lib/tensor-views.ts';
import { drawn, type Panel, panels, type Shown } from '../panels/registry.ts';
import { cellName } from '../state/text-tensor.ts';
import { type Tour, TRIED, type Tried } from '../state/tour.ts';
import { sentenceOf } from '../steps/arithmetic-lines.ts';
import type { Withheld } from '../steps/step-card.ts';
import type { Highlights } from '../tables/highlights.ts';
import { act } from '../ui/action.ts';
import { compareColumn } from './compare-column.ts';
import { programBench, withComments } from './program-bench-place.ts';
import type { Workbench } from './workbench.ts';
import '../steps/step-list.ts';
import '../steps/step-controls.ts';

export function rightColumn(
  workbench: Workbench,
  highlights: Map<string, Highlights>,
  { narrow, touch, still }: { narrow: boolean; touch: boolean; still: boolean },
) {
  const { info, results, selection, stepper, author } = workbench;
  const { parts, settings } = author;
  const withheld = withheldSteps(workbench);
  // On a narrow screen the inputs come first, and the program stands above them.
  const bench = parts.has('program') && !narrow ? programBench(workbench) : nothing;
  if (workbench.store?.state.compare) return html`${bench} ${compareColumn(workbench)}`;
  const { error, good } = results;
  const { pinned } = selection;
  const { explanation } = workbench;
  const shownElsewhere = [
    ...(good?.trace.steps ?? []).map(({ id }) => id),
    ...(info?.inputs ?? []).map(({ name }) => name),
    ...(info?.params ?? []).map(({ name }) => name),
    ...(good && workbench.store?.state.gradients ? ['upstream'] : []),
  ];
  // What is wrong with a text is said below it: while a newer text is read, the error is that of an older one.
  const isMistake = error?.code === 'program' && parts.has('program');
  const hints = html`<div class="stepper" ?data-on=${stepper.place >= 0}>
    <div class="hint label">${error && !good ? nothing : hint(workbench, { narrow, touch })}</div>
    ${good ? stepControls(workbench, still) : nothing}
  </div>`;
  const steps = html`<step-list
    .trace=${good ? withComments(workbench, good.trace) : null}
    .digits=${good?.state.digits ?? null}
    .highlights=${highlights}
    .pinned=${pinned}
    .explanation=${explanation}
    .error=${error}
    .stale=${error !== null}
    .narrow=${narrow}
    .words=${workbench.words}
    .walking=${stepper.playing}
    .current=${stepper.place >= 0 ? stepper.at : ''}
    .only=${settings.step ?? null}
    .formulas=${parts.has('formulas')}
    .withheld=${withheld}
    .hide=${settings.answers === 'hide'}
    ?dense=${author.dense}
  ></step-list>`;
  return html`
    <div class="reading">
    ${bench}
    ${author.dense ? nothing : hints}
    ${error && !shownElsewhere.includes(error.field) && !isMistake ? errorNote(error, { quickFixes: workbench.quickFixes }) : nothing}
    ${
      error && !good
        ? html`<p class="label">The steps appear as soon as the marked entry is corrected.</p>`
        : nothing
    }
    ${parts.has('steps') ? steps : nothing}
    </div>
    <div class="after">
      ${good ? panelsOf(workbench, highlights, narrow) : nothing}
      ${info && workbench.program === null && parts.has('about') ? about(info) : nothing}
      ${
        parts.has('about')
          ? html`<try-also
              .variants=${workbench.shipped}
              .info=${info ?? null}
              .site=${workbench.site}
              .here=${workbench.pristine ? (workbench.origin?.id ?? '') : ''}
            ></try-also>`
          : nothing
      }
    </div>
  `;
}

/** What is said in place of numbers that are to be predicted first. */
function withheldSteps(workbench: Workbench): ReadonlyMap<string, Withheld> {
  const { results, author, withheld } = workbench;
  const { good } = results;
  const { predictions, settings } = author;
  if (!good || !predictions || withheld.size === 0) return new Map();
  const steps = good.trace.steps.filter(({ id }) => withheld.has(id));
  return new Map(
    steps.map((step) => {
      const asks = predictions.asks(step);
      const source = good.trace.steps.find(
        ({ id }) => step.inputs.includes(id) && withheld.has(id),
      );
      const { right } = predictions.of(good.state, step.id);
      const says = !asks
        ? `This contains ${source?.label ?? 'numbers'}, and is shown together with it.`
        : settings.reveal === 'never'
          ? right
            ? 'You have found these numbers.'
            : 'Work these numbers out, and check them here.'
          : 'Predict first: work these numbers out and check them. They are shown when they are right.';
      const mayShow = asks && predictions.mayShow(good.state, step.id);
      return [step.id, { says, asks, mayShow, hide: settings.answers === 'hide' }];
    }),
  );
}

function panelsOf(workbench: Workbench, highlights: Map<string, Highlights>, narrow: boolean) {
  const { store, asking, results, selection, quickFixes, panelQueries } = workbench;
  const { report, refused } = workbench.pastes;
  if (!store || !asking) return nothing;
  const { error } = results;
  const { pinned } = selection;
  const { state } = store;
  const { explanation } = workbench;
  const { words } = workbench;
  const shown: Shown = {
    ...asking,
    ...{
      state,
      error,
      pinned,
      explanation,
      highlights,
      words,
      narrow,
      quickFixes,
      report,
      refused,
    },
  };
  return html`<div @focusin=${() => workbench.visit()}>
    ${panels.filter((panel) => isShown(panel, workbench)).map((panel) => drawn(panel, shown, panelQueries))}
  </div>`;
}

/** What tells numbers of the steps waits with them. */
function isShown(panel: Panel, { author, info, withheld }: Workbench) {
  const { parts } = author;
  const isAsked = parts.has('panels') || (panel.view === 'code' && parts.has('code'));
  const isKept = panel.tellsNumbers && withheld.size > 0;
  return isAsked && !isKept && (!info || panel.forVariant?.(info) !== false);
}

function stepControls({ stepper, selection, explanation }: Workbench, still: boolean) {
  const { place, playing, steps, walk } = stepper;
  const { pinned } = selection;
  const walked = explanation && walk.has(stepper.at) && pinned?.step === stepper.at;
  return html`<step-controls
    .place=${place}
    .count=${steps.length}
    .label=${steps[place]?.label ?? ''}
    .playing=${playing}
    .sentence=${walked ? sentenceOf(steps[place].label, explanation) : ''}
    .still=${still}
  ></step-controls>`;
}

function hint(
  { results, selection, tour, words }: Workbench,
  { narrow, touch }: { narrow: boolean; touch: boolean },
) {
  const { pinned, remark } = selection;
  const { good } = results;
  if (remark) return remark;
  const typed =
    pinned && good?.trace.steps.find(({ id, op }) => id === pinned.step && op === 'input');
  if (typed) {
    const name = cellName(
      typed.symbol,
      typed.tensor.axes,
      pinned.index,
      wordIn(typed.tensor, pinned.index, words),
    );
    return html`${name}, is pinned: dashed cells depend on it. <button class="act" @click=${() => selection.unpin()}>Unpin</button>`;
  }
  if (!tour.over) return tourLine(tour, touch);
  if (touch) return 'Touch any number to see how it was computed.';
  if (narrow) return 'Click any number to see how it was computed.';
  return 'Hover over any number to see what it comes from. Click it for its arithmetic.';
}

/** Three things to try; the line goes when they have been. */
const tourLine = (tour: Tour, touch: boolean) => html`<ol class="tour">
  ${TRIED.map((step) => {
    const done = tour.has(step);
    return html`<li ?data-done=${done}>${step === 'edit' ? html`<button class="act" @click=${toInputs}>${TRY[step][touch ? 1 : 0]}</button>` : TRY[step][touch ? 1 : 0]}${done ? html`<span class="hidden"> (done)</span>` : nothing}</li>`;
  })}
</ol>`;

/** They may stand below what is seen. */
const toInputs = ({ currentTarget }: Event) => currentTarget && act(currentTarget, 'to-inputs');

/** With a pointer, and by touch. */
const TRY: Record<Tried, [string, string]> = {
  hover: ['Hover over a number: where it comes from', 'Touch a number'],
  pin: ['Click it: its arithmetic', 'Read its arithmetic'],
  edit: ['Change an input', 'Change an input'],
};

function about({ description, reference }: VariantInfo) {
  return html`<div class="about">
    ${description.split(/\n\s*\n/).map((text) => html`<p>${text}</p>`)}
    <p class="label"><a href=${reference.url} rel="noreferrer">${reference.text}</a></p>
  </div>`;
}

declare global {
  interface Actions {
    'to-inputs': undefined;
  }
}
