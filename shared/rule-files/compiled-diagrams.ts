import { existsSync, readFileSync } from 'node:fs';
import type { PolicyDiagrams } from '../core/explain/diagram/compile-diagram.ts';
import type { FlatDiagram } from '../core/explain/diagram/diagram.ts';
import { sha256 } from './sha256.ts';

/** A diagram as JSON: its typed arrays as lists. */
type Stored = {
  readonly [Name in keyof FlatDiagram]: FlatDiagram[Name] extends Int32Array ? number[] : FlatDiagram[Name];
};

/** The file of diagrams that were made from a text. */
export const diagramFile = (text: string): string => `${sha256(text).slice(0, 32)}.json`;

const stored = ({ level, at, kids, ...rest }: FlatDiagram): Stored => ({
  ...rest,
  level: [...level],
  at: [...at],
  kids: [...kids],
});
const opened = ({ level, at, kids, ...rest }: Stored): FlatDiagram => ({
  ...rest,
  level: Int32Array.from(level),
  at: Int32Array.from(at),
  kids: Int32Array.from(kids),
});

export const writeDiagrams = ({ complete, partial }: PolicyDiagrams): string =>
  JSON.stringify({ complete: stored(complete), partial: stored(partial) });

const readDiagrams = (text: string): PolicyDiagrams => {
  const { complete, partial } = JSON.parse(text) as Record<keyof PolicyDiagrams, Stored>;
  return { complete: opened(complete), partial: opened(partial) };
};

/**
 * Diagrams in a folder, by the digest of what they were made from: another rule, code table or fact has another name, so
 * none is found for what it was not made from. The digest is no secret and nobody else writes there.
 */
export const diagramsIn =
  (folder: URL) =>
  (text: string): PolicyDiagrams | undefined => {
    const file = new URL(diagramFile(text), folder);
    return existsSync(file) ? readDiagrams(readFileSync(file, 'utf8')) : undefined;
  };
