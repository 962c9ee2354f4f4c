"""CRRI, Customer Revenue & Retention Intelligence."""

__version__ = "0.1.0"
