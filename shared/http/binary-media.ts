/** Bodies of these types reach a function as bytes: a spreadsheet's text is not always UTF-8. */
export const BINARY_MEDIA_TYPES: readonly string[] = ['text/csv', 'application/vnd.ms-excel'];
