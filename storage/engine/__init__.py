"""The database underneath all stores: two drivers, migrations, copies, moving, and who leads."""
