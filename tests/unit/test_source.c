/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/source.h"

#include <sys/stat.h>
#include <zlib.h>

#include "filelib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const size_t block_sizes[] = {0, 16, 17, 18, 19, 23, 64, 1000};

enum { N_BLOCK_SIZES = sizeof block_sizes / sizeof block_sizes[0] };

static enum err_code read_all(struct strbuf *out, const char *path,
                              const struct source_options *options, struct notes *notes,
                              struct err *err)
{
    struct source *source;
    const char *bytes;
    size_t length = 1;

    if (source_open(&source, path, options, notes, err))
        return err->code;
    while (length > 0 && !source_read(source, &bytes, &length, err))
        strbuf_add(out, bytes, length);
    source_close(source);
    return err->code;
}

/* ---- What is read ---------------------------------------------------------- */

static const struct {
    const char *what;
    const char *bytes;
    size_t length;
    const char *encoding;
    const char *text;
    const char *note; /* part of the only note; NULL: none */
} readable[] = {
    {"empty",                 BYTES(""),                                         NULL,         "",                NULL                  },
    {"ASCII",                 BYTES("a,b\n1,2\n"),                               NULL,         "a,b\n1,2\n",      NULL                  },
    {"UTF-8",                 BYTES("a,\303\274\n1,\360\237\230\200\n"),         NULL,
     "a,\303\274\n1,\360\237\230\200\n",                                                                          NULL                  },
    {"BOM",                   BYTES("\357\273\277a,b\n"),                        NULL,         "a,b\n",           NULL                  },
    {"BOM alone",             BYTES("\357\273\277"),                             NULL,         "",                NULL                  },
    {"BOM in the middle",     BYTES("a\357\273\277b"),                           NULL,         "a\357\273\277b",  NULL                  },
    {"Windows-1252",          BYTES("a,\374 and more of it\n1,\200\n"),          NULL,
     "a,\303\274 and more of it\n1,\342\202\254\n",                                                               "read as Windows-1252"},
    {"Windows-1252 late",     BYTES("a,b\n1,2\n3,4\n5,6\n7,8\n9,\337"),          NULL,
     "a,b\n1,2\n3,4\n5,6\n7,8\n9,\303\237",                                                                       "read as Windows-1252"},
    {"cut UTF-8 at the end",  BYTES("a,b\n1,\303"),                              NULL,         "a,b\n1,\303\203",
     "read as Windows-1252"                                                                                                             },
    {"UTF-16LE with BOM",     BYTES("\377\376a\0,\0b\0\n\0\374\0,\0002\0"),      NULL,
     "a,b\n\303\274,2",                                                                                           "read as UTF-16"      },
    {"UTF-16BE with BOM",     BYTES("\376\377\0a\0,\0b\0\n\0\374\0,\0002"),      NULL,
     "a,b\n\303\274,2",                                                                                           "read as UTF-16"      },
    {"UTF-16LE",              BYTES("a\0,\0b\0\n\0\374\0,\0002\0\75\330\0\336"), NULL,
     "a,b\n\303\274,2\360\237\230\200",                                                                           "read as UTF-16"      },
    {"UTF-16BE",              BYTES("\0a\0,\0b\0\n\0\374\0,\0002"),              NULL,         "a,b\n\303\274,2",
     "read as UTF-16"                                                                                                                   },
    {"chosen UTF-16LE",       BYTES("\377\376a\0,\0"),                           "utf-16le",   "a,",              NULL                  },
    {"chosen Latin-2",        BYTES("a,\261\n"),                                 "ISO-8859-2", "a,\304\205\n",    NULL                  },
    {"chosen UTF-8 with BOM", BYTES("\357\273\277a,\303\274"),                   "UTF-8",      "a,\303\274",
     NULL                                                                                                                               },
    {"Shift-JIS",             BYTES("abcdefghijklmno\223\372\226\173,1\n"),      "SHIFT-JIS",
     "abcdefghijklmno\346\227\245\346\234\254,1\n",                                                               NULL                  },
};

START_TEST(text_is_read_whatever_its_encoding)
{
    char *path = write_file(readable[_i].bytes, readable[_i].length);

    for (size_t i = 0; i < N_BLOCK_SIZES; i++) {
        struct source_options options = {.encoding = readable[_i].encoding,
                                         .block_size = block_sizes[i]};
        struct strbuf text = STRBUF_INIT;
        struct notes notes = {0};
        struct err err = {0};

        read_all(&text, path, &options, &notes, &err);
        assert_err(ERR_OK, &err);
        ck_assert_msg(strcmp(text.text, readable[_i].text) == 0,
                      "%s, blocks of %zu: \"%s\"", readable[_i].what, block_sizes[i],
                      text.text);
        ck_assert_uint_eq(notes.n, readable[_i].note ? 1 : 0);
        if (readable[_i].note)
            ck_assert_ptr_nonnull(strstr(notes.texts[0], readable[_i].note));
        notes_release(&notes);
        strbuf_release(&text);
    }
    remove_file(path);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
    const char *encoding;
    const char *text; /* after the file's name */
} unreadable[] = {
    {BYTES("a,b\n1,\303\274\r\n2,\374\n"),         NULL,
     ":3: byte 0xfc is not UTF-8, although text before it is"                                                },
    {BYTES("\303\274\rx\ry\r\377"),                NULL,
     ":4: byte 0xff is not UTF-8, although text before it is"                                                },
    {BYTES("\303\274,a,b,c,d,e,f,g\n1,2,3,4\303"), NULL,
     ":2: byte 0xc3 is not UTF-8, although text before it is"                                                },
    {BYTES("\303\274\n\355\240\200"),              NULL,
     ":2: byte 0xed is not UTF-8, although text before it is"                                                },
    {BYTES("\303\274\n\300\200"),                  NULL,
     ":2: byte 0xc0 is not UTF-8, although text before it is"                                                },
    {BYTES("a,b\n1,\201\n"),                       NULL,    ":2: byte 0x81 is neither UTF-8 nor Windows-1252"},
    {BYTES("a\n\n\nbcdefghijklm\374\n\n\235"),     NULL,
     ":6: byte 0x9d is neither UTF-8 nor Windows-1252"                                                       },
    {BYTES("\377\376a\0\n\0\0\334x\0"),            NULL,    ":2: byte 0x00 is not valid UTF-16"              },
    {BYTES("\377\376a\0\n\0b"),                    NULL,    ":2: byte 0x62 is not valid UTF-16"              },
    {BYTES("a,b\n1,\374\n"),                       "UTF-8", ":2: byte 0xfc is not valid in encoding UTF-8"   },
};

START_TEST(mixed_encodings_are_refused_with_their_line)
{
    char *path = write_file(unreadable[_i].bytes, unreadable[_i].length);

    for (size_t i = 0; i < N_BLOCK_SIZES; i++) {
        struct source_options options = {.encoding = unreadable[_i].encoding,
                                         .block_size = block_sizes[i]};
        struct strbuf text = STRBUF_INIT;
        struct err err = {0};

        read_all(&text, path, &options, NULL, &err);
        assert_err(ERR_INPUT, &err);
        ck_assert_str_eq(after_path(err.text, path), unreadable[_i].text);
        ck_assert_str_eq(
            err.hint, "save the file as UTF-8, or name its encoding: --encoding NAME");
        strbuf_release(&text);
    }
    remove_file(path);
}
END_TEST

/* Lines are counted in vectors: long texts, every kind of line end at every place. */
START_TEST(lines_are_counted_over_long_texts)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    struct source_options options = {.block_size = _i % 2 ? 0 : 4096};
    struct strbuf bytes = STRBUF_INIT, text = STRBUF_INIT, want = STRBUF_INIT;
    struct err err = {0};
    char *path;

    strbuf_adds(&bytes, "\303\274");
    for (int line = 1; line < 20000; line++) {
        strbuf_pad(&bytes, 'x', (size_t)(line * 7 % 11));
        strbuf_adds(&bytes, ends[_i < 3 ? _i : line % 3]);
        if (_i >= 3)
            strbuf_addc(&bytes, '.');
    }
    strbuf_adds(&bytes, "\374");
    path = write_file(bytes.text, bytes.length);
    read_all(&text, path, &options, NULL, &err);
    strbuf_adds(&want, ":20000: byte 0xfc is not UTF-8, although text before it is");
    ck_assert_str_eq(after_path(err.text, path), want.text);
    remove_file(path);
    strbuf_release(&bytes);
    strbuf_release(&text);
    strbuf_release(&want);
}
END_TEST

/* ---- gzip ------------------------------------------------------------------ */

/* Appends a gzip member. */
static void add_gzip(struct strbuf *out, const char *text, size_t length)
{
    z_stream stream = {0};
    unsigned char *packed = malloc(length + 1000);

    ck_assert_int_eq(
        deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY),
        Z_OK);
    stream.next_in = (unsigned char *)(size_t)text;
    stream.avail_in = (uInt)length;
    stream.next_out = packed;
    stream.avail_out = (uInt)(length + 1000);
    ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    strbuf_add(out, (const char *)packed, stream.total_out);
    deflateEnd(&stream);
    free(packed);
}

enum tail {
    TAIL_NONE,
    TAIL_MEMBER,
    TAIL_ZEROS,
    TAIL_ZEROS_MEMBER,
    TAIL_GARBAGE,
    TAIL_CUT,
    TAIL_HALF,
    TAIL_DAMAGED
};

static const struct {
    enum tail tail;
    const char *text; /* what is read */
    const char *error;
} gzips[] = {
    {TAIL_NONE,         "a,b\n1,2\n",      NULL                                                     },
    {TAIL_MEMBER,       "a,b\n1,2\n3,4\n", NULL                                                     },
    {TAIL_ZEROS,        "a,b\n1,2\n",      NULL                                                     },
    {TAIL_ZEROS_MEMBER, "a,b\n1,2\n3,4\n", NULL                                                     },
    {TAIL_GARBAGE,      NULL,              ": the gzip data are damaged (incorrect header check)"   },
    {TAIL_CUT,          NULL,              ": the gzip data are truncated: the file is not complete"},
    {TAIL_HALF,         NULL,              ": the gzip data are truncated: the file is not complete"},
    {TAIL_DAMAGED,      NULL,              ": the gzip data are damaged (incorrect data check)"     },
};

static void add_tail(struct strbuf *bytes, enum tail tail)
{
    switch (tail) {
    case TAIL_NONE:
        break;
    case TAIL_ZEROS:
        strbuf_pad(bytes, '\0', 1000);
        break;
    case TAIL_ZEROS_MEMBER:
        strbuf_pad(bytes, '\0', 100);
        add_gzip(bytes, "3,4\n", 4);
        break;
    case TAIL_MEMBER:
        add_gzip(bytes, "3,4\n", 4);
        break;
    case TAIL_GARBAGE:
        strbuf_adds(bytes, "garbage");
        break;
    case TAIL_CUT:
        bytes->length--;
        break;
    case TAIL_HALF:
        bytes->length = 12;
        break;
    case TAIL_DAMAGED:
        bytes->text[bytes->length - 6] ^= 1;
        break;
    }
}

START_TEST(gzip_is_read_whole_or_not_at_all)
{
    struct strbuf bytes = STRBUF_INIT;
    char *path;

    add_gzip(&bytes, "a,b\n1,2\n", 8);
    add_tail(&bytes, gzips[_i].tail);
    path = write_file(bytes.text, bytes.length);
    for (size_t i = 0; i < 2 * N_BLOCK_SIZES; i++) {
        struct source_options options = {.block_size = block_sizes[i / 2],
                                         .in_thread = i % 2};
        struct strbuf text = STRBUF_INIT;
        struct err err = {0};

        read_all(&text, path, &options, NULL, &err);
        if (gzips[_i].error) {
            assert_err(ERR_INPUT, &err);
            ck_assert_str_eq(after_path(err.text, path), gzips[_i].error);
            ck_assert_str_eq(err.hint,
                             "copy or download the file again; gzip -t tests it");
        } else {
            assert_err(ERR_OK, &err);
            ck_assert_str_eq(text.text, gzips[_i].text);
        }
        strbuf_release(&text);
    }
    remove_file(path);
    strbuf_release(&bytes);
}
END_TEST

START_TEST(long_gzip_is_read_in_blocks)
{
    struct strbuf want = STRBUF_INIT, bytes = STRBUF_INIT, text = STRBUF_INIT;
    struct source_options options = {.block_size = 4096, .in_thread = _i};
    struct err err = {0};
    char *path;

    for (int i = 0; i < 50000; i++)
        strbuf_addf(&want, "%d,\303\274\n", i * 7919 % 50021);
    add_gzip(&bytes, want.text, want.length);
    path = write_file(bytes.text, bytes.length);
    read_all(&text, path, &options, NULL, &err);
    assert_err(ERR_OK, &err);
    ck_assert_uint_eq(text.length, want.length);
    ck_assert_int_eq(memcmp(text.text, want.text, want.length), 0);
    remove_file(path);
    strbuf_release(&bytes);
    strbuf_release(&text);
    strbuf_release(&want);
}
END_TEST

START_TEST(what_is_in_gzip_is_recognised_too)
{
    struct source_options options = {0};
    struct strbuf bytes = STRBUF_INIT, text = STRBUF_INIT;
    struct err err = {0};
    char *path;

    add_gzip(&bytes, BYTES("PAR1...."));
    path = write_file(bytes.text, bytes.length);
    read_all(&text, path, &options, NULL, &err);
    assert_err(ERR_INPUT, &err);
    ck_assert_str_eq(after_path(err.text, path), ": is a Parquet file");
    remove_file(path);
    strbuf_release(&bytes);
}
END_TEST

/* ---- What is no text ------------------------------------------------------- */

static const struct {
    const char *bytes;
    size_t length;
    const char *what;
    const char *hint; /* part of it */
} kinds[] = {
    {BYTES("PK\3\4....xl/workbook.xml"),                                       "an Excel workbook (xlsx)",
     "--convert-to csv /"                                                                                                             },
    {BYTES("PK\3\4....[Content_Types].xml"),                                   "an Excel workbook (xlsx)",    "CSV UTF-8"             },
    {BYTES("PK\3\4...mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
     "a spreadsheet (ods)",                                                                                   "CSV UTF-8"             },
    {BYTES("PK\3\4....scores.csv"),                                            "a zip archive",               "unpack it"             },
    {BYTES("PK\5\6"),                                                          "a zip archive",               "unpack it"             },
    {BYTES("PAR1\25\4"),                                                       "a Parquet file",              "pandas.read_parquet('/"},
    {BYTES("ARROW1\0\0"),                                                      "an Arrow (Feather) file",     "read_feather"          },
    {BYTES("SQLite format 3\0"),                                               "an SQLite database",          "sqlite3 -header -csv /"},
    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),                                "an old Excel workbook (xls)",
     "CSV UTF-8"                                                                                                                      },
    {BYTES("%PDF-1.7\n"),                                                      "a PDF document",              "ask for the table"     },
    {BYTES("\375"
           "7zXZ\0"),
     "compressed with xz",                                                                                    "xz -dk /"              },
    {BYTES("BZh91AY&SY"),                                                      "compressed with bzip2",       "bzip2 -dk /"           },
    {BYTES("(\265/\375"),                                                      "compressed with zstd",        "zstd -d /"             },
    {BYTES("7z\274\257'\34"),                                                  "a 7-Zip archive",             "unpack it"             },
    {BYTES("\211HDF\r\n\32\n"),                                                "an HDF5 file",                "read_hdf"              },
    {BYTES("\223NUMPY\1\0"),                                                   "a NumPy array",               "export"                },
    {BYTES("\200\4\225"),                                                      "a Python pickle",             "export"                },
    {BYTES("RDX3\nX\n"),                                                       "an R workspace",              "write.csv"             },
    {BYTES("version https://git-lfs.github.com/spec/v1\n"),                    "a Git LFS pointer",
     "git lfs pull"                                                                                                                   },
    {BYTES("{\"a\": 1}"),                                                      "JSON",                        "read_json"             },
    {BYTES("[{\"a\": 1}]"),                                                    "JSON",                        "read_json"             },
    {BYTES("\n <!DOCTYPE html>"),                                              "an HTML page",                "login"                 },
    {BYTES("\357\273\277<HTML>"),                                              "an HTML page",                "login"                 },
    {BYTES("<?xml version=\"1.0\"?>"),                                         "an XML file",                 "export"                },
};

START_TEST(other_files_are_named_with_the_way_to_csv)
{
    struct source_options options = {0};
    struct strbuf text = STRBUF_INIT;
    struct err err = {0};
    char *path = write_file(kinds[_i].bytes, kinds[_i].length);

    read_all(&text, path, &options, NULL, &err);
    assert_err(ERR_INPUT, &err);
    ck_assert_int_eq(strncmp(after_path(err.text, path), ": is ", 5), 0);
    ck_assert_str_eq(after_path(err.text, path) + 5, kinds[_i].what);
    ck_assert_msg(strstr(err.hint, kinds[_i].hint) != NULL, "%s", err.hint);
    remove_file(path);
}
END_TEST

START_TEST(tar_and_dicom_are_found_behind_their_preamble)
{
    struct source_options options = {0};
    char bytes[300] = "name";

    for (int i = 0; i < 2; i++) {
        struct strbuf text = STRBUF_INIT;
        struct err err = {0};
        char *path;

        snprintf(bytes + (i ? 128 : 257), 8, "%s", i ? "DICM" : "ustar");
        path = write_file(bytes, sizeof bytes - (i ? 40 : 0));
        read_all(&text, path, &options, NULL, &err);
        ck_assert_str_eq(after_path(err.text, path),
                         i ? ": is a DICOM file" : ": is a tar archive");
        remove_file(path);
    }
}
END_TEST

START_TEST(text_is_no_other_file)
{
    static const char *const texts[] = {"PAR,b\n", "P", "<5,b\n", "{a},b\n", "BZ,a\n"};
    struct source_options options = {0};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        struct err err = {0};
        char *path = write_file(texts[i], strlen(texts[i]));

        read_all(&text, path, &options, NULL, &err);
        assert_err(ERR_OK, &err);
        ck_assert_str_eq(text.text, texts[i]);
        remove_file(path);
        strbuf_release(&text);
    }
}
END_TEST

/* ---- Files that cannot be read --------------------------------------------- */

static enum err_code open_only(const char *path, const char *encoding, struct err *err)
{
    struct source_options options = {.encoding = encoding};
    struct source *source;
    enum err_code code = source_open(&source, path, &options, NULL, err);

    if (!code)
        source_close(source);
    else
        ck_assert_ptr_null(source);
    return code;
}

START_TEST(a_missing_file_is_an_io_error)
{
    struct err err = {0};

    open_only("/nowhere/scores.csv", NULL, &err);
    assert_err(ERR_IO, &err);
    ck_assert_str_eq(err.text, "/nowhere/scores.csv: No such file or directory");
}
END_TEST

START_TEST(a_directory_is_an_io_error)
{
    struct err err = {0};

    open_only("/", NULL, &err);
    assert_err(ERR_IO, &err);
    ck_assert_str_eq(err.text, "/: is a directory");
}
END_TEST

START_TEST(an_unreadable_file_is_an_io_error)
{
    struct err err = {0};
    char *path = write_file(BYTES("a\n"));

    ck_assert_int_eq(chmod(path, 0), 0);
    if (access(path, R_OK) != 0) { /* root reads everything */
        open_only(path, NULL, &err);
        assert_err(ERR_IO, &err);
        ck_assert_str_eq(after_path(err.text, path), ": Permission denied");
    }
    remove_file(path);
}
END_TEST

START_TEST(an_unknown_encoding_is_a_usage_error)
{
    struct err err = {0};
    char *path = write_file(BYTES("a\n"));

    open_only(path, "latin-42", &err);
    assert_err(ERR_USAGE, &err);
    ck_assert_str_eq(err.text, "--encoding latin-42: no such encoding is known");
    ck_assert_str_eq(err.hint,
                     "iconv -l lists the names; windows-1252 and utf-16 are common");
    remove_file(path);
}
END_TEST

/* ---- Digest, progress, standard input -------------------------------------- */

START_TEST(digest_and_progress_are_of_the_bytes_as_stored)
{
    struct source_options options = {.want_sha256 = true, .block_size = 16};
    struct source *source;
    struct err err = {0};
    const char *bytes;
    size_t length = 1;
    uint64_t done, total;
    char *path = write_file(BYTES("\357\273\277a,b\n1,2\n3,4\n5,6\n"));

    source_open(&source, path, &options, NULL, &err);
    assert_err(ERR_OK, &err);
    source_progress(source, &done, &total);
    ck_assert_uint_eq(done, 16);
    ck_assert_uint_eq(total, 19);
    while (length > 0)
        ck_assert_int_eq(source_read(source, &bytes, &length, &err), ERR_OK);
    source_progress(source, &done, &total);
    ck_assert_uint_eq(done, 19);
    ck_assert_str_eq(
        source_sha256(source),
        "4d3853994985c295f9d0aef329dbd0ed13101606b111fdc1f8b967bdd6273bde");
    ck_assert_str_eq(source_name(source), path);
    /* the end stays the end */
    ck_assert_int_eq(source_read(source, &bytes, &length, &err), ERR_OK);
    ck_assert_uint_eq(length, 0);
    source_close(source);
    remove_file(path);
}
END_TEST

START_TEST(standard_input_is_read_from_a_pipe)
{
    struct source_options options = {0};
    struct source *source;
    struct err err = {0};
    const char *bytes;
    size_t length;
    uint64_t done, total;
    int ends[2], saved = dup(STDIN_FILENO);

    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "a,b\n", 4), 4);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    source_open(&source, "-", &options, NULL, &err);
    assert_err(ERR_OK, &err);
    ck_assert_str_eq(source_name(source), "stdin");
    ck_assert_int_eq(source_read(source, &bytes, &length, &err), ERR_OK);
    ck_assert_uint_eq(length, 4);
    source_progress(source, &done, &total);
    ck_assert_uint_eq(total, 0);
    source_close(source);
    close(ends[0]);
    dup2(saved, STDIN_FILENO);
    close(saved);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tcase = tcase_create("source");

    tcase_add_loop_test(tcase, text_is_read_whatever_its_encoding, 0, N_OF(readable));
    tcase_add_loop_test(tcase, mixed_encodings_are_refused_with_their_line, 0,
                        N_OF(unreadable));
    tcase_add_loop_test(tcase, lines_are_counted_over_long_texts, 0, 6);
    tcase_add_loop_test(tcase, gzip_is_read_whole_or_not_at_all, 0, N_OF(gzips));
    tcase_add_loop_test(tcase, long_gzip_is_read_in_blocks, 0, 2);
    tcase_add_test(tcase, what_is_in_gzip_is_recognised_too);
    tcase_add_loop_test(tcase, other_files_are_named_with_the_way_to_csv, 0,
                        N_OF(kinds));
    tcase_add_test(tcase, tar_and_dicom_are_found_behind_their_preamble);
    tcase_add_test(tcase, text_is_no_other_file);
    tcase_add_test(tcase, a_missing_file_is_an_io_error);
    tcase_add_test(tcase, a_directory_is_an_io_error);
    tcase_add_test(tcase, an_unreadable_file_is_an_io_error);
    tcase_add_test(tcase, an_unknown_encoding_is_a_usage_error);
    tcase_add_test(tcase, digest_and_progress_are_of_the_bytes_as_stored);
    tcase_add_test(tcase, standard_input_is_read_from_a_pipe);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
