"""What can be carried home: a leaflet for an answer, a poster for a village, a wall sheet for a village office."""
