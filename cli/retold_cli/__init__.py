"""The command line of retold. The library does not know it; it knows the library through `retold.api`."""
