#!/bin/bash
# @TITLE@
# Written by @VERSION@ slurm; start it on a login node. Options go to every sbatch: ./pipeline.sh --qos=long
# It prints the number of each job; scancel these to take all of it back.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

# A job whose predecessor failed is cancelled instead of waiting for ever. One that is queued again is still the same job.
@STAGES@
