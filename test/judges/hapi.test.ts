import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { emittedMessages } from '../support/emitted-messages.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { PAS } from '../support/pas-messages.ts';
import { RELEASES } from '../support/pas-profiles.ts';

const FOLDER = fileURLToPath(new URL('hapi/', import.meta.url));
const US_CORE = new URL('../../../shared/data/packages/hl7.fhir.us.core-3.1.1.tgz', import.meta.url);
const MINUTES = 10 * 60_000;

/** The jars of `hapi/pom.xml`, where Maven has them already: nothing is fetched here. */
const classpath = (): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'stresspass-hapi-'));
  const out = join(folder, 'classpath');
  try {
    const asked = ['-o', '-q', '-f', join(FOLDER, 'pom.xml'), 'dependency:build-classpath', `-Dmdep.outputFile=${out}`];
    return spawnSync('mvn', asked, { timeout: 120_000 }).status === 0 && existsSync(out)
      ? readFileSync(out, 'utf8').trim()
      : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const missing = (): string | undefined => {
  if (spawnSync('javac', ['-version']).status !== 0) return 'no Java compiler (17 or later)';
  if (spawnSync('mvn', ['-v']).status !== 0) return 'no Maven';
  if (![...RELEASES.map(({ file }) => file), US_CORE].every(existsSync)) return 'no packages beside this checkout';
  return undefined;
};
const why = missing();
const jars = why === undefined ? classpath() : undefined;
if (jars === undefined)
  console.warn(
    `Skipped: ${why ?? 'the jars of test/judges/hapi/pom.xml are not here (docs/develop.md)'}; HAPI judges nothing.`,
  );

/** What it cannot know without other packages, or says of the guide and not of the message. */
const LIMITS: readonly RegExp[] = [
  // Profiles of US Core 7, R5 and the subscriptions of the backport guide are in none of the packages.
  /Unable to resolve (the )?profile|could not be (found|resolved)|Failed to retrieve profile/,
  /Found Patient, but expected one of \(\[Practitioner, Group, Device\]\)/, // the profile of a Patient is among these
  /expected one of \(\[\]\)/, // the profile that names no target is abstract
  // The guide puts extensions where their own definitions do not have them.
  /extension-(communicatedDiagnosis|administrationReferenceNumber|infoChanged|serviceItemRequestType|certificationType|itemAuthorizedProvider|reviewActionCode) is not allowed to be used at this point/,
  // A Claim may keep to either of two profiles: both are tried, and what is said of the other one does not count.
  /Claim\.related: (minimum required = 1|max allowed = 0)|did not match any of the allowed profiles|Unable to find a match for the specified profile/,
];

interface Said {
  readonly name: string;
  readonly severity: string;
  readonly says: string;
}

const judge = (file: URL, lines: readonly string[]): readonly Said[] => {
  const packages = [file, US_CORE].map((one) => fileURLToPath(one));
  const asked = ['-cp', jars ?? '', join(FOLDER, 'Judge.java'), ...packages];
  const { status, stdout, stderr } = spawnSync('java', asked, {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    timeout: MINUTES,
    maxBuffer: 64_000_000,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [name = '', severity = '', place = '', says = ''] = line.split('\t');
      return { name, severity, says: `${place}: ${says}` };
    });
};

const lineOf = ({
  name,
  profile,
  resource,
}: {
  readonly name: string;
  readonly profile: string;
  readonly resource: Part;
}) => [name, profile, JSON.stringify(resource)].join('\t');

describe.skipIf(jars === undefined)("HAPI's validator", () => {
  test.each(RELEASES)(
    'finds no error in what we send by PAS $version, and one in what is spoilt',
    async (release) => {
      const emitted = await emittedMessages(release);
      const [certified] = emitted.filter(({ name }) => name.startsWith('certified'));
      const spoilt: Part = structuredClone(certified?.resource ?? {});
      delete spoilt.entry[0].resource.outcome;
      const all = [...emitted, { name: 'spoilt', profile: `${PAS}/profile-pas-response-bundle`, resource: spoilt }];
      const errors = judge(release.file, all.map(lineOf))
        .filter(({ severity }) => severity === 'error' || severity === 'fatal')
        .filter(({ says }) => !LIMITS.some((limit) => limit.test(says)));
      expect(errors.filter(({ name }) => name !== 'spoilt').map(({ name, says }) => `${name}: ${says}`)).toEqual([]);
      expect(errors.map(({ says }) => says).join()).toContain('outcome');
    },
    MINUTES,
  );
});
