import type { Codebook } from '../../../core/model/codebook.ts';
import type { FactName } from '../../../core/model/facts.ts';
import type { Canonicals } from '../../canonical.ts';
import type { Of, ResourceType } from '../message/entry.ts';
import type { Chart } from './chart.ts';

/** Source ranks, strongest first: a clinician's answer, a chart entry, an inference from a diagnosis or drug, an answer of anybody else. */
export const RANKS = ['answer', 'chart', 'diagnosis', 'unconfirmed'] as const;
export type Rank = (typeof RANKS)[number];

/** What one source states about one fact. */
export interface Statement {
  readonly fact: FactName;
  /** For an event, `undefined` = it never happened. */
  readonly value: unknown;
  readonly rank: Rank;
  /** When it was recorded; missing = current. */
  readonly on?: string;
  readonly reference: string;
  /** Why a yes/no fact has its value. */
  readonly reason?: string;
  /** Shown where this statement counts. */
  readonly warning?: string;
}

/** A reader's results: statements, open questions (so the fact is not absent), and warnings without patient data. */
export type ClinicalFinding = Statement | { readonly asks: FactName } | { readonly warns: string };

export const isStatement = (finding: ClinicalFinding): finding is Statement => 'fact' in finding;

export interface ClinicalContext {
  readonly codebook: Codebook;
  readonly canonicals: Canonicals;
  /** YYYY-MM-DD */
  readonly serviceDate: string;
  /** Whether the person who sends it may vouch for a clinical fact; `undefined`: a system sends it. */
  readonly vouches?: boolean | undefined;
}

/** Reads one resource; the chart resolves its references. */
export type Read<T extends ResourceType> = (
  resource: Of<T>,
  reference: string,
  context: ClinicalContext & { readonly chart: Chart },
) => readonly ClinicalFinding[];
