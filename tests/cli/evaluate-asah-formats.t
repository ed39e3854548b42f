# The same 113 patients in eight dialects give the same records, byte for byte.
need_shared
set -- -l outcome --positive Poor --by gender -t 0.205 -f csv -q
proctor evaluate "$shared/small_asah/data.csv" -s s100b,wfns,ndka "$@" >want.csv
proctor evaluate "$samples/asah.csv" -s s100b,wfns,ndka "$@" | cmp - want.csv && echo "the sample agrees"
for file in "$shared"/format_variants/asah_*; do
    case $file in
    *latin1*) marker='s100b=S100ß' ;;
    *) marker=s100b ;;
    esac
    proctor evaluate "$file" -s "$marker,wfns,ndka" "$@" >got.csv
    cmp want.csv got.csv && echo "$(basename "$file") agrees"
done
