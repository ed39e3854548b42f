# A printed threshold, read back, flags the study that it came from: one
# operating point at each of 300 scores with 16 to 17 digits.
awk 'BEGIN {
    x = 4242
    print "score,label"
    for (i = 0; i < 300; i++) {
        x = (x * 16807) % 2147483647
        printf "%.17g,%d\n", x / 2147483647 * (i % 5 ? 1 : 1e-9), i % 2
    }
}' >a.csv
points() { awk -F, 'NR > 1 { print "-t p" NR "=" $1 }' a.csv; }
for direction in high low; do
    # shellcheck disable=SC2046
    proctor evaluate a.csv -s score -l label -B 0 -f csv -q --metrics tp,fp --score-direction $direction $(points) >out.csv ||
        { echo "exit status $?"; continue; }
    # read back: as many studies are flagged at the printed threshold, and one less beyond it
    awk -F, -v direction=$direction '
        FNR == 1 { next }
        NR == FNR { score[++n] = $1 + 0; next }
        $6 == "tp" { tp = $11 }
        $6 == "fp" {
            flagged = least = 0
            for (i = 1; i <= n; i++) {
                flagged += direction == "high" ? score[i] >= $8 + 0 : score[i] <= $8 + 0
                least += score[i] == $8 + 0
            }
            points++
            if (flagged != tp + $11 || least < 1)
                print $7, $8, tp + $11, flagged, least
        }
        END { print direction ": " points " points" }' a.csv out.csv
done
