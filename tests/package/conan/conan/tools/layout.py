def basic_layout(conanfile, src_folder="."):
    pass
