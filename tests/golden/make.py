"""Reference numbers from PyTorch, in float64, for every variant: tests/golden/<variant>.json.

    pip install torch==2.7.1 numpy
    python3 tests/golden/make.py [variant ...]

`reference.py` says what is computed, `cases.py` on which inputs. A file holds one case a line:

    {"name", "params", "inputs": {name: nested lists}, "steps": {step: nested lists},
     "upstream": nested lists, "gradients": {input: nested lists}}   # the last two in some cases

Inputs are hundredths or whole numbers, results are all the digits of a double. Gradients are of
the sum of output times upstream. The steps always have the output, and the weights while small.
tests/goldens.rs compares; when it says that the *bits* changed, see there.
"""

import json
import platform
import sys
from pathlib import Path

import torch
from cases import CASES
from reference import VARIANTS, check_reference, too_close

HERE = Path(__file__).parent
SMALL_WEIGHTS = 150  # cells


def double(cells):
    return torch.tensor(cells, dtype=torch.float64)


def tensors(inputs):
    """Numbers that gradients flow to, and the mask."""
    return {
        name: torch.tensor(cells) if name == "mask" else double(cells).requires_grad_()
        for name, cells in inputs.items()
    }


def one_case(variant, case):
    for attempt in range(1000):
        cells = case.draw(variant, attempt)
        inputs = tensors(cells)
        if not too_close(variant, inputs, case.params):
            break
    else:
        sys.exit(f"{variant}: {case.name}: no fit numbers found")
    steps = VARIANTS[variant](**inputs, **case.params)
    line = {"name": case.name, "params": case.params, "inputs": cells}
    line["steps"] = {
        name: step.tolist()
        for name, step in steps.items()
        if name == "output" or step.numel() <= SMALL_WEIGHTS
    }
    upstream = case.draw_upstream(variant, steps["output"].shape)
    gradients = check_reference(variant, inputs, case.params, steps["output"], double(upstream))
    if case.backward:
        line["upstream"] = upstream
        line["gradients"] = {name: gradient.tolist() for name, gradient in gradients.items()}
    return line


def write(variant):
    cases = [one_case(variant, case) for case in CASES[variant]()]
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)
    made_with = {"torch": torch.__version__, "python": platform.python_version()}
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    head = f'{{"variant": "{variant}", "made_with": {json.dumps(made_with)}, "cases": [\n'
    path = HERE / f"{variant}.json"
    path.write_text(f"{head}{lines}\n]}}\n", encoding="utf-8")
    backward = sum("gradients" in case for case in cases)
    print(f"{variant}: {len(cases)} forward, {backward} backward, {path.stat().st_size >> 10} KiB")
    return len(cases), backward


if __name__ == "__main__":
    torch.set_num_threads(1)
    counts = [write(variant) for variant in sys.argv[1:] or CASES]
    print(f"in all: {sum(c[0] for c in counts)} forward, {sum(c[1] for c in counts)} backward")
