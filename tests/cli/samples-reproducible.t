# The committed sample is what scripts/gen-samples makes, with every awk here.
for awk in awk mawk gawk original-awk; do
    command -v $awk >/dev/null || continue
    AWK=$awk "$srcdir_abs/scripts/gen-samples" >$awk.csv
    cmp $awk.csv "$samples/head-ct.csv"
done
