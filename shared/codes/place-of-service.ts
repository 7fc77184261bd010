/** Assigned codes of the CMS place of service code set; any other two digits name no place. */
const ASSIGNED = /^(?:0[1-9]|1\d|2[0-7]|3[1-4]|4[129]|5[0-8]|6[01256]|7[12]|81|99)$/;

export const isPlaceOfService = (code: string): boolean => ASSIGNED.test(code);
