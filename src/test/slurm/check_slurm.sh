#!/usr/bin/env bash
# Every script that `hydro-replace slurm` writes, submitted to a real SLURM of one node that is started for it: the products
# must be those of a plain run, byte for byte, also after a time limit and after a rank that was killed. As root, with
# slurm-wlm, munge, openmpi-bin and mpich of Debian; some two minutes. What is missing is an error.
#
#   src/test/slurm/check_slurm.sh [FOLDER]      keeps what it did in FOLDER; default: a temporary one
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
hydro_replace=$(readlink -f "$here/../../../hydro-replace")
readonly hydro_replace
# shellcheck source=src/test/slurm/cluster.sh
source "$here/cluster.sh"

scratch=${1:-$(mktemp -d)}
mkdir -p "$scratch"
scratch=$(readlink -f "$scratch")
# shellcheck disable=SC2317
finish() {
    local code=$?
    stop_cluster "$scratch/cluster"
    if [ "$code" -ne 0 ]; then
        printf '\ncheck_slurm: failed; what the jobs said:\n' >&2
        tail -n 30 "$scratch"/*/logs/*.out >&2 || true
    fi
    [ "$keep" = yes ] || rm -rf "$scratch"
    exit "$code"
}
keep=$([ $# -gt 0 ] && printf yes || printf no)
trap finish EXIT

fail() {
    printf 'check_slurm: %s\n' "$1" >&2
    exit 1
}
step() { printf 'check_slurm: %s (%d s)\n' "$1" "$SECONDS"; }
[ "$(id -u)" = 0 ] || fail "slurmctld and slurmd of a test need root"
for tool in slurmctld slurmd munged sbatch srun mpirun.openmpi mpirun.mpich shellcheck; do
    command -v "$tool" >/dev/null || [ -x "/usr/sbin/$tool" ] || fail "$tool is not installed"
done

# What the reference and all jobs need.
cd "$scratch"
"$hydro_replace" mock --output mock --particles 500000 --files 4 >/dev/null
for run in dmo hydro; do
    for kind in snapdir groups; do
        mkdir -p "mock/$run/output/${kind}_098"
        for file in "mock/$run/output/${kind}_099"/*; do
            name=$(basename "$file")
            ln -sf "../${kind}_099/$name" "mock/$run/output/${kind}_098/${name/_099/_098}"
        done
    done
done
common="fields: [dmo, hydro, {replace: {mass: [1.0e12, .inf], radius: 3.0}}]
maps: {grid: 256, axes: [x, z]}
power: {grid: 32}
profiles: {edges: {min: 0.1, max: 3.0, bins: 8}}"
printf 'simulation: {dmo: mock/dmo/output, hydro: mock/hydro/output, snapshot: 99}\n%s\noutput: out\n' "$common" >one.yaml
printf 'simulation: {dmo: mock/dmo/output, hydro: mock/hydro/output, snapshots: [99, 98]}\n%s\noutput: cone\n' "$common" >cone.yaml
# Blocks are small. A rank of a job that is to be interrupted stands still after its first checkpoint until a signal comes:
# so it is interrupted in the middle, however fast the machine is.
cat >program <<END
#!/bin/bash
export HYDRO_REPLACE_JAVA_OPTIONS="-Dhydro-replace.block-rows=5000"
if [ -z "\${HALT:-}" ] || [ "\${SLURM_RESTART_COUNT:-0}" -gt 0 ]; then
    exec $hydro_replace "\$@"
fi
trap told=yes USR1
$hydro_replace "\$@" --checkpoint-interval 50ms &
launcher=\$!
until [ -e "\$HALT/.checkpoint-\${SLURM_PROCID}of2" ]; do
    kill -0 "\$launcher" || exit 9
    sleep 0.02
done
java=\$(pgrep -P "\$launcher" java)
kill -STOP "\$java"
touch "\$HALT.halted-\$SLURM_PROCID"
until [ -n "\${told:-}" ]; do sleep 0.2; done
kill -CONT "\$java"
while kill -0 "\$launcher" 2>/dev/null; do wait "\$launcher"; done
wait "\$launcher"
END
chmod +x program
"$hydro_replace" run one.yaml --no-report --output plain >/dev/null
"$hydro_replace" response plain --no-report >/dev/null
"$hydro_replace" run cone.yaml --no-report --output plain-cone >/dev/null
step "plain runs"

# same MADE PLAIN PRODUCT...
same() {
    local made=$1 plain=$2 product
    shift 2
    for product in "$@"; do
        cmp "$made/$product.h5" "$plain/$product.h5" || fail "$made/$product.h5 is not that of a plain run"
    done
    [ -z "$(find "$made" -name '.checkpoint*')" ] || fail "$made still has a checkpoint"
}
products=(matched_halos maps power profiles statistics)

# scripts DIR CONFIG OPTION...: written, and liked by shellcheck
scripts() {
    local folder=$1
    shift
    "$hydro_replace" slurm "$@" --output "$folder" --program "$scratch/program" --time 10 >/dev/null
    shellcheck "$folder"/*.sbatch "$folder"/*.sh
}

# await JOB SECONDS: until the job has ended
await() {
    local begin=$SECONDS
    while [ -n "$(squeue -h -j "$1" 2>/dev/null)" ]; do
        [ $((SECONDS - begin)) -lt "$2" ] || fail "job $1 did not end within $2 s: $(squeue -j "$1")"
        sleep 0.5
    done
}
log() { cat "$1"/logs/*"-$2.out"; }

mkdir -p cluster
start_cluster "$scratch/cluster" || fail "SLURM does not run here"
step "SLURM is up"

scripts pipeline one.yaml --ranks-per-node 2 --threads 1
last=$(pipeline/pipeline.sh | sed -n 's/^response: job //p')
await "$last" 240
same out plain "${products[@]}" response
log pipeline "$((last - 1))" | grep -q '2 ranks of 1 thread, Open MPI' || fail "run did not have two ranks of Open MPI"
step "pipeline on two ranks of Open MPI"

scripts array cone.yaml --threads 1
last=$(array/pipeline.sh | sed -n 's/^response: job //p')
await "$last" 240
for member in snap_098 snap_099; do
    same "cone/$member" "plain-cone/$member" "${products[@]}"
    [ -s "cone/$member/response.h5" ] || fail "cone/$member has no responses"
done
[ "$(find array/logs -name '*_9[89].out' | wc -l)" = 6 ] || fail "array/logs does not have a log for each task"
step "array over two snapshots"

scripts mpich one.yaml --ranks-per-node 2 --threads 1 --mpi pmi2 --set output=out-mpich
job=$(sbatch --parsable mpich/run.sbatch)
await "$job" 120
same out-mpich plain "${products[@]}"
log mpich "$job" | grep -q '2 ranks of 1 thread, MPICH' || fail "run did not have two ranks of MPICH"
step "two ranks of MPICH"

scripts killed one.yaml --ranks-per-node 2 --threads 1 --set output=out-killed
job=$(HALT=out-killed sbatch --parsable killed/run.sbatch)
for ((i = 0; i < 1200; i++)); do
    [ ! -e out-killed.halted-0 ] || [ ! -e out-killed.halted-1 ] || break
    sleep 0.1
done
[ "$i" -lt 1200 ] || fail "there was no checkpoint within two minutes"
rank=$(pgrep -f "^.*/java .*hydroreplace.cli.Main run $scratch/one.yaml .*output=out-killed" | tail -n 1)
kill -KILL "$rank"
begin=$SECONDS
await "$job" 15
step "a rank was killed, and the job ended within $((SECONDS - begin)) s"
log killed "$job" | grep -q 'hydro-replace: task [01] on .* was ended by signal 9 (SIGKILL)' || fail "the log does not say that a rank was killed"
for product in out-killed/*.h5; do
    cmp "$product" "plain/$(basename "$product")" || fail "$product was damaged"
done
job=$(sbatch --parsable killed/run.sbatch)
await "$job" 120
same out-killed plain "${products[@]}"
grep -q particles_counted_before_resuming out-killed/manifest.json || fail "the run did not go on from the checkpoint"
step "resumed after a kill"

# SLURM looks at limits every 30 s: the signal comes 10 to 40 s after the start.
scripts limit one.yaml --ranks-per-node 2 --threads 1 --set output=out-limit
job=$(HALT=out-limit sbatch --parsable --time=1 --signal=B:USR1@20 limit/run.sbatch)
for ((i = 0; i < 300; i++)); do
    ! log limit "$job" 2>/dev/null | grep -q 'is queued again' || break
    sleep 0.5
done
# The second start may take its time.
scontrol update JobId="$job" TimeLimit=10
await "$job" 180
log limit "$job" | grep -q 'hydro-replace: stopped by SIGUSR1 after [0-9]* particles' || fail "the run was not stopped by SIGUSR1"
log limit "$job" | grep -q "hydro-replace: job $job is queued again, to go on from its checkpoint" || fail "the job was not queued again"
same out-limit plain "${products[@]}"
grep -q particles_counted_before_resuming out-limit/manifest.json || fail "the run did not go on from the checkpoint"
step "stopped before the limit, queued again and resumed"
