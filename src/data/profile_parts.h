/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the profile share; nobody else includes this. */
#ifndef PROCTOR_DATA_PROFILE_PARTS_H
#define PROCTOR_DATA_PROFILE_PARTS_H

#include "data/profile.h"

/* Fills profile->roles from the columns. */
void profile_find_roles(struct profile *profile);

#endif
