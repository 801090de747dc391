"""Fine-tunes MiniLM to link figures with their roles: `python models/linker/train.py MODEL_FOLDER DEV.pickle OUT TRAIN.pickle…`.

One pass over a window; every figure in it is scored against every candidate for every role, and against none. The lower half of
the encoder stays as it is, so its states are worked out once; the upper layers and the heads are trained. Seeds are fixed; two CPU
cores suffice, with a process for each (RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, as for torch.distributed). Torch and transformers are needed here alone ([train] extra).
"""

from __future__ import annotations

import os
import pickle
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from exchange import Exchange
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from extractor.linking.candidates import ROLES
from extractor.linking.features import CLASSES, FIGURE_FEATURES, PAIR_FEATURES
from extractor.linking.heads import SEEN, gathered

Scores = dict[str, Tensor]

SEED, HIDDEN, PAIR_HIDDEN = 20, 192, 96
FROZEN = int(os.environ.get("FROZEN", "2"))
"""Layers of the encoder that stay as they are."""
VARIANTS = int(os.environ.get("VARIANTS", "1"))
"""How many copies of each window with names exchanged to train on beside the window itself."""
RANK, WORLD = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
"""Which of how many processes this is, as torch.distributed names them: each trains on its part of the windows, and they share gradients."""
EPOCHS, BATCH, DROPPED = int(os.environ.get("EPOCHS", "4")), 4 // WORLD, 0.08
HEAD_RATE, BODY_RATE = 1e-3, 1e-4
"""Passes over the data; windows a step of one process; part of word pieces hidden in training; learning rates of heads and encoder at their highest."""
BLIND = 0.2
"""In this part of the windows the rules' choices are hidden in training."""


class Heads(nn.Module):
    """What stands on the encoder: a score of each candidate for each role, and of each class; see extractor/linking/heads.py."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.figure = nn.Linear(2 * width + FIGURE_FEATURES, HIDDEN)
        self.mention = nn.Linear(2 * width, HIDDEN)
        self.by_figure = nn.ModuleDict({r: nn.Linear(HIDDEN, PAIR_HIDDEN) for r in ROLES})
        self.by_mention = nn.ModuleDict({r: nn.Linear(HIDDEN, PAIR_HIDDEN) for r in ROLES})
        self.by_pair = nn.ModuleDict({r: nn.Linear(PAIR_FEATURES, PAIR_HIDDEN) for r in ROLES})
        self.score = nn.ModuleDict({r: nn.Linear(2 * PAIR_HIDDEN, 1) for r in ROLES})
        self.null = nn.ModuleDict({r: nn.Linear(HIDDEN, 1) for r in ROLES})
        context = HIDDEN + len(SEEN) * PAIR_HIDDEN
        self.classes = nn.ModuleDict({c: nn.Linear(context, len(v)) for c, v in CLASSES.items()})
        self.drop = nn.Dropout(0.2)

    def forward(self, f: Tensor, m: Tensor, row: Any, pairs: Tensor) -> tuple[Scores, Scores]:
        """Scores of roles (figures × (candidates of the type + 1)) and of classes, which see what fills the roles of SEEN."""
        figure, mention = self.drop(torch.relu(self.figure(f))), self.drop(torch.relu(self.mention(m)))
        roles, seen = {}, [figure]
        for role, kind in ROLES.items():
            at = row.columns[kind]
            near, roles[role] = self._role(role, figure, mention[at], pairs[:, at])
            if role in SEEN:
                seen.append((torch.softmax(roles[role], 1)[:, :-1, None] * near).sum(1))
        context = torch.cat(seen, 1)
        return roles, {name: layer(context) for name, layer in self.classes.items()}

    def _role(self, role: str, figure: Tensor, mention: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
        a, b = self.by_figure[role](figure)[:, None], self.by_mention[role](mention)[None]
        near = torch.relu(a + b + self.by_pair[role](pairs))
        hidden = torch.cat([near, torch.tanh(a) * torch.tanh(b)], -1)
        return near, torch.cat([self.score[role](hidden)[..., 0], self.null[role](figure)], 1)


def pooled(states: Tensor, spans: Tensor) -> Tensor:
    """First piece and mean of each span."""
    sums = torch.cat([torch.zeros(1, states.shape[1]), states.cumsum(0)])
    mean = (sums[spans[:, 1]] - sums[spans[:, 0]]) / (spans[:, 1] - spans[:, 0]).clamp(min=1)[:, None]
    return torch.cat([states[spans[:, 0]], mean], 1)


def prepared(row: Any) -> Any:
    """The window with its arrays as tensors, candidates apart by type."""
    types = np.array(row.candidate_types)
    row.columns = {kind: torch.from_numpy(np.flatnonzero(types == kind)) for kind in set(ROLES.values())}
    row.right = {r: row.roles[r][:, [*row.columns[kind], -1]] for r, kind in ROLES.items()}
    row.wanted, row.spans = gathered([row.figure_tokens, row.candidate_tokens], len(row.ids))
    return row


def scores(heads: Heads, states: Tensor, row: Any, blind: bool = False) -> tuple[Scores, Scores]:
    """Scores of roles and classes of one window; `blind` hides what the rules chose."""
    pairs, features = torch.from_numpy(row.pair_features), torch.from_numpy(row.figure_features)
    if blind:
        pairs = torch.cat([pairs[..., : -len(ROLES)], torch.zeros_like(pairs[..., -len(ROLES) :])], -1)
    figures, mentions = row.spans
    f = torch.cat([pooled(states, torch.from_numpy(figures)), features], 1)
    m = pooled(states, torch.from_numpy(mentions)) if len(mentions) else torch.zeros(0, 2 * states.shape[1])
    scored: tuple[Scores, Scores] = heads(f, m, row, pairs)
    return scored


def loss_of(scored: Tensor, right: np.ndarray) -> Tensor:
    """Mean of minus the log of the probability that falls on any right answer; rows without one are left out."""
    target = torch.from_numpy(right) > 0
    kept = target.any(1)
    if not kept.any():
        return scored.sum() * 0
    logs = torch.log_softmax(scored[kept], 1)
    return -torch.logsumexp(logs.masked_fill(~target[kept], -1e4), 1).sum()


WEIGHTS = {"entity": 1.5, "commodity": 1.2, "period": 1.2, "baseline": 0.4, "via": 0.3, "source": 0.5}
"""Roles count as they matter; the others 1."""


def loss_of_window(heads: Heads, states: Tensor, row: Any) -> Tensor:
    """The loss of all figures of a window."""
    roles, classes = scores(heads, states, row, blind=random.random() < BLIND)
    total = sum((WEIGHTS.get(r, 1.0) * loss_of(roles[r], row.right[r]) for r in ROLES), torch.zeros(()))
    return total + sum((loss_of(classes[c], row.classes[c]) for c in CLASSES), torch.zeros(()))


@torch.no_grad()
def lower_half(body: Any, ids: Any) -> Tensor:
    """The states of a window after the layers that stay as they are."""
    states = body.embeddings(input_ids=torch.from_numpy(ids)[None])
    for layer in body.encoder.layer[:FROZEN]:
        states = first(layer(states))
    return states[0].half()


def upper_half(body: Any, row: Any, hide: bool) -> Tensor:
    """The states of the last layer for the word pieces that are asked for; in training some pieces are hidden."""
    states = (random.choice(row.lower) if hide else row.lower[0]).float()[None]
    if hide:
        states = states * (torch.rand(states.shape[:2]) >= DROPPED)[..., None]
    for layer in body.encoder.layer[FROZEN:-1]:
        states = first(layer(states))
    return last_layer(body.encoder.layer[-1], states, torch.from_numpy(row.wanted))[0]


def last_layer(layer: Any, states: Tensor, wanted: Tensor) -> Tensor:
    """What a layer makes of some of the word pieces, each of which sees all (Vaswani et al., 2017): the last one is needed for no others."""
    attention, mine = layer.attention.self, states[:, wanted]

    def parted(x: Tensor) -> Tensor:
        return x.view(1, -1, attention.num_attention_heads, attention.attention_head_size).transpose(1, 2)

    query, key, value = parted(attention.query(mine)), parted(attention.key(states)), parted(attention.value(states))
    weights = torch.softmax(query @ key.transpose(2, 3) / attention.attention_head_size**0.5, -1)
    seen = (attention.dropout(weights) @ value).transpose(1, 2).reshape(1, -1, states.shape[-1])
    hidden = layer.attention.output(seen, mine)
    made: Tensor = layer.output(layer.intermediate(hidden), hidden)
    return made


def first(output: Any) -> Tensor:
    """The states that a layer gives."""
    return output[0] if isinstance(output, tuple) else output


@torch.no_grad()
def accuracy(body: Any, heads: Heads, rows: list[Any]) -> dict[str, float]:
    """Per role and class how often the best key or class is right."""
    body.eval()
    heads.eval()
    hits: dict[str, list[bool]] = {}
    for row in rows:
        roles, classes = scores(heads, upper_half(body, row, False), row)
        for role in ROLES:
            keys = [*(row.candidate_keys[i] for i in row.columns[ROLES[role]]), ""]
            for probabilities, right in zip(torch.softmax(roles[role], 1).numpy(), row.right[role], strict=True):
                if right.any():
                    mass: dict[str, float] = {}
                    for key, p in zip(keys, probabilities, strict=True):
                        mass[key] = mass.get(key, 0) + float(p)
                    best = max(mass, key=lambda k: mass[k])
                    allowed = {k for k, r in zip(keys, right, strict=True) if r}
                    hits.setdefault(role, []).append(best in allowed)
        for name in CLASSES:
            for values, right in zip(classes[name].numpy(), row.classes[name], strict=True):
                if right.any():
                    hits.setdefault(name, []).append(bool(right[values.argmax()]))
    return {name: round(float(np.mean(h)), 4) for name, h in hits.items()}


def main(folder: str, dev: str, out: str, train: list[str]) -> None:
    """Train, print accuracy on dev after each pass, keep the last state."""
    torch.set_num_threads(1)  # on a busy machine two threads wait for each other: nine times as long
    if WORLD > 1:
        dist.init_process_group("gloo")
    torch.manual_seed(SEED)
    every = [r for path in train for r in pickle.loads(Path(path).read_bytes())]
    every.sort(key=lambda r: (len(r.ids), len(r.figure_tokens)))  # the processes wait for each other: as much for each
    rows = [prepared(r) for r in every[RANK::WORLD][: len(every) // WORLD]]
    del every
    held = [prepared(r) for r in pickle.loads(Path(dev).read_bytes())] if RANK == 0 else []
    body = AutoModel.from_pretrained(folder, add_pooling_layer=False).eval()
    heads = Heads(body.config.hidden_size)
    random.seed(SEED + RANK)
    torch.manual_seed(SEED + RANK)
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_padding()
    exchange = Exchange(tokenizer)
    for row in (*held, *rows):
        row.lower = [lower_half(body, row.ids)]
    for row in rows:
        row.lower += [lower_half(body, exchange(row)) for _ in range(VARIANTS)]
    upper = [p for layer in body.encoder.layer[FROZEN:] for p in layer.parameters()]
    groups = [{"params": upper, "lr": BODY_RATE}, {"params": [*heads.parameters()], "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    order = list(range(len(rows)))
    for epoch in range(EPOCHS):
        started = time.time()
        random.Random(SEED + epoch).shuffle(order)
        loss = one_pass(body, heads, [rows[i] for i in order], optimizer, schedule)
        if RANK == 0:
            taken = time.time() - started
            print(f"epoch {epoch + 1}: loss {loss:.3f}, {taken:.0f} s", accuracy(body, heads, held), flush=True)
            Path(out).mkdir(parents=True, exist_ok=True)
            torch.save({"body": body.state_dict(), "heads": heads.state_dict()}, Path(out) / "checkpoint.pt")


def one_pass(body: Any, heads: Heads, rows: list[Any], optimizer: Any, schedule: Any) -> float:
    """Every window once; the mean loss of a figure."""
    body.train()
    heads.train()
    total, figures = 0.0, 0
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        count = sum(len(r.figure_tokens) for r in batch)
        for row in batch:
            loss = loss_of_window(heads, upper_half(body, row, True), row) / count
            loss.backward()
            total += loss.item() * count
        share(parameters)
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        figures += count
    return total / max(1, figures)


def share(parameters: list[Any]) -> None:
    """The mean of the processes' gradients."""
    if WORLD == 1:
        return
    gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    flat = torch.cat([g.reshape(-1) for g in gradients])
    dist.all_reduce(flat)
    for p, part in zip(parameters, flat.split([g.numel() for g in gradients]), strict=True):
        p.grad = (part / WORLD).view_as(p)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
