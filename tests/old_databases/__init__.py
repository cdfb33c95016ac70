"""Data files of every schema there has been, each made by the program of its time."""
