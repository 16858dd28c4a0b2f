#!/usr/bin/env python3
"""Checks the lens planes of a run against numpy, with nothing of the program but its files.

    check_planes.py OUTPUT DMO HYDRO SNAPSHOT

OUTPUT holds run.yaml, transforms drawn with a seed and planes of the fields dmo and hydro; DMO and HYDRO are the output
folders of the two runs. Draws the transforms again with numpy.random.RandomState, makes every raw plane again from the
particles, transforms it for lux's files, and opens the FITS files with astropy. Needs numpy and h5py; astropy
where there are FITS files. Prints one line a check; exit code 1 where one fails.
"""
import glob
import json
import os
import sys

import h5py
import numpy as np

output, folders, snapshot = sys.argv[1], dict(dmo=sys.argv[2], hydro=sys.argv[3]), int(sys.argv[4])
manifest = json.load(open(f"{output}/manifest.json"))
about = manifest["lens_planes"]
bad = 0


def check(what, ok, figure=""):
    global bad
    bad += not ok
    print(f"{'ok ' if ok else 'BAD'} {what}{': ' + figure if figure else ''}")


def particles(folder):
    x, mass = [], []
    for path in sorted(glob.glob(f"{folder}/snapdir_{snapshot:03d}/*.hdf5")):
        with h5py.File(path) as file:
            header = dict(file["Header"].attrs)
            box = header["BoxSize"] / 1e3
            for kind in (0, 1, 2, 4, 5):
                group = file.get(f"PartType{kind}")
                if group is not None:
                    x.append(group["Coordinates"][:].astype("f8") / 1e3)
                    own = "Masses" in group
                    mass.append(group["Masses"][:].astype("f8") * 1e10 if own else np.full(len(x[-1]), header["MassTable"][kind] * 1e10))
    x = np.concatenate(x) % box
    x[x >= box] = 0
    return x, np.concatenate(mass), box, dict(om=header["Omega0"], ol=header["OmegaLambda"], h=header["HubbleParam"])


def tsc(a, b, mass, n):
    """On [0, n) in cells."""
    grid = np.zeros((n, n))
    i, j = np.floor(a + 0.5).astype(int), np.floor(b + 0.5).astype(int)

    def weights(d):
        return (0.5 - d) ** 2 / 2, 0.75 - d * d, (0.5 + d) ** 2 / 2

    for di, wa in zip((-1, 0, 1), weights(a - i)):
        for dj, wb in zip((-1, 0, 1), weights(b - j)):
            np.add.at(grid, ((i + di) % n, (j + dj) % n), mass * wa * wb)
    return grid


def distance(z, om):
    """Comoving, Mpc/h, flat and without radiation."""
    t, w = np.polynomial.legendre.leggauss(64)
    t = 0.5 * z * (t + 1)
    return 2997.92458 * 0.5 * z * np.sum(w / np.sqrt(om * (1 + t) ** 3 + 1 - om))


data = {name: particles(folder) for name, folder in folders.items()}
box, cosmology = data["dmo"][2], data["dmo"][3]
with h5py.File(f"{output}/lens_planes/transforms.h5") as file:
    t = {name: file[name][:] for name in ("proj_dirs", "displacements", "flips", "snapshot_order")}
    nreal, nsnap, pps, seed = (int(file.attrs[k]) for k in ("n_realizations", "n_snapshots", "pps", "seed"))
    lux = file.attrs["convention"] in ("lux", b"lux")
random = np.random.RandomState(seed)
check("projection axes", np.array_equal(random.randint(0, 3, (nreal, nsnap)), t["proj_dirs"]))
check("displacements, to the bit", np.array_equal(random.uniform(0, box, (nreal, nsnap, 3)), t["displacements"]))
flips = random.choice([True, False], (nreal, nsnap, 3) if lux else (nreal, nsnap))
check("flips", np.array_equal(flips, t["flips"].astype(bool)))
member = list(t["snapshot_order"]).index(snapshot)
dchi = box / pps


def positions(x, r):
    axis, shift, flip = t["proj_dirs"][r, member], t["displacements"][r, member], flips[r, member]
    moved = x + shift
    if lux:
        moved = np.where(flip, -moved, moved)
    elif flip:
        moved = box - moved
    moved %= box
    moved[moved >= box] = 0
    plane = [(axis + 1) % 3, (axis + 2) % 3] if lux else [k for k in range(3) if k != axis]
    return moved[:, plane[0]], moved[:, plane[1]], moved[:, axis]


def raw(path):
    n = np.fromfile(path, "<i4", 1)[0]
    last = np.fromfile(path, "<i4", 1, offset=4 + 8 * n * n)[0]
    if last != n or os.path.getsize(path) != 8 + 8 * n * n:
        raise SystemExit(f"{path} is no raw plane")
    return np.fromfile(path, "<f8", n * n, offset=4).reshape(n, n)


def derivatives(delta, n):
    """The five fields of lux, by numpy's transforms."""
    k = 2 * np.pi / box * np.fft.fftfreq(n, 1 / n)
    kx, ky = k[:, None], k[None, :]
    k2 = kx * kx + ky * ky
    k2[0, 0] = 1
    psi = -3 * cosmology["om"] / 2997.92458**2 * np.fft.fft2(delta) / k2
    psi[0, 0] = 0
    if n % 2 == 0:
        psi[n // 2, :] = psi[:, n // 2] = 0
    return [np.fft.ifft2(f * psi).real for f in (1j * kx, 1j * ky, -kx * kx, -kx * ky, -ky * ky)]


for name, (x, mass, _, _) in data.items():
    base = f"{output}/lens_planes/{name}"
    worst = total = 0.0
    count = 0
    for r in range(nreal if os.path.isdir(f"{base}/LP_00") else 0):
        a, b, depth = positions(x, r)
        found_mass = 0.0
        for s in range(pps):
            index = member * pps + s
            found = raw(f"{base}/LP_{r:02d}/lenspot{index:02d}.dat")
            n = len(found)
            inside = (depth >= s * box / pps) & ((depth < (s + 1) * box / pps) | (s == pps - 1))
            expected = tsc(a[inside] * n / box, b[inside] * n / box, mass[inside], n)
            mean = 27.7536627e10 * cosmology["om"] * (box / n) ** 2 * dchi
            if about["content"] == "delta":
                expected = (expected / mean - 1) * dchi
                found_mass += ((found / dchi + 1) * mean).sum()
            else:
                found_mass += found.sum()
            worst = max(worst, np.abs(found - expected).max() / np.abs(expected).max())
            count += 1
            delta = expected if about["content"] == "delta" else (expected / mean - 1) * dchi
            path = f"{base}/lux/LP_{r:02d}/lenspot{index + 1:02d}.dat"
            if os.path.exists(path):
                five = np.fromfile(path, "<f8", 5 * n * n, offset=4).reshape(n, n, 5)
                want = derivatives(delta, n)
                error = max(np.abs(five[..., f] - want[f]).max() / np.abs(want[f]).max() for f in range(5))
                k = 1j * 2 * np.pi / box * np.fft.fftfreq(n, 1 / n)
                slope = np.fft.ifft(k[:, None] * np.fft.fft(five[..., 0], axis=0), axis=0).real
                identity = np.abs(slope - five[..., 2]).max() / np.abs(five[..., 2]).max()
                check(f"{name} lux LP_{r:02d} plane {index + 1}", error < 1e-9 and identity < 1e-10, f"{error:.1e}, d/dx of field 0 is field 2 to {identity:.1e}")
            for path in glob.glob(f"{base}/lenstools/LP_{r:02d}/snap{snapshot}_*Plane{s}_normal{t['proj_dirs'][r, member]}.fits"):
                from astropy.io import fits

                with fits.open(path) as image:
                    cards, pixels = image[0].header, image[0].data
                chi = dchi * (index + 0.5)
                z = cards["Z"]
                near = abs(distance(z, cosmology["om"]) - chi) < 1e-9 * chi + 1e-7 and cards["CHI"] == chi and abs(cards["SIDE"] / box - 1) < 1e-12
                ok = near and cards["H0"] == 100 * cosmology["h"] and cards["OMEGA_M"] == cosmology["om"] and cards["W0"] == -1 and cards["WA"] == 0
                want = 1.5 * cosmology["om"] / 2997.92458**2 * chi * dchi * (1 + z) * (delta / dchi + 1)
                unit = ""
                if "potential" in path:
                    l2 = (2 * np.pi * chi / box) ** 2 * (np.fft.fftfreq(n, 1 / n)[:, None] ** 2 + np.fft.fftfreq(n, 1 / n)[None, :] ** 2)
                    l2[0, 0] = 1
                    modes = -2 * np.fft.fft2(want) / l2
                    modes[0, 0] = 0
                    want, unit = np.fft.ifft2(modes).real, "rad2"
                error = np.abs(pixels - want).max() / np.abs(want).max()
                check(f"{name} {os.path.basename(path)} of LP_{r:02d}", bool(ok) and cards["UNIT"].strip() == unit and error < 1e-9, f"{error:.1e}, distance off by {distance(z, cosmology['om']) - chi:.1e} Mpc/h")
        total = max(total, abs(found_mass / mass.sum() - 1))
    if count:
        check(f"{name}: {count} raw planes", worst < 1e-12, f"largest difference {worst:.1e} of the largest pixel")
        check(f"{name}: the slices of a realisation weigh what the box does", total < 1e-12, f"{total:.1e}")
sys.exit(bad > 0)
