"""Runs programs and prints their tensors: python run.py FOLDER, for 0.py, 1.py, ... in it.

A tensor is one line, "program name shape cells", with blanks between and commas within them.
A warning is an error: a program that a person is handed runs without one.
"""

import contextlib
import io
import os
import pathlib
import sys
import traceback
import warnings


# These tables are small: threads of a library would wait for each other longer than they compute.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def tensors(names):
    for name, value in names.items():
        if hasattr(value, "tolist"):  # an array of NumPy's or a tensor of PyTorch's
            value = value.detach() if hasattr(value, "detach") else value
            cells = ",".join(repr(float(cell)) for cell in value.flatten().tolist())
            yield name, ",".join(map(str, value.shape)) or "-", cells


def main(folder):
    warnings.simplefilter("error")
    count = len(list(folder.glob("*.py")))
    for number in range(count):
        source = (folder / f"{number}.py").read_text(encoding="utf-8")
        names, printed = {}, io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(source, f"{number}.py", "exec"), names)
            assert printed.getvalue().strip(), "it prints nothing"
        except Exception:
            sys.exit(f"{source}\n{traceback.format_exc()}")
        for tensor in tensors(names):
            print(number, *tensor)


main(pathlib.Path(sys.argv[1]))
