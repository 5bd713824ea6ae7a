"""Writes gpt2-golden.json: what PyTorch computes for a small GPT-2, for GoldenTest to compare the engines with.

Run with a Python that has PyTorch 1.12 or later (Debian: /usr/bin/python3 with python3-torch):

    python3 core/src/test/python/gpt2_golden.py > core/src/test/resources/graft/engine/gpt2-golden.json

Everything is computed in double precision, so that the numbers carry no rounding of their own; weights are float32
values made by a formula that the test repeats (see `weight`).
"""
import base64
import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
LAYERS, HEADS, WIDTH, VOCABULARY, POSITIONS = 2, 2, 8, 11, 9
STEPS, RATE, DECAY, CLIP = 10, 1e-2, 0.1, 1.0


def shapes(tied):
    c = WIDTH
    result = {"wte.weight": (VOCABULARY, c), "wpe.weight": (POSITIONS, c)}
    for layer in range(LAYERS):
        h = f"h.{layer}."
        result[h + "ln_1.weight"] = (c,)
        result[h + "ln_1.bias"] = (c,)
        result[h + "attn.c_attn.weight"] = (c, 3 * c)
        result[h + "attn.c_attn.bias"] = (3 * c,)
        result[h + "attn.c_proj.weight"] = (c, c)
        result[h + "attn.c_proj.bias"] = (c,)
        result[h + "ln_2.weight"] = (c,)
        result[h + "ln_2.bias"] = (c,)
        result[h + "mlp.c_fc.weight"] = (c, 4 * c)
        result[h + "mlp.c_fc.bias"] = (4 * c,)
        result[h + "mlp.c_proj.weight"] = (4 * c, c)
        result[h + "mlp.c_proj.bias"] = (c,)
    result["ln_f.weight"] = (c,)
    result["ln_f.bias"] = (c,)
    if not tied:
        result["lm_head.weight"] = (VOCABULARY, c)
    return result


def weight(index):
    """A float32 value in [-0.5, 0.5) that any language computes alike."""
    return ((index * 2654435761 + 12345) % 2**32 // 256) / 2.0**24 - 0.5


def weights(tied):
    result, index = {}, 0
    for name, shape in shapes(tied).items():
        size = math.prod(shape)
        values = torch.tensor([weight(index + i) for i in range(size)]).reshape(shape)
        index += size
        if ".ln_" in name or name.startswith("ln_f"):
            values = values * 0.5 + (1.0 if name.endswith("weight") else 0.0)
        result[name] = values.float().double().requires_grad_(True)
    return result


def sequences():
    """Tokens, and which positions' predictions count with their targets; lengths differ, all lie within 9."""
    result = []
    for b in range(21):
        length = 1 + (b * 5) % POSITIONS
        tokens = [(3 * b + 7 * t + t * t) % VOCABULARY for t in range(length)]
        counted = [t for t in range(length) if t == length - 1 or (t + b) % 3 == 0]
        targets = [(5 * b + 2 * t + 1) % VOCABULARY for t in counted]
        result.append((tokens, counted, targets))
    return result


def logits(w, tokens):
    t, c, hs = len(tokens), WIDTH, WIDTH // HEADS
    x = w["wte.weight"][torch.tensor(tokens)] + w["wpe.weight"][:t]
    for layer in range(LAYERS):
        h = f"h.{layer}."
        y = F.layer_norm(x, (c,), w[h + "ln_1.weight"], w[h + "ln_1.bias"], 1e-5)
        q, k, v = (y @ w[h + "attn.c_attn.weight"] + w[h + "attn.c_attn.bias"]).split(c, dim=1)
        q, k, v = (z.reshape(t, HEADS, hs).transpose(0, 1) for z in (q, k, v))
        scores = q @ k.transpose(1, 2) / math.sqrt(hs)
        scores = scores.masked_fill(torch.triu(torch.ones(t, t), 1).bool(), float("-inf"))
        mixed = (scores.softmax(-1) @ v).transpose(0, 1).reshape(t, c)
        x = x + mixed @ w[h + "attn.c_proj.weight"] + w[h + "attn.c_proj.bias"]
        y = F.layer_norm(x, (c,), w[h + "ln_2.weight"], w[h + "ln_2.bias"], 1e-5)
        y = F.gelu(y @ w[h + "mlp.c_fc.weight"] + w[h + "mlp.c_fc.bias"], approximate="tanh")
        x = x + y @ w[h + "mlp.c_proj.weight"] + w[h + "mlp.c_proj.bias"]
    x = F.layer_norm(x, (c,), w["ln_f.weight"], w["ln_f.bias"], 1e-5)
    return x @ w.get("lm_head.weight", w["wte.weight"]).T


def loss_and_logits(w):
    rows, targets = [], []
    for tokens, counted, wanted in sequences():
        rows.append(logits(w, tokens)[torch.tensor(counted)])
        targets += wanted
    rows = torch.cat(rows)
    return F.cross_entropy(rows, torch.tensor(targets)), rows


def packed(tensor):
    """Float64, little endian, row-major, base64."""
    return base64.b64encode(tensor.detach().contiguous().numpy().astype("<f8").tobytes()).decode()


def case(tied):
    w = weights(tied)
    loss, rows = loss_and_logits(w)
    loss.backward()
    result = {
        "tied": tied,
        "loss": loss.item(),
        "logits": packed(rows),
        "gradients": {name: packed(p.grad) for name, p in w.items()},
    }
    decayed = [p for p in w.values() if p.dim() == 2]
    others = [p for p in w.values() if p.dim() == 1]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss, _ = loss_and_logits(w)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(w.values()), CLIP)
        optimizer.step()
        losses.append(loss.item())
    result["trainingLosses"] = losses
    result["trained"] = {name: packed(p) for name, p in w.items()}
    return result


print(
    json.dumps(
        {
            "torch": torch.__version__,
            "config": [LAYERS, HEADS, WIDTH, VOCABULARY, POSITIONS],
            "optimizer": {"steps": STEPS, "learningRate": RATE, "weightDecay": DECAY, "clip": CLIP},
            "cases": [case(False), case(True)],
        },
        indent=1,
    )
)
