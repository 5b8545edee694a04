// MiniLM beside onnxruntime-web, one thread each, by turns: npm run test:models -- --bench
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';

const TURNS = 25;
const least = (times) => Math.min(...times);
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

/** @param {{ Model: any }} core @param {Record<string, Uint8Array>} files @param {Uint8Array} onnx */
export async function beside({ Model }, files, onnx) {
  env.wasm.numThreads = 1;
  const timed = async (run) => {
    const start = performance.now();
    const value = await run();
    return [performance.now() - start, value];
  };
  const [ours, model] = await timed(() => Model.fromFiles(files));
  const [theirs, session] = await timed(() =>
    InferenceSession.create(onnx, { executionProviders: ['wasm'] }),
  );
  console.log(`time to load: ${ours.toFixed(0)} ms, onnxruntime-web ${theirs.toFixed(0)} ms`);
  for (const count of [32, 128]) {
    const ids = Array.from({ length: count }, (_, at) => 1000 + at * 37);
    const tensor = (cells) => new Tensor('int64', BigInt64Array.from(cells, BigInt), [1, count]);
    const inputs = {
      input_ids: tensor(ids),
      attention_mask: tensor(ids.map(() => 1)),
      token_type_ids: tensor(ids.map(() => 0)),
    };
    const times = { ours: [], theirs: [] };
    let worst = 0;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const [time, forward] = await timed(() => model.run({ ids }));
      const { data } = forward.hidden(model.info().layers);
      forward.free();
      const [other, { last }] = await timed(() => session.run(inputs));
      times.ours.push(time);
      times.theirs.push(other);
      worst = data.reduce(
        (most, cell, at) => Math.max(most, Math.abs(cell - last.data[at])),
        worst,
      );
    }
    const report = (of) =>
      `${of(times.ours).toFixed(1)} ms, onnxruntime-web ${of(times.theirs).toFixed(1)} ms (${(of(times.theirs) / of(times.ours)).toFixed(2)} times)`;
    console.log(
      `${count} tokens: least ${report(least)}; median ${report(median)}; ${worst.toExponential(1)} apart`,
    );
  }
}
