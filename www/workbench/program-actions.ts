// A program of one's own: how it is opened, written and compared.
import { outcomeOf } from '../core/errors.ts';
import { startBeside } from '../state/compare-edits.ts';
import { removeInput, type State, shownLike, writeProgram } from '../state/edits.ts';
import { request } from '../state/to-request.ts';
import type { Workbench } from './workbench.ts';

/** What “Your own” opens where nothing was written yet. */
const START = `# Your own attention
in q[i,d], k[j,d], v[j,m]
# How well each query fits each key
scores[i,j]  = sum[d] q[i,d] k[j,d] / sqrt(|d|)
# What each query takes from each key: a row adds up to 1
weights[i,j] = softmax[j : j <= i] scores[i,j]
output[i,m]  = sum[j] weights[i,j] v[j,m]`;

/** What a person does next. */
function leaveFor(workbench: Workbench, next: (state: State) => State) {
  const { store } = workbench;
  if (!store) return;
  workbench.drafts.leave(store.state);
  workbench.selection.unpin();
  workbench.pastes.forget();
  workbench.results.flush();
  workbench.notice = '';
  workbench.next = 'program';
  workbench.commit(next(store.state), { coarse: true });
}

/** @param text null for the program that was left last, or one to start from */
export function open(workbench: Workbench, text: string | null) {
  if (text !== null) openProgram(workbench, text);
  else if (workbench.program === null) openOwn(workbench);
}

function openOwn(workbench: Workbench) {
  const { own } = workbench.drafts;
  if (own) leaveFor(workbench, (state) => shownLike(own, { ...state, compare: own.compare }));
  else leaveFor(workbench, (state) => opened(START, isTaken(state) ? state : bare(state)));
}

/** On numbers by chance. */
const openProgram = (workbench: Workbench, text: string) =>
  leaveFor(workbench, (state) => opened(text, bare(state)));

const opened = (text: string, state: State): State => ({
  ...writeProgram(removeInput(state, 'upstream'), text),
  compare: null,
});

const bare = (state: State): State => ({ ...state, inputs: {} });

/** Whether the first program can take the numbers that are there. */
const isTaken = ({ inputs }: State) =>
  ['q', 'k', 'v'].every((name) => inputs[name]?.shape.length === 2);

/** The variant in its present state, as a program. */
export async function writeYourself(workbench: Workbench) {
  const { store, info, engine } = workbench;
  if (!store) return;
  const { state } = store;
  const asked = engine.call({}, 'programOf', state.variant, request(state, info));
  const answer = await outcomeOf(asked);
  if (store.state !== state || !answer) return;
  if (answer.error) {
    workbench.notice = `${answer.error.message} ${answer.error.hint}`;
    return workbench.say(workbench.notice);
  }
  leaveFor(workbench, () => writeProgram(state, answer.value));
  workbench.say('The variant as a program: change a line.');
}

/** Beside the variant that it is, or that it is closest to. */
export function compare(workbench: Workbench, beside: Actions['program-compare']) {
  workbench.selection.unpin();
  workbench.next = 'compare';
  workbench.change((state) => startBeside(state, beside), { coarse: true });
}

declare global {
  interface Actions {
    /** The variant that is shown, as a program. */
    'program-write': undefined;
  }
}
