// The supervisor: owns the worker, asks it one thing at a time, and replaces it when it dies.
import { workerAddress } from './trusted.js';

/** @typedef {{code: string, field: string, row?: number, column?: number, expected?: string, found?: string, hint: string, message: string}} PlainError */
/** @typedef {{id: number, lane: string, fn: string, args: unknown[], tries: number, started: number, overtaken: boolean, resolve(value: any): void, reject(error: unknown): void}} Job */

const DEADLINE = 10_000; // for one answer, and for the start
/** The lanes that give way to the others, and to each other in this order: a table comes before the
 * arithmetic of one of its cells, and that before what is read at leisure. */
const PATIENT = ['explain', 'cost', 'growth', 'roofline', 'decoding', 'code', 'sweep'];
const PATIENCE = 500; // milliseconds that the others wait for one of them
const DEATHS = 3; // this many …
const SPAN = 10_000; // … within this many milliseconds, and the supervisor waits for the person

/** Given to a caller whose question was overtaken by a newer one in the same lane. */
export class Superseded extends Error {}

/** An error that a person can read: the core's own, or one of the two below. */
export class CoreError extends Error {
  /** @param {PlainError} plain */
  constructor(plain) {
    super(plain.message);
    this.plain = plain;
  }
}

/** @param {string} code @param {string} message @param {string} hint */
const failure = (code, message, hint) => new CoreError({ code, field: '', hint, message });

/** Fires `change` when it stops (`stopped` then says why) and when it goes on, and `progress` with
 * `{lane, done, total}` while a long answer is on its way. */
export class Engine extends EventTarget {
  /** Why no worker is started any more, or null. @type {string | null} */
  stopped = null;
  /** @type {Worker | null} */
  #worker = null;
  #ready = false;
  /** @type {Job | null} */
  #current = null;
  /** @type {Job[]} */
  #queue = [];
  /** @type {number[]} */
  #deaths = [];
  #ids = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #haste;
  #watch = new AbortController();

  /**
   * Ask the core. In one lane only the newest question counts.
   * @param {string} lane @param {string} fn @param {unknown[]} args @returns {Promise<any>}
   */
  call(lane, fn, ...args) {
    const overtaken = this.#queue.filter((job) => job.lane === lane);
    this.#queue = this.#queue.filter((job) => job.lane !== lane);
    for (const job of overtaken) job.reject(new Superseded());
    if (this.#current?.lane === lane) {
      this.#current.overtaken = true;
      this.#current.reject(new Superseded());
    }
    return new Promise((resolve, reject) => {
      const id = ++this.#ids;
      this.#queue.push({
        id,
        lane,
        fn,
        args,
        tries: 0,
        started: 0,
        overtaken: false,
        resolve,
        reject,
      });
      this.#next();
      this.#hurry();
    });
  }

  /** A long explanation must not hold up a result: its worker is thrown away for the sake of that. */
  #hurry() {
    clearTimeout(this.#haste);
    const job = this.#current;
    if (!job || !PATIENT.includes(job.lane)) return;
    if (!job.overtaken && this.#queue.every(({ lane }) => PATIENT.includes(lane))) return;
    this.#haste = setTimeout(
      () => {
        if (this.#current !== job) return;
        this.#end();
        this.#current = null;
        job.reject(new Superseded());
        this.#next();
      },
      Math.max(0, job.started + PATIENCE - performance.now()),
    );
  }

  /** Give up what a lane asks for, and the worker with it where that is busy with it. @param {string} lane */
  cancel(lane) {
    const given = this.#queue.filter((job) => job.lane === lane);
    this.#queue = this.#queue.filter((job) => job.lane !== lane);
    if (this.#current?.lane === lane) {
      given.push(this.#current);
      this.#end();
      this.#current = null;
    }
    for (const job of given) job.reject(new Superseded());
    this.#next();
  }

  /** Start again after it has stopped, with the questions that are still open. */
  tryAgain() {
    this.stopped = null;
    this.#deaths = [];
    this.dispatchEvent(new Event('change'));
    this.#next();
  }

  /** End the worker for good. */
  close() {
    this.#end();
    const open = this.#current ? [this.#current, ...this.#queue] : this.#queue;
    this.#current = null;
    this.#queue = [];
    for (const job of open) job.reject(new Superseded());
  }

  #next() {
    if (this.stopped !== null || this.#current) return;
    if (!this.#worker) return this.#start();
    if (!this.#ready) return;
    const urgency = this.#queue.map(({ lane }) => PATIENT.indexOf(lane));
    const [job] = this.#queue.splice(urgency.indexOf(Math.min(...urgency)), 1);
    if (!job) return;
    this.#current = job;
    job.tries += 1;
    job.started = performance.now();
    this.#deadline();
    this.#worker.postMessage({ id: job.id, fn: job.fn, args: job.args });
  }

  #start() {
    const name = `attention-playground-${performance.timeOrigin}-${performance.now()}`;
    const worker = new Worker(workerAddress(), { type: 'module', name });
    this.#worker = worker;
    this.#watch = new AbortController();
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#hear(data, name);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#died(event.message || 'Its file could not be loaded.');
    });
    this.#deadline();
  }

  /** @param {import('./worker.js').Answer} answer @param {string} name of the worker and of its lock */
  #hear(answer, name) {
    if ('fatal' in answer) return this.#died(answer.fatal);
    if ('progress' in answer) return this.#hearProgress(answer);
    clearTimeout(this.#timer);
    if ('ready' in answer) {
      this.#ready = true;
      this.#listenForDeath(name);
    } else if (this.#current?.id === answer.id) {
      const job = this.#current;
      this.#current = null;
      if ('error' in answer) job.reject(new CoreError(answer.error));
      else job.resolve(answer.value);
    }
    this.#next();
  }

  /** The deadline is for silence: a long answer that is on its way may take longer. */
  #hearProgress(/** @type {{id: number, progress: {done: number, total: number}}} */ answer) {
    const job = this.#current;
    if (job?.id !== answer.id) return;
    this.#deadline();
    const detail = { lane: job.lane, ...answer.progress };
    this.dispatchEvent(new CustomEvent('progress', { detail }));
  }

  /** The worker holds a lock as long as it lives; to be given that lock is to learn of its death. */
  #listenForDeath(/** @type {string} */ name) {
    const { signal } = this.#watch;
    navigator.locks
      ?.request(name, { signal }, () => {
        if (!signal.aborted) this.#died('It was ended from outside.');
      })
      .catch(() => {}); // aborted, or locks are not allowed here: then the deadline has to do
  }

  #deadline() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const job = this.#current;
      if (!job) return this.#died('It did not start in time.');
      this.#end();
      this.#current = null;
      job.reject(
        failure(
          'deadline',
          `This took longer than ${DEADLINE / 1000} seconds, so it was stopped.`,
          'Make the matrices smaller.',
        ),
      );
      this.#next();
    }, DEADLINE);
  }

  #end() {
    clearTimeout(this.#timer);
    clearTimeout(this.#haste);
    this.#watch.abort();
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
  }

  /** @param {string} reason */
  #died(reason) {
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
    if (this.#deaths.length >= DEATHS) {
      this.stopped = reason;
      this.dispatchEvent(new Event('change'));
    }
    this.#next();
  }
}
