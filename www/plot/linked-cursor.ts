// One cursor for several plots: where it was set, or where a person points at meanwhile.
import type { ReactiveControllerHost } from 'lit';
import { handles } from '../ui/action.ts';

export class LinkedCursor {
  #pointed: number | null = null;
  /** Hears the plots, on what holds them: `@action=${cursor.hear}`. */
  hear: (event: Event) => void;

  /** @param set told of the place that the cursor is set to */
  constructor(host: ReactiveControllerHost, set: (place: number) => void) {
    const point = (place: number | null) => {
      this.#pointed = place;
      host.requestUpdate();
    };
    this.hear = handles({
      'cursor-look': point,
      'cursor-set': (place) => {
        point(null);
        set(place);
      },
    });
  }

  /** Where it stands now. @param set where it was set @param count of the places */
  of(set: number, count: number) {
    return Math.min(this.#pointed ?? set, count - 1);
  }
}
