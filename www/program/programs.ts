// Programs to start from: the ones that explain the language, and some from papers.

/** A program, with the paper that its formula stands in. */
export interface Example {
  id: string;
  /** Its first line is its title. */
  text: string;
  paper: { authors: string; year: number /** On arxiv.org. */; id: string };
}

const QKV = 'in q[i,d], k[j,d], v[j,m]';
const SCORES = 'scores[i,j]  = sum[d] q[i,d] k[j,d] / sqrt(|d|)';
const SOFTMAX = 'weights[i,j] = softmax[j] scores[i,j]';
const CAUSAL = 'weights[i,j] = softmax[j : j <= i] scores[i,j]';
const OUTPUT = 'output[i,m]  = sum[j] weights[i,j] v[j,m]';

const program = (...lines: string[]) => lines.join('\n');

export const EXAMPLES: Example[] = [
  {
    id: 'argmax',
    paper: { authors: 'Mnih et al.', year: 2014, id: '1406.6247' },
    text: program(
      '# Argmax attention',
      QKV,
      'scores[i,j]  = sum[d] q[i,d] k[j,d]',
      '# 1 at the key that fits best, 0 elsewhere',
      'weights[i,j] = onehot[j] scores[i,j]',
      OUTPUT,
    ),
  },
  {
    id: 'multi-head',
    paper: { authors: 'Vaswani et al.', year: 2017, id: '1706.03762' },
    text: program(
      '# Multi-head, weights in the layout of nn.Linear',
      'in x[i,d], w_q[e,d], w_k[e,d], w_v[u,d], w_o[d,u]',
      'axis h = 2',
      'Q[i,e] = sum[d] x[i,d] w_q[e,d]',
      'K[i,e] = sum[d] x[i,d] w_k[e,d]',
      'V[i,u] = sum[d] x[i,d] w_v[u,d]',
      '# Each head reads its own part of the width',
      'scores[h,i,j]  = sum[k] Q[i,(h k)] K[j,(h k)] / sqrt(|k|)',
      'weights[h,i,j] = softmax[j] scores[h,i,j]',
      'heads[i,h,v]   = sum[j] weights[h,i,j] V[j,(h v)]',
      'joined[i,(h v)] = heads[i,h,v]',
      'output[i,d]    = sum[u] joined[i,u] w_o[d,u]',
    ),
  },
  {
    id: 'multi-query-decode',
    paper: { authors: 'Shazeer', year: 2019, id: '1911.02150' },
    text: program(
      '# Multi-query decoding, one step (homework 4)',
      'in x[b,d], prev_k[b,n,k], prev_v[b,n,v], w_q[h,d,k], w_k[d,k], w_v[d,v], w_o[h,v,d]',
      'q[b,h,k] = sum[d] x[b,d] w_q[h,d,k]',
      '# The cache, with one key and one value more',
      'K[b,m,k] = concat[m] prev_k[b,n,k], (sum[d] x[b,d] w_k[d,k])',
      'V[b,m,v] = concat[m] prev_v[b,n,v], (sum[d] x[b,d] w_v[d,v])',
      'logits[b,h,m]  = sum[k] q[b,h,k] K[b,m,k]',
      'weights[b,h,m] = softmax[m] logits[b,h,m]',
      'o[b,h,v] = sum[m] weights[b,h,m] V[b,m,v]',
      'y[b,d]   = sum[h,v] o[b,h,v] w_o[h,v,d]',
    ),
  },
  {
    id: 'linear',
    paper: { authors: 'Katharopoulos et al.', year: 2020, id: '2006.16236' },
    text: program(
      '# Linear attention, elu + 1',
      QKV,
      'f[i,d] = elu(q[i,d]) + 1',
      'g[j,d] = elu(k[j,d]) + 1',
      '# All keys and values at once: no table of queries by keys',
      'S[d,m] = sum[j] g[j,d] v[j,m]',
      'z[d]   = sum[j] g[j,d]',
      'output[i,m] = (sum[d] f[i,d] S[d,m]) / (sum[d] f[i,d] z[d])',
    ),
  },
  {
    id: 'quadratic',
    paper: { authors: 'Tsai et al.', year: 2019, id: '1908.11775' },
    text: program(
      '# Quadratic kernel (homework 6)',
      QKV,
      'sim[i,j] = (sum[d] q[i,d] k[j,d] + 1)^2',
      'output[i,m] = (sum[j] sim[i,j] v[j,m]) / (sum[j] sim[i,j])',
    ),
  },
  {
    id: 'sliding-window',
    paper: { authors: 'Beltagy et al.', year: 2020, id: '2004.05150' },
    text: program(
      '# Sliding window',
      QKV,
      'param w = 4',
      SCORES,
      '# A token reads itself and the w − 1 before it',
      'weights[i,j] = softmax[j : j <= i and i - j < w] scores[i,j]',
      OUTPUT,
    ),
  },
  {
    id: 'alibi',
    paper: { authors: 'Press et al.', year: 2021, id: '2108.12409' },
    text: program(
      '# ALiBi',
      'in q[h,i,d], k[h,j,d], v[h,j,m]',
      '# Each head has a slope of its own',
      'slope[h] = 2^(-8 h / |h|)',
      'scores[h,i,j]  = sum[d] q[h,i,d] k[h,j,d] / sqrt(|d|) - slope[h] (i - j)',
      'weights[h,i,j] = softmax[j : j <= i] scores[h,i,j]',
      'output[h,i,m]  = sum[j] weights[h,i,j] v[h,j,m]',
    ),
  },
  {
    id: 'rope',
    paper: { authors: 'Su et al.', year: 2021, id: '2104.09864' },
    text: program(
      '# Rotary positions: the width is pairs p of two places',
      'in q[i,d], k[i,d], v[i,m]',
      'axis r = 2, c = 2, p = |d| / 2',
      'angle[i,p] = (i - 1) 10000^(-(p - 1) / |p|)',
      'turn[i,p,r,c] = if r = c then cos(angle[i,p]) else (r - c) sin(angle[i,p])',
      'qr[i,p,r] = sum[c] turn[i,p,r,c] q[i,(p c)]',
      'kr[j,p,r] = sum[c] turn[j,p,r,c] k[j,(p c)]',
      'scores[i,j]  = sum[p,r] qr[i,p,r] kr[j,p,r] / sqrt(|d|)',
      SOFTMAX,
      OUTPUT,
    ),
  },
  {
    id: 'top-two',
    paper: { authors: 'Gupta et al.', year: 2021, id: '2106.06899' },
    text: program(
      '# Top two',
      QKV,
      SCORES,
      '# Only the two keys that fit best',
      'weights[i,j] = softmax[j : top(2)[j] scores[i,j]] scores[i,j]',
      OUTPUT,
    ),
  },
  {
    id: 'differential',
    paper: { authors: 'Ye et al.', year: 2024, id: '2410.05258' },
    text: program(
      '# Differential attention',
      'in q1[i,d], k1[j,d], q2[i,d], k2[j,d], v[j,m]',
      'param λ = 0.8',
      'a1[i,j] = softmax[j] (sum[d] q1[i,d] k1[j,d] / sqrt(|d|))',
      'a2[i,j] = softmax[j] (sum[d] q2[i,d] k2[j,d] / sqrt(|d|))',
      '# Noise that both maps weigh alike cancels',
      'output[i,m] = sum[j] (a1[i,j] - λ a2[i,j]) v[j,m]',
    ),
  },
  {
    id: 'latent',
    paper: { authors: 'DeepSeek-AI', year: 2024, id: '2405.04434' },
    text: program(
      '# Latent attention, absorbed: c is what is cached',
      'in x[i,e], w_c[e,l], w_q[h,e,d], u_k[h,l,d], u_v[h,l,m]',
      'c[i,l]    = sum[e] x[i,e] w_c[e,l]',
      'q[h,i,d]  = sum[e] x[i,e] w_q[h,e,d]',
      'qa[h,i,l] = sum[d] q[h,i,d] u_k[h,l,d]',
      'weights[h,i,j] = softmax[j : j <= i] (sum[l] qa[h,i,l] c[j,l] / sqrt(|d|))',
      't[h,i,l]  = sum[j] weights[h,i,j] c[j,l]',
      'output[i,h,m] = sum[l] t[h,i,l] u_v[h,l,m]',
    ),
  },
  {
    id: 'delta',
    paper: { authors: 'Yang et al.', year: 2024, id: '2406.06484' },
    text: program(
      '# Delta rule',
      'in q[t,a], k[t,a], v[t,b], beta[t]',
      '# The old value of the key is subtracted before the new one is written',
      'S[t,a,b] = S[t-1,a,b] + beta[t] k[t,a] (v[t,b] - sum[c] S[t-1,c,b] k[t,c])',
      'output[t,b] = sum[a] q[t,a] S[t,a,b]',
    ),
  },
  {
    id: 'monotonic',
    paper: { authors: 'Raffel et al.', year: 2017, id: '1704.00784' },
    text: program(
      '# Monotonic attention: no query goes back',
      QKV,
      '# The chance that query i stops at key j',
      'p[i,j] = sigmoid(sum[d] q[i,d] k[j,d] / sqrt(|d|))',
      '# Query i reaches key j from key j − 1, or starts where query i − 1 stopped',
      'c[i,j] = (1 - p[i,j-1]) c[i,j-1] + p[i-1,j] c[i-1,j] + (if i = 1 and j = 1 then 1 else 0)',
      'weights[i,j] = p[i,j] c[i,j]',
      OUTPUT,
    ),
  },
  {
    id: 'cosine',
    paper: { authors: 'Liu et al.', year: 2021, id: '2111.09883' },
    text: program(
      '# Cosine attention (Swin V2)',
      QKV,
      'param τ = 0.1',
      'dot[i,j] = sum[d] q[i,d] k[j,d]',
      'scores[i,j]  = dot[i,j] / ((norm[d] q[i,d]) (norm[d] k[j,d])) / τ',
      SOFTMAX,
      OUTPUT,
    ),
  },
  {
    id: 'sigmoid',
    paper: { authors: 'Ramapuram et al.', year: 2024, id: '2409.04431' },
    text: program(
      '# Sigmoid attention',
      QKV,
      SCORES,
      '# No key competes with another; the bias keeps a row near 1',
      'weights[i,j] = sigmoid(scores[i,j] - log(|j|))',
      OUTPUT,
    ),
  },
  {
    id: 'softcap',
    paper: { authors: 'Gemma Team', year: 2024, id: '2408.00118' },
    text: program(
      '# Capped scores (Gemma 2)',
      QKV,
      'param c = 50',
      SCORES,
      'capped[i,j]  = c tanh(scores[i,j] / c)',
      'weights[i,j] = softmax[j : j <= i] capped[i,j]',
      OUTPUT,
    ),
  },
  {
    id: 'talking-heads',
    paper: { authors: 'Shazeer et al.', year: 2020, id: '2003.02436' },
    text: program(
      '# Talking heads',
      'in q[h,i,d], k[h,j,d], v[g,j,m], p_l[h,f], p_w[f,g]',
      'scores[h,i,j]  = sum[d] q[h,i,d] k[h,j,d] / sqrt(|d|)',
      '# Heads mix before the softmax, and after it',
      'mixed[f,i,j]   = sum[h] scores[h,i,j] p_l[h,f]',
      'weights[f,i,j] = softmax[j] mixed[f,i,j]',
      'talked[g,i,j]  = sum[f] weights[f,i,j] p_w[f,g]',
      'output[g,i,m]  = sum[j] talked[g,i,j] v[g,j,m]',
    ),
  },
  {
    id: 'linformer',
    paper: { authors: 'Wang et al.', year: 2020, id: '2006.04768' },
    text: program(
      '# Linformer: few keys stand for many',
      'in q[i,d], k[j,d], v[j,m], e[r,j], f[r,j]',
      'keys[r,d]    = sum[j] e[r,j] k[j,d]',
      'values[r,m]  = sum[j] f[r,j] v[j,m]',
      'scores[i,r]  = sum[d] q[i,d] keys[r,d] / sqrt(|d|)',
      'weights[i,r] = softmax[r] scores[i,r]',
      'output[i,m]  = sum[r] weights[i,r] values[r,m]',
    ),
  },
  {
    id: 'retention',
    paper: { authors: 'Sun et al.', year: 2023, id: '2307.08621' },
    text: program(
      '# Retention: the past fades',
      QKV,
      'param γ = 0.9',
      'decay[i,j]  = if j <= i then γ^(i - j) else 0',
      'scores[i,j] = sum[d] q[i,d] k[j,d] decay[i,j]',
      'output[i,m] = sum[j] scores[i,j] v[j,m]',
    ),
  },
  {
    id: 'attention-sinks',
    paper: { authors: 'Xiao et al.', year: 2023, id: '2309.17453' },
    text: program(
      '# Attention sinks: a window, and the first tokens',
      QKV,
      'param w = 2, s = 1',
      SCORES,
      'weights[i,j] = softmax[j : j <= i and (i - j < w or j <= s)] scores[i,j]',
      OUTPUT,
    ),
  },
  {
    id: 'sparse-fixed',
    paper: { authors: 'Child et al.', year: 2019, id: '1904.10509' },
    text: program(
      '# Sparse attention within blocks',
      QKV,
      'param w = 2',
      SCORES,
      '# A token reads those before it in its own block of w',
      'weights[i,j] = softmax[j : j <= i and block(i, w) = block(j, w)] scores[i,j]',
      OUTPUT,
    ),
  },
  {
    id: 'forgetting',
    paper: { authors: 'Lin et al.', year: 2025, id: '2503.02130' },
    text: program(
      '# Forgetting attention: a gate for each token',
      'in q[i,d], k[i,d], v[i,m], g[i]',
      '# The logarithm of how much is kept up to a token',
      'kept[i] = cumsum[i] log(sigmoid(g[i]))',
      'scores[i,j]  = sum[d] q[i,d] k[j,d] / sqrt(|d|) + kept[i] - kept[j]',
      CAUSAL,
      OUTPUT,
    ),
  },
  {
    id: 'cross-covariance',
    paper: { authors: 'El-Nouby et al.', year: 2021, id: '2106.09681' },
    text: program(
      '# Cross-covariance: features read features (XCiT)',
      'in q[i,d], k[i,e], v[i,e]',
      'param τ = 1',
      '# Each feature is divided by its norm over all tokens',
      'qn[i,d] = q[i,d] / (norm[i] q[i,d])',
      'kn[i,e] = k[i,e] / (norm[i] k[i,e])',
      'weights[d,e] = softmax[e] (sum[i] qn[i,d] kn[i,e] / τ)',
      'output[i,d]  = sum[e] weights[d,e] v[i,e]',
    ),
  },
];

/** The first line, without its mark. */
export const titleOf = (text: string) => (text.split('\n', 1)[0] ?? '').replace(/^#\s*/, '');
