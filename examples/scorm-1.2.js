// SCORM 1.2: a lab in a frame of this page keeps its state and its score with the LMS.
//   <iframe data-attention src="https://your.site/playground/labs.html?lab=argmax"></iframe>
//   <script src="https://your.site/playground/attention-frame.js"></script><script src="scorm-1.2.js"></script>
(() => {
  const frame = document.querySelector('iframe[data-attention]');
  let above = window;
  while (!above.API && above.parent !== above) above = above.parent;
  const api = above.API ?? window.opener?.API;
  if (!api) return;
  const set = (name, value) => api.LMSSetValue(name, String(value));
  const say = (message) =>
    frame.contentWindow.postMessage({ from: 'attention-frame', v: 1, ...message }, '*');
  api.LMSInitialize('');
  frame.addEventListener(
    'attention-ready',
    () => {
      const state = api.LMSGetValue('cmi.suspend_data');
      if (state) say({ type: 'set', state });
    },
    { once: true },
  );
  frame.addEventListener('attention-change', ({ detail }) => {
    set('cmi.suspend_data', detail.state.slice(0, 4096)); // all that SCORM 1.2 keeps
    api.LMSCommit('');
  });
  frame.addEventListener('attention-answer', ({ detail: { score } }) => {
    set('cmi.core.score.raw', Math.round((100 * score.right) / score.of));
    set('cmi.core.lesson_status', score.right === score.of ? 'passed' : 'incomplete');
    api.LMSCommit('');
  });
  addEventListener('pagehide', () => api.LMSFinish(''));
})();
