"""The three models of the comparison, by their parameters (bench/documents.h has the same).

Times in seconds; rates per second.
"""
MM1 = {"servers": 1, "rate": 800.0, "service": 0.001}
MM16 = {"servers": 16, "rate": 1440.0, "service": 0.010}
TIERS = {"rate": 1800.0, "gateway": 0.001, "cores": 16, "work": 0.008, "look_up": 0.0005,
         "keys": 1000, "capacity": 900, "connections": 8, "query": 0.035}
