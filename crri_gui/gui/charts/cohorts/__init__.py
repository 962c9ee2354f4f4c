"""Cohorts as a heat map and as curves."""
