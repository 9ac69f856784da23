#!/usr/bin/env python3
"""sbom.py SOURCE VERSION EPOCH: the software bill of materials of a folder of sources, in SPDX 2.3 as JSON, to standard output.

The package fhirops with all of its files, each with its checksums, and RapidJSON, on which it depends and which it does not
bring. EPOCH, in seconds since 1970, is the moment that the document says it was made at.
https://spdx.github.io/spdx-spec/v2.3/
"""

import datetime
import hashlib
import json
import pathlib
import re
import sys

source, version, epoch = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

# Who wrote what is not ours, and under which licence: tests/data.
NOT_OURS = {"tests/data/hl7-": "CC0-1.0", "tests/data/r4/": "CC0-1.0", "tests/data/versions/r": "CC0-1.0"}


def checksum(data, algorithm):
    return {"algorithm": algorithm, "checksumValue": hashlib.new(algorithm.lower(), data).hexdigest()}


files = []
for path in sorted(path for path in source.rglob("*") if path.is_file()):
    name = path.relative_to(source).as_posix()
    data = path.read_bytes()
    licence = next((each for prefix, each in NOT_OURS.items() if name.startswith(prefix)), "MIT")
    files.append({
        "SPDXID": "SPDXRef-File-" + hashlib.sha1(name.encode()).hexdigest(),
        "fileName": "./" + name,
        "fileTypes": ["SOURCE" if re.search(r"\.(hpp|cpp|cmake|sh|py|m?js|sql)$", name) else "OTHER"],
        "checksums": [checksum(data, "SHA1"), checksum(data, "SHA256")],
        "licenseConcluded": licence,
        "copyrightText": "NOASSERTION",
    })

# https://spdx.github.io/spdx-spec/v2.3/package-information/#79-package-verification-code-field
sums = sorted(each["checksums"][0]["checksumValue"] for each in files)
code = hashlib.sha1("".join(sums).encode()).hexdigest()

fhirops = {
    "SPDXID": "SPDXRef-Package-fhirops",
    "name": "fhirops",
    "versionInfo": version,
    "packageFileName": f"fhirops-{version}.tar.gz",
    "supplier": "Organization: The fhirops authors",
    "downloadLocation": "NOASSERTION",
    "filesAnalyzed": True,
    "packageVerificationCode": {"packageVerificationCodeValue": code},
    "licenseConcluded": "MIT",
    "licenseInfoFromFiles": sorted({each["licenseConcluded"] for each in files}),
    "licenseDeclared": "MIT",
    "copyrightText": "Copyright (c) 2026 The fhirops authors",
    "primaryPackagePurpose": "LIBRARY",
}
rapidjson = {
    "SPDXID": "SPDXRef-Package-RapidJSON",
    "name": "RapidJSON",
    "versionInfo": "1.1.0 or later",
    "supplier": "NOASSERTION",
    "downloadLocation": "https://github.com/Tencent/rapidjson",
    "filesAnalyzed": False,
    "licenseConcluded": "MIT",
    "licenseDeclared": "MIT",
    "copyrightText": "NOASSERTION",
    "primaryPackagePurpose": "LIBRARY",
}
document = {
    "spdxVersion": "SPDX-2.3",
    "dataLicense": "CC0-1.0",
    "SPDXID": "SPDXRef-DOCUMENT",
    "name": f"fhirops-{version}",
    "documentNamespace": f"https://spdx.org/spdxdocs/fhirops-{version}-{code}",
    "creationInfo": {
        "created": datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "creators": ["Tool: fhirops-sbom.py", "Organization: The fhirops authors"],
    },
    "packages": [fhirops, rapidjson],
    "files": files,
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": fhirops["SPDXID"]},
        {"spdxElementId": fhirops["SPDXID"], "relationshipType": "DEPENDS_ON", "relatedSpdxElement": rapidjson["SPDXID"]},
        *({"spdxElementId": fhirops["SPDXID"], "relationshipType": "CONTAINS", "relatedSpdxElement": each["SPDXID"]} for each in files),
    ],
}
json.dump(document, sys.stdout, indent=1)
print()
