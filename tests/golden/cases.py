"""Which cases there are: sizes, parameters, masks and kinds of numbers, one function a variant.

A case is drawn from its own name, so that a new case leaves the others as they are.
"""

import random
from dataclasses import dataclass, field, replace
from itertools import cycle, product

MASKS = {
    "some": "each query may read some keys, the first always",
    "row": "as some, but every other query may read none",
    "padding": "the last keys are out for every query",
    "none": "no query may read any key",
    "all": "every query may read every key",
}


@dataclass
class Case:
    shapes: dict  # input name -> shape, in the order in which they are given
    params: dict = field(default_factory=dict)
    mask: str = ""  # one of MASKS, or no mask
    backward: bool = False
    numbers: tuple = (-2, 2)  # the range; of hundredths, or of whole numbers if they are typed so
    whole: bool = False
    tag: str = ""

    @property
    def name(self):
        sizes = {n: s for n, s in self.shapes.items() if n in ("q", "k", "v", "y", "x", "prev_k", "w_v")}
        parts = [" ".join(f"{n}{'x'.join(map(str, s))}" for n, s in sizes.items())]
        parts += [f"{name}={str(value).lower()}" for name, value in self.params.items()]
        parts += [f"mask: {self.mask}"] * bool(self.mask)
        parts += ["whole numbers"] * self.whole + [self.tag] * bool(self.tag)
        return ", ".join(parts)

    def draw(self, variant, attempt=0):
        """The inputs as nested lists."""
        source = random.Random(f"{variant}: {self.name} ({attempt})")
        inputs = {name: self.cells(source, name, shape) for name, shape in self.shapes.items()}
        if self.mask:
            inputs["mask"] = self.mask_cells(source)
        return inputs

    def draw_upstream(self, variant, shape):
        return nested(random.Random(f"{variant}: {self.name} (upstream)"), shape, hundredth, -2, 2)

    def cells(self, source, name, shape):
        low, high = self.numbers
        if name.startswith(("w_", "b_", "shift_")):  # what is projected stays near 1
            high = min(1, round(2 / max(shape) ** 0.5, 1))
            low = -high
        if name.startswith("gain_"):
            low, high = 0.5, 1.5
        return nested(source, shape, whole if self.whole else hundredth, low, high)

    def mask_cells(self, source):
        rows = self.shapes.get("q", self.shapes.get("y", self.shapes.get("x")))[0]
        columns = self.shapes.get("k", self.shapes.get("x"))[0]
        out = source.randint(1, max(1, columns // 2))
        may = {
            "some": lambda i, j: j == 0 or source.random() < 0.6,
            "row": lambda i, j: i % 2 == 1 and (j == 0 or source.random() < 0.6),
            "padding": lambda i, j: j == 0 or j < columns - out,
            "none": lambda i, j: False,
            "all": lambda i, j: True,
        }[self.mask]
        return [[may(i, j) for j in range(columns)] for i in range(rows)]


def hundredth(source, low, high):
    return source.randint(round(100 * low), round(100 * high)) / 100


def whole(source, low, high):
    return source.randint(low, high)


def nested(source, shape, cell, low, high):
    if not shape:
        return cell(source, low, high)
    return [nested(source, shape[1:], cell, low, high) for _ in range(shape[0])]


def turns(**choices):
    """Every combination of the choices, over and over; None leaves a parameter out."""
    combinations = product(*choices.values())
    named = [dict(zip(choices, values)) for values in combinations]
    return cycle([{n: v for n, v in params.items() if v is not None} for params in named])


# -- q, k, v -------------------------------------------------------------------------------------


def qkv(i, j, d, m):
    return {"q": (i, d), "k": (j, d), "v": (j, m)}


SMALL = [(1, 1, 1, 1), (1, 4, 3, 3), (4, 1, 3, 2), (3, 4, 2, 5), (5, 3, 1, 4), (4, 4, 4, 4)]
MIDDLE = [(2, 2, 65, 2), (2, 3, 3, 64), (6, 7, 5, 3), (7, 6, 8, 1), (8, 8, 8, 8), (13, 11, 5, 7)]
LARGE = [(17, 9, 16, 3), (31, 33, 8, 4), (32, 32, 16, 8), (1, 65, 8, 4), (65, 1, 8, 4)]
LARGE += [(64, 64, 4, 8), (64, 65, 8, 3), (65, 64, 3, 4), (65, 65, 1, 1)]


def scaled_dot_product():
    for sizes in SMALL + MIDDLE + LARGE:
        yield Case(qkv(*sizes), backward=sizes in SMALL)
    how = turns(scale=[None, False, True], causal=[True, False, None])
    for sizes, (mask, fill) in product(SMALL, product(MASKS, ["-inf", "-1e9"])):
        params = {**next(how), "mask_fill": fill}
        yield Case(qkv(*sizes), params, mask, backward=mask in ("some", "row"))
    for sizes in MIDDLE + LARGE[:2] + LARGE[-3:]:
        params = next(turns(scale=[True, False], causal=[True]))
        yield Case(qkv(*sizes), params, backward=sizes in MIDDLE)
    for sizes, mask in zip(MIDDLE, cycle(["some", "row", "padding"])):
        yield Case(qkv(*sizes), {"causal": True, "scale": False}, mask, backward=True)
    for sizes in [(3, 4, 2, 5), (8, 8, 8, 8)]:
        for scale in (True, False):
            equal = {"whole": True, "numbers": (0, 1), "tag": "equal scores"}
            yield Case(qkv(*sizes), {"scale": scale}, backward=True, **equal)
            large = {"whole": True, "numbers": (-9, 9), "tag": "large scores"}
            yield Case(qkv(*sizes), {"scale": scale, "causal": scale}, backward=True, **large)
    for temperature, sizes in product([0.05, 0.3, 2, 50], [(3, 4, 2, 5), (5, 3, 1, 4)]):
        params = {"temperature": temperature}
        yield Case(qkv(*sizes), params, backward=True)
        yield Case(qkv(*sizes), {**params, "scale": False, "causal": True}, "some", backward=True)
        yield Case(qkv(*sizes), {**params, "mask_fill": "-1e9"}, "row", backward=True)
    for scale, sizes in product([0.125, -0.5, 3], [(3, 4, 2, 5), (5, 3, 1, 4)]):
        yield Case(qkv(*sizes), {"scale": scale}, backward=True)
        yield Case(qkv(*sizes), {"scale": scale, "causal": True}, backward=True)
        yield Case(qkv(*sizes), {"scale": scale, "temperature": 2}, "row", backward=True)
    for sizes, fill in product([(3, 4, 2, 5), (5, 3, 1, 4), (2, 6, 3, 2)], ["-inf", "-1e9"]):
        for corner, mask in product(CORNERS, ["", "some"]):
            yield Case(qkv(*sizes), {"causal": corner, "mask_fill": fill}, mask, backward=True)
    how = turns(scale=[True, 0.5], causal=[False, True], temperature=[2, None])
    for (i, j, d, m), mask in product(SMALL[1:], ["", "some", "row"]):
        params = next(how)
        yield Case(qkv(i, j, d, m) | {"bias": (i, j)}, params, mask, backward=True, tag="bias")


CORNERS = ["upper-left", "lower-right"]


def argmax():
    for sizes in SMALL + MIDDLE + LARGE:
        yield Case(qkv(*sizes), backward=sizes in SMALL)
    how = turns(scale=[None, True, False], causal=[True, None, False])
    for sizes, mask in product(SMALL, MASKS):
        yield Case(qkv(*sizes), next(how), mask, whole=True, backward=mask in ("some", "row"))
    for sizes in SMALL[3:] + MIDDLE:
        ties = {"whole": True, "numbers": (-1, 1), "tag": "ties"}
        yield Case(qkv(*sizes), next(how), backward=sizes in SMALL, **ties)
    for sizes, mask in product(SMALL[1:] + MIDDLE[2:4], ["", "some", "row"]):
        params = {"straight_through": True, **next(how)}
        yield Case(qkv(*sizes), params, mask, whole=mask == "row", backward=True)
    for scale in (0.125, -0.5):
        yield Case(qkv(3, 4, 2, 5), {"scale": scale}, backward=True)
    for sizes, corner, through in product([(2, 5, 3, 2), (4, 2, 3, 3)], CORNERS, [False, True]):
        params = {"causal": corner, "straight_through": through}
        yield Case(qkv(*sizes), params, backward=True)
    for through in (False, True):
        params = {"straight_through": through}
        yield Case(qkv(3, 4, 2, 5) | {"bias": (3, 4)}, params, "some", backward=True, tag="bias")


KERNELS = ["exponential", "polynomial", "quadratic", "elu+1", "relu", "gaussian", "dot"]
MOSTLY_POSITIVE = (-0.5, 1.5)  # for similarities of either sign, whose sum could come near 0
KERNEL_SIZES = SMALL + [(2, 2, 12, 2), (2, 3, 3, 64), (6, 7, 5, 3), (13, 11, 5, 7), (32, 31, 4, 3)]


def kernel_numbers(name):
    return MOSTLY_POSITIVE if name in ("polynomial", "dot") else (-2, 2)


def kernel():
    how = turns(causal=[None, True, False])
    for name, sizes in product(KERNELS, KERNEL_SIZES):
        params = {"kernel": name, **next(how)}
        yield Case(qkv(*sizes), params, numbers=kernel_numbers(name), backward=sizes in SMALL)
    for name in ("exponential", "gaussian", "elu+1"):
        yield Case(qkv(65, 64, 3, 4), {"kernel": name, "causal": True})
    for degree, offset, scale in product([1, 2, 3, 4], [None, 0, 0.5, 2], [None, True]):
        params = {"kernel": "polynomial", "degree": degree}
        params |= {} if offset is None else {"offset": offset}
        params |= {} if scale is None else {"scale": scale}
        backward = degree in (2, 3) and scale is None
        yield Case(qkv(3, 4, 2, 3), params, numbers=MOSTLY_POSITIVE, backward=backward)
    for offset, scale in product([0, 1, 2.5], [False, True]):
        params = {"kernel": "quadratic", "offset": offset, "scale": scale, "causal": scale}
        yield Case(qkv(4, 5, 3, 2), params, backward=True)
    for name in ("exponential", "dot"):
        for scale in (False, True):
            params = {"kernel": name, "scale": scale}
            yield Case(qkv(3, 4, 2, 3), params, numbers=kernel_numbers(name), backward=True)
    for sizes in [(3, 4, 2, 3), (5, 4, 3, 2)]:
        negative = {"numbers": (-1.5, 0.5), "tag": "negative denominators"}
        for offset in (0, 1):
            params = {"kernel": "polynomial", "degree": 3, "offset": offset, "causal": True}
            yield Case(qkv(*sizes), params, backward=True, **negative)
    for name, causal in product(["relu", "dot", "quadratic"], [False, True]):
        params = {"kernel": name, "causal": causal}
        params |= {"offset": 0} if name == "quadratic" else {}
        nothing = {"whole": True, "numbers": (-1, 1), "tag": "denominators of 0"}
        yield Case(qkv(5, 3, 2, 3), params, backward=True, **nothing)
    for name, sizes in product(["exponential", "elu+1", "quadratic"], [(2, 5, 3, 2), (4, 2, 3, 3)]):
        yield Case(qkv(*sizes), {"kernel": name, "causal": "lower-right"}, backward=True)


FEATURE_MAPS = [
    {"feature_map": "quadratic", "offset": 0},
    {"feature_map": "quadratic", "offset": 1},
    {"feature_map": "elu+1"},
    {"feature_map": "relu"},
    {"feature_map": "exp"},
]


def linear():
    how = turns(causal=[True, False, None])
    for feature_map, sizes in product(FEATURE_MAPS, KERNEL_SIZES):
        yield Case(qkv(*sizes), {**feature_map, **next(how)}, backward=sizes in SMALL)
    for feature_map in FEATURE_MAPS[1:]:
        params = {**feature_map, "causal": True}
        yield Case(qkv(65, 65, 2, 3), params)
        yield Case(qkv(4, 5, 3, 2), params, backward=True)
    for causal in (False, True):
        nothing = {"whole": True, "numbers": (-1, 1), "tag": "denominators of 0"}
        for feature_map in ({"feature_map": "relu"}, {"feature_map": "quadratic", "offset": 0}):
            params = {**feature_map, "causal": causal}
            yield Case(qkv(5, 3, 2, 3), params, backward=True, **nothing)
    for feature_map, sizes in product(FEATURE_MAPS[1:3], [(2, 5, 3, 2), (4, 2, 3, 3)]):
        yield Case(qkv(*sizes), {**feature_map, "causal": "lower-right"}, backward=True)


def linear_recurrent():
    sizes = [(1, 1, 1), (2, 1, 1), (3, 2, 5), (4, 4, 4), (5, 3, 2), (8, 2, 3), (13, 5, 7)]
    for feature_map, (n, d, m) in product(FEATURE_MAPS, sizes):
        yield Case(qkv(n, n, d, m), dict(feature_map), backward=n in (1, 3, 4, 5))
    for feature_map in FEATURE_MAPS[1:]:
        yield Case(qkv(64, 64, 2, 3), dict(feature_map))
        yield Case(qkv(65, 65, 3, 1), dict(feature_map))
    for feature_map in ({"feature_map": "relu"}, {"feature_map": "quadratic", "offset": 0}):
        nothing = {"whole": True, "numbers": (-1, 1), "tag": "denominators of 0"}
        yield Case(qkv(5, 5, 2, 3), dict(feature_map), backward=True, **nothing)


# -- Projections and heads -----------------------------------------------------------------------


def projections(n, width, values=None, biases="qkvo"):
    values = values or width
    shapes = {"x": (n, width), "w_q": (width, width), "w_k": (width, width)}
    shapes |= {"w_v": (values, width), "w_o": (width, values)}
    sizes = {"q": width, "k": width, "v": values, "o": width}
    return shapes | {f"b_{letter}": (sizes[letter],) for letter in biases}


HEADS = [(1, 1, 1), (1, 4, 2), (2, 5, 5), (3, 4, 1), (4, 6, 3), (5, 8, 4)]  # n, width, heads


def multi_head():
    biases = cycle(["", "qkvo"])
    for (n, width, heads), wide in product(HEADS + [(5, 8, 8), (7, 12, 2)], [1, 2]):
        shapes = projections(n, width, wide * width, next(biases))
        yield Case(shapes, {"heads": heads}, backward=n < 5, tag=tag(shapes))
    for n, width, heads in [(16, 16, 4), (33, 8, 2), (64, 12, 3), (65, 4, 1), (3, 64, 8)]:
        shapes = projections(n, width)
        yield Case(shapes, {"heads": heads, "causal": n % 2 == 1, "mask_fill": "-inf"})
    for letter in "qkvo":
        shapes = projections(3, 4, 8, letter)
        yield Case(shapes, {"heads": 2}, backward=True, tag=tag(shapes))
    how = turns(scale=[None, False, True], causal=[True, False, None])
    for (n, width, heads), (mask, fill) in product(HEADS, product(MASKS, ["-inf", "-1e9"])):
        wide, params = n % 2 + 1, {"heads": heads, **next(how), "mask_fill": fill}
        shapes = projections(n, width, wide * width, next(biases))
        backward = mask in ("some", "row") and n < 5
        yield Case(shapes, params, mask, backward=backward, tag=tag(shapes))
    for scale, causal in product([True, False], [True, False]):
        params = {"heads": 2, "scale": scale, "causal": causal, "mask_fill": "-1e9"}
        yield Case(projections(4, 4), params, backward=True)
    for scale, causal in product([0.125, -0.5], [True, False]):
        yield Case(projections(3, 4), {"heads": 2, "scale": scale, "causal": causal}, backward=True)
    for corner in CORNERS:
        params = {"heads": 2, "causal": corner}
        yield Case(projections(4, 4), params, backward=True)
    for mask, causal in product(["", "some"], [True, False]):
        shapes = projections(3, 4) | {"bias": (3, 3)}
        yield Case(shapes, {"heads": 2, "causal": causal}, mask, backward=True, tag="bias")


def cross():
    biases = cycle(["", "qkvo"])
    sizes = [(1, 1, 1, 1), (1, 3, 4, 2), (2, 5, 6, 3), (5, 2, 4, 1), (4, 4, 8, 4), (7, 3, 12, 2)]
    for (m, n, width, heads), mask in product(sizes, ["", "some", "padding", "all"]):
        shapes = {"y": (m, width), **projections(n, width, biases=next(biases))}
        yield Case(shapes, {"heads": heads}, mask, backward=m < 5, tag=tag(shapes))
    for (m, n, width, heads), fill in product(sizes[1:4], ["-inf", "-1e9"]):
        shapes = {"y": (m, width), **projections(n, width, 2 * width)}
        yield Case(shapes, {"heads": heads, "mask_fill": fill}, "row", backward=True)
    for scale, mask in product([True, False, 0.3], ["", "some"]):
        shapes = {"y": (3, 4), **projections(2, 4), "bias": (3, 2)}
        yield Case(shapes, {"heads": 2, "scale": scale}, mask, backward=True, tag="bias")


def tag(shapes):
    given = "".join(name[2] for name in shapes if name.startswith("b_"))
    return f"biases: {given}" if given else "no biases"


def transformer_layer():
    how = turns(norm_first=[None, True, False], activation=[None, "gelu", "relu"])
    sizes = [(n, width, heads, 2 * width) for n, width, heads in HEADS if width > 1]
    sizes += [(1, 2, 1, 1), (2, 3, 1, 4), (4, 4, 4, 1)]
    for size, causal in product(sizes, [None, True, False]):
        params = {**next(how)} | ({} if causal is None else {"causal": causal})
        yield layer(*size, params, backward=causal is not False and size[0] < 5)
    for size, mask in product(sizes, ["some", "row", "padding"]):
        params = {**next(how), "causal": size[0] % 2 == 0}
        yield layer(*size, params, mask, backward=mask == "row" and size[0] < 5)
    for size in [(16, 8, 2, 32), (33, 4, 2, 8), (64, 6, 3, 4), (65, 4, 1, 5), (3, 32, 4, 16)]:
        yield layer(*size, {**next(how), "causal": True})
    for corner in CORNERS:
        yield layer(4, 4, 2, 8, {"causal": corner}, backward=True)
    for mask in ("", "some"):
        case = layer(4, 4, 2, 3, {**next(how), "causal": True}, mask, backward=True)
        yield replace(case, shapes=case.shapes | {"bias": (4, 4)}, tag="f=3, bias")


def layer(n, width, heads, hidden, params, mask="", backward=False):
    shapes = projections(n, width) | {"w_1": (hidden, width), "b_1": (hidden,)}
    shapes |= {"w_2": (width, hidden), "b_2": (width,)}
    shapes |= {name: (width,) for name in ("gain_1", "shift_1", "gain_2", "shift_2")}
    return Case(shapes, {"heads": heads, **params}, mask, backward, tag=f"f={hidden}")


# -- Decoding ------------------------------------------------------------------------------------

# b, n, d, k, v; n is the cache's
STEPS = [(1, 1, 1, 1, 1), (1, 4, 3, 2, 2), (2, 3, 4, 2, 3), (3, 2, 5, 3, 1), (2, 7, 6, 4, 4)]
LONG_STEPS = [(1, 64, 4, 2, 2), (1, 65, 2, 3, 1), (4, 15, 16, 4, 4), (16, 2, 3, 2, 2)]
LONG_STEPS += [(1, 3, 64, 8, 8), (2, 3, 4, 65, 1)]


def decode(b, n, d, k, v, heads, caches, tokens=()):
    """`caches` is the axis of heads that the cache has: () where all share one. `tokens` is the
    axis of tokens in order, () for one."""
    shapes = {"x": (b, *tokens, d), "prev_k": (b, *caches, n, k), "prev_v": (b, *caches, n, v)}
    shapes |= {"w_q": (heads, d, k), "w_k": (*caches, d, k), "w_v": (*caches, d, v)}
    return shapes | {"w_o": (heads, v, d)}


def decode_cases(h, caches, how, params):
    """All small sizes, and every other of the large ones."""
    for step in STEPS + LONG_STEPS[h % 2 :: 2]:
        shapes = decode(*step, h, caches)
        yield Case(shapes, {**params, **next(how)}, backward=step in STEPS[:4], tag=f"h={h}")


def several_tokens(h, caches, params):
    """One new token with an axis of its own, fewer than are cached, and more."""
    for (b, n, d, k, v), t in [(STEPS[0], 1), (STEPS[1], 2), (STEPS[2], 3), ((1, 2, 3, 2, 2), 7)]:
        shapes = decode(b, n, d, k, v, h, caches, (t,))
        yield Case(shapes, params, backward=True, tag=f"h={h}")


def multi_head_decode():
    how = turns(scale=[None, True, False])
    for h in (1, 2, 3, 8):
        yield from decode_cases(h, (h,), how, {})
    yield Case(decode(2, 3, 4, 2, 3, 2, (2,)), {"scale": 0.125}, backward=True, tag="h=2")
    yield from several_tokens(2, (2,), {})
    yield from several_tokens(3, (3,), {"scale": True})


def multi_query_decode():
    how = turns(scale=[None, True, False])
    for h in (1, 2, 3, 8):
        yield from decode_cases(h, (), how, {})
    yield Case(decode(2, 3, 4, 2, 3, 2, ()), {"scale": 0.125}, backward=True, tag="h=2")
    yield from several_tokens(2, (), {})
    yield from several_tokens(3, (), {"scale": True})


def grouped_query_decode():
    how = turns(scale=[None, True, False])
    for h, g in [(1, 1), (2, 1), (2, 2), (4, 2), (6, 2), (6, 3), (8, 1), (8, 8)]:
        yield from decode_cases(h, (g,), how, {"kv_heads": g})
    params = {"kv_heads": 2, "scale": 0.125}
    yield Case(decode(2, 3, 4, 2, 3, 4, (2,)), params, backward=True, tag="h=4")
    yield from several_tokens(4, (2,), {"kv_heads": 2})
    yield from several_tokens(6, (3,), {"kv_heads": 3, "scale": True})


# -- Masks, positions, and two of a kind ---------------------------------------------------------


def sliding_window():
    how = turns(window=[None, 1, 2, 5, 64], scale=[None, False])
    for sizes in SMALL + MIDDLE:
        yield Case(qkv(*sizes), next(how), backward=sizes in SMALL)
    for sizes, (mask, fill) in product(SMALL[3:], product(["some", "row"], ["-inf", "-1e9"])):
        yield Case(qkv(*sizes), {**next(how), "mask_fill": fill}, mask, backward=True)
    yield Case(qkv(64, 65, 8, 3), {"window": 7})


def top_k():
    how = turns(top=[None, 1, 3, 8], scale=[None, False], causal=[None, "lower-right"])
    for sizes in SMALL + MIDDLE:
        yield Case(qkv(*sizes), next(how), backward=sizes in SMALL)
    for sizes, mask in product(SMALL[1:], ["some", "row"]):
        yield Case(qkv(*sizes), next(how), mask, backward=True)


def differential():
    how = turns(**{"lambda": [None, 0, 0.3, 1]}, causal=[None, "upper-left"], scale=[None, 0.5])
    for i, j, d, m in SMALL + MIDDLE:
        shapes = {"q1": (i, d), "k1": (j, d), "q2": (i, d), "k2": (j, d), "v": (j, m)}
        yield Case(shapes, next(how), backward=(i, j, d, m) in SMALL, tag=f"{i}, {j}, {d}, {m}")


def alibi():
    how = turns(scale=[None, False])
    for h, (i, j, d, m) in product([1, 2, 3, 8], SMALL[2:] + MIDDLE[2:4]):
        shapes = {"q": (h, i, d), "k": (h, j, d), "v": (h, j, m)}
        yield Case(shapes, next(how), backward=(i, j, d, m) in SMALL)


def rope():
    how = turns(base=[None, 100, 500000], causal=[None, True], scale=[None, False])
    for n, d, m in [(1, 2, 1), (2, 2, 3), (3, 4, 2), (5, 6, 1), (4, 8, 4), (9, 4, 3), (33, 6, 2)]:
        for _ in range(3):
            yield Case(qkv(n, n, d, m), next(how), backward=n < 9)
    for mask in ("some", "row"):
        yield Case(qkv(4, 4, 4, 2), {"base": 10}, mask, backward=True)


def latent():
    how = turns(scale=[None, False, 0.25])
    for n, d, l, h, k, v in [(1, 1, 1, 1, 1, 1), (3, 4, 2, 2, 2, 2), (4, 3, 5, 3, 2, 1), (9, 4, 3, 2, 5, 4)]:
        shapes = {"x": (n, d), "w_c": (d, l), "w_q": (h, d, k), "u_k": (h, l, k), "u_v": (h, l, v)}
        for _ in range(3):
            yield Case(shapes, next(how), backward=n < 9, tag=f"d={d}, l={l}, h={h}, k={k}, v={v}")


CASES = {
    "scaled-dot-product": scaled_dot_product,
    "argmax": argmax,
    "multi-head": multi_head,
    "cross": cross,
    "multi-head-decode": multi_head_decode,
    "multi-query-decode": multi_query_decode,
    "grouped-query-decode": grouped_query_decode,
    "kernel": kernel,
    "linear": linear,
    "linear-recurrent": linear_recurrent,
    "transformer-layer": transformer_layer,
    "sliding-window": sliding_window,
    "top-k": top_k,
    "differential": differential,
    "alibi": alibi,
    "rope": rope,
    "latent": latent,
}
