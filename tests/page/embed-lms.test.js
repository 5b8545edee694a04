// Learning platforms, played by their rules: Open edX calls examples/edx.js, SCORM 1.2 runs examples/scorm-1.2/;
// a student answers, leaves and comes back to the same work, and a grade arrives.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import { statementOf } from '../../www/embed/answer-statement.ts';
import { courseFile, onCourse, useCourse } from './course.js';
import { eventually, site } from './support.js';
import { xapiFaults } from './xapi.js';

useCourse();

/** A page with a lab in a frame and one of examples/, as the first lines of that say. */
function pageWith(name, lab = 'argmax') {
  const script = courseFile(readFileSync(join(root, 'examples', name), 'utf8'), 'text/javascript');
  return courseFile(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Lab</title>
    <iframe data-attention title="Lab" width="100%" src="${site}labs.html?lab=${lab}"></iframe>
    <script src="${site}attention-frame.js"></script><script src="${script}"></script></html>`);
}

/** The folder as it is uploaded, on a playground of ours: the page that its manifest names. */
function scormPackage() {
  const read = (name) => readFileSync(join(root, 'examples', 'scorm-1.2', name), 'utf8');
  const [, start] = /scormtype="sco" href="([^"]+)"/.exec(read('imsmanifest.xml'));
  const files = [...read('imsmanifest.xml').matchAll(/<file href="([^"]+)"/g)];
  assert.deepEqual(
    [...files.map(([, name]) => name), 'imsmanifest.xml'].sort(),
    readdirSync(join(root, 'examples', 'scorm-1.2')).sort(),
  );
  const page = read(start).replaceAll('https://your.site/playground/', site);
  const script = courseFile(read('scorm-1.2.js'), 'text/javascript');
  return courseFile(page.replace('"scorm-1.2.js"', `"${script}"`));
}

/** On another origin than the page of the platform. */
const elsewhere = (address) => address.replace('127.0.0.1', 'localhost');
const COURSE = { expected: [/^request: http:\/\/(127\.0\.0\.1|localhost):\d+\/\d+$/] };

const inside = (page) => page.frameLocator('#problem').frameLocator('iframe');
const cell = (page, at) =>
  inside(page).getByLabel(`my output, row 1, column ${at}`, { exact: true });

async function answer(page, ...texts) {
  for (const [at, text] of texts.entries()) await cell(page, at + 1).fill(text);
  await inside(page).getByRole('button', { name: 'Check my output' }).click();
}
const holds = (page, ...texts) =>
  eventually(async () =>
    assert.deepEqual(
      await Promise.all(texts.map((_, at) => cell(page, at + 1).inputValue())),
      texts,
    ),
  );

/** As jsinput.js of Open edX does it: two doors to the page, and addresses are unescaped on the way. */
function edx() {
  /** A page of the platform's own origin (sop="true"): its functions are called. */
  const called = (frame) => {
    const of = (name) => frame.contentWindow.Attention[name];
    return {
      show: async (state) => {
        for (;;)
          try {
            return of('setState')(state);
          } catch {
            await new Promise((later) => setTimeout(later, 20));
          }
      },
      ask: async () => ({ answer: of('getGrade')(), state: unescape(of('getState')()) }),
    };
  };
  /** Another origin: the messages of jschannel. Nothing is sent before both sides have said that they are ready. */
  const channelled = (frame, signal) => {
    const waiting = new Map();
    const post = (message) =>
      frame.contentWindow.postMessage(JSON.stringify(message), new URL(frame.src).origin);
    let isReady;
    const ready = new Promise((resolve) => {
      isReady = resolve;
    });
    const hear = ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      const { method, params, id, ...reply } = JSON.parse(data);
      if (method === 'JSInput::__ready') {
        if (params === 'ping') post({ method, params: 'pong' });
        isReady();
      } else waiting.get(id)(reply);
    };
    addEventListener('message', hear, { signal });
    post({ method: 'JSInput::__ready', params: 'ping' });
    const call = async (name, params) => {
      await ready;
      const id = waiting.size + 1;
      post({ id, method: `JSInput::${name}`, params });
      const { result, error, message } = await new Promise((hear) => waiting.set(id, hear));
      if (error) throw new Error(message);
      return result;
    };
    const text = async (name) => decodeURI((await call(name, '')).toString());
    return {
      show: (state) => call('setState', state),
      ask: async () => ({ answer: await text('getGrade'), state: await text('getState') }),
    };
  };
  let way;
  let opened;
  let store = '';
  /** Open the problem, with what was stored of it. */
  window.openProblem = async (src) => {
    const frame = document.getElementById('problem');
    frame.src = src;
    await new Promise((loaded) => {
      frame.onload = loaded;
    });
    opened?.abort();
    opened = new AbortController();
    const isOwn = new URL(src).origin === location.origin;
    way = isOwn ? called(frame) : channelled(frame, opened.signal);
    if (store) await way.show(JSON.parse(store).state);
  };
  /** What the button “Submit” stores, and hands to the grader. */
  window.submit = async () => {
    store = JSON.stringify(await way.ask());
    return store;
  };
}

const PROBLEM = '<iframe id="problem" title="Problem" width="100%" height="900"></iframe>';

test('Open edX: a student comes back to the same work by either door, and the grader gets the grade', () =>
  onCourse(
    `${PROBLEM}<script>(${edx})()</script>`,
    async (page) => {
      const own = pageWith('edx.js');
      const open = (address) => page.evaluate((address) => window.openProblem(address), address);
      /** As the grader of the example reads it. */
      const submitted = async () => {
        const { answer } = JSON.parse(await page.evaluate(() => window.submit()));
        return JSON.parse(answer);
      };
      await open(elsewhere(own));
      await cell(page, 1).waitFor();
      const before = await submitted();
      assert.deepEqual([before.completion, before.score.scaled], [false, 0]);
      const odd = ['1 "%41%" – ½', '4', '3'];
      for (const [at, text] of odd.entries()) await cell(page, at + 1).fill(text);
      // What is typed is told by a message a while later.
      await eventually(async () => {
        const { state } = JSON.parse(await page.evaluate(() => window.submit()));
        assert.match(JSON.parse(state).state ?? '', /,4,3(&|$)/);
      });
      for (const address of [elsewhere(own), own, elsewhere(own)]) {
        await submitted();
        await open(address);
        await holds(page, ...odd);
      }
      await answer(page, '1', '4', '2');
      await eventually(async () => {
        const { success, response } = await submitted();
        assert.deepEqual([success, response], [false, '1,4,2']);
      });
      await answer(page, '1', '4', '3');
      await eventually(async () => {
        const { success, score, response } = await submitted();
        assert.deepEqual([success, score.raw, response], [true, 1, '1,4,3']);
      });
      await open(own);
      await holds(page, '1', '4', '3');
      const { state } = JSON.parse(await page.evaluate(() => window.submit()));
      assert.deepEqual(xapiFaults(JSON.parse(state).answer), []);
    },
    COURSE,
  ));

/** An LMS that is strict about SCORM 1.2: the types of its data, their sizes, and when it may be called. */
function scorm() {
  const kept = { 'cmi.core.lesson_status': 'not attempted', 'cmi.suspend_data': '' };
  const isScore = (text) => text !== '' && Number(text) >= 0 && Number(text) <= 100;
  const TYPES = {
    'cmi.suspend_data': (text) => text.length <= 4096,
    'cmi.core.score.raw': isScore,
    'cmi.core.score.min': isScore,
    'cmi.core.score.max': isScore,
    'cmi.core.exit': (text) => ['', 'suspend', 'logout', 'time-out'].includes(text),
    'cmi.core.lesson_status': (text) =>
      ['passed', 'completed', 'failed', 'incomplete', 'browsed'].includes(text),
  };
  let session = null;
  window.faults = [];
  const answer = (holds, words) => {
    if (!holds) window.faults.push(words);
    return String(Boolean(holds));
  };
  window.API = {
    LMSInitialize(empty) {
      const isFirst = session === null;
      session = { ...kept };
      return answer(empty === '' && isFirst, 'LMSInitialize');
    },
    LMSGetValue(name) {
      answer(session && name in TYPES, `LMSGetValue ${name}`);
      return session?.[name] ?? '';
    },
    LMSSetValue(name, value) {
      const isRight = session && typeof value === 'string' && TYPES[name]?.(value);
      if (isRight) session[name] = value;
      return answer(isRight, `LMSSetValue ${name} ${value}`);
    },
    LMSCommit(empty) {
      if (session) Object.assign(kept, session);
      return answer(session && empty === '', 'LMSCommit');
    },
    LMSFinish(empty) {
      const isRight = answer(session && empty === '', 'LMSFinish');
      Object.assign(kept, session);
      // Work is kept for whoever says that it is not at its end.
      if (kept['cmi.core.exit'] !== 'suspend') kept['cmi.suspend_data'] = '';
      session = null;
      return isRight;
    },
    LMSGetLastError: () => '0',
    LMSGetErrorString: () => '',
    LMSGetDiagnostic: () => '',
  };
  window.kept = kept;
}

test('SCORM 1.2: a student comes back to the same work, a grade arrives, and work too long to keep is said', () =>
  onCourse(
    `${PROBLEM}<script>(${scorm})()</script>`,
    async (page) => {
      const own = scormPackage();
      const open = (address) =>
        page.evaluate((address) => {
          document.getElementById('problem').src = address;
        }, address);
      const kept = (name) => page.evaluate((name) => window.kept[`cmi.${name}`], name);
      const note = page.frameLocator('#problem').getByRole('alert');
      await open(own);
      await answer(page, '1', '4', '2');
      await eventually(async () => {
        assert.equal(await kept('core.score.raw'), '0');
        assert.equal(await kept('core.lesson_status'), 'incomplete');
        assert.match(await kept('suspend_data'), /output=1,4,2&.*tried=output/);
      });
      await open('about:blank');
      await eventually(async () => assert.equal(await kept('core.exit'), 'suspend'));
      await open(own);
      await holds(page, '1', '4', '2');
      await answer(page, '1', '4', '3');
      await eventually(async () => {
        assert.equal(await kept('core.score.raw'), '50');
        assert.match(await kept('suspend_data'), /output=1,4,3&.*right=output/);
      });
      const before = await kept('suspend_data');
      await cell(page, 1).fill('1'.repeat(5000));
      await note.getByText(/keeps 4096 at most/).waitFor();
      await eventually(async () => assert.equal(await kept('suspend_data'), before));
      await answer(page, '1', '4', '3');
      await eventually(async () => assert.equal(await note.count(), 0));
      await inside(page)
        .getByText(/^No: queries and keys/)
        .click();
      await inside(page).getByRole('button', { name: 'Check', exact: true }).last().click();
      await eventually(async () =>
        assert.equal(await kept('core.lesson_status'), 'passed', await kept('core.score.raw')),
      );
      await eventually(async () => assert.equal(await kept('core.score.raw'), '100'));
      await eventually(async () => assert.deepEqual(await page.evaluate(() => window.faults), []));
      await open(elsewhere(own)); // from where the API cannot be reached
      await note.getByText(/No LMS was found/).waitFor();
    },
    COURSE,
  ));

test('every statement is one of xAPI, whatever was answered and wherever the labs are', () => {
  const values = [{}, { a: '' }, { a: '1', b: '\u{1f600} "\\ \u2028' }, { a: 'x'.repeat(1e5) }];
  const sites = ['https://your.site/playground/labs.html', 'file:///home/a%20b/single.html'];
  for (const value of values)
    for (const place of sites)
      for (const score of [
        { right: 0, of: 3 },
        { right: 3, of: 3 },
      ])
        for (const [answer, part] of [
          ['output', '(a)'],
          ['é “x” #&?', ''],
        ]) {
          const known = {
            lab: 'argmax',
            part,
            answer,
            right: score.right > 0,
            tries: 1,
            value,
            score,
          };
          assert.deepEqual(xapiFaults(statementOf(known, place)), [], JSON.stringify(known));
        }
});
