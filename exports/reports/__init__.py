"""One file per report: data in, blocks out."""
