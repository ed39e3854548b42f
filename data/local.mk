# Sample files (described in data/samples/README) and the schema of the JSON
# output.

dist_pkgdata_DATA = $(call in_srcdir,data/*.json)

samplesdir = $(pkgdatadir)/samples
dist_samples_DATA = \
	data/samples/README \
	data/samples/asah.csv \
	data/samples/fixture40.csv \
	data/samples/head-ct.csv

# The pictures of README.md.
EXTRA_DIST += $(call in_srcdir,data/pictures/*)

# The jobs of a continuous integration that gate a release.
samplescidir = $(samplesdir)/ci
dist_samplesci_DATA = \
	data/samples/ci/Jenkinsfile \
	data/samples/ci/github.yml \
	data/samples/ci/gitlab-ci.yml \
	data/samples/ci/release-gate.yaml \
	data/samples/ci/whole-cohort.yaml

# Scripts that count elsewhere and evaluate here.
scaledir = $(samplesdir)/scale
dist_scale_DATA = \
	data/samples/scale/README \
	data/samples/scale/counts.sql

dist_scale_SCRIPTS = \
	data/samples/scale/duckdb.sh \
	data/samples/scale/parallel.sh \
	data/samples/scale/postgresql.sh \
	data/samples/scale/slurm.sh \
	data/samples/scale/spark.sh \
	data/samples/scale/sqlite.sh
