# What Doxygen is shown of the headers: three lines that each of the types has, and that mean the same in all, are
# explained here and not 80 times.
s|^\( *\)using storage = S;|\1/** How the value keeps its text: a Storage. */ using storage = S;|
s|^\( *\)using storage = storage_of<R>;|\1/** How the value keeps its text: a Storage. */ using storage = storage_of<R>;|
s|^\( *\)static constexpr auto fhir_type = |\1/** Which of FHIR's types it is. */ static constexpr auto fhir_type = |
s|^\( *\)static constexpr auto representation = |\1/** How it stands in memory, for what goes by the tables. */ static constexpr auto representation = |
