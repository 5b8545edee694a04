// A text as a document of LaTeX that pdfLaTeX, XeLaTeX and LuaLaTeX compile, whatever signs were typed in it.

const NAMES = `
  α:alpha β:beta γ:gamma δ:delta ε:epsilon ϵ:epsilon ζ:zeta η:eta θ:theta ι:iota κ:kappa λ:lambda
  μ:mu µ:mu ν:nu ξ:xi π:pi ρ:rho σ:sigma ς:varsigma τ:tau υ:upsilon φ:phi ϕ:phi χ:chi ψ:psi
  ω:omega Γ:Gamma Δ:Delta Θ:Theta Λ:Lambda Ξ:Xi Π:Pi Σ:Sigma Υ:Upsilon Φ:Phi Ψ:Psi Ω:Omega
  ∂:partial ∇:nabla ∑:sum ∏:prod ∫:int ∞:infty ·:cdot ⋅:cdot ×:times ÷:div ±:pm ⊗:otimes ⊙:odot
  ⊕:oplus ∘:circ ≈:approx ∼:sim ≃:simeq ≡:equiv ≠:neq ≤:leq ≥:geq ≪:ll ≫:gg ∝:propto ∈:in ∉:notin
  ⊂:subset ∪:cup ∩:cap ∅:emptyset ∀:forall ∃:exists →:to ←:leftarrow ↔:leftrightarrow ⇒:Rightarrow
  ⇐:Leftarrow ↦:mapsto ↑:uparrow ↓:downarrow ⟨:langle ⟩:rangle ‖:Vert ∥:Vert ∣:mid …:ldots ⋯:cdots
  ⊤:top ⊥:perp √:surd ′:prime ℓ:ell ✓:checkmark
`;

/** Of formulas, by the sign. */
const COMMANDS: Record<string, string> = {
  ...Object.fromEntries(
    NAMES.trim()
      .split(/\s+/)
      .map((pair) => pair.split(':'))
      .map(([sign, name]) => [sign, `\\${name} `]),
  ),
  '−': '-',
  '∗': '*',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  𝔼: '\\mathbb{E}',
  ℝ: '\\mathbb{R}',
  '▸': '\\triangleright ',
  '½': '\\frac{1}{2}',
};

/** A small sign, and the one that it is small of. */
const RAISED = '⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁽(⁾)ⁿnᵀ⊤ᵖpᵈdᵏkⁱi';
const LOWERED = '₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-ᵢiⱼjₖkₙnₘmₐaₓxₕhᵦβ';

/** A sign of a formula as LaTeX writes it. */
export function mathSign(sign: string): string {
  const small = (list: string, mark: string) => {
    const at = list.indexOf(sign);
    return at >= 0 && at % 2 === 0 ? `${mark}{${mathSign(list[at + 1])}}` : '';
  };
  return COMMANDS[sign] || small(RAISED, '^') || small(LOWERED, '_') || sign;
}

/** Signs that nothing is printed for: they join and turn others. */
const SILENT = /\p{Cf}|\p{VS}/u;

/** What pdfLaTeX knows by itself: the Latin alphabets but for a few letters, dashes, quotation marks. */
const isKnown = (sign: string) =>
  (sign <= '\u017f' && !'­ĦħĸĿŀŉŦŧſ'.includes(sign)) || '–—‘’‚“”„†‡•…‹›€™'.includes(sign);

/** Tells pdfLaTeX what each sign of a text is; the other two read them from a font. */
function declarations(text: string) {
  const signs = [...new Set(text)].filter((sign) => sign > '\u007f');
  return signs.flatMap((sign) => {
    const code = (sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    const formula = mathSign(sign);
    if (formula === sign && isKnown(sign)) return [];
    const strange = SILENT.test(sign) ? '' : `[U+${code}]`;
    const meaning = formula === sign ? strange : `\\ensuremath{${formula.trim()}}`;
    return [`  \\DeclareUnicodeCharacter{${code}}{${meaning}}`];
  });
}

/** A whole article. @param body what stands in it, as LaTeX */
export function latexDocument(body: string) {
  // What was typed as a letter and its accent is one sign to a font; a sign that is none ends every run.
  const text = body.normalize('NFC').replaceAll(/[^\P{Cc}\n\t]/gu, '');
  return [
    '% Paste all of this into an empty .tex file, on Overleaf for instance, and compile it.',
    '\\documentclass{article}',
    '\\usepackage{amsmath, amssymb, graphicx, iftex}',
    '\\ifPDFTeX',
    '  \\usepackage[utf8]{inputenc}',
    '  \\usepackage[T1]{fontenc}',
    '  \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}',
    ...declarations(text),
    '\\else',
    '  \\usepackage{fontspec}',
    '  \\IfFontExistsTF{DejaVu Serif}{\\setmainfont{DejaVu Serif}}{}',
    '  \\IfFontExistsTF{DejaVu Sans Mono}{\\setmonofont[Scale=0.85]{DejaVu Sans Mono}}{}',
    '\\fi',
    '\\setlength{\\parindent}{0pt}',
    '\\sloppy',
    '\\begin{document}',
    '',
    text,
    '',
    '\\end{document}',
    '',
  ].join('\n');
}
