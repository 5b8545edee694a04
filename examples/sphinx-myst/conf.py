project = "Course"
extensions = ["myst_parser"]  # leaves HTML in Markdown as it stands
html_theme = "furo"
exclude_patterns = ["_build"]
html_static_path = ["_static"]
# Furo darkens its page without a color-scheme, which the playground would follow.
html_css_files = ["attention.css"]
# Once for all pages; in reStructuredText the elements stand below `.. raw:: html`.
html_js_files = [
    ("https://your.site/playground/attention-playground.js", {"type": "module"}),
    ("https://your.site/playground/attention-frame.js", {"defer": "defer"}),
]
