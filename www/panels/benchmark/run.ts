// A measurement of this browser as it goes: what it has found, what it is at, and how it ended.
import {
  type Limit,
  measure,
  type Point,
  type Progress,
  type Refusal,
  type Request,
} from '../../measure/measure.ts';

/** Fires `change`. */
export class Measuring extends EventTarget {
  /** What is measured, or was last. */
  request: Request | null = null;
  /** What this browser can do at most. */
  limit: Limit | null = null;
  points: Point[] = [];
  refused: Refusal[] = [];
  /** Where it is; null when nothing runs. */
  progress: Progress | null = null;
  /** The tab is out of sight, so that nothing is timed. */
  waiting = false;
  /** Why it ended before its end. */
  remark = '';
  #cancel = new AbortController();

  /** Forgets what was measured before, and measures. */
  async start(request: Request) {
    this.cancel();
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    /** What comes from a measurement that another has replaced is not heard. */
    const hear = (change: Partial<Measuring>) => {
      if (signal !== this.#cancel.signal) return;
      Object.assign(this, change);
      this.dispatchEvent(new Event('change'));
    };
    const fresh = { limit: null, points: [], refused: [], remark: '' };
    hear({
      ...fresh,
      request,
      progress: { done: 0, of: request.ns.length * request.kernels.length },
    });
    let remark = '';
    try {
      await measure(
        request,
        {
          limit: (limit) => hear({ limit }),
          point: (point) => hear({ points: [...this.points, point] }),
          refused: (refusal) => hear({ refused: [...this.refused, refusal] }),
          progress: (progress) => hear({ progress }),
          waiting: (waiting) => hear({ waiting }),
        },
        { signal },
      );
    } catch (error) {
      remark = error instanceof Error ? error.message : String(error);
    }
    hear({ remark, progress: null, waiting: false });
  }

  /** What was found until then stays. */
  cancel() {
    this.#cancel.abort(new Error('Cancelled.'));
  }
}
