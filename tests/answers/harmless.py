"""Changes of a solution that leave it right: the change, and the reason."""

HARMLESS: dict[str, dict[str, str]] = {
}
