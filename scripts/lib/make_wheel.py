"""Write a wheel of pure Python, the same bytes for the same files: make_wheel.py NAME VERSION README OUT FOLDER

No build backend is needed, so that it works without a network. FOLDER holds the files as they are installed."""

import base64
import hashlib
import sys
import zipfile
from pathlib import Path

name, version, readme, out, folder = sys.argv[1:]
info = f"{name}-{version}.dist-info"
METADATA = f"""Metadata-Version: 2.1
Name: {name.replace('_', '-')}
Version: {version}
Summary: Learn attention by computing it, in a notebook
License: MIT OR Apache-2.0
Requires-Python: >=3.9
Requires-Dist: anywidget>=0.9
Requires-Dist: numpy
Description-Content-Type: text/markdown

{Path(readme).read_text()}"""
WHEEL = """Wheel-Version: 1.0
Generator: attention-playground
Root-Is-Purelib: true
Tag: py3-none-any
"""

root = Path(folder)
files = {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
files[f"{info}/METADATA"] = METADATA.encode()
files[f"{info}/WHEEL"] = WHEEL.encode()


def line(path, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{path},sha256={digest},{len(content)}"


record = f"{info}/RECORD"
files[record] = "\n".join([*(line(*file) for file in files.items()), f"{record},,", ""]).encode()
wheel = Path(out) / f"{name}-{version}-py3-none-any.whl"
with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
    for path, content in files.items():
        entry = zipfile.ZipInfo(path)  # of 1980: no time is in it
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, content)
print(wheel)
