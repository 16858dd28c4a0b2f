#!/usr/bin/env python3
"""Checks profiles.h5, statistics.h5 and power.h5 of a run against a direct evaluation in numpy, from its files alone.

    check_profiles.py OUTPUT

OUTPUT holds run.yaml, which names the two runs, and the products. Particles are read again, every halo is measured with
every particle near it, stacks are formed with numpy's percentiles, and spectra are made from maps.h5 with numpy's FFT.
Counts and the numbers of modes must be equal, masses agree within 1e-12, all else within 5e-10, relatively. A product
that is not there is passed over. Needs numpy and h5py. Prints the largest difference of each kind; exit code 1 where one
is too large, 2 where there is nothing to check.
"""
import glob
import os
import re
import sys

import h5py
import numpy as np

COMPONENTS = {"total": (0, 1, 2, 4, 5), "gas": (0,), "dm": (1, 2), "stars": (4,), "bh": (5,)}
ORDER = {"ngp": 1, "cic": 2, "tsc": 3, "pcs": 4}
NOT_FIELDS = ("Code", "Cosmology", "Parameters", "stacks")


class Particles:
    """Positions [Mpc/h], masses [Msun/h] and types, sorted by x so that a sphere looks at a slab only."""

    def __init__(self, x, mass, kind, box):
        order = np.argsort(x[:, 0], kind="stable")
        self.x, self.mass, self.kind, self.box = x[order], mass[order], kind[order], box

    def near(self, centre, radius):
        """Rows of the particles in the slab of a sphere, and their squared distances."""
        low, high = centre[0] - radius * 1.0001, centre[0] + radius * 1.0001
        ranges = [(low + s, high + s) for s in (-self.box, 0, self.box)] if high - low < self.box else [(0, self.box)]
        rows = np.concatenate([np.arange(*np.searchsorted(self.x[:, 0], r)) for r in ranges])
        d = self.x[rows] - centre
        d -= self.box * np.round(d / self.box)
        return rows, (d * d).sum(1)

    def first(self, centres, radii):
        """For every particle the first sphere, in the order given, that holds it, or -1."""
        first = np.full(len(self.x), -1)
        for k in range(len(centres) - 1, -1, -1):
            rows, d2 = self.near(centres[k], radii[k])
            first[rows[d2 <= radii[k] ** 2]] = k
        return first


def files(folder, pattern, snapshot):
    found = glob.glob(f"{folder}/{pattern[0]}_{snapshot:03d}/*.hdf5") or glob.glob(f"{folder}/{pattern[1]}_{snapshot:03d}*.hdf5")
    return sorted(found, key=lambda p: [int(n) for n in re.findall(r"\.(\d+)\.hdf5$", p)])


def particles(folder, snapshot):
    positions, masses, kinds = [], [], []
    for path in files(folder, ("snapdir", "snap"), snapshot):
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
                kinds.append(np.full(len(x), kind))
    x = np.concatenate(positions) % box
    x[x >= box] = 0
    return Particles(x, np.concatenate(masses), np.concatenate(kinds), box)


class Run:
    """The inputs of a run, read from its output folder."""

    def __init__(self, output):
        text = open(f"{output}/run.yaml").read()
        named = dict(re.findall(r"""\b(dmo|hydro|snapshot): ["']?([^,"'}\n]+)""", text.split("\n", 1)[0]))
        snapshot = int(named.pop("snapshot"))
        self.runs = {name: particles(folder, snapshot) for name, folder in named.items()}
        self.box = self.runs["dmo"].box
        self.halos = None
        if os.path.exists(f"{output}/matched_halos.h5"):
            with h5py.File(f"{output}/matched_halos.h5") as file:
                self.halos = {name: file[name][:] for name in file if isinstance(file[name], h5py.Dataset)}
        self.parameters, self.made = {}, {}
        if os.path.exists(f"{output}/maps.h5"):
            with h5py.File(f"{output}/maps.h5") as file:
                self.parameters = dict(file["Parameters"].attrs)
        catalogue = files(named["dmo"], ("groups", "fof_subhalo_tab"), snapshot)
        columns = [[h5py.File(p)[f"Group/{name}"][:] for p in catalogue if "Group/GroupPos" in h5py.File(p)] for name in ("GroupPos", "Group_M_Crit200", "Group_R_Crit200")]
        self.catalogue = [np.concatenate(c).astype("f8") * unit for c, unit in zip(columns, (1e-3, 1e10, 1e-3))]

    def spheres(self, centre, rows=None):
        """Centres, M200c and R200c of the halos, and the M200c of their DMO halos."""
        if rows is not None:
            position, mass, radius = (column[rows] for column in self.catalogue)
            return position, mass, radius, mass
        h = self.halos
        return h[f"{centre}_position"], h[f"{centre}_mass"], h[f"{centre}_radius"], h["dmo_mass"]

    def field(self, name):
        """The particles of a field, as docs/formats.md defines it."""
        if name in self.runs:
            return self.runs[name]
        if name in self.made:
            return self.made[name]
        key = next(k for k, v in self.parameters.items() if v == name)[: -len(".name")] + ".replace."
        low, high, alpha = (self.parameters[key + k] for k in ("mass[0]", "mass[1]", "radius"))
        dmo, hydro, h = self.runs["dmo"], self.runs["hydro"], self.halos
        chosen = (h["dmo_mass"] >= low) & (h["dmo_mass"] < high)
        centres, radii = h["dmo_position"][chosen], alpha * h["dmo_radius"][chosen]
        if self.parameters[key + "centre"] == "dmo":
            rows = np.flatnonzero(hydro.first(centres, radii) >= 0)
            x = hydro.x[rows]
        else:
            partners = h["hydro_position"][chosen]
            owner = hydro.first(partners, alpha * h["hydro_radius"][chosen])
            rows = np.flatnonzero(owner >= 0)
            shift = (centres - partners + self.box / 2) % self.box - self.box / 2
            x = (hydro.x[rows] + shift[owner[rows]]) % self.box
            if self.parameters[key + "overlap"] == "most-massive":
                moved = Particles(np.column_stack([x, np.arange(len(x))]), x[:, 0], x[:, 0], self.box)
                order = moved.x[:, 3].astype(int)
                moved.x = moved.x[:, :3]
                cover = np.empty(len(x), int)
                cover[order] = moved.first(centres, radii)
                kept = ~((cover >= 0) & (cover < owner[rows]))
                x, rows = x[kept], rows[kept]
        stay = dmo.first(centres, radii) < 0
        self.made = {name: Particles(*(np.concatenate([getattr(dmo, a)[stay], b]) for a, b in (("x", x), ("mass", hydro.mass[rows]), ("kind", hydro.kind[rows]))), self.box)}
        return self.made[name]


def in_shells(field, centre, radius, edges):
    """Counts and masses by component (component, bin); the last bin holds its right edge."""
    bounds = (edges * radius) ** 2
    rows, d2 = field.near(centre, edges[-1] * radius)
    rows, d2 = rows[d2 <= bounds[-1]], d2[d2 <= bounds[-1]]
    bins = np.minimum(np.searchsorted(bounds, d2, side="right") - 1, len(edges) - 2)
    rows, bins = rows[bins >= 0], bins[bins >= 0]
    count, mass = (np.zeros((len(COMPONENTS), len(edges) - 1)) for _ in range(2))
    for c, kinds in enumerate(COMPONENTS.values()):
        mine = np.isin(field.kind[rows], kinds)
        count[c] = np.bincount(bins[mine], minlength=len(edges) - 1)
        mass[c] = np.bincount(bins[mine], weights=field.mass[rows[mine]], minlength=len(edges) - 1)
    return count, mass


def ratio(a, b):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(b == 0, np.nan, a / b)


def measured(run, fields, edges, cumulative):
    """(count, mass, spheres) of each field, by (halo, component, bin)."""
    found = {}
    for name, (centre, rows) in fields.items():
        spheres, field = run.spheres(centre, rows), run.field(name)
        both = [in_shells(field, spheres[0][i], spheres[2][i], edges) for i in range(len(spheres[2]))]
        shape = (len(both), len(COMPONENTS), len(edges) - 1)
        count, mass = (np.array([b[k] for b in both]).reshape(shape) for k in (0, 1))
        found[name] = (count.cumsum(2), mass.cumsum(2), spheres) if cumulative else (count, mass, spheres)
    return found


def profiles(run, edges, fields, bins):
    out, found = {"edges": edges}, measured(run, fields, edges, False)
    density = {}
    for name, (count, mass, spheres) in found.items():
        volume = 4 / 3 * np.pi * (edges[1:] ** 3 - edges[:-1] ** 3) * spheres[2][:, None] ** 3
        out[f"{name}/m200c"], out[f"{name}/r200c"] = spheres[1], spheres[2]
        for c, component in enumerate(COMPONENTS):
            density[name, component] = mass[:, c] / volume
            out[f"{name}/{component}/count"], out[f"{name}/{component}/mass"] = count[:, c].astype("i8"), mass[:, c]
            out[f"{name}/{component}/density"] = density[name, component]
    for (name, component), rho in density.items():
        for label, low, high in bins:
            mine = (found[name][2][3] >= low) & (found[name][2][3] < high)
            stack = f"stacks/{name}/{component}/{label}/"
            out[stack + "@halos"] = np.int64(mine.sum())
            nothing = np.full(len(edges) - 1, np.nan)
            out[stack + "mean"] = rho[mine].mean(0) if mine.any() else nothing
            for key, p in (("median", 50), ("p16", 16), ("p84", 84)):
                out[stack + key] = np.percentile(rho[mine], p, axis=0) if mine.any() else nothing
            if "dmo" in found and name != "dmo":
                dmo = density["dmo", "total"][mine]
                out[stack + "ratio_to_dmo"] = ratio(rho[mine].mean(0), dmo.mean(0)) if mine.any() else nothing
                each = ratio(rho[mine], dmo)
                for key, p in (("ratio_median", 50), ("ratio_p16", 16), ("ratio_p84", 84)):
                    kept = [column[~np.isnan(column)] for column in each.T]
                    out[stack + key] = np.array([np.percentile(column, p) if len(column) else np.nan for column in kept])
    return out


def statistics(run, radii, fields, bins):
    out, found = {"radii": radii}, measured(run, fields, np.concatenate([[0.0], radii]), True)
    for name, (count, mass, spheres) in found.items():
        m = dict(zip(COMPONENTS, mass.transpose(1, 0, 2)))
        out[f"{name}/m200c"], out[f"{name}/r200c"] = spheres[1], spheres[2]
        reference = found["dmo"][1][:, 0] if "dmo" in found else None

        def fractions(path, m, reference):
            out[path + "baryon_fraction"] = ratio(m["gas"] + m["stars"] + m["bh"], m["total"])
            out[path + "gas_fraction"] = ratio(m["gas"], m["total"])
            out[path + "stellar_fraction"] = ratio(m["stars"], m["total"])
            if reference is not None:
                out[path + "ratio_to_dmo"] = ratio(m["total"], reference)

        fractions(f"{name}/", m, None)
        for c, component in enumerate(COMPONENTS):
            out[f"{name}/{component}/count"], out[f"{name}/{component}/mass"] = count[:, c].astype("i8"), mass[:, c]
            if reference is not None and name != "dmo":
                out[f"{name}/{component}/ratio_to_dmo"] = ratio(m[component], reference)
        for label, low, high in bins:
            mine = (spheres[3] >= low) & (spheres[3] < high)
            out[f"stacks/{name}/{label}/@halos"] = np.int64(mine.sum())
            summed = {component: m[component][mine].sum(0) for component in m}
            fractions(f"stacks/{name}/{label}/", summed, None if reference is None or name == "dmo" else reference[mine].sum(0))
    return out


def spectrum(surface, box, order):
    """k, power and modes of a plane; the window of an assignment of this order is taken out, none where it is 0."""
    n = len(surface)
    freq = np.rint(np.fft.fftfreq(n) * n).astype(int)
    i, j = freq[:, None], np.arange(n // 2 + 1)[None, :]
    length = np.sqrt((i * i + j * j).astype("f8"))
    redundant = ((j == 0) | (2 * j == n)) & (i < 0) & (2 * i != -n)
    x, y = np.pi * i / n, np.pi * j / n
    window = (np.sinc(x / np.pi) * np.sinc(y / np.pi)) ** order
    power = np.abs(np.fft.rfft2(surface / surface.mean() - 1) / window) ** 2 * box**2 / n**4
    bins, kept = np.floor(length).astype(int), ~np.broadcast_to(redundant, power.shape)
    sums = [np.bincount(bins[kept], weights=w[kept])[1:] for w in (length, power)]
    modes = np.bincount(bins[kept])[1:]
    return sums[0] / modes * 2 * np.pi / box, sums[1] / modes, modes


def power(run, maps, fields, compensated):
    out = {}
    with h5py.File(maps) as file:
        for name in fields:
            noise = run.box**2 * (run.field(name).mass ** 2).sum() / run.field(name).mass.sum() ** 2
            for axis in file[name]:
                path, plane = f"{name}/planes/{axis}/", file[f"{name}/{axis}"]
                order = ORDER[plane.attrs["assignment"]] if compensated else 0
                out[path + "k"], out[path + "power"], out[path + "modes"] = spectrum(plane[:], run.box, order)
                out[path + "@shot_noise"] = noise
                if name != "dmo" and "dmo" in fields:
                    out[path + "ratio"] = out[path + "power"] / out[f"dmo/planes/{axis}/power"]
    return out


def difference(path, found, expected):
    """The relative difference, and how large it may be."""
    found, exact = np.asarray(found), np.asarray(expected).dtype.kind in "iu"
    if found.shape != np.shape(expected) or (exact and found.dtype.kind not in "iu"):
        return np.inf, 0
    same = (found == expected) | (np.isnan(found.astype("f8")) & np.isnan(np.asarray(expected, "f8")))
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where(same, 0, np.abs(found - expected) / np.abs(expected))
    limit = 0 if exact else 1e-12 if path.endswith("/mass") else 5e-10
    return np.nan_to_num(relative, nan=np.inf).max(initial=0), limit


def compare(name, file, expected):
    """Prints the largest difference of each kind of value; returns how many values were missing or too far off."""
    bad, worst = 0, {}
    for path, value in expected.items():
        group, at, attribute = path.partition("@")
        found = file[group].attrs.get(attribute) if at and group in file else file.get(path)
        if found is None:
            print(f"BAD {name} {path} is missing")
            bad += 1
            continue
        error, limit = difference(path, found if at else found[()], value)
        kind = path.rsplit("/", 1)[-1]
        if kind not in worst or error > worst[kind][0] or error > limit:
            worst[kind] = (error, path)
        bad += error > limit
        if error > limit:
            print(f"BAD {name} {path}: {error:.1e}")
    for kind, (error, path) in worst.items():
        print(f"{name} {kind}: largest difference {error:.1e} in {path}")
    return bad


def main(output):
    opened = {name: h5py.File(f"{output}/{name}.h5") for name in ("profiles", "statistics", "power") if os.path.exists(f"{output}/{name}.h5")}
    if not opened:
        print(f"{output} holds none of profiles.h5, statistics.h5, power.h5")
        return 2
    run, bad = Run(output), 0
    for name, file in opened.items():
        names = [n for n in file if n not in NOT_FIELDS and isinstance(file[n], h5py.Group)]
        if name == "power":
            plane = next(iter(file[names[0]]["planes"].values()))
            expected = power(run, f"{output}/maps.h5", names, plane.attrs["window"] == "compensated")
        else:
            fields = {n: (file[n].attrs["centre"], file[f"{n}/halos"][:] if "halos" in file[n] else None) for n in names}
            stacks = next(iter(file["stacks"].values())) if len(file["stacks"]) else {}
            stacks = stacks["total"] if name == "profiles" else stacks
            bins = [(label, stacks[label].attrs["min_mass"], stacks[label].attrs["max_mass"]) for label in stacks]
            expected = (profiles if name == "profiles" else statistics)(run, file["edges" if name == "profiles" else "radii"][:], fields, bins)
        bad += compare(name, file, expected)
    print(f"{bad} values differ" if bad else "everything agrees")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
