def cmake_layout(conanfile):
    pass


class CMake:
    def __init__(self, conanfile):
        pass
