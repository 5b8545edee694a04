// The left column: which variant, its inputs, the sizes of its axes, its settings.
import { html, nothing } from 'lit';
import type { InputInfo } from '../../pkg/attention_playground.js';
import { unbroken } from '../lib/format.ts';
import * as edits from '../state/edits.ts';
import type { Lights } from '../tables/highlights.ts';
import { fillByChance, pickExample, setChance } from './start-actions.ts';
import type { Desk } from './workbench.ts';
import './example-list.ts';
import { compareLine } from './compare-column.ts';
import '../inputs/input-list.ts';
import '../inputs/param-settings.ts';
import '../inputs/size-steppers.ts';
import './variant-picker.ts';
import { answers } from '../ui/context-request.ts';

type Told<T> = CustomEvent<T>;

/** A template that turns the events of its parts into edits. */
export function leftColumn(desk: Desk, lights: Map<string, Lights>) {
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
      @example-pick=${({ detail }: Told<any>) => pickExample(desk, detail)}
    >${origin(desk)}</example-list>
    <h1>${info.title}</h1>
    <p class="lede">${info.summary}</p>
    ${noticeLine(desk)}
    <variant-picker
      class="block"
      .variants=${desk.variants}
      .chosen=${state.variant}
      @variant-pick=${({ detail }: Told<string>) => desk.pickVariant(detail)}
    ></variant-picker>
    ${compareLine(desk, state.compare !== null)}
    <input-list
      class="block"
      .info=${info}
      .state=${state}
      .error=${session.error}
      .cures=${desk.cures}
      .trace=${session.good?.trace ?? null}
      .lights=${lights}
      .report=${desk.report}
      .refused=${desk.refused}
      .seed=${desk.chance.seed}
      .spread=${desk.chance.spread}
      @random-set=${({ detail }: Told<any>) => setChance(desk, detail)}
      @random-fill=${({ detail }: Told<any>) => fillByChance(desk, detail)}
      @axis-splice=${({ detail }: Told<any>) => desk.splice(detail)}
      @focusin=${() => desk.visit()}
      @question=${answers({ 'cell-foresee': (cell) => desk.foresee(cell) })}
      @cell-edit=${({ detail }: Told<any>) => desk.editCell(detail)}
      @cell-leave=${() => session.settle()}
      @matrix-paste=${({ detail }: Told<any>) => desk.paste(detail)}
      @paste-alternative=${({ detail }: Told<any>) => desk.readOtherwise(detail)}
      @paste-forget=${() => desk.forgetPaste()}
      @input-add=${({ detail }: Told<InputInfo>) =>
        desk.change((now, of) => edits.addInput(now, of, detail))}
      @input-remove=${({ detail }: Told<string>) =>
        desk.change((now) => edits.removeInput(now, detail))}
    ></input-list>
    <size-steppers
      class="block"
      .axes=${axes}
      @axis-resize=${({ detail }: Told<any>) => desk.resize(detail)}
    ></size-steppers>
    <param-settings
      class="block"
      .params=${info.params}
      .values=${state.params}
      .digits=${state.digits}
      .error=${session.error}
      @param-set=${({ detail }: Told<any>) => desk.setParam(detail)}
      @cell-leave=${() => session.settle()}
      @focusin=${() => desk.visit()}
      .cures=${desk.cures}
      @digits-set=${({ detail }: Told<number | null>) =>
        desk.change((now) => edits.setDigits(now, detail))}
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
