"""Readers of real documents: text in, plain values and doubts out; nothing is stored here."""
