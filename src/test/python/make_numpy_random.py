"""Makes src/test/resources/reference/numpy_random.txt and transforms_numpy.h5: what numpy's RandomState draws.

usage: make_numpy_random.py FOLDER
"""
import sys
import h5py
import numpy as np

folder = sys.argv[1]
with open(folder + '/numpy_random.txt', 'w') as out:
    out.write(f'# numpy {np.__version__}: seed; draws of RandomState(seed) in this order\n')
    for seed in [0, 1, 2020, 4294967295, [7], [1, 2, 3], [4294967295, 0, 19, 2020] * 200]:
        r = np.random.RandomState(seed)
        out.write('seed ' + ' '.join(str(s) for s in np.atleast_1d(seed)[:4])
                  + (f' x{len(seed) // 4}' if np.size(seed) > 4 else '') + (' array' if np.ndim(seed) else '') + '\n')
        out.write('sample ' + ' '.join(x.hex() for x in r.random_sample(700).tolist()) + '\n')
        for low, high in [(0, 3), (0, 2), (5, 6), (-10, 1000), (0, 2**32), (-5, 2**40), (0, 2**63 - 1), (0, 2**32 - 1)]:
            out.write(f'randint {low} {high} ' + ' '.join(str(i) for i in r.randint(low, high, 40)) + '\n')
        out.write('uniform -3.5 205.0 ' + ' '.join(x.hex() for x in r.uniform(-3.5, 205., 20).tolist()) + '\n')
        out.write('choice ' + ' '.join(str(int(b)) for b in r.choice([True, False], 60)) + '\n')

snapshots = [96, 90, 85, 80, 76, 71, 67, 63, 59, 56, 52, 49, 46, 43, 41, 38, 35, 33, 31, 29]
for name, nreal, order, seed, box, three in [('transforms_numpy', 10, snapshots, 2020, 205., False),
                                             ('transforms_lux', 3, [99, 50], 7, 35., True)]:
    r = np.random.RandomState(seed)
    shape = (nreal, len(order))
    with h5py.File(f'{folder}/{name}.h5', 'w') as f:
        f.attrs['n_realizations'], f.attrs['n_snapshots'] = shape
        f.attrs['pps'], f.attrs['seed'], f.attrs['box_size'] = 2, seed, box
        f['proj_dirs'] = r.randint(0, 3, shape)
        f['displacements'] = r.uniform(0, box, shape + (3,))
        f['flips'] = r.choice([True, False], shape + ((3,) if three else ()))
        f['snapshot_order'] = np.array(order)
