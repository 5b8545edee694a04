// The models' worker: answers one question at a time, and hands over what is large.
import init from '../../pkg/attention_models.js';
import { refusalIn } from '../core/errors.ts';
import { buffers } from '../core/transferable.ts';
import type { Answer, Question } from './protocol.ts';
import { answerTo } from './tasks.ts';

/** What is being done, by the number of its question. */
const doing = new Map<number, AbortController>();

const answer = (answer: Answer, transfer: Transferable[] = []) =>
  self.postMessage(answer, { transfer });

let started: Promise<unknown> | null = null;

async function take(question: Question) {
  const { id, task } = question;
  const aborting = new AbortController();
  doing.set(id, aborting);
  const { signal } = aborting;
  const progress = (loaded: number, total: number | null) =>
    answer({ id, progress: { loaded, total } });
  try {
    await started;
    const value = await answerTo(task, question, { signal, progress });
    answer({ id, value }, [...buffers(value)]);
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) answer({ id, error: refusal });
    else if ((error as Error)?.name === 'AbortError') answer({ id, cancelled: true });
    else answer({ id, fatal: String(error) });
  } finally {
    doing.delete(id);
  }
}

type Message = { module: WebAssembly.Module } | { cancel: number } | Question;

self.addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if ('module' in data) started = init({ module_or_path: data.module });
  else if ('cancel' in data) doing.get(data.cancel)?.abort();
  else take(data);
});
