// From the formula in a paper to the program: twenty exercises, each judged by what it computes.

export interface Exercise {
  title: string;
  /** As the paper writes it, in a line. */
  formula: string;
  /** What is given, as the first lines of the program. */
  given: string;
  /** One of the programs that compute it: the lines behind what is given. */
  answer: string;
  paper: { authors: string; year: number; id: string };
}

const QKV = 'in q[i,d], k[j,d], v[j,m]';
const OUTPUT = 'output[i,m] = sum[j] weights[i,j] v[j,m]';
const SCORES = 'scores[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)';

const lines = (...all: string[]) => all.join('\n');

export const EXERCISES: Exercise[] = [
  {
    title: 'Scaled dot products',
    formula: 'oᵢ = Σⱼ softmaxⱼ(qᵢ·kⱼ / √d) vⱼ',
    given: QKV,
    answer: lines(SCORES, 'weights[i,j] = softmax[j] scores[i,j]', OUTPUT),
    paper: { authors: 'Vaswani et al.', year: 2017, id: '1706.03762' },
  },
  {
    title: 'A causal mask',
    formula: 'oᵢ = Σⱼ softmax over j ≤ i of (qᵢ·kⱼ / √d) vⱼ',
    given: QKV,
    answer: lines(SCORES, 'weights[i,j] = softmax[j : j <= i] scores[i,j]', OUTPUT),
    paper: { authors: 'Vaswani et al.', year: 2017, id: '1706.03762' },
  },
  {
    title: 'Hard attention',
    formula: 'oᵢ = v at the j where qᵢ·kⱼ is largest',
    given: QKV,
    answer: lines('weights[i,j] = onehot[j] (sum[d] q[i,d] k[j,d])', OUTPUT),
    paper: { authors: 'Mnih et al.', year: 2014, id: '1406.6247' },
  },
  {
    title: 'Additive scores',
    formula: 'eᵢⱼ = Σₐ uₐ tanh(Σ_d W_da s_id + Σ_d U_da h_jd), output = Σⱼ softmaxⱼ(e) h',
    given: 'in s[i,d], h[j,d], W[d,a], U[d,a], u[a]',
    answer: lines(
      'p[i,a] = sum[d] s[i,d] W[d,a]',
      'r[j,a] = sum[d] h[j,d] U[d,a]',
      'e[i,j] = sum[a] u[a] tanh(p[i,a] + r[j,a])',
      'weights[i,j] = softmax[j] e[i,j]',
      'output[i,d] = sum[j] weights[i,j] h[j,d]',
    ),
    paper: { authors: 'Bahdanau et al.', year: 2014, id: '1409.0473' },
  },
  {
    title: 'General scores',
    formula: 'oᵢ = Σⱼ softmaxⱼ(qᵢᵀ W kⱼ) vⱼ',
    given: 'in q[i,d], W[d,e], k[j,e], v[j,m]',
    answer: lines(
      'scores[i,j] = sum[d,e] q[i,d] W[d,e] k[j,e]',
      'weights[i,j] = softmax[j] scores[i,j]',
      OUTPUT,
    ),
    paper: { authors: 'Luong et al.', year: 2015, id: '1508.04025' },
  },
  {
    title: 'Many queries, one key',
    formula: 'o_hi = Σⱼ softmaxⱼ(q_hi·kⱼ) vⱼ',
    given: 'in q[h,i,d], k[j,d], v[j,m]',
    answer: lines(
      'weights[h,i,j] = softmax[j] (sum[d] q[h,i,d] k[j,d])',
      'output[h,i,m] = sum[j] weights[h,i,j] v[j,m]',
    ),
    paper: { authors: 'Shazeer', year: 2019, id: '1911.02150' },
  },
  {
    title: 'Groups of queries',
    formula: 'o_gri = Σⱼ softmaxⱼ(q_gri·k_gj / √d) v_gj',
    given: 'in q[g,r,i,d], k[g,j,d], v[g,j,m]',
    answer: lines(
      'scores[g,r,i,j] = sum[d] q[g,r,i,d] k[g,j,d] / sqrt(|d|)',
      'weights[g,r,i,j] = softmax[j] scores[g,r,i,j]',
      'output[g,r,i,m] = sum[j] weights[g,r,i,j] v[g,j,m]',
    ),
    paper: { authors: 'Ainslie et al.', year: 2023, id: '2305.13245' },
  },
  {
    title: 'A sliding window of 2',
    formula: 'oᵢ = Σⱼ softmax over i − 2 < j ≤ i of (qᵢ·kⱼ / √d) vⱼ',
    given: QKV,
    answer: lines(SCORES, 'weights[i,j] = softmax[j : j <= i and i - j < 2] scores[i,j]', OUTPUT),
    paper: { authors: 'Beltagy et al.', year: 2020, id: '2004.05150' },
  },
  {
    title: 'A linear bias',
    formula: 'oᵢ = Σⱼ softmax over j ≤ i of (qᵢ·kⱼ / √d − (i − j) / 2) vⱼ',
    given: QKV,
    answer: lines(
      'scores[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|) - (i - j) / 2',
      'weights[i,j] = softmax[j : j <= i] scores[i,j]',
      OUTPUT,
    ),
    paper: { authors: 'Press et al.', year: 2021, id: '2108.12409' },
  },
  {
    title: 'Cosines for scores',
    formula: 'oᵢ = Σⱼ softmaxⱼ(10 cos(qᵢ, kⱼ)) vⱼ',
    given: QKV,
    answer: lines(
      'dot[i,j] = sum[d] q[i,d] k[j,d]',
      'scores[i,j] = 10 dot[i,j] / ((norm[d] q[i,d]) (norm[d] k[j,d]))',
      'weights[i,j] = softmax[j] scores[i,j]',
      OUTPUT,
    ),
    paper: { authors: 'Liu et al.', year: 2021, id: '2111.09883' },
  },
  {
    title: 'Capped scores',
    formula: 'oᵢ = Σⱼ softmaxⱼ(3 tanh(qᵢ·kⱼ / (3 √d))) vⱼ',
    given: QKV,
    answer: lines(
      SCORES,
      'capped[i,j] = 3 tanh(scores[i,j] / 3)',
      'weights[i,j] = softmax[j] capped[i,j]',
      OUTPUT,
    ),
    paper: { authors: 'Gemma Team', year: 2024, id: '2408.00118' },
  },
  {
    title: 'Linear attention',
    formula: 'oᵢ = φ(qᵢ)ᵀ Σⱼ φ(kⱼ) vⱼᵀ / (φ(qᵢ)ᵀ Σⱼ φ(kⱼ)), φ = elu + 1',
    given: QKV,
    answer: lines(
      'f[i,d] = elu(q[i,d]) + 1',
      'g[j,d] = elu(k[j,d]) + 1',
      'S[d,m] = sum[j] g[j,d] v[j,m]',
      'z[d] = sum[j] g[j,d]',
      'output[i,m] = (sum[d] f[i,d] S[d,m]) / (sum[d] f[i,d] z[d])',
    ),
    paper: { authors: 'Katharopoulos et al.', year: 2020, id: '2006.16236' },
  },
  {
    title: 'A quadratic kernel',
    formula: 'oᵢ = Σⱼ (qᵢ·kⱼ + 1)² vⱼ / Σⱼ (qᵢ·kⱼ + 1)²',
    given: QKV,
    answer: lines(
      'sim[i,j] = (sum[d] q[i,d] k[j,d] + 1)^2',
      'output[i,m] = (sum[j] sim[i,j] v[j,m]) / (sum[j] sim[i,j])',
    ),
    paper: { authors: 'Tsai et al.', year: 2019, id: '1908.11775' },
  },
  {
    title: 'Sigmoids for weights',
    formula: 'oᵢ = Σⱼ σ(qᵢ·kⱼ / √d − log n) vⱼ, n keys',
    given: QKV,
    answer: lines(SCORES, 'weights[i,j] = sigmoid(scores[i,j] - log(|j|))', OUTPUT),
    paper: { authors: 'Ramapuram et al.', year: 2024, id: '2409.04431' },
  },
  {
    title: 'Sparse weights',
    formula: 'oᵢ = Σⱼ sparsemaxⱼ(qᵢ·kⱼ) vⱼ',
    given: QKV,
    answer: lines('weights[i,j] = sparsemax[j] (sum[d] q[i,d] k[j,d])', OUTPUT),
    paper: { authors: 'Martins and Astudillo', year: 2016, id: '1602.02068' },
  },
  {
    title: 'Projected keys',
    formula: 'oᵢ = Σ_r softmax_r(qᵢ·(E K)_r / √d) (F V)_r',
    given: 'in q[i,d], k[j,d], v[j,m], E[r,j], F[r,j]',
    answer: lines(
      'keys[r,d] = sum[j] E[r,j] k[j,d]',
      'values[r,m] = sum[j] F[r,j] v[j,m]',
      'scores[i,r] = sum[d] q[i,d] keys[r,d] / sqrt(|d|)',
      'weights[i,r] = softmax[r] scores[i,r]',
      'output[i,m] = sum[r] weights[i,r] values[r,m]',
    ),
    paper: { authors: 'Wang et al.', year: 2020, id: '2006.04768' },
  },
  {
    title: 'Heads that talk',
    formula: 'w_hij = softmaxⱼ(q_hi·k_hj / √d), output_gim = Σⱼ (Σ_h w_hij P_hg) v_gjm',
    given: 'in q[h,i,d], k[h,j,d], v[g,j,m], P[h,g]',
    answer: lines(
      'scores[h,i,j] = sum[d] q[h,i,d] k[h,j,d] / sqrt(|d|)',
      'weights[h,i,j] = softmax[j] scores[h,i,j]',
      'talked[g,i,j] = sum[h] weights[h,i,j] P[h,g]',
      'output[g,i,m] = sum[j] talked[g,i,j] v[g,j,m]',
    ),
    paper: { authors: 'Shazeer et al.', year: 2020, id: '2003.02436' },
  },
  {
    title: 'The difference of two maps',
    formula: 'oᵢ = Σⱼ (softmaxⱼ(q₁·k₁ / √d) − 0.8 softmaxⱼ(q₂·k₂ / √d)) vⱼ',
    given: 'in q1[i,d], k1[j,d], q2[i,d], k2[j,d], v[j,m]',
    answer: lines(
      'a1[i,j] = softmax[j] (sum[d] q1[i,d] k1[j,d] / sqrt(|d|))',
      'a2[i,j] = softmax[j] (sum[d] q2[i,d] k2[j,d] / sqrt(|d|))',
      'output[i,m] = sum[j] (a1[i,j] - 0.8 a2[i,j]) v[j,m]',
    ),
    paper: { authors: 'Ye et al.', year: 2024, id: '2410.05258' },
  },
  {
    title: 'Retention',
    formula: 'oᵢ = Σ over j ≤ i of 0.9^(i − j) (qᵢ·kⱼ) vⱼ',
    given: QKV,
    answer: lines(
      'scores[i,j] = sum[d] q[i,d] k[j,d]',
      'output[i,m] = sum[j : j <= i] 0.9^(i - j) scores[i,j] v[j,m]',
    ),
    paper: { authors: 'Sun et al.', year: 2023, id: '2307.08621' },
  },
  {
    title: 'A forget gate',
    formula: 'oᵢ = Σⱼ softmax over j ≤ i of (qᵢ·kⱼ / √d + Σ over j < t ≤ i of log σ(gₜ)) vⱼ',
    given: 'in q[i,d], k[i,d], v[i,m], g[i]',
    answer: lines(
      'kept[i] = cumsum[i] log(sigmoid(g[i]))',
      'scores[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|) + kept[i] - kept[j]',
      'weights[i,j] = softmax[j : j <= i] scores[i,j]',
      OUTPUT,
    ),
    paper: { authors: 'Lin et al.', year: 2025, id: '2503.02130' },
  },
];

/** What an exercise opens with: the formula as a comment, and what is given. */
export const startOf = ({ title, formula, given }: Exercise) =>
  lines(`# ${title}`, `# ${formula}`, given, '');

/** The program of the formula. */
export const answerOf = ({ title, given, answer }: Exercise) => lines(`# ${title}`, given, answer);

/** The exercise that a text is at, by its title. */
export const exerciseOf = (text: string) =>
  EXERCISES.find(({ title, given }) => text.startsWith(`# ${title}\n`) && text.includes(given));
