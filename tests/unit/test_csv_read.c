/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rng.h"
#include "data/csv_read.h"

#include "filelib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const size_t block_sizes[] = {0, 16, 17, 18, 19, 20, 21, 22, 23, 29, 64};

enum { N_BLOCK_SIZES = sizeof block_sizes / sizeof block_sizes[0] };

/* ---- What is read ---------------------------------------------------------- */

static const struct {
    const char *bytes;
    size_t length;
    const char *table; /* as render_file() writes it */
} readable[] = {
  /* line ends */
    {BYTES("a,b\n1,2\n3,4\n"),                                            "[a][b]\n2<1><2>\n3<3><4>\n"         },
    {BYTES("a,b\n1,2\n3,4"),                                              "[a][b]\n2<1><2>\n3<3><4>\n"         },
    {BYTES("a,b\r\n1,2\r\n3,4\r\n"),                                      "[a][b]\n2<1><2>\n3<3><4>\n"         },
    {BYTES("a,b\r\n1,2\r\n3,4"),                                          "[a][b]\n2<1><2>\n3<3><4>\n"         },
    {BYTES("a,b\r1,2\r3,4\r"),                                            "[a][b]\n2<1><2>\n3<3><4>\n"         },
    {BYTES("a,b\r1,2\r3,4"),                                              "[a][b]\n2<1><2>\n3<3><4>\n"         },
    {BYTES("a,b\n1,2\r3,4\r\n5,6"),                                       "[a][b]\n2<1><2>\n3<3><4>\n4<5><6>\n"},
 /* blank lines count, but are no rows */
    {BYTES("\n\r\n\ra,b\n\n1,2\r\n\r\n3,4\n\n\n"),                        "[a][b]\n6<1><2>\n8<3><4>\n"         },
    {BYTES("  \n a , b \n \t \n1,2\n"),                                   "[a][b]\n4<1><2>\n"                  },
    {BYTES("a,b\n,\n1,2\n \t, ,,\n\"\",\n3,4\n,,,,"),                     "[a][b]\n3<1><2>\n6<3><4>\n"         },
    {BYTES(",,\na,b\n1,2\n"),                                             "[a][b]\n3<1><2>\n"                  },
    {BYTES("a,b\n1,\n,2\n"),                                              "[a][b]\n2<1><>\n3<><2>\n"           },
    {BYTES("a\r \r\n1\n"),                                                "[a]\n3<1>\n"                        },
    {BYTES("a\n1\r  \n2"),                                                "[a]\n2<1>\n4<2>\n"                  },
 /* header only, one column, names */
    {BYTES("a,b"),                                                        "[a][b]\n"                           },
    {BYTES("a,b\n"),                                                      "[a][b]\n"                           },
    {BYTES("score\n0.5\n\n\"\"\n0.7\n"),                                  "[score]\n2<0.5>\n4<>\n5<0.7>\n"     },
    {BYTES("a,,a,\n1,2,3,4\n"),                                           "[a][][a][]\n2<1><2><3><4>\n"        },
 /* quotes */
    {BYTES("\"a\",\"b\"\n\"1\",\"2\"\n"),                                 "[a][b]\n2<1><2>\n"                  },
    {BYTES("a,b\n\"say \"\"so\"\"\",\"x,y\"\n"),                          "[a][b]\n2<say \"so\"><x,y>\n"       },
    {BYTES("a,b\n\"\"\"\",\"\"\n"),                                       "[a][b]\n2<\"><>\n"                  },
    {BYTES("a,b\n \"1\" , \" 2 \" \n"),                                   "[a][b]\n2<1>< 2 >\n"                },
    {BYTES("a,b\n1,2 3\n"),                                               "[a][b]\n2<1><2 3>\n"                },
 /* newlines in quotes: a record has the line on which it begins */
    {BYTES("a,b\n1,\"x\ny\"\n2,3\n"),                                     "[a][b]\n2<1><x\ny>\n4<2><3>\n"      },
    {BYTES("a,b\r\n\"x\r\n\r\ny\",1\r\n2,3\r\n"),
     "[a][b]\n2<x\r\n\r\ny><1>\n5<2><3>\n"                                                                     },
    {BYTES("a,b\r\"x\r\ry\",\"\rz\"\r2,3\r"),                             "[a][b]\n2<x\r\ry><\rz>\n6<2><3>\n"  },
    {BYTES("\"a\nb\",c\n1,2\n"),                                          "[a\nb][c]\n3<1><2>\n"               },
 /* BOM before a quoted header */
    {BYTES("\357\273\277\"a, x\",b\n1,2\n"),                              "[a, x][b]\n2<1><2>\n"               },
 /* delimiters */
    {BYTES("a;b\n1,5;2\n"),                                               "[a][b]\n2<1,5><2>\n"                },
    {BYTES("a\tb\n1\t2 x\n\t\n3\t\n"),                                    "[a][b]\n2<1><2 x>\n4<3><>\n"        },
    {BYTES("a|b\n1|2\n"),                                                 "[a][b]\n2<1><2>\n"                  },
    {BYTES("a;b;c,d\n1;2;3\n"),                                           "[a][b][c,d]\n2<1><2><3>\n"          },
    {BYTES("\"a,b,c\";d\n1;2\n"),                                         "[a,b,c][d]\n2<1><2>\n"              },
    {BYTES("\"a\n,,,b\";d\n1;2\n"),                                       "[a\n,,,b][d]\n3<1><2>\n"            },
    {BYTES("sep=;\na;b,c\n1;2\n"),                                        "[a][b,c]\n3<1><2>\n"                },
    {BYTES("\"SEP=,\"\r\na;b,c;d\r\n1,2\r\n"),                            "[a;b][c;d]\n3<1><2>\n"              },
    {BYTES("\nsep=|\n\na;b|c\n1|2\n"),                                    "[a;b][c]\n5<1><2>\n"                },
    {BYTES("sep=\t\na\tb\n"),                                             "[a][b]\n"                           },
 /* UTF-16 goes the same way */
    {BYTES("\377\376a\0;\0b\0\n\0001\0;\0\"\0\n\0\"\0\n\0003\0;\0004\0"),
     "[a][b]\n2<1><\n>\n4<3><4>\n"                                                                             },
};

START_TEST(tables_are_read_in_blocks_of_every_size)
{
    char *path = write_file(readable[_i].bytes, readable[_i].length);

    for (size_t i = 0; i < N_BLOCK_SIZES; i++) {
        struct source_options source_options = {.block_size = block_sizes[i]};
        struct csv_options options = {0};
        struct strbuf table = STRBUF_INIT;
        struct err err = {0};

        render_file(&table, path, &source_options, &options, &err);
        assert_err(ERR_OK, &err);
        ck_assert_msg(strcmp(table.text, readable[_i].table) == 0,
                      "blocks of %zu: got\n%swant\n%s", block_sizes[i], table.text,
                      readable[_i].table);
        strbuf_release(&table);
    }
    remove_file(path);
}
END_TEST

/* Lines of two fields with blanks around them, empty ones and blank lines; one in ten lines is anything. */
static void random_text(struct strbuf *bytes, struct rng *rng)
{
    static const char *const fields[] = {"",       "a",   "12.5", " 4",      "5 ",
                                         "\t6 \t", "x y", "  ",   "\303\274"};
    static const char *const pieces[] = {",", ",", "a", " ", "\t", "\n", "\r\n", ",\n"};
    static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\n\n", "\n ,\t\n"};
    static const char *const last[] = {"",     "1,2",      "\r",       "1,2\r",
                                       "1, 2", "\"q\",\n", "\"q\"2\n", "\"\n"};

    strbuf_adds(bytes, rng_below(rng, 2) ? "a,b\n" : "a,b\r\n");
    for (uint64_t n = rng_below(rng, 9); n > 0; n--) {
        strbuf_addf(bytes, "%s,%s%s", fields[rng_below(rng, 9)],
                    fields[rng_below(rng, 9)], ends[rng_below(rng, 6)]);
        for (uint64_t m = rng_below(rng, 10) ? 0 : rng_below(rng, 8); m > 0; m--)
            strbuf_adds(bytes, pieces[rng_below(rng, 8)]);
    }
    strbuf_adds(bytes, last[rng_below(rng, 8)]);
}

/* Rows, lines and messages of the fast way are those of libcsv. */
START_TEST(text_without_quotes_is_read_as_libcsv_reads_it)
{
    struct rng rng;
    size_t n_read = 0;

    rng_init(&rng, rng_key(77));
    for (int round = 0; round < 2000; round++) {
        struct strbuf bytes = STRBUF_INIT, fast = STRBUF_INIT, slow = STRBUF_INIT;
        struct source_options source_options = {
            .block_size = block_sizes[round % (int)N_BLOCK_SIZES]};
        struct csv_options options = {.delimiter = ','};
        struct err fast_err = {0}, slow_err = {0};
        char *path;

        random_text(&bytes, &rng);
        path = write_file(bytes.text, bytes.length);
        render_file(&fast, path, &source_options, &options, &fast_err);
        options.libcsv_only = true;
        render_file(&slow, path, &source_options, &options, &slow_err);
        ck_assert_str_eq(fast_err.text, slow_err.text);
        ck_assert_str_eq(fast_err.hint, slow_err.hint);
        ck_assert_msg(fast_err.code || strcmp(fast.text, slow.text) == 0,
                      "of\n%sgot\n%swant\n%s", bytes.text, fast.text, slow.text);
        n_read += !fast_err.code;
        remove_file(path);
        strbuf_release(&bytes);
        strbuf_release(&fast);
        strbuf_release(&slow);
    }
    ck_assert_uint_gt(n_read, 1000);
}
END_TEST

/* Many lines of four fields, short ones and long ones; the last line may be another. */
static void random_table(struct strbuf *bytes, struct rng *rng)
{
    static const char *const last[] = {"", "1,2,3,4", "1,2,3\n", "1,2,3,4,5\n",
                                       "1,\"2\",3,4"};
    const char *end = rng_below(rng, 2) ? "\n" : "\r\n";
    uint64_t longest = rng_below(rng, 4) ? 20 : 700;

    strbuf_addf(bytes, "a,b,c,d%s", end);
    for (uint64_t n = rng_below(rng, 9000); n > 0; n--) {
        for (int column = 0; column < 4; column++) {
            strbuf_addf(bytes, "%s%d", rng_below(rng, 50) ? "" : " ", (int)n);
            strbuf_pad(bytes, 'x', rng_below(rng, 10) ? 6 : rng_below(rng, longest));
            strbuf_adds(bytes, column < 3 ? "," : end);
        }
        if (rng_below(rng, 300) == 0)
            strbuf_adds(bytes, rng_below(rng, 2) ? ",,,\n" : "\n");
    }
    strbuf_adds(bytes, last[rng_below(rng, 5)]);
}

/* Columns c, a and c again of each row. */
static void render_some(struct strbuf *table, const char *path, size_t block_size,
                        bool libcsv_only, struct err *err)
{
    static const size_t columns[] = {2, 0, 2};
    struct source_options source_options = {.block_size = block_size};
    struct csv_options options = {.libcsv_only = libcsv_only};
    struct csv_batch batch = {.n_rows = 1};
    struct source *source;
    struct csv_reader *reader;

    ck_assert_int_eq(source_open(&source, path, &source_options, NULL, err), ERR_OK);
    ck_assert_int_eq(csv_open(&reader, source, &options, err), ERR_OK);
    csv_want(reader, columns, 3);
    while (batch.n_rows > 0 && !csv_next(reader, &batch, err))
        for (size_t i = 0; i < batch.n_rows; i++) {
            const struct csv_field *fields = batch.fields + 3 * i;

            ck_assert_uint_eq(fields[0].length, strlen(fields[0].text));
            strbuf_addf(table, "%d<%s><%s><%s>\n", (int)batch.lines[i], fields[0].text,
                        fields[1].text, fields[2].text);
        }
    csv_close(reader);
    source_close(source);
}

/* Whatever part of the text is looked at together, and where the memory of a batch ends. */
START_TEST(many_lines_are_read_as_libcsv_reads_them)
{
    static const size_t sizes[] = {0, 4096, 5000, 100};
    struct rng rng;

    rng_init(&rng, rng_key(78));
    for (int round = 0; round < 60; round++) {
        struct strbuf bytes = STRBUF_INIT, fast = STRBUF_INIT, slow = STRBUF_INIT;
        struct err fast_err = {0}, slow_err = {0};
        char *path;

        random_table(&bytes, &rng);
        path = write_file(bytes.text, bytes.length);
        render_some(&fast, path, sizes[round % 4], false, &fast_err);
        render_some(&slow, path, sizes[round % 4], true, &slow_err);
        ck_assert_str_eq(fast_err.text, slow_err.text);
        ck_assert_str_eq(fast_err.hint, slow_err.hint);
        ck_assert(fast.length == slow.length || fast_err.code);
        ck_assert(fast_err.code || memcmp(fast.text, slow.text, fast.length) == 0);
        remove_file(path);
        strbuf_release(&bytes);
        strbuf_release(&fast);
        strbuf_release(&slow);
    }
}
END_TEST

/* A record with everything in it, at every offset to the blocks. */
START_TEST(records_may_straddle_blocks_anywhere)
{
    struct source_options source_options = {.block_size = 16};
    struct csv_options options = {0};

    for (size_t pad = 0; pad < 80; pad++) {
        struct strbuf bytes = STRBUF_INIT, want = STRBUF_INIT, table = STRBUF_INIT;
        struct err err = {0};
        char *path;

        strbuf_adds(&bytes, "\303\274,b\r\n");
        strbuf_pad(&bytes, 'x', pad);
        strbuf_adds(&bytes, ",1\r\n\"q\"\"\r\n\303\274,\" , \"2\" \r\n\r\n3,4\r\n");
        strbuf_adds(&want, "[\303\274][b]\n2<");
        strbuf_pad(&want, 'x', pad);
        strbuf_adds(&want, "><1>\n3<q\"\r\n\303\274,><2>\n6<3><4>\n");
        path = write_file(bytes.text, bytes.length);
        render_file(&table, path, &source_options, &options, &err);
        assert_err(ERR_OK, &err);
        ck_assert_str_eq(table.text, want.text);
        remove_file(path);
        strbuf_release(&bytes);
        strbuf_release(&want);
        strbuf_release(&table);
    }
}
END_TEST

START_TEST(long_records_and_many_rows_are_read)
{
    struct source_options source_options = {.block_size = 4096};
    struct csv_options options = {0};
    struct strbuf bytes = STRBUF_INIT, want = STRBUF_INIT, table = STRBUF_INIT;
    struct err err = {0};
    char *path;

    strbuf_adds(&bytes, "a,b\n");
    strbuf_adds(&want, "[a][b]\n");
    for (int i = 0; i < 5000; i++) {
        size_t length = i % 500 == 7 ? 100000 : (size_t)(i % 13);

        strbuf_addf(&bytes, "%d,", i);
        strbuf_addf(&want, "%d<%d><", i + 2, i);
        strbuf_pad(&bytes, 'x', length);
        strbuf_pad(&want, 'x', length);
        strbuf_addc(&bytes, '\n');
        strbuf_adds(&want, ">\n");
    }
    path = write_file(bytes.text, bytes.length);
    render_file(&table, path, &source_options, &options, &err);
    assert_err(ERR_OK, &err);
    ck_assert(strcmp(table.text, want.text) == 0);
    remove_file(path);
    strbuf_release(&bytes);
    strbuf_release(&want);
    strbuf_release(&table);
}
END_TEST

START_TEST(a_field_of_1_mib_is_read)
{
    struct source_options source_options = {0};
    struct csv_options options = {0};
    struct strbuf bytes = STRBUF_INIT, table = STRBUF_INIT;
    struct err err = {0};
    char *path;

    strbuf_adds(&bytes, "a,b\n1,\"");
    strbuf_pad(&bytes, '\n', 1 << 20);
    strbuf_adds(&bytes, "\"\n2,3\n");
    path = write_file(bytes.text, bytes.length);
    render_file(&table, path, &source_options, &options, &err);
    assert_err(ERR_OK, &err);
    ck_assert_ptr_nonnull(strstr(table.text, ">\n1048579<2><3>\n"));
    remove_file(path);
    strbuf_release(&bytes);
    strbuf_release(&table);
}
END_TEST

/* ---- What is refused ------------------------------------------------------- */

#define HINT_QUOTES                                                                    \
    "a field with quotes in it must stand in quotes, and each quote in it be "         \
    "doubled: \"5\"\" wide\""
#define HINT_COMMA                                                                     \
    "a field with a comma in it must stand in quotes; numbers with a decimal comma "   \
    "need another delimiter (export with semicolons)"
#define HINT_NUL "export the file again as CSV; if it is UTF-16, say --encoding utf-16"

static const struct {
    const char *bytes;
    size_t length;
    const char *text; /* after the file's name */
    const char *hint;
} refused[] = {
    {BYTES(""),                              ": is empty",                                       ""                                      },
    {BYTES("\357\273\277"),                  ": is empty",                                       ""                                      },
    {BYTES("\r\n\n  \n,,\n"),                ": is empty",                                       ""                                      },
    {BYTES("sep=;\n"),                       ": is empty",                                       ""                                      },
    {BYTES("sep=;"),                         ": is empty",                                       ""                                      },
    {BYTES("a,b\n1,2\n3\n4,5\n"),            ":3: 1 field where the header has 2",
     "a delimiter (comma) is missing, or the line is cut off"                                                                            },
    {BYTES("a\tb\tc\n1\t2\t3\n4\t5\n6"),     ":3: 2 fields where the header has 3",
     "a delimiter (tab) is missing, or the line is cut off"                                                                              },
    {BYTES("a,b\n1,2\n3"),                   ":3: 1 field where the header has 2",
     "this is the last line: is the file complete?"                                                                                      },
    {BYTES("a,b\n\n1,0,93\n"),               ":3: 3 fields where the header has 2",              HINT_COMMA                              },
    {BYTES("a;b\n\"x\r\ny\";2\n1;2;3\n"),    ":4: 3 fields where the header has 2",
     "a field with the delimiter (semicolon) in it must stand in quotes"                                                                 },
    {BYTES("a\n1,2\n"),                      ":2: 2 fields where the header has 1",              HINT_COMMA                              },
    {BYTES("a,b\n\"\"\n"),                   ":2: 1 field where the header has 2",
     "a delimiter (comma) is missing, or the line is cut off"                                                                            },
    {BYTES("a,b\n1,\"open\n2,3\n"),          ":2: a quote (\") opens and is never closed",
     "is the file complete?"                                                                                                             },
    {BYTES("a,b\n1,2\n\"x\ny\",\"z\r\n2,3"),
     ":4: a quote (\") opens and is never closed",                                               "is the file complete?"                 },
    {BYTES("a,\"b\n1,2\n"),                  ":1: a quote (\") opens and is never closed",
     "is the file complete?"                                                                                                             },
    {BYTES("a,b\n1,5\" wide\n"),             ":2: a quote (\") stands in the middle of a field",
     HINT_QUOTES                                                                                                                         },
    {BYTES("a,b\n1,\"x\"y\n"),               ":2: a quote (\") stands in the middle of a field",
     HINT_QUOTES                                                                                                                         },
    {BYTES("a,b\n1,\"x\" \"y\n"),            ":2: a quote (\") stands in the middle of a field",
     HINT_QUOTES                                                                                                                         },
    {BYTES("a,b\n1,\"open\n2,\"3\"\n"),
     ":3: a quote (\") stands in the middle of a field that begins on line 2",                   HINT_QUOTES                             },
    {BYTES("a,b\n1,2\n3,\0004\n"),           ":3: a NUL byte: this is no text",                  HINT_NUL                                },
    {BYTES("\0\0\0"),                        ":1: a NUL byte: this is no text",                  HINT_NUL                                },
    {BYTES("a,b;c\n"),
     ": cannot tell the delimiter: comma and semicolon occur equally often (1) in the "
     "first line",                                                                               "say --delimiter , or --delimiter ';'"  },
    {BYTES("a|b\tc|d\te\n"),
     ": cannot tell the delimiter: tab and pipe occur equally often (2) in the first "
     "line",                                                                                     "say --delimiter tab or --delimiter '|'"},
};

START_TEST(errors_name_line_and_remedy_in_blocks_of_every_size)
{
    char *path = write_file(refused[_i].bytes, refused[_i].length);

    for (size_t i = 0; i < N_BLOCK_SIZES; i++) {
        struct source_options source_options = {.block_size = block_sizes[i]};
        struct csv_options options = {0};
        struct strbuf table = STRBUF_INIT;
        struct err err = {0};

        render_file(&table, path, &source_options, &options, &err);
        assert_err(ERR_INPUT, &err);
        ck_assert_str_eq(after_path(err.text, path), refused[_i].text);
        ck_assert_str_eq(err.hint, refused[_i].hint);
        strbuf_release(&table);
    }
    remove_file(path);
}
END_TEST

START_TEST(a_field_that_never_ends_is_refused_where_it_began)
{
    struct source_options source_options = {0};
    struct csv_options options = {0};
    struct strbuf bytes = STRBUF_INIT, table = STRBUF_INIT;
    struct err err = {0};
    char *path;

    strbuf_adds(&bytes, "a,b\n1,2\n3,\"");
    for (int i = 0; i < 500000; i++)
        strbuf_adds(&bytes, "1,2\n");
    path = write_file(bytes.text, bytes.length);
    render_file(&table, path, &source_options, &options, &err);
    assert_err(ERR_INPUT, &err);
    ck_assert_str_eq(after_path(err.text, path), ":3: a field is longer than 1 MiB");
    ck_assert_str_eq(err.hint, "is its closing quote missing?");
    remove_file(path);
    strbuf_release(&bytes);
    strbuf_release(&table);
}
END_TEST

START_TEST(read_errors_come_through)
{
    struct source_options source_options = {.block_size = 16};
    struct csv_options options = {0};
    struct strbuf table = STRBUF_INIT;
    struct err err = {0};
    char *path = write_file(BYTES("\303\274,b\n1,2\n3,4\n5,\374\n"));

    render_file(&table, path, &source_options, &options, &err);
    assert_err(ERR_INPUT, &err);
    ck_assert_str_eq(after_path(err.text, path),
                     ":4: byte 0xfc is not UTF-8, although text before it is");
    remove_file(path);
    strbuf_release(&table);
}
END_TEST

START_TEST(a_quote_is_no_delimiter)
{
    struct source_options source_options = {0};
    struct csv_options options = {.delimiter = '"'};
    struct strbuf table = STRBUF_INIT;
    struct err err = {0};
    char *path = write_file(BYTES("a,b\n"));

    render_file(&table, path, &source_options, &options, &err);
    assert_err(ERR_USAGE, &err);
    ck_assert_str_eq(err.text,
                     "--delimiter: a quote or a line end cannot separate fields");
    remove_file(path);
}
END_TEST

/* ---- Options --------------------------------------------------------------- */

static const struct {
    char delimiter;
    bool no_header;
    const char *bytes;
    const char *table;
} optioned[] = {
    {';', false, "a,b;c\n1,2;3\n",      "[a,b][c]\n2<1,2><3>\n"          },
    {':', false, "a:b\n1:2\n",          "[a][b]\n2<1><2>\n"              },
    {' ', false, "a b\n1 2\n",          "[a][b]\n2<1><2>\n"              },
    {',', false, "sep=;\na;b,c\n1,2\n", "[a;b][c]\n3<1><2>\n"            },
    {0,   true,  "1,2\n3,4\n",          "[#1][#2]\n1<1><2>\n2<3><4>\n"   },
    {0,   true,  "\n\n1,2",             "[#1][#2]\n3<1><2>\n"            },
    {0,   true,  "\"x\ny\",2\n3,4\n",   "[#1][#2]\n1<x\ny><2>\n3<3><4>\n"},
    {0,   true,  "sep=;\n1,5;2\n",      "[#1][#2]\n2<1,5><2>\n"          },
};

START_TEST(options_overrule_detection)
{
    char *path = write_file(optioned[_i].bytes, strlen(optioned[_i].bytes));

    for (size_t i = 0; i < N_BLOCK_SIZES; i++) {
        struct source_options source_options = {.block_size = block_sizes[i]};
        struct csv_options options = {.delimiter = optioned[_i].delimiter,
                                      .no_header = optioned[_i].no_header};
        struct strbuf table = STRBUF_INIT;
        struct err err = {0};

        render_file(&table, path, &source_options, &options, &err);
        assert_err(ERR_OK, &err);
        ck_assert_str_eq(table.text, optioned[_i].table);
        strbuf_release(&table);
    }
    remove_file(path);
}
END_TEST

START_TEST(without_header_the_first_line_sets_the_number_of_fields)
{
    struct source_options source_options = {0};
    struct csv_options options = {.no_header = true};
    struct strbuf table = STRBUF_INIT;
    struct err err = {0};
    char *path = write_file(BYTES("1,2\n3\n4,5\n"));

    render_file(&table, path, &source_options, &options, &err);
    assert_err(ERR_INPUT, &err);
    ck_assert_str_eq(after_path(err.text, path),
                     ":2: 1 field where the first line has 2");
    remove_file(path);
    strbuf_release(&table);
}
END_TEST

/* Reads the given columns of a fixed file into "<field><field>\n" lines. */
static void read_columns(struct strbuf *out, const size_t *columns, size_t n)
{
    struct source_options source_options = {0};
    struct csv_options options = {0};
    struct source *source;
    struct csv_reader *reader;
    struct csv_batch batch = {.n_rows = 1};
    struct err err = {0};
    char *path = write_file(BYTES("a,b,c\n1,2,3\n4,\"5\n5\",6\n\n7,8,9"));

    ck_assert_int_eq(source_open(&source, path, &source_options, NULL, &err), ERR_OK);
    ck_assert_int_eq(csv_open(&reader, source, &options, &err), ERR_OK);
    ck_assert_int_eq(csv_delimiter(reader), ',');
    csv_want(reader, columns, n);
    while (batch.n_rows > 0) {
        ck_assert_int_eq(csv_next(reader, &batch, &err), ERR_OK);
        ck_assert_uint_eq(batch.n_columns, n);
        for (size_t row = 0; row < batch.n_rows; row++) {
            for (size_t i = 0; i < n; i++)
                strbuf_addf(out, "<%s>", batch.fields[row * n + i].text);
            strbuf_addf(out, "%llu\n", (unsigned long long)batch.lines[row]);
        }
    }
    csv_close(reader);
    source_close(source);
    remove_file(path);
}

START_TEST(only_wanted_columns_are_given_in_the_order_asked_for)
{
    static const struct {
        size_t columns[3], n;
        const char *rows;
    } cases[] = {
        {{1},       1, "<2>2\n<5\n5>3\n<8>6\n"                     },
        {{2, 0},    2, "<3><1>2\n<6><4>3\n<9><7>6\n"               },
        {{1, 0, 1}, 3, "<2><1><2>2\n<5\n5><4><5\n5>3\n<8><7><8>6\n"},
        {{0},       0, "2\n3\n6\n"                                 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf rows = STRBUF_INIT;

        read_columns(&rows, cases[i].columns, cases[i].n);
        ck_assert_str_eq(rows.text, cases[i].rows);
        strbuf_release(&rows);
    }
}
END_TEST

START_TEST(wide_files_are_given_in_small_batches)
{
    enum { COLUMNS = 3000, ROWS = 50 };
    struct source_options source_options = {0};
    struct csv_options options = {0};
    struct strbuf bytes = STRBUF_INIT, table = STRBUF_INIT;
    struct err err = {0};
    size_t n_rows = 0;
    char *path;

    for (int row = 0; row <= ROWS; row++)
        for (int i = 0; i < COLUMNS; i++)
            strbuf_addf(&bytes, "%d%c", row * i, i + 1 < COLUMNS ? '\t' : '\n');
    path = write_file(bytes.text, bytes.length);
    render_file(&table, path, &source_options, &options, &err);
    assert_err(ERR_OK, &err);
    for (size_t i = 0; i < table.length; i++)
        n_rows += table.text[i] == '\n';
    ck_assert_uint_eq(n_rows, ROWS + 1);
    ck_assert_ptr_nonnull(strstr(table.text, "\n51<0><50><100>"));
    remove_file(path);
    strbuf_release(&bytes);
    strbuf_release(&table);
}
END_TEST

/* ---- Real files ------------------------------------------------------------ */

static const char *const variants[] = {
    "bom_crlf.csv",
    "cr_only.csv",
    "tab.tsv",
    "semicolon_decimal_comma.csv",
    "quoted_newlines.csv",
    "no_final_newline.csv",
    "blank_lines_trailing_commas.csv",
    "latin1_header.csv",
};

/* The seven columns of the table, whatever was added before or behind them, with a
 * decimal point and without line numbers. */
static void render_variant(struct strbuf *out, const char *path)
{
    struct source_options source_options = {0};
    struct csv_options options = {0};
    struct source *source;
    struct csv_reader *reader;
    struct csv_batch batch = {.n_rows = 1};
    struct err err = {0};
    size_t columns[7], n, first;
    const char *const *names;

    ck_assert_int_eq(source_open(&source, path, &source_options, NULL, &err), ERR_OK);
    ck_assert_int_eq(csv_open(&reader, source, &options, &err), ERR_OK);
    names = csv_columns(reader, &n);
    first = strcmp(names[0], "note") == 0;
    for (size_t i = 0; i < 7; i++)
        columns[i] = i + first;
    csv_want(reader, columns, 7);
    while (batch.n_rows > 0) {
        ck_assert_int_eq(csv_next(reader, &batch, &err), ERR_OK);
        for (size_t i = 0; i < batch.n_rows * 7; i++) {
            const char *text = batch.fields[i].text;

            for (; *text; text++)
                strbuf_addc(out, *text == ',' ? '.' : *text);
            strbuf_addc(out, i % 7 == 6 ? '\n' : ' ');
        }
    }
    csv_close(reader);
    source_close(source);
}

START_TEST(every_dialect_gives_the_same_table)
{
    struct strbuf name = STRBUF_INIT, want = STRBUF_INIT, got = STRBUF_INIT;
    char *plain = shared_path("small_asah/data.csv"), *path;

    if (!plain)
        return;
    strbuf_addf(&name, "format_variants/asah_%s", variants[_i]);
    path = shared_path(name.text);
    ck_assert_ptr_nonnull(path);
    render_variant(&want, plain);
    render_variant(&got, path);
    ck_assert_int_eq(strncmp(want.text, "5 Good Female 42 1 0.13 3.01\n", 29), 0);
    ck_assert_str_eq(got.text, want.text);
    free(plain);
    free(path);
    strbuf_release(&name);
    strbuf_release(&want);
    strbuf_release(&got);
}
END_TEST

static const struct {
    const char *name;
    size_t n_columns, n_rows;
    uint64_t last_line;
} real_files[] = {
    {"format_variants/real_isbi23_time_detail_bom.csv", 7,  1674,  1675 },
    {"format_variants/real_isic_bevan_crlf.csv",        3,  10015, 10016},
    {"cxr_chexpert_multimodel/data.csv",                80, 500,   501  },
    {"mammo_val_images/data.csv",                       15, 5444,  5445 },
};

START_TEST(real_files_are_read)
{
    struct source_options source_options = {0};
    struct csv_options options = {0};
    struct source *source;
    struct csv_reader *reader;
    struct csv_batch batch = {.n_rows = 1};
    struct err err = {0};
    size_t n, n_rows = 0;
    uint64_t last_line = 0;
    char *path = shared_path(real_files[_i].name);

    if (!path)
        return;
    ck_assert_int_eq(source_open(&source, path, &source_options, NULL, &err), ERR_OK);
    ck_assert_int_eq(csv_open(&reader, source, &options, &err), ERR_OK);
    csv_columns(reader, &n);
    ck_assert_uint_eq(n, real_files[_i].n_columns);
    while (batch.n_rows > 0) {
        csv_next(reader, &batch, &err);
        assert_err(ERR_OK, &err);
        n_rows += batch.n_rows;
        if (batch.n_rows > 0)
            last_line = batch.lines[batch.n_rows - 1];
    }
    ck_assert_uint_eq(n_rows, real_files[_i].n_rows);
    ck_assert_uint_eq(last_line, real_files[_i].last_line);
    csv_close(reader);
    source_close(source);
    free(path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv_read");
    TCase *tcase = tcase_create("csv_read");

    tcase_add_test(tcase, text_without_quotes_is_read_as_libcsv_reads_it);
    tcase_add_test(tcase, many_lines_are_read_as_libcsv_reads_them);
    tcase_add_loop_test(tcase, tables_are_read_in_blocks_of_every_size, 0,
                        N_OF(readable));
    tcase_add_test(tcase, records_may_straddle_blocks_anywhere);
    tcase_add_test(tcase, long_records_and_many_rows_are_read);
    tcase_add_test(tcase, a_field_of_1_mib_is_read);
    tcase_add_loop_test(tcase, errors_name_line_and_remedy_in_blocks_of_every_size, 0,
                        N_OF(refused));
    tcase_add_test(tcase, a_field_that_never_ends_is_refused_where_it_began);
    tcase_add_test(tcase, read_errors_come_through);
    tcase_add_test(tcase, a_quote_is_no_delimiter);
    tcase_add_loop_test(tcase, options_overrule_detection, 0, N_OF(optioned));
    tcase_add_test(tcase, without_header_the_first_line_sets_the_number_of_fields);
    tcase_add_test(tcase, only_wanted_columns_are_given_in_the_order_asked_for);
    tcase_add_test(tcase, wide_files_are_given_in_small_batches);
    tcase_add_loop_test(tcase, every_dialect_gives_the_same_table, 0, N_OF(variants));
    tcase_add_loop_test(tcase, real_files_are_read, 0, N_OF(real_files));
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
