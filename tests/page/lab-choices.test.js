// Statements to choose from: the right one is not told by its length or its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLAIMS } from '../../www/labs/q2-argmax/judge.ts';
import { asked } from '../../www/labs/q5-models/choices.ts';
import { CONDITIONS } from '../../www/labs/q6-kernels/judge.ts';

/** Those of question 4 are the sheet's own. */
const QUESTIONS = { claim: CLAIMS, condition: CONDITIONS, ...asked };

test('a right statement is about as long as the wrong ones', () => {
  for (const [name, choices] of Object.entries(QUESTIONS)) {
    const lengths = (isRight) =>
      choices.filter(({ right = false }) => right === isRight).map(({ text }) => text.length);
    const wrong = lengths(false);
    assert.ok(wrong.length >= 2, name);
    for (const right of lengths(true)) {
      assert.ok(right <= 1.25 * Math.max(...wrong), `${name}: ${right}, and wrong ${wrong}`);
      assert.ok(right >= 0.75 * Math.min(...wrong), `${name}: ${right}, and wrong ${wrong}`);
    }
  }
});

test('the right statement is the longest in less than half of the questions, and stands at no usual place', () => {
  const questions = Object.values(QUESTIONS);
  const isLongest = (choices) => {
    const longest = choices.toSorted((one, two) => two.text.length - one.text.length)[0];
    return longest.right === true;
  };
  assert.ok(questions.filter(isLongest).length * 2 < questions.length);
  const places = questions.map((choices) => choices.findIndex(({ right }) => right));
  const last = questions.filter((choices) => choices.at(-1).right).length;
  for (const place of places) {
    const alike = places.filter((other) => other === place).length;
    assert.ok(alike * 2 <= places.length, `${alike} of ${places.length} at place ${place + 1}`);
  }
  assert.ok(last * 2 <= places.length, `${last} of ${places.length} are the last`);
});
