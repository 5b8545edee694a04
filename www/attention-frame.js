// For pages that show the playground in frames: <iframe data-attention src="…">. It says hello, keeps the
// height, hands on what the frame tells as events, and says so where no frame answers.
(() => {
  const WAIT = 2000; // milliseconds
  for (const frame of document.querySelectorAll('iframe[data-attention]')) {
    let note;
    let timer;
    let isAwake;
    const hello = () =>
      frame.contentWindow?.postMessage({ from: 'attention-frame', v: 1, type: 'hello' }, '*');
    const start = () => {
      isAwake = false;
      hello();
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (isAwake || note) return;
        note = document.createElement('p');
        note.setAttribute('role', 'alert');
        note.textContent = `The playground at ${frame.src} does not answer. Its server may be out of reach, or may not allow the page to be shown in a frame.`;
        frame.after(note);
      }, WAIT);
    };
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow || data?.from !== 'attention-playground' || data.v !== 1)
        return;
      const { type, from, v, ...detail } = data;
      isAwake = true;
      note?.remove();
      note = undefined;
      if (type === 'size' && detail.height > 0) frame.height = detail.height;
      frame.dispatchEvent(new CustomEvent(`attention-${type}`, { detail, bubbles: true }));
    });
    frame.addEventListener('load', start);
    start();
  }
})();
