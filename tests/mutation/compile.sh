#!/usr/bin/env bash
# Runs the given compiler command; if FHIROPS_TEXT_HEADERS is set, without the precompiled header. That was made before mutants were
# removed from the headers: GCC would take a header whose content has changed for another one, and everything would be defined twice.
if [ -n "${FHIROPS_TEXT_HEADERS:-}" ]; then
  for word in "$@"; do words+=("${word/%cmake_pch.hxx/text_pch.hxx}"); done
  exec "${words[@]}"
fi
exec "$@"
