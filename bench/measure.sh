# shellcheck shell=bash
# Sourced by bench/run: running, measuring and comparing. Needs two folders: $scratch, and $results for what was measured.
scratch=${scratch:-}
results=${results:-}

# The user asked for something that cannot be done.
fail() {
    printf 'bench/run: %s\n' "$1" >&2
    exit 2
}

# measure NAME COMMAND...: runs a command; adds "wall CPU MiB" of it and of its children to $results/NAME. What it said stays
# in $scratch/NAME.out and .err. Peak memory is the largest resident set of a process: pages of mapped files count too.
measure() {
    local name=$1
    shift
    printf '%s ' "$name" >&2
    if ! /usr/bin/time -o "$scratch/time" -f '%e %U %S %M' "$@" >"$scratch/$name.out" 2>"$scratch/$name.err"; then
        tail -n 5 "$scratch/$name.err" >&2
        fail "the command above failed: $*"
    fi
    awk '{ printf "%.2f %.2f %.1f\n", $1, $2 + $3, $4 / 1024 }' "$scratch/time" >>"$results/$name"
}

# record NAME VALUES...: adds figures that a program counted itself.
record() {
    local name=$1
    shift
    printf '%s\n' "$*" >>"$results/$name"
}

# Median of numbers, one a line, and their range: "3.1 (2.9 to 3.4)".
spread() {
    sort -g | awk -v digits="${1:-2}" '
        { value[NR] = $1 }
        END {
            median = NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2
            number = "%." digits "f"
            if (NR > 1) printf(number " (" number " to " number ")", median, value[1], value[NR])
            else printf(number, median)
        }'
}

# figure NAME COLUMN [DIGITS]: median and range of one column of what was measured.
figure() {
    awk -v column="$2" '{ print $column }' "$results/$1" | spread "${3:-2}"
}

# ratio NAME OTHER COLUMN: median and range of NAME / OTHER over the rounds, in which they ran one after the other.
ratio() {
    paste -d ' ' "$results/$1" "$results/$2" | awk -v column="$3" '{ print $column / $(NF / 2 + column) }' | spread 2
}

# row TITLE CELLS...: a row of a table.
row() {
    local cell
    printf '|'
    for cell in "$@"; do
        printf ' %s |' "$cell"
    done
    printf '\n'
}

# table TITLES...: the head of a table.
table() {
    local cell
    printf '\n'
    row "$@"
    printf '|'
    for cell in "$@"; do
        printf -- '---|'
    done
    printf '\n'
}

# usage_row TITLE NAME: wall, CPU and memory of a program.
usage_row() {
    row "$1" "$(figure "$2" 1)" "$(figure "$2" 2)" "$(figure "$2" 3 0)"
}

# ratio_row TITLE NAME OTHER: the three ratios.
ratio_row() {
    row "$1" "$(ratio "$2" "$3" 1)" "$(ratio "$2" "$3" 2)" "$(ratio "$2" "$3" 3)"
}

# Takes files out of the page cache, without taking anything else out: needs no root. Written pages go to disk first.
evict() {
    local file
    for file in "$@"; do
        sync "$file"
        dd if="$file" iflag=nocache count=0 status=none
    done
}

# How much of some files is in the page cache, in per cent.
cached() {
    if ! command -v fincore >/dev/null; then
        printf 'unknown'
        return
    fi
    fincore --bytes --noheadings --output RES,SIZE "$@" | awk '{ in_cache += $1; all += $2 } END { printf "%.0f", 100 * in_cache / all }'
}
