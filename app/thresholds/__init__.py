"""The company's thresholds: what the rules compare with, where it differs from the defaults."""
