// The supervisor: owns the one worker of all elements, asks it one thing at a time, and replaces it when it dies.
// What is small it asks the core in the page, which answers at once.
import { site } from '../lib/base-url.ts';
import { hintOf, Unreached } from '../lib/checked-fetch.ts';
import { type Args, asksForProgram, type Call, type Result } from './calls.ts';
import type { Engine } from './engine.ts';
import { CoreError, Superseded } from './errors.ts';
import { type Asker, patienceOf } from './lanes.ts';
import { compiledCore, type Extent } from './modules.ts';
import { PageCore } from './page-core.ts';
import { knownAnswer } from './precomputed-answers.ts';
import type { Answer } from './worker.ts';
import { fetchWorker, startWorker } from './worker-address.ts';

/** A call, and whoever waits for its result. */
interface Question<F extends Call> {
  owner: Engine;
  asker: Asker;
  fn: F;
  args: Args<F>;
  resolve(value: Result<F>): void;
  reject(error: unknown): void;
}

interface Job extends Question<Call> {
  id: number;
  tries: number;
  started: number;
  overtaken: boolean;
}

/** Did it ever begin? */
interface Stop {
  began: boolean;
  reason: string;
  /** A file could not be had: it goes on by itself as soon as it can. */
  waits: boolean;
}

const START = 30_000; // milliseconds for a start, once the core is there
const DEADLINE = 60_000; // for one answer: long before, the person is asked
const PATIENCE = 500; // milliseconds that a question waits for one of a patient lane
const DEATHS = 3; // this many …
const SPAN = 10_000; // … within this many milliseconds, and the supervisor waits for the person
const AGAIN = 2000; // milliseconds until a file that could not be had is asked for again, then twice as many
const LONGEST = 60_000; // between two such tries

const REFUSED =
  'Its worker was not started: a security policy has to allow it, with “worker-src blob:”.';

const failure = (code: string, message: string, hint: string) =>
  new CoreError({ code, field: '', hint, message });

/** Does a refusal by the security policy of the page around concern us? */
const ours = ({ blockedURI }: SecurityPolicyViolationEvent) =>
  /^(blob|wasm-eval|trusted-types)/.test(blockedURI) || blockedURI.startsWith(site);

/** Fires `change` when it stops (`stopped` then says why) and when it goes on. */
export class Supervisor extends EventTarget {
  /** Why no worker is started any more, or null. */
  stopped: Stop | null = null;
  #page = new PageCore(() => import('../../pkg/attention_playground.js'));
  #programs = new PageCore(async () => (await import('./program-core.ts')).core);
  #worker: Worker | null = null;
  /** A worker is being started. */
  #coming = false;
  #ready = false;
  #began = false;
  /** How much of the core the next worker is given, and how much this one has. */
  #extent: Extent = 'first';
  #given: Extent = 'first';
  /** The calls that wait for the whole core. */
  #beyond: Set<Call> = new Set();
  #current: Job | null = null;
  #queue: Job[] = [];
  #deaths: number[] = [];
  #ids = 0;
  /** Who may ask: with the last of them goes the worker. */
  #owners: Set<Engine> = new Set();
  /** Ends the waiting for the network. */
  #return = new AbortController();
  /** What the security policy of the page around refuses, which is said nowhere else. */
  #refused = '';
  #timer?: ReturnType<typeof setTimeout>;
  #haste?: ReturnType<typeof setTimeout>;
  #watch = new AbortController();

  constructor() {
    super();
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective: rule } = event;
      if (ours(event)) this.#refused = `The security policy of this page forbids it (${rule}).`;
    });
  }

  ask<F extends Call>(question: Question<F>) {
    const { owner, asker, fn, args } = question;
    this.#owners.add(owner);
    this.withdraw(asker);
    const known = knownAnswer(fn, args);
    if (known) return question.resolve(known.value);
    const outcome = this.stopped ? null : this.#pageCoreFor(fn, args).answer(fn, args);
    if (outcome?.error) return question.reject(new CoreError(outcome.error));
    if (outcome) return question.resolve(outcome.value as Result<F>);
    const id = ++this.#ids;
    this.#queue.push({ ...question, id, tries: 0, started: 0, overtaken: false });
    this.#next();
    this.#hurry();
  }

  #pageCoreFor(fn: Call, args: unknown[]) {
    if (!asksForProgram(fn, args)) return this.#page;
    this.#programs.start(() => compiledCore('whole'));
    return this.#programs;
  }

  /** What this one asked is wanted no more; what the worker is at, it may finish. */
  withdraw(asker: Asker) {
    const same = (job: Job) => job.asker === asker;
    this.#drop(same, () => new Superseded());
    if (!this.#current || !same(this.#current)) return;
    this.#current.overtaken = true;
    this.#current.reject(new Superseded());
  }

  /** What the worker is doing. */
  get current(): Pick<Job, 'owner' | 'fn'> | null {
    return this.#current;
  }

  /** A person does not want to wait: nobody else's question is lost. */
  interrupt(owner: Engine) {
    const hint = 'The page still shows the result from before.';
    const why = () => failure('cancelled', 'You stopped the calculation.', hint);
    this.#leave((job) => job.owner === owner, why);
  }

  /** The same, and the worker goes where it is at that. */
  cancel(asker: Asker) {
    this.#leave(
      (job) => job.asker === asker,
      () => new Superseded(),
    );
  }

  /** Somebody is there: start before the first question of this owner. */
  prepare(owner: Engine) {
    this.#owners.add(owner);
    this.#next();
    this.#page.start(() => compiledCore(this.#extent));
  }

  /** Begin with the whole core: it will be needed. */
  startWhole() {
    this.#extent = 'whole';
  }

  /** Its questions are nobody's any more. */
  release(owner: Engine) {
    this.#owners.delete(owner);
    this.#leave(
      (job) => job.owner === owner,
      () => new Superseded(),
    );
    if (this.#owners.size > 0) return;
    this.#return.abort();
    this.#end();
  }

  /** Start again after it has stopped, with the questions that are still open. */
  tryAgain() {
    this.#return.abort();
    this.stopped = null;
    this.#refused = '';
    this.#deaths = [];
    this.dispatchEvent(new Event('change'));
    this.#next();
    this.#page.start(() => compiledCore(this.#extent));
  }

  #drop(which: (job: Job) => boolean, why: () => Error) {
    const dropped = this.#queue.filter(which);
    this.#queue = this.#queue.filter((job) => !which(job));
    for (const job of dropped) job.reject(why());
  }

  /** Like `#drop`, and the worker goes where it is at one of them. */
  #leave(which: (job: Job) => boolean, why: () => Error) {
    this.#drop(which, why);
    const job = this.#current;
    if (!job || !which(job)) return;
    this.#end();
    this.#current = null;
    job.reject(why());
    this.#next();
  }

  /** A long explanation must not hold up a result: its worker is thrown away for the sake of that. */
  #hurry() {
    clearTimeout(this.#haste);
    const job = this.#current;
    if (!job || patienceOf(job.asker) === 0) return;
    const urgent = this.#open.filter(({ asker }) => patienceOf(asker) === 0);
    if (!job.overtaken && urgent.length === 0) return;
    this.#haste = setTimeout(
      () => {
        if (this.#current !== job) return;
        this.#end();
        this.#current = null;
        // Whoever asks for a result will ask anew for what is read from it; others shall not notice.
        if (urgent.some(({ owner }) => owner === job.owner)) job.reject(new Superseded());
        else if (!job.overtaken) this.#queue.push({ ...job, tries: 0 });
        this.#next();
      },
      Math.max(0, job.started + PATIENCE - performance.now()),
    );
  }

  /** The questions that can be answered now. */
  get #open() {
    return this.#queue.filter(({ fn }) => !this.#beyond.has(fn));
  }

  #next() {
    if (this.stopped !== null || this.#current || this.#owners.size === 0) return;
    if (this.#given !== this.#extent) this.#end();
    if (!this.#worker) {
      if (!this.#coming) this.#start();
      return;
    }
    if (!this.#ready) return;
    const patience = this.#open.map(({ asker }) => patienceOf(asker));
    const job = this.#open[patience.indexOf(Math.min(...patience))];
    if (!job) return;
    this.#queue = this.#queue.filter((other) => other !== job);
    this.#current = job;
    job.tries += 1;
    job.started = performance.now();
    this.#deadline(DEADLINE);
    this.#worker?.postMessage({ id: job.id, fn: job.fn, args: job.args });
  }

  /** Its script and the core come side by side. */
  async #start() {
    const name = `attention-playground-${performance.timeOrigin}-${performance.now()}`;
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    this.#coming = true;
    this.#given = this.#extent;
    const compiled = compiledCore(this.#extent);
    compiled.catch(() => {}); // it is awaited below
    try {
      const worker = await startWorker(name);
      if (signal.aborted) return worker.terminate();
      this.#worker = worker;
      this.#coming = false;
      worker.addEventListener('message', ({ data }) => {
        if (worker === this.#worker) this.#hear(data, name);
      });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        if (worker === this.#worker) this.#died(event.message || REFUSED);
      });
      const module = await compiled;
      if (signal.aborted) return;
      worker.postMessage({ module });
      this.#deadline(START);
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.#stop(reason, error instanceof Unreached);
    }
  }

  /** @param name of the worker and of its lock */
  #hear(answer: Answer, name: string) {
    if ('fatal' in answer) return this.#died(answer.fatal);
    if ('progress' in answer) return this.#hearProgress(answer);
    clearTimeout(this.#timer);
    if ('ready' in answer) {
      this.#ready = this.#began = true;
      this.#listenForDeath(name);
    } else if (this.#current?.id === answer.id) {
      const job = this.#current;
      this.#current = null;
      if ('beyond' in answer) this.#extend(job);
      else if ('error' in answer) job.reject(new CoreError(answer.error));
      else job.resolve(answer.value as Result<Call>);
    }
    this.#next();
  }

  /** The whole core is fetched; until it is there this worker answers what it can. */
  async #extend(job: Job) {
    // Behind those that wait for it already.
    const place = this.#queue.findLastIndex(({ fn }) => this.#beyond.has(fn)) + 1;
    if (!job.overtaken) this.#queue.splice(place, 0, { ...job, tries: 0 });
    if (this.#beyond.has(job.fn)) return;
    this.#beyond.add(job.fn);
    try {
      await compiledCore('whole');
      this.#extent = 'whole';
    } catch (error) {
      const { message } = error as Error;
      this.#drop(
        ({ fn }) => this.#beyond.has(fn),
        () => failure('unreached', message, hintOf(error)),
      );
    }
    this.#beyond.clear();
    this.#next();
  }

  /** The deadline is for silence: a long answer that is on its way may take longer. */
  #hearProgress(answer: { id: number; progress: { done: number; total: number } }) {
    const job = this.#current;
    if (job?.id !== answer.id) return;
    this.#deadline(DEADLINE);
    job.asker.progress?.(answer.progress.done, answer.progress.total);
  }

  /** The worker holds a lock as long as it lives; to be given that lock is to learn of its death. */
  #listenForDeath(name: string) {
    const { signal } = this.#watch;
    navigator.locks
      ?.request(name, { signal }, () => {
        if (!signal.aborted) this.#died('It was ended from outside.');
      })
      .catch(() => {}); // aborted, or locks are not allowed here: then the deadline has to do
  }

  #deadline(time: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const job = this.#current;
      if (!job) return this.#died('It did not start in time.');
      this.#end();
      this.#current = null;
      const message = `This took longer than ${DEADLINE / 1000} seconds, so it was stopped.`;
      job.reject(failure('deadline', message, 'Make the matrices smaller.'));
      this.#next();
    }, time);
  }

  #end() {
    clearTimeout(this.#timer);
    clearTimeout(this.#haste);
    this.#watch.abort();
    this.#worker?.terminate();
    this.#worker = null;
    this.#coming = false;
    this.#ready = false;
  }

  #stop(reason: string, waits = false) {
    this.#end();
    this.stopped = { began: this.#began, reason: this.#refused || reason, waits };
    this.dispatchEvent(new Event('change'));
    if (waits) this.#awaitReturn();
  }

  /** The network may come back at once, or its server after a time: then the questions that are open are asked. */
  #awaitReturn() {
    this.#return.abort();
    this.#return = new AbortController();
    const { signal } = this.#return;
    let pause = AGAIN;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      clearTimeout(timer);
      try {
        await Promise.all([compiledCore(this.#extent), fetchWorker()]);
        if (!signal.aborted && navigator.onLine) return this.tryAgain();
      } catch {}
      if (signal.aborted) return;
      timer = setTimeout(look, pause);
      pause = Math.min(LONGEST, 2 * pause);
    };
    timer = setTimeout(look, pause);
    addEventListener('online', look, { signal });
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  #died(reason: string) {
    this.#end();
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < SPAN), now];
    const job = this.#current;
    this.#current = null;
    if (job && job.tries < 2) {
      this.#queue.unshift(job);
    } else if (job) {
      const hint = 'Change it, or undo. Everything that you typed is still here.';
      job.reject(failure('crash', 'The calculation broke down on this input.', hint));
    }
    if (this.#deaths.length >= DEATHS) this.#stop(reason);
    else this.#next();
  }
}
