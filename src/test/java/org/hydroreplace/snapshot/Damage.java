package org.hydroreplace.snapshot;

import java.util.Random;

/** One way to spoil the bytes of a file. */
public enum Damage {
    CUT_SHORT {
        @Override
        byte[] spoil(byte[] bytes, Random random) {
            byte[] rest = new byte[position(bytes, random)];
            System.arraycopy(bytes, 0, rest, 0, rest.length);
            return rest;
        }
    },
    FLIPPED_BITS {
        @Override
        byte[] spoil(byte[] bytes, Random random) {
            for (int i = random.nextInt(1, 20); i > 0; i--) {
                bytes[position(bytes, random)] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }
    },
    RANDOM_RANGE {
        @Override
        byte[] spoil(byte[] bytes, Random random) {
            int from = position(bytes, random);
            for (int i = from; i < Math.min(bytes.length, from + random.nextInt(1, 200)); i++) {
                bytes[i] = (byte) random.nextInt();
            }
            return bytes;
        }
    },
    ZEROS {
        @Override
        byte[] spoil(byte[] bytes, Random random) {
            return fill(bytes, random, (byte) 0);
        }
    },
    ALL_ONES {
        @Override
        byte[] spoil(byte[] bytes, Random random) {
            return fill(bytes, random, (byte) 0xff);
        }
    },
    COPIED_RANGE {
        @Override
        byte[] spoil(byte[] bytes, Random random) {
            int from = position(bytes, random);
            int to = position(bytes, random);
            System.arraycopy(
                    bytes, from, bytes, to, Math.min(random.nextInt(1, 400), bytes.length - Math.max(from, to)));
            return bytes;
        }
    };

    /** The bytes, which may be changed, after the damage. */
    abstract byte[] spoil(byte[] bytes, Random random);

    /** Metadata lies mostly at the beginning (headers) and at the end of files; the middle is particles. */
    private static int position(byte[] bytes, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(bytes.length);
            case 1 -> random.nextInt(Math.min(bytes.length, 800));
            default -> random.nextInt(Math.min(bytes.length, 16_000));
        };
    }

    private static byte[] fill(byte[] bytes, Random random, byte value) {
        int from = position(bytes, random);
        int length = random.nextBoolean() ? random.nextInt(1, 9) : random.nextInt(1, 1000);
        for (int i = from; i < Math.min(bytes.length, from + length); i++) {
            bytes[i] = value;
        }
        return bytes;
    }
}
