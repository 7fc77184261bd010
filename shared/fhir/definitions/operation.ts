import type { OperationDefinition, OperationDefinitionParameter } from 'fhir/r4';

/** An operation of ours, as its OperationDefinition is written from it. */
export interface Operation {
  readonly id: string;
  /** Operation code: the name after the `$`. */
  readonly code: string;
  /** Missing: system-level. */
  readonly resource?: NonNullable<OperationDefinition['resource']>[number];
  readonly level: 'system' | 'type' | 'instance';
  readonly affectsState: boolean;
  readonly title: string;
  readonly description: string;
  readonly parameters: OperationDefinitionParameter[];
}
