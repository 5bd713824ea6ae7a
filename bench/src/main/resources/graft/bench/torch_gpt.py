"""GPT-2's training step in PyTorch, in the published form; PythonContestant is at the other end of the pipe.

The first line is the model and the settings in JSON. Then come requests, each a line of words and what it announces in
little-endian binary: "weights" (all parameters, float32), "loss ROWS LENGTH" and "step ROWS LENGTH RATE" (a batch of ROWS
sequences padded to LENGTH: their tokens, and for each the token to predict or -100, int64). Each is answered with a line.
"""

import json
import math
import sys

import torch
import torch.nn.functional as F

setup = json.loads(sys.stdin.buffer.readline())
parameters = {}


def read(count, dtype):
    size = count * torch.empty((), dtype=dtype).element_size()
    return torch.frombuffer(bytearray(sys.stdin.buffer.read(size)), dtype=dtype)


def read_weights():
    for name, shape, _ in setup["parameters"]:
        parameters[name] = read(math.prod(shape), torch.float32).view(shape).requires_grad_()


def read_batch(rows, length):
    return read(rows * length, torch.int64).view(rows, length), read(rows * length, torch.int64)


def linear(x, name):
    weight = parameters[name + ".weight"]
    rows = torch.addmm(parameters[name + ".bias"], x.view(-1, x.shape[-1]), weight)
    return rows.view(*x.shape[:-1], weight.shape[1])


def norm(x, name):
    return F.layer_norm(x, x.shape[-1:], parameters[name + ".weight"], parameters[name + ".bias"], setup["epsilon"])


def attention(x, name, dropped):
    batch, length, width = x.shape
    heads = (batch, length, setup["heads"], width // setup["heads"])
    q, k, v = (part.view(heads).transpose(1, 2) for part in linear(x, name + ".c_attn").split(width, 2))
    scores = q @ k.transpose(-2, -1) / math.sqrt(heads[3])
    hidden = torch.ones(length, length, dtype=torch.bool).triu(1)
    probabilities = dropped(scores.masked_fill(hidden, -math.inf).softmax(-1))
    return linear((probabilities @ v).transpose(1, 2).reshape(x.shape), name + ".c_proj")


def mlp(x, name):
    return linear(F.gelu(linear(x, name + ".c_fc"), approximate="tanh"), name + ".c_proj")


def loss(tokens, labels, rate):
    def dropped(x):
        return F.dropout(x, rate) if rate > 0 else x

    x = dropped(F.embedding(tokens, parameters["wte.weight"]) + parameters["wpe.weight"][: tokens.shape[1]])
    for layer in range(setup["layers"]):
        block = f"h.{layer}."
        x = x + dropped(attention(norm(x, block + "ln_1"), block + "attn", dropped))
        x = x + dropped(mlp(norm(x, block + "ln_2"), block + "mlp"))
    logits = norm(x, "ln_f") @ parameters[setup["head"]].T
    return F.cross_entropy(logits.flatten(0, 1), labels)


def adamw():
    groups = [[parameters[name] for name, _, decays in setup["parameters"] if decays == group] for group in (True, False)]
    return torch.optim.AdamW(
        [{"params": groups[0], "weight_decay": setup["weightDecay"]}, {"params": groups[1], "weight_decay": 0.0}])


def step(optimizer, batch, rate):
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad()
    value = loss(*batch, setup["dropout"])
    value.backward()
    torch.nn.utils.clip_grad_norm_(parameters.values(), setup["clip"])
    optimizer.step()
    return value.item()


print(torch.get_num_threads(), torch.__version__, flush=True)
optimizer = None
for line in sys.stdin.buffer:
    request, *words = line.decode().split()
    if request == "weights":
        read_weights()
        optimizer = adamw()
        print("ready", flush=True)
    elif request == "loss":
        with torch.no_grad():
            print(loss(*read_batch(int(words[0]), int(words[1])), 0.0).item(), flush=True)
    elif request == "step":
        print(step(optimizer, read_batch(int(words[0]), int(words[1])), float(words[2])), flush=True)
