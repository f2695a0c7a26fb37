"""Trains the body's scorer (crates/extract/src/body/forest.bin). See README.md beside this file.

  train.py STUDY DATA... [--folds N] [--out FILE] [--cv FOLDER] [--split SEED] [--leave]
"""
import argparse
import json
import os
import random
import struct
import subprocess
from urllib.parse import urlparse

import lightgbm
import numpy as np

from label import label, words

DEPTH = 5
UNIT = 256.0     # a leaf's numbers are in 1/256 of a logit
TREES = (60, 120)
RATE = (0.12, 0.06)
SEED = 7
COMMON = dict(objective='cross_entropy', num_leaves=20, max_depth=DEPTH, min_data_in_leaf=40, min_sum_hessian_in_leaf=1.0,
              feature_fraction=0.5, bagging_fraction=0.7, bagging_freq=1, lambda_l2=5.0, max_bin=255, verbose=-1,
              num_threads=2, seed=SEED, deterministic=True, force_col_wise=True)


class Page:
    """A page with its runs, their features, labels and weights."""

    def __init__(self, folder, request, gold, runs):
        self.folder, self.request = folder, request
        self.host = host(gold)
        self.text = words(gold.get('text'))
        self.runs = [words(run['words']) for run in runs]
        self.labels = np.array(label(self.runs, self.text))
        size = np.array([max(1, len(run)) for run in self.runs], float)
        long = max(50, len(self.text))
        # A run weighs by its part of the page, a page by the root of its length: long pages teach more, but not in proportion.
        self.weights = np.minimum((size + 3) / long ** 0.5, 0.6 * long ** 0.5)
        self.rows = features(runs)


def host(gold):
    """Whose page it is: the last two parts of the host, or what the set calls its publisher."""
    name = urlparse(gold.get('url') or '').netloc or gold.get('domain') or ''
    return '.'.join(name.split('.')[-2:])


def features(runs):
    return np.array([list(bytes.fromhex(run['features'])) for run in runs], np.uint8)


def study(binary, folder, requests, forest=None):
    """What `body_study` says of the pages, in order."""
    lines = '\n'.join(json.dumps(request) for request in requests)
    told = subprocess.run([binary] + ([forest] if forest else []), input=lines, cwd=folder, capture_output=True, text=True, check=True)
    # Not `splitlines`: a text may hold other line separators, which JSON leaves as they are.
    return [json.loads(line) for line in told.stdout.split('\n') if line]


def load(binary, folders):
    pages = []
    for folder in folders:
        gold = json.load(open(f'{folder}/gold.json'))
        requests = [json.loads(line) for line in open(f'{folder}/requests.jsonl')]
        for request, told in zip(requests, study(binary, folder, requests)):
            if told['runs']:
                pages.append(Page(folder, request, gold[request['id']], told['runs']))
    return pages


def second_rows(binary, pages, scores):
    """The rows of the second reading, from the first scores of every run."""
    rows = [None] * len(pages)
    for folder in sorted({page.folder for page in pages}):
        which = [at for at, page in enumerate(pages) if page.folder == folder]
        asked = [{**pages[at].request, 'scores': scores[at].tolist()} for at in which]
        for at, told in zip(which, study(binary, folder, asked)):
            rows[at] = features(told['runs'])
    return rows


def grow(pages, rows, reading):
    weights = np.concatenate([page.weights for page in pages])
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate([page.labels for page in pages]), weight=weights / weights.mean())
    return lightgbm.train({**COMMON, 'learning_rate': RATE[reading]}, data, TREES[reading])


def quantized(chances):
    return np.round(np.clip(chances, 0, 1) * 255).astype(int)


def parts(pages, count, seed):
    """Splits pages by host."""
    hosts = sorted({page.host for page in pages})
    random.Random(seed).shuffle(hosts)
    part = {host: at % count for at, host in enumerate(hosts)}
    return [part[page.host] for page in pages]


def train(binary, pages, folds):
    """Both forests. The second learns from first scores that were given by forests which had not seen the page's host."""
    part = parts(pages, folds, SEED + 1)
    scores = [None] * len(pages)
    for fold in range(folds):
        seen = [page for page, at in zip(pages, part) if at != fold]
        forest = grow(seen, [page.rows for page in seen], 0)
        for at, page in enumerate(pages):
            if part[at] == fold:
                scores[at] = quantized(forest.predict(page.rows))
    first = grow(pages, [page.rows for page in pages], 0)
    second = grow(pages, second_rows(binary, pages, scores), 1)
    return first, second


def tree_bytes(root):
    """A tree as a complete one: nodes in order of levels, then leaves."""
    cuts, leaves = [], []
    level = [root]
    for _ in range(DEPTH):
        below = []
        for node in level:
            if 'split_feature' in node:
                cuts.append((node['split_feature'], int(node['threshold'])))
                below += [node['left_child'], node['right_child']]
            else:
                cuts.append((0, 255))
                below += [node, node]
        level = below
    leaves = [max(-32768, min(32767, round(node['leaf_value'] * UNIT))) for node in level]
    return b''.join(struct.pack('BB', *cut) for cut in cuts) + struct.pack(f'<{len(leaves)}h', *leaves)


def forest_bytes(forest):
    trees = forest.dump_model()['tree_info']
    return struct.pack('<Hh', len(trees), 0) + b''.join(tree_bytes(tree['tree_structure']) for tree in trees)


def save(forests, path):
    with open(path, 'wb') as out:
        for forest in forests:
            out.write(forest_bytes(forest))


def measured(binary, pages, part, folds, out):
    """Reads every page with forests that have not seen its host (or its folder); writes one file of answers per folder."""
    os.makedirs(out, exist_ok=True)
    answers = {}
    for fold in sorted(set(part)):
        path = f'{out}/fold-{fold}.bin'
        save(train(binary, [page for page, at in zip(pages, part) if at != fold], folds), path)
        for folder in sorted({page.folder for page in pages}):
            asked = [page.request for page, at in zip(pages, part) if at == fold and page.folder == folder]
            if asked:
                answers.setdefault(folder, []).extend(study(binary, folder, asked, path))
    for folder, told in answers.items():
        with open(f'{out}/{os.path.basename(folder.rstrip("/"))}.jsonl', 'w') as file:
            file.writelines(json.dumps(answer, ensure_ascii=False) + '\n' for answer in told)


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument('study')
    asked.add_argument('data', nargs='+')
    asked.add_argument('--folds', type=int, default=5)
    asked.add_argument('--out')
    asked.add_argument('--cv', help='measure by publisher into this folder')
    asked.add_argument('--split', type=int, default=SEED, help='with --cv: the seed by which publishers are split')
    asked.add_argument('--leave', action='store_true', help='with --cv: leave out a whole folder each time')
    asked = asked.parse_args()
    pages = load(os.path.abspath(asked.study), [os.path.abspath(folder) for folder in asked.data])
    print(len(pages), 'pages', sum(len(page.runs) for page in pages), 'runs', len({page.host for page in pages}), 'hosts', flush=True)
    binary = os.path.abspath(asked.study)
    if asked.cv:
        folders = sorted({page.folder for page in pages})
        part = [folders.index(page.folder) for page in pages] if asked.leave else parts(pages, asked.folds, asked.split)
        measured(binary, pages, part, asked.folds, asked.cv)
    if asked.out:
        first, second = train(binary, pages, asked.folds)
        save((first, second), asked.out)
        for name, forest in (('first', first), ('second', second)):
            gain = forest.feature_importance('gain')
            print(name, [(int(at), round(100 * gain[at] / gain.sum(), 1)) for at in np.argsort(-gain)[:40]])


if __name__ == '__main__':
    main()
