import type { Claim, ClaimItem } from 'fhir/r4';
import { CPT, HCPCS, HCPCS_ALIAS } from '../../../codes/systems.ts';
import type { Rejection } from '../../../core/model/message/submitted-request.ts';
import { SERVICE_SYSTEMS } from '../names.ts';

const SYSTEMS: ReadonlySet<string | undefined> = new Set([CPT, HCPCS, HCPCS_ALIAS, ...SERVICE_SYSTEMS]);
const DAY = /^\d{4}-\d{2}-\d{2}/;
/** Input errors: the list says nothing more exact. */
const INPUT = '33';
const SERVICE_DATE = '57';

const correct = (code: string, says: string, path: string): Rejection => ({ code, followUp: 'C', says, path });

const dateRejections = ({ servicedDate, servicedPeriod }: ClaimItem, path: string): readonly Rejection[] => {
  const { start, end } = servicedPeriod ?? {};
  const partial = [servicedDate, start, end].some((one) => one !== undefined && !DAY.test(one));
  const place = `${path}.serviced${servicedPeriod ? 'Period' : 'Date'}`;
  if (partial) return [correct(SERVICE_DATE, 'A date of service is a whole date, YYYY-MM-DD.', place)];
  return start && end && end.slice(0, 10) < start.slice(0, 10)
    ? [correct(SERVICE_DATE, 'The service ends before it starts.', place)]
    : [];
};

const quantityRejections = ({ quantity }: ClaimItem, path: string): readonly Rejection[] =>
  quantity && !(typeof quantity.value === 'number' && quantity.value > 0 && quantity.comparator === undefined)
    ? [correct(INPUT, 'A quantity is a number above zero.', `${path}.quantity`)]
    : [];

const codeRejections = ({ productOrService: { coding = [] } }: ClaimItem, path: string): readonly Rejection[] =>
  coding.some(({ system, code }) => code && SYSTEMS.has(system))
    ? []
    : [
        correct(
          INPUT,
          'Name the service by a code of CPT, HCPCS, ICD-10-PCS, NDC or a service type.',
          `${path}.productOrService`,
        ),
      ];

/** What in the items of a readable Claim cannot be processed. */
export const itemRejections = ({ item = [] }: Claim, claimPath: string): readonly Rejection[] =>
  item.flatMap((one, index) => {
    const path = `${claimPath}.item[${index}]`;
    return [...codeRejections(one, path), ...dateRejections(one, path), ...quantityRejections(one, path)];
  });
