# A model with a score for each finding is one model.
cat >a.csv <<'END'
m: x,m: y,n: x,n: y,x,y
0.9,0.2,0.8,0.1,1,0
0.8,0.7,0.3,0.9,0,1
0.3,0.4,0.7,0.6,1,0
0.1,0.6,0.2,0.4,0,1
END
proctor report a.csv -s '{model}: {finding}' -l '{finding}' -B 0 -f markdown >out.md
grep -e '^# ' -e '^| Model' -e '^| Finding' out.md
