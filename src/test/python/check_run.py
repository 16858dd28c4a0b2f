#!/usr/bin/env python3
"""Checks the products of a run against a direct evaluation in numpy, with nothing of the program but its files.

    check_run.py OUTPUT DMO HYDRO SNAPSHOT

OUTPUT holds maps.h5 and matched_halos.h5; DMO and HYDRO are the output folders of the two runs. Every map of every field
is made again from the particles (every particle against every sphere) and compared within 1e-12 of its largest cell.
Needs numpy and h5py. Prints one line a map; exit code 1 where one differs.
"""
import glob
import re
import sys

import h5py
import numpy as np

output, dmo_folder, hydro_folder, snapshot = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])


def particles(folder):
    files = sorted(glob.glob(f"{folder}/snapdir_{snapshot:03d}/*.hdf5"), key=lambda p: int(re.findall(r"\.(\d+)\.hdf5$", p)[0]))
    positions, masses, box = [], [], 0.0
    for path in files:
        with h5py.File(path) as file:
            header = file["Header"].attrs
            box = header["BoxSize"] / 1e3
            for kind in (0, 1, 2, 4, 5):
                group = file.get(f"PartType{kind}")
                if group is None:
                    continue
                x = group["Coordinates"][:].astype("f8") / 1e3
                positions.append(x)
                masses.append(group["Masses"][:].astype("f8") * 1e10 if "Masses" in group else np.full(len(x), header["MassTable"][kind] * 1e10))
    x = np.concatenate(positions) % box
    x[x >= box] = 0
    return x, np.concatenate(masses), box


def inside(x, centres, radii, box):
    """For every particle the first sphere, in the order given, that holds it, or -1."""
    first = np.full(len(x), -1)
    for k in range(len(centres) - 1, -1, -1):
        d = x - centres[k]
        d -= box * np.round(d / box)
        first[(d * d).sum(1) <= radii[k] ** 2] = k
    return first


WEIGHTS = {
    "ngp": (1, lambda s: (s <= 0.5) * 1.0),
    "cic": (2, lambda s: np.maximum(0, 1 - s)),
    "tsc": (3, lambda s: np.where(s < 0.5, 0.75 - s * s, np.where(s < 1.5, 0.5 * (1.5 - s) ** 2, 0))),
    "pcs": (4, lambda s: np.where(s < 1, (4 - 6 * s * s + 3 * s**3) / 6, np.where(s < 2, (2 - s) ** 3 / 6, 0))),
}


def deposit(a, b, mass, n, scheme, box):
    order, weight = WEIGHTS[scheme]
    u, v = a * n / box, b * n / box
    offsets = range(0, 1) if order == 1 else range(-2, 3)
    i, j = np.floor(u + 0.5).astype(int), np.floor(v + 0.5).astype(int)
    grid = np.zeros((n, n))
    for di in offsets:
        wa = np.ones(len(u)) if order == 1 else weight(np.abs(u - i - di))
        for dj in offsets:
            wb = np.ones(len(v)) if order == 1 else weight(np.abs(v - j - dj))
            np.add.at(grid, ((i + di) % n, (j + dj) % n), mass * wa * wb)
    return grid


def field(parameters, index):
    kind = parameters.get(f"fields[{index}]")
    if kind is not None:
        return {"dmo": dmo, "hydro": hydro}[kind]
    if f"fields[{index}].replace.radius" not in parameters:
        raise SystemExit(f"field {index} is of a kind that this check does not know")
    low, high = (parameters[f"fields[{index}].replace.mass[{e}]"] for e in (0, 1))
    alpha = parameters[f"fields[{index}].replace.radius"]
    chosen = (halos["dmo_mass"][:] >= low) & (halos["dmo_mass"][:] < high)
    centres, radii = halos["dmo_position"][:][chosen], alpha * halos["dmo_radius"][:][chosen]
    outside = inside(dmo[0], centres, radii, box) < 0
    if parameters[f"fields[{index}].replace.centre"] == "dmo":
        within = inside(hydro[0], centres, radii, box) >= 0
        added = hydro[0][within]
    else:
        partners = halos["hydro_position"][:][chosen]
        owner = inside(hydro[0], partners, alpha * halos["hydro_radius"][:][chosen], box)
        within = owner >= 0
        shift = (centres - partners + box / 2) % box - box / 2
        added = (hydro[0][within] + shift[owner[within]]) % box
        if parameters[f"fields[{index}].replace.overlap"] == "most-massive":
            cover = inside(added, centres, radii, box)
            kept = ~((cover >= 0) & (cover < owner[within]))
            added = added[kept]
            within[np.flatnonzero(within)[~kept]] = False
    return np.concatenate([dmo[0][outside], added]), np.concatenate([dmo[1][outside], hydro[1][within]])


dmo, hydro = particles(dmo_folder), particles(hydro_folder)
box = dmo[2]
halos = h5py.File(f"{output}/matched_halos.h5")
maps = h5py.File(f"{output}/maps.h5")
parameters = maps["Parameters"].attrs
n, scheme = int(parameters["maps.grid"]), parameters["maps.assignment"]
bad = 0
count = len({re.match(r"fields\[(\d+)\]", key).group(1) for key in parameters if key.startswith("fields[")})
for index in range(count):
    name = parameters.get(f"fields[{index}]", parameters.get(f"fields[{index}].name"))
    x, mass = field(parameters, index)[:2]
    for axis in maps[name]:
        plane = [k for k in range(3) if "xyz"[k] != axis]
        expected = deposit(x[:, plane[0]], x[:, plane[1]], mass, n, scheme, box) / (box / n) ** 2
        found = maps[name][axis][:]
        error = np.abs(found - expected).max() / expected.max()
        total = abs(found.sum() * (box / n) ** 2 / mass.sum() - 1)
        ok = error <= 1e-12 and total <= 1e-12
        bad += not ok
        print(f"{'ok ' if ok else 'BAD'} {name} {axis}: largest difference {error:.1e} of the largest cell, total mass {total:.1e}")
sys.exit(bad > 0)
