// The program of one's own above its steps: what it is written in comes when one is opened.
import { html, nothing } from 'lit';
import type { Trace } from '../../pkg/attention_playground.js';
import { notLoaded } from '../lib/not-loaded.ts';
import type { ReadProgram } from '../state/queries/programs.ts';
import type { Workbench } from './workbench.ts';

let coming: Promise<unknown> | undefined;

export function programBench(workbench: Workbench) {
  const { program, programs, info, shipped, recognition } = workbench;
  if (program === null) return nothing;
  bringTheEditor(workbench);
  const isKnown = recognition.about?.[0] === program && !recognition.error;
  return html`<program-bench
    .text=${program}
    .read=${programs.last}
    .info=${info ?? null}
    .variants=${shipped}
    .recognition=${isKnown ? (recognition.value ?? 'none') : null}
    @focusin=${() => workbench.visit()}
  ></program-bench>`;
}

function bringTheEditor(workbench: Workbench) {
  coming ??= import('../program/program-bench.ts').catch((error) => {
    coming = undefined;
    workbench.notice = notLoaded('The editor', error);
    workbench.say(workbench.notice);
  });
  return coming;
}

const commented: WeakMap<Trace, Trace> = new WeakMap();

/** The comments above a line stand beside its step. */
export function withComments({ program, programs, results }: Workbench, trace: Trace): Trace {
  const { last } = programs;
  const known = commented.get(trace);
  if (known) return known;
  if (program === null || last?.text !== program || results.error) return trace;
  const notes = commentsOf(last).map(({ step, text }) => ({
    ...{ code: 'comment', field: step, message: text },
  }));
  const next = { ...trace, notes: [...trace.notes, ...notes] };
  commented.set(trace, next);
  return next;
}

/** The first line is the title. */
function commentsOf({ text, report }: ReadProgram) {
  const lines = text.split('\n').map((line) => line.trim());
  return report.steps.flatMap(({ name, line }) => {
    let first = line - 1;
    while (first > 1 && lines[first - 1].startsWith('#')) first -= 1;
    const above = lines.slice(first, line - 1).map((comment) => comment.replace(/^#+\s*/, ''));
    const behind = lines[line - 1].split('#').slice(1).join('#').trim();
    const comment = [...above, behind].filter(Boolean).join(' ');
    return comment ? [{ step: name, text: comment }] : [];
  });
}
