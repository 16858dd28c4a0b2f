#!/usr/bin/env python3
"""CPU seconds and peak memory of a real-to-complex transform, ours beside scipy.fft (pocketfft), in turn.

Needs numpy, scipy, a JDK 25 (JAVA_HOME or java on the path) and the program built: ./mvnw -P quick package
Each program is a process of its own; the first repeat (just-in-time compilation) is shown apart from the best of the rest.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "target"
SCIPY = """
import sys, time, numpy, scipy.fft
dimensions, side, precision, threads, repeats = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
dtype = numpy.float32 if precision == "SINGLE" else numpy.float64
for repeat in range(repeats):
    cells = numpy.random.default_rng(repeat).random((side,) * dimensions, dtype=dtype)
    cpu, wall = time.process_time(), time.perf_counter()
    cells -= cells.mean()
    modes = scipy.fft.rfftn(cells, workers=threads, overwrite_x=True)
    print(time.process_time() - cpu, time.perf_counter() - wall)
    del modes
"""


def measure(command):
    with tempfile.NamedTemporaryFile("r") as peak:
        out = subprocess.run(["/usr/bin/time", "-f", "%M", "-o", peak.name] + command, check=True,
                             stdout=subprocess.PIPE, text=True).stdout
        mib = int(peak.read().split()[-1]) / 1024
    runs = [tuple(map(float, line.split())) for line in out.splitlines()]
    return runs[0], min(runs[1:]), mib


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--storage", nargs="+", default=["DOUBLE", "SINGLE"], choices=["DOUBLE", "SINGLE"])
    parser.add_argument("--sizes", nargs="+", default=["2:4096", "3:256", "3:512"], metavar="DIMENSIONS:SIDE")
    options = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    classpath = f"{TARGET}/hydro-replace.jar:{TARGET}/lib/*"
    print(f"load {os.getloadavg()[0]:.1f}, {options.threads} threads\n")
    print("| cells | precision | ours CPU [s] (first) | scipy CPU [s] | CPU ratio | wall ratio | ours [MiB] | scipy [MiB] |")
    print("|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        dimensions, side = size.split(":")
        for precision in options.storage:
            arguments = [dimensions, side, precision, str(options.threads), str(options.repeats)]
            # The launcher's options; the peak is what is touched, not the size of the heap.
            command = [java, "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages", "-XX:MaxRAMPercentage=80",
                       "-cp", classpath, str(HERE / "FftBench.java")]
            first, ours, our_peak = measure(command + arguments)
            _, theirs, their_peak = measure([sys.executable, "-c", SCIPY] + arguments)
            print(f"| {side}^{dimensions} | {precision.lower()} | {ours[0]:.2f} ({first[0]:.2f}) | {theirs[0]:.2f} | "
                  f"{ours[0] / theirs[0]:.2f} | {ours[1] / theirs[1]:.2f} | {our_peak:.0f} | {their_peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
