"""The commands around a publication that nobody watches: refresh, digest, history, schedule."""
