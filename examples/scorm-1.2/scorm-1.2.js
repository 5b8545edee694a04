// SCORM 1.2: the LMS keeps the work on the lab in the frame of index.html, and its score. Zip the files of this
// folder, with the address of your playground in index.html, and upload that.
(() => {
  const MOST = 4096; // characters that SCORM 1.2 keeps
  const frame = document.querySelector('iframe[data-attention]');
  const api = find(window) ?? (window.opener && find(window.opener));
  let note;
  const remark = (words) => {
    note?.remove();
    note = undefined;
    if (!words) return;
    note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.textContent = words;
    frame.before(note);
  };
  if (!api)
    return remark('No LMS was found around this page: your work and your score are not kept.');

  const set = (name, value) => api.LMSSetValue(name, String(value)) !== 'false';
  const commit = (isSet) => {
    const isKept = String(api.LMSCommit('')) !== 'false';
    if (!isSet || !isKept) remark('The LMS did not keep this. Copy the link below the lab.');
  };
  api.LMSInitialize('');
  if (api.LMSGetValue('cmi.core.lesson_status') === 'not attempted')
    set('cmi.core.lesson_status', 'incomplete');
  set('cmi.core.score.min', 0);
  set('cmi.core.score.max', 100);
  set('cmi.core.exit', 'suspend'); // else some LMSs forget the work

  frame.addEventListener('attention-ready', () => {
    const state = api.LMSGetValue('cmi.suspend_data');
    if (!state) return;
    frame.contentWindow.postMessage({ from: 'attention-frame', v: 1, type: 'set', state }, '*');
  });
  frame.addEventListener('attention-change', ({ detail: { state } }) => {
    const { length } = state;
    if (length <= MOST) {
      remark();
      commit(set('cmi.suspend_data', state));
    } else
      remark(
        `This work has ${length} characters, and the LMS keeps ${MOST} at most: it has kept what was there before. Copy the link below the lab to keep all of it.`,
      );
  });
  frame.addEventListener('attention-answer', ({ detail: { score } }) => {
    const isScored = set('cmi.core.score.raw', Math.round((100 * score.right) / score.of));
    const status = score.right === score.of ? 'passed' : 'incomplete';
    commit(set('cmi.core.lesson_status', status) && isScored);
  });
  addEventListener('pagehide', () => api.LMSFinish(''));

  /** The API stands in a window around this one, or around the one that opened it. */
  function find(from) {
    try {
      if (from.API || from === from.parent) return from.API;
      return find(from.parent);
    } catch {
      return undefined; // a window of another site
    }
  }
})();
