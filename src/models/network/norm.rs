//! Layer norm: each row with mean 0 and variance 1, times a weight, plus a bias.

/// Its weights.
#[derive(Debug, Default)]
pub struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    /// y = norm(x), row by row.
    pub fn apply(&self, x: &[f32], epsilon: f32, y: &mut [f32]) {
        let width = self.weight.len().max(1);
        for (x, y) in x.chunks_exact(width).zip(y.chunks_exact_mut(width)) {
            let (mean, scale) = moments(x, epsilon);
            for (((y, x), weight), bias) in y.iter_mut().zip(x).zip(&self.weight).zip(&self.bias) {
                *y = (x - mean) * scale * weight + bias;
            }
        }
    }

    /// dx from x and dy: what the mean and the variance lose of it goes back to the whole row.
    pub fn back(&self, x: &[f32], dy: &[f32], epsilon: f32, dx: &mut [f32]) {
        let width = self.weight.len().max(1);
        let rows = x.chunks_exact(width).zip(dy.chunks_exact(width));
        for ((x, dy), dx) in rows.zip(dx.chunks_exact_mut(width)) {
            let (mean, scale) = moments(x, epsilon);
            let (mut sum, mut along) = (0.0, 0.0);
            for ((x, dy), weight) in x.iter().zip(dy).zip(&self.weight) {
                let part = f64::from(dy * weight);
                sum += part;
                along += part * f64::from((x - mean) * scale);
            }
            let [sum, along] = [sum, along].map(|total| (total / width as f64) as f32);
            for (((dx, x), dy), weight) in dx.iter_mut().zip(x).zip(dy).zip(&self.weight) {
                *dx = scale * (dy * weight - sum - (x - mean) * scale * along);
            }
        }
    }
}

/// The mean of a row, and 1/√(its variance + ε).
fn moments(x: &[f32], epsilon: f32) -> (f32, f32) {
    let count = x.len() as f64;
    let mean = x.iter().map(|x| f64::from(*x)).sum::<f64>() / count;
    let square = |x: &f32| (f64::from(*x) - mean) * (f64::from(*x) - mean);
    let variance = x.iter().map(square).sum::<f64>() / count;
    (mean as f32, (1.0 / (variance + f64::from(epsilon)).sqrt()) as f32)
}
