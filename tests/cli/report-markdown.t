# The whole report, as Markdown.
proctor report "$samples/fixture40.csv" -s score -l label -p patient -t release=0.5 \
    -g scanner --meta protocol=PV-17 -f markdown
