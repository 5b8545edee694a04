// What is said while no worker is started any more, with the way out.
import { html, nothing } from 'lit';

export function stoppedNote(engine: {
  stopped: { began: boolean; reason: string } | null;
  tryAgain(): void;
}) {
  if (!engine.stopped) return nothing;
  const { began, reason } = engine.stopped;
  const what = began ? 'The calculator has stopped.' : 'The calculator cannot start.';
  return html`<div class="error notice" role="alert">
    <p>
      <b>${what}</b> ${began ? 'Everything that you typed is still here.' : nothing}
      The browser says: ${reason}
    </p>
    <button class="act" @click=${() => engine.tryAgain()}>Try again</button>
  </div>`;
}
