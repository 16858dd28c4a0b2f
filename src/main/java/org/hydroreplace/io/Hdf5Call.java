package org.hydroreplace.io;

/**
 * The functions of libhdf5 in use, under their C names. The signature gives the result and then the arguments: {@code l}
 * for 64-bit integers (hid_t, hsize_t, size_t), {@code i} for int, enumerations and hbool_t, {@code d} for double,
 * {@code p} for pointers.
 */
enum Hdf5Call {
    H5dont_atexit("i"),
    H5open("i"),
    H5get_libversion("ippp"),
    H5Eset_auto2("ilpp"),
    H5Ewalk2("ilipp"),
    H5Pcreate("ll"),
    H5Pclose("il"),
    H5Pset_libver_bounds("ilii"),
    H5Pset_fclose_degree("ili"),
    H5Pset_file_locking("ilii"),
    H5Pset_obj_track_times("ili"),
    H5Pset_char_encoding("ili"),
    H5Pset_alloc_time("ili"),
    H5Pset_fill_time("ili"),
    H5Pset_chunk("ilip"),
    H5Pset_chunk_cache("illld"),
    H5Pset_shuffle("il"),
    H5Pset_deflate("ili"),
    H5Fcreate("lpill"),
    H5Fclose("il"),
    H5Gcreate2("llplll"),
    H5Gclose("il"),
    H5Screate("li"),
    H5Screate_simple("lipp"),
    H5Sselect_hyperslab("ilipppp"),
    H5Sclose("il"),
    H5Tcopy("ll"),
    H5Tset_size("ill"),
    H5Tset_cset("ili"),
    H5Tset_strpad("ili"),
    H5Tclose("il"),
    H5Dcreate2("llplllll"),
    H5Dget_space("ll"),
    H5Dwrite("illlllp"),
    H5Dclose("il"),
    H5Acreate_by_name("llpplllll"),
    H5Awrite("illp"),
    H5Aclose("il");

    private final String signature;

    Hdf5Call(String signature) {
        this.signature = signature;
    }

    char result() {
        return signature.charAt(0);
    }

    String arguments() {
        return signature.substring(1);
    }
}
