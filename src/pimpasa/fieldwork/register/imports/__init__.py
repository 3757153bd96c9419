"""Lists of officers and villages from spreadsheets: read, checked row by row, confirmed by a person, applied whole."""
