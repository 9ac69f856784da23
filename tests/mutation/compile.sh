#!/usr/bin/env bash
# Runs the given compiler command; if FHIROPS_TEXT_HEADERS is set, without the precompiled header, which was made from the headers before
# mutants were left out of them: GCC would take a header whose content has changed for another header, and define everything twice.
if [ -n "${FHIROPS_TEXT_HEADERS:-}" ]; then
  for word in "$@"; do words+=("${word/%cmake_pch.hxx/text_pch.hxx}"); done
  exec "${words[@]}"
fi
exec "$@"
