# A policy to start from can be used as it is written, and says the columns that inspect guesses.
proctor inspect --init "$samples/head-ct.csv"
proctor inspect --init "$samples/head-ct.csv" -o gate.yaml
echo "== gate"
proctor gate "$samples/head-ct.csv" --policy gate.yaml | head -n 1
printf 'id,"lung, ""left""",x\n1,0,0.5\n2,1,0.75\n3,1,0.5\n' >odd.csv
echo "== a name with a comma and quotes"
proctor inspect --init odd.csv | sed -n '/^data/,/^$/p'
proctor inspect --init odd.csv odd.csv
