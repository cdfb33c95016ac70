"""What each report says: one module of content per report, plain data into a document of blocks.

``app/services/reports/catalogue.py`` names them all; a new report is a module here and a line there.
"""
