// Open edX, "custom JavaScript display and grading": in jsinput, gradefn="Attention.getGrade",
// get_statefn="Attention.getState", set_statefn="Attention.setState", on a page with these two lines:
//   <iframe data-attention src="https://your.site/playground/labs.html?lab=argmax"></iframe>
//   <script src="https://your.site/playground/attention-frame.js"></script><script src="edx.js"></script>
(() => {
  const frame = document.querySelector('iframe[data-attention]');
  let state = '';
  let answer = null;
  const take = ({ detail }) => {
    state = detail.state ?? state;
    answer = detail.statement ?? answer;
  };
  for (const type of ['change', 'answer']) frame.addEventListener(`attention-${type}`, take);
  window.Attention = {
    getState: () => JSON.stringify({ state, answer }),
    getGrade: () => JSON.stringify(answer?.result ?? { score: { scaled: 0 } }),
    setState(text) {
      ({ state, answer } = JSON.parse(text));
      const message = { from: 'attention-frame', v: 1, type: 'set', state };
      const set = () => frame.contentWindow.postMessage(message, '*');
      set();
      frame.addEventListener('attention-ready', set, { once: true });
    },
  };
  if (!window.Channel || parent === window) return;
  const channel = window.Channel.build({ window: parent, origin: '*', scope: 'JSInput' });
  for (const name of ['getGrade', 'getState']) channel.bind(name, window.Attention[name]);
  channel.bind('setState', (_, [text]) => window.Attention.setState(text));
})();
