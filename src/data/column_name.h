/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the name of a column says about its role. Only for suggestions, and for keeping ids out of messages: names never decide
 * a result. */
#ifndef PROCTOR_DATA_COLUMN_NAME_H
#define PROCTOR_DATA_COLUMN_NAME_H

#include <stdbool.h>

enum column_hint {
    COLUMN_PLAIN,
    COLUMN_STUDY_ID, /* id, study_id, StudyInstanceUID, accession, case, exam, image_id, filename */
    COLUMN_PATIENT_ID, /* patient, PatientID, subject_id, mrn */
    COLUMN_SCORE,      /* score, prob, pred, ai_*, logit, confidence */
    COLUMN_LABEL,      /* label, truth, cancer, outcome, diagnosis, target, gt */
};

/* Words are found whole, however the name joins them: "patient_id", "PatientID", "Patient ID" are alike, but "median" holds no "id". */
enum column_hint column_name_hint(const char *name);

/* True for both kinds of id. */
bool column_name_is_id(const char *name);

/* "age", "PatientAge", "age_at_exam", "Alter (Jahre)". */
bool column_name_is_age(const char *name);

#endif
