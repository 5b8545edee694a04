// What every panel is: an element that is open or closed, in its frame.
import { html, LitElement, nothing } from 'lit';
import type { PanelView } from '../state/panel-views.ts';
import { act, handles } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import type { PanelHead } from './panel-frame.ts';
import './panel-frame.ts';

export abstract class PanelElement extends LitElement {
  @property({ attribute: false }) head: PanelHead & PanelView = { title: '', view: '' };
  /** Whether it is open, or with which of its choices. */
  @property({ reflect: true, converter: { toAttribute: (open) => (open ? String(open) : null) } })
  open: boolean | string = false;
  /** Whether what it shows is from before an error. */
  @property({ attribute: false }) stale = false;
  /** Why it has nothing to show, where the core says so. */
  @property({ attribute: false }) remark = '';

  render(): unknown {
    const { head, open, remark } = this;
    return html`<panel-frame
      .head=${head}
      .open=${open}
      .stale=${this.dated}
      .remark=${remark}
      .about=${this.about()}
      .actions=${this.actions()}
      @action=${handles({ 'frame-open': (open) => this.look(open) })}
    >${this.content()}</panel-frame>`;
  }

  /** In the frame, also while it is closed. */
  protected abstract content(): unknown;

  /** Beside the heading, in place of the teaser. */
  protected about(): unknown {
    return nothing;
  }

  /** More buttons than those that open and close it. */
  protected actions(): unknown {
    return nothing;
  }

  /** Whether it is said beside the heading that what it shows is from before an error. */
  protected get dated() {
    return this.stale;
  }

  /** Open or close it. */
  protected look(open: boolean | string) {
    act(this, 'panel-open', { view: this.head.view, open });
  }
}

declare global {
  interface Actions {
    /** `open`: whether it is to be open, or with which of its choices. */
    'panel-open': { view: string; open: boolean | string };
    /** Sizes and choices of panels, by their names. */
    'at-set': Record<string, number>;
  }
}
