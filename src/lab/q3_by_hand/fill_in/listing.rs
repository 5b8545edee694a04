//! The program of homework 3 as text, and where in it something stands.

/// The module, with each hole as its name in braces.
pub const PROGRAM: &str = "\
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.d_model, self.num_heads = d_model, num_heads
        self.d_k = d_model // num_heads
        self.W_q = nn.Linear(d_model, d_model)
        self.W_k = nn.Linear(d_model, {a})
        self.W_v = nn.Linear({b}, {v_out})
        self.W_o = nn.Linear({o_in}, {c})

    def scaled_dot_product_attention(self, Q, K, V, mask=None):
        attn_scores = torch.matmul({d}, K.transpose(-2, -1)) / math.sqrt(self.d_k)
        if mask is not None:
            attn_scores = attn_scores.masked_fill(mask == 0, -1e9)
        attn_probs = torch.{e}(attn_scores, dim=-1)
        return torch.matmul(attn_probs, {f})

    def split_heads(self, x):
        batch_size, seq_length, d_model = x.size()
        return x.view(batch_size, seq_length, {g}, {split}).transpose(1, 2)

    def combine_heads(self, x):
        batch_size, _, seq_length, d_k = x.size()
        return x.transpose(1, 2).{joined}(batch_size, seq_length, {combine})

    def forward(self, Q, K, V, mask=None):
        Q = self.split_heads(self.W_q(Q))
        K = self.split_heads(self.W_k(K))
        V = self.split_heads(self.W_v(V))
        attn_output = self.scaled_dot_product_attention(Q, K, V, mask)
        return self.{h}(self.combine_heads(attn_output))";

/// The first line that has this piece, counted from 1.
pub fn line_of(piece: &str) -> usize {
    PROGRAM.lines().position(|text| text.contains(piece)).map_or(0, |at| at + 1)
}
