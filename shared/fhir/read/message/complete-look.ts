import type { Bundle } from 'fhir/r4';

/** Search parameters that select the patient or the format, and so never filter out a patient's resources. */
const WHOLE = /^(patient|subject|_count|_sort|_format|_total|_include|_revinclude)([:.].+)?$/;

const RESOURCE_TYPE = /^[A-Z][A-Za-z]+$/;

/** `https://ehr.example/fhir/Condition?patient=1` searched all Conditions; with a filter, only some. */
const askedFor = (self: string): readonly string[] => {
  const [address = '', query = ''] = self.split('?');
  const type =
    address
      .replace(/\/(_search)?$/, '')
      .split('/')
      .at(-1) ?? '';
  const names = query.split('&').map((pair) => pair.split('=')[0] ?? '');
  return RESOURCE_TYPE.test(type) && names.filter(Boolean).every((name) => WHOLE.test(name)) ? [type] : [];
};

/**
 * The types a search covered completely, so that no hit means there is none: a searchset with every page and row
 * present, of the type its self link names or, without one, of the types found.
 */
export const completeTypes = ({ type, link = [], entry = [], total }: Bundle): readonly string[] => {
  if (type !== 'searchset' || link.some(({ relation }) => relation === 'next')) return [];
  const hits = entry.filter(({ search }) => search?.mode !== 'include' && search?.mode !== 'outcome');
  const failed = entry.some(({ resource }) => resource?.resourceType === 'OperationOutcome');
  if (failed || (total ?? 0) > hits.length) return [];
  const self = link.find(({ relation }) => relation === 'self')?.url;
  return self ? askedFor(self) : hits.flatMap(({ resource }) => resource?.resourceType ?? []);
};
