/** LOINC types a missing document is asked for by, from the attachment list of the guide: the most usual one that fits. */
export const LOINC_OF_DOCUMENT: Readonly<Record<string, string>> = {
  'office-note': '11506-3',
  'resting-ecg': '18824-3',
  'prior-reports': '18748-4',
  'exercise-ability': '47420-5',
  'surgery-plan': '18776-5',
};
