package org.hydroreplace.io;

/** The number types of dataset values in a file; all little-endian. */
public enum Hdf5Type {
    FLOAT32("H5T_IEEE_F32LE_g", Float.BYTES),
    FLOAT64("H5T_IEEE_F64LE_g", Double.BYTES),
    INT8("H5T_STD_I8LE_g", Byte.BYTES),
    UINT8("H5T_STD_U8LE_g", Byte.BYTES),
    INT32("H5T_STD_I32LE_g", Integer.BYTES),
    UINT32("H5T_STD_U32LE_g", Integer.BYTES),
    INT64("H5T_STD_I64LE_g", Long.BYTES),
    UINT64("H5T_STD_U64LE_g", Long.BYTES);

    private final String symbol;
    private final int bytes;

    Hdf5Type(String symbol, int bytes) {
        this.symbol = symbol;
        this.bytes = bytes;
    }

    /** The size of one value in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The exported variable of libhdf5 that holds the identifier of this type. */
    String symbol() {
        return symbol;
    }

    boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }
}
