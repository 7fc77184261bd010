import type { Coverage } from 'fhir/r4';
import { BOUNDS } from '../../core/model/bounds.ts';

/** A name, unless it is none: every line of a message compares it. */
export const shortName = (name: string | undefined): string | undefined =>
  (name?.length ?? 0) > BOUNDS.nameCharacters ? undefined : name;

const namesOf = ({ type, class: classes = [], network }: Coverage): readonly (string | undefined)[] => [
  type?.text,
  network,
  ...(type?.coding ?? []).map(({ display }) => display),
  ...classes.flatMap(({ value, name }) => [value, name]),
];

/** Whether type, plan or network of a coverage are told in a text that is not read: they are not understood then. */
export const hasLongNames = (coverage: Coverage): boolean =>
  namesOf(coverage).some((name) => name !== undefined && shortName(name) === undefined);
