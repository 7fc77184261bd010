import { existsSync, readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partOf } from './part-of.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Shares of the time a process was busy. */
export interface Share {
  /** In the part itself. */
  readonly own: number;
  /** With all it called and waited for in one go; what comes back by a promise counts with nobody but itself. */
  readonly withCalled: number;
}

const maps = new Map<string, SourceMap | undefined>();
const mapOf = (file: string): SourceMap | undefined => {
  if (!maps.has(file))
    maps.set(
      file,
      existsSync(`${file}.map`) ? new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))) : undefined,
    );
  return maps.get(file);
};

/** File of the sources; of what belongs to the engine its name. */
const sourceOf = ({ url, lineNumber, columnNumber, functionName }: Profiler.ProfileNode['callFrame']): string => {
  if (!url.startsWith('file:')) return url || functionName;
  const file = fileURLToPath(url);
  const found = mapOf(file)?.findEntry(lineNumber, columnNumber);
  return found && 'originalSource' in found ? relative(ROOT, resolve(dirname(file), found.originalSource)) : 'evaluate';
};

/** What else runs in the process of a bench. */
const NOT_BUSY = /^\(idle\)$|child_process|inspector|run-calls|^writeBuffer$|^dispatch$/;

/** Of several profiles together, by part. */
export const sharesOf = (profiles: readonly Profiler.Profile[]): ReadonlyMap<string, Share> => {
  const own = new Map<string, number>();
  const withCalled = new Map<string, number>();
  const add = (sums: Map<string, number>, part: string, micros: number) =>
    sums.set(part, (sums.get(part) ?? 0) + micros);
  let busy = 0;
  for (const { nodes, samples = [], timeDeltas = [] } of profiles) {
    const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
    const sources = new Map(nodes.map(({ id, callFrame }) => [id, sourceOf(callFrame)]));
    for (const [index, sample] of samples.entries()) {
      const micros = timeDeltas[index + 1] ?? 0;
      const source = sources.get(sample) ?? '';
      if (NOT_BUSY.test(source)) continue;
      busy += micros;
      add(own, partOf(source), micros);
      const parts = new Set<string>();
      for (let at: number | undefined = sample; at !== undefined; at = parents.get(at))
        parts.add(partOf(sources.get(at) ?? ''));
      for (const part of parts) add(withCalled, part, micros);
    }
  }
  return new Map(
    [...withCalled].map(([part, micros]) => [part, { own: (own.get(part) ?? 0) / busy, withCalled: micros / busy }]),
  );
};
