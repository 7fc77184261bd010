import one from './1.json' with { type: 'json' };

interface Dictionary {
  readonly version: number;
  readonly bytes: Uint8Array;
}

const read = ({ version, text }: { readonly version: number; readonly text: string }): Dictionary => ({
  version,
  bytes: Buffer.from(text),
});

/**
 * What stored texts have in common, made from synthetic records. Newest first: texts are written with the first and read
 * with any. A version is never changed or removed, since texts of it are in tables.
 */
export const DICTIONARIES: readonly [Dictionary, ...Dictionary[]] = [read(one)];
