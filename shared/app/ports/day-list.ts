import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** Days, YYYY-MM-DD, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * An order is listed on a day, or was. Put before each change of its record, and never the same twice: two reads with the same
 * marks saw no change begin between them.
 */
export interface DayMark {
  /** Of the order and the day. */
  readonly name: string;
  /** The version of the record the change makes. */
  readonly version: number;
  /** ISO instant the change began. */
  readonly at: string;
  /** Random. */
  readonly mark: string;
}

interface Listed {
  readonly records: readonly AuthorizationRecord[];
  /** By id, the answers the records refer to. */
  readonly answers: ReadonlyMap<string, Assessment>;
  /** A change that began had not reached its record when it was read: the marks tell nothing yet. */
  readonly unsettled: boolean;
}

export interface DayList {
  /** One consistent query of the table, however many orders there are. */
  marks(tenant: TenantId, days: Days): Promise<readonly DayMark[]>;
  /** The records behind the marks, and those stored before there were marks; `too-many` where there are more than `most`. */
  read(
    tenant: TenantId,
    days: Days,
    marks: readonly DayMark[],
    now: string,
    most: number,
  ): Promise<Listed | 'too-many'>;
  /** Tells the audit trail which of the records read are shown. */
  shown(records: readonly AuthorizationRecord[]): void;
}
