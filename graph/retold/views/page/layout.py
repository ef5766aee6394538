"""Places for the nodes, computed here so that a page opens at once, readable and the same every time.

Only exactly rounded arithmetic goes into the places (`math.sin` and `math.cos` differ between platforms, so
their results are rounded before use), and places are whole numbers: the same graph gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

__all__ = ["place"]

#: Length of a link at rest; how many of it a push reaches; the room kept free between two nodes.
_LENGTH = 92.0
_REACH = 4.0
_GAP = 14.0
#: Screens and names are wider than high: forces act in a square world that is widened afterwards.
_WIDEN = 1.5
#: Roughly how many pairs of nodes may be compared while the forces settle.
_EFFORT = 1_500_000


def place(
    sizes: Mapping[str, tuple[float, float]], links: Iterable[tuple[str, str]]
) -> dict[str, tuple[int, int]]:
    """Return the centre of each node, in pixels, so that no two of the given widths and heights overlap.

    `sizes` comes in order of importance: the first node of each connected part is its middle.
    """
    neighbours: dict[str, set[str]] = {ident: set() for ident in sizes}
    for left, right in links:
        if left != right:
            neighbours[left].add(right)
            neighbours[right].add(left)
    rank = {ident: number for number, ident in enumerate(sizes)}
    parts: list[list[tuple[str, float, float]]] = []
    seen: set[str] = set()
    for root in sizes:
        if root in seen:
            continue
        tree = _tree(root, neighbours, rank)
        seen.update(tree)
        xs, ys = _fan(root, tree)
        order = list(tree)
        position = {ident: number for number, ident in enumerate(order)}
        pairs = sorted(
            (position[a], position[b]) for a in order for b in neighbours[a] if position[a] < position[b]
        )
        widths = [sizes[ident][0] for ident in order]
        _settle(xs, ys, [(i, j, _LENGTH + (widths[i] + widths[j]) / 5) for i, j in pairs])
        xs = [x * _WIDEN for x in xs]
        _part(xs, ys, [sizes[ident] for ident in order])
        parts.append(list(zip(order, xs, ys, strict=True)))
    return _pack(parts, sizes)


def _tree(root: str, neighbours: Mapping[str, set[str]], rank: Mapping[str, int]) -> dict[str, list[str]]:
    """Return the children of each node in a breadth-first tree, in the order in which they were met."""
    tree: dict[str, list[str]] = {root: []}
    queue = [root]
    for parent in queue:
        for child in sorted(neighbours[parent], key=rank.__getitem__):
            if child not in tree:
                tree[child] = []
                tree[parent].append(child)
                queue.append(child)
    return tree


def _fan(root: str, tree: dict[str, list[str]]) -> tuple[list[float], list[float]]:
    """Place a tree on rings, each branch in a sector as wide as its leaves need."""
    leaves: dict[str, int] = {}
    for ident in reversed(tree):
        leaves[ident] = sum(leaves[child] for child in tree[ident]) or 1
    sector = {root: (0.0, 1.0, 0)}
    xs, ys = [], []
    for ident in tree:
        start, width, ring = sector[ident]
        angle = 2 * math.pi * (start + width / 2)
        xs.append(round(math.cos(angle), 3) * ring * _LENGTH)
        ys.append(round(math.sin(angle), 3) * ring * _LENGTH)
        for child in tree[ident]:
            share = width * leaves[child] / leaves[ident]
            sector[child] = (start, share, ring + 1)
            start += share
    return xs, ys


def _settle(xs: list[float], ys: list[float], links: Sequence[tuple[int, int, float]]) -> None:
    """Let nodes push one another away and links of given lengths pull, in ever smaller steps.

    These are the forces of Fruchterman and Reingold, but that a push ends at some distance.
    """
    number = len(xs)
    rounds = max(20, min(200, _EFFORT // (number * number)))
    square = _LENGTH * _LENGTH
    far = square * _REACH * _REACH
    for step in range(rounds):
        reach = _LENGTH * 0.6 * (1 - step / rounds)
        fx, fy = [0.0] * number, [0.0] * number
        for i in range(number):
            xi, yi = xs[i], ys[i]
            sum_x = sum_y = 0.0
            for j in range(i + 1, number):
                dx, dy = xi - xs[j], yi - ys[j]
                distance = dx * dx + dy * dy
                if distance > far:
                    continue
                push = square / (distance + 1.0)
                # Two nodes in one place part sideways.
                dx = dx or 0.5
                sum_x += dx * push
                sum_y += dy * push
                fx[j] -= dx * push
                fy[j] -= dy * push
            fx[i] += sum_x
            fy[i] += sum_y
        for i, j, length in links:
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            pull = math.sqrt(dx * dx + dy * dy) / length
            fx[i] -= dx * pull
            fy[i] -= dy * pull
            fx[j] += dx * pull
            fy[j] += dy * pull
        for i in range(number):
            force = math.sqrt(fx[i] * fx[i] + fy[i] * fy[i])
            if force > 0:
                scale = min(force, reach) / force
                xs[i] += fx[i] * scale
                ys[i] += fy[i] * scale


def _part(xs: list[float], ys: list[float], sizes: Sequence[tuple[float, float]]) -> None:
    """Push apart nodes that overlap, along the axis where less is to be done, until none do."""
    widest = max(width for width, _ in sizes) + _GAP
    for step in count(1):
        if step % 40 == 0:
            # Nodes in a crowd push one another to and fro: give all of them more room.
            xs[:] = [x * 1.05 for x in xs]
            ys[:] = [y * 1.05 for y in ys]
        order = sorted(range(len(xs)), key=lambda i: (xs[i], i))
        moved = False
        for at, i in enumerate(order):
            for j in order[at + 1 :]:
                if xs[j] - xs[i] > widest:
                    break
                dx, dy = xs[j] - xs[i], ys[j] - ys[i]
                over_x = (sizes[i][0] + sizes[j][0]) / 2 + _GAP - abs(dx)
                over_y = (sizes[i][1] + sizes[j][1]) / 2 + _GAP - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x < over_y:
                    shift = (over_x / 2 + 0.5) * (1 if dx >= 0 else -1)
                    xs[i] -= shift
                    xs[j] += shift
                else:
                    shift = (over_y / 2 + 0.5) * (1 if dy >= 0 else -1)
                    ys[i] -= shift
                    ys[j] += shift
        if not moved:
            return


def _pack(
    parts: Sequence[Sequence[tuple[str, float, float]]], sizes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[int, int]]:
    """Set the connected parts in rows, the largest first, in about the shape of a screen."""
    boxes = []
    for number, part in enumerate(parts):
        left = min(x - sizes[ident][0] / 2 for ident, x, _ in part)
        right = max(x + sizes[ident][0] / 2 for ident, x, _ in part)
        top = min(y - sizes[ident][1] / 2 for ident, _, y in part)
        bottom = max(y + sizes[ident][1] / 2 for ident, _, y in part)
        boxes.append((right - left + 4 * _GAP, bottom - top + 4 * _GAP, left, top, number))
    boxes.sort(key=lambda box: (-box[1], box[4]))
    area = sum(width * height for width, height, *_ in boxes)
    row_width = max(boxes[0][0], math.sqrt(area * _WIDEN * 1.2)) if boxes else 0.0
    places: dict[str, tuple[int, int]] = {}
    across = down = row_height = 0.0
    for width, height, left, top, number in boxes:
        if across and across + width > row_width:
            across, down, row_height = 0.0, down + row_height, 0.0
        for ident, x, y in parts[number]:
            places[ident] = (round(x - left + across), round(y - top + down))
        across += width
        row_height = max(row_height, height)
    return {ident: places[ident] for ident in sizes}
