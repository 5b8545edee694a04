import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    # The wheel of a release has all files of the playground: no site is asked.
    from attention_playground import Playground

    return Playground, mo


@app.cell
def _(Playground, mo):
    # anywidget() makes what is typed run the cells that read it.
    p = mo.ui.anywidget(Playground("argmax", compact=True, q=[[3, 1, 2]]))
    p
    return (p,)


@app.cell
def _(p):
    p.result.get("weights")  # a NumPy array, and again after each key
    return


@app.cell
def _(Playground):
    Playground("scaled-dot-product", compact=True)
    return


@app.cell
def _(mo):
    # A lab is in no widget. Where there is none, mo.Html takes the two lines of an element as well.
    mo.Html("""<iframe title="Lab" width="100%" height="600"
    src="https://your.site/playground/labs.html?lab=argmax&part=a"></iframe>""")
    return


@app.cell
def _(mo):
    # An address; mo.iframe() takes a text of HTML.
    mo.Html("""<iframe title="Attention" width="100%" height="600"
    src="https://your.site/playground/?compact&lock=v#argmax?q=3,1,2"></iframe>""")
    return


if __name__ == "__main__":
    app.run()
