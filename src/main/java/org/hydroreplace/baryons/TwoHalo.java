package org.hydroreplace.baryons;

/** Whether the matter of other halos is part of a halo's profiles, before and after. */
public enum TwoHalo {
    INCLUDED,
    LEFT_OUT
}
