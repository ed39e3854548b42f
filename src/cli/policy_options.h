/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --policy: what a policy states of data, statistics and points, as if it had been typed. The same in every command. */
#ifndef PROCTOR_CLI_POLICY_OPTIONS_H
#define PROCTOR_CLI_POLICY_OPTIONS_H

#include "base/err.h"
#include "cli/opt.h"
#include "cli/options.h"

/* Reads options->policy_file, if there is one, into options->policy and sets the options that it states. An option that was typed as well is an
 * error, unless --override: then the typed value holds and the setting is marked as overridden. Options of other commands are passed over; a key
 * that no command knows is an error. */
enum err_code policy_options_apply(struct options *options,
                                   const struct opt_group *const *groups,
                                   struct err *err);

/* Puts the place in the policy in front of an error about an option ("--score: ...") that the policy set. */
void policy_options_locate(const struct options *options, struct err *err);

#endif
