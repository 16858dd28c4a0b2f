# shellcheck shell=bash
# A SLURM of one node, for check_slurm: munged, slurmctld and slurmd of this machine, with all they need in one folder.
# Needs root, and slurm-wlm and munge of Debian. Whatever else runs on the machine is left alone.

free_port() {
    local port
    for port in $(shuf -i 20000-30000 -n 50); do
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s\n' "$port"
            return
        fi
    done
    return 1
}

# start_cluster DIR: sets SLURM_CONF for the commands that follow.
start_cluster() {
    local dir=$1 waited
    mkdir -p "$dir"/{munge,state,spool}
    chmod 755 "$dir" "$dir/munge"
    dd if=/dev/urandom of="$dir/munge/key" bs=128 count=1 status=none
    chmod 600 "$dir/munge/key"
    /usr/sbin/munged --force --socket="$dir/munge/socket" --key-file="$dir/munge/key" --pid-file="$dir/munge/pid" \
        --log-file="$dir/munge/log" --seed-file="$dir/munge/seed"
    sed -e "s|@HOST@|$(hostname)|; s|@DIR@|$dir|; s|@PORT@|$(free_port)|; s|@NODE_PORT@|$(free_port)|" \
        -e "s|@CPUS@|$(nproc)|g; s|@MEMORY@|$(free -m | awk '/^Mem:/ {print int($2 * 0.8)}')|" \
        "$(dirname "${BASH_SOURCE[0]}")/slurm.conf.template" >"$dir/slurm.conf"
    printf 'CgroupPlugin=cgroup/v1\n' >"$dir/cgroup.conf"
    export SLURM_CONF=$dir/slurm.conf
    /usr/sbin/slurmctld -c
    /usr/sbin/slurmd
    for ((waited = 0; waited < 60; waited++)); do
        if [ "$(sinfo -h -o %T 2>/dev/null)" = idle ]; then
            return
        fi
        sleep 1
    done
    tail -n 20 "$dir/ctld.log" "$dir/d.log" >&2
    printf 'SLURM did not come up within 60 s\n' >&2
    return 1
}

# stop_cluster DIR: ends the jobs that are left, then the three daemons that start_cluster started.
stop_cluster() {
    local dir=$1 pid file waited
    if [ -s "$dir/ctld.pid" ]; then
        scancel --user=root 2>/dev/null || true
        for ((waited = 0; waited < 40; waited++)); do
            [ -n "$(squeue -h 2>/dev/null)" ] || break
            sleep 1
        done
    fi
    for file in "$dir/d.pid" "$dir/ctld.pid" "$dir/munge/pid"; do
        pid=$(cat "$file" 2>/dev/null) || continue
        kill "$pid" 2>/dev/null || continue
        for ((waited = 0; waited < 50; waited++)); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.2
        done
        kill -KILL "$pid" 2>/dev/null || true
    done
}
