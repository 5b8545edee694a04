// The left column: which variant, its inputs, the sizes of its axes, its settings.
import { html, nothing } from 'lit';
import { unbroken } from '../lib/format.ts';
import * as edits from '../state/edits.ts';
import type { Highlights } from '../tables/highlights.ts';
import type { Desk } from './workbench.ts';
import './example-list.ts';
import { compareLine } from './compare-column.ts';
import '../inputs/input-list.ts';
import '../inputs/param-settings.ts';
import '../inputs/size-steppers.ts';
import './variant-picker.ts';

/** What its parts do to the state is said in actions.ts. */
export function leftColumn(desk: Desk, highlights: Map<string, Highlights>) {
  const { store, info, session } = desk;
  if (!store || !info) return nothing;
  const { state } = store;
  const axes = info.axes.map((axis) => ({
    ...axis,
    size: edits.sizeOf(state, info, axis.letter),
  }));
  return html`
    <example-list
      .variants=${desk.variants}
      .chosen=${{ variant: info.id, example: desk.pristine ? desk.origin?.id : '' }}
    >${origin(desk)}</example-list>
    <h1>${info.title}</h1>
    <p class="lede">${info.summary}</p>
    ${noticeLine(desk)}
    <variant-picker
      class="block"
      .variants=${desk.variants}
      .chosen=${state.variant}
    ></variant-picker>
    ${compareLine(desk, state.compare !== null)}
    <input-list
      class="block"
      .info=${info}
      .state=${state}
      .error=${session.error}
      .quickFixes=${desk.quickFixes}
      .trace=${session.good?.trace ?? null}
      .highlights=${highlights}
      .report=${desk.pastes.report}
      .refused=${desk.pastes.refused}
      .seed=${desk.randomValues.seed}
      .spread=${desk.randomValues.spread}
      @focusin=${() => desk.visit()}
    ></input-list>
    <size-steppers class="block" .axes=${axes}></size-steppers>
    <param-settings
      class="block"
      .params=${info.params}
      .values=${state.params}
      .digits=${state.digits}
      .error=${session.error}
      @focusin=${() => desk.visit()}
      .quickFixes=${desk.quickFixes}
    ></param-settings>
  `;
}

/** It stays when something has changed: the inputs would jump away from whoever types there. */
const noticeLine = ({ origin, pristine }: Desk) =>
  origin
    ? html`<p class="notice-line">
        <b>${pristine ? 'In the example' : 'At the start'}:</b> ${unbroken(origin.notice)}
      </p>`
    : nothing;

function origin(desk: Desk) {
  const title = desk.origin?.title;
  if (desk.pristine) return html`<span>Example: ${title}</span>`;
  return html`<span>
    Changed: ${title}.
    <button class="act" @click=${() => desk.startAgain()}>Start again</button>
  </span>`;
}
