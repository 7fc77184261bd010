import type { Codebook } from '../../../core/model/codebook.ts';
import type { FactName } from '../../../core/model/facts.ts';
import type { Canonicals } from '../../canonical.ts';
import type { Of, ResourceType } from '../message/entry.ts';
import type { Chart } from './chart.ts';

/** Who says it, strongest first: a clinician's answer, a discrete entry of the chart, an inference from a diagnosis or drug. */
export const RANKS = ['answer', 'chart', 'diagnosis'] as const;
export type Rank = (typeof RANKS)[number];

/** What one source says of one fact. */
export interface Statement {
  readonly fact: FactName;
  /** Of an event: `undefined` = it never happened. */
  readonly value: unknown;
  readonly rank: Rank;
  /** When it was said; missing = it stands now. */
  readonly on?: string;
  readonly reference: string;
  /** Why a yes/no fact has its value. */
  readonly reason?: string;
  /** Shown where this statement counts. */
  readonly warning?: string;
}

/** Readers bring home statements, open questions (so the fact is not absent), and cautions without patient data. */
export type ClinicalFinding = Statement | { readonly asks: FactName } | { readonly warns: string };

export const isStatement = (finding: ClinicalFinding): finding is Statement => 'fact' in finding;

export interface ClinicalContext {
  readonly codebook: Codebook;
  readonly canonicals: Canonicals;
  /** YYYY-MM-DD */
  readonly serviceDate: string;
}

/** Reads one resource; the chart is there to follow its references. */
export type Read<T extends ResourceType> = (
  resource: Of<T>,
  reference: string,
  context: ClinicalContext & { readonly chart: Chart },
) => readonly ClinicalFinding[];
