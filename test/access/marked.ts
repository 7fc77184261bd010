import type { Part } from '../support/endpoint-messages.ts';

/** Name, birth date and contact data of the test patient, which occur nowhere else. */
export const MARKED = {
  family: 'Quisenberry-Zwolle',
  given: 'Xanthoula',
  birthDate: '1938-07-23',
  line: '4711 Marigold Crescent',
  city: 'Llanfairpwll',
  postalCode: '90917-4242',
  phone: '555-0199-7717',
  mail: 'xq@marked.example',
  mrn: 'MRN-551-19-ZQ',
  member: 'MBR-990-017-QX',
} as const;

/** Without dashes and spaces, in lower case. */
const flat = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The texts that contain one of the marks. */
export const withMarks = (texts: readonly string[], marks: readonly string[] = Object.values(MARKED)) => {
  const wanted = marks.map(flat);
  return texts.filter((text) => wanted.some((mark) => flat(text).includes(mark))).map((text) => text.slice(0, 400));
};

const markPatient = (patient: Part): void => {
  const { family, given, birthDate, line, city, postalCode, phone, mail, mrn, member } = MARKED;
  Object.assign(patient, {
    name: [{ family, given: [given] }],
    birthDate,
    address: [{ line: [line], city, postalCode, state: 'OH' }],
    telecom: [
      { system: 'phone', value: phone },
      { system: 'email', value: mail },
    ],
    identifier: [
      { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }, value: mrn },
      { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MB' }] }, value: member },
    ],
  });
};

/** Gives every Patient and Coverage in a message, wherever it is, the marked data. */
export const mark = <T>(message: T): T => {
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const part = value as Part;
    if (part.resourceType === 'Patient') markPatient(part);
    if (part.resourceType === 'Coverage') Object.assign(part, { subscriberId: MARKED.member });
    for (const one of Object.values(part)) walk(one);
  };
  const copy = structuredClone(message);
  walk(copy);
  return copy;
};
