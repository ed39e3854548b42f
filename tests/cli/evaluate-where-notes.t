# --where says what it could not find or not compare.
cat >ages.csv <<END
age,scanner,y,s
45,GE,1,0.9
90+,GE,0,0.2
,Vega,1,0.8
30,Vega,0,0.4
50,GE,0,0.1
over 89,GE,1,0.7
END
run() { proctor evaluate ages.csv -l y -s s -B 0 -t 0.5 --metrics auc -f csv "$@" | grep rows_evaluated | cut -d , -f 6,11; }
run --where 'age>=40'
run --where 'scanner=GE,Gemini'
run --where 'scanner!=Lumen'
run --where 'age>=40' --where 'scanner=GE'
run --where 'scanner='
# Nothing to say where all is found; a truth file's own studies are no rows of the predictions.
run --where 'scanner=GE,Vega'
