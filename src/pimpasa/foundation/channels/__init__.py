"""One conversation with a person, whatever the network: each network in a folder of its own behind one interface."""
