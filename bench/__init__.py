"""Figures beside a named peer or limit, measured on the machine at hand."""
