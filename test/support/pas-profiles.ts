import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadDataType, OperationOutcomeError, validateTypedValue } from '@medplum/core';
import type { Part } from './endpoint-messages.ts';
import { PAS } from './pas-messages.ts';
import { validateR4 } from './validators.ts';

const packageOf = (name: string) => new URL(`../../../shared/data/packages/${name}.tgz`, import.meta.url);
export const RELEASES = [
  { version: '2.2.1', base: '/r4', file: packageOf('hl7.fhir.us.davinci-pas-2.2.1') },
  { version: '2.0.1', base: '/stu2/r4', file: packageOf('hl7.fhir.us.davinci-pas-2.0.1') },
] as const;

type StructureDefinition = Parameters<typeof loadDataType>[0];

/** StructureDefinitions in a package: a tar of blocks of 512 bytes. */
export const definitionsIn = (file: URL): readonly StructureDefinition[] => {
  const bytes = gunzipSync(readFileSync(file));
  const found: StructureDefinition[] = [];
  for (let at = 0; at + 512 <= bytes.length; ) {
    const name = bytes
      .subarray(at, at + 100)
      .toString('utf8')
      .replace(/\0.*$/s, '');
    const size = Number.parseInt(bytes.subarray(at + 124, at + 136).toString('utf8'), 8) || 0;
    if (/^package\/StructureDefinition-[^/]*\.json$/.test(name))
      found.push(JSON.parse(bytes.subarray(at + 512, at + 512 + size).toString('utf8')));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
};

/** Where the validator, not the message, is wrong. */
const LIMITS: readonly RegExp[] = [
  /slice '(ClaimResponse|Claim)'/, // slices of Bundle.entry by resource profile are not counted by it
  /Error evaluating invariant/,
  /Task\.input .*slice 'paLineNumber'/, // counts extensions of all inputs together, and none of a versioned profile; checked where they are asked for
  /Invalid reference: got "(https:"|urn:uuid:)/, // reads the type of an absolute reference from its scheme
  // The same of extensions of a versioned profile below a slice, and of a slice told apart by its binding alone.
  /Claim\.careTeam .*slice 'careTeamClaimScope'/,
  /Claim\.supportingInfo .*slice 'documentInformation'/,
  /Coverage\.relationship\.coding .*slice 'X12Code'/,
  /Subscription\.criteria Value did not match/, // compares a text that has an extension as an object
];

interface ProfileElement {
  readonly id: string;
  readonly path: string;
  readonly min?: number;
}

const valuesAt = (value: Part, steps: readonly string[]): readonly Part[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  const choice = step.endsWith('[x]') ? step.slice(0, -3) : undefined;
  const found = Object.entries(value ?? {}).flatMap(([name, inner]) =>
    (choice === undefined ? name === step : name.startsWith(choice)) ? inner : [],
  );
  return found.flatMap((one) => valuesAt(one, rest));
};

/** Elements a profile wants below its first level, which the validator passes over. */
const missingIn = (resource: Part, elements: readonly ProfileElement[]): readonly string[] =>
  elements.flatMap(({ id, path, min = 0 }) => {
    const steps = path.split('.').slice(1);
    const last = steps.at(-1);
    if (min === 0 || last === undefined || id.includes(':') || last === 'extension') return [];
    const parents = valuesAt(resource, steps.slice(0, -1));
    // A primitive may be there by its extension alone.
    return parents.some((parent) => valuesAt(parent, [last]).length + valuesAt(parent, [`_${last}`]).length < min)
      ? [`${path} is missing`]
      : [];
  });

/** The profiles of one release, and what the validator objects to by them. */
export const openProfiles = (file: URL) => {
  validateR4({ resourceType: 'Patient' });
  const profiles = new Map<string, StructureDefinition>();
  for (const definition of definitionsIn(file)) {
    loadDataType(definition);
    profiles.set(definition.url, definition);
  }
  return (resource: Part, name: string): readonly string[] => {
    const profile = profiles.get(`${PAS}/${name}`);
    if (!profile) throw new Error(`No profile ${name}.`);
    const value = JSON.parse(JSON.stringify(resource));
    let said: readonly string[];
    try {
      said = validateTypedValue({ type: resource.resourceType, value }, { profile })
        .filter(({ severity }) => severity === 'error')
        .map((one: unknown) => JSON.stringify(one));
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error;
      said = error.outcome.issue.map(
        (issue: { expression?: string[]; details?: { text?: string } }) =>
          `${issue.expression?.join()} ${issue.details?.text ?? ''}`,
      );
    }
    const elements: readonly ProfileElement[] = profile.snapshot?.element ?? [];
    return [...said.filter((one) => !LIMITS.some((limit) => limit.test(one))), ...missingIn(value, elements)];
  };
};
