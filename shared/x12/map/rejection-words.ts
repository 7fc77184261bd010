/**
 * What is wrong when a request is not taken up, by AAA03 (X12 901), in our own words: an administrative reason, never a
 * decision on the service or on the coverage. Codes as public companion guides use them; others are named by their code.
 */
const WORDS: Readonly<Record<string, string>> = {
  '04': 'more was asked for than one message may ask',
  '15': 'required data are missing',
  '33': 'data of the request are wrong, or this kind of review is not done',
  '35': 'the provider is out of network',
  // Medicare since 2026-05: an NPI has to name the clearinghouse or vendor that asks for it.
  '41': 'this provider may not ask (Medicare: its NPI is not attested for the clearinghouse or vendor that asks), which says nothing of the coverage',
  '42': 'the payer cannot answer now',
  '43': 'the number of the provider is missing or not valid',
  '44': 'the name of the provider is missing or not valid',
  '45': 'the specialty of the provider is missing or not valid',
  '46': 'the phone number of the provider is missing or not valid',
  '47': 'the state of the provider is missing or not valid',
  '49': 'the provider is not the primary care provider',
  '50': 'the provider may not ask this payer',
  '51': 'the provider is not on file',
  '52': 'the dates are not within the enrollment in the plan',
  '56': 'a date is not appropriate',
  '57': 'a date of service is missing or not valid',
  '58': 'the birth date is missing or not valid',
  '60': 'the birth date is after the date of service',
  '61': 'the date of death is before the date of service',
  '62': 'the date of service is not within the time that can be asked about',
  '63': 'the date of service is in the future',
  '64': 'the number of the patient is missing or not valid',
  '65': 'the name of the patient is missing or not valid',
  '66': 'the sex of the patient is missing or not valid',
  '67': 'the patient was not found',
  '68': 'the number of the patient is used twice',
  '71': 'the birth date is not the one on file',
  '72': 'the member number is missing or not valid',
  '73': 'the name of the member is missing or not valid',
  '74': 'the sex of the member is missing or not valid',
  '75': 'the member was not found',
  '76': 'the member number is used twice',
  '77': 'the member was found, the patient was not',
  '78': 'the member is not in this group or plan',
  '79': 'the payer or receiver named is not valid',
  '80': 'the payer did not respond to the intermediary',
  '95': 'the patient is not eligible',
  AA: 'no such authorization is on file',
  T4: 'the name or number of the payer is missing',
};

export const rejectionWords = (code: string): string =>
  WORDS[code] ?? `reason ${code || 'not given'} of X12 code list 901`;
