# The program, its --help and its manual name the same options and metrics.
man=$srcdir_abs/man

# Options of --help: "-s --score", "-- --truth".
help_options() {
    proctor "$1" --help |
        sed -n -E 's/^  (-[A-Za-z]), (--[a-z-]+).*/\1 \2/p; s/^      (--[a-z-]+).*/-- \1/p' | sort
}

# Options of a page: ".It Fl s , Fl -score ..." in its section OPTIONS.
man_options() {
    sed -n '/^\.Sh OPTIONS/,/^\.Sh [^O]/p' "$1" |
        sed -n -E 's/^\.It Fl ([A-Za-z]) , Fl (-[a-z-]+).*/-\1 -\2/p; s/^\.It Fl (-[a-z-]+).*/-- -\1/p' | sort
}

proctor --list-commands >commands
[ -s commands ] || echo "no commands"
while read -r command; do
    proctor "$command" --help >help || echo "$command --help: status $?"
    proctor help "$command" | cmp - help
    page=$man/proctor-$command.1
    [ -f "$page" ] || { echo "man/proctor-$command.1 is missing"; continue; }
    help_options "$command" >options.help
    man_options "$page" >options.man
    [ -s options.help ] || echo "$command --help: no options"
    diff options.help options.man >options.diff ||
        { echo "$command: --help (<) and manual (>) differ"; cat options.diff; }
    grep -q "^\.It Cm $command\$" "$man/proctor.1" || echo "proctor.1 does not name $command"
    # Choices stand in the manual as in --help.
    proctor "$command" --help | grep -o -E -- '--[a-z-]+ [a-z-]+(\|[a-z-]+)+' |
        while read -r option choices; do
            line=$(grep -E "^\.It .*Fl $(echo "$option" | cut -c 2-) Cm " "$page" | sed 's/.* Cm //; s/ //g')
            case $line in
            "$choices"*) ;;
            *) case $choices in *default*) ;; *) echo "$command $option: $choices, in the manual: $line" ;; esac ;;
            esac
        done
done <commands

# Pages without a command.
for page in "$man"/proctor-*.1; do
    command=$(basename "$page" .1)
    grep -qx "${command#proctor-}" commands || echo "$(basename "$page") describes no command"
done

# The metrics of the registry and those of proctor.1, in the same order.
proctor evaluate "$samples/fixture40.csv" -s score -l label --metrics all -B 0 -f csv -q |
    cut -d , -f 6 | sed 1d | grep -v '^rows_' | awk '!seen[$0]++' >metrics.program
sed -n '/^\.Sh METRICS/,/^\.Sh METHODS/s/^\.It Cm //p' "$man/proctor.1" >metrics.man
[ -s metrics.program ] || echo "no metrics"
diff metrics.program metrics.man || echo "metrics of the program (<) and of proctor.1 (>) differ"

# Whatever else a record is called, and every scenario.
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -g site -B 0 -f tsv -q >records.tsv
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage --target-sensitivity 0.9 -B 200 -f tsv -q |
    sed 1d >>records.tsv
{
    cut -f 6 records.tsv | sed -E '1d; s/_(vs_rest|heterogeneity)$//'
    cut -f 9 records.tsv | sed 1d
} | sort -u | grep . >names.program
sed -n -E 's/^\.(It Va|It Cm|Li|Pq Li) //p' "$man/proctor.1" | sed 's/ , /,/g; s/ [,.]*$//' |
    tr , '\n' | sort -u >names.man
comm -23 names.program names.man | sed 's/$/: a name in records that proctor.1 does not have/'

# The records of the account and the columns.
proctor evaluate "$samples/fixture40.csv" -s score -l label -B 0 -f csv -q \
    --unit id --aggregate mean >records.csv
cut -d , -f 6 records.csv | grep '^rows_' >account.program
sed -n 's/^\.It Va \(rows_[a-z_]*\)$/\1/p' "$man/proctor.1" >account.man
diff account.program account.man || echo "the account of the program (<) and of proctor.1 (>) differ"
head -n 1 records.csv | tr , '\n' >columns.program
sed -n '/^\.Sh RECORDS/,/^\.Ss/s/^\.It Va //p' "$man/proctor.1" | sed 's/ , /,/g' | tr , '\n' >columns.man
diff columns.program columns.man || echo "columns of the program (<) and of proctor.1 (>) differ"

# Methods that these runs name stand in proctor.1, and have words for people; so do those
# that proctor.1 names.
{
    proctor evaluate "$samples/head-ct.csv" -q -s ai_score -l haemorrhage -g scanner -B 0 -f tsv
    proctor evaluate "$samples/head-ct.csv" -q -s ai_score -l haemorrhage -p patient_id \
        -g scanner,site -B 200 --interval basic --prevalence 0.1 -f tsv
    for options in '' '-p patient'; do
        # shellcheck disable=SC2086 # options
        proctor compare "$samples/fixture40.csv" -q -s score,score2,again=score -l label -B 200 -f tsv $options
    done
    for options in '-g scanner --min-group 2' '-p patient -g scanner --min-group 2 -B 200' '-g scanner --proportion-interval jeffreys' \
        '-B 200' '-B 200 --interval percentile' '-B 200 --interval basic' \
        '-B 200 --interval studentized' '-B 200 --target-sensitivity 0.8' \
        '-t all=0 -t none=1 --proportion-interval clopper-pearson'; do
        # shellcheck disable=SC2086 # options
        proctor evaluate "$samples/fixture40.csv" -q -s score -l label -f tsv $options
    done
    for options in '' '-p patient'; do
        for limits in wilson clopper-pearson jeffreys; do
            # shellcheck disable=SC2086 # options
            proctor evaluate "$samples/fixture40.csv" -q -s score -l label --metrics all -f tsv $options \
                -B 200 --proportion-interval $limits -g scanner --prevalence 0.1 --target-sensitivity 0.8
        done
    done
} | cut -f 15 | sort -u | grep -v -x -e method -e '' >methods.all
sed 's/-clustered$//' methods.all | sort -u >methods.program
sed -n '/^\.Sh METHODS/,/^\.Sh SAME/s/^\.It Li //p' "$man/proctor.1" | grep -v -w Ar |
    tr -d ' ' | tr , '\n' | sort -u >methods.named
sed 's/-clustered$//' methods.named | sort -u >methods.man
comm -23 methods.program methods.man | sed 's/$/: a method that proctor.1 does not name/'
sed -n 's/^ *{"\([a-z-]*\)",.*/\1/p' "$srcdir_abs/src/report/cell_method.c" | sort -u >methods.words
sort -u methods.named methods.all | comm -23 - methods.words |
    sed 's/$/: a method without words in cell_method.c/'
