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

static bool is_any(const char *word, const char *const *patterns)
{
    for (size_t i = 0; patterns[i]; i++)
        if (matches(word, patterns[i]))
            return true;
    return false;
}

static bool has_any(const struct words *words, const char *const *patterns)
{
    for (size_t i = 0; i < words->n; i++)
        if (is_any(words->words[i], patterns))
            return true;
    return false;
}

static const char *const id_words[] = {"id", "ids", "uid", "guid", "uuid", NULL};

/* Names without such a word are ids only if they hold nothing but these:
 * "Patient", "case no", but not "patient age". */
static const char *const patient_words[] = {
    "patient",   "patients", "patientid", "patid", "pid",         "subject",
    "subjectid", "mrn",      "pseudonym", "name",  "participant", "surname",
    "firstname", "lastname", "email",     "phone", "address",     NULL};
static const char *const study_words[] = {"accession*",
                                          "study",
                                          "studyid",
                                          "studyuid",
                                          "case",
                                          "caseid",
                                          "exam",
                                          "examid",
                                          "image",
                                          "imageid",
                                          "file",
                                          "path",
                                          "filename",
                                          "filepath*",
                                          "series",
                                          "seriesid",
                                          "dicom",
                                          "sop",
                                          "studyinstanceuid",
                                          NULL};
static const char *const filler_words[] = {"no",       "nr",    "num",  "number",
                                           "instance", "key",   "hash", "code",
                                           "s",        "index", "list", NULL};

/* Ids of what a subgroup is made of, not of a study or a patient. */
static const char *const group_words[] = {
    "site",      "machine", "scanner",  "device",   "center",       "centre",
    "hospital",  "vendor",  "model",    "reader",   "manufacturer", "rater",
    "annotator", "station", "protocol", "fold",     "split",        "institution",
    "clinic",    "country", "region",   "operator", "dataset",      NULL};

static const char *const score_words[] = {"score*",  "rating*", "prob*",  "pred*",
                                          "ai",      "logit*",  "conf",   "confidence",
                                          "softmax", "sigmoid", "output", "likelihood",
                                          "risk",    "p",       NULL};
static const char *const label_words[] = {
    "label*",   "truth",   "cancer",   "outcome",  "diagnosis", "target*", "gt",
    "finding*", "malign*", "positive", "disease*", "pathology", "ground",  "reference",
    "y",        "class",   "biopsy",   "abnormal", NULL};

static bool is_id(const struct words *words)
{
    if (has_any(words, group_words))
        return false;
    if (has_any(words, id_words))
        return true;
    for (size_t i = 0; i < words->n; i++)
        if (!is_any(words->words[i], patient_words) &&
            !is_any(words->words[i], study_words) &&
            !is_any(words->words[i], filler_words))
            return false;
    return has_any(words, patient_words) || has_any(words, study_words);
}

enum column_hint column_name_hint(const char *name)
{
    struct words words;

    split_words(&words, name);
    if (is_id(&words))
        return has_any(&words, patient_words) ? COLUMN_PATIENT_ID : COLUMN_STUDY_ID;
    if (has_any(&words, group_words))
        return COLUMN_PLAIN;
    if (has_any(&words, score_words))
        return COLUMN_SCORE;
    return has_any(&words, label_words) ? COLUMN_LABEL : COLUMN_PLAIN;
}

bool column_name_is_age(const char *name)
{
    static const char *const age_words[] = {"age", "ages", "alter", NULL};
    struct words words;

    split_words(&words, name);
    return has_any(&words, age_words);
}

bool column_name_is_id(const char *name)
{
    enum column_hint hint = column_name_hint(name);

    return hint == COLUMN_STUDY_ID || hint == COLUMN_PATIENT_ID;
}
