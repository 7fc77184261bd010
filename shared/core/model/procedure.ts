import type { Evidence } from './evidence.ts';
import type { Modality } from './facts.ts';
import type { GroupId } from './ruleset.ts';

type ProcedureRole = 'test' | 'companion' | 'not-cardiac' | 'outside';

export interface Procedure {
  readonly code: string;
  readonly role: ProcedureRole;
  /** Only lead codes have a group, which carries authorization rules; companions name what they accompany. */
  readonly group?: GroupId;
  /** Of a tracer: the kind of image it is for. */
  readonly modality?: Modality;
  /** `bundled`: a service (resting ECG, IV access …) that is part of doing a stress test. */
  readonly companion?: 'add-on' | 'agent' | 'tracer' | 'bundled';
  /** Of a bundled service: part of a test only where a pair edit says so. */
  readonly editsOnly?: true;
  /** Our own words. */
  readonly says: string;
  /** Physician fee schedule PC/TC indicator: 0 physician service, 1 splits by 26/TC, 2 professional only, 3 technical only, 4 whole only, 9 does not apply. */
  readonly pcTc?: 0 | 1 | 2 | 3 | 4 | 9;
  readonly supervision?: '01' | '02' | '03' | '09';
  readonly global?: string;
  /** Fee schedule says "not payable in a facility" for the professional claim. */
  readonly notInFacility?: boolean;
  /** A code only hospitals report, or one hospitals do not report (they have their own code, see `note`). */
  readonly hospitalOnly?: boolean;
  readonly notForHospital?: boolean;
  /** Of a stress echo: what a hospital reports instead when contrast was given. */
  readonly hospitalForm?: string;
  /** Of an add-on: the codes it must accompany; `parentsOpen` = there are more than we list. */
  readonly parents?: readonly string[];
  readonly parentsOpen?: true;
  /** Of an add-on that plans judge apart from its test: the sentence that sends to the plan where nothing tells. */
  readonly asks?: string;
  /** Of a whole: its parts. */
  readonly parts?: readonly string[];
  /** Of one perfusion study: the code of rest and stress together. */
  readonly several?: string;
  /** Of an image without the ECG part: the code that takes both in, and the parts it takes in. */
  readonly combined?: {
    readonly code: string;
    readonly clinician: readonly string[];
    readonly technical: readonly string[];
  };
  /** Of a part: its whole. */
  readonly whole?: string;
  /** Of an agent or tracer: what one unit is. */
  readonly unit?: {
    readonly amount: number;
    readonly measure: 'mg' | 'study-dose' | 'mCi';
    readonly usualUnits?: number;
    readonly usualDose?: number;
    /** Single-dose containers: from when JW (some discarded) is due, JZ (none discarded) exists, and JZ is due. */
    readonly waste?: { readonly discardedFrom: string; readonly noneExistsFrom: string; readonly noneFrom: string };
  };
  /** Represents its modality where tests are compared. */
  readonly typical?: true;
  readonly note?: string;
  readonly evidence: Evidence;
  readonly source: string;
}
