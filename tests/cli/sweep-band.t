# A simultaneous band: columns of its own, around the interval of each row, which it
# contains.
set -- "$samples/fixture40.csv" -s score -l label --metrics sensitivity,ppv --thresholds 0.2:0.8:0.2
proctor sweep "$@" --band simultaneous -f tsv | cut -f 5,10-12,16-17
proctor sweep "$@" --band simultaneous -f tsv -p patient | cut -f 5,13-15,18-
echo "-- at most 1,001 of many rows"
proctor sweep "$samples/head-ct.csv" -s ai_score -l haemorrhage -B 100 -f csv -q --metrics sensitivity --band simultaneous |
    awk -F, 'NR > 1 { rows++; if ($13 != "") bands++
        if ($13 != "" && ($13 > $11 || $14 < $12)) print "narrower than the interval" }
        END { print rows " rows, " bands " with a band" }'
