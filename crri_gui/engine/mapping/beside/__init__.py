"""The files of an export beside its orders: found by keys that meet, and proposed."""
