// How the answers of question 1 stand in a text.
export const labels = { a: 'E[qᵀk] =', b: 'Var(qᵀk) =', c: 's =' };
