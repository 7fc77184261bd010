/** Parts of the work of a call; the first pattern that finds the file, or the name of a function of the engine, counts. */
const PARTS: readonly (readonly [part: string, pattern: RegExp])[] = [
  ['garbage collection', /^\(garbage collector\)$/],
  [
    'finding and compiling modules',
    /^node:internal\/(modules|bootstrap|per_context|url)|^node:(path|url|module)|^evaluate$/,
  ],
  ['compression', /^node:zlib|^(init|writeSync)$|dynamodb\/compress|dynamodb\/dictionaries/],
  ['SDK: signatures', /signature-v4|httpSigning|httpAuthSchemes|checksum\/sha256/],
  [
    'SDK: wire format, marshalling',
    /submodules\/(protocols|schema|serde)|dynamodb-codec|util-dynamodb|lib-dynamodb|schemas_0/,
  ],
  ['SDK: steps, retries, addresses', /node_modules\/@(smithy|aws-sdk|aws)\//],
  [
    'hashes, keys, seals',
    /^node:(internal\/)?crypto|^(Hash|Hmac|digest|update|CipherBase)$|adapters\/(digest|seal|hash-keys)/,
  ],
  ['HTTP, sockets, promises (Node)', /^node:|^\w*$|^\(program\)$/],
  ['checking shapes (zod)', /node_modules\/zod/],
  ['other packages', /node_modules\//],
  ['the way to the table', /shared\/adapters\/dynamodb/],
  ['dates and zones', /core\/model\/dates|adapters\/system/],
  ['R4 structure', /shared\/fhir\/structure/],
  ['reading FHIR and hooks', /shared\/fhir\/(read|chart|pas\/read)|cds-hooks\/(read|prefetch)|handlers\/read-/],
  ['writing FHIR and cards', /shared\/(fhir|cds-hooks)|handlers\/(answer-text|kept-answer|task-of)/],
  ['explanation and alternatives', /core\/explain/],
  ['deciding', /shared\/core/],
  ['rules and tables', /shared\/(codes|rule-files)/],
  ['use cases', /shared\/app/],
  ['endpoint: guards, settings, audit', /shared\/(lambda|handlers|http)|^functions\//],
];

/** @param file source of a function; for one of the engine its name */
export const partOf = (file: string): string => PARTS.find(([, pattern]) => pattern.test(file))?.[0] ?? 'other';
export const PART_NAMES: readonly string[] = [...PARTS.map(([part]) => part), 'other'];
