"""Writes golden.safetensors with the format's own library, for SafetensorsTest to read.

    pip install safetensors numpy
    python3 core/src/test/python/safetensors_golden.py core/src/test/resources/graft/model/golden.safetensors
"""
import sys

import numpy
from safetensors.numpy import save_file

tensors = {
    "matrix": numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 4 - 1,
    "a.vector": numpy.array([1e-42, -3.4e38, 0.1], dtype=numpy.float32),
    "none": numpy.zeros((0, 4), dtype=numpy.float32),
    "number": numpy.array(7.5, dtype=numpy.float32),
}
save_file(tensors, sys.argv[1], metadata={"made by": "safetensors, für Graft"})
