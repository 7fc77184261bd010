import { importsOf } from './imports.ts';
import { isSource, type Rule } from './tree.ts';

interface Room {
  readonly rooms: readonly string[];
  readonly packages: RegExp;
}
const NONE = /^$/;
const ANY = /./;
const CDK = /^(aws-cdk-lib|cdk-nag|constructs)(\/|$)/;
const FHIR_TYPES = /^fhir\/r4$/;
const LOADER_SCHEMA = /^zod\/mini$/;
const WORLD = /^(@aws-sdk\/[\w-]+|@aws-lambda-powertools\/logger|fhir-kit-client|jose|zod\/mini|fhir\/r4)$/;
const PLUMBING = /^(@middy\/core|@aws-lambda-powertools\/logger|aws-lambda|zod\/mini)$/;
const DIALECTS = /^(csv-parse|csv-stringify)(\/|$)|^zod\/mini$/;
/** Packages of the page. */
const PAGE = /^(preact|preact-iso|@preact\/signals)(\/|$)/;
const SHARED = [
  'core',
  'codes',
  'x12',
  'rule-files',
  'fhir',
  'cds-hooks',
  'app',
  'adapters',
  'handlers',
  'http',
  'lambda',
];
const EVERY_SHARED = SHARED.map((room) => `shared/${room}`);
/** Hosts of the service: they start it, and import neither what it decides nor how it translates. */
const HOSTED = ['handlers', 'lambda', 'app', 'adapters', 'rule-files', 'codes', 'http'].map((room) => `shared/${room}`);

/** Which rooms may import which. A room may always import itself; a row names rooms, folders or single files. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'shared/core': { rooms: [], packages: NONE },
  'shared/codes': { rooms: ['shared/core', 'rules/codes', 'rules/channels'], packages: LOADER_SCHEMA },
  'shared/x12': { rooms: ['shared/core'], packages: NONE },
  'shared/rule-files': { rooms: ['shared/core', 'shared/codes', 'rules/codes'], packages: LOADER_SCHEMA },
  'shared/fhir': { rooms: ['shared/core', 'shared/codes'], packages: FHIR_TYPES },
  'shared/cds-hooks': { rooms: ['shared/core', 'shared/codes', 'shared/fhir'], packages: FHIR_TYPES },
  'shared/app': { rooms: ['shared/core'], packages: NONE },
  'shared/adapters': {
    rooms: ['shared/core', 'shared/app', 'shared/codes', 'shared/fhir', 'shared/x12'],
    packages: WORLD,
  },
  'shared/handlers': {
    rooms: ['core', 'codes', 'fhir', 'cds-hooks', 'x12', 'app', 'http'].map((room) => `shared/${room}`),
    packages: DIALECTS,
  },
  'shared/http': { rooms: [], packages: NONE },
  'shared/lambda': { rooms: EVERY_SHARED, packages: PLUMBING },
  functions: {
    rooms: ['handlers', 'lambda', 'app', 'fhir', 'cds-hooks', 'http'].map((room) => `shared/${room}`),
    packages: NONE,
  },
  client: { rooms: [], packages: NONE },
  web: { rooms: ['client'], packages: PAGE },
  'infra/local': { rooms: ['functions', 'client', ...HOSTED], packages: ANY },
  'infra/cli': { rooms: ['infra/local', 'functions', 'client', ...HOSTED], packages: ANY },
  infra: {
    rooms: ['shared/http', 'shared/adapters/dynamodb/table.ts', 'shared/adapters/dynamodb/table-partitions.ts'],
    packages: CDK,
  },
};

const isIn = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);
const names = Object.keys(ROOMS);
/** `infra` is everything not in the more specific rooms under it. */
const roomOf = (path: string): string | undefined => names.find((name) => isIn(path, name));

/** Every import of a source file is allowed by the table. Type imports count, and so do Node built-ins in `core`. */
export const checkImportDirection: Rule = (tree) =>
  tree.filter(isSource).flatMap((file) => {
    const own = roomOf(file.path);
    if (!own) return [`${file.path}:1 stands in no room of the table`];
    const { rooms, packages } = ROOMS[own]!;
    return importsOf(file).flatMap(({ line, specifier, target }) => {
      const free = specifier.startsWith('node:') && own !== 'shared/core';
      const allowed = target
        ? roomOf(target) === own || rooms.some((room) => isIn(target, room))
        : free || packages.test(specifier);
      return allowed ? [] : [`${file.path}:${line} ${own} may not import ${specifier}`];
    });
  });

/** Import cycles, each reported once; type imports count. */
export const checkCircles: Rule = (tree) => {
  const sources = tree.filter(isSource);
  const edges = new Map(sources.map((file) => [file.path, importsOf(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) circles.push(`${path}:1 is in a circle: ${[...trail.slice(start), path].join(' -> ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const { target } of edges.get(path) ?? []) if (target) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return circles;
};
