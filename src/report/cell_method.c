/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for every method that a record can name (proctor(1), METHODS; a test of the documentation holds both in step). */
#include <string.h>

#include "report/cells.h"

static const struct {
    const char *method, *words;
} methods[] = {
    {"bootstrap-bca",                         "BCa bootstrap"                                       },
    {"bootstrap-bca-clustered",               "BCa bootstrap of patients"                           },
    {"bootstrap-percentile",                  "percentile bootstrap"                                },
    {"bootstrap-percentile-clustered",        "percentile bootstrap of patients"                    },
    {"bootstrap-basic",                       "basic bootstrap"                                     },
    {"bootstrap-basic-clustered",             "basic bootstrap of patients"                         },
    {"bootstrap-studentized",                 "studentized bootstrap"                               },
    {"bootstrap-selection",                   "bootstrap of the choice"                             },
    {"bootstrap-selection-clustered",         "bootstrap of the choice, of patients"                },
    {"order-statistic",                       "order statistic"                                     },
    {"order-statistic-clustered",             "order statistic, over patients"                      },

    {"delong-logit",                          "logit-DeLong"                                        },
    {"newcombe-auc",                          "Newcombe's method 5"                                 },
    {"newcombe-auc-clustered",                "Newcombe's method 5, effective sizes"                },
    {"obuchowski-logit",                      "Obuchowski, logit scale"                             },
    {"delong-paired",                         "DeLong, paired"                                      },
    {"obuchowski-paired",                     "Obuchowski, paired"                                  },
    {"mover-newcombe-auc",                    "MOVER on Newcombe's method 5"                        },
    {"mover-newcombe-auc-clustered",          "MOVER on Newcombe's method 5, effective sizes"       },
    {"mover-delong-logit",                    "MOVER on logit-DeLong"                               },
    {"mover-obuchowski-logit",                "MOVER on Obuchowski"                                 },
    {"delong-welch",                          "DeLong, unpaired"                                    },
    {"delong-equality",                       "DeLong, equality of all"                             },
    {"obuchowski-equality",                   "Obuchowski, equality of all"                         },

    {"wilson",                                "Wilson"                                              },
    {"wilson-clustered",                      "Wilson, effective sizes"                             },
    {"clopper-pearson",                       "Clopper-Pearson"                                     },
    {"clopper-pearson-clustered",             "Clopper-Pearson, effective sizes"                    },
    {"jeffreys",                              "Jeffreys"                                            },
    {"jeffreys-clustered",                    "Jeffreys, effective sizes"                           },
    {"newcombe",                              "Newcombe"                                            },
    {"newcombe-clustered",                    "Newcombe, effective sizes"                           },
    {"wilson-transformed",                    "Wilson, transformed"                                 },
    {"wilson-transformed-clustered",          "Wilson, transformed, effective sizes"                },
    {"mover-wilson",                          "MOVER on Wilson"                                     },
    {"mover-wilson-clustered",                "MOVER on Wilson, effective sizes"                    },
    {"mover-r-wilson",                        "MOVER-R on Wilson"                                   },
    {"mover-r-wilson-clustered",              "MOVER-R on Wilson, effective sizes"                  },
    {"clopper-pearson-transformed",           "Clopper-Pearson, transformed"                        },
    {"clopper-pearson-transformed-clustered",
     "Clopper-Pearson, transformed, effective sizes"                                                },
    {"mover-clopper-pearson",                 "MOVER on Clopper-Pearson"                            },
    {"mover-clopper-pearson-clustered",       "MOVER on Clopper-Pearson, effective sizes"           },
    {"mover-r-clopper-pearson",               "MOVER-R on Clopper-Pearson"                          },
    {"mover-r-clopper-pearson-clustered",
     "MOVER-R on Clopper-Pearson, effective sizes"                                                  },
    {"jeffreys-transformed",                  "Jeffreys, transformed"                               },
    {"jeffreys-transformed-clustered",        "Jeffreys, transformed, effective sizes"              },
    {"mover-jeffreys",                        "MOVER on Jeffreys"                                   },
    {"mover-jeffreys-clustered",              "MOVER on Jeffreys, effective sizes"                  },
    {"mover-r-jeffreys",                      "MOVER-R on Jeffreys"                                 },
    {"mover-r-jeffreys-clustered",            "MOVER-R on Jeffreys, effective sizes"                },
    {"mover-gap",                             "MOVER, for the largest of the gaps"                  },
    {"log-wald",                              "Wald, log scale"                                     },
    {"log-wald-clustered",                    "Wald, log scale, effective sizes"                    },
    {"log-wald-half",                         "Wald, log scale, half a study added"                 },
    {"log-wald-half-clustered",               "Wald, log scale, half a study added, effective sizes"},
    {"logit-mean",                            "logit scale"                                         },
    {"logit-mean-clustered",                  "logit scale, over patients"                          },
    {"log-mean",                              "log scale"                                           },
    {"log-mean-clustered",                    "log scale, over patients"                            },
    {"logistic-offset",                       "Wald, logistic regression"                           },
    {"logistic",                              "Wald, logistic regression"                           },
    {"log-observed-expected",                 "log scale"                                           },

    {"tango",                                 "Tango, paired"                                       },
    {"tango-clustered",                       "Tango, paired, over patients"                        },
    {"mcnemar-mid-p",                         "McNemar, mid-p"                                      },
    {"mcnemar-clustered",                     "McNemar, over patients"                              },
    {"pearson",                               "Pearson's chi-square"                                },
    {"rao-scott",                             "Pearson's chi-square, effective sizes"               },
    {"cochran-q-pooled",                      "Cochran's Q"                                         },
    {"cochran-q-clustered",                   "Cochran's Q, effective sizes"                        },
    {"permutation",                           "permutation of the levels"                           },
};

const char *cell_method(const char *method)
{
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (!strcmp(methods[i].method, method))
            return methods[i].words;
    return method;
}
