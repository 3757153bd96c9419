"""What records made in the field share: keys that devices choose, and the number by which changes are read in order."""
