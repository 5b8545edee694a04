//! Every mark of transposition is read wherever a matrix, a vector or a list may have one.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::base::transposed::TRANSPOSED;
use attention_playground::input::parse_matrix;
use attention_playground::lab::q1_scaling::mean_variance::{self, MomentQuestion};
use attention_playground::lab::q6_kernels::kernel_answer::{self, KernelQuestion};

#[test]
fn behind_a_matrix_in_python_and_in_latex() {
    for mark in TRANSPOSED {
        for text in [
            format!("[[1, 2, 3], [4, 5, 6]]{mark}"),
            format!(r"\begin{{bmatrix}} 1 & 2 & 3 \\ 4 & 5 & 6 \end{{bmatrix}}{mark}"),
        ] {
            let read = parse_matrix(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((read.grid.rows, read.grid.columns), (3, 2), "{text}");
        }
    }
}

#[test]
fn behind_a_vector_and_its_mean() {
    for mark in TRANSPOSED {
        for text in [format!("mu{mark} mu"), format!("E[q{mark}] E[k]")] {
            let judged = mean_variance::judge(MomentQuestion::Mean, &text)
                .unwrap_or_else(|error| panic!("{text}: {error}"));
            assert!(judged.right, "{text}");
        }
    }
}

#[test]
fn behind_a_list_a_column_and_a_feature() {
    let features = "1, sqrt(2) x1, sqrt(2) x2, x1^2, sqrt(2) x1 x2, x2^2";
    for mark in TRANSPOSED {
        for (question, text) in [
            (KernelQuestion::Features, format!("({features}){mark}")),
            (KernelQuestion::Features, format!("vec((1, x)(1, x){mark})")),
            (
                KernelQuestion::Rewritten,
                format!("φ(Q_i){mark} Σ_j φ(K_j) V_j / (φ(Q_i){mark} Σ_j φ(K_j))"),
            ),
        ] {
            let judged = kernel_answer::judge(question, &text)
                .unwrap_or_else(|error| panic!("{text}: {error}"));
            assert!(judged.right, "{text}");
        }
    }
}
