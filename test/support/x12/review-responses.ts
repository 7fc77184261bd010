import { interchangeOf } from './writing.ts';

/** What a payer says of the event and of each service, as lines; the rest of the response is made around them. */
export interface ReviewSaid {
  readonly top?: readonly string[];
  readonly member?: readonly string[];
  readonly event?: readonly string[];
  readonly eventNames?: readonly string[];
  readonly services?: readonly (readonly string[])[];
  readonly trace?: string;
  readonly reference?: string;
}

export const reviewLines = ({
  top = ['NM1*X3*2*EXAMPLE HEALTH PLAN*****PI*EX001'],
  member = ['NM1*IL*1*MARKED*PATIENT****MI*M-77001', 'DMG*D8*19570402*F'],
  event = [],
  eventNames = [],
  services = [],
  trace = 'trace-request-1',
  reference = 'message-1',
}: ReviewSaid): readonly string[] => [
  `BHT*0007*11*${reference}*20990301*0931*18`,
  'HL*1**20*1',
  ...top,
  'HL*2*1*21*1',
  'NM1*1P*2*HEART PRACTICE*****XX*2000000028',
  'HL*3*2*22*1',
  ...member,
  `HL*4*3*EV*${services.length ? 1 : 0}`,
  ...(trace ? [`TRN*2*${trace}*1311234567`] : []),
  ...event,
  ...eventNames,
  ...services.flatMap((service, index) => [`HL*${index + 5}*4*SS*0`, ...service]),
];

export const reviewResponse = (said: ReviewSaid, options: Parameters<typeof interchangeOf>[2] = {}): string =>
  interchangeOf('278', reviewLines(said), options);
