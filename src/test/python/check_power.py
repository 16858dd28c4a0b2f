#!/usr/bin/env python3
"""Checks power.h5 of a run against numpy, with nothing of the program but its files.

    check_power.py OUTPUT DMO HYDRO SNAPSHOT

Makes the spectra in three dimensions of the fields dmo and hydro again from the particles: power, numbers of modes, foldings (as a
finer grid of which every fold-th mode is kept), multipoles, cross spectrum, ratio, sub-boxes and their errors. Needs numpy
and h5py. Prints one line a quantity; exit code 1 where one differs by more than 1e-9.
"""
import sys

import h5py
import numpy as np

sys.argv, arguments = sys.argv[:1], sys.argv[1:]
output, folders, snapshot = arguments[0], dict(dmo=arguments[1], hydro=arguments[2]), int(arguments[3])
file = h5py.File(f"{output}/power.h5")
parameters = file["Parameters"].attrs
n, scheme = int(parameters["power.grid"]), parameters["power.assignment"]
interlaced, window = bool(parameters["power.interlaced"]), parameters["power.window"]
ORDER = {"ngp": 1, "cic": 2, "tsc": 3, "pcs": 4}[scheme]


def particles(folder):
    import glob

    x, mass = [], []
    for path in sorted(glob.glob(f"{folder}/snapdir_{snapshot:03d}/*.hdf5")):
        with h5py.File(path) as f:
            header, box = f["Header"].attrs, f["Header"].attrs["BoxSize"] / 1e3
            for kind in (0, 1, 2, 4, 5):
                if f"PartType{kind}" in f and "Coordinates" in f[f"PartType{kind}"]:
                    group = f[f"PartType{kind}"]
                    x.append(group["Coordinates"][:].astype("f8") / 1e3)
                    mass.append(group["Masses"][:].astype("f8") if "Masses" in group else np.full(len(x[-1]), header["MassTable"][kind]))
    return np.concatenate(x) % box, np.concatenate(mass), box


def weights(s):
    s = np.abs(s)
    return {
        1: lambda: (s <= 0.5) * 1.0,
        2: lambda: np.maximum(0, 1 - s),
        3: lambda: np.where(s < 0.5, 0.75 - s * s, np.where(s < 1.5, 0.5 * (1.5 - s) ** 2, 0)),
        4: lambda: np.where(s < 1, (4 - 6 * s * s + 3 * s**3) / 6, np.where(s < 2, (2 - s) ** 3 / 6, 0)),
    }[ORDER]()


def deposit(x, mass, side, box, shift):
    u = x * side / box + shift
    cell = np.floor(u + 0.5).astype(int)
    near = (0,) if ORDER == 1 else range(-2, 3)
    w = {d: np.ones_like(u) if ORDER == 1 else weights(u - cell - d) for d in near}
    grid = np.zeros(side**3)
    for i in near:
        for j in near:
            for k in near:
                at = ((cell[:, 0] + i) % side * side + (cell[:, 1] + j) % side) * side + (cell[:, 2] + k) % side
                grid += np.bincount(at, mass * w[i][:, 0] * w[j][:, 1] * w[k][:, 2], side**3)
    return grid.reshape(side, side, side)


def waves(side):
    whole = np.fft.fftfreq(side, 1 / side)
    whole[side // 2] = abs(whole[side // 2])
    half = np.arange(side // 2 + 1)
    return whole[:, None, None], whole[None, :, None], half[None, None, :]


def compensation(side):
    factor = 1.0
    for wave in waves(side):
        factor = factor / np.sinc(wave / side) ** ORDER
    return factor if window == "compensated" else 1.0


def modes(x, mass, side, box):
    grid = deposit(x, mass, side, box, 0)
    delta = np.fft.rfftn(grid / grid.mean() - 1)
    if interlaced:
        other = deposit(x, mass, side, box, 0.5)
        phase = np.exp(1j * np.pi / side * sum(waves(side)))
        delta = (delta + np.fft.rfftn(other / other.mean() - 1) * phase) / 2
    return delta * compensation(side), grid


def independent(side):
    a, b, c = np.broadcast_arrays(*waves(side))
    edge = (c == 0) | (c == side // 2)
    conjugate = (a < 0) | (((a == 0) | (a == side // 2)) & (b < 0))
    return ~(edge & conjugate)


def binned(values, side, box, fold=1):
    """Means over the bins of modes (of every fold-th mode of a finer grid) with the unit of power."""
    a, b, c = np.broadcast_arrays(*waves(side))
    keep = independent(side)
    length = np.sqrt(a * a + b * b + c * c)
    bins = length.astype(int)
    counts = np.bincount(bins[keep], minlength=bins.max() + 1)[1:]
    mean = np.bincount(bins[keep], values[keep])[1:] / counts
    k = np.bincount(bins[keep], length[keep])[1:] / counts * 2 * np.pi / box * fold
    return k, mean, counts


bad = 0


def compare(name, found, expected, scale=None):
    global bad
    found, expected = np.asarray(found), np.asarray(expected)
    scale = np.abs(expected) if scale is None else scale
    both = np.isnan(found) & np.isnan(expected)
    error = np.max(np.where(both, 0, np.abs(found - expected) / np.where(scale == 0, 1, scale)))
    good = found.shape == expected.shape and error <= 1e-9
    bad += not good
    print(f"{'ok ' if good else 'BAD'} {name}: {error:.1e}")


def every(modes, fold, side):
    """The modes of a grid of fold * side cells whose numbers are multiples of fold, as a grid of side cells has them."""
    wave = np.fft.fftfreq(side, 1 / side).astype(int)
    wave[side // 2] = abs(wave[side // 2])
    index = wave * fold % (side * fold)
    return modes[np.ix_(index, index, np.arange(side // 2 + 1) * fold)]


all_modes, sub = {}, {}
for field in ("dmo", "hydro"):
    x, mass, box = particles(folders[field])
    unit = box**3 / float(n) ** 6
    delta, grid = modes(x, mass, n, box)
    all_modes[field] = delta
    k, power, counts = binned(np.abs(delta) ** 2 * unit, n, box)
    compare(f"{field} k", file[field]["k"], k)
    compare(f"{field} power", file[field]["power"], power)
    compare(f"{field} modes", file[field]["modes"], counts)
    compare(f"{field} shot noise", file[field].attrs["shot_noise"], box**3 * (mass**2).sum() / mass.sum() ** 2)
    a, b, c = waves(n)
    for number, axis in enumerate("xyz"):
        if f"multipoles/{axis}" in file[field]:
            square = a * a + b * b + c * c
            mu2 = waves(n)[number] ** 2 / np.where(square == 0, 1, square)
            p = np.abs(delta) ** 2 * unit
            for name, legendre in (("quadrupole", 2.5 * (3 * mu2 - 1)), ("hexadecapole", 9 / 8 * (35 * mu2**2 - 30 * mu2 + 3))):
                compare(f"{field} {name} {axis}", file[field][f"multipoles/{axis}/{name}"], binned(p * legendre, n, box)[1], power)
    for group in [g for g in file[field] if g.startswith("folded-")]:
        fold = int(group.split("-")[1])
        fine, _ = modes(x, mass, n * fold, box)
        # A finer grid compensates with its own cells, which are those of the folded one.
        few = every(fine, fold, n)
        kf, folded, _ = binned(np.abs(few) ** 2 * box**3 / float(n * fold) ** 6, n, box, fold)
        inside = slice(0, n // 2 - 1)
        compare(f"{field} {group} k", file[field][group]["k"], kf)
        compare(f"{field} {group} power", file[field][group]["power"][inside], folded[inside])
    if "jackknife" in file[field]:
        parts = int(file[field]["jackknife"].attrs["sub_boxes_per_side"])
        side = n // parts
        cut = (grid / grid.mean() - 1).reshape(parts, side, parts, side, parts, side).transpose(0, 2, 4, 1, 3, 5).reshape(-1, side, side, side)
        factor = (box / parts) ** 3 / float(side) ** 6
        spectra = np.array([binned(np.abs(np.fft.rfftn(one) * compensation(side)) ** 2 * factor, side, box / parts)[1] for one in cut])
        ks, _, few = binned(np.abs(np.fft.rfftn(cut[0])), side, box / parts)
        sub[field] = spectra
        compare(f"{field} sub-boxes", file[field]["jackknife/power"], spectra)
        m = len(spectra)
        error = np.sqrt(spectra.var(0, ddof=1) / m)
        compare(f"{field} error", file[field]["jackknife/power_error"], error)
        place = (k / (2 * np.pi / box * parts)).astype(int) - 1
        known = (place >= 0) & (place < len(ks))
        at = np.clip(place, 0, len(ks) - 1)
        spread = np.where(known, power * (error / spectra.mean(0))[at] * np.sqrt(m * few[at] / counts), np.nan)
        compare(f"{field} power_error", file[field]["power_error"], spread)
        if field == "hydro":
            left = [s.sum(0) - s for s in (spectra, sub["dmo"])]
            ratios = left[0] / left[1]
            error = np.sqrt(((ratios - ratios.mean(0)) ** 2).sum(0) * (m - 1) / m)
            compare("hydro ratio_error of sub-boxes", file["hydro/jackknife/ratio_error"], error)
            compare("hydro ratio_error", file["hydro/ratio_error"], np.where(known, error[at] * np.sqrt(m * few[at] / counts), np.nan))
compare("ratio", file["hydro/ratio"], file["hydro/power"][:] / file["dmo/power"][:])
if "hydro/cross/dmo" in file:
    unit = box**3 / float(n) ** 6
    cross = binned((all_modes["hydro"] * all_modes["dmo"].conj()).real * unit, n, box)[1]
    compare("cross spectrum", file["hydro/cross/dmo/power"], cross, file["dmo/power"][:])
    compare("correlation", file["hydro/cross/dmo/correlation"], cross / np.sqrt(file["hydro/power"][:] * file["dmo/power"][:]))
sys.exit(bad > 0)
