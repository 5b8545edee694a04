// What a notebook keeps of each widget: it asks the kernel for the playground, once a page.
const KEY = Symbol.for('attention-playground VERSION');
const PATIENCE = 10_000; // milliseconds

function asked(model) {
  return new Promise((resolve, reject) => {
    const hear = (message, [packed] = []) => {
      if (message?.type !== 'playground' || !packed) return;
      clearTimeout(timer);
      model.off('msg:custom', hear);
      resolve(packed);
    };
    const timer = setTimeout(() => {
      model.off('msg:custom', hear);
      reject(
        new Error(
          'The playground comes from the kernel, which does not answer: run this cell again.',
        ),
      );
    }, PATIENCE);
    model.on('msg:custom', hear);
    model.send({ type: 'playground' });
  });
}

async function fetched(model) {
  const packed = await asked(model);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const text = await new Response(stream).text();
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  return (await import(/* @vite-ignore */ url)).default;
}

function playground(model) {
  globalThis[KEY] ??= fetched(model).catch((error) => {
    globalThis[KEY] = undefined;
    throw error;
  });
  return globalThis[KEY];
}

async function render(context) {
  try {
    return await (await playground(context.model)).render(context);
  } catch ({ message }) {
    const reason = document.createElement('p');
    reason.setAttribute('role', 'alert');
    reason.textContent = message;
    context.el.append(reason);
  }
}

export default { render };
