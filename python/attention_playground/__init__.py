"""The Attention Playground as a widget of notebooks: Jupyter, marimo, and whatever else shows an anywidget.

    from attention_playground import Playground

    p = Playground("argmax", q=[[3, 1, 2]], k=keys, v=values)
    p                      # shows it
    p.result["weights"]    # a NumPy array, once it is shown
    p.inputs = {"q": q}    # goes to the page; what is typed there comes back
    p.observe(print, "result")

All computing is in the browser. Nothing is fetched: the page asks the kernel for its files.
"""

import json
from pathlib import Path

import anywidget
import numpy
import traitlets

__all__ = ["Playground"]
__version__ = "VERSION"

_FILES = Path(__file__).parent
_SETTINGS = json.loads((_FILES / "settings.json").read_text())
_TRAITS = {
    "flag": lambda: traitlets.Bool(False),
    "number": lambda: traitlets.Float(None, allow_none=True),
    "words": lambda: traitlets.Union([traitlets.Unicode(), traitlets.List(traitlets.Unicode())], default_value=""),
}


class Table(numpy.ndarray):
    """Numbers of a step; `axes` are the letters of its axes."""

    axes: tuple[str, ...]

    def __new__(cls, axes, shape, data):
        table = numpy.array([float(cell) for cell in data]).reshape(shape).view(cls)
        table.axes = tuple(axes)
        return table

    def __array_finalize__(self, source):
        self.axes = getattr(source, "axes", ())


def _number(value):
    """A number as JSON has it, or the word that JavaScript has for it."""
    if numpy.isfinite(value):
        return value
    return "NaN" if numpy.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _tables(steps, _widget):
    return {name: Table(**table) for name, table in steps.items()}


def _plain(tables, _widget):
    return {
        name: {
            "axes": list(table.axes),
            "shape": list(table.shape),
            "data": [_number(cell) for cell in table.ravel().tolist()],
        }
        for name, table in tables.items()
    }


def _lists(given):
    """Arrays and tensors as lists of numbers; texts that can be pasted, and cells as they are typed, stay."""
    if hasattr(given, "detach"):  # a tensor of PyTorch
        given = given.detach().cpu()
        given = given.float() if "bfloat16" in str(given.dtype) else given
    if hasattr(given, "__array__"):
        given = numpy.asarray(given).tolist()
    if isinstance(given, (list, tuple)):
        return [_lists(part) for part in given]
    if isinstance(given, float) and not numpy.isfinite(given):
        return str(given)
    return given


class _Widget(anywidget.AnyWidget):
    _esm = _FILES / "loader.js"

    #: Tables by their names.
    inputs = traitlets.Dict().tag(sync=True)
    #: NumPy arrays by the ids of the steps; empty until the playground is shown.
    result = traitlets.Dict().tag(sync=True, from_json=_tables, to_json=_plain)
    #: What is wrong with the inputs, in words.
    error = traitlets.Unicode("").tag(sync=True)

    @traitlets.validate("inputs")
    def _given(self, proposal):
        return {name: _lists(table) for name, table in proposal["value"].items()}


class Playground(
    type(
        "_Settings",
        (_Widget,),
        {setting["name"]: _TRAITS.get(setting["kind"], traitlets.Unicode)().tag(sync=True) for setting in _SETTINGS},
    )
):
    """A playground of one variant. Settings are those of the element, such as `show`, `lock` and `reveal`;
    whatever else is given by its name is an input."""

    def __init__(self, variant="", **given):
        settings = {name: value for name, value in given.items() if self.has_trait(name)}
        inputs = {name: value for name, value in given.items() if name not in settings}
        inputs = {**settings.pop("inputs", {}), **inputs}
        super().__init__(variant=variant, inputs=inputs, **settings)
        self.on_msg(self._answer)

    def _answer(self, _widget, content, _buffers):
        """The page asks for its files, once."""
        if content.get("type") == "playground":
            packed = (_FILES / "widget.js.gz").read_bytes()
            self.send({"type": "playground", "version": __version__}, buffers=[packed])


Playground.__doc__ += "\n\n" + "\n".join(
    f"{setting['name']}: {setting['meaning']}" for setting in _SETTINGS
)
