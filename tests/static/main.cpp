// The other files of this folder are right if they compile; the program does nothing.

int main() {}
