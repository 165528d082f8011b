"""What the helpers use among themselves: checks of arguments, sums of short rows, progress, files."""
