"""Which runs of a page are in its true text: each run's share of words that the text holds, found in order."""
import re
from bisect import bisect_right
from collections import Counter, defaultdict

ROW = 4          # words in a row that place a run in the text
COMMON = 60      # a row that stands in the text more often than this places nothing
DRIFT = 3        # words that may be missing or added inside a run
NEAR = 40        # runs before the first and behind the last placed one in which short ones are looked for
AHEAD = 400      # words of the text in which a short run is looked for
UNSPACED = '\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af'
WORD = re.compile(rf'[{UNSPACED}]|[^\W{UNSPACED}]+')


def words(text):
    return WORD.findall(text or '')


def rows(run):
    return [tuple(run[at:at + ROW]) for at in range(len(run) - ROW + 1)]


def places(run, index, length):
    """Where a run may stand: (begin, end, rows that agree)."""
    shifts = Counter()
    for at, row in enumerate(rows(run)):
        found = index.get(row, ())
        if len(found) <= COMMON:
            shifts.update(place - at for place in found)
    return [(max(0, shift), min(length, shift + len(run)), sum(n for other, n in shifts.items() if abs(other - shift) <= DRIFT))
            for shift, _ in shifts.most_common(4)]


def chain(all_places):
    """The places, at most one a run and in order, that agree most: a dynamic program over ends."""
    ends, best, links = [0], [0], [None]      # increasing ends, increasing agreement, the place that got there
    made = []
    for run, found in enumerate(all_places):
        new = []
        for begin, end, agree in found:
            at = bisect_right(ends, begin + max(0, min(DRIFT, (end - begin) // 3))) - 1
            made.append((run, begin, end, agree, links[at]))
            new.append((end, best[at] + agree, len(made) - 1))
        for end, sum_, link in new:
            at = bisect_right(ends, end)
            if best[at - 1] >= sum_:
                continue
            stop = at
            while stop < len(ends) and best[stop] <= sum_:
                stop += 1
            if at and ends[at - 1] == end:
                at -= 1
            ends[at:stop], best[at:stop], links[at:stop] = [end], [sum_], [link]
    out, at = [], links[-1]
    while at is not None:
        out.append(made[at])
        at = made[at][4]
    return out[::-1]


def label(runs, text):
    """The share of each run that is in the text. Both are lists of words."""
    index = defaultdict(list)
    for at, row in enumerate(rows(text)):
        index[row].append(at)
    labels = [0.0] * len(runs)
    found = [places(run, index, len(text)) for run in runs]
    placed, left = [], Counter(rows(text))
    for run, begin, end, agree, _ in chain(found):
        labels[run] = min(1.0, agree / (len(runs[run]) - ROW + 1))
        left.subtract(rows(runs[run]))
        if labels[run] > 0.3:
            placed.append((run, begin, end))
    on_chain = {run for run, _, _ in placed}
    # Out of order, but in the text: quotations and boxes that moved.
    for run, seen in enumerate(found):
        if run not in on_chain and labels[run] == 0 and seen:
            own = Counter(rows(runs[run]))
            share = sum(min(n, max(0, left[row])) for row, n in own.items()) / sum(own.values())
            if share > 0.5:
                labels[run] = share
                left.subtract(own)
    short(runs, text, labels, placed)
    return labels


def short(runs, text, labels, placed):
    """Runs too short to be placed by a row: in the text between the runs placed around them."""
    edges = [(-1, 0, 0)] + placed + [(len(runs), len(text), len(text))]
    for (one, _, end), (two, begin, _) in zip(edges, edges[1:]):
        first, last = (max(0, two - NEAR), two) if one < 0 else (one + 1, min(two, one + 1 + NEAR if two == len(runs) else two))
        at = max(0, begin - 60) if one < 0 else end
        stop = min(len(text), end + 60) if two == len(runs) else begin
        for run in range(first, last):
            size = len(runs[run])
            if labels[run] > 0 or not 0 < size < ROW:
                continue
            for place in range(at, min(stop - size, at + AHEAD) + 1):
                if text[place:place + size] == runs[run]:
                    labels[run], at = 1.0, place + size
                    break
