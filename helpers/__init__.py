"""The code that the notebooks share: small, plain NumPy, one idea a file."""
