// Open edX, "Custom JavaScript Display and Grading": a page of your own with these three lines holds a lab,
//   <iframe data-attention src="https://your.site/playground/labs.html?lab=argmax" width="100%"></iframe>
//   <script src="https://your.site/playground/attention-frame.js"></script>
//   <script src="edx.js"></script>
// and the problem names that page, and says when an answer counts as right:
//   <problem><script type="loncapa/python">
//   import json
//   def graded(e, ans):
//     return json.loads(json.loads(ans)["answer"]).get("completion", False)
//   </script>
//   <customresponse cfn="graded"><jsinput gradefn="Attention.getGrade" get_statefn="Attention.getState"
//     set_statefn="Attention.setState" html_file="https://…/that-page.html" sop="false" height="900"/>
//   </customresponse></problem>
(() => {
  const frame = document.querySelector('iframe[data-attention]');
  let state; // the text after the # of the lab's link
  let answer; // the last, as a statement of xAPI
  const keep = ({ detail }) => {
    state = detail.state ?? state;
    answer = detail.statement ?? answer;
  };
  for (const type of ['change', 'answer']) frame.addEventListener(`attention-${type}`, keep);
  const show = () => {
    if (state === undefined) return;
    frame.contentWindow.postMessage({ from: 'attention-frame', v: 1, type: 'set', state }, '*');
  };
  frame.addEventListener('attention-ready', show);
  // Open edX undoes the escapes of an address in what it is given, so no % may stand in it.
  const text = (value) => JSON.stringify(value).replaceAll('%', '\\u0025');
  window.Attention = {
    getState: () => text({ state, answer }),
    getGrade: () => text(answer?.result ?? { score: { scaled: 0 }, completion: false }),
    setState(saved) {
      ({ state, answer } = JSON.parse(saved));
      show();
    },
  };

  // With sop="false" edX calls these by messages: JSON as text, in the form of its library jschannel.
  const SCOPE = 'JSInput::';
  const say = (message, origin = '*') => parent.postMessage(JSON.stringify(message), origin);
  const call = (method, params) => {
    try {
      return { result: window.Attention[method](params) ?? '' };
    } catch ({ message }) {
      return { error: 'runtime_error', message };
    }
  };
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || typeof data !== 'string' || !data.includes(`"${SCOPE}`)) return;
    const { id, method, params } = JSON.parse(data);
    const name = method.slice(SCOPE.length);
    if (Object.hasOwn(window.Attention, name)) say({ id, ...call(name, params) }, origin);
    else if (params === 'ping') say({ method: `${SCOPE}__ready`, params: 'pong' }, origin);
  });
  if (parent !== window) say({ method: `${SCOPE}__ready`, params: 'ping' });
})();
