/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/source_kind.h"

#include <string.h>
#include <strings.h>

#include "base/strbuf.h"

/* What a file begins with, what it is and what to do about it ("FILE" stands for its
 * name). The first match counts. */
struct kind {
    const char *magic;
    size_t length;
    size_t offset;
    const char *what;
    const char *hint;
};

#define MAGIC(text) text, sizeof(text) - 1
#define OLE2 "\320\317\021\340\241\261\032\341"
#define GIT_LFS "version https://git-lfs"

#define HINT_SHEET                                                                     \
    "save the sheet as 'CSV UTF-8', or type: libreoffice --headless --convert-to csv " \
    "FILE"
#define HINT_UNPACK "unpack it and name the CSV file inside"
#define HINT_PANDAS(function)                                                          \
    "export CSV: python3 -c \"import pandas; pandas." function                         \
    "('FILE').to_csv('scores.csv', index=False)\""
#define HINT_PARQUET HINT_PANDAS("read_parquet")
#define HINT_FEATHER HINT_PANDAS("read_feather")
#define HINT_HDF HINT_PANDAS("read_hdf")
#define HINT_JSON HINT_PANDAS("read_json")
#define HINT_SQLITE                                                                    \
    "export a table: sqlite3 -header -csv FILE 'select * from TABLE' > scores.csv"
#define HINT_R "export CSV: write.csv() in R"
#define HINT_EXPORT "export the table as CSV"
#define HINT_PDF "ask for the table behind it as CSV"
#define HINT_PAGE                                                                      \
    "a download that needs a login often saves the login page: open it in a browser"
#define HINT_DICOM "name the table with the model's results, not an image"
#define HINT_LFS "fetch the file: git lfs pull"
#define HINT_XZ "decompress it first: xz -dk FILE"
#define HINT_BZIP2 "decompress it first: bzip2 -dk FILE"
#define HINT_ZSTD "decompress it first: zstd -d FILE"

static const struct kind kinds[] = {
    {MAGIC("PAR1"),               0,   "a Parquet file",              HINT_PARQUET},
    {MAGIC("ARROW1"),             0,   "an Arrow (Feather) file",     HINT_FEATHER},
    {MAGIC("SQLite format 3"),    0,   "an SQLite database",          HINT_SQLITE },
    {MAGIC(OLE2),                 0,   "an old Excel workbook (xls)", HINT_SHEET  },
    {MAGIC("%PDF-"),              0,   "a PDF document",              HINT_PDF    },
    {MAGIC("\3757zXZ"),           0,   "compressed with xz",          HINT_XZ     },
    {MAGIC("BZh"),                0,   "compressed with bzip2",       HINT_BZIP2  },
    {MAGIC("\050\265/\375"),      0,   "compressed with zstd",        HINT_ZSTD   },
    {MAGIC("7z\274\257\047\034"), 0,   "a 7-Zip archive",             HINT_UNPACK },
    {MAGIC("ustar"),              257, "a tar archive",               HINT_UNPACK },
    {MAGIC("\211HDF\r\n\032\n"),  0,   "an HDF5 file",                HINT_HDF    },
    {MAGIC("\223NUMPY"),          0,   "a NumPy array",               HINT_EXPORT },
    {MAGIC("\200\004\225"),       0,   "a Python pickle",             HINT_EXPORT },
    {MAGIC("RDX3\n"),             0,   "an R workspace",              HINT_R      },
    {MAGIC("RDX2\n"),             0,   "an R workspace",              HINT_R      },
    {MAGIC("X\n\0\0\0"),          0,   "an R data file (rds)",        HINT_R      },
    {MAGIC("DICM"),               128, "a DICOM file",                HINT_DICOM  },
    {MAGIC(GIT_LFS),              0,   "a Git LFS pointer",           HINT_LFS    },
    {MAGIC("{\""),                0,   "JSON",                        HINT_JSON   },
    {MAGIC("[{"),                 0,   "JSON",                        HINT_JSON   },
};

/* Zip archives by what is inside. */
static const struct kind zip_kinds[] = {
    {MAGIC("xl/"),                      0, "an Excel workbook (xlsx)", HINT_SHEET },
    {MAGIC("opendocument.spreadsheet"), 0, "a spreadsheet (ods)",      HINT_SHEET },
    {MAGIC("[Content_Types].xml"),      0, "an Excel workbook (xlsx)", HINT_SHEET },
    {MAGIC(""),                         0, "a zip archive",            HINT_UNPACK},
};

/* Beginnings in any case, after blanks. */
static const struct kind page_kinds[] = {
    {MAGIC("<!doctype html"), 0, "an HTML page", HINT_PAGE  },
    {MAGIC("<html"),          0, "an HTML page", HINT_PAGE  },
    {MAGIC("<head"),          0, "an HTML page", HINT_PAGE  },
    {MAGIC("<body"),          0, "an HTML page", HINT_PAGE  },
    {MAGIC("<table"),         0, "an HTML page", HINT_PAGE  },
    {MAGIC("<!--"),           0, "an HTML page", HINT_PAGE  },
    {MAGIC("<?xml"),          0, "an XML file",  HINT_EXPORT},
};

#define N_OF(array) (sizeof(array) / sizeof(array)[0])

bool source_kind_is_gzip(const unsigned char *bytes, size_t length)
{
    return length >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

static const struct kind *find_magic(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < N_OF(kinds); i++) {
        const struct kind *kind = &kinds[i];

        if (length >= kind->offset + kind->length &&
            memcmp(bytes + kind->offset, kind->magic, kind->length) == 0)
            return kind;
    }
    return NULL;
}

static bool contains(const unsigned char *bytes, size_t length, const struct kind *kind)
{
    for (size_t at = 0; at + kind->length <= length; at++)
        if (memcmp(bytes + at, kind->magic, kind->length) == 0)
            return true;
    return false;
}

static const struct kind *find_zip(const unsigned char *bytes, size_t length)
{
    if (length < 4 ||
        (memcmp(bytes, "PK\3\4", 4) != 0 && memcmp(bytes, "PK\5\6", 4) != 0))
        return NULL;
    for (size_t i = 0;; i++)
        if (contains(bytes, length, &zip_kinds[i]))
            return &zip_kinds[i];
}

static const struct kind *find_page(const unsigned char *bytes, size_t length)
{
    size_t at = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at] != '\0')
        at++;
    for (size_t i = 0; i < N_OF(page_kinds); i++)
        if (length - at >= page_kinds[i].length &&
            strncasecmp((const char *)bytes + at, page_kinds[i].magic,
                        page_kinds[i].length) == 0)
            return &page_kinds[i];
    return NULL;
}

static void set_hint(struct err *err, const char *hint, const char *name)
{
    struct strbuf text = STRBUF_INIT;
    const char *mark;

    while ((mark = strstr(hint, "FILE"))) {
        strbuf_add(&text, hint, (size_t)(mark - hint));
        strbuf_adds(&text, name);
        hint = mark + strlen("FILE");
    }
    strbuf_adds(&text, hint);
    err_hint(err, "%s", text.text);
    strbuf_release(&text);
}

enum err_code source_kind_check(const char *name, const unsigned char *bytes,
                                size_t length, struct err *err)
{
    const struct kind *kind = find_magic(bytes, length);

    if (!kind)
        kind = find_zip(bytes, length);
    if (!kind)
        kind = find_page(bytes, length);
    if (!kind)
        return ERR_OK;
    err_set(err, ERR_INPUT, "%s: is %s", name, kind->what);
    set_hint(err, kind->hint, name);
    return err->code;
}
