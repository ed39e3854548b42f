/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/column_name.h"

#include <ctype.h>
#include <string.h>

enum { WORDS_MOST = 16, WORD_SIZE = 24 };

/* A name taken apart at separators and changes of case, in lower case. */
struct words {
    char words[WORDS_MOST][WORD_SIZE];
    size_t n;
};

static bool starts_word(const char *name, size_t i)
{
    bool upper = isupper((unsigned char)name[i]);

    if (i == 0 || !isalnum((unsigned char)name[i - 1]))
        return true;
    if (upper && islower((unsigned char)name[i - 1]))
        return true; /* patient|ID */
    return upper && isupper((unsigned char)name[i - 1]) &&
           islower((unsigned char)name[i + 1]); /* AI|Score */
}

static void split_words(struct words *words, const char *name)
{
    size_t length = 0;

    words->n = 0;
    for (size_t i = 0; name[i]; i++) {
        if (!isalnum((unsigned char)name[i]))
            continue;
        if (starts_word(name, i)) {
            if (words->n == WORDS_MOST)
                return;
            words->n++;
            length = 0;
        }
        if (length + 1 < WORD_SIZE)
            words->words[words->n - 1][length++] =
                (char)tolower((unsigned char)name[i]);
        words->words[words->n - 1][length] = '\0';
    }
}

/* A trailing '*' stands for anything. */
static bool matches(const char *word, const char *pattern)
{
    size_t length = strlen(pattern);

    if (length > 0 && pattern[length - 1] == '*')
        return strncmp(word, pattern, length - 1) == 0;
    return strcmp(word, pattern) == 0;
}

static bool has_any(const struct words *words, const char *const *patterns)
{
    for (size_t i = 0; i < words->n; i++)
        for (size_t j = 0; patterns[j]; j++)
            if (matches(words->words[i], patterns[j]))
                return true;
    return false;
}

static const char *const id_words[] = {"id", "ids", "uid", "guid", "uuid", NULL};

/* Ids without a word that says so, and ids whose words were written together. */
static const char *const patient_ids[] = {
    "patient",   "patientid", "patid",     "pid",         "subject",
    "subjectid", "mrn",       "pseudonym", "participant", NULL};
static const char *const study_ids[] = {"accession*",
                                        "study",
                                        "studyid",
                                        "studyuid",
                                        "case",
                                        "caseid",
                                        "exam",
                                        "examid",
                                        "imageid",
                                        "filename",
                                        "filepath*",
                                        "file",
                                        "path",
                                        "image",
                                        "series",
                                        "seriesid",
                                        "dicom",
                                        "sop",
                                        "studyinstanceuid",
                                        NULL};

/* What turns such a word into something that is no id: "patient_age", "study_date". */
static const char *const attribute_words[] = {
    "age",      "sex",     "gender", "date",        "time",  "year",       "month",
    "type",     "count",   "n",      "num",         "race",  "weight",     "height",
    "label",    "quality", "status", "result",      "class", "group",      "cohort",
    "size",     "width",   "site",   "description", "view",  "laterality", "position",
    "location", "control", "level",  NULL};

/* Ids of what a subgroup is made of, not of a study or a patient. */
static const char *const group_words[] = {
    "site",         "machine",  "scanner",     "device",  "center",
    "centre",       "hospital", "vendor",      "model",   "reader",
    "manufacturer", "rater",    "annotator",   "station", "protocol",
    "fold",         "split",    "institution", "by",      "clinic",
    "country",      "region",   "operator",    "dataset", NULL};

static const char *const score_words[] = {
    "score*",  "prob*",   "pred*",  "ai",         "logit*", "conf", "confidence",
    "softmax", "sigmoid", "output", "likelihood", "risk",   "p",    NULL};
static const char *const label_words[] = {
    "label*",   "truth",   "cancer",   "outcome",  "diagnosis", "target*", "gt",
    "finding*", "malign*", "positive", "disease*", "pathology", "ground",  "reference",
    "y",        "class",   "biopsy",   "abnormal", NULL};

enum column_hint column_name_hint(const char *name)
{
    struct words words;
    bool says_id, has_attribute;

    split_words(&words, name);
    says_id = has_any(&words, id_words);
    has_attribute = has_any(&words, attribute_words);
    if (has_any(&words, group_words))
        return COLUMN_PLAIN;
    if (says_id || !has_attribute) {
        if (has_any(&words, patient_ids))
            return COLUMN_PATIENT_ID;
        if (says_id || has_any(&words, study_ids))
            return COLUMN_STUDY_ID;
    }
    if (has_any(&words, score_words))
        return COLUMN_SCORE;
    return has_any(&words, label_words) ? COLUMN_LABEL : COLUMN_PLAIN;
}

bool column_name_is_id(const char *name)
{
    enum column_hint hint = column_name_hint(name);

    return hint == COLUMN_STUDY_ID || hint == COLUMN_PATIENT_ID;
}
