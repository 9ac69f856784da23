def check_min_cppstd(conanfile, cppstd, gnu_extensions=False):
    have = int(str(conanfile.settings.get_safe("compiler.cppstd")).replace("gnu", ""))
    if have < cppstd:
        raise ValueError(f"C++{cppstd} is needed, not C++{have}")


def can_run(conanfile):
    return True
