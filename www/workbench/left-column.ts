// The left column: which variant, its inputs, the sizes of its axes, its settings.
import { html, nothing } from 'lit';
import { unbroken } from '../lib/format.ts';
import * as edits from '../state/edits.ts';
import { idOf } from '../state/own-program.ts';
import { labOf } from '../state/url/lab-links.ts';
import type { Highlights } from '../tables/highlights.ts';
import { act } from '../ui/action.ts';
import type { Workbench } from './workbench.ts';
import './example-list.ts';
import { compareToggle } from './compare-column.ts';
import { fold } from './fold.ts';
import { programBench } from './program-bench-place.ts';
import '../inputs/input-list.ts';
import '../inputs/param-settings.ts';
import '../inputs/size-steppers.ts';
import { startAgain } from './start-actions.ts';
import './variant-picker.ts';

/**
 * What its parts do to the state is said in actions.ts.
 * @param page whether it is our own page, which its links may leave
 * @param first whether the first table is not on the screen yet: beside it there is no more than what it is about
 */
export function leftColumn(
  workbench: Workbench,
  highlights: Map<string, Highlights>,
  page: boolean,
  { narrow, first }: { narrow: boolean; first: boolean },
) {
  const { store, info, results } = workbench;
  if (!store || !info) return nothing;
  const { state } = store;
  const { parts, locked } = workbench.author;
  const isChoice = workbench.variants.length > 1;
  const axes = info.axes
    .map((axis) => ({
      ...axis,
      size: edits.sizeOf(state, info, axis.letter),
      locked: edits.sharing(state, info, axis.letter).some((name) => locked.has(name)),
    }))
    .filter(({ size }) => size > 0);
  const isOwn = workbench.program !== null;
  const about = html`
    ${
      isOwn
        ? nothing
        : locked.size > 0
          ? html`<p class="label">${origin(workbench, page)}</p>`
          : html`<example-list
              .variants=${workbench.shipped}
              .site=${workbench.site}
              .chosen=${{ variant: idOf(state.variant), example: workbench.pristine ? workbench.origin?.id : '' }}
            >${origin(workbench, page)}</example-list>`
    }
    <h1>${info.title}</h1>
    <p class="lede">${info.summary}</p>
    ${isOwn ? nothing : noticeLine(workbench)}
  `;
  // In one column the table stands below the inputs, and would move when they come.
  if (first && !narrow) return parts.has('about') ? about : nothing;
  const picker = html`
    <variant-picker
      class="block"
      .variants=${workbench.shipped}
      .chosen=${idOf(state.variant)}
      .own=${workbench.program === null ? null : info}
    ></variant-picker>
    ${
      workbench.withheld.size > 0 || workbench.author.dense
        ? nothing
        : html`<p class="label compare-line">
            ${compareToggle(workbench, state.compare !== null)}
            ${isOwn || locked.size > 0 ? nothing : write()}
          </p>
          ${isOwn || locked.size > 0 ? nothing : lab(workbench, page)}`
    }
  `;
  const sizes = html`<size-steppers class="block" .axes=${axes}></size-steppers>`;
  const settings = html`<param-settings
    class="block"
    .params=${info.params}
    .values=${state.params}
    .digits=${state.digits}
    .error=${results.error}
    .locked=${locked}
    @focusin=${() => workbench.visit()}
    .quickFixes=${workbench.quickFixes}
  ></param-settings>`;
  const both = html`
    ${parts.has('sizes') ? sizes : nothing}
    ${parts.has('settings') ? settings : nothing}
  `;
  const isFolded = narrow && parts.has('inputs') && parts.has('steps');
  return html`
    ${parts.has('about') ? about : nothing}
    ${parts.has('picker') && isChoice ? picker : nothing}
    ${narrow && parts.has('program') ? programBench(workbench) : nothing}
    ${parts.has('inputs') ? inputs(workbench, highlights) : nothing}
    ${parts.has('inputs') ? drawnLine(workbench) : nothing}
    ${
      isFolded && (parts.has('sizes') || parts.has('settings'))
        ? fold(
            !parts.has('settings')
              ? 'Sizes'
              : parts.has('sizes')
                ? 'Sizes and settings'
                : 'Settings',
            both,
            info.params.some(({ name }) => name === results.error?.field),
          )
        : both
    }
  `;
}

function inputs(workbench: Workbench, highlights: Map<string, Highlights>) {
  const { store, info, results, author } = workbench;
  return html`<input-list
    class="block"
    ?dense=${author.dense}
    .info=${info}
    .state=${store?.state}
    .error=${results.error}
    .quickFixes=${workbench.quickFixes}
    .trace=${results.good?.trace ?? null}
    .highlights=${highlights}
    .locked=${author.locked}
    .words=${workbench.words}
    .report=${workbench.pastes.report}
    .question=${workbench.pastes.question}
    .refused=${workbench.pastes.refused}
    .seed=${workbench.randomValues.seed}
    .spread=${workbench.randomValues.spread}
    @focusin=${() => workbench.visit()}
  ></input-list>`;
}

const write = () =>
  html`<button class="act" @click=${({ target }: Event) => act(target as Element, 'program-write')}>Write it yourself</button>`;

/** The question of the homework about this variant, on the numbers that stand here. */
function lab({ store, info, site }: Workbench, page: boolean) {
  const found = site && store && info && labOf(store.state, info);
  return found
    ? html`<p class="label screen">
        <a class="act" href="${site}labs.html${found.link}" target=${page ? nothing : '_blank'}>${`Question ${found.number} of the homework`}</a>
        on these numbers
      </p>`
    : nothing;
}

/** Which inputs nobody has typed. */
function drawnLine({ store, info }: Workbench) {
  const names = info?.inputs.filter(({ name }) => store?.state.drawn?.includes(name)) ?? [];
  if (names.length === 0) return nothing;
  const list = new Intl.ListFormat('en').format(names.map(({ name }) => name));
  return html`<p class="label drawn-line">Random until you type: ${list}.</p>`;
}

/** It stays when something has changed: the inputs would jump away from whoever types there. */
const noticeLine = ({ origin, pristine, from }: Workbench) =>
  origin && !from
    ? html`<p class="notice-line">
        <b>${pristine ? 'What to notice' : 'With the original numbers'}</b> ${unbroken(origin.notice)}
      </p>`
    : nothing;

function origin(workbench: Workbench, page: boolean) {
  const { origin, pristine, from, site } = workbench;
  const title =
    site && origin?.homework
      ? html`<a class="act named" href="${site}labs.html#${origin.homework}" target=${page ? nothing : '_blank'}>${origin.title}</a>`
      : origin?.title;
  if (pristine) return html`<span>Example: ${title}</span>`;
  if (from)
    return html`<span>
      The numbers of ${from}.
      <button class="act" @click=${() => startAgain(workbench)}>Open ${origin?.title}</button>
    </span>`;
  return html`<span>
    Edited from ${title}.
    <button class="act" @click=${() => startAgain(workbench)}>Reset</button>
  </span>`;
}
