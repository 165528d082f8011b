"""A figure in words: its artists in their order, with what was set on them, and nothing that is rendered."""

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.ticker import FixedLocator


def describe(figure):
    lines = [_line("figure", size=figure.get_size_inches())]
    for ax in figure.axes:
        lines += [
            "",
            _line("axes", **_axes(ax)),
            *(_line(f"{name}axis", **_axis(axis)) for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)) if ax.axison),
        ]
        lines += [
            _line(type(artist).__name__, **words(artist))
            for kind, words in {
                "images": _image,
                "collections": _image,
                "lines": _curve,
                "patches": _patch,
                "texts": _text,
            }.items()
            for artist in getattr(ax, kind)
        ]
    return "\n".join(lines) + "\n"


def _line(kind, **values):
    return " ".join([kind, *(f"{key}={_plain(value)}" for key, value in values.items() if value is not None)])


def _plain(value):
    if isinstance(value, (np.ndarray, tuple, list)):
        return f"({', '.join(map(_plain, value))})"
    return f"{round(float(value), 3) + 0:g}" if isinstance(value, (float, np.number)) else repr(value)


def _axes(ax):
    titles = {place: ax.get_title(loc=place) for place in ("left", "center", "right") if ax.get_title(loc=place)}
    legend = ax.get_legend()
    return {
        "place": ax.get_subplotspec().get_geometry(),
        "on": ax.axison,
        "aspect": ax.get_aspect(),
        "titles": titles or None,
        "title_size": ax.title.get_fontsize() if "center" in titles else None,
        "legend": legend and [text.get_text() for text in legend.get_texts()],
        "xlim": None if ax.get_autoscalex_on() else ax.get_xlim(),
        "ylim": None if ax.get_autoscaley_on() else ax.get_ylim(),
    }


def _axis(axis):
    ticks = {}
    if isinstance(axis.get_major_locator(), FixedLocator):
        labels = axis.get_ticklabels()
        ticks = {
            "ticks": axis.get_ticklocs(),
            "labels": [label.get_text() for label in labels],
            "rotation": labels[0].get_rotation(),
            "length": axis.get_tick_params().get("length"),
        }
    return {"label": axis.label.get_text(), **ticks, "grid": axis.get_tick_params()["gridOn"]}


def _image(image):
    return {
        "map": image.get_cmap().name,
        "limits": image.get_clim(),
        "origin": getattr(image, "origin", None),
        "values": np.ma.filled(image.get_array().astype(float), np.nan),
    }


def _curve(line):
    return {
        "label": line.get_label(),
        "style": line.get_linestyle(),
        "color": to_hex(line.get_color()),
        "marker": None if line.get_marker() == "None" else line.get_marker(),
        "points": line.get_xydata(),
    }


def _patch(patch):
    corners = patch.get_path().get_extents(patch.get_patch_transform()).get_points()
    return {"corners": corners, "hatch": patch.get_hatch(), "colors": _colors(patch)}


def _colors(patch):
    """The colours of the face and of the edge, and the width of an edge that can be seen."""
    width = patch.get_linewidth() if patch.get_edgecolor()[3] else 0
    return [to_hex(color, keep_alpha=True) for color in (patch.get_facecolor(), patch.get_edgecolor())] + [width]


def _text(text):
    box, arrow, letters = text.get_bbox_patch(), getattr(text, "arrowprops", None), {}
    if text.get_text():
        letters = {"align": (text.get_ha(), text.get_va()), "size": text.get_fontsize(), "weight": text.get_weight()}
    if hasattr(text, "xyann"):
        place = {"at": text.xy, "from": text.xyann, "in": text.anncoords}
    else:
        place = {"at": text.get_position()}
    return {
        "text": text.get_text(),
        **place,
        **letters,
        "arrow": arrow and list(arrow.items()),
        "box": box and [type(box.get_boxstyle()).__name__, box.get_boxstyle().pad, *_colors(box)],
    }
