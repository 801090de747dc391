"""A checkpoint to what the program loads: `python models/linker/export.py MODEL_FOLDER CHECKPOINT_FOLDER OUT`.

The encoder as ONNX with int8 weights, the heads as arrays, the tokenizer, and settings with a digest of each file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import first, last_layer
from transformers import AutoModel


class Encoder(torch.nn.Module):
    """The states of the last layer, of the word pieces that are asked for."""

    def __init__(self, body: Any) -> None:
        super().__init__()
        self.body = body

    def forward(self, input_ids: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        states = self.body.embeddings(input_ids=input_ids)
        for layer in self.body.encoder.layer[:-1]:
            states = first(layer(states))
        return last_layer(self.body.encoder.layer[-1], states, wanted)


def main(folder: str, checkpoint: str, out: str) -> None:
    saved = torch.load(Path(checkpoint) / "checkpoint.pt", weights_only=True)
    body = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    body.load_state_dict(saved["body"])
    target = Path(out)
    target.mkdir(parents=True, exist_ok=True)
    sample = (torch.ones(1, 16, dtype=torch.long), torch.arange(8))
    axes = {"input_ids": {1: "pieces"}, "wanted": {0: "wanted"}, "states": {1: "wanted"}}
    torch.onnx.export(Encoder(body).eval(), sample, str(target / "full.onnx"), input_names=["input_ids", "wanted"],
                      output_names=["states"], dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    quantize_dynamic(
        str(target / "full.onnx"), str(target / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True
    )
    (target / "full.onnx").unlink()
    np.savez_compressed(
        target / "heads.npz", **{name: value.numpy().astype(np.float16) for name, value in saved["heads"].items()}
    )
    shutil.copy(Path(folder) / "tokenizer.json", target / "tokenizer.json")
    names = ("encoder.onnx", "heads.npz", "tokenizer.json")
    digests = {name: hashlib.sha256((target / name).read_bytes()).hexdigest() for name in names}
    settings = {"sha256": digests, "calibration": [[0.0, 1.0], [0.0, 1.0]]}
    (target / "settings.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
