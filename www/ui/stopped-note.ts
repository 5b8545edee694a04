// What is said while no worker is started any more, with the way out.
import { html, nothing } from 'lit';

export function stoppedNote(engine: {
  stopped: { began: boolean; reason: string; waits: boolean } | null;
  tryAgain(): void;
}) {
  if (!engine.stopped) return nothing;
  const { began, reason, waits } = engine.stopped;
  const what = began ? 'The calculator has stopped.' : 'The calculator cannot start.';
  const isOffline = waits && !navigator.onLine;
  return html`<div class="error notice" role="alert">
    <p>
      <b>${what}</b> ${began || waits ? 'Everything that you typed is still here.' : nothing}
      ${
        isOffline
          ? 'You are offline: it starts again by itself when you are online.'
          : html`The browser says: ${reason} ${waits ? 'The page tries again by itself.' : nothing}`
      }
    </p>
    <button class="act" @click=${() => engine.tryAgain()}>Try again</button>
  </div>`;
}
