"""Of Conan 2, what the recipes use: Debian 12 has no Conan. Written after https://docs.conan.io/2/reference.html."""


class ConanFile:
    """What a recipe starts from. The folders are set by the one who runs it."""
